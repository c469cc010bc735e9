"""Fixtures and set-up for every test.

Databases to copy are taken in here and nowhere else: each folder that took them in would make its own.
"""

from __future__ import annotations

import pytest

from tests import browser
from tests.databases import Server
from tests.demo import demo_sqlite  # noqa: F401
from tests.stores import migrated_postgres, migrated_sqlite  # noqa: F401
from tests.what_ran import ALL, WhatRan

WHAT_RAN = pytest.StashKey[WhatRan]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(ALL, action="store_true", help="the long tests too, and longer random walks")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[WHAT_RAN] = WhatRan(config)
    config.pluginmanager.register(config.stash[WHAT_RAN], "what-ran")


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Server:
    """The PostgreSQL server to make databases on; without one, tests that use it are skipped."""
    what_ran = pytestconfig.stash[WHAT_RAN]
    server = what_ran.postgres()
    if server is None:
        pytest.skip(f"PostgreSQL: {what_ran.no_server}")
    return server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """How pytest-playwright starts the machine's Chromium; without one, browser tests are skipped."""
    chromium = browser.find_chromium()
    if chromium is None:
        pytest.skip(f"Browser: {browser.NOT_FOUND}")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": browser.launch_arguments(),
    }
