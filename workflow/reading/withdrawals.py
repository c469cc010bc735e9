"""Rows → who withdrew and was rung back, what was decided without them, and offers of a statement."""

from __future__ import annotations

import sqlalchemy as sa

from models import (
    CallBack,
    CallBackAgreed,
    Duty,
    EvidenceLedDecision,
    Investigation,
    StatementOffer,
    Withdrawal,
    WithdrawalTakenBack,
)
from vocabulary import CallBackResult, DutyKind, DutyStatus
from workflow import case_file
from workflow.reading.asking import IDS, Asking

# At most one runs for a victim.
WAITS_SINCE = (
    sa.select(Duty.triggered_at)
    .where(
        Duty.victim_id == Withdrawal.victim_id,
        Duty.kind == DutyKind.CALL_BACK,
        Duty.status == DutyStatus.RUNNING,
    )
    .order_by(Duty.id)
    .limit(1)
    .correlate(Withdrawal)
    .scalar_subquery()
)
WITHDRAWALS = (
    sa.select(
        Withdrawal,
        CallBack.result,
        CallBackAgreed.withdrawal_id.is_not(None).label("agreed"),
        WithdrawalTakenBack.withdrawal_id.is_not(None).label("taken_back"),
        WAITS_SINCE.label("waits_since"),
    )
    .outerjoin(CallBack, CallBack.withdrawal_id == Withdrawal.id)
    .outerjoin(CallBackAgreed, CallBackAgreed.withdrawal_id == Withdrawal.id)
    .outerjoin(WithdrawalTakenBack, WithdrawalTakenBack.withdrawal_id == Withdrawal.id)
    .where(Withdrawal.investigation_id.in_(IDS))
    .order_by(Withdrawal.id)
)
EVIDENCE_LED = (
    sa.select(EvidenceLedDecision)
    .join(Investigation, Investigation.id == EvidenceLedDecision.investigation_id)
    .where(EvidenceLedDecision.investigation_id.in_(IDS), EvidenceLedDecision.round == Investigation.round)
    .order_by(EvidenceLedDecision.id)
)
STATEMENTS = (
    sa.select(StatementOffer).where(StatementOffer.investigation_id.in_(IDS)).order_by(StatementOffer.id)
)


def withdrawals_of(asking: Asking) -> dict[int, case_file.Withdrawal]:
    """By victim, the one that holds: the last recorded, unless it was taken back."""
    found: dict[int, case_file.Withdrawal] = {}
    doubted: dict[int, bool] = {}
    for row, result, agreed, taken_back, waits_since in asking.rows(Withdrawal, WITHDRAWALS):
        was_doubted = doubted.get(row.victim_id, False)
        if result is not None:
            doubted[row.victim_id] = result is CallBackResult.NOT_OWN_DECISION
        if taken_back:
            found.pop(row.victim_id, None)
            continue
        found[row.victim_id] = case_file.Withdrawal(
            id=row.id,
            event_id=row.event_id,
            unit_id=row.unit_id,
            heard_by_id=row.heard_by_id,
            recorded_by_id=row.recorded_by_id,
            heard_at=row.heard_at,
            has_account=row.account is not None,
            help_offered=row.help_offered is not None,
            protection_considered=row.protection is not None,
            is_drawn=row.is_drawn,
            waits_since=waits_since,
            call_back_agreed=bool(agreed),
            called_back=result,
            was_doubted=was_doubted,
        )
    return found


def evidence_led_of(asking: Asking) -> dict[int, case_file.EvidenceLedDecided]:
    """By case, the last decision of its present round."""
    return {
        row.investigation_id: case_file.EvidenceLedDecided(row.decided, row.decided_by_id, row.event_id)
        for row in asking.objects(EvidenceLedDecision, EVIDENCE_LED)
    }


def statements_of(asking: Asking) -> dict[int, case_file.StatementOffer]:
    """By victim, how the offer stands: the last recorded."""
    return {
        row.victim_id: case_file.StatementOffer(row.answer, row.again_on)
        for row in asking.objects(StatementOffer, STATEMENTS)
    }
