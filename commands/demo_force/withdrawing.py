"""Victims who withdraw, a supervisor who decides without them, offers of a statement, as the force does."""

from __future__ import annotations

from commands.demo_force.telling import Telling
from vocabulary import (
    AccountKind,
    Channel,
    EvidenceLed,
    StatementAnswer,
    SuspectDecision,
    VictimKind,
    VictimView,
    WithdrawalReason,
)
from workflow.services import evidence_led, statements, withdrawals

MOST_DRAWS = 300  # of which one in ten is drawn


def withdraws(t: Telling, by: str, victim_id: int, view: str, words: str, told: dict) -> None:
    """`told`: as written in a crime's file. `drawn`: the demonstration shows one that is rung back."""
    heard_by = t.who(told.get("heard_by", by))
    said = withdrawals.WithdrawalSaid(
        words,
        WithdrawalReason(told["reason"]),
        Channel(told.get("channel", "phone")),
        heard_by.id,
        t.by_day(),
        VictimView(view),
        account=AccountKind(told["account"]) if "account" in told else None,
        account_reference=told.get("reference", ""),
        help_offered=told.get("offered", ""),
        help_answer=told.get("answered", ""),
        protection=told.get("protection", ""),
    )
    now = t.later(minutes=20)
    for _ in range(MOST_DRAWS):
        trial = t.session.begin_nested()
        withdrawals.record_withdrawal(t.session, t.who(by), victim_id, said, now=now)
        if not told.get("drawn") or t.case().victim(victim_id).withdrawal.is_drawn:
            trial.commit()
            return
        trial.rollback()
        t.session.expire_all()
    raise RuntimeError("so many draws, and none as the story wants it")


def decide_without(t: Telling, by: str, reason: str) -> None:
    """Not pursued without the victim, with the reason."""
    evidence_led.decide_evidence_led(
        t.session, t.who(by), t.id, EvidenceLed.NOT_PURSUED, reason, now=t.later(hours=3)
    )


def offer_statements(t: Telling, by: str) -> None:
    """To each person, where somebody was charged or the CPS was asked."""
    case = t.case()
    charged = any(suspect.decision is SuspectDecision.CHARGED for suspect in case.suspects)
    for victim in case.victims if charged or case.referrals else ():
        if victim.kind is VictimKind.PERSON and victim.statement is None:
            offer = statements.OfferMade(
                StatementAnswer.ACCEPTED,
                "Yes: wants the court to know what it changed. To be read aloud by somebody else.",
                t.who(by).id,
                t.by_day(),
            )
            statements.record_statement_offer(t.session, t.who(by), victim.id, offer, now=t.later(minutes=15))
