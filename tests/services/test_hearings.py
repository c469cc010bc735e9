"""A hearing that was listed: when and where, asked of nothing else, and what was listed instead of it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, Hearing
from tests.making import Case, Force
from tests.making_hearings import COURT, IN_A_WEEK, NOW, a_hearing, list_hearing, take_out, taken_out
from tests.making_withdrawals import ANOTHER
from tests.services.prepared import Cases
from vocabulary import DutyStatus, Trigger
from workflow.reading.hearings import hearings_to_come
from workflow.refusals import FactNotAccepted
from workflow.services.hearings import NO_HEARING, NO_TIME_OR_PLACE, NOT_TO_COME, ONLY_OF_A_HEARING, Listed
from workflow.services.rights import record_development
from workflow.services.victims import add_victim

DAY = dt.timedelta(days=1)
EMPTY = {"trigger": Trigger.COURT_RESULT}


@pytest.fixture
def case(cases: Cases) -> Case:
    return cases.investigated


def test_when_and_where_are_kept_and_held_against_the_event(session: Session, force: Force, case: Case):
    hearing = session.get_one(Hearing, list_hearing(session, force, case))
    assert (hearing.takes_place_at, hearing.place) == (IN_A_WEEK, COURT)
    verified = verify(session)
    assert verified.is_sound, verified.fault


@pytest.mark.parametrize(
    ("what", "field", "why"),
    [
        (a_hearing(None), "takes_place_at", "Enter when the hearing takes place."),
        (
            a_hearing(NOW - DAY),
            "takes_place_at",
            "The hearing cannot take place before it was listed.",
        ),
        (a_hearing(place=" "), "place", "Enter where the hearing is."),
        (a_hearing(instead_of_id=0), "instead_of", NOT_TO_COME),
        (a_hearing(**EMPTY, listed=Listed(IN_A_WEEK)), "takes_place_at", ONLY_OF_A_HEARING),
        (a_hearing(**EMPTY, listed=Listed(place=COURT)), "place", ONLY_OF_A_HEARING),
        (a_hearing(**EMPTY, listed=Listed(instead_of_id=1)), "instead_of", ONLY_OF_A_HEARING),
    ],
)
def test_a_hearing_is_whole_and_nothing_else_is_one(session, force, case, what, field, why):
    with pytest.raises(FactNotAccepted) as refused:
        record_development(session, force.officer, case.id, what, now=NOW)
    assert (refused.value.field, str(refused.value)) == (field, why)


def test_what_a_court_decided_keeps_no_hearing(session: Session, force: Force, case: Case):
    what = a_hearing(**EMPTY, listed=NO_HEARING)
    record_development(session, force.officer, case.id, what, now=NOW)
    assert session.scalar(sa.select(sa.func.count()).select_from(Hearing)) == 0


def test_a_hearing_taken_out_is_shown_no_more_and_victims_are_owed_word_of_it(session, force, case):
    first = list_hearing(session, force, case)
    other = list_hearing(session, force, case, IN_A_WEEK + DAY)
    event = take_out(session, force, case, first)
    assert [each.id for each in hearings_to_come(session, case.id, NOW)] == [other]
    owed = sa.select(Duty.what).where(Duty.trigger_event_id == event, Duty.status == DutyStatus.RUNNING)
    assert session.scalars(owed).all() == ["Tell the victim that the hearing will not take place"]
    verified = verify(session)
    assert verified.is_sound, verified.fault


@pytest.mark.parametrize(
    ("listed", "field", "why"),
    [
        (Listed(), "instead_of", "Choose the hearing that was taken out."),
        (Listed(instead_of_id=0), "instead_of", NOT_TO_COME),
        (Listed(IN_A_WEEK), "takes_place_at", NO_TIME_OR_PLACE),
        (Listed(place=COURT), "place", NO_TIME_OR_PLACE),
    ],
)
def test_what_is_taken_out_was_listed_and_has_no_other_time(session, force, case, listed, field, why):
    what = a_hearing(trigger=Trigger.HEARING_TAKEN_OUT, listed=listed)
    with pytest.raises(FactNotAccepted) as refused:
        record_development(session, force.officer, case.id, what, now=NOW)
    assert (refused.value.field, str(refused.value)) == (field, why)


def test_whoever_is_added_later_is_owed_word_of_the_hearings_that_are_still_to_come(session, force, case):
    first = list_hearing(session, force, case)
    assert of_hearings(session, added_later(session, force, case)) == 1
    take_out(session, force, case, first)
    assert of_hearings(session, added_later(session, force, case)) == 0


def test_what_was_taken_out_this_morning_is_recorded_when_its_hour_has_passed(session, force, case):
    hearing = list_hearing(session, force, case)
    late = dataclasses.replace(taken_out(hearing), told_to_us_at=IN_A_WEEK, happened_at=NOW)
    record_development(session, force.officer, case.id, late, now=IN_A_WEEK + DAY / 24)
    gone = dataclasses.replace(late, happened_at=IN_A_WEEK + DAY)
    with pytest.raises(FactNotAccepted):
        record_development(session, force.officer, case.id, gone, now=IN_A_WEEK + DAY)


def added_later(session: Session, force: Force, case: Case) -> int:
    return add_victim(session, force.officer, case.id, ANOTHER, now=NOW)


def of_hearings(session: Session, victim_id: int) -> int:
    owed = sa.select(sa.func.count()).select_from(Duty)
    return session.scalar(owed.where(Duty.victim_id == victim_id, Duty.right_key.like("hearing%")))


def test_a_hearing_that_moved_is_shown_once_and_cannot_move_again(session, force, case):
    first = list_hearing(session, force, case)
    other = list_hearing(session, force, case, IN_A_WEEK + DAY)
    moved = list_hearing(session, force, case, IN_A_WEEK + 2 * DAY, instead_of_id=first)
    assert [each.id for each in hearings_to_come(session, case.id, NOW)] == [other, moved]
    with pytest.raises(FactNotAccepted):
        list_hearing(session, force, case, instead_of_id=first)
    assert verify(session).is_sound
