"""Writing the read log and the last time a session was seen: the only writes a GET may cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import ReadLogEntry, SignInSession
from workflow.ledger import canonical_json


def log_read(
    session: Session,
    person_id: int,
    endpoint: str,
    subjects: Mapping[str, Sequence[int]],
    *,
    now: dt.datetime,
) -> None:
    """One row: this person, this page, these records about people."""
    session.add(
        ReadLogEntry(
            read_at=now, person_id=person_id, endpoint=endpoint, subjects=canonical_json(dict(subjects))
        )
    )
    session.flush()


def note_seen(session: Session, session_id: int, *, now: dt.datetime) -> None:
    """Push back the idle limit."""
    session.execute(sa.update(SignInSession).where(SignInSession.id == session_id).values(last_seen_at=now))
