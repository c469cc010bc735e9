"""The demonstration force for tests of pages: seeded once in a run, copied for each test that may write.

A folder's conftest.py takes these fixtures in by importing them; `demo_sqlite` is the root's alone.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import create_app
from commands.demo_force.cases import A_DOZEN, record_cases
from commands.demo_force.people import add_people
from models.session import db, make_engine
from settings import Mode, Settings
from tests.compiled_templates import compile_once
from tests.stores import sqlite_url
from workflow.services import sign_in

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
PASSWORD_HASH = "nobody signs in with this"
# One person for each part, by number.
INVESTIGATOR, SUPERVISOR, CARE, AUDITOR, ADMINISTRATOR = "4518", "2231", "9034", "9050", "9001"
ASSESSOR, REGISTRAR = "9061", "9070"
EVERYBODY = (INVESTIGATOR, SUPERVISOR, CARE, AUDITOR, ADMINISTRATOR, ASSESSOR, REGISTRAR)
# For rounds of all pages: between these, a usual run opens every page that anybody may.
IN_A_USUAL_RUN = (SUPERVISOR, AUDITOR, ADMINISTRATOR)


def each_role(*usual: str) -> list:
    """Everybody, of whom a usual run takes these."""
    return [each if each in usual else pytest.param(each, marks=pytest.mark.long) for each in EVERYBODY]


@pytest.fixture(scope="session")
def demo_sqlite(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration force in it, whole in itself: copy it."""
    folder = tmp_path_factory.mktemp("demo")
    path = Path(shutil.copy(migrated_sqlite, folder / "fairlead.sqlite"))
    engine = make_engine(sqlite_url(folder))
    with Session(engine, autoflush=False) as session:
        force = add_people(session, PASSWORD_HASH, NOW)
        record_cases(session, force, NOW, A_DOZEN)
        session.commit()
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@dataclass
class Demo:
    """The application on a copy of the demonstration force. Its clock stands at `now` until moved."""

    app: Flask
    path: Path
    now: dt.datetime = NOW

    def client(self, number: str | None = None) -> FlaskClient:
        """A browser, signed in as the person with this number, or as nobody."""
        browser = self.app.test_client()
        if number is not None:
            with browser.session_transaction() as cookie:
                cookie["_user_id"] = self.token(number)
                cookie["_fresh"] = True
        return browser

    def token(self, number: str) -> str:
        """Sign somebody in; returns what their cookie holds."""
        engine = make_engine(f"sqlite:///{self.path}")
        with Session(engine, autoflush=False) as session:
            person = sign_in.credentials_of(session, number).person_id
            token = sign_in.sign_in(session, person, now=self.now)
            session.commit()
        engine.dispose()
        return token

    def ask(self, statement: str, **values: object) -> list[tuple]:
        """Rows of a plain query, read beside the application."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(statement, values).fetchall()

    def ids(self, table: str) -> list[int]:
        return [row[0] for row in self.ask(f"SELECT id FROM {table} ORDER BY id")]

    def case(self, reference: str) -> int:
        """The id of the case with this reference."""
        return self.ask("SELECT id FROM investigation WHERE reference = :reference", reference=reference)[0][
            0
        ]


def open_demo(seeded: Path, folder: Path, *, csrf: bool = False) -> Demo:
    """The application on a copy of its own, in this folder."""
    path = Path(shutil.copy(seeded, folder / "fairlead.sqlite"))
    settings = Settings(
        mode=Mode.TEST, database_url=sqlite_url(folder), secret_key="t" * 40, cookie_secure=False
    )
    demo = Demo(compile_once(create_app(settings)), path)
    demo.app.config.update(
        WTF_CSRF_ENABLED=csrf, FAIRLEAD_CLOCK=lambda: demo.now, SIGN_IN_LIMIT="1000 per minute"
    )
    return demo


def close_demo(demo: Demo) -> None:
    """Let go of the database."""
    with demo.app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def demo(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory):
    """The demonstration force for a file of tests that only look at pages. Forms need no token."""
    opened = open_demo(demo_sqlite, tmp_path_factory.mktemp("pages"))
    yield opened
    close_demo(opened)


@pytest.fixture
def own_demo(demo_sqlite: Path, tmp_path: Path):
    """A copy for one test, which may write. Forms need no token."""
    opened = open_demo(demo_sqlite, tmp_path)
    yield opened
    close_demo(opened)


@pytest.fixture(scope="module")
def guarded_demo(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory):
    """As `demo`, but forms need the token that a page gives them, as they do outside tests."""
    opened = open_demo(demo_sqlite, tmp_path_factory.mktemp("guarded"), csrf=True)
    yield opened
    close_demo(opened)


def contents(path: Path) -> dict[str, list[tuple]]:
    """Every row of every table, for comparing before with after."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
