"""The command line of this folder's tests: on a migrated database, or on one without tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from settings import Mode
from tests.commands.terminal import Terminal, open_terminal
from tests.stores import (  # noqa: F401
    Store,
    dialect,
    own_postgres,
    own_sqlite,
    own_store,
    sqlite_url,
)


@pytest.fixture
def terminal(own_store: Store, tmp_path: Path) -> Iterator[Terminal]:  # noqa: F811
    """On a migrated database of its own, on each engine."""
    with open_terminal(own_store.url, tmp_path) as opened:
        yield opened


@pytest.fixture
def demo_terminal(own_store: Store, tmp_path: Path) -> Iterator[Terminal]:  # noqa: F811
    """The same in demo mode."""
    with open_terminal(own_store.url, tmp_path, Mode.DEMO) as opened:
        yield opened


@pytest.fixture
def fresh_url(request: pytest.FixtureRequest, dialect: str, tmp_path: Path) -> Iterator[str]:  # noqa: F811
    """The address of a database without tables, on each engine."""
    if dialect == "sqlite":
        yield sqlite_url(tmp_path)
    else:
        with request.getfixturevalue("postgres_server").new_database() as url:
            yield url


@pytest.fixture
def fresh(fresh_url: str, tmp_path: Path) -> Iterator[Terminal]:
    """On a database without tables, in demo mode, in which every command may be tried."""
    with open_terminal(fresh_url, tmp_path, Mode.DEMO) as opened:
        yield opened
