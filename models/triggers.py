"""The guards of models/guards.py as triggers, the same on SQLite and PostgreSQL.

`install` drops and re-creates all of them; migrations call it last, because altering a SQLite table loses
its triggers. At an older revision, guards on tables that do not exist yet are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models.guards import GUARDS, NEVER_CHANGED, NEVER_REMOVED, Guard

CODE = "USING ERRCODE = 'integrity_constraint_violation'"


def install(connection: sa.Connection) -> None:
    """Create every guard on this database, first removing earlier forms of them."""
    remove(connection)
    for trigger in _triggers(connection):
        for statement in trigger.statements:
            connection.exec_driver_sql(statement)


def remove(connection: sa.Connection) -> None:
    """Drop every Fairlead trigger (their names begin with `guard_`) and its function."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'"
        for name in connection.exec_driver_sql(query).scalars().all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return
    functions = connection.exec_driver_sql(
        "SELECT proname FROM pg_proc WHERE left(proname, 6) = 'guard_'"
        " AND pronamespace = current_schema()::regnamespace ORDER BY proname"
    )
    for (name,) in functions.fetchall():
        connection.exec_driver_sql(f'DROP FUNCTION "{name}"() CASCADE')


def faults(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """(name, what is wrong) of each trigger that is not there, or not as `install` leaves it."""
    there = _as_they_are(connection)
    for trigger in sorted(_triggers(connection), key=lambda each: each.name):
        if trigger.name not in there:
            yield trigger.name, "it is missing or switched off"
        elif there[trigger.name] != trigger.statements:
            yield trigger.name, "it is not what Fairlead put there"


def names_present(connection: sa.Connection) -> set[str]:
    """Names of Fairlead's triggers on this database that are there and switched on."""
    return set(_as_they_are(connection))


def names_expected(connection: sa.Connection) -> set[str]:
    """Names of the triggers that `install` leaves behind."""
    return {trigger.name for trigger in _triggers(connection)}


@dataclass(frozen=True)
class _Trigger:
    """One trigger, and what makes it, word for word as the database gives it back."""

    name: str
    statements: tuple[str, ...]


def _triggers(connection: sa.Connection) -> Iterator[_Trigger]:
    inspector = sa.inspect(connection)
    tables = set(inspector.get_table_names())
    if connection.dialect.name == "sqlite":
        yield from _guards_on_sqlite(tables)
        yield from _never_replaced_on_sqlite(inspector, tables)
    else:
        yield from _guards_on_postgresql(tables)
        yield from _never_truncated_on_postgresql(tables)


def _as_they_are(connection: sa.Connection) -> dict[str, tuple[str, ...]]:
    """Name → what made it. Of PostgreSQL's, the function comes first."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'"
        return {name: (sql,) for name, sql in connection.exec_driver_sql(query)}
    rows = connection.exec_driver_sql(
        "SELECT t.tgname, f.proname, f.prosrc, pg_get_triggerdef(t.oid, true) FROM pg_trigger t"
        " JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE left(t.tgname, 6) = 'guard_' AND t.tgenabled IN ('O', 'A')"
        " AND c.relnamespace = current_schema()::regnamespace"
        " AND f.pronamespace = current_schema()::regnamespace"
    )
    return {name: (_function(function, body), made) for name, function, body, made in rows}


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"


def _in_turn(tables: set[str]) -> Iterator[tuple[Guard, str, str]]:
    for guard in GUARDS:
        if tables.issuperset((guard.table, *guard.rests_on)):
            for operation in guard.operations:
                yield guard, operation, f"guard_{guard.name}_{operation.lower()}"


def _guards_on_sqlite(tables: set[str]) -> Iterator[_Trigger]:
    for guard, operation, name in _in_turn(tables):
        yield _Trigger(
            name,
            (
                f"CREATE TRIGGER {name} BEFORE {operation} ON {guard.table} FOR EACH ROW"
                f" WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END",
            ),
        )


def _never_replaced_on_sqlite(inspector: sa.Inspector, tables: set[str]) -> Iterator[_Trigger]:
    """INSERT OR REPLACE and UPDATE OR REPLACE remove a row that is in their way, and ask DELETE's triggers
    only if the connection wants it.
    """
    for table in (*NEVER_CHANGED, *NEVER_REMOVED):
        if table in tables:
            keys = _keys(inspector, table)
            yield _refuse_same(table, keys, "INSERT", "")
            if table in NEVER_REMOVED:
                yield _refuse_same(table, keys, "UPDATE", " AND o.rowid <> OLD.rowid")


def _refuse_same(table: str, keys: Sequence[Sequence[str]], operation: str, save: str) -> _Trigger:
    refusals = []
    for key in keys:
        same = " AND ".join(f"o.{column} = NEW.{column}" for column in key)
        message = f"there is a {table} with this {', '.join(key)}, and it is never replaced"
        refusals.append(f"SELECT RAISE(ABORT, '{message}') FROM {table} o WHERE {same}{save};")
    name = f"guard_{table}_never_replaced_{operation.lower()}"
    return _Trigger(
        name, (f"CREATE TRIGGER {name} BEFORE {operation} ON {table} BEGIN {' '.join(refusals)} END",)
    )


def _keys(inspector: sa.Inspector, table: str) -> list[Sequence[str]]:
    """A key of several columns leaves SQLite's own row id beside it, by which a row is replaced as well."""
    key = inspector.get_pk_constraint(table)["constrained_columns"]
    beside = [["rowid"]] if len(key) > 1 else []
    return [key, *beside, *(unique["column_names"] for unique in inspector.get_unique_constraints(table))]


def _guards_on_postgresql(tables: set[str]) -> Iterator[_Trigger]:
    for guard, operation, name in _in_turn(tables):
        # PostgreSQL does not allow subqueries in WHEN, so the condition goes into the function.
        given_back = "OLD" if operation == "DELETE" else "NEW"
        waits = "PERFORM 1 FROM investigation WHERE id = NEW.investigation_id FOR SHARE;"
        body = (
            f" BEGIN {waits if guard.waits_for_case else ''}"
            f" IF {guard.condition} THEN RAISE EXCEPTION '{guard.message}' {CODE}; END IF;"
            f" RETURN {given_back}; END "
        )
        yield _on_postgresql(name, f"BEFORE {operation} ON {guard.table} FOR EACH ROW", body)


def _never_truncated_on_postgresql(tables: set[str]) -> Iterator[_Trigger]:
    body = f" BEGIN RAISE EXCEPTION 'this table is never emptied' {CODE}; END "
    for table in (*NEVER_CHANGED, *NEVER_REMOVED):
        if table in tables:
            name = f"guard_{table}_never_truncated"
            yield _on_postgresql(name, f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", body)


def _on_postgresql(name: str, when: str, body: str) -> _Trigger:
    trigger = f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()"
    return _Trigger(name, (_function(name, body), trigger))
