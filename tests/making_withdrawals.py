"""Withdrawals, deciding without the victim, call-backs, and offers of a statement: as a page would."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Withdrawal
from tests.making_people import NOW, Force
from vocabulary import (
    AccountKind,
    Actor,
    CallBackResult,
    Channel,
    EvidenceLed,
    StatementAnswer,
    VictimKind,
    WithdrawalReason,
)
from workflow.services import call_backs, evidence_led, statements, withdrawals
from workflow.services.victims import VictimToAdd, add_victim

WORDS = "I do not want to go on."
ANOTHER = VictimToAdd(VictimKind.PERSON, "Bram Castle")
MOST_DRAWS = 300  # of which one in ten is drawn


def said(force: Force, now: dt.datetime = NOW, **changes: object) -> withdrawals.WithdrawalSaid:
    """In their own words to the victim care officer, with all that could be asked, unless changed."""
    values = {
        "words": WORDS,
        "reason": WithdrawalReason.FEARS_COURT,
        "channel": Channel.IN_PERSON,
        "heard_by_id": force.victim_care_officer.id,
        "heard_at": now,
        "account": AccountKind.SIGNED_STATEMENT,
        "account_reference": "MG11/1",
        "help_offered": "A screen in court.",
        "help_answer": "No, thank you.",
        "protection": "Locks changed; a marker on the address.",
    }
    return withdrawals.WithdrawalSaid(**(values | changes))


def withdraw(
    session: Session,
    force: Force,
    victim: int,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    *,
    lapse_accepted: bool = False,
    **changes: object,
) -> int:
    who = actor or force.victim_care_officer
    what = said(force, now, **changes)
    return withdrawals.record_withdrawal(session, who, victim, what, now=now, lapse_accepted=lapse_accepted)


def decide_without(
    session: Session,
    force: Force,
    case_id: int,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    decided: EvidenceLed = EvidenceLed.NOT_PURSUED,
    reason: str = "Nothing else shows who did it.",
    **more: object,
) -> int:
    who = actor or force.detective_inspector
    return evidence_led.decide_evidence_led(session, who, case_id, decided, reason, now=now, **more)


def a_withdrawal(
    session: Session, force: Force, case_id: int, *, drawn: bool, now: dt.datetime = NOW, **changes: object
) -> int:
    """Another victim of the case who withdraws, and is drawn or is not: as many are added as it takes."""
    for _ in range(MOST_DRAWS):
        victim = add_victim(session, force.officer, case_id, ANOTHER, now=now, lapse_accepted=True)
        row = session.get_one(Withdrawal, withdraw(session, force, victim, now, **changes))
        if row.is_drawn is drawn:
            return victim
    raise AssertionError("so many draws, and none as asked for")


def drawn_at_last(session: Session, force: Force, victim: int, now: dt.datetime = NOW) -> None:
    """This victim withdraws, and is drawn: tried, and taken back, until it is so. No page could do that."""
    for _ in range(MOST_DRAWS):
        trial = session.begin_nested()
        withdraw(session, force, victim, now)
        if held(session, victim).is_drawn:
            trial.commit()
            return
        trial.rollback()
        session.expire_all()
    raise AssertionError("so many draws, and none as asked for")


def held(session: Session, victim: int) -> Withdrawal:
    """The last withdrawal recorded of a victim."""
    query = sa.select(Withdrawal).where(Withdrawal.victim_id == victim).order_by(Withdrawal.id.desc())
    return session.scalars(query.limit(1)).one()


def call_back(
    session: Session,
    force: Force,
    victim: int,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    **changes: object,
) -> int:
    """By the other unit's sergeant: their own decision, unless changed."""
    values = {
        "result": CallBackResult.OWN_DECISION,
        "risk_check": "Nobody else lives there.",
        "channel": Channel.IN_PERSON,
        "rung_at": now,
        "words": "Yes, I decided that.",
        "help_was_offered": True,
    }
    made = call_backs.CallBackMade(**(values | changes))
    return call_backs.record_call_back(session, actor or force.other_sergeant, victim, made, now=now)


def agree_call_back(
    session: Session, force: Force, victim: int, now: dt.datetime = NOW, actor: Actor | None = None
) -> int:
    who = actor or force.detective_inspector
    return call_backs.agree_call_back(session, who, victim, "A withdrawal in his words.", now=now)


def offer_statement(
    session: Session,
    force: Force,
    victim: int,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    **changes: object,
) -> int:
    """Offered and accepted, unless changed."""
    values = {
        "answer": StatementAnswer.ACCEPTED,
        "words": "Yes, to be read aloud.",
        "offered_by_id": force.victim_care_officer.id,
        "offered_at": now,
    }
    offer = statements.OfferMade(**(values | changes))
    who = actor or force.victim_care_officer
    return statements.record_statement_offer(session, who, victim, offer, now=now)
