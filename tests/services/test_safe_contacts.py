"""How a victim is safely reached, and what happens to a contact that was not safe."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Contact, SafeContact
from tests import making
from tests.making import Force
from tests.making_telling import DAY, say_what_is_safe
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, last_event_of
from vocabulary import Channel, ContactResult, DutyKind, DutyStatus, EventKind, RiskFlag, Unsafe
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotPermitted
from workflow.services.contacts import record_contact
from workflow.services.marked import look_at_marked
from workflow.services.safe_contacts import SafeContactSaid, record_safe_contact

ABUSED = frozenset({RiskFlag.DOMESTIC_ABUSE})


def sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


def tell(session: Session, force: Force, case: making.Case, channel: Channel, **more: object) -> Contact:
    now = more.pop("now", LATER)
    made = making.telling(case, now, channel=channel, **more)
    (victim, *_) = case.victims
    return session.get_one(Contact, record_contact(session, force.officer, victim, made, now=now))


def test_what_a_victim_said_is_safe_is_kept_and_the_last_word_holds(
    session: Session, force: Force, cases: Cases
):
    (victim,) = cases.investigated.victims
    say_what_is_safe(session, force, victim, Channel.TEXT, Channel.LETTER, adviser=True)
    say_what_is_safe(
        session, force, victim, Channel.TEXT, unsafe=frozenset({Channel.LETTER}), no_messages=True, now=LATER
    )
    ways = read_case(session, cases.investigated.id, LATER).victims[0].ways
    assert (ways.safe, ways.unsafe) == ({Channel.TEXT}, {Channel.LETTER})
    assert (ways.has_adviser, ways.no_messages) == (False, True)
    assert session.scalar(sa.select(sa.func.count()).select_from(SafeContact)) >= 2
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.SAFE_CONTACT_RECORDED
    assert (facts_of(event)["safe"], facts_of(event)["unsafe"]) == (["text"], ["letter"])
    assert sound(session)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (SafeContactSaid(frozenset({Channel.TEXT}), frozenset({Channel.TEXT})), "unsafe"),
        (SafeContactSaid(unsafe=frozenset({Channel.TEXT}), preferred=Channel.TEXT), "preferred"),
        (SafeContactSaid(adviser_name="Ada", adviser_reached="By phone"), "adviser_kind"),
        (SafeContactSaid(adviser_reached="By phone"), "adviser_kind"),
    ],
)
def test_what_contradicts_itself_is_not_recorded(
    session: Session, force: Force, cases: Cases, said: SafeContactSaid, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        record_safe_contact(session, force.officer, cases.investigated.victims[0], said, now=LATER)
    assert refused.value.field == field


def test_anybody_operational_records_it_in_any_state_and_a_proposal_stands(
    session: Session, force: Force, cases: Cases
):
    before = making.last_event(session, cases.signed.id)
    for who in ("other_officer", "victim_care_officer"):
        for case in (cases.recorded, cases.signed, cases.closed):
            record_safe_contact(session, getattr(force, who), case.victims[0], SafeContactSaid(), now=LATER)
    assert read_case(session, cases.signed.id, LATER).last_material_event_id <= before
    with pytest.raises(NotPermitted):
        record_safe_contact(session, force.auditor, cases.signed.victims[0], SafeContactSaid(), now=LATER)


def test_sent_twice_it_is_recorded_once(session: Session, force: Force, cases: Cases):
    what = (session, force.officer, cases.signed.victims[0], SafeContactSaid())
    record_safe_contact(*what, now=LATER, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        record_safe_contact(*what, now=LATER, submission_id="one")


def test_a_letter_she_said_is_safe_tells_the_decision_and_one_nobody_asked_about_does_not(
    session: Session, force: Force
):
    case = making.signed_off(session, force, flags=ABUSED)
    first = tell(session, force, case, Channel.LETTER)
    assert (first.counts, first.unsafe) == (False, Unsafe.NOT_ASKED)
    assert len(duties_of(session, case, DutyKind.TELL_DECISION)) == 1
    say_what_is_safe(session, force, case.victims[0], Channel.LETTER, now=LATER)
    second = tell(session, force, case, Channel.LETTER)
    assert (second.counts, second.unsafe) == (True, None)
    assert duties_of(session, case, DutyKind.TELL_DECISION) == []
    making.take(session, force.officer, case, making.FINISH[case.kind], now=LATER)
    assert sound(session)


def test_a_telling_that_counted_goes_on_counting_when_its_way_becomes_unsafe(session: Session, force: Force):
    case = making.signed_off(session, force)
    tell(session, force, case, Channel.EMAIL)
    say_what_is_safe(session, force, case.victims[0], unsafe=frozenset({Channel.EMAIL}), now=LATER)
    assert duties_of(session, case, DutyKind.TELL_DECISION) == []
    making.take(session, force.officer, case, making.FINISH[case.kind], now=LATER)
    assert sound(session)


def test_the_advisers_way_counts_only_when_an_adviser_is_recorded(session: Session, force: Force):
    case = making.signed_off(session, force)
    assert tell(session, force, case, Channel.THROUGH_ADVOCATE).unsafe is Unsafe.DOES_NOT_COUNT
    say_what_is_safe(session, force, case.victims[0], adviser=True, now=LATER)
    assert tell(session, force, case, Channel.THROUGH_ADVOCATE).counts is True


def test_a_contact_by_an_unsafe_way_is_saved_marked_and_a_sergeant_looks_at_it(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    say_what_is_safe(session, force, case.victims[0], unsafe=frozenset({Channel.PHONE}), now=LATER)
    made = tell(session, force, case, Channel.PHONE, tells_decision_id=None)
    assert made.unsafe is Unsafe.MARKED_UNSAFE
    (duty,) = duties_of(session, case, DutyKind.UNSAFE_CONTACT)
    assert (duty.victim_id, duty.due_at) == (None, LATER + dt.timedelta(hours=8))
    assert "by telephone: the victim said that this way is not safe" in duty.what
    for who in ("officer", "other_sergeant", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            look_at_marked(session, getattr(force, who), case.id, {duty.id}, "She is safe.", now=LATER)
    look_at_marked(session, force.sergeant, case.id, {duty.id}, "I saw her. She is safe.", now=LATER)
    assert duty.status is DutyStatus.MET
    assert last_event_of(session, case.id).kind is EventKind.MARKED_LOOKED_AT
    assert sound(session)


def test_what_was_looked_at_is_named_and_what_was_done_is_written(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    say_what_is_safe(session, force, case.victims[0], no_messages=True, now=LATER)
    tell(session, force, case, Channel.PHONE, tells_decision_id=None, left_message=True)
    (duty,) = duties_of(session, case, DutyKind.UNSAFE_CONTACT)
    for duties, words, field in (
        ((), "Seen.", "marked"),
        ({duty.id + 999}, "Seen.", "marked"),
        ({duty.id}, " ", "words"),
    ):
        with pytest.raises(FactNotAccepted) as refused:
            look_at_marked(session, force.sergeant, case.id, duties, words, now=LATER)
        assert refused.value.field == field


def test_an_ordinary_contact_is_not_marked(session: Session, force: Force, cases: Cases):
    made = tell(session, force, cases.investigated, Channel.PHONE, tells_decision_id=None)
    assert (made.counts, made.unsafe) == (True, None)
    assert duties_of(session, cases.investigated, DutyKind.UNSAFE_CONTACT) == []


def test_a_promise_and_a_mark_of_one_contact_are_both_owed(session: Session, force: Force):
    case = making.an_investigation(session, force, flags=ABUSED)
    tell(
        session,
        force,
        case,
        Channel.TEXT,
        tells_decision_id=None,
        result=ContactResult.REACHED,
        promised="I will ring",
        promised_for=NOW + DAY,
    )
    assert len(duties_of(session, case, DutyKind.PROMISE)) == 1
    assert len(duties_of(session, case, DutyKind.UNSAFE_CONTACT)) == 1
    assert sound(session)
