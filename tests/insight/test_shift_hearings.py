"""Hearings on a victim care officer's first page: today's, tomorrow's, and over a weekend Monday's."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from tests import making, making_telling
from tests.insight.test_shift import DAY, block, cases_in
from tests.making import NOW, Force
from tests.making_hearings import COURT, list_hearing
from workflow.working_days import LONDON


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


def at(weekday: int, hour: int = 10, weeks: int = 1) -> dt.datetime:
    """An hour of a day of the week, in London, one week after the next Monday. Monday is 0."""
    monday = NOW.astimezone(LONDON).date() - NOW.weekday() * DAY + weeks * 7 * DAY
    return dt.datetime.combine(monday + weekday * DAY, dt.time(hour), LONDON).astimezone(dt.UTC)


MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (MONDAY, [MONDAY, TUESDAY]),
        (THURSDAY, [THURSDAY, FRIDAY]),
        (FRIDAY, [FRIDAY, SATURDAY, SUNDAY, MONDAY + 7]),
        (SATURDAY, [SATURDAY, SUNDAY, MONDAY + 7]),
    ],
)
def test_until_the_end_of_the_next_working_day(session, force, today, shown):
    case = making.an_investigation(session, force)
    for day in range(9):
        list_hearing(session, force, case, at(day, 0 if day % 2 else 23))
    rows = block(session, force.victim_care_officer, "hearings", at(today, 12))
    listed = [row.at for row in rows.rows]
    assert (rows.total, listed) == (len(shown), [at(day, 0 if day % 2 else 23) for day in shown])


def test_it_says_where_and_whether_the_victim_is_still_owed_word_of_it(session, force):
    case = making.an_investigation(session, force)
    list_hearing(session, force, case, at(TUESDAY))
    [row] = block(session, force.victim_care_officer, "hearings", at(MONDAY)).rows
    assert (row.victim_id, row.what) == (case.victims[0], f"{COURT}. They are still owed word of it.")
    assert row.item_id is not None
    making_telling.give_all_rights(session, force, case.id, NOW)
    [row] = block(session, force.victim_care_officer, "hearings", at(MONDAY)).rows
    assert (row.item_id, row.what) == (None, COURT)


def test_one_that_moved_is_listed_on_its_new_day_alone(session, force):
    case = making.an_investigation(session, force)
    first = list_hearing(session, force, case, at(TUESDAY))
    list_hearing(session, force, case, at(THURSDAY), instead_of_id=first)
    assert cases_in(session, force.victim_care_officer, "hearings", at(MONDAY)) == []
    assert cases_in(session, force.victim_care_officer, "hearings", at(WEDNESDAY)) == [case.id]


def test_who_does_not_want_contact_and_another_units_victims_are_not_listed(session, force):
    case = making.an_investigation(session, force)
    elsewhere = making.a_crime(session, force, unit_id=force.other_unit)
    for each in (case, elsewhere):
        list_hearing(session, force, each, at(TUESDAY))
    assert cases_in(session, force.victim_care_officer, "hearings", at(MONDAY)) == [case.id]
    making_telling.no_contact_wanted(session, force, case.victims[0])
    assert cases_in(session, force.victim_care_officer, "hearings", at(MONDAY)) == []
