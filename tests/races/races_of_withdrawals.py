"""What is raced about victims who withdraw or decline, about ringing back, statements and updates."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Duty
from tests import making, making_telling, making_updates, making_withdrawals
from tests.making import NOW, Force
from tests.races.racing import Race
from vocabulary import CallBackResult, Channel, EvidenceLed, StatementAnswer, WhyNotGiven
from workflow.services.agreeing_updates import agree_updates
from workflow.services.call_backs import CallBackMade, agree_call_back, record_call_back
from workflow.services.evidence_led import decide_evidence_led
from workflow.services.rights import excuse_rights, want_rights_again
from workflow.services.statements import OfferMade, record_statement_offer
from workflow.services.withdrawals import record_withdrawal

RUNG = CallBackMade(
    CallBackResult.OWN_DECISION, "She lives alone.", Channel.IN_PERSON, NOW, "I decided that.", True
)


def victim(session: Session, force: Force) -> int:
    return making.an_investigation(session, force).victims[0]


def drawn(session: Session, force: Force) -> int:
    case = making.an_investigation(session, force)
    return making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)


def drawn_and_left_alone(session: Session, force: Force) -> tuple:
    whom = drawn(session, force)
    making_telling.no_contact_wanted(session, force, whom)
    return whom, "In his words."


def declined(session: Session, force: Force) -> tuple:
    """A right that a victim declined."""
    whom = making.a_crime(session, force).victims[0]
    [right] = [
        duty.id for duty in session.scalars(sa.select(Duty).where(Duty.victim_id == whom)) if duty.right_key
    ]
    heard = making_updates.heard(force)
    excuse_rights(session, force.officer, whom, {right}, WhyNotGiven.DECLINED, "No letter.", heard, now=NOW)
    return whom, frozenset({right}), "Send it after all.", heard


OF_WITHDRAWALS = (
    Race(
        agree_updates,
        "officer",
        lambda s, f: (victim(s, f), making_updates.said(f)),
        both_stand=True,
    ),
    Race(want_rights_again, "officer", declined),
    Race(
        record_withdrawal,
        "victim_care_officer",
        lambda s, f: (victim(s, f), making_withdrawals.said(f)),
        both_stand=True,
    ),
    Race(
        decide_evidence_led,
        "detective_inspector",
        lambda s, f: (making.an_investigation(s, f).id, EvidenceLed.NOT_PURSUED, "Nothing else shows it."),
        both_stand=True,
    ),
    Race(record_call_back, "other_sergeant", lambda s, f: (drawn(s, f), RUNG)),
    Race(agree_call_back, "detective_inspector", drawn_and_left_alone),
    Race(
        record_statement_offer,
        "victim_care_officer",
        lambda s, f: (
            victim(s, f),
            OfferMade(StatementAnswer.ACCEPTED, "Yes.", f.victim_care_officer.id, NOW),
        ),
        both_stand=True,
    ),
)
