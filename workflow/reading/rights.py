"""Rows → what each victim is owed as of right."""

from __future__ import annotations

import json
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Duty, Victim
from vocabulary import OF_A_RIGHT, DutyKind, DutyStatus, EventKind, WhyNotGiven
from workflow import case_file
from workflow.reading.asking import IDS, Asking

RIGHTS = (
    sa.select(
        Duty.id,
        Duty.victim_id,
        Duty.right_key,
        Duty.status,
        Duty.triggered_at,
        Duty.due_at,
        Duty.ended_at,
    )
    .where(Duty.investigation_id.in_(IDS), Duty.kind == DutyKind.RIGHT)
    .order_by(Duty.id)
)


def rights_of(asking: Asking) -> dict[int, list[case_file.RightOwed]]:
    """By victim, in the order in which they began."""
    found = defaultdict(list)
    for row in asking.rows(Victim, RIGHTS):
        found[row.victim_id].append(
            case_file.RightOwed(row.id, row.right_key, row.status, row.triggered_at, row.due_at, row.ended_at)
        )
    return found


def declined_rights(session: Session, victim_id: int) -> list[Duty]:
    """What a victim declined last, of each right: they may still want it after all."""
    rows = session.execute(
        sa.select(Duty, CaseEvent.kind, CaseEvent.canonical)
        .outerjoin(CaseEvent, CaseEvent.id == Duty.ended_by_event_id)
        .where(Duty.victim_id == victim_id, Duty.kind.in_(OF_A_RIGHT))
        .order_by(Duty.id)
    ).all()
    last = {row.Duty.right_key: row for row in rows}
    return [
        row.Duty
        for row in last.values()
        if row.Duty.status is DutyStatus.EXCUSED
        and row.kind is EventKind.RIGHT_EXCUSED
        and json.loads(row.canonical)["facts"]["why"] == WhyNotGiven.DECLINED
    ]
