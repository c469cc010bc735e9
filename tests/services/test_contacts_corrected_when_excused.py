"""Correcting a contact that told a victim who was excepted from telling, before it or since."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Contact, TellingException
from tests import making, making_telling
from tests.making import Case, Force
from tests.nevers import broken
from tests.services.prepared import LATER, NOW, Cases, duties_of, state_of
from vocabulary import Channel, ContactResult, DutyKind, DutyStatus, State, Step
from workflow.services import contacts
from workflow.services.contact_corrections import correct_contact
from workflow.services.steps import Refused

MISSED = (Channel.PHONE, ContactResult.ATTEMPTED)
HOUR = dt.timedelta(hours=1)


def last_contact(session: Session, case: Case) -> int:
    return session.scalar(sa.select(sa.func.max(Contact.id)).where(Contact.investigation_id == case.id))


def correct(session: Session, force: Force, case: Case, now: dt.datetime, **told: object) -> None:
    missed = contacts.ContactMade(*MISSED, happened_at=now - HOUR)
    true = making.telling(case, now - HOUR, **told) if told else missed
    who = force.victim_care_officer
    correct_contact(session, who, last_contact(session, case), true, "It was her sister.", now=now)


def duties(session: Session, case: Case, kind: DutyKind) -> list[DutyStatus]:
    return [duty.status for duty in duties_of(session, case, kind, None)]


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return broken(session) == {}


def told_after_they_could_not_be_reached(session: Session, force: Force, case: Case) -> dt.datetime:
    """An exception was agreed, then they were told after all; returns when."""
    at = making_telling.enough_attempts(session, force, case.victims[0])
    making_telling.unable(session, force, case, at)
    making.tell(session, force, case, at + HOUR)
    return at + HOUR


def test_who_could_not_be_reached_and_was_not_told_is_owed_it_since_it_was_signed(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    [first] = duties_of(session, case, DutyKind.TELL_DECISION)
    was = (first.triggered_at, first.due_at)
    at = told_after_they_could_not_be_reached(session, force, case)
    correct(session, force, case, at + 2 * HOUR)
    [again] = duties_of(session, case, DutyKind.TELL_DECISION)
    assert (again.triggered_at, again.due_at) == was
    assert duties(session, case, DutyKind.TRY_AGAIN) == [DutyStatus.EXCUSED]
    step = (case, Step.FILE_NO_FURTHER_ACTION)
    assert isinstance(making.attempt(session, force.officer, *step, now=at + 3 * HOUR), Refused)
    assert is_sound(session)


def test_one_that_tells_it_in_its_place_discharges_that_at_once(session: Session, force: Force, cases: Cases):
    case = cases.signed
    at = told_after_they_could_not_be_reached(session, force, case)
    correct(session, force, case, at + 2 * HOUR, told="All of it, and why.")
    assert duties(session, case, DutyKind.TELL_DECISION) == [DutyStatus.EXCUSED, DutyStatus.MET]
    assert is_sound(session)


def test_who_has_since_said_that_they_do_not_want_contact_is_owed_nothing(
    session: Session, force: Force, cases: Cases
):
    case = cases.told
    making_telling.no_contact_wanted(session, force, case.victims[0], NOW)
    correct(session, force, case, LATER)
    assert duties(session, case, DutyKind.TELL_DECISION) == [DutyStatus.EXCUSED]
    assert is_sound(session)
    exception = session.scalar(sa.select(sa.func.max(TellingException.id)))
    making_telling.agreed(session, force, case.victims[0], exception, LATER)
    making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, now=LATER)
    assert state_of(session, case) is State.NO_FURTHER_ACTION
    assert is_sound(session)


def test_who_has_taken_that_back_is_owed_it_again(session: Session, force: Force, cases: Cases):
    case, (victim,) = cases.told, cases.told.victims
    [first] = duties_of(session, case, DutyKind.TELL_DECISION, None)
    was = (first.triggered_at, first.due_at)
    making_telling.no_contact_wanted(session, force, victim, NOW)
    making_telling.over(
        session, force, victim, session.scalar(sa.select(sa.func.max(TellingException.id))), NOW
    )
    correct(session, force, case, LATER)
    [again] = duties_of(session, case, DutyKind.TELL_DECISION)
    assert (again.triggered_at, again.due_at) == was
    assert is_sound(session)
