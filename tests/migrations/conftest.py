"""The databases of this folder's tests."""

from tests.stores import (  # noqa: F401
    dialect,
    own_postgres,
    own_sqlite,
    own_store,
    session,
    store,
)
