"""What is raced about victims who withdraw: recording, deciding without them, ringing back, statements."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests import making, making_telling, making_withdrawals
from tests.making import NOW, Force
from tests.races.racing import Race
from vocabulary import CallBackResult, Channel, EvidenceLed, StatementAnswer
from workflow.services.call_backs import CallBackMade, agree_call_back, record_call_back
from workflow.services.evidence_led import decide_evidence_led
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


OF_WITHDRAWALS = (
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
