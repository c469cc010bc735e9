"""What a page asks of PostgreSQL, how each of its queries finds the rows, and how much that touches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

# A force has a few hundred of these, whatever happens in it: to read them all is right.
DO_NOT_GROW = frozenset({"acting_rank", "person", "role_holding", "unit"})


@dataclass(frozen=True)
class Plan:
    """One query as it was run. `read_whole`: tables that grow, of which it read every row to find some.

    `blocks`: of 8 kB, in memory or on disk, that it looked at.
    """

    statement: str
    read_whole: tuple[str, ...]
    blocks: int


@contextmanager
def queries_of(engine: sa.Engine) -> Iterator[list[tuple[str, object]]]:
    """What is read while this is open: statements and their parameters, in order."""
    asked: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, *_more) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def plan_of(connection: sa.Connection, statement: str, parameters: object) -> Plan:
    """Run it once more, and read how."""
    explained = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", parameters)
    [told] = explained.scalar_one()
    whole = told["Plan"]
    scanned = {
        node["Relation Name"]
        for node in _nodes(whole)
        if _reads_whole(node) and node["Relation Name"] not in DO_NOT_GROW
    }
    return Plan(statement, tuple(sorted(scanned)), whole["Shared Hit Blocks"] + whole["Shared Read Blocks"])


def _reads_whole(node: dict) -> bool:
    """An index that is gone through from end to end is no better than the table."""
    return node["Node Type"] == "Seq Scan" or (
        node["Node Type"] in ("Index Scan", "Index Only Scan") and "Index Cond" not in node
    )


def _nodes(node: dict) -> Iterator[dict]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)
