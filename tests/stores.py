"""Databases for tests, on both engines: each engine is migrated once in a run, then copied.

`store` is shared by a whole run and nobody commits to it: use `session`, which is rolled back.
`own_store` (and `own_sqlite`, `own_postgres`) is a copy for one test, which may commit.
A folder's conftest.py takes these fixtures in by importing them; the migrated ones are the root's alone.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from commands.database import upgrade_database
from models.session import make_engine
from tests.databases import Server

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@dataclass(frozen=True)
class Store:
    """A migrated database and an engine on it."""

    url: str
    engine: sa.Engine

    @property
    def dialect(self) -> str:
        return self.engine.dialect.name

    def session(self) -> Session:
        """A session set up as the application's."""
        return Session(self.engine, autoflush=False)


def sqlite_url(folder: Path) -> str:
    """The address of a SQLite database in a folder."""
    return f"sqlite:///{folder / 'fairlead.sqlite'}"


def refused(session: Session, statement: str, **values: object) -> str:
    """What the database says when it refuses this statement; fails when it does not refuse."""
    with pytest.raises(sa.exc.IntegrityError) as caught, session.begin_nested():
        session.execute(sa.text(statement), values)
    return str(caught.value.orig)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, whole in itself: copy it."""
    folder = tmp_path_factory.mktemp("migrated")
    upgrade_database(sqlite_url(folder))
    path = folder / "fairlead.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Server) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database: use it as a template."""
    with postgres_server.new_database() as url:
        upgrade_database(url)
        yield url


@contextmanager
def copy_of(request: pytest.FixtureRequest, dialect: str, folder: Path) -> Iterator[Store]:
    """A store of its own on a copy of the migrated database."""
    if dialect == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / "fairlead.sqlite")
        with _open(sqlite_url(folder)) as store:
            yield store
    else:
        server = request.getfixturevalue("postgres_server")
        template = request.getfixturevalue("migrated_postgres")
        with server.new_database(template) as url, _open(url) as store:
            yield store


@contextmanager
def _open(url: str) -> Iterator[Store]:
    engine = make_engine(url)
    try:
        yield Store(url, engine)
    finally:
        engine.dispose()


@pytest.fixture(scope="session", params=ENGINES)
def dialect(request: pytest.FixtureRequest) -> str:
    """Whatever uses this runs once on each engine."""
    return request.param


@pytest.fixture(scope="session")
def store(
    request: pytest.FixtureRequest, dialect: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """One database per engine for the whole run. Never commit to it."""
    with copy_of(request, dialect, tmp_path_factory.mktemp("store")) as made:
        yield made


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A session on the shared store, rolled back after the test."""
    with store.session() as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def own_store(request: pytest.FixtureRequest, dialect: str, tmp_path: Path) -> Iterator[Store]:
    """A fresh copy on each engine, for a test that commits."""
    with copy_of(request, dialect, tmp_path) as made:
        yield made


@pytest.fixture
def own_sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with copy_of(request, "sqlite", tmp_path) as made:
        yield made


@pytest.fixture
def own_postgres(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with copy_of(request, "postgresql", tmp_path) as made:
        yield made
