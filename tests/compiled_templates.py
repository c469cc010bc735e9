"""Templates compiled once in a run: each test makes an application of its own, and their templates agree."""

from __future__ import annotations

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledOnce(BytecodeCache):
    """Keeps what was compiled in this process, by the template's own source."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._kept.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[(bucket.key, bucket.checksum)] = bucket.bytecode_to_string()


COMPILED = CompiledOnce()


def compile_once(app: Flask) -> Flask:
    """Let this application use what others of the run have compiled."""
    app.jinja_env.bytecode_cache = COMPILED
    return app
