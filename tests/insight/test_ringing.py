"""Who rings a victim now, as lists and pages read it: by index, once for all rows, of cases one reads."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.readable import read_as
from insight.ringing import show_ringing
from tests import making, making_restricted
from tests.insight.test_shift_queries import counted
from tests.making import NOW, Force
from tests.stores import Store
from vocabulary import VictimKind
from workflow.reading import noted_reads
from workflow.reading.ringing import ringing_now
from workflow.services.opening import policy_at
from workflow.services.ringing import begin_ringing
from workflow.services.victims import VictimToAdd

HER = VictimToAdd(VictimKind.PERSON, "José Núñez")
AGAIN = VictimToAdd(VictimKind.PERSON, "jose nunez")


@pytest.fixture(name="force")
def two_units(session: Session) -> Force:
    return making.a_force(session)


def rung(session: Session, force: Force, **changes: object) -> tuple[making.Case, int]:
    case = making.a_crime(session, force, **changes)
    begin_ringing(session, force.officer, case.victims[0], now=NOW)
    return case, case.victims[0]


def shown(session: Session, whom: dict[int, str]):
    return show_ringing(session, whom, policy_at(NOW), NOW)


def test_it_names_whoever_rings(session, force):
    _, victim = rung(session, force)
    [each] = shown(session, {victim: "Amina"})[victim]
    assert each.person.startswith("PC Person officer")
    assert (each.since, each.elsewhere) == (NOW, "")


def test_somebody_of_the_same_name_in_another_crime_is_shown_with_its_reference_and_is_logged(session, force):
    case, victim = rung(session, force, victims=(HER,))
    other = making.a_crime(session, force, victims=(AGAIN,)).victims[0]
    reference = session.scalar(sa.text(f"SELECT reference FROM investigation WHERE id = {case.id}"))
    session.info.clear()
    [each] = shown(session, {other: AGAIN.name})[other]
    assert each.elsewhere == reference
    assert noted_reads(session) == {"investigation": [case.id], "victim": [victim]}


def test_nobody_learns_of_a_case_that_they_do_not_read(session, force):
    case, _ = rung(session, force, victims=(HER,))
    other = making.a_crime(session, force, victims=(AGAIN,)).victims[0]
    making_restricted.restrict(session, force, case)
    read_as(session, force.other_officer, NOW)
    assert shown(session, {other: AGAIN.name}) == {}


def test_businesses_of_the_same_name_are_no_one_person(session, force):
    shop = VictimToAdd(VictimKind.BUSINESS, "Corner Shop", contact_name="Ana")
    rung(session, force, victims=(shop,))
    other = making.a_crime(session, force, victims=(shop,)).victims[0]
    assert shown(session, {other: shop.name}) == {}


def test_it_takes_as_many_queries_for_many_rows_and_many_calls_as_for_one(session, force):
    def number(whom: dict[int, str]) -> int:
        session.flush()
        with counted(session) as statements:
            assert len(shown(session, whom)) == len(whom)
        return len(statements)

    first = {rung(session, force)[1]: "Amina"}
    few = number(first)
    many = first | {rung(session, force)[1]: f"Somebody {each}" for each in range(20)}
    assert number(many) == few <= 3


def test_it_is_found_by_the_index_of_kind_and_time(own_sqlite: Store):
    ran: list[tuple] = []
    with own_sqlite.session() as session:
        sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *told: ran.append(told[2:4]))
        ringing_now(session, policy_at(NOW), NOW)
        statement, values = ran[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        details = [row.detail for row in plan]
    assert [each for each in details if each.startswith("SCAN")] == []
    assert any("ix_case_event_kind_recorded_at" in each for each in details)
