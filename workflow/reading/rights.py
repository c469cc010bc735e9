"""Rows → what each victim is owed as of right."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from models import Duty, Victim
from vocabulary import DutyKind
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
