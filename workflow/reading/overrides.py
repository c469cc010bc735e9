"""Rows → the overrides of cases, those that have expired or ended included, in the order granted."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from models import Override
from workflow import case_file
from workflow.reading.asking import IDS, Asking

OVERRIDES = (
    sa.select(Override)
    .where(Override.investigation_id.in_(IDS))
    .order_by(Override.id)
    .execution_options(populate_existing=True)
)


def overrides_of(asking: Asking) -> dict[int, list[case_file.Override]]:
    """By case."""
    found = defaultdict(list)
    for row in asking.objects(Override, OVERRIDES):
        found[row.investigation_id].append(
            case_file.Override(
                event_id=row.event_id,
                requirement=row.requirement,
                ground=row.ground,
                granted_by_id=row.granted_by_id,
                rank=row.rank_then,
                granted_at=row.granted_at,
                expires_at=row.expires_at,
                officer_id=row.officer_id,
                suspect_id=row.suspect_id,
                ended_at=row.ended_at,
            )
        )
    return found
