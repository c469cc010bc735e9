"""First pages and their lists: in how many queries, by which index, and page after page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.auditing import AUDITED
from insight.listing import begin, read_page
from insight.shift.whole import LISTINGS, listings_of, show_shift
from tests import making
from tests.insight.test_shift import ABUSE, DAY, asked
from tests.making import NOW, Force
from tests.making_directions import direct
from vocabulary import Actor, Rank, Role


@pytest.fixture(name="force")
def two_units(session: Session) -> Force:
    return making.a_force(session)


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        statements.append(statement)

    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    yield statements
    sa.event.remove(engine, "before_cursor_execute", note)


ROLES = ("officer", "sergeant", "inspector", "victim_care_officer", "auditor")


def read_first_page(session: Session, actor: Actor) -> None:
    if actor.holds(Role.AUDITOR):
        begin(session, AUDITED, asked(actor, NOW + 3 * DAY))
    else:
        show_shift(session, asked(actor, NOW + 3 * DAY))


def make(session: Session, force: Force, cases: int) -> None:
    for _ in range(cases):
        case = making.an_allocated_case(session, force, flags=ABUSE)
        making.add_line(session, force, case, evidence_expires_at=NOW + 3 * DAY)
        direct(session, force, case)


def test_a_first_page_takes_as_many_queries_for_50_cases_as_for_5(session, force):
    def numbers() -> dict[str, int]:
        found = {}
        for who in ROLES:
            session.flush()
            with counted(session) as statements:
                read_first_page(session, getattr(force, who))
            found[who] = len(statements)
        return found

    make(session, force, 5)
    few = numbers()
    make(session, force, 45)
    assert numbers() == few
    # A query for each list, and a few for the names, risks and safe ways of all of them.
    assert max(few.values()) <= 20


def test_whole_lists_go_on_over_pages_without_losing_or_repeating_a_row(session, force):
    make(session, force, 3)
    for name in ROLES[:-1]:
        question = asked(getattr(force, name), NOW + 3 * DAY)
        for listing in listings_of(question.actor):
            whole = read_page(session, listing, question, size=1_000).rows
            turned = [
                row
                for number in range(1, len(whole) // 2 + 2)
                for row in read_page(session, listing, question, number, size=2).rows
            ]
            assert turned[: len(whole)] == whole, listing.key
            assert begin(session, [listing], question)[0].total == len(whole), listing.key


def test_every_list_is_on_somebodys_page(session, force):
    shown = {listing.key for name in ROLES for listing in listings_of(getattr(force, name))}
    assert shown == set(LISTINGS)


BY_INDEX = (*LISTINGS.values(), *AUDITED)


@pytest.mark.parametrize("listing", BY_INDEX, ids=lambda listing: listing.key)
def test_a_list_is_found_by_index_and_never_by_reading_a_whole_table(own_sqlite, listing):
    everybody = frozenset((role, 1) for role in Role)
    actor = Actor(1, Rank.INSPECTOR, True, everybody)
    ran: list[tuple] = []
    with own_sqlite.session() as session:
        sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *told: ran.append(told[2:4]))
        session.execute(listing.query(asked(actor)).limit(5)).all()
        statement, values = ran[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        # Names owed are found first, by index, and then gone through: they are no table.
        scans = [row.detail for row in plan if row.detail.startswith("SCAN") and "owed" not in row.detail]
    assert scans == []
