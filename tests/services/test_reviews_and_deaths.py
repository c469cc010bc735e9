"""A supervisor's reviews and the duty to give them; the death of a victim."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Victim
from tests import making
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import DecisionKind, DutyKind, DutyStatus, EventKind, Inquest, RiskFlag, State, Step
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted, Refusal, WouldLapse
from workflow.services.deaths import Death, record_death
from workflow.services.particulars import InWords
from workflow.services.reviews import record_review
from workflow.services.steps import Refused

ABUSE = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}
FIRST, NEXT = DutyKind.FIRST_REVIEW, DutyKind.REVIEW
DAY = dt.timedelta(days=1)


def review(session: Session, force: Force, case: Case, who: str = "sergeant", **more) -> int:
    directions, next_on = more.pop("directions", "View the doorbell again."), more.pop("next_on", None)
    now = more.pop("now", LATER)
    return record_review(session, getattr(force, who), case.id, directions, next_on, now=now, **more)


def assert_sound(session: Session) -> None:
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_a_review_is_kept_with_its_directions_and_owes_the_next(session: Session, force: Force):
    case = making.an_investigation(session, force, **ABUSE)
    [first] = duties_of(session, case, FIRST)
    assert first.due_at == making.NOW + 3 * DAY
    review(session, force, case)
    event = last_event_of(session, case.id)
    assert event.kind is EventKind.CASE_REVIEWED
    assert detail_of(session, event) == {"directions": "View the doorbell again."}
    assert [duty.status for duty in duties_of(session, case, FIRST, None)] == [DutyStatus.MET]
    [following] = duties_of(session, case, NEXT)
    assert following.due_at == LATER + 28 * DAY
    assert facts_of(event) == {"next_due": following.due_at.isoformat(timespec="microseconds")}
    assert_sound(session)


def test_the_next_review_is_on_the_day_set_and_ends_by_the_one_after(session: Session, force: Force):
    case = making.an_investigation(session, force, **ABUSE)
    review(session, force, case, next_on=LATER.date() + 5 * DAY)
    [following] = duties_of(session, case, NEXT)
    assert following.due_at == dt.datetime(2026, 3, 7, 23, 59, 59, tzinfo=dt.UTC)
    review(session, force, case, now=LATER + 6 * DAY)
    assert [duty.status for duty in duties_of(session, case, NEXT, None)] == [
        DutyStatus.MET_LATE,
        DutyStatus.RUNNING,
    ]
    assert_sound(session)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"directions": " "}, "directions"),
        ({"next_on": LATER.date()}, "next_on"),
        ({"next_on": LATER.date() + 29 * DAY}, "next_on"),
    ],
)
def test_what_a_review_cannot_be_is_refused_beside_its_field(
    session: Session, force: Force, cases: Cases, more: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        review(session, force, cases.investigated, **more)
    assert refused.value.field == field


def test_a_crime_that_is_not_reviewed_owes_none(session: Session, force: Force, cases: Cases):
    assert duties_of(session, cases.allocated, FIRST, None) == []


def test_a_review_is_any_supervisors_who_is_not_the_officer_in_the_case(
    session: Session, force: Force, cases: Cases
):
    for who in ("sergeant", "inspector", "other_sergeant", "detective_inspector"):
        review(session, force, cases.investigated, who=who)
    for who in ("officer", "colleague", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            review(session, force, cases.investigated, who=who)


def test_whoever_reviewed_a_proposal_signs_it_and_nothing_lapses(
    session: Session, force: Force, cases: Cases
):
    review(session, force, cases.proposed)
    assert state_of(session, cases.proposed) is State.AWAITING_SIGN_OFF
    making.sign_off(session, force, cases.proposed)
    assert state_of(session, cases.proposed) is State.AWAITING_VICTIM_UPDATE


def test_sent_twice_it_is_recorded_once_and_a_finished_case_is_not_reviewed(
    session: Session, force: Force, cases: Cases
):
    review(session, force, cases.investigated, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        review(session, force, cases.investigated, submission_id="one")
    with pytest.raises(Refusal, match="finished"):
        review(session, force, cases.closed)


def test_a_review_is_asked_before_domestic_abuse_ends_and_again_after_a_reopening(
    session: Session, force: Force
):
    case = making.a_finished_case(session, force, **ABUSE)
    assert duties_of(session, case, NEXT) == []
    assert [duty.status for duty in duties_of(session, case, NEXT, None)] == [DutyStatus.EXCUSED]
    assert_sound(session)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A witness came forward."))
    making.take(session, force.sergeant, case, Step.ALLOCATE, making.ToOfficer(force.officer.id))
    assert len(duties_of(session, case, FIRST)) == 1
    making.take(session, force.officer, case, Step.START_INVESTIGATION)
    refused = making.attempt(session, force.officer, case, making.PROPOSE[making.NFA], making.proposal())
    assert isinstance(refused, Refused)
    assert [found.key for found in refused.assessment.still_needed] == ["supervisor_has_reviewed"]
    assert_sound(session)


DIED = Death(making.NOW.date() - DAY, Inquest.OPEN, "Her brother, by telephone.", making.NOW.date())


def die(
    session: Session, force: Force, victim: int, death: Death = DIED, who: str = "officer", **more
) -> int:
    return record_death(session, getattr(force, who), victim, death, now=LATER, **more)


def test_a_death_is_recorded_and_what_is_known_since(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    [victim] = case.victims
    die(session, force, victim, Death(DIED.died_on, Inquest.OPEN))
    row = session.get_one(Victim, victim, populate_existing=True)
    assert (row.died_on, row.inquest) == (DIED.died_on, Inquest.OPEN)
    assert (row.bereaved_contact, row.coroner_told_on) == (None, None)
    die(session, force, victim)
    assert (row.bereaved_contact, row.coroner_told_on) == (DIED.bereaved_contact, DIED.coroner_told_on)
    event = last_event_of(session, case.id)
    assert event.kind is EventKind.VICTIM_DEATH_RECORDED
    assert facts_of(event) == {
        "victim": victim,
        "died_on": DIED.died_on.isoformat(),
        "coroner_told_on": DIED.coroner_told_on.isoformat(),
        "inquest": "open",
    }
    assert_sound(session)


@pytest.mark.parametrize(
    ("death", "field"),
    [
        (Death(LATER.date() + DAY, Inquest.OPEN), "died_on"),
        (Death(DIED.died_on, Inquest.OPEN, coroner_told_on=LATER.date() + DAY), "coroner_told_on"),
        (Death(DIED.died_on, Inquest.OPEN, coroner_told_on=DIED.died_on - DAY), "coroner_told_on"),
    ],
)
def test_a_death_that_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, death: Death, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        die(session, force, cases.investigated.victims[0], death)
    assert refused.value.field == field


def test_who_records_a_death(session: Session, force: Force, cases: Cases):
    [victim] = cases.investigated.victims
    for who in ("officer", "other_officer", "sergeant", "victim_care_officer"):
        die(session, force, victim, who=who)
    for who in ("auditor", "administrator"):
        with pytest.raises(NotPermitted):
            die(session, force, victim, who=who)
    with pytest.raises(NotFound):
        die(session, force, 99_999)


def test_a_death_lapses_a_proposal_once_accepted_and_asks_for_a_detective_inspector(
    session: Session, force: Force
):
    case = making.a_case_awaiting_sign_off(session, force)
    before = making.last_event(session, case.id)
    with pytest.raises(WouldLapse):
        die(session, force, case.victims[0])
    die(session, force, case.victims[0], lapse_accepted=True)
    assert kinds_since(session, case, before) == [EventKind.PROPOSAL_LAPSED, EventKind.VICTIM_DEATH_RECORDED]
    making.take(session, force.officer, case, making.PROPOSE[making.NFA], making.proposal())
    for who in ("sergeant", "inspector"):
        refused = making.attempt(session, getattr(force, who), case, Step.AUTHORISE, InWords("Agreed."))
        assert [found.key for found in refused.assessment.still_needed] == ["signer_has_the_authority"]
    making.take(session, force.detective_inspector, case, Step.AUTHORISE, InWords("Agreed."))


def test_on_a_finished_case_a_death_is_new_information_and_the_decision_stands(
    session: Session, force: Force
):
    case = making.a_finished_case(session, force, DecisionKind.CLOSURE)
    before = making.last_event(session, case.id)
    rests_on = row_of(session, case).last_material_event_id
    die(session, force, case.victims[0])
    assert kinds_since(session, case, before) == [
        EventKind.VICTIM_DEATH_LEARNT,
        EventKind.NEW_INFORMATION_RECEIVED,
    ]
    assert row_of(session, case).last_material_event_id == rests_on
    assert session.get_one(Victim, case.victims[0]).died_on == DIED.died_on
    assert len(duties_of(session, case, DutyKind.CONSIDER_REOPENING)) == 1
    assert_sound(session)
