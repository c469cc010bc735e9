"""Lists and counts of every page are found by index, however many cases are finished."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import work_lists
from insight.new_information import with_new_information
from insight.search import Search, find_cases
from tests.making import NOW
from tests.stores import Store
from vocabulary import Actor, Rank, Role
from workflow.services.opening import policy_at

SUPERVISOR = Actor(1, Rank.SERGEANT, False, frozenset({(Role.SUPERVISOR, 1)}))


def search(session: Session) -> None:
    find_cases(session, Search(reported_from=NOW - dt.timedelta(days=3)), policy_at(NOW))


READ: dict[str, tuple[Callable[[Session], object], str]] = {
    "new information": (
        lambda session: work_lists.count(session, with_new_information(SUPERVISOR)),
        "ix_duty_kind_status_investigation_id",
    ),
    "the tray": (
        lambda session: work_lists.count(session, work_lists.to_allocate(SUPERVISOR)),
        "ix_duty_",
    ),
    "what was reported lately": (search, "ix_investigation_reported_at"),
}


@pytest.mark.parametrize("what", READ)
def test_it_is_found_by_index(own_sqlite: Store, what: str):
    read, index = READ[what]
    ran: list[tuple] = []
    with own_sqlite.session() as session:
        sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *told: ran.append(told[2:4]))
        read(session)
        statement, values = next(each for each in ran if each[0].startswith("SELECT"))
        plan = list(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))
    assert [row.detail for row in plan if row.detail.startswith("SCAN")] == []
    assert any(index in row.detail for row in plan)
