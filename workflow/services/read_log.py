"""Writing the read log and the last time a session was seen: the only writes a GET may cause.

When the read log cannot be written, the safeguarding card is shown all the same (practice P29): that it was
read waits in a file, a line of JSON each, and is written to the log afterwards.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import ReadLogEntry, SignInSession
from workflow.ledger import canonical_json
from workflow.refusals import Refusal


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


def keep_read_waiting(
    spool: Path, person_id: int, endpoint: str, subjects: Mapping[str, Sequence[int]], *, now: dt.datetime
) -> None:
    """Add one reading to the file of those that wait. Raises OSError when that fails too."""
    line = canonical_json(
        {"at": now, "person": person_id, "endpoint": endpoint, "subjects": canonical_json(dict(subjects))}
    )
    spool.parent.mkdir(parents=True, exist_ok=True)
    # In one write, so that several processes never mix their lines; on disk before the page goes out.
    file = os.open(spool, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line.encode() + b"\n")
        os.fsync(file)
    finally:
        os.close(file)


def log_waiting_reads(session: Session, spool: Path) -> int:
    """Write the readings that wait in this file to the read log; returns how many. The caller commits.

    Refusal names the first line that is no reading, such as one broken off when the power went.
    """
    lines = spool.read_text(encoding="utf-8", errors="replace").splitlines()
    entries = []
    for number, line in enumerate(lines, 1):
        try:
            entries.append(_as_entry(json.loads(line)))
        except (ValueError, KeyError, TypeError) as fault:
            raise Refusal(
                f"Line {number} of {spool} is not a reading. Keep a copy of the file, take that line "
                "out, and run this again: the other readings are then logged."
            ) from fault
    session.add_all(entries)
    session.flush()
    return len(entries)


def _as_entry(waiting: dict) -> ReadLogEntry:
    return ReadLogEntry(
        read_at=dt.datetime.fromisoformat(waiting["at"]),
        person_id=waiting["person"],
        endpoint=waiting["endpoint"],
        subjects=waiting["subjects"],
    )
