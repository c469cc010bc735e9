"""The application on a copy of the demonstration force, for one test, with everybody's password known."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from commands.demo_force.cases import A_DOZEN, Told, record_cases
from commands.demo_force.people import PASSWORD, add_people
from models.session import db, make_engine
from settings import TEST_COST, Mode, Settings
from tests.compiled_templates import compile_once
from tests.demo import NOW
from tests.pages import Browser
from tests.stores import ENGINES, sqlite_url
from views.sign_in import limiter
from workflow.services import sign_in

# By number: who is who in the demonstration force.
OFFICER, DETECTIVE, COLLEAGUE, OTHER_DETECTIVE = "4471", "4502", "4518", "4533"
TRAY_SERGEANT, SERGEANT, OTHER_SERGEANT = "2210", "2231", "2245"
INSPECTOR, DETECTIVE_INSPECTOR = "1107", "1120"
CARE, AUDITOR, ADMINISTRATOR = "9034", "9050", "9001"
ASSESSOR, REGISTRAR = "9061", "9070"
# Cases by what they wait for.
NEW, ALLOCATED, AT_WORK, READY, WAITING, SIGNED, RETURNED, CHARGED, ABUSE, CLOSED, FILED, REOPENED = (
    f"ANY/{number}/26" for number in (5102, 5088, 4996, 4870, 4733, 4690, 4655, 4401, 5031, 4012, 3817, 3555)
)

# Runs a test on both engines.
on_both = pytest.mark.parametrize("site", ENGINES, indirect=True)


@dataclass
class Site:
    """The application, its movable clock, and a way to look into its database."""

    app: Flask
    engine: sa.Engine
    now: dt.datetime = NOW

    def browse(self, number: str | None = None) -> Browser:
        """The browser of the person with this number, signed in already, or of nobody."""
        return Browser(self.app) if number is None else Browser.signed_in(self.app, self.token(number))

    def token(self, number: str) -> str:
        """Sign somebody in; returns what their cookie holds."""
        with Session(self.engine, autoflush=False) as session:
            token = sign_in.sign_in(session, self.person(number), now=self.now)
            session.commit()
        return token

    def later(self, **ahead: float) -> dt.datetime:
        """Move the clock on."""
        self.now += dt.timedelta(**ahead)
        return self.now

    def ask(self, statement: str, **values: object) -> list[tuple]:
        """Rows of a plain query, read beside the application."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(sa.text(statement), values)]

    def one(self, statement: str, **values: object) -> object:
        """The only value of the only row."""
        [[value]] = self.ask(statement, **values)
        return value

    def case(self, reference: str) -> int:
        return self.one("SELECT id FROM investigation WHERE reference = :reference", reference=reference)

    def page_of(self, reference: str) -> str:
        return f"/investigations/{self.case(reference)}"

    def state(self, reference: str) -> str:
        return self.one("SELECT state FROM investigation WHERE reference = :reference", reference=reference)

    def first(self, table: str, reference: str) -> int:
        """The id of the first line, victim or suspect of a case."""
        return self.one(
            f"SELECT min(id) FROM {table} WHERE investigation_id = :case", case=self.case(reference)
        )

    def person(self, number: str) -> int:
        return self.one("SELECT id FROM person WHERE username = :number", number=number)


def seed(url: str, told: Iterable[Told] = A_DOZEN) -> None:
    """The demonstration force as it stands at `NOW`, in a migrated database."""
    engine = make_engine(url)
    with Session(engine, autoflush=False) as session:
        force = add_people(session, known_password(), NOW)
        record_cases(session, force, NOW, told)
        session.commit()
    engine.dispose()


def known_password() -> str:
    """A quick hash of the password that the demonstration's people share."""
    return PasswordHasher(**TEST_COST._asdict()).hash(PASSWORD)


@contextmanager
def open_site(url: str, **settings: object) -> Iterator[Site]:
    """The application on this database, forms guarded as outside tests, its clock at `NOW`."""
    chosen = {"mode": Mode.TEST, "secret_key": "k7" * 20, "cookie_secure": False, **settings}
    site = Site(compile_once(create_app(Settings(database_url=url, **chosen))), make_engine(url))
    site.app.config.update(FAIRLEAD_CLOCK=lambda: site.now, SIGN_IN_LIMIT="1000 per minute")
    try:
        yield site
    finally:
        _let_go(site)


KEPT: dict[str, tuple[Site, dict]] = {}


@contextmanager
def kept_site(url: str) -> Iterator[Site]:
    """As `open_site`, in an application that is made once for this address and then used again.

    Whoever asks puts a new database there; settings and clock are put back. To make an application, and to
    put every statement and page of it together for the first time, takes longer than most tests.
    """
    if url not in KEPT:
        with open_site(url) as made:
            KEPT[url] = made, dict(made.app.config)
    site, config = KEPT[url]
    site.app.config.clear()
    site.app.config.update(config)
    site.now = NOW
    limiter.reset()
    try:
        yield site
    finally:
        _let_go(site)


def _let_go(site: Site) -> None:
    site.engine.dispose()
    with site.app.app_context():
        db.engine.dispose()


def copied_sqlite(seeded: Path, folder: Path) -> str:
    """The URL of a copy of a seeded SQLite file, the only one in its folder."""
    for each in folder.glob("fairlead.sqlite*"):
        each.unlink()
    shutil.copy(seeded, folder / "fairlead.sqlite")
    return sqlite_url(folder)
