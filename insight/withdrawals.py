"""What pages show of one case's withdrawals: who heard them, who rang back, and offers of a statement."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import (
    CallBack,
    CallBackAgreed,
    Contact,
    Duty,
    EvidenceLedDecision,
    Investigation,
    StatementOffer,
    Withdrawal,
    WithdrawalTakenBack,
)
from vocabulary import DutyKind, DutyStatus


@dataclass(frozen=True)
class WithdrawalShown:
    """The last one recorded of a victim, with the names needed to read it aloud.

    `call_back`: the last made, whichever withdrawal of theirs it was about; `said`: what they said then.
    `waits`: a call-back is owed and not made.
    """

    row: Withdrawal
    heard_by: str
    taken_back: bool
    waits: bool
    agreed_by: str = ""
    call_back: CallBack | None = None
    rung_by: str = ""
    said: str = ""


@dataclass(frozen=True)
class WithdrawalsShown:
    """By victim; and what was decided about going on without them, the last of this round, by whom."""

    withdrawals: dict[int, WithdrawalShown] = field(default_factory=dict)
    statements: dict[int, tuple[StatementOffer, str]] = field(default_factory=dict)
    evidence_led: tuple[EvidenceLedDecision, str] | None = None


def show_withdrawals(session: Session, investigation_id: int) -> WithdrawalsShown:
    """A constant number of queries. Who reads about victims is noted where their names are read."""
    rows = session.execute(
        sa.select(Withdrawal, WithdrawalTakenBack.withdrawal_id, CallBackAgreed, CallBack, Contact.said)
        .outerjoin(WithdrawalTakenBack, WithdrawalTakenBack.withdrawal_id == Withdrawal.id)
        .outerjoin(CallBackAgreed, CallBackAgreed.withdrawal_id == Withdrawal.id)
        .outerjoin(CallBack, CallBack.withdrawal_id == Withdrawal.id)
        .outerjoin(Contact, Contact.id == CallBack.contact_id)
        .where(Withdrawal.investigation_id == investigation_id)
        .order_by(Withdrawal.id)
    ).all()
    offers = session.scalars(
        sa.select(StatementOffer)
        .where(StatementOffer.investigation_id == investigation_id)
        .order_by(StatementOffer.id)
    ).all()
    decided = session.scalars(
        sa.select(EvidenceLedDecision)
        .join(Investigation, Investigation.id == EvidenceLedDecision.investigation_id)
        .where(Investigation.id == investigation_id, EvidenceLedDecision.round == Investigation.round)
        .order_by(EvidenceLedDecision.id.desc())
        .limit(1)
    ).one_or_none()
    waiting = set(
        session.scalars(
            sa.select(Duty.victim_id).where(
                Duty.investigation_id == investigation_id,
                Duty.kind == DutyKind.CALL_BACK,
                Duty.status == DutyStatus.RUNNING,
            )
        )
    )
    people = {row.Withdrawal.heard_by_id for row in rows}
    people |= {row.CallBack.recorded_by_id for row in rows if row.CallBack}
    people |= {row.CallBackAgreed.agreed_by_id for row in rows if row.CallBackAgreed}
    people |= {offer.offered_by_id for offer in offers}
    known = names(session, people | ({decided.decided_by_id} if decided else set()))
    return WithdrawalsShown(
        _by_victim(rows, waiting, known),
        {offer.victim_id: (offer, known.get(offer.offered_by_id, "")) for offer in offers},
        (decided, known.get(decided.decided_by_id, "")) if decided else None,
    )


def _by_victim(rows: list[sa.Row], waiting: set[int], known: dict[int, str]) -> dict[int, WithdrawalShown]:
    found: dict[int, WithdrawalShown] = {}
    for row, taken_back, agreed, call_back, said in rows:
        before = found.get(row.victim_id)
        rung = (call_back, known.get(call_back.recorded_by_id, ""), said or "") if call_back else None
        if rung is None and before is not None:
            rung = (before.call_back, before.rung_by, before.said)
        found[row.victim_id] = WithdrawalShown(
            row,
            known.get(row.heard_by_id, ""),
            taken_back is not None,
            row.victim_id in waiting,
            known.get(agreed.agreed_by_id, "") if agreed else "",
            *(rung or ()),
        )
    return found
