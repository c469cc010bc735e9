"""The database session, and how each engine is set up so that writes are safe (design §5.9).

SQLite: write-ahead log, foreign keys on, full sync, and Fairlead's own BEGIN in place of the driver's:
IMMEDIATE for work that may write, so that two writers queue instead of losing an update.
PostgreSQL: a request that only reads runs in one REPEATABLE READ READ ONLY transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import iscoroutinefunction

import flask_sqlalchemy_lite
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

BUSY_MILLISECONDS = 10_000


class SQLAlchemy(flask_sqlalchemy_lite.SQLAlchemy):
    """The extension without its asynchronous half, which Fairlead has no engine for."""

    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        # It would start an event loop at the end of every request, and cannot where one runs already.
        app.teardown_appcontext_funcs = [
            each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)
        ]


db = SQLAlchemy(session_options={"autoflush": False})

_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


def set_only_reads(only_reads: bool) -> None:
    """Say, before anything touches the session, whether the coming transactions may write."""
    _only_reads.set(only_reads)


@contextmanager
def writing() -> Iterator[None]:
    """Inside, transactions may write, whatever the request method (read log, last seen)."""
    token = _only_reads.set(False)
    try:
        yield
    finally:
        _only_reads.reset(token)


def prepare(engine: sa.Engine) -> sa.Engine:
    """Attach Fairlead's connection and transaction settings to an engine; returns it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_on_sqlite)
    else:
        event.listen(engine, "begin", _begin_on_postgresql)
    return engine


def engine_options(url: str) -> dict[str, object]:
    """Options for create_engine, by kind of database."""
    if url.startswith("sqlite"):
        return {}
    return {
        "pool_pre_ping": True,
        "connect_args": {
            "options": f"-c lock_timeout={BUSY_MILLISECONDS} -c statement_timeout=60000 -c timezone=UTC"
        },
    }


def make_engine(url: str) -> sa.Engine:
    """An engine set up as the application's, for migrations, commands and tests."""
    return prepare(sa.create_engine(url, **engine_options(url)))


def _set_up_sqlite(connection, _record) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        # Without it, INSERT OR REPLACE removes a row and no DELETE trigger hears of it.
        "recursive_triggers=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "synchronous=FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_on_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _only_reads.get() else "BEGIN IMMEDIATE")


def _begin_on_postgresql(connection: sa.Connection) -> None:
    if _only_reads.get():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
