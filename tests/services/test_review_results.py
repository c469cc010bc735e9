"""How a victim's request for a review ends, and what an overturned decision does to the case."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import CaseEvent, Decision, DecisionEnded, Investigation, ReviewRequestStep, Suspect
from tests import making, making_reviews
from tests.making import NOW, Force
from tests.nevers import broken
from tests.services.prepared import duties_of
from vocabulary import (
    OVERTURNED,
    DecisionEnding,
    DutyKind,
    DutyStatus,
    EventKind,
    ReviewResult,
    State,
    SuspectDecision,
    VictimView,
)
from workflow.refusals import FactNotAccepted, NotPermitted, WouldLapse
from workflow.services import victims

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def sound(session: Session):
    """Whatever a test did, the record holds together and no never is broken."""
    yield
    verified = verify(session)
    assert verified.is_sound, verified.fault
    assert broken(session) == {}


def state(session: Session, case: making.Case) -> State:
    return session.get_one(Investigation, case.id, populate_existing=True).state


def kinds(session: Session) -> list[EventKind]:
    return list(session.scalars(sa.select(CaseEvent.kind).order_by(CaseEvent.id)))


def test_a_confirmed_decision_leaves_the_case_as_it_is(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    making_reviews.reviewed(session, force, case, ReviewResult.CONFIRMED)
    assert state(session, case) is State.NO_FURTHER_ACTION
    assert session.get_one(Suspect, case.suspect).decision is SuspectDecision.NO_FURTHER_ACTION
    assert EventKind.CASE_REOPENED not in kinds(session)


@pytest.mark.parametrize("result", sorted(OVERTURNED))
def test_an_overturned_decision_reopens_a_finished_case(session: Session, force: Force, result: ReviewResult):
    case = making_reviews.finished(session, force)
    making_reviews.reviewed(session, force, case, result)
    assert state(session, case) is State.RECORDED
    assert session.get_one(Investigation, case.id).round == 2
    assert session.get_one(Suspect, case.suspect, populate_existing=True).decision is None
    [duty] = duties_of(session, case, DutyKind.ALLOCATE)
    assert "reopened" in duty.what
    assert kinds(session)[-4:] == [
        EventKind.REQUEST_ENDED,
        EventKind.CASE_REOPENED,
        EventKind.PROPOSAL_LAPSED,
        EventKind.SUSPECT_DECISION_OVERTURNED,
    ]


def test_an_overturned_decision_is_taken_back_where_the_case_is_not_finished_yet(
    session: Session, force: Force
):
    case = making_reviews.told(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    with pytest.raises(WouldLapse):
        making_reviews.decide(session, force.inspector, request, ReviewResult.OVERTURNED_CHARGE)
    making_reviews.decide(
        session, force.inspector, request, ReviewResult.OVERTURNED_CHARGE, lapse_accepted=True
    )
    assert state(session, case) is State.INVESTIGATING
    assert session.get_one(DecisionEnded, case.decision).ending is DecisionEnding.LAPSED


def test_an_overturned_decision_about_one_suspect_leaves_the_work_open_and_them_undecided(
    session: Session, force: Force
):
    case = making_reviews.ready(session, force)
    decision = making_reviews.suspect_decided(session, force, case)
    request = making_reviews.ask(session, force, case, decision_id=decision)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    making_reviews.decide(session, force.inspector, request, ReviewResult.OVERTURNED_INVESTIGATE)
    assert state(session, case) is State.INVESTIGATING
    assert session.get_one(Suspect, case.suspect, populate_existing=True).decision is None
    assert session.get_one(DecisionEnded, decision).ending is DecisionEnding.LAPSED
    assert session.get_one(Decision, decision).suspect_id == case.suspect


def test_a_confirmed_decision_about_one_suspect_takes_nothing_back(session: Session, force: Force):
    case = making_reviews.told(session, force)
    [decision] = session.scalars(sa.select(Decision.id).where(Decision.suspect_id == case.suspect))
    request = making_reviews.ask(session, force, case, decision_id=decision)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    making_reviews.decide(session, force.inspector, request)
    assert state(session, case) is State.AWAITING_VICTIM_UPDATE


def test_of_two_victims_who_asked_each_has_an_answer_of_their_own(session: Session, force: Force):
    case = making_reviews.finished(session, force, victims=(making.A_PERSON, making.A_PERSON))
    first, second = (making_reviews.ask(session, force, case, victim=each) for each in case.victims)
    for request in (first, second):
        making_reviews.name(session, force.sergeant, request, force.inspector)
    making_reviews.decide(session, force.inspector, first, ReviewResult.OVERTURNED_CHARGE)
    assert state(session, case) is State.RECORDED
    assert len(duties_of(session, case, DutyKind.DECIDE_REVIEW)) == 1
    with pytest.raises(FactNotAccepted, match="stands no more"):
        making_reviews.decide(session, force.inspector, second, ReviewResult.OVERTURNED_CHARGE)
    making_reviews.decide(session, force.inspector, second, ReviewResult.STANDS_NO_MORE)
    assert session.get_one(Investigation, case.id).round == 2


def test_the_result_is_owed_to_the_victim_until_they_were_told(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.reviewed(session, force, case, ReviewResult.CONFIRMED)
    [duty] = duties_of(session, case, DutyKind.TELL_REVIEW_RESULT)
    assert (duty.victim_id, duty.status) == (case.victims[0], DutyStatus.RUNNING)
    making_reviews.tell_result(session, force.victim_care_officer, request, NOW + DAY)
    [duty] = duties_of(session, case, DutyKind.TELL_REVIEW_RESULT, status=None)
    assert duty.status is DutyStatus.MET
    with pytest.raises(FactNotAccepted, match="already how they were told"):
        making_reviews.tell_result(session, force.victim_care_officer, request, NOW + DAY)


def test_nobody_is_told_a_result_before_there_is_one(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="has a result"):
        making_reviews.tell_result(session, force.victim_care_officer, request)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    making_reviews.decide(session, force.inspector, request, now=NOW + DAY)
    with pytest.raises(FactNotAccepted, match="before there was a result"):
        making_reviews.tell_result(session, force.victim_care_officer, request, NOW + DAY, told_at=NOW)


def test_a_request_taken_back_owes_nobody_anything_and_may_be_made_again(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.end(session, force.victim_care_officer, request)
    for kind in (DutyKind.ACKNOWLEDGE_REVIEW, DutyKind.NAME_REVIEWER, DutyKind.DECIDE_REVIEW):
        [duty] = duties_of(session, case, kind, status=None)
        assert duty.status is DutyStatus.EXCUSED
    assert duties_of(session, case, DutyKind.TELL_REVIEW_RESULT) == []
    with pytest.raises(FactNotAccepted, match="ended already"):
        making_reviews.end(session, force.victim_care_officer, request)
    making_reviews.ask(session, force, case)


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (ReviewResult.NOT_ELIGIBLE, "has the right to a review"),
        (ReviewResult.OUT_OF_TIME, "came in time"),
        (ReviewResult.STANDS_NO_MORE, "The decision stands"),
        (ReviewResult.TIME_BARRED, "No last day for charging"),
        (ReviewResult.WITHDRAWN, "recorded on its own page"),
    ],
)
def test_a_request_ends_without_a_review_only_where_that_is_so(
    session: Session, force: Force, result: ReviewResult, said: str
):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    with pytest.raises(FactNotAccepted, match=said):
        making_reviews.decide(session, force.inspector, request, result)


def test_whoever_has_no_right_is_told_so_by_somebody_with_no_part_in_the_case(session: Session, force: Force):
    case = making_reviews.finished(session, force, interviewed=False)
    request = making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="not interviewed under caution"):
        making_reviews.name(session, force.sergeant, request, force.inspector)
    with pytest.raises(NotPermitted, match="signed the decision off"):
        making_reviews.decide(session, force.sergeant, request, ReviewResult.NOT_ELIGIBLE)
    making_reviews.decide(session, force.other_sergeant, request, ReviewResult.NOT_ELIGIBLE)
    assert duties_of(session, case, DutyKind.TELL_REVIEW_RESULT) != []


def test_a_request_about_the_cps_is_passed_on_and_its_result_recorded(session: Session, force: Force):
    case = making_reviews.finished(session, force, by_cps=True)
    request = making_reviews.ask(session, force, case)
    assert duties_of(session, case, DutyKind.DECIDE_REVIEW) == []
    assert len(duties_of(session, case, DutyKind.PASS_REVIEW_ON)) == 1
    for refused in (
        lambda: making_reviews.name(session, force.sergeant, request, force.inspector),
        lambda: making_reviews.decide(session, force.inspector, request),
    ):
        with pytest.raises(FactNotAccepted, match="CPS"):
            refused()
    with pytest.raises(FactNotAccepted, match="whom at the CPS"):
        making_reviews.end(session, force.officer, request, ReviewResult.CONFIRMED)
    making_reviews.pass_on(session, force.victim_care_officer, request)
    assert duties_of(session, case, DutyKind.PASS_REVIEW_ON, status=None)[0].status is DutyStatus.MET
    [chase] = duties_of(session, case, DutyKind.CPS_REVIEW_CHASE)
    assert (f"{chase.due_at:%Y-%m-%d}", chase.victim_id) == ("2026-04-15", case.victims[0])
    making_reviews.end(session, force.officer, request, ReviewResult.OVERTURNED_CHARGE)
    assert duties_of(session, case, DutyKind.CPS_REVIEW_CHASE) == []
    assert state(session, case) is State.RECORDED


def test_the_cps_answers_no_request_before_it_has_it(session: Session, force: Force):
    case = making_reviews.finished(session, force, by_cps=True)
    request = making_reviews.ask(session, force, case)
    making_reviews.pass_on(session, force.victim_care_officer, request, NOW + DAY)
    early = {"ended_at": NOW + DAY / 2}
    with pytest.raises(FactNotAccepted, match="before it was passed on") as refused:
        making_reviews.end(session, force.officer, request, ReviewResult.CONFIRMED, NOW + 2 * DAY, **early)
    assert refused.value.field == "ended_at"


def test_the_police_result_is_nobody_elses_to_record(session: Session, force: Force):
    case = making_reviews.finished(session, force)
    request = making_reviews.ask(session, force, case)
    with pytest.raises(FactNotAccepted, match="The reviewer decides"):
        making_reviews.end(session, force.officer, request, ReviewResult.OVERTURNED_CHARGE)
    with pytest.raises(FactNotAccepted, match="the police review it"):
        making_reviews.pass_on(session, force.officer, request)


def test_who_withdraws_their_support_after_asking_is_answered_all_the_same(session: Session, force: Force):
    case = making_reviews.told(session, force)
    request = making_reviews.ask(session, force, case)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    said = (VictimView.DOES_NOT_SUPPORT, "I cannot go on.")
    victims.record_view(
        session, force.victim_care_officer, case.victims[0], *said, now=NOW, lapse_accepted=True
    )
    making_reviews.decide(session, force.inspector, request, ReviewResult.STANDS_NO_MORE)
    [ended] = session.scalars(
        sa.select(ReviewRequestStep.result).where(
            ReviewRequestStep.request_id == request, ReviewRequestStep.result.is_not(None)
        )
    )
    assert ended is ReviewResult.STANDS_NO_MORE
