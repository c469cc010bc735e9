"""Who says that they are ringing a victim now: read from the events of the last minutes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Stream
from vocabulary import EventKind, StreamKind
from workflow.policy.pack import Policy

BEGINS_OR_ENDS = (EventKind.RINGING_BEGUN, EventKind.RINGING_ENDED, EventKind.CONTACT_RECORDED)


@dataclass(frozen=True)
class Ringing:
    """Since when this person rings this victim, and until when that is shown if nothing ends it before."""

    investigation_id: int
    victim_id: int
    person_id: int
    since: dt.datetime
    until: dt.datetime


def ringing_now(session: Session, policy: Policy, now: dt.datetime) -> list[Ringing]:
    """Everybody in the force, whoever began first at the top: one query, by ix_case_event_kind_recorded_at.

    It ends when they record a contact with that victim, or say that they did not ring, or with its minutes.
    """
    lasts = dt.timedelta(minutes=policy.setting("ringing_lasts_minutes"))
    is_recent = CaseEvent.recorded_at > now - lasts
    begun = sa.select(CaseEvent.stream_id).where(CaseEvent.kind == EventKind.RINGING_BEGUN, is_recent)
    events = session.execute(
        sa.select(
            Stream.subject_id, CaseEvent.kind, CaseEvent.actor_id, CaseEvent.recorded_at, CaseEvent.canonical
        )
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            CaseEvent.kind.in_(BEGINS_OR_ENDS),
            is_recent,
            CaseEvent.stream_id.in_(begun),
        )
        .order_by(CaseEvent.id)
    )
    held: dict[tuple[int, int], Ringing] = {}
    for case_id, kind, person_id, at, canonical in events:
        facts = json.loads(canonical)["facts"]
        # What mends an older contact says nothing of a call that goes on.
        if facts.get("supersedes") is None:
            held.pop((facts["victim"], person_id), None)
        if kind is EventKind.RINGING_BEGUN:
            held[facts["victim"], person_id] = Ringing(case_id, facts["victim"], person_id, at, at + lasts)
    return list(held.values())
