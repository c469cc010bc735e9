"""Directions as tests give them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Direction
from tests.making import NOW, Case, Force
from vocabulary import Actor
from workflow.services import directions

WHAT = "Ask at number 14 what they heard."


def direct(
    session: Session,
    force: Force,
    case: Case,
    to: Actor | None = None,
    by: Actor | None = None,
    now: dt.datetime = NOW,
    what: str = WHAT,
    due_at: dt.datetime | None = None,
    **more: object,
) -> int:
    """The sergeant directs the officer, unless others are named; returns the direction's id."""
    asked = directions.DirectionToGive((to or force.officer).id, what, due_at)
    return directions.add_direction(session, by or force.sergeant, case.id, asked, now=now, **more)


def directions_of(session: Session, case: Case) -> list[Direction]:
    query = sa.select(Direction).where(Direction.investigation_id == case.id).order_by(Direction.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))
