"""Roles that end, or have ended, while their holders answer for crimes that nobody else of theirs would run.

Giving a role an end date is allowed; that it runs out with crimes still in somebody's hands is shown before
and after, in one query, until they are handed over (never 4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.people import with_rank
from insight.work_lists import UNFINISHED
from models import Investigation, Person, RoleHolding, Unit
from vocabulary import Role
from workflow.reading import note_read

RUNS_CASES = (Role.INVESTIGATOR, Role.SUPERVISOR)
MOST_SHOWN = 50


@dataclass(frozen=True)
class EndingRole:
    """`cases` are those that the role's end leaves with somebody who can no longer run them."""

    person_id: int
    person: str
    role: Role
    unit_id: int
    unit: str
    until_on: dt.date
    cases: int
    has_ended: bool


def ending_roles(
    session: Session,
    today: dt.date,
    days: int,
    *,
    units: Collection[int] | None = None,
    person_id: int | None = None,
) -> list[EndingRole]:
    """Roles that end within so many days, or have ended, with crimes left; in some units, or of one person.

    The first to end at the top. Crimes in a tray go on with the tray and are not counted one by one.
    """
    left = _left_behind()
    query = (
        sa.select(RoleHolding, Person, Unit.name.label("unit"), left.label("cases"))
        .join(Person, Person.id == RoleHolding.person_id)
        .join(Unit, Unit.id == RoleHolding.unit_id)
        .where(
            RoleHolding.role.in_(RUNS_CASES),
            RoleHolding.until_on <= today + dt.timedelta(days=days),
            Person.retired_at.is_(None),
            left > 0,
        )
        .order_by(RoleHolding.until_on, RoleHolding.id)
        .limit(MOST_SHOWN)
    )
    if units is not None:
        query = query.where(RoleHolding.unit_id.in_(units))
    if person_id is not None:
        query = query.where(RoleHolding.person_id == person_id)
    found = session.execute(query).all()
    note_read(session, "person", [row.Person.id for row in found])
    return [
        EndingRole(
            row.Person.id,
            with_rank(row.Person.full_name, row.Person.rank, row.Person.is_detective),
            row.RoleHolding.role,
            row.RoleHolding.unit_id,
            row.unit,
            row.RoleHolding.until_on,
            row.cases,
            has_ended=row.RoleHolding.until_on <= today,
        )
        for row in found
    ]


def _left_behind() -> sa.ScalarSelect:
    """Unfinished crimes that the holder answers for, and that no later role of theirs covers.

    Another role in the unit covers its crimes; one in another unit covers all but the crimes of this unit.
    """
    other = aliased(RoleHolding)

    def later(*where: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
        return sa.exists().where(
            other.person_id == RoleHolding.person_id,
            other.id != RoleHolding.id,
            other.role.in_(RUNS_CASES),
            other.from_on <= RoleHolding.until_on,
            sa.or_(other.until_on.is_(None), other.until_on > RoleHolding.until_on),
            *where,
        )

    tray = sa.exists().where(Unit.id == Investigation.unit_id, Unit.tray_holder_id == RoleHolding.person_id)
    return (
        sa.select(sa.func.count())
        .select_from(Investigation)
        .where(
            sa.or_(
                Investigation.oic_id == RoleHolding.person_id,
                Investigation.responsible_id == RoleHolding.person_id,
            ),
            Investigation.state.in_(UNFINISHED),
            sa.or_(Investigation.oic_id.is_not(None), ~tray.correlate(Investigation, RoleHolding)),
            ~later(other.unit_id == RoleHolding.unit_id).correlate(RoleHolding),
            sa.or_(Investigation.unit_id == RoleHolding.unit_id, ~later().correlate(RoleHolding)),
        )
        .correlate(RoleHolding)
        .scalar_subquery()
    )
