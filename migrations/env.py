"""How Alembic reaches the database. Use `flask --app app db upgrade`, or commands/database.py.

The connection is handed in through `config.attributes["connection"]`. SQLite's foreign keys are turned
off before the transaction begins, because altering a table there means copying and dropping it; they are
checked whole before the transaction ends. Triggers are put back last, for the same reason.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context

from models import Base, triggers
from models.base import UtcDateTime

REVISION_IDENTIFIER_LENGTH = 32
LOCK_NUMBER = 7_140_001  # any constant: two migrations at once on PostgreSQL wait for each other


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Keep application types out of migrations: they must still run when the application has moved on."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    connection: sa.Connection = context.config.attributes["connection"]
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        # A pragma inside a transaction does nothing, so it goes to the driver before BEGIN.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=on_sqlite,
        render_item=render_item,
        transaction_per_migration=False,
        # Alembic takes SQLite for a database that cannot undo a change of tables. With a real BEGIN it can,
        # and without this the check at the end would come after the commit.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if not on_sqlite:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '4s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})")
        triggers.remove(connection)
        context.run_migrations()
        if sa.inspect(connection).has_table("case_event"):
            triggers.install(connection)
        if on_sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"rows point at nothing after this migration: {broken[:5]}")
    if on_sqlite:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


run()
