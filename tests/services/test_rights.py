"""Victims' rights: owed by whatever triggers them, met by a contact that covers them, or excused lawfully."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty
from tests import making, making_telling, making_updates
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, last_event_of
from vocabulary import (
    Channel,
    ContactResult,
    DutyKind,
    DutyStatus,
    EventKind,
    Trigger,
    VictimKind,
    WhyNotGiven,
)
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import needs
from workflow.services.contact_corrections import correct_contact
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.rights import Development, excuse_rights, record_development
from workflow.services.victims import VictimToAdd, add_victim

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def owed(session: Session, case: Case, status: DutyStatus | None = DutyStatus.RUNNING) -> dict[str, Duty]:
    duties = duties_of(session, case, DutyKind.RIGHT, status=status)
    return {duty.right_key: duty for duty in duties}


def happened(
    session: Session, force: Force, case: Case, trigger: Trigger, at: dt.datetime = NOW, **more: object
) -> int:
    what = Development(trigger, at, "Bailed until May.", **more)
    return record_development(session, force.other_officer, case.id, what, now=max(at, NOW))


def tell(
    session: Session,
    force: Force,
    case: Case,
    *duties: Duty,
    at: dt.datetime = LATER,
    now: dt.datetime | None = None,
    **more: object,
) -> int:
    values = {"told": "He is out on bail.", "covers": frozenset(each.id for each in duties)} | more
    made = ContactMade(
        values.pop("channel", Channel.PHONE), values.pop("result", ContactResult.REACHED), at, **values
    )
    return record_contact(session, force.officer, case.victims[0], made, now=now or at)


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


@pytest.fixture
def suspected(session: Session, force: Force, cases: Cases) -> Case:
    """A case with a suspect."""
    suspect = making.add_suspect(session, force, cases.investigated)
    return replace(cases.investigated, suspect=suspect)


@pytest.fixture
def bailed(session: Session, force: Force, suspected: Case) -> Case:
    """The suspect was released on bail."""
    happened(session, force, suspected, Trigger.SUSPECT_BAILED, suspect_id=suspected.suspect)
    return suspected


def test_a_report_owes_a_written_confirmation_and_a_business_too(
    session: Session, force: Force, cases: Cases
):
    assert set(owed(session, cases.recorded)) == {"written_confirmation"}
    shop = VictimToAdd(VictimKind.BUSINESS, "Corner shop", contact_name="Ola Brandt")
    added = add_victim(session, force.officer, cases.investigated.id, shop, now=LATER)
    rights = duties_of(session, cases.investigated, DutyKind.RIGHT)
    assert [duty.right_key for duty in rights if duty.victim_id == added] == ["written_confirmation"]


def test_what_happens_to_a_suspect_is_owed_to_every_victim_from_when_it_happened(
    session: Session, force: Force, bailed: Case
):
    event = last_event_of(session, bailed.id)
    assert (event.kind, event.kind.material) == (EventKind.DEVELOPMENT_RECORDED, False)
    rights = owed(session, bailed)
    assert {"bail", "bail_conditions"} <= set(rights)
    assert rights["bail"].triggered_at == NOW
    assert facts_of(event)["rights"] == [
        [bailed.victims[0], "bail"],
        [bailed.victims[0], "bail_conditions"],
    ]
    assert is_sound(session)


def test_a_contact_that_covers_it_meets_it_and_holds_the_reasons(
    session: Session, force: Force, bailed: Case
):
    bail = owed(session, bailed)["bail"]
    with pytest.raises(FactNotAccepted) as refused:
        tell(session, force, bailed, bail)
    assert refused.value.field == "reasons"
    tell(session, force, bailed, bail, reasons="The custody time limit.")
    assert (bail.status, bail.ended_at) == (DutyStatus.MET, LATER)
    assert "bail_conditions" in owed(session, bailed)
    assert is_sound(session)


def test_a_confirmation_is_in_writing(session: Session, force: Force, cases: Cases):
    [confirmation] = owed(session, cases.recorded).values()
    with pytest.raises(FactNotAccepted, match="by letter"):
        tell(session, force, cases.recorded, confirmation)
    tell(session, force, cases.recorded, confirmation, channel=Channel.LETTER)
    assert confirmation.status is DutyStatus.MET


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"result": ContactResult.ATTEMPTED, "told": ""}, "not reached"),
        ({"covers": frozenset({999_999})}, "still owed"),
    ],
)
def test_who_was_not_reached_was_given_nothing(
    session: Session, force: Force, bailed: Case, made: dict, says: str
):
    bail = owed(session, bailed)["bail"]
    with pytest.raises(FactNotAccepted, match=says) as refused:
        tell(session, force, bailed, bail, reasons="R.", **made)
    assert refused.value.field == "covers"


def test_what_happened_before_the_trigger_gives_nothing(session: Session, force: Force, bailed: Case):
    bail = owed(session, bailed)["bail"]
    tell(session, force, bailed, bail, at=NOW - HOUR, now=LATER, reasons="R.")
    assert bail.status is DutyStatus.RUNNING
    assert is_sound(session)


def test_an_unsafe_way_is_kept_and_gives_nothing(session: Session, force: Force, bailed: Case):
    said = making_telling.say_what_is_safe
    said(session, force, bailed.victims[0], Channel.PHONE, unsafe=frozenset({Channel.LETTER}))
    bail = owed(session, bailed)["bail"]
    tell(session, force, bailed, bail, channel=Channel.LETTER, reasons="R.")
    assert bail.status is DutyStatus.RUNNING
    assert is_sound(session)


def test_what_is_typed_long_afterwards_counts_from_when_it_was_typed(
    session: Session, force: Force, bailed: Case
):
    bail = owed(session, bailed)["bail"]
    tell(session, force, bailed, bail, at=LATER, now=LATER + 9 * DAY, reasons="R.")
    assert (bail.status, bail.ended_at) == (DutyStatus.MET_LATE, LATER)
    assert is_sound(session)


def test_a_contact_that_is_corrected_gave_nothing(session: Session, force: Force, bailed: Case):
    bail = owed(session, bailed)["bail"]
    contact = tell(session, force, bailed, bail, reasons="R.")
    missed = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER)
    correct_contact(session, force.officer, contact, missed, "Another victim.", now=LATER + HOUR)
    assert bail.status is DutyStatus.RUNNING
    assert is_sound(session)


def test_enhanced_rights_shorten_what_runs_and_lengthen_nothing(session: Session, force: Force, bailed: Case):
    rights = owed(session, bailed)
    before = {key: duty.due_at for key, duty in rights.items()}
    afraid = needs.Assessed("Afraid of him.", making.VULNERABLE)
    needs.assess_needs(session, force.officer, bailed.victims[0], afraid, now=LATER)
    assert rights["bail"].due_at < before["bail"]
    assert rights["bail"].rule.endswith("Counted from when enhanced rights were recorded.")
    assert rights["bail_conditions"].due_at == before["bail_conditions"]
    shortened = rights["bail"].due_at
    needs.assess_needs(session, force.officer, bailed.victims[0], needs.Assessed("Not any more."), now=LATER)
    assert rights["bail"].due_at == shortened
    assert is_sound(session)


def test_the_same_words_a_third_time_are_shown_to_a_supervisor_once(
    session: Session, force: Force, bailed: Case
):
    def looked_at() -> int:
        return len(duties_of(session, bailed, DutyKind.REPEATED_WORDS))

    for number, words in enumerate(
        ("No update.", "no  update.", "Another word.", "No update.", "No update.")
    ):
        assert looked_at() == (1 if number > 3 else 0)
        tell(session, force, bailed, told=words)
    assert looked_at() == 1
    assert is_sound(session)


def test_who_wants_no_contact_is_owed_nothing_more(session: Session, force: Force, bailed: Case):
    making_telling.no_contact_wanted(session, force, bailed.victims[0], LATER)
    assert owed(session, bailed) == {}
    happened(session, force, bailed, Trigger.BAIL_CHANGED, LATER, suspect_id=bailed.suspect)
    assert owed(session, bailed) == {}
    assert is_sound(session)


def test_an_answer_that_is_taken_back_wins_nobody_time(session: Session, force: Force, bailed: Case):
    before = {key: (duty.triggered_at, duty.due_at) for key, duty in owed(session, bailed).items()}
    making_telling.no_contact_wanted(session, force, bailed.victims[0], LATER)
    exception = read_case(session, bailed.id, LATER).victims[0].exceptions[-1].id
    making_telling.over(session, force, bailed.victims[0], exception, LATER)
    after = {key: (duty.triggered_at, duty.due_at) for key, duty in owed(session, bailed).items()}
    assert after == before
    assert is_sound(session)


def test_a_contact_corrected_after_they_wanted_no_contact_leaves_nothing_running(
    session: Session, force: Force, bailed: Case
):
    bail = owed(session, bailed)["bail"]
    contact = tell(session, force, bailed, bail, reasons="R.")
    making_telling.no_contact_wanted(session, force, bailed.victims[0], LATER)
    missed = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER)
    correct_contact(session, force.officer, contact, missed, "Another victim.", now=LATER + HOUR)
    assert bail.status is DutyStatus.EXCUSED
    assert is_sound(session)


def test_a_word_that_is_mended_later_makes_nobody_late(session: Session, force: Force, bailed: Case):
    bail = owed(session, bailed)["bail"]
    contact = tell(session, force, bailed, bail, reasons="R.")
    again = ContactMade(
        Channel.PHONE,
        ContactResult.REACHED,
        LATER,
        told="He is bailed.",
        covers=frozenset({bail.id}),
        reasons="R.",
    )
    bail_id = bail.id
    correct_contact(session, force.officer, contact, again, "A word.", now=LATER + 9 * DAY)
    assert session.get_one(Duty, bail_id).status is DutyStatus.MET
    assert is_sound(session)


def test_in_a_rape_a_telephone_that_is_safe_gives_a_right_though_it_tells_no_decision(
    session: Session, force: Force
):
    case = making.an_investigation(session, force, offence="rape")
    suspect = making.add_suspect(session, force, case)
    happened(session, force, case, Trigger.SUSPECT_BAILED, suspect_id=suspect)
    making_telling.say_what_is_safe(session, force, case.victims[0], Channel.PHONE)
    conditions = owed(session, case)["bail_conditions"]
    tell(session, force, case, conditions)
    assert conditions.status is DutyStatus.MET
    assert is_sound(session)


def test_a_good_reason_is_a_supervisors_and_a_refusal_the_victims(
    session: Session, force: Force, bailed: Case
):
    rights = owed(session, bailed)
    victim = bailed.victims[0]

    def excuse(who, why, *keys: str, words: str = "Her words."):
        ids = frozenset(rights[key].id for key in keys)
        heard = making_updates.heard(force, LATER) if why is WhyNotGiven.DECLINED else None
        return excuse_rights(session, who, victim, ids, why, words, heard, now=LATER)

    with pytest.raises(NotPermitted):
        excuse(force.officer, WhyNotGiven.GOOD_REASON, "bail")
    with pytest.raises(FactNotAccepted, match="victim's own words"):
        excuse(force.officer, WhyNotGiven.DECLINED, "bail", words=" ")
    with pytest.raises(FactNotAccepted, match="0 of 3 attempts"):
        excuse(force.sergeant, WhyNotGiven.UNABLE_TO_CONTACT, "bail")
    excuse(force.officer, WhyNotGiven.DECLINED, "bail")
    late = rights["bail_conditions"].due_at + HOUR
    ids = frozenset({rights["bail_conditions"].id})
    with pytest.raises(NotPermitted):
        excuse_rights(session, force.officer, victim, ids, WhyNotGiven.DECLINED, "No.", now=late)
    excuse_rights(session, force.sergeant, victim, ids, WhyNotGiven.GOOD_REASON, "Her safety.", now=late)
    assert rights["bail"].status is rights["bail_conditions"].status is DutyStatus.EXCUSED
    with pytest.raises(FactNotAccepted, match="still owed"):
        excuse(force.sergeant, WhyNotGiven.GOOD_REASON, "bail")
    assert is_sound(session)
