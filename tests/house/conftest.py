"""The demonstration force of this folder's tests."""

from tests.demo import demo, guarded_demo, own_demo  # noqa: F401
