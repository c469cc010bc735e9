"""Rows → the decisions of a case that a victim may ask to have reviewed."""

from __future__ import annotations

import json
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Decision, DecisionEnded, SignOff
from vocabulary import DecisionKind, Rank
from workflow import case_file


def decisions_signed_off(session: Session, investigation_id: int) -> dict[int, case_file.Decided]:
    """By id, oldest first: also those that were taken back since, or are of an earlier round.

    No further action for one suspect is signed by whoever decides it, with the rank that its event holds.
    """
    rows = session.execute(
        sa.select(Decision, DecisionEnded.ending, CaseEvent.canonical)
        .join(CaseEvent, CaseEvent.id == Decision.event_id)
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .where(Decision.investigation_id == investigation_id)
        .order_by(Decision.id)
    ).all()
    signed = defaultdict(list)
    given = sa.select(SignOff).where(SignOff.decision_id.in_([row.id for row, *_ in rows]))
    for each in session.scalars(given.order_by(SignOff.id)):
        signed[each.decision_id].append(each)
    found = {}
    for row, ending, canonical in rows:
        sign_offs = signed[row.id]
        if row.kind is DecisionKind.SUSPECT_NO_FURTHER_ACTION:
            rank = Rank(json.loads(canonical)["facts"]["rank"])
            signers, decided_at = ((row.proposed_by_id, rank),), row.proposed_at
        elif len(sign_offs) < row.sign_offs_needed:
            continue
        else:
            signers = tuple((each.signed_by_id, each.rank_then) for each in sign_offs)
            decided_at = max(each.signed_at for each in sign_offs)
        found[row.id] = case_file.Decided(
            id=row.id,
            kind=row.kind,
            round=row.round,
            outcome_code=row.outcome_code or "",
            suspect_id=row.suspect_id,
            decided_at=decided_at,
            detective_needed=row.detective_needed,
            signers=signers,
            ending=ending,
        )
    return found
