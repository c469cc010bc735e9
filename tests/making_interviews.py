"""Interviews of suspects under caution, recorded as a page would."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests.making_people import NOW
from vocabulary import Actor, AppropriateAdult, InterviewRecord, LegalAdvice
from workflow.services.interviews import InterviewHeld, record_interview


def as_held(by_id: int, at: dt.datetime = NOW, **changes: object) -> InterviewHeld:
    """By one officer, of an adult who declined legal advice, unless `changes` say otherwise."""
    values = {
        "account": "No comment.",
        "recorded_how": InterviewRecord.VIDEO,
        "legal_advice": LegalAdvice.DECLINED,
        "adult": AppropriateAdult.NOT_NEEDED,
    }
    return InterviewHeld(at, by_id, **(values | changes))


def interview(
    session: Session,
    actor: Actor,
    suspect: int,
    now: dt.datetime = NOW,
    by_id: int | None = None,
    at: dt.datetime | None = None,
    **changes: object,
) -> int:
    """Held at that moment by whoever records it, unless somebody else is named."""
    held = as_held(by_id or actor.id, at or now, **changes)
    return record_interview(session, actor, suspect, held, now=now)
