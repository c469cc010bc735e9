"""The guards of models/guards.py as triggers, the same on SQLite and PostgreSQL.

`install` drops and re-creates all of them; migrations call it last, because altering a SQLite table loses
its triggers. At an older revision, guards on tables that do not exist yet are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from models.guards import GUARDS, NEVER_CHANGED, NEVER_REMOVED, Guard

CODE = "USING ERRCODE = 'integrity_constraint_violation'"


def install(connection: sa.Connection) -> None:
    """Create every guard on this database, first removing earlier forms of them."""
    remove(connection)
    inspector = sa.inspect(connection)
    tables = set(inspector.get_table_names())
    if connection.dialect.name == "sqlite":
        statements = [*_guards_on_sqlite(tables), *_never_replaced_on_sqlite(inspector, tables)]
    else:
        statements = [*_guards_on_postgresql(tables), *_never_truncated_on_postgresql(tables)]
    for statement in statements:
        connection.exec_driver_sql(statement)


def remove(connection: sa.Connection) -> None:
    """Drop every Fairlead trigger (their names begin with `guard_`) and its function."""
    if connection.dialect.name == "sqlite":
        for name in sorted(names_present(connection)):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        return
    functions = connection.exec_driver_sql(
        "SELECT proname FROM pg_proc WHERE left(proname, 6) = 'guard_'"
        " AND pronamespace = current_schema()::regnamespace ORDER BY proname"
    )
    for (name,) in functions.fetchall():
        connection.exec_driver_sql(f'DROP FUNCTION "{name}"() CASCADE')


def names_present(connection: sa.Connection) -> set[str]:
    """Names of Fairlead's triggers on this database that are there and switched on."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE left(tgname, 6) = 'guard_' AND tgenabled IN ('O', 'A')"
    return set(connection.exec_driver_sql(query).scalars())


def names_expected(dialect_name: str) -> set[str]:
    """Names of the triggers that `install` leaves behind."""
    names = {_name(guard, operation) for guard in GUARDS for operation in guard.operations}
    if dialect_name == "sqlite":
        return names | {f"guard_{table}_never_replaced" for table in NEVER_CHANGED}
    return names | {f"guard_{table}_never_truncated" for table in (*NEVER_CHANGED, *NEVER_REMOVED)}


def _name(guard: Guard, operation: str) -> str:
    return f"guard_{guard.name}_{operation.lower()}"


def _in_turn(tables: set[str]) -> Iterator[tuple[Guard, str, str]]:
    for guard in GUARDS:
        if tables.issuperset((guard.table, *guard.rests_on)):
            for operation in guard.operations:
                yield guard, operation, _name(guard, operation)


def _guards_on_sqlite(tables: set[str]) -> Iterator[str]:
    for guard, operation, name in _in_turn(tables):
        yield _sqlite_trigger(name, operation, guard.table, guard.condition, guard.message)


def _sqlite_trigger(name: str, operation: str, table: str, condition: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {operation} ON {table} FOR EACH ROW"
        f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _never_replaced_on_sqlite(inspector: sa.Inspector, tables: set[str]) -> Iterator[str]:
    """INSERT OR REPLACE removes a row without asking DELETE's triggers, unless the connection wants it."""
    for table in NEVER_CHANGED:
        if table in tables:
            refusals = " ".join(_refuse_same(table, key) for key in _keys(inspector, table))
            yield f"CREATE TRIGGER guard_{table}_never_replaced BEFORE INSERT ON {table} BEGIN {refusals} END"


def _refuse_same(table: str, key: Sequence[str]) -> str:
    same = " AND ".join(f"o.{column} = NEW.{column}" for column in key)
    message = f"there is a {table} with this {', '.join(key)}, and it is never replaced"
    return f"SELECT RAISE(ABORT, '{message}') FROM {table} o WHERE {same};"


def _keys(inspector: sa.Inspector, table: str) -> list[Sequence[str]]:
    keys = [inspector.get_pk_constraint(table)["constrained_columns"]]
    return keys + [unique["column_names"] for unique in inspector.get_unique_constraints(table)]


def _guards_on_postgresql(tables: set[str]) -> Iterator[str]:
    for guard, operation, name in _in_turn(tables):
        # PostgreSQL does not allow subqueries in WHEN, so the condition goes into the function.
        given_back = "OLD" if operation == "DELETE" else "NEW"
        waits = "PERFORM 1 FROM investigation WHERE id = NEW.investigation_id FOR SHARE;"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" {waits if guard.waits_for_case else ''}"
            f" IF {guard.condition} THEN RAISE EXCEPTION '{guard.message}' {CODE}; END IF;"
            f" RETURN {given_back}; END $$"
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE {operation} ON {guard.table}"
            f" FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def _never_truncated_on_postgresql(tables: set[str]) -> Iterator[str]:
    yield (
        "CREATE FUNCTION guard_never_truncated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION 'this table is never emptied' {CODE}; END $$"
    )
    for table in (*NEVER_CHANGED, *NEVER_REMOVED):
        if table in tables:
            yield (
                f"CREATE TRIGGER guard_{table}_never_truncated BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION guard_never_truncated()"
            )
