"""What pages show of transfers and cancellations besides the decision itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import EventDetail, Investigation, TransferAcceptance


@dataclass(frozen=True)
class Accepted:
    """Another force took the crime on."""

    at: dt.datetime
    acceptor: str
    reference: str


def acceptances(session: Session, decision_ids: Collection[int]) -> dict[int, Accepted]:
    """Who accepted each of these decisions elsewhere; a decision that nobody accepted is left out."""
    found = session.execute(
        sa.select(TransferAcceptance, EventDetail.detail)
        .outerjoin(EventDetail, EventDetail.event_id == TransferAcceptance.event_id)
        .where(TransferAcceptance.decision_id.in_(decision_ids))
    )
    words = {row.decision_id: (row.accepted_at, json.loads(detail or "{}")) for row, detail in found}
    return {
        key: Accepted(at, said.get("acceptor", ""), said.get("reference", ""))
        for key, (at, said) in words.items()
    }


def other_crimes(session: Session, facts: Iterable[Mapping[str, object]]) -> dict[int, str]:
    """References, by id, of the crimes that these events name as the ones that stay."""
    ids = {each["other_crime"] for each in facts if each.get("other_crime") is not None}
    if not ids:
        return {}
    query = sa.select(Investigation.id, Investigation.reference).where(Investigation.id.in_(ids))
    return {row.id: row.reference for row in session.execute(query)}
