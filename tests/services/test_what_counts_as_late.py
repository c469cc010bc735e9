"""What is typed long after it happened counts from then; what a court did, from when we were told."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty
from tests import making_reviews, making_telling
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, last_event_of
from vocabulary import DutyKind, DutyStatus, Trigger
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted
from workflow.services import review_results
from workflow.services.rights import Development, record_development

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
LONG_AFTER = NOW + 20 * DAY


def telling(session: Session, case: Case) -> list[Duty]:
    return duties_of(session, case, DutyKind.TELL_DECISION, status=None)


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


def agree(session: Session, force: Force, case: Case, now: dt.datetime) -> None:
    exception = read_case(session, case.id, now).victims[0].exceptions[-1].id
    making_telling.agreed(session, force, case.victims[0], exception, now)


def test_another_body_told_them_once_somebody_agrees(session: Session, force: Force, cases: Cases):
    case = cases.signed
    making_telling.elsewhere(session, force, case, LATER)
    [owed] = telling(session, case)
    assert owed.status is DutyStatus.RUNNING
    with pytest.raises(FactNotAccepted, match="waits to be agreed"):
        making_telling.elsewhere(session, force, case, LATER)
    agree(session, force, case, LATER + 2 * DAY)
    assert (owed.status, owed.ended_at) == (DutyStatus.MET, LATER)
    assert is_sound(session)


@pytest.mark.parametrize("by", ["officer", "other_sergeant"])
def test_what_another_body_is_said_to_have_told_long_ago_is_late(
    session: Session, force: Force, cases: Cases, by: str
):
    case = cases.signed
    who = getattr(force, by)
    making_telling.elsewhere(session, force, case, LONG_AFTER, who, told_at=LATER)
    if by == "officer":
        agree(session, force, case, LONG_AFTER + HOUR)
    [owed] = telling(session, case)
    assert (owed.status, owed.ended_at) == (DutyStatus.MET_LATE, LATER)
    assert is_sound(session)


def test_what_is_not_agreed_told_nobody_and_wins_no_time(session: Session, force: Force, cases: Cases):
    case = cases.signed
    [owed] = telling(session, case)
    due_at = owed.due_at
    making_telling.elsewhere(session, force, case, LATER)
    exception = read_case(session, case.id, LATER).victims[0].exceptions[-1].id
    making_telling.over(session, force, case.victims[0], exception, LATER + 3 * DAY)
    assert telling(session, case) == [owed]
    assert (owed.status, owed.due_at) == (DutyStatus.RUNNING, due_at)
    assert is_sound(session)


@pytest.mark.parametrize(
    ("record", "from_the_decision"),
    [(making_telling.no_contact_wanted, True), (making_telling.not_yet, False)],
)
def test_a_decision_owed_again_runs_from_when_it_was_made_unless_somebody_agreed_to_wait(
    session: Session, force: Force, cases: Cases, record, from_the_decision: bool
):
    case = cases.signed
    [first] = telling(session, case)
    whom = case if record is making_telling.not_yet else case.victims[0]
    record(session, force, whom, LATER)
    exception = read_case(session, case.id, LATER).victims[0].exceptions[-1].id
    ended_at = LATER + 3 * DAY
    making_telling.over(session, force, case.victims[0], exception, ended_at, force.inspector)
    _, again = telling(session, case)
    assert again.status is DutyStatus.RUNNING
    assert again.triggered_at == (NOW if from_the_decision else ended_at)
    assert (again.due_at == first.due_at) is from_the_decision
    assert is_sound(session)


def test_an_acknowledgement_typed_long_afterwards_is_late(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.acknowledge(session, force.officer, request, LONG_AFTER, acknowledged_at=NOW + DAY)
    [duty] = duties_of(session, case, DutyKind.ACKNOWLEDGE_REVIEW, status=None)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET_LATE, NOW + DAY)
    assert is_sound(session)


def test_a_result_said_to_have_been_told_long_ago_is_late(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.reviewed(session, force, case, making_reviews.ReviewResult.CONFIRMED)
    of = making_reviews.of(session, request)
    told = (making_reviews.LETTER, NOW + HOUR, "Confirmed, and why.")
    review_results.record_result_told(session, force.officer, *of, *told, now=LONG_AFTER)
    [duty] = duties_of(session, case, DutyKind.TELL_REVIEW_RESULT, status=None)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET_LATE, NOW + HOUR)
    assert is_sound(session)


def court(session: Session, force: Force, case: Case, **changes: object) -> int:
    values = {"trigger": Trigger.COURT_RESULT, "happened_at": NOW, "words": "Guilty.", "told_to_us_at": LATER}
    what = Development(**values | changes)
    return record_development(session, force.officer, case.id, what, now=LATER + DAY)


def test_what_a_court_did_keeps_both_times_and_is_owed_from_when_we_were_told(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    court(session, force, case)
    [owed] = [each for each in duties_of(session, case, DutyKind.RIGHT) if each.right_key == "court_result"]
    assert owed.triggered_at == LATER
    facts = facts_of(last_event_of(session, case.id))
    assert (facts["happened_at"][:16], facts["told_to_us_at"][:16]) == (
        NOW.isoformat()[:16],
        LATER.isoformat()[:16],
    )
    assert is_sound(session)


@pytest.mark.parametrize(
    "changes",
    [
        {"told_to_us_at": None},
        {"told_to_us_at": NOW - HOUR},
        {"told_to_us_at": LATER + 2 * DAY},
        {"trigger": Trigger.CHARGE_STOPPED},
    ],
)
def test_when_we_were_told_is_asked_of_a_court_and_can_be_so(
    session: Session, force: Force, cases: Cases, changes: dict
):
    with pytest.raises(FactNotAccepted) as refused:
        court(session, force, cases.investigated, **changes)
    assert refused.value.field == "told_to_us_at"
