"""Rows → where somebody has worked: roles have days, and some rules ask about days that are past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import RoleHolding
from vocabulary import Role
from workflow.working_days import LONDON


def worked_in(
    session: Session, person_id: int, roles: Collection[Role], since: dt.datetime, until: dt.datetime
) -> frozenset[int]:
    """The units in which somebody held one of these roles on any day from `since` to `until`."""
    first, last = since.astimezone(LONDON).date(), until.astimezone(LONDON).date()
    held = sa.select(RoleHolding.unit_id).where(
        RoleHolding.person_id == person_id,
        RoleHolding.role.in_(roles),
        RoleHolding.from_on <= last,
        sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > first),
    )
    return frozenset(session.scalars(held))
