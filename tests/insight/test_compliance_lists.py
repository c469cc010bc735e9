"""Figures are of months and units; behind each is the list of its duties; restricted cases count unread."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.compliance import months_of_duties, read_figures
from insight.compliance_counted import counted
from insight.compliance_duties import duties_behind, duties_to_export
from insight.readable import read_as
from models import Duty
from tests import making, making_restricted
from tests.insight.asking_figures import DAY, HOUR, LATER, TELL, asked, figures, numbers
from tests.insight.test_shift_queries import counted as statements_of
from tests.making import NOW, Case, Force
from tests.models.rows import Rows
from tests.stores import Store
from vocabulary import (
    OWED_TO_VICTIMS,
    DutyKind,
    EventKind,
    Figure,
    FiguresBy,
)
from workflow.months import Month, month_of
from workflow.services import changing_unit
from workflow.services.particulars import ToUnit


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


@pytest.fixture
def signed(session: Session, force: Force) -> Case:
    """A decision that its one victim is owed to be told, within five working days: by 9 March."""
    return making.signed_off(session, force)


def test_a_crime_that_moves_takes_its_duties_with_it(session: Session, force: Force, signed: Case):
    before = figures(session, FiguresBy.UNIT).of(force.unit).numbers
    to_unit = ToUnit(force.other_unit, "It belongs there.", "Nothing.", "Nothing.", "None.")
    seen = making.last_event(session, signed.id)
    changing_unit.transfer_unit(
        session, force.sergeant, signed.id, to_unit, now=NOW + DAY, seen_event_id=seen, lapse_accepted=True
    )
    after = figures(session, FiguresBy.UNIT)
    assert after.of(force.unit).numbers == {}
    assert after.of(force.other_unit).numbers[Figure.OWED] == before[Figure.OWED] > 0
    theirs = figures(session, FiguresBy.UNIT, units=frozenset({force.unit}))
    assert theirs.tallies == {}


def test_a_restricted_case_counts_and_is_shown_to_those_who_read_it_alone(
    session: Session, force: Force, signed: Case
):
    making.signed_off(session, force)
    making_restricted.restrict(session, force, signed, now=NOW + HOUR)
    unrestricted = numbers(session)
    read_as(session, force.victim_care_officer, LATER)
    assert numbers(session) == unrestricted
    assert unrestricted[Figure.OWED] == 2
    behind = duties_behind(session, asked(what=TELL), Figure.OWED)
    assert (behind.total, behind.hidden, len(behind.page.rows), behind.page.total) == (2, 1, 1, 1)
    assert {row.investigation_id for row in behind.page.rows} != {signed.id}
    exported = duties_to_export(session, asked(what=TELL))
    assert sorted(each.known is None for each in exported) == [False, True]
    read_as(session, force.auditor, LATER)
    behind = duties_behind(session, asked(what=TELL), Figure.OWED)
    assert (behind.total, behind.hidden, len(behind.page.rows)) == (2, 0, 2)
    assert all(each.known for each in duties_to_export(session, asked(what=TELL)))


def test_figures_and_lists_cost_the_same_however_much_is_owed(session: Session, force: Force):
    def cost() -> list[int]:
        session.flush()
        costs = []
        for read in (
            lambda: read_figures(session, asked(), FiguresBy.KIND),
            lambda: read_figures(session, asked(), FiguresBy.UNIT),
            lambda: duties_behind(session, asked(), Figure.OWED),
            lambda: duties_to_export(session, asked()),
        ):
            with statements_of(session) as ran:
                read()
            costs.append(len(ran))
        return costs

    making.signed_off(session, force)
    few = cost()
    for _ in range(5):
        making.signed_off(session, force)
    assert cost() == few == [1, 1, 2, 1]


@pytest.mark.parametrize("what", [None, "promise", "right.bail"])
def test_the_months_are_found_by_index(own_sqlite: Store, what: str | None):
    ran: list[tuple] = []
    with own_sqlite.session() as session:
        sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *told: ran.append(told[2:4]))
        session.execute(sa.select(counted(session, asked(what=what, units=frozenset({1}))))).all()
        statement, values = ran[-1]
        plan = list(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))
        months_of_duties(session, NOW)
        statement, values = ran[-1]
        plan += session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    assert [
        row.detail for row in plan if row.detail.startswith("SCAN") and "CONSTANT" not in row.detail
    ] == []
    assert any("ix_duty_status_due_at_id (status=? AND due_at>? AND due_at<?)" in row.detail for row in plan)


@pytest.mark.parametrize(
    ("due_at", "month"),
    [
        ("2026-02-28T23:59:59+00:00", "2026-02"),
        ("2026-03-01T00:00:00+00:00", "2026-03"),
        ("2026-03-31T22:59:59.999999+00:00", "2026-03"),
        ("2026-03-31T23:00:00+00:00", "2026-04"),
        ("2026-09-30T22:59:59+00:00", "2026-09"),
        ("2026-09-30T23:00:00+00:00", "2026-10"),
        ("2026-10-31T23:59:59+00:00", "2026-10"),
        ("2026-11-01T00:00:00+00:00", "2026-11"),
    ],
)
def test_a_duty_is_of_the_month_of_london_in_which_it_falls_due(session: Session, due_at: str, month: str):
    rows = Rows(session)
    case = rows.investigation()
    event = rows.event(case, EventKind.NOTE_ADDED)
    at = dt.datetime.fromisoformat(due_at)
    rows.duty(case, event, kind=DutyKind.NEEDS_ASSESSMENT, victim_id=rows.victim(case), due_at=at)
    assert str(month_of(at)) == month
    found = figures(session).tallies
    assert {place[1] for place in found} - {None} == {month}
    for months, there in ((-1, False), (0, True), (1, False)):
        assert bool(figures(session, months=(month_of(at).later(months),)).tallies) == there
    assert months_of_duties(session, NOW) == (
        min(month_of(at), month_of(NOW)),
        max(month_of(at), month_of(NOW)),
    )


def test_what_falls_due_outside_the_months_asked_for_is_not_counted(
    session: Session, force: Force, signed: Case
):
    assert numbers(session, months=(Month(2026, 3),))[Figure.OWED] == 1
    assert numbers(session, months=(Month(2026, 2),)) == {}
    assert numbers(session, months=(Month(2026, 4),)) == {}


def test_only_what_is_owed_to_victims_is_counted(session: Session, force: Force, signed: Case):
    kinds = {key for key, _ in figures(session).tallies if key is not None}
    assert {each.partition(".")[0] for each in kinds} <= {kind.value for kind in OWED_TO_VICTIMS}
    assert "right.written_confirmation" in kinds
    found = session.scalars(sa.select(Duty.kind).where(Duty.victim_id.is_not(None)).distinct()).all()
    assert set(found) <= set(OWED_TO_VICTIMS)
    one = figures(session, what=TELL).tallies
    assert {key for key, _ in one} == {TELL, None}
    assert {key for key, _ in figures(session, what="right.written_confirmation").tallies} == {
        "right.written_confirmation",
        None,
    }
