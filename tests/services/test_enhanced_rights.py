"""Enhanced rights switched on while something is owed: it is owed sooner, and never later (practice P23)."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from models import Duty, Victim
from tests import making
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, last_event_of
from vocabulary import DutyKind
from workflow.services.needs import Assessed, assess_needs
from workflow.working_days import end_of_nth_working_day

DAY = dt.timedelta(days=1)
TELL = DutyKind.TELL_DECISION


def assess(session: Session, force: Force, case: Case, is_enhanced: bool, now: dt.datetime = LATER) -> None:
    why = making.VULNERABLE if is_enhanced else frozenset()
    assess_needs(session, force.officer, case.victims[0], Assessed("She is afraid of him.", why), now=now)


def owed(session: Session, case: Case, kind: DutyKind = TELL) -> Duty:
    (duty,) = duties_of(session, case, kind)
    return duty


def test_what_is_owed_is_due_one_working_day_after_the_status_was_recorded(
    session: Session, force: Force, cases: Cases
):
    duty = owed(session, cases.signed)
    assert duty.due_at == end_of_nth_working_day(NOW, 5)
    assess(session, force, cases.signed, True, NOW + 2 * DAY)
    assert duty.due_at == end_of_nth_working_day(NOW + 2 * DAY, 1)
    assert "Within 1 working day (enhanced rights)" in duty.rule
    assert duty.rule.endswith("Counted from when enhanced rights were recorded.")
    event = last_event_of(session, cases.signed.id)
    due = duty.due_at.isoformat(timespec="microseconds")
    assert facts_of(event)["shortened"] == {str(duty.id): due}


def test_what_is_due_sooner_already_stays_as_it_is(session: Session, force: Force, cases: Cases):
    duty = owed(session, cases.signed)
    before = (duty.due_at, duty.rule)
    assess(session, force, cases.signed, True, duty.due_at - dt.timedelta(minutes=1))
    assert (duty.due_at, duty.rule) == before
    assert facts_of(last_event_of(session, cases.signed.id))["shortened"] == {}


def test_what_is_overdue_stays_overdue(session: Session, force: Force, cases: Cases):
    duty = owed(session, cases.signed)
    before = duty.due_at
    assess(session, force, cases.signed, True, before + DAY)
    assert duty.due_at == before


def test_taking_the_status_away_lengthens_nothing(session: Session, force: Force, cases: Cases):
    duty = owed(session, cases.signed)
    assess(session, force, cases.signed, True)
    before = duty.due_at
    assess(session, force, cases.signed, False, LATER + DAY)
    assert duty.due_at == before


def test_saying_it_again_starts_no_new_count(session: Session, force: Force):
    case = making.a_case_awaiting_sign_off(session, force)
    assess(session, force, case, True)
    making.sign_off(session, force, case)
    duty = owed(session, case)
    # One with more time than a new count would leave it.
    row = {column.key: getattr(duty, column.key) for column in Duty.__table__.columns if column.key != "id"}
    later = Duty(**row | {"due_at": duty.due_at + 7 * DAY})
    session.add(later)
    session.flush()
    before = later.due_at
    assess(session, force, case, True, LATER + DAY)
    assert later.due_at == before


@pytest.mark.parametrize("kind", [DutyKind.SUPPORT_REFERRAL, DutyKind.PROMISE])
def test_a_limit_that_is_the_same_for_everybody_is_left_alone(
    session: Session, force: Force, cases: Cases, kind: DutyKind
):
    case = cases.investigated
    made = making.telling(
        case, NOW, tells_decision_id=None, promised="I will ring", promised_for=NOW + 9 * DAY
    )
    making.contacts.record_contact(session, force.officer, case.victims[0], made, now=NOW)
    before = owed(session, case, kind).due_at
    assess(session, force, case, True)
    assert owed(session, case, kind).due_at == before


def test_another_victim_of_the_crime_is_owed_as_before(session: Session, force: Force):
    case = making.signed_off(session, force, victims=(making.A_PERSON, making.A_PERSON))
    first, second = duties_of(session, case, TELL)
    assess(session, force, case, True)
    assert (first.due_at, second.due_at) == (end_of_nth_working_day(LATER, 1), end_of_nth_working_day(NOW, 5))
    assert session.get_one(Victim, case.victims[1]).is_enhanced is False
