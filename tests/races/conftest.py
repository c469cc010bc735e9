"""The databases of this folder: the tests of a file share one, each on a force and a case of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stores import (
    Store,
    copy_of,
    dialect,  # noqa: F401
)


@pytest.fixture(scope="module")
def one_store(
    request: pytest.FixtureRequest,
    dialect: str,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """One copy for a file on each engine: a copy for each test took longer than its race."""
    with copy_of(request, dialect, tmp_path_factory.mktemp("races")) as made:
        yield made
