"""The databases of this folder's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.services.prepared import cases, force, prepared  # noqa: F401
from tests.stores import (  # noqa: F401
    dialect,
    own_postgres,
    own_sqlite,
    own_store,
    store,
)


@pytest.fixture
def session(request: pytest.FixtureRequest, dialect: str) -> Iterator[Session]:  # noqa: F811
    """On the prepared database where a test uses its force or cases, else on an empty one; rolled back."""
    with_cases = "prepared" in request.fixturenames
    used = request.getfixturevalue("prepared").store if with_cases else request.getfixturevalue("store")
    with used.session() as opened:
        yield opened
        opened.rollback()
