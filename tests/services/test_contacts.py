"""Contact: what was told and said, what was promised, and which decision it told."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Contact, Decision
from tests import making
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    last_event_of,
    row_of,
)
from vocabulary import Channel, ContactResult, DutyKind, DutyStatus, EventKind, RiskFlag, State, Step
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted, WouldLapse
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.suspect_decisions import decide_no_further_action

HOUR = dt.timedelta(hours=1)


def contact(session: Session, force: Force, case: Case, **changes: object) -> int:
    values = {
        "channel": Channel.PHONE,
        "result": ContactResult.REACHED,
        "happened_at": LATER,
        "told": "We asked for the recording.",
        "said": "Thank you.",
    } | changes
    more = {name: values.pop(name) for name in ("submission_id",) if name in values}
    actor = values.pop("actor", force.officer)
    victim = values.pop("victim", case.victims[0])
    now = values.pop("now", LATER)
    return record_contact(session, actor, victim, ContactMade(**values), now=now, **more)


def test_a_contact_has_the_time_it_happened_and_the_time_it_was_recorded(
    session: Session, force: Force, cases: Cases
):
    made = contact(session, force, cases.investigated, happened_at=NOW)
    row = session.get_one(Contact, made)
    assert (row.happened_at, row.recorded_at, row.recorded_by_id) == (NOW, LATER, force.officer.id)
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.CONTACT_RECORDED
    assert facts_of(event)["contact"] == made
    assert facts_of(event)["tells_decision"] is None
    assert detail_of(session, event) == {"told": "We asked for the recording.", "said": "Thank you."}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"happened_at": LATER + HOUR}, "happened_at"),
        ({"happened_at": making.REPORTED - HOUR}, "happened_at"),
        ({"told": " "}, "told"),
        ({"promised": "I will ring"}, "promised_for"),
        ({"promised_for": LATER + HOUR}, "promised"),
        ({"promised": "I will ring", "promised_for": LATER}, "promised_for"),
        ({"tells_decision_id": 999_999}, "tells_decision"),
        ({"keeps_promises": frozenset({999_999})}, "keeps_promises"),
    ],
)
def test_what_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        contact(session, force, cases.investigated, **changes)
    assert refused.value.field == field


def test_an_attempt_needs_no_words(session: Session, force: Force, cases: Cases):
    tried = contact(session, force, cases.investigated, result=ContactResult.ATTEMPTED, told="")
    assert session.get_one(Contact, tried).told == ""


def test_contact_is_made_by_anybody_operational_in_any_state(session: Session, force: Force, cases: Cases):
    for who in ("other_officer", "other_sergeant", "victim_care_officer"):
        for case in (cases.recorded, cases.proposed, cases.signed, cases.closed):
            contact(session, force, case, actor=getattr(force, who))
    for who in ("auditor", "administrator"):
        with pytest.raises(NotPermitted):
            contact(session, force, cases.recorded, actor=getattr(force, who))
    with pytest.raises(NotFound):
        contact(session, force, cases.recorded, victim=999_999)


def test_telling_the_decision_ends_its_duty(session: Session, force: Force, cases: Cases):
    contact(session, force, cases.signed, tells_decision_id=cases.signed.decision)
    (duty,) = duties_of(session, cases.signed, DutyKind.TELL_DECISION, status=None)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET, LATER)
    facts = facts_of(last_event_of(session, cases.signed.id))
    assert facts["tells_decision"] == cases.signed.decision
    assert facts["decided_at"] == NOW.isoformat(timespec="microseconds")


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.TEXT, Channel.EMAIL])
def test_a_decision_told_by_an_unsafe_channel_is_on_record_and_still_owed(
    session: Session, force: Force, channel: Channel
):
    case = making.signed_off(session, force, flags=frozenset({RiskFlag.DOMESTIC_ABUSE}))
    finish = (session, force.officer, case, making.FINISH[case.kind])
    made = contact(session, force, case, tells_decision_id=case.decision, channel=channel)
    assert session.get_one(Contact, made).decision_id == case.decision
    (duty,) = duties_of(session, case, DutyKind.TELL_DECISION)
    [left] = making.attempt(*finish, now=LATER).assessment.still_needed
    assert left.key == "every_victim_is_told_this_decision"
    assert "Tell them in person, and record that contact." in left.finding.why
    contact(session, force, case, tells_decision_id=case.decision, channel=Channel.IN_PERSON)
    assert duty.status is DutyStatus.MET
    making.take(*finish, now=LATER)


def test_telling_late_is_on_record_as_late(session: Session, force: Force, cases: Cases):
    (duty,) = duties_of(session, cases.signed, DutyKind.TELL_DECISION)
    late = duty.due_at + HOUR
    contact(session, force, cases.signed, tells_decision_id=cases.signed.decision, happened_at=late, now=late)
    assert duty.status is DutyStatus.MET_LATE


def test_a_decision_is_not_told_before_it_is_signed_off(session: Session, force: Force, cases: Cases):
    for case in (cases.proposed, cases.for_two):
        with pytest.raises(FactNotAccepted, match="not signed off yet"):
            contact(session, force, case, tells_decision_id=case.decision)
    with pytest.raises(FactNotAccepted, match="before it was signed off"):
        contact(session, force, cases.signed, tells_decision_id=cases.signed.decision, happened_at=NOW - HOUR)


def test_one_sign_off_of_two_is_not_enough_to_tell(session: Session, force: Force, cases: Cases):
    making.take(session, force.detective_inspector, cases.for_two, making.Step.AUTHORISE)
    with pytest.raises(FactNotAccepted, match="not signed off yet"):
        contact(session, force, cases.for_two, tells_decision_id=cases.for_two.decision)


def test_nobody_who_was_not_reached_was_told(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted, match="not reached"):
        contact(
            session,
            force,
            cases.signed,
            tells_decision_id=cases.signed.decision,
            result=ContactResult.ATTEMPTED,
        )


def test_a_decision_of_another_case_is_not_told(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted, match="decision of this case"):
        contact(session, force, cases.signed, tells_decision_id=cases.told.decision)


def test_a_decision_on_a_suspect_is_told_from_the_moment_it_is_made(
    session: Session, force: Force, cases: Cases
):
    suspect = making.add_suspect(session, force, cases.investigated)
    decide_no_further_action(session, force.sergeant, suspect, "Weak.", "Abroad.", now=LATER)
    decision = session.scalars(sa.select(Decision).where(Decision.suspect_id == suspect)).one()
    contact(session, force, cases.investigated, tells_decision_id=decision.id)
    assert duties_of(session, cases.investigated, DutyKind.TELL_DECISION) == []


def promise(session: Session, force: Force, case: Case) -> int:
    contact(session, force, case, promised="I will ring", promised_for=LATER + HOUR)
    (duty,) = duties_of(session, case, DutyKind.PROMISE)
    return duty.id


def test_a_promise_is_a_duty_and_a_later_contact_keeps_it(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    owed = promise(session, force, case)
    (duty,) = duties_of(session, case, DutyKind.PROMISE)
    assert (duty.what, duty.due_at, duty.victim_id) == ("I will ring", LATER + HOUR, case.victims[0])
    contact(
        session, force, case, keeps_promises=frozenset({owed}), happened_at=LATER + HOUR, now=LATER + HOUR
    )
    assert duty.status is DutyStatus.MET
    kept = last_event_of(session, case.id)
    assert (kept.kind, kept.id) == (EventKind.PROMISE_KEPT, duty.ended_by_event_id)
    assert facts_of(kept) == {
        "victim": case.victims[0],
        "duty": owed,
        "contact": session.scalar(sa.select(sa.func.max(Contact.id))),
        "kept_at": (LATER + HOUR).isoformat(timespec="microseconds"),
    }


def test_a_promise_kept_too_late_is_met_late_and_not_kept_twice(session: Session, force: Force, cases: Cases):
    case, late = cases.investigated, LATER + 2 * HOUR
    owed = frozenset({promise(session, force, case)})
    contact(session, force, case, keeps_promises=owed, happened_at=late, now=late)
    (duty,) = duties_of(session, case, DutyKind.PROMISE, status=None)
    assert duty.status is DutyStatus.MET_LATE
    with pytest.raises(FactNotAccepted, match="still to be kept"):
        contact(session, force, case, keeps_promises=owed, happened_at=late, now=late)


def test_a_contact_before_the_promise_does_not_keep_it(session: Session, force: Force, cases: Cases):
    owed = promise(session, force, cases.investigated)
    contact(session, force, cases.investigated, keeps_promises=frozenset({owed}), happened_at=NOW)
    (duty,) = duties_of(session, cases.investigated, DutyKind.PROMISE)
    assert duty.id == owed
    assert last_event_of(session, cases.investigated.id).kind is EventKind.CONTACT_RECORDED


def test_an_attempt_does_not_keep_a_promise(session: Session, force: Force, cases: Cases):
    owed = promise(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted, match="an attempt does not keep it") as refused:
        contact(
            session,
            force,
            cases.investigated,
            keeps_promises=frozenset({owed}),
            result=ContactResult.ATTEMPTED,
            happened_at=LATER + HOUR,
            now=LATER + HOUR,
        )
    assert refused.value.field == "keeps_promises"
    (duty,) = duties_of(session, cases.investigated, DutyKind.PROMISE)
    assert duty.status is DutyStatus.RUNNING


def test_a_promise_to_another_victim_is_not_kept_here(session: Session, force: Force, cases: Cases):
    owed = promise(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted, match="still to be kept"):
        contact(session, force, cases.recorded, keeps_promises=frozenset({owed}))


def test_a_contact_sent_twice_is_one_contact(session: Session, force: Force, cases: Cases):
    contact(session, force, cases.investigated, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        contact(session, force, cases.investigated, submission_id="one")
    of_case = sa.select(sa.func.count()).where(Contact.investigation_id == cases.investigated.id)
    assert session.scalar(of_case) == 1


def test_whoever_takes_the_victims_account_in_a_contact_does_not_sign(
    session: Session, force: Force, cases: Cases
):
    victim = cases.proposed.victims[0]
    said = {"channel": Channel.IN_PERSON, "happened_at": LATER, "told": "What comes next."}
    tried = ContactMade(result=ContactResult.ATTEMPTED, took_account=True, **said)
    with pytest.raises(FactNotAccepted) as refused:
        record_contact(session, force.sergeant, victim, tried, now=LATER)
    assert refused.value.field == "took_account"
    taken = ContactMade(result=ContactResult.REACHED, took_account=True, **said)
    record_contact(session, force.sergeant, victim, taken, now=LATER)
    assert last_event_of(session, cases.proposed.id).kind is EventKind.VICTIM_ACCOUNT_TAKEN
    asked = making.attempt(session, force.sergeant, cases.proposed, Step.AUTHORISE, now=LATER)
    assert "took the victim's account" in asked.assessment.still_needed[0].finding.why
    # A call to see that all is well is supervision.
    call = ContactMade(result=ContactResult.REACHED, **said)
    record_contact(session, force.inspector, victim, call, now=LATER)
    making.take(session, force.inspector, cases.proposed, Step.AUTHORISE, now=LATER)


def test_whoever_signed_and_then_takes_her_account_takes_the_signature_back(
    session: Session, force: Force, cases: Cases
):
    [victim] = cases.signed.victims
    said = {"channel": Channel.IN_PERSON, "happened_at": LATER, "told": "What comes next."}
    taken = ContactMade(result=ContactResult.REACHED, took_account=True, **said)
    with pytest.raises(WouldLapse):
        record_contact(session, force.sergeant, victim, taken, now=LATER)
    record_contact(session, force.sergeant, victim, taken, now=LATER, lapse_accepted=True)
    assert row_of(session, cases.signed).state is State.INVESTIGATING
    assert verify(session).is_sound


def test_somebody_elses_visit_for_her_account_leaves_it_standing(
    session: Session, force: Force, cases: Cases
):
    [victim] = cases.signed.victims
    said = {"channel": Channel.IN_PERSON, "happened_at": LATER, "told": "What comes next."}
    taken = ContactMade(result=ContactResult.REACHED, took_account=True, **said)
    record_contact(session, force.officer, victim, taken, now=LATER)
    assert row_of(session, cases.signed).state is State.AWAITING_VICTIM_UPDATE
