"""The application for tests of pages: on SQLite, and on PostgreSQL for those that ask for both."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.databases import Server, new_name
from tests.views.sites import Site, copied_sqlite, kept_site, known_password, seed

# One name for the databases that follow each other under the application that is kept for them.
SITE = new_name()


@pytest.fixture(scope="session")
def seeded_sqlite(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration force, everybody able to sign in, whole in one file: copy it."""
    path = Path(shutil.copy(demo_sqlite, tmp_path_factory.mktemp("seeded") / "fairlead.sqlite"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE person SET password_hash = ?", [known_password()])
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def seeded_postgres(postgres_server: Server, migrated_postgres: str) -> Iterator[str]:
    """The same force in a PostgreSQL database: use it as a template."""
    with postgres_server.new_database(migrated_postgres) as url:
        seed(url)
        yield url


@pytest.fixture(scope="session")
def folder_of_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def folder_looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("looking")


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """The application on a copy for one test. On PostgreSQL for tests marked so."""
    if request.node.get_closest_marker("postgres"):
        server = request.getfixturevalue("postgres_server")
        with (
            server.new_database(request.getfixturevalue("seeded_postgres"), name=SITE) as url,
            kept_site(url) as opened,
        ):
            yield opened
    else:
        seeded, folder = map(request.getfixturevalue, ("seeded_sqlite", "folder_of_sites"))
        with kept_site(copied_sqlite(seeded, folder)) as opened:
            yield opened


@pytest.fixture
def app(site: Site) -> Flask:
    return site.app


@pytest.fixture(scope="module")
def looking(seeded_sqlite: Path, folder_looked_at: Path) -> Iterator[Site]:
    """One copy for a file's tests that only look, or are only refused."""
    with kept_site(copied_sqlite(seeded_sqlite, folder_looked_at)) as opened:
        yield opened
