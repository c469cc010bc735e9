"""Saying that one rings a victim now: seen by others for some minutes, and in nobody's way."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making, making_letters, making_restricted
from tests.making import Force
from tests.services.prepared import NOW, state_of
from vocabulary import Actor, Channel, ContactResult, HandedOver, State
from workflow.reading.ringing import Ringing, ringing_now
from workflow.refusals import AlreadyRecorded, NotPermitted, RecordRestricted, Refusal
from workflow.services.contact_corrections import correct_contact
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.opening import policy_at
from workflow.services.ringing import NOT_RINGING, begin_ringing, end_ringing

MINUTE = dt.timedelta(minutes=1)
TRIED = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW + MINUTE)


def held(session: Session, now: dt.datetime = NOW + 2 * MINUTE) -> list[Ringing]:
    return ringing_now(session, policy_at(now), now)


def ring(session: Session, who: Actor, victim: int, now: dt.datetime = NOW) -> None:
    begin_ringing(session, who, victim, now=now)


@pytest.fixture(name="case")
def a_case(session: Session, force: Force) -> making.Case:
    return making.an_investigation(session, force)


def test_it_is_shown_from_then_on_for_the_minutes_that_the_policy_says(session: Session, force: Force, case):
    ring(session, force.officer, case.victims[0])
    shown = Ringing(case.id, case.victims[0], force.officer.id, NOW, NOW + 15 * MINUTE)
    assert held(session, NOW) == [shown]
    assert held(session, NOW + 15 * MINUTE - dt.timedelta(seconds=1)) == [shown]
    assert held(session, NOW + 15 * MINUTE) == []


def test_whoever_says_it_again_begins_anew(session: Session, force: Force, case):
    ring(session, force.officer, case.victims[0])
    ring(session, force.officer, case.victims[0], NOW + 10 * MINUTE)
    [shown] = held(session, NOW + 20 * MINUTE)
    assert shown.since == NOW + 10 * MINUTE


def test_another_may_ring_all_the_same_and_each_ends_their_own(session: Session, force: Force, case):
    [victim] = case.victims
    ring(session, force.officer, victim)
    ring(session, force.victim_care_officer, victim, NOW + MINUTE)
    assert [each.person_id for each in held(session)] == [force.officer.id, force.victim_care_officer.id]
    end_ringing(session, force.officer, victim, now=NOW + 2 * MINUTE)
    assert [each.person_id for each in held(session)] == [force.victim_care_officer.id]


def test_it_ends_when_they_record_the_contact_and_not_when_another_does(session: Session, force: Force, case):
    [victim] = case.victims
    ring(session, force.officer, victim)
    record_contact(session, force.victim_care_officer, victim, TRIED, now=NOW + MINUTE)
    assert len(held(session)) == 1
    record_contact(session, force.officer, victim, TRIED, now=NOW + MINUTE)
    assert held(session) == []


def test_a_contact_with_another_victim_ends_nothing(session: Session, force: Force, case):
    other = making.an_investigation(session, force)
    ring(session, force.officer, case.victims[0])
    ring(session, force.officer, other.victims[0])
    record_contact(session, force.officer, other.victims[0], TRIED, now=NOW + MINUTE)
    assert [each.victim_id for each in held(session)] == [case.victims[0]]


def test_mending_an_older_contact_ends_nothing(session: Session, force: Force, case):
    [victim] = case.victims
    before = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW)
    older = record_contact(session, force.officer, victim, before, now=NOW)
    ring(session, force.officer, victim)
    correct_contact(session, force.officer, older, TRIED, "Another number.", now=NOW + MINUTE)
    assert len(held(session)) == 1


def test_a_letter_that_they_hand_over_is_a_contact_too(session: Session, force: Force, case):
    [victim] = case.victims
    making_letters.lives_at(session, victim)
    letter = making_letters.made(session, force, victim)
    ring(session, force.officer, victim)
    making_letters.handed_over(session, force, letter, HandedOver.BY_HAND, now=NOW + MINUTE)
    assert held(session) == []


def test_who_is_not_ringing_is_told_so_and_takes_nothing_back(session: Session, force: Force, case):
    [victim] = case.victims
    ring(session, force.officer, victim)
    for who, now in ((force.victim_care_officer, NOW), (force.officer, NOW + 16 * MINUTE)):
        with pytest.raises(Refusal, match=NOT_RINGING):
            end_ringing(session, who, victim, now=now)


def test_who_works_with_no_victims_says_nothing_of_ringing(session: Session, force: Force, case):
    with pytest.raises(NotPermitted):
        ring(session, force.auditor, case.victims[0])


def test_who_does_not_read_the_case_rings_nobody_of_it(session: Session, force: Force, case):
    making_restricted.restrict(session, force, case)
    with pytest.raises(RecordRestricted):
        ring(session, force.other_officer, case.victims[0])


def test_a_finished_case_takes_it(session: Session, force: Force):
    finished = making.a_finished_case(session, force)
    ring(session, force.officer, finished.victims[0])
    assert len(held(session)) == 1


def test_a_form_that_is_sent_twice_is_recorded_once(session: Session, force: Force, case):
    form = "6b0f6c1e-6f0e-4f55-8d6e-6f1f1f5e2a11"
    begin_ringing(session, force.officer, case.victims[0], now=NOW, submission_id=form)
    with pytest.raises(AlreadyRecorded):
        begin_ringing(session, force.officer, case.victims[0], now=NOW, submission_id=form)


def test_no_proposal_lapses_by_it_and_the_ledger_stays_sound(session: Session, force: Force):
    proposed = making.a_case_awaiting_sign_off(session, force)
    ring(session, force.officer, proposed.victims[0])
    end_ringing(session, force.officer, proposed.victims[0], now=NOW + MINUTE)
    assert state_of(session, proposed) is State.AWAITING_SIGN_OFF
    assert verify(session).fault is None
