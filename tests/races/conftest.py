"""The databases of this folder's tests: each test commits, so each has a copy of its own."""

from tests.stores import (  # noqa: F401
    dialect,
    migrated_postgres,
    migrated_sqlite,
    own_store,
)
