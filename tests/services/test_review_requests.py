"""A victim asks for a review: recorded, taken although late, acknowledged, given to a reviewer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import ReviewRequest
from tests import making, making_reviews, making_telling
from tests.making import NOW, Force
from tests.services.prepared import Cases, duties_of
from vocabulary import (
    Channel,
    DutyKind,
    DutyStatus,
    Rank,
    ReviewResult,
    ReviewScheme,
    State,
)
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services.steps import Refused

DAY = dt.timedelta(days=1)
LATE = NOW + 100 * DAY


@pytest.fixture(autouse=True)
def sound(session: Session):
    yield
    verified = verify(session)
    assert verified.is_sound, verified.fault


def due_on(duty) -> str:
    return f"{duty.due_at:%Y-%m-%d}"


def test_asking_owes_an_acknowledgement_and_a_decision_from_when_it_came(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case, NOW + 3 * DAY, asked_at=NOW)
    row = session.get_one(ReviewRequest, request)
    assert (row.scheme, row.is_late) == (ReviewScheme.POLICE, False)
    [acknowledge] = duties_of(session, case, DutyKind.ACKNOWLEDGE_REVIEW)
    [decide] = duties_of(session, case, DutyKind.DECIDE_REVIEW)
    assert (due_on(acknowledge), due_on(decide)) == ("2026-03-16", "2026-04-15")
    assert {duty.victim_id for duty in (acknowledge, decide)} == {case.victims[0]}
    assert "30 working days" in decide.rule


def test_a_reviewer_is_owed_until_one_is_named(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    [duty] = duties_of(session, case, DutyKind.NAME_REVIEWER)
    assert due_on(duty) == "2026-03-09"
    making_reviews.name(session, force.sergeant, request, force.inspector)
    assert duty.status is DutyStatus.MET


def test_a_time_limit_for_charging_brings_the_decision_forward_and_says_so(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    making_reviews.ask(session, force, case, charging_limit_on=dt.date(2026, 4, 20))
    [duty] = duties_of(session, case, DutyKind.DECIDE_REVIEW)
    assert due_on(duty) == "2026-04-02"
    assert "a charge can be brought until 20 April 2026 only" in duty.rule


def test_asking_before_being_told_is_never_late(session: Session, force: Force):
    case = making_reviews.signed_off(session, force)
    request = making_reviews.ask(session, force, case, LATE)
    assert not session.get_one(ReviewRequest, request).is_late


def test_a_late_request_is_recorded_and_somebody_independent_decides_whether_it_is_taken(
    session: Session, force: Force
):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case, LATE)
    assert session.get_one(ReviewRequest, request).is_late
    with pytest.raises(FactNotAccepted, match="came late"):
        making_reviews.name(session, force.sergeant, request, force.inspector, LATE)
    for person, said in ((force.officer, "supervisor"), (force.sergeant, "signed the decision off")):
        with pytest.raises(NotPermitted, match=said):
            making_reviews.accept(session, person, request, LATE)
    with pytest.raises(FactNotAccepted, match="Write why"):
        making_reviews.accept(session, force.other_sergeant, request, LATE, " ")
    making_reviews.accept(session, force.other_sergeant, request, LATE)
    making_reviews.name(session, force.sergeant, request, force.inspector, LATE)
    making_reviews.decide(session, force.inspector, request, now=LATE)


def test_a_late_request_that_is_not_taken_ends_so(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case, LATE)
    out = (request, ReviewResult.OUT_OF_TIME, LATE, "Five months, and no reason.")
    making_reviews.decide(session, force.other_sergeant, *out)
    [duty] = duties_of(session, case, DutyKind.TELL_REVIEW_RESULT)
    assert duty.status is DutyStatus.RUNNING


def test_one_that_came_in_time_is_not_taken_although_late(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="came late"):
        making_reviews.accept(session, force.other_sergeant, request)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"decision_id": 999_999}, "decision"),
        ({"asked_at": NOW + DAY}, "asked_at"),
        ({"asked_at": NOW - DAY}, "asked_at"),
    ],
)
def test_what_cannot_be_so_is_refused_beside_the_field(session: Session, force: Force, changes, field: str):
    case = making_reviews.finished(session, force)
    with pytest.raises(FactNotAccepted) as caught:
        making_reviews.ask(session, force, case, **changes)
    assert caught.value.field == field


def test_nobody_asks_twice_about_one_decision(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="asked already"):
        making_reviews.ask(session, force, case)


def test_a_proposal_that_nobody_signed_is_no_decision(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted, match="signed off"):
        making_reviews.ask(session, force, cases.proposed)


def test_a_request_is_acknowledged_once_and_in_time(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="before they asked"):
        making_reviews.acknowledge(session, force.officer, request, acknowledged_at=NOW - DAY)
    making_reviews.acknowledge(session, force.victim_care_officer, request, NOW + DAY)
    [duty] = duties_of(session, case, DutyKind.ACKNOWLEDGE_REVIEW, status=None)
    assert duty.status is DutyStatus.MET
    with pytest.raises(FactNotAccepted, match="already"):
        making_reviews.acknowledge(session, force.victim_care_officer, request, NOW + DAY)


def test_an_acknowledgement_after_ten_working_days_is_late(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.acknowledge(session, force.officer, request, NOW + 30 * DAY)
    [duty] = duties_of(session, case, DutyKind.ACKNOWLEDGE_REVIEW, status=None)
    assert duty.status is DutyStatus.MET_LATE


# Each of them, and why they do not review what the unit's sergeant signed.
NOT_REVIEWERS = {
    "officer": "supervisor",
    "colleague": "supervisor",
    "auditor": "supervisor",
    "victim_care_officer": "supervisor",
    "sergeant": "signed the decision off",
    "other_sergeant": "an inspector or above",
}


@pytest.mark.parametrize("who", NOT_REVIEWERS)
def test_nobody_of_lower_or_equal_rank_nor_part_of_the_case_is_named_or_decides(
    session: Session, force: Force, who: str
):
    case = making_reviews.finished(session, force)
    request, person = making_reviews.ask(session, force, case), getattr(force, who)
    with pytest.raises(FactNotAccepted, match=NOT_REVIEWERS[who]):
        making_reviews.name(session, force.inspector, request, person)
    with pytest.raises((FactNotAccepted, NotPermitted)):
        making_reviews.decide(session, person, request)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    with pytest.raises(NotPermitted):
        making_reviews.decide(session, person, request)


def test_who_came_to_be_part_of_the_case_after_being_named_decides_no_more(session: Session, force: Force):
    case = making_reviews.told(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    account = making.telling(case, tells_decision_id=None, took_account=True)
    making.contacts.record_contact(session, force.inspector, case.victims[0], account, now=NOW)
    with pytest.raises(NotPermitted, match="account"):
        making_reviews.decide(session, force.inspector, request)
    making_reviews.name(session, force.sergeant, request, force.detective_inspector)
    making_reviews.decide(session, force.detective_inspector, request)


def test_whoever_acts_no_longer_in_that_rank_decides_no_more(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    with pytest.raises(NotPermitted, match="an inspector or above"):
        making_reviews.decide(session, replace(force.inspector, rank=Rank.SERGEANT), request)


def test_another_reviewer_takes_the_place_of_the_one_before(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="Nobody is named"):
        making_reviews.decide(session, force.inspector, request)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    with pytest.raises(FactNotAccepted, match="named already"):
        making_reviews.name(session, force.sergeant, request, force.inspector)
    making_reviews.name(session, force.sergeant, request, force.detective_inspector)
    with pytest.raises(NotPermitted, match="the reviewer who was named"):
        making_reviews.decide(session, force.inspector, request)


def test_the_case_is_not_finished_while_a_victim_was_not_told_of_the_right(session: Session, force: Force):
    case = making_reviews.signed_off(session, force)
    untold = making.telling(case)
    making.contacts.record_contact(session, force.officer, case.victims[0], untold, now=NOW)
    making_reviews.suspects.record_suspect_told(session, force.officer, case.suspect, NOW, now=NOW)
    refused = making.attempt(session, force.officer, case, making.FINISH[case.kind])
    assert isinstance(refused, Refused)
    [found] = refused.assessment.still_needed
    assert found.key == "victims_are_told_of_the_right_to_review"
    told = making.telling(case, tells_decision_id=None, told_of_review=True)
    making.contacts.record_contact(session, force.officer, case.victims[0], told, now=NOW)
    making.take(session, force.officer, case, making.FINISH[case.kind])


def test_it_never_stands_in_the_way_over_a_victim_who_does_not_want_contact(session: Session, force: Force):
    case = making_reviews.signed_off(session, force)
    making_telling.no_contact_wanted(session, force, case.victims[0], NOW, force.other_sergeant)
    making_reviews.suspects.record_suspect_told(session, force.officer, case.suspect, NOW, now=NOW)
    making.take(session, force.officer, case, making.FINISH[case.kind])
    assert read_case(session, case.id, NOW).state is State.NO_FURTHER_ACTION


def test_nobody_is_told_of_a_right_who_was_not_reached(session: Session, force: Force):
    case = making_reviews.signed_off(session, force)
    missed = making.contacts.ContactMade(
        Channel.PHONE, making.ContactResult.ATTEMPTED, NOW, told_of_review=True
    )
    with pytest.raises(FactNotAccepted, match="not reached"):
        making.contacts.record_contact(session, force.officer, case.victims[0], missed, now=NOW)
