"""Free notes on a case."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from vocabulary import Act, Actor, EventKind
from workflow.refusals import FactNotAccepted
from workflow.services.acts import open_act


def add_note(
    session: Session,
    actor: Actor,
    investigation_id: int,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Add a note; returns the event's id. Additive, in any state, and nothing rests on it."""
    opened = open_act(
        session,
        actor,
        Act.ADD_NOTE,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    if not words.strip():
        raise FactNotAccepted("words", "Write the note.")
    return opened.event(EventKind.NOTE_ADDED, detail={"note": words}).id
