"""A contact corrected by another: the first is kept, tells nothing, and what it discharged is owed again."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Contact
from tests import making
from tests.making import Case, Force
from tests.nevers import broken
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    duties_of,
    events_of,
    facts_of,
    kinds_since,
    state_of,
)
from vocabulary import (
    Channel,
    ContactResult,
    DutyKind,
    DutyStatus,
    EventKind,
    State,
    Step,
    StreamKind,
)
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted
from workflow.services import contacts
from workflow.services.contact_corrections import correct_contact
from workflow.services.steps import Refused, Taken

WHY = "It was her neighbour who answered."


def missed(**changes: object) -> contacts.ContactMade:
    values = {"channel": Channel.PHONE, "result": ContactResult.ATTEMPTED, "happened_at": NOW}
    return contacts.ContactMade(**(values | changes))


def correct(session: Session, force: Force, contact: int, to: contacts.ContactMade, **more) -> int:
    who = getattr(force, more.pop("who", "victim_care_officer"))
    return correct_contact(session, who, contact, to, more.pop("why", WHY), now=LATER, **more)


def last_contact(session: Session, case: Case) -> int:
    return session.scalars(
        sa.select(Contact.id).where(Contact.investigation_id == case.id).order_by(Contact.id.desc())
    ).first()


def telling_duty(session: Session, case: Case):
    [duty] = duties_of(session, case, DutyKind.TELL_DECISION, None)
    return duty


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return broken(session) == {}


def test_the_first_is_kept_and_another_stands_in_its_place(session: Session, force: Force, cases: Cases):
    case = cases.told
    old, before = last_contact(session, case), making.last_event(session, case.id)
    kept = session.get_one(Contact, old).told
    new = correct(session, force, old, missed())
    assert session.get_one(Contact, old).told == kept
    row = session.get_one(Contact, new)
    assert (row.supersedes_id, row.correction_reason, row.victim_id) == (old, WHY, case.victims[0])
    assert kinds_since(session, case, before) == [EventKind.CONTACT_CORRECTED, EventKind.CONTACT_RECORDED]
    [victim] = read_case(session, case.id, LATER).victims
    assert [contact.id for contact in victim.contacts] == [new]


def test_what_it_told_is_owed_again_from_when_and_until_when_it_was(
    session: Session, force: Force, cases: Cases
):
    duty = telling_duty(session, cases.told)
    assert duty.status is DutyStatus.MET
    was = (duty.id, duty.triggered_at, duty.due_at)
    correct(session, force, last_contact(session, cases.told), missed())
    duty = telling_duty(session, cases.told)
    assert (duty.status, duty.ended_at, duty.ended_by_event_id) == (DutyStatus.RUNNING, None, None)
    assert (duty.id, duty.triggered_at, duty.due_at) == was
    refused = making.attempt(session, force.officer, cases.told, Step.FILE_NO_FURTHER_ACTION, now=LATER)
    assert isinstance(refused, Refused)
    assert [each.key for each in refused.assessment.still_needed] == ["every_victim_is_told_this_decision"]
    assert is_sound(session)


def test_one_that_tells_it_too_discharges_it_by_its_own_time(session: Session, force: Force, cases: Cases):
    told = making.telling(cases.told, NOW + dt.timedelta(minutes=20))
    correct(session, force, last_contact(session, cases.told), told)
    duty = telling_duty(session, cases.told)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET, NOW + dt.timedelta(minutes=20))
    taken = making.attempt(session, force.officer, cases.told, Step.FILE_NO_FURTHER_ACTION, now=LATER)
    assert isinstance(taken, Taken)
    assert is_sound(session)


@pytest.mark.parametrize("reached_before", [True, False])
def test_typed_long_afterwards_a_mended_word_makes_nobody_late_and_what_was_not_said_wins_no_time(
    session: Session, force: Force, cases: Cases, reached_before: bool
):
    """`reached_before`: the first record told them; else it was an attempt, and its correction told them."""
    case = cases.told if reached_before else making.signed_off(session, force)
    [victim] = case.victims
    duty = telling_duty(session, case)
    happened_at = duty.triggered_at
    if not reached_before:
        contacts.record_contact(session, force.victim_care_officer, victim, missed(), now=happened_at)
    told = making.telling(case, max(happened_at, NOW), told="What was decided, and why it was.")
    much_later = duty.due_at + dt.timedelta(days=5)
    contact = last_contact(session, case)
    correct_contact(session, force.victim_care_officer, contact, told, WHY, now=much_later)
    session.refresh(duty)
    assert duty.status is (DutyStatus.MET if reached_before else DutyStatus.MET_LATE)
    assert is_sound(session)


def test_what_another_contact_told_as_well_is_told_by_that(session: Session, force: Force, cases: Cases):
    first = last_contact(session, cases.told)
    making.tell(session, force, cases.told, LATER)
    correct(session, force, first, missed())
    duty = telling_duty(session, cases.told)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET, LATER)
    assert is_sound(session)


def test_what_was_taken_back_since_is_not_owed_again(session: Session, force: Force, cases: Cases):
    old = last_contact(session, cases.told)
    making.add_line(session, force, cases.told, now=LATER, lapse_accepted=True)
    correct(session, force, old, missed())
    assert telling_duty(session, cases.told).status is DutyStatus.EXCUSED
    assert is_sound(session)


def test_a_promise_it_kept_is_to_be_kept_again_and_one_it_made_was_not_made(
    session: Session, force: Force, cases: Cases
):
    case, hour = cases.investigated, dt.timedelta(hours=1)
    [victim] = case.victims
    call = missed(result=ContactResult.REACHED, told="News.", promised="A call", promised_for=LATER + hour)
    contacts.record_contact(session, force.officer, victim, call, now=NOW)
    [first] = duties_of(session, case, DutyKind.PROMISE)
    again = missed(
        result=ContactResult.REACHED,
        told="News.",
        promised="A visit",
        promised_for=LATER + hour,
        keeps_promises=frozenset({first.id}),
    )
    contacts.record_contact(session, force.officer, victim, again, now=NOW)
    assert first.status is DutyStatus.MET
    correct(session, force, last_contact(session, case), missed())
    statuses = {duty.what: duty.status for duty in duties_of(session, case, DutyKind.PROMISE, None)}
    assert statuses == {"A call": DutyStatus.RUNNING, "A visit": DutyStatus.EXCUSED}
    assert is_sound(session)


def test_one_that_keeps_the_promise_too_keeps_it(session: Session, force: Force, cases: Cases):
    case, hour = cases.investigated, dt.timedelta(hours=1)
    [victim] = case.victims
    call = missed(result=ContactResult.REACHED, told="News.", promised="A call", promised_for=LATER + hour)
    contacts.record_contact(session, force.officer, victim, call, now=NOW)
    [promise] = duties_of(session, case, DutyKind.PROMISE)
    keeps = {"result": ContactResult.REACHED, "told": "More.", "keeps_promises": frozenset({promise.id})}
    contacts.record_contact(session, force.officer, victim, missed(**keeps), now=NOW)
    correct(session, force, last_contact(session, case), missed(**keeps, said="Thank you."))
    assert promise.status is DutyStatus.MET
    assert is_sound(session)


def test_a_contact_is_corrected_once_and_its_correction_can_be(session: Session, force: Force, cases: Cases):
    old = last_contact(session, cases.told)
    new = correct(session, force, old, missed())
    with pytest.raises(FactNotAccepted, match="corrected already"):
        correct(session, force, old, missed())
    correct(session, force, new, making.telling(cases.told))
    assert telling_duty(session, cases.told).status is DutyStatus.MET
    assert is_sound(session)


def test_a_finished_case_keeps_what_told_its_victim(session: Session, force: Force, cases: Cases):
    old = last_contact(session, cases.filed)
    for to in (missed(), missed(result=ContactResult.REACHED, told="Of the weather.")):
        with pytest.raises(FactNotAccepted, match="reopens it first") as refused:
            correct(session, force, old, to)
        assert refused.value.field == "tells_decision"
    told = making.telling(cases.filed, NOW)
    correct(session, force, old, told)
    assert state_of(session, cases.filed) is State.NO_FURTHER_ACTION
    assert is_sound(session)


def test_the_database_keeps_it_too(session: Session, force: Force, cases: Cases):
    row = session.get_one(Contact, last_contact(session, cases.filed))
    values = {column.name: getattr(row, column.name) for column in Contact.__table__.columns}
    values |= {"decision_id": None, "supersedes_id": row.id, "correction_reason": "Wrong."}
    del values["id"]
    with pytest.raises(sa.exc.IntegrityError, match="reopened before"), session.begin_nested():
        session.execute(sa.insert(Contact.__table__).values(values))
    values |= {"victim_id": cases.investigated.victims[0], "investigation_id": cases.investigated.id}
    values["supersedes_id"] = last_contact(session, cases.told)
    with pytest.raises(sa.exc.IntegrityError, match="same victim"), session.begin_nested():
        session.execute(sa.insert(Contact.__table__).values(values))


def test_the_database_finishes_no_case_on_a_corrected_telling(session: Session, force: Force, cases: Cases):
    correct(session, force, last_contact(session, cases.told), missed())
    finish = "UPDATE investigation SET state = 'no_further_action' WHERE id = :id"
    with pytest.raises(sa.exc.IntegrityError, match="every victim"), session.begin_nested():
        session.execute(sa.text(finish), {"id": cases.told.id})


def test_other_contacts_of_a_finished_case_are_corrected(session: Session, force: Force, cases: Cases):
    [victim] = cases.filed.victims
    other = contacts.record_contact(session, force.officer, victim, missed(), now=NOW)
    correct(session, force, other, missed(channel=Channel.TEXT))
    assert is_sound(session)


def test_whoever_took_her_account_stays_a_part_of_the_case(session: Session, force: Force, cases: Cases):
    [victim] = cases.investigated.victims
    call = missed(result=ContactResult.REACHED, told="Why we ask.", took_account=True)
    old = contacts.record_contact(session, force.sergeant, victim, call, now=NOW)
    correct(session, force, old, missed())
    kinds = [e.kind for e in events_of(session, StreamKind.INVESTIGATION, cases.investigated.id)]
    assert EventKind.VICTIM_ACCOUNT_TAKEN in kinds


@pytest.mark.parametrize(
    ("to", "why", "field"),
    [
        (missed(), " ", "why"),
        (missed(happened_at=LATER + dt.timedelta(hours=1)), WHY, "happened_at"),
        (missed(happened_at=making.REPORTED - dt.timedelta(hours=1)), WHY, "happened_at"),
        (missed(result=ContactResult.REACHED), WHY, "told"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    session: Session, force: Force, cases: Cases, to: contacts.ContactMade, why: str, field: str
):
    old = last_contact(session, cases.told)
    with pytest.raises(FactNotAccepted) as refused, session.begin_nested():
        correct(session, force, old, to, why=why)
    assert refused.value.field == field
    assert is_sound(session)


def test_who_may_not_and_what_is_not_there(session: Session, force: Force, cases: Cases):
    for who in ("auditor", "administrator"):
        with pytest.raises(NotPermitted):
            correct(session, force, last_contact(session, cases.told), missed(), who=who)
    with pytest.raises(NotFound):
        correct(session, force, 999_999, missed())


def test_a_correction_sent_twice_is_recorded_once(session: Session, force: Force, cases: Cases):
    old = last_contact(session, cases.told)
    correct(session, force, old, missed(), submission_id="one")
    with pytest.raises(AlreadyRecorded):
        correct(session, force, old, missed(), submission_id="one")


def test_the_event_says_what_is_owed_again(session: Session, force: Force, cases: Cases):
    duty = telling_duty(session, cases.told)
    before = making.last_event(session, cases.told.id)
    correct(session, force, last_contact(session, cases.told), missed())
    [event] = [
        each
        for each in events_of(session, StreamKind.INVESTIGATION, cases.told.id)
        if each.id > before and each.kind is EventKind.CONTACT_CORRECTED
    ]
    assert facts_of(event)["runs_again"] == [duty.id]
