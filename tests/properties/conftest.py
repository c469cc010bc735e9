"""The databases of this folder's tests."""

from tests.stores import migrated_postgres, migrated_sqlite  # noqa: F401
