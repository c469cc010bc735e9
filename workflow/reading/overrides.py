"""Rows → the overrides of cases, those that have expired or ended included, in the order granted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Override
from workflow import case_file


def overrides_of(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Override]]:
    """By case."""
    found = defaultdict(list)
    for row in session.scalars(
        sa.select(Override)
        .where(Override.investigation_id.in_(ids))
        .order_by(Override.id)
        .execution_options(populate_existing=True)
    ):
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
