"""Victims who show the signs that they may leave the case, one by one, made by calling the services."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy.orm import Session

from tests import making
from tests.making import Case, Force
from vocabulary import Channel, ContactResult, RiskFlag, Step, Trigger, VictimKind
from workflow.services import reallocating, rights, safe_contacts
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.particulars import ToOfficer
from workflow.services.victims import VictimToAdd

DAY = dt.timedelta(days=1)
BEGAN = making.NOW - 200 * DAY  # when the force of these tests was set up
ABUSE, RAPE, SILENCE, DELAY, OFFICER, BAIL = "abuse", "rape", "silence", "delay", "officer", "bail"
SIGNS = (ABUSE, RAPE, SILENCE, DELAY, OFFICER, BAIL)


def a_case_showing(
    session: Session, force: Force, signs: Collection[str], now: dt.datetime = making.NOW
) -> Case:
    """A crime whose victim shows these signs today, and no other. It is safe to ring them."""
    reported = now - (120 if DELAY in signs else 60 if {SILENCE, OFFICER} & set(signs) else 20) * DAY
    case = making.a_crime(
        session,
        force,
        reported,
        offence="rape" if RAPE in signs else "theft_other",
        flags=frozenset({RiskFlag.DOMESTIC_ABUSE} if ABUSE in signs else ()),
        reported_at=reported,
        occurred_from_at=reported - dt.timedelta(hours=3),
        occurred_until_at=reported - dt.timedelta(hours=1),
        victims=(VictimToAdd(VictimKind.PERSON, "Ama Owusu", safe_contact="By telephone"),),
        no_suspect_reason="" if BAIL in signs else "Nobody saw it happen.",
    )
    [victim] = case.victims
    if {ABUSE, RAPE} & set(signs):
        phone = safe_contacts.SafeContactSaid(frozenset({Channel.PHONE}))
        safe_contacts.record_safe_contact(session, force.officer, victim, phone, now=reported)
    if BAIL in signs:
        suspect = making.add_suspect(session, force, case, reported)
        ended = rights.Development(Trigger.BAIL_CHANGED, now - 5 * DAY, "His bail ended.", suspect)
        rights.record_development(session, force.officer, case.id, ended, now=now - 5 * DAY)
    if OFFICER in signs:
        making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.officer.id), reported)
        pass_to_colleague(session, force, case, now - 4 * DAY)
    if SILENCE not in signs and {DELAY, OFFICER} & set(signs):
        reach(session, force, victim, now - 3 * DAY)
    return case


def pass_to_colleague(session: Session, force: Force, case: Case, at: dt.datetime) -> None:
    given = reallocating.HandOver(force.colleague.id, "Done so far.", "What is next.", "What was promised.")
    reallocating.reallocate(session, force.sergeant, case.id, given, now=at)


def reach(session: Session, force: Force, victim: int, at: dt.datetime) -> None:
    made = ContactMade(Channel.PHONE, ContactResult.REACHED, at, f"How it goes on, {victim}.", "Thank you.")
    record_contact(session, force.officer, victim, made, now=at)
