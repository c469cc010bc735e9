"""Roles that run out while their holders answer for crimes are shown before and after, until handed over."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ending_roles import EndingRole, ending_roles
from models import RoleHolding
from tests import making
from tests.making import NOW, Force
from tests.stores import Store
from vocabulary import Rank, Role
from workflow.services import people
from workflow.services.particulars import HandOver
from workflow.services.reallocating import reallocate

TODAY = NOW.date()
DAY = dt.timedelta(days=1)
SOON = 14


@pytest.fixture
def filled(own_store: Store):
    with own_store.session() as session:
        force = making.a_force(session)
        session.commit()
        yield session, force
        session.rollback()


def ends_in(session: Session, force: Force, days: int, who: str = "officer") -> None:
    """Their one role gets an end, however it came by it."""
    holding = session.scalars(sa.select(RoleHolding).where(RoleHolding.person_id == getattr(force, who).id))
    holding.one().until_on = TODAY + days * DAY
    session.flush()


def found(session: Session, today: dt.date = TODAY, **narrowed: object) -> list[EndingRole]:
    return ending_roles(session, today, SOON, **narrowed)


@pytest.mark.parametrize(("days", "shown"), [(15, False), (14, True), (1, True)])
def test_a_role_is_shown_from_so_many_days_before_its_end(filled, days: int, shown: bool):
    session, force = filled
    making.an_investigation(session, force)
    ends_in(session, force, days)
    assert bool(found(session)) is shown


def test_after_its_end_it_is_shown_until_every_crime_is_handed_over(filled):
    session, force = filled
    cases = [making.an_investigation(session, force) for _ in "ab"]
    ends_in(session, force, 2)
    [row] = found(session, TODAY + 5 * DAY)
    assert (row.person_id, row.unit_id, row.cases, row.has_ended) == (force.officer.id, force.unit, 2, True)
    for case in cases:
        to = HandOver(force.colleague.id, "Nothing.", "Nothing.", "None.")
        reallocate(session, force.sergeant, case.id, to, now=NOW)
    assert found(session, TODAY + 5 * DAY) == []


def test_finished_crimes_and_those_in_a_tray_are_not_counted(filled):
    session, force = filled
    making.a_finished_case(session, force)
    making.a_crime(session, force)
    for who in ("officer", "sergeant"):
        ends_in(session, force, 3, who)
    assert found(session) == []


@pytest.mark.parametrize(
    ("role", "unit", "until", "cases"),
    [
        (Role.INVESTIGATOR, "unit", None, 0),
        (Role.SUPERVISOR, "unit", None, 0),
        (Role.VICTIM_CARE_OFFICER, "unit", None, 1),
        (Role.INVESTIGATOR, "other_unit", None, 1),
        (Role.SUPERVISOR, "unit", 2, 1),
        (Role.SUPERVISOR, "unit", 40, 0),
    ],
)
def test_another_role_that_runs_the_crimes_covers_them(
    filled, role, unit: str, until: int | None, cases: int
):
    session, force = filled
    making.an_investigation(session, force)
    ends_in(session, force, 3)
    end = TODAY + until * DAY if until else None
    what = (force.officer.id, getattr(force, unit), role)
    # From the day on which the other ends, or before it.
    from_on = TODAY + 3 * DAY if role is Role.INVESTIGATOR else TODAY
    people.give_role(session, None, *what, from_on, now=NOW, until_on=end)
    rows = [row for row in found(session) if row.role is Role.INVESTIGATOR]
    assert sum(row.cases for row in rows) == cases


def test_it_is_narrowed_to_units_or_to_one_person(filled):
    session, force = filled
    making.an_investigation(session, force)
    ends_in(session, force, 3)
    assert len(found(session, units={force.unit})) == 1
    assert found(session, units={force.other_unit}) == []
    assert len(found(session, person_id=force.officer.id)) == 1
    assert found(session, person_id=force.colleague.id) == []


def test_one_query_however_many_there_are(filled):
    session, force = filled
    statements: list[str] = []
    sa.event.listen(session.connection(), "before_cursor_execute", lambda *a: statements.append(a[2]))
    counted = []
    for name in ("x", "y"):
        officer = making.a_person(session, name, Rank.CONSTABLE, (Role.INVESTIGATOR, force.unit))
        case = making.an_investigation(session, force)
        to = HandOver(officer.id, "Nothing.", "Nothing.", "None.")
        reallocate(session, force.sergeant, case.id, to, now=NOW)
        held = sa.select(RoleHolding).where(RoleHolding.person_id == officer.id)
        session.scalars(held).one().until_on = TODAY + DAY
        session.flush()
        before = len(statements)
        assert len(found(session)) == len(counted) + 1
        counted.append(len(statements) - before)
    assert counted == [1, 1]
