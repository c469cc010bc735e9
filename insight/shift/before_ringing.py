"""What whoever rings must know first: signs that a victim may leave, what was promised, what to keep back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.listing import Asked, ListedRow
from insight.shift.signs import with_signs
from models import Duty, Embargo, EmbargoEnded
from vocabulary import DutyKind, DutyStatus


def with_what_to_know(session: Session, rows: list[ListedRow], asked: Asked) -> list[ListedRow]:
    """Three queries for all of them."""
    promised = _promised(session, rows)
    kept_back = _kept_back(session, rows, asked)
    return [
        replace(row, promised=promised[row.victim_id], kept_back=kept_back[row.case_id])
        for row in with_signs(session, rows, asked)
    ]


def _promised(session: Session, rows: list[ListedRow]) -> dict[int, tuple]:
    """By victim: (what, by when) of each promise that runs, the first due first."""
    query = (
        sa.select(Duty.victim_id, Duty.what, Duty.due_at)
        .where(
            Duty.victim_id.in_([row.victim_id for row in rows]),
            Duty.kind == DutyKind.PROMISE,
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.due_at, Duty.id)
    )
    return _by_first(session.execute(query))


def _kept_back(session: Session, rows: list[ListedRow], asked: Asked) -> dict[int, tuple]:
    """By case: (what, until when) of all that no victim may be told yet."""
    query = (
        sa.select(Embargo.investigation_id, Embargo.what, Embargo.until_at)
        .where(
            Embargo.investigation_id.in_([row.case_id for row in rows]),
            Embargo.until_at > asked.now,
            ~sa.exists().where(EmbargoEnded.embargo_id == Embargo.id),
        )
        .order_by(Embargo.until_at, Embargo.id)
    )
    return _by_first(session.execute(query))


def _by_first(found: sa.Result) -> dict[int, tuple]:
    held: dict[int, tuple] = defaultdict(tuple)
    for of, what, at in found:
        held[of] += ((what, at),)
    return held
