"""Rows → what was done on a case and what was decided about it."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    CaseEvent,
    Decision,
    DecisionEnded,
    SignOff,
    Stream,
    TransferAcceptance,
)
from vocabulary import DecisionEnding, DecisionKind, EventKind, StreamKind, SuspectDecision
from workflow import case_file
from workflow.reading.asking import IDS

READ_WITH_ITS_FACTS = (
    EventKind.LINE_RESULTED,
    EventKind.LINE_NOT_PURSUED,
    EventKind.LINE_ANSWERED_ELSEWHERE,
    EventKind.SUSPECT_DECIDED,
    EventKind.CHARGE_RECORDED,
)

CANONICAL = sa.case((CaseEvent.kind.in_(READ_WITH_ITS_FACTS), CaseEvent.canonical)).label("canonical")
ACTS = (
    sa.select(Stream.subject_id, CaseEvent.kind, CaseEvent.actor_id, CaseEvent.about_person_id, CANONICAL)
    .join(Stream, Stream.id == CaseEvent.stream_id)
    .where(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id.in_(IDS))
    .order_by(CaseEvent.id)
)
SIGN_OFFS = sa.select(SignOff).where(SignOff.decision_id.in_(IDS)).order_by(SignOff.id)
DECISIONS = (
    sa.select(Decision, DecisionEnded.ending, TransferAcceptance.accepted_at)
    .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
    .outerjoin(TransferAcceptance, TransferAcceptance.decision_id == Decision.id)
    .where(Decision.id.in_(IDS))
)


def acts_of(session: Session, ids: Collection[int]) -> dict[int, list[case_file.ActDone]]:
    acts = defaultdict(list)
    for row in session.execute(ACTS, {"ids": list(ids)}):
        facts = json.loads(row.canonical)["facts"] if row.canonical else {}
        decided = facts.get("decision")
        acts[row.subject_id].append(
            case_file.ActDone(
                row.kind,
                row.actor_id,
                row.about_person_id,
                facts.get("category"),
                SuspectDecision(decided) if decided else None,
                facts.get("suspect"),
            )
        )
    return acts


def decisions_of(session: Session, ids: Collection[int]) -> dict[int, case_file.Decision]:
    if not ids:
        return {}
    signed = defaultdict(list)
    for row in session.scalars(SIGN_OFFS, {"ids": list(ids)}):
        signed[row.decision_id].append(
            case_file.SignedBy(
                row.signed_by_id, row.rank_then, row.was_detective, row.signed_at, row.seen_event_id
            )
        )
    return {
        row.id: case_file.Decision(
            id=row.id,
            kind=row.kind,
            outcome_code=row.outcome_code or "",
            round=row.round,
            proposed_from=row.proposed_from,
            proposed_by_id=row.proposed_by_id,
            proposed_at=row.proposed_at,
            proposed_at_event_id=row.proposed_at_event_id,
            rank_needed=row.rank_needed,
            detective_needed=row.detective_needed,
            sign_offs_needed=row.sign_offs_needed,
            sign_offs=tuple(signed[row.id]),
            ending=ending,
            role_needed=row.role_needed,
            role_instead=row.role_instead,
            second_rank_needed=row.second_rank_needed,
            transfer_accepted_at=accepted_at,
        )
        for row, ending, accepted_at in session.execute(DECISIONS, {"ids": list(ids)})
    }


@dataclass(frozen=True)
class Decided:
    """A decision that is signed off: about the crime, with its outcome, or about one suspect."""

    id: int
    kind: DecisionKind
    outcome_code: str | None
    decided_at: dt.datetime


def decided_on(session: Session, case: case_file.CaseFile) -> list[Decided]:
    """Decisions of this round that are signed off and were not taken back, the oldest first."""
    of_one = Decision.kind == DecisionKind.SUSPECT_NO_FURTHER_ACTION
    signed = sa.select(sa.func.count()).where(SignOff.decision_id == Decision.id).scalar_subquery()
    last = (
        sa.select(sa.func.max(SignOff.signed_at)).where(SignOff.decision_id == Decision.id).scalar_subquery()
    )
    rows = session.execute(
        sa.select(Decision.id, Decision.kind, Decision.outcome_code, Decision.proposed_at, last)
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .where(
            Decision.investigation_id == case.id,
            Decision.round == case.round,
            sa.or_(DecisionEnded.ending.is_(None), DecisionEnded.ending == DecisionEnding.CARRIED_OUT),
            sa.or_(of_one, signed >= Decision.sign_offs_needed),
        )
        .order_by(Decision.id)
    )
    return [Decided(id_, kind, code, at or proposed) for id_, kind, code, proposed, at in rows]
