"""Rows → the hearings of a case that are listed, and of those the ones to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import Hearing

LATER = aliased(Hearing)


def is_still_listed() -> sa.ColumnElement[bool]:
    """Nothing was listed instead of it: asked of each by index, where NOT EXISTS may read all of them."""
    later = sa.select(LATER.id).where(LATER.supersedes_id == Hearing.id).correlate(Hearing)
    return later.scalar_subquery().is_(None)


def hearings_listed(session: Session, investigation_id: int) -> Sequence[Hearing]:
    """Those that nothing was listed instead of and that were not taken out: one query, the first first."""
    return session.scalars(
        sa.select(Hearing)
        .where(
            Hearing.investigation_id == investigation_id,
            Hearing.takes_place_at.is_not(None),
            is_still_listed(),
        )
        .order_by(Hearing.takes_place_at, Hearing.id)
    ).all()


def hearings_to_come(session: Session, investigation_id: int, now: dt.datetime) -> list[Hearing]:
    """The same, from then on."""
    return [each for each in hearings_listed(session, investigation_id) if each.takes_place_at >= now]
