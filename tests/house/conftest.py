"""The demonstration force of this folder's tests."""

from tests.demo import demo, demo_sqlite, guarded_demo, own_demo  # noqa: F401
from tests.stores import migrated_sqlite  # noqa: F401
