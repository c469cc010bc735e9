"""Letters: what is made is what was read; who is not written to; handing one over is a contact."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Contact, LetterHandedOver
from tests import making, making_letters, making_telling
from tests.making import Force
from tests.making_letters import A_CONFIRMATION, AN_UPDATE, ASKS_TO_BE_RUNG, SOON, handed_over, made
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, kinds_since, last_event_of
from vocabulary import (
    Channel,
    ContactResult,
    DutyKind,
    DutyStatus,
    EventKind,
    HandedOver,
    Inquest,
    LetterKind,
    RiskFlag,
    Step,
    Unsafe,
)
from workflow.ledger import digest_of_detail, sha256
from workflow.letters import DIED, NO_CONTACT, LetterAsked, read_back
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted
from workflow.services.deaths import Death, record_death
from workflow.services.letters import make_letter
from workflow.services.particulars import InWords
from workflow.services.steps import Taken
from workflow.services.victim_details import hide_details

ABUSED = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}


def a_victim(session: Session, force: Force, **changes: object) -> int:
    [victim] = making.an_investigation(session, force, **changes).victims
    making_letters.lives_at(session, victim, email="amina@example.org")
    return victim


def contact(session: Session, contact_id: int) -> Contact:
    return session.get_one(Contact, contact_id)


def test_what_is_made_is_what_was_read_with_its_digest_in_the_event(session: Session, force: Force):
    case = making.an_investigation(session, force)
    [victim] = case.victims
    making_letters.lives_at(session, victim)
    before = making.last_event(session, case.id)
    seen = making_letters.preview(session, case.id, victim, AN_UPDATE, NOW)
    letter = making_letters.row_of(session, made(session, force, victim))
    assert letter.text == seen.as_text()
    assert read_back(letter.text) == seen
    assert letter.sha256 == sha256(letter.text)
    assert (letter.template_version, letter.made_by_id, letter.made_at) == ("1", force.officer.id, NOW)
    assert letter.told == f"An update from Anyshire Police: {making_letters.WORDS}"
    event = last_event_of(session, case.id)
    assert kinds_since(session, case, before) == [EventKind.LETTER_MADE]
    assert facts_of(event)["text"] == digest_of_detail(letter.nonce, letter.text)
    assert "Mill Lane" not in event.canonical
    assert verify(session).is_sound


def test_no_other_letter_is_made_than_the_one_that_was_read(session: Session, force: Force):
    victim = a_victim(session, force)
    for seen in ("", sha256("Another letter.")):
        with pytest.raises(FactNotAccepted, match="not as you saw it") as refused:
            make_letter(session, force.officer, victim, AN_UPDATE, seen, now=NOW)
        assert refused.value.field == "letter"


def test_nothing_is_made_that_says_nothing(session: Session, force: Force):
    victim = a_victim(session, force)
    for words in ("", " ", "#", "\n\n#\n"):
        with pytest.raises(FactNotAccepted, match="Write what this letter") as refused:
            made(session, force, victim, LetterAsked(LetterKind.UPDATE, words))
        assert refused.value.field == "words"


def test_a_crime_that_is_not_classified_is_not_confirmed_in_writing(session: Session, force: Force):
    case = making.a_crime(session, force, offence="unclassified_violence_or_sexual")
    [victim] = case.victims
    with pytest.raises(FactNotAccepted, match="Classify it first"):
        made(session, force, victim, A_CONFIRMATION)


def test_only_a_decision_that_stands_is_told(session: Session, force: Force, cases: Cases):
    proposed, signed = cases.proposed, cases.signed
    for case in (proposed, replace(signed, decision=None), replace(cases.ready, decision=signed.decision)):
        with pytest.raises(FactNotAccepted, match="signed off and stands"):
            made(session, force, case.victims[0], making_letters.a_decision(case), LATER)
    letter = making_letters.row_of(
        session, made(session, force, signed.victims[0], making_letters.a_decision(signed), LATER)
    )
    text = read_back(letter.text)
    assert "to end the investigation for now, because nobody could be identified" in letter.text
    assert "Nobody saw it, and no camera looks at the garden." in [part.text for part in text.parts]


@pytest.mark.parametrize(("right", "says"), [(None, False), (False, False), (True, True)])
def test_the_right_to_a_review_is_in_it_only_where_the_victim_is_known_to_have_it(
    session: Session, force: Force, cases: Cases, right: bool | None, says: bool
):
    asked = replace(making_letters.a_decision(cases.signed), may_ask_for_review=right)
    letter = making_letters.row_of(session, made(session, force, cases.signed.victims[0], asked, LATER))
    assert ("review" in letter.text) is says


def test_who_lives_with_danger_is_not_written_to_before_they_were_asked(session: Session, force: Force):
    victim = a_victim(session, force, **ABUSED)
    for asked in (AN_UPDATE, A_CONFIRMATION, ASKS_TO_BE_RUNG):
        with pytest.raises(FactNotAccepted, match="No written way is recorded as safe for them") as refused:
            made(session, force, victim, asked)
        assert "Ask them, in person" in refused.value.why
        assert "domestic abuse" in refused.value.why
    making_telling.say_what_is_safe(session, force, victim, Channel.EMAIL)
    assert made(session, force, victim)


def test_a_letter_that_is_recorded_as_safe_goes_also_where_it_tells_no_decision(
    session: Session, force: Force
):
    victim = a_victim(session, force, offence="rape")
    with pytest.raises(FactNotAccepted, match="No written way"):
        made(session, force, victim)
    making_telling.say_what_is_safe(session, force, victim, Channel.LETTER)
    row = contact(session, handed_over(session, force, made(session, force, victim)))
    assert (row.unsafe, row.counts) == (None, False)


def test_who_said_that_no_written_way_is_safe_is_not_written_to(session: Session, force: Force):
    victim = a_victim(session, force)
    unsafe = frozenset({Channel.LETTER, Channel.EMAIL})
    making_telling.say_what_is_safe(session, force, victim, unsafe=unsafe)
    with pytest.raises(FactNotAccepted, match="They said that no written way is safe"):
        made(session, force, victim)


def test_who_wants_no_contact_or_has_died_is_not_written_to(session: Session, force: Force):
    first, second = a_victim(session, force), a_victim(session, force)
    making_telling.no_contact_wanted(session, force, first)
    record_death(session, force.officer, second, Death(NOW.date(), Inquest.OPEN), now=NOW)
    for victim, why in ((first, NO_CONTACT), (second, DIED)):
        with pytest.raises(FactNotAccepted) as refused:
            made(session, force, victim)
        assert refused.value.why == why


def test_whose_details_are_hidden_from_somebody_is_not_written_to_by_them(session: Session, force: Force):
    victim = a_victim(session, force)
    hide_details(session, force.sergeant, victim, True, "He works here.", now=NOW)
    with pytest.raises(NotPermitted, match="Break the glass first"):
        made(session, force, victim, actor=force.other_officer)
    assert made(session, force, victim)


def test_anybody_at_work_writes_and_nobody_else(session: Session, force: Force):
    victim = a_victim(session, force)
    letter = made(session, force, victim, actor=force.victim_care_officer)
    for act in (
        lambda: made(session, force, victim, actor=force.auditor),
        lambda: handed_over(session, force, letter, actor=force.auditor),
    ):
        with pytest.raises(NotPermitted, match="investigators, supervisors and victim care"):
            act()
    with pytest.raises(NotFound):
        handed_over(session, force, letter + 1)


@pytest.mark.parametrize("how", [HandedOver.POSTED, HandedOver.BY_HAND])
def test_to_hand_it_over_is_a_contact_by_letter(session: Session, force: Force, how: HandedOver):
    case = making.an_investigation(session, force)
    [victim] = case.victims
    making_letters.lives_at(session, victim)
    letter = made(session, force, victim)
    before = making.last_event(session, case.id)
    row = contact(session, handed_over(session, force, letter, how))
    assert (row.channel, row.result, row.happened_at) == (Channel.LETTER, ContactResult.REACHED, NOW + SOON)
    assert row.told == making_letters.row_of(session, letter).told
    assert kinds_since(session, case, before) == [EventKind.CONTACT_RECORDED, EventKind.LETTER_HANDED_OVER]
    held = session.scalars(sa.select(LetterHandedOver).where(LetterHandedOver.letter_id == letter)).one()
    assert (held.how, held.contact_id) == (how, row.id)
    assert verify(session).is_sound


def test_a_confirmation_gives_what_victims_have_a_right_to_in_writing(session: Session, force: Force):
    case = making.an_investigation(session, force)
    [victim] = case.victims
    making_letters.lives_at(session, victim)
    [right] = [
        each for each in duties_of(session, case, DutyKind.RIGHT) if each.right_key == "written_confirmation"
    ]
    handed_over(session, force, made(session, force, victim, AN_UPDATE))
    assert right.status is DutyStatus.RUNNING
    handed_over(session, force, made(session, force, victim, A_CONFIRMATION))
    assert right.status is DutyStatus.MET
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_a_letter_that_asks_to_be_rung_is_an_attempt(session: Session, force: Force):
    victim = a_victim(session, force)
    row = contact(session, handed_over(session, force, made(session, force, victim, ASKS_TO_BE_RUNG)))
    assert (row.result, row.told) == (ContactResult.ATTEMPTED, "")


def test_a_decision_by_letter_is_told_where_a_letter_counts(session: Session, force: Force, cases: Cases):
    case = cases.signed
    [victim] = case.victims
    making_letters.lives_at(session, victim)
    letter = made(session, force, victim, making_letters.a_decision(case), LATER)
    handed_over(session, force, letter, now=LATER + SOON)
    assert duties_of(session, case, DutyKind.TELL_DECISION) == []
    finish = making.FINISH[case.kind]
    assert isinstance(making.attempt(session, force.officer, case, finish, now=LATER + SOON), Taken)
    assert verify(session).is_sound
    # A finished case takes letters too: contact with victims does not end.
    assert made(session, force, victim, now=LATER + SOON)


def test_a_letter_alone_does_not_tell_a_rape_victim_and_may_follow(session: Session, force: Force):
    case = making.a_case_for_two_signers(session, force)
    for signer in (force.detective_inspector, force.second_detective_inspector):
        making.attempt(session, signer, case, Step.AUTHORISE, InWords("Agreed."))
    [victim] = case.victims
    making_letters.lives_at(session, victim)
    making_telling.say_what_is_safe(session, force, victim, Channel.LETTER)
    with pytest.raises(FactNotAccepted, match=r"A letter alone .* Tell it in person"):
        made(session, force, victim, making_letters.a_decision(case), LATER)
    told = making.telling(case, LATER, channel=Channel.IN_PERSON)
    making.contacts.record_contact(session, force.officer, victim, told, now=LATER)
    letter = made(session, force, victim, making_letters.a_decision(case), LATER)
    row = contact(session, handed_over(session, force, letter, now=LATER + SOON))
    assert (row.decision_id, row.unsafe) == (None, None)


def test_one_that_was_posted_where_it_is_not_safe_any_more_is_kept_and_marked(session: Session, force: Force):
    victim = a_victim(session, force)
    letter = made(session, force, victim)
    making_telling.say_what_is_safe(session, force, victim, unsafe=frozenset({Channel.LETTER}))
    row = contact(session, handed_over(session, force, letter))
    assert row.unsafe is Unsafe.MARKED_UNSAFE


def test_it_is_handed_over_once_after_it_was_made_and_posted_to_an_address(session: Session, force: Force):
    [victim] = making.an_investigation(session, force).victims
    letter = made(session, force, victim)
    for how, at, why in (
        (HandedOver.POSTED, NOW + SOON, "No address is recorded"),
        (HandedOver.BY_HAND, NOW - SOON, "before it was made"),
        (HandedOver.BY_HAND, NOW + 2 * SOON, "in the future"),
        (HandedOver.EMAILED, NOW + SOON, "from its own page"),
    ):
        with pytest.raises(FactNotAccepted, match=why):
            handed_over(session, force, letter, how, at=at)
    handed_over(session, force, letter, HandedOver.BY_HAND)
    with pytest.raises(FactNotAccepted, match="handed over already"):
        handed_over(session, force, letter, HandedOver.BY_HAND)
