"""How long it is between two moments, in SQL."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class seconds_between(FunctionElement):  # noqa: N801 (a function of SQL, named as one)
    """How long it is from one moment to another: the two databases reckon with times differently."""

    type = sa.Float()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _on_sqlite(element: seconds_between, compiler, **more: object) -> str:
    first, last = (compiler.process(clause, **more) for clause in element.clauses)
    # Rounded: days in floating point would make a whole hour a little less, or a little more.
    return f"ROUND((julianday({last}) - julianday({first})) * 86400.0, 3)"


@compiles(seconds_between, "postgresql")
def _on_postgresql(element: seconds_between, compiler, **more: object) -> str:
    first, last = (compiler.process(clause, **more) for clause in element.clauses)
    return f"EXTRACT(EPOCH FROM {last} - {first})"
