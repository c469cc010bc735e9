"""The rows of duties, held against what their case's events say of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_duties import DutiesTold, Owed
from models import Duty
from vocabulary import DutyKind, DutyStatus


def read_duties(session: Session, ids: Sequence[int]) -> dict[int, list[sa.Row]]:
    """The duties of some cases, by case."""
    held: dict[int, list[sa.Row]] = {}
    query = sa.select(Duty.__table__).where(Duty.investigation_id.in_(ids)).order_by(Duty.id)
    for row in session.execute(query):
        held.setdefault(row.investigation_id, []).append(row)
    return held


def duty_faults(rows: Sequence[sa.Row], told: DutiesTold) -> Iterator[tuple[str, int, str]]:
    """(table, row, what is wrong with it)."""
    missing = dict(told.owed)
    for row in rows:
        owed = Owed(
            row.kind,
            row.trigger_event_id,
            row.victim_id,
            row.decision_id,
            row.direction_id,
            row.right_key,
        )
        if row.kind is DutyKind.PROMISE and row.trigger_event_id in told.older_contacts:
            since, promised_for = None, None
        elif owed in missing:
            since, promised_for = missing.pop(owed)
        else:
            yield "duty", row.id, "no event of its case started it"
            continue
        if since is not None and row.triggered_at != dt.datetime.fromisoformat(since):
            yield (
                "duty",
                row.id,
                f"it runs from {row.triggered_at.isoformat()}, and its case's events say {since}",
            )
        if promised_for is not None and row.due_at != dt.datetime.fromisoformat(promised_for):
            yield (
                "duty",
                row.id,
                f"it is due {row.due_at.isoformat()}, and its case's events say {promised_for}",
            )
        why = _why_it_ended_otherwise(row, told)
        if why is not None:
            yield "duty", row.id, why
    for owed in missing:
        yield "case_event", owed.trigger_event_id, f"the duty {owed.kind} that it started is missing"


def _why_it_ended_otherwise(row: sa.Row, told: DutiesTold) -> str | None:
    ending = next((each for each in told.endings if each.ends(row)), None)
    if ending is None and row.kind is DutyKind.PROMISE and row.ended_by_event_id in told.older_contacts:
        return None
    if ending is None:
        expected = (DutyStatus.RUNNING, None, None)
    elif ending.excuses:
        expected = (DutyStatus.EXCUSED, ending.at, ending.event_id)
    else:
        in_time = (ending.counted_at or ending.at) <= row.due_at
        status = DutyStatus.MET if in_time else DutyStatus.MET_LATE
        expected = (status, ending.at, ending.event_id)
    for name, said in zip(("status", "ended_at", "ended_by_event_id"), expected, strict=True):
        if getattr(row, name) != said:
            return f"its {name} is {getattr(row, name)}, and its case's events say {said}"
    return None
