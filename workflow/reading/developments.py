"""Rows → what developments of a case are on record, in order: each is an event and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Stream
from vocabulary import EventKind, StreamKind, Trigger


@dataclass(frozen=True)
class DevelopmentHeld:
    """What happened, when, about whom, and who recorded it."""

    trigger: Trigger
    happened_at: dt.datetime
    suspect_id: int | None
    victim_id: int | None
    recorded_by_id: int | None


def developments_of(session: Session, investigation_id: int) -> list[DevelopmentHeld]:
    """One query, oldest first."""
    rows = session.execute(
        sa.select(CaseEvent.canonical, CaseEvent.actor_id)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == investigation_id,
            CaseEvent.kind == EventKind.DEVELOPMENT_RECORDED,
        )
        .order_by(CaseEvent.id)
    )
    found = []
    for row in rows:
        facts = json.loads(row.canonical)["facts"]
        found.append(
            DevelopmentHeld(
                Trigger(facts["development"]),
                dt.datetime.fromisoformat(facts["happened_at"]),
                facts["suspect"],
                facts["victim"],
                row.actor_id,
            )
        )
    return found
