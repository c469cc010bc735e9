"""The rank that somebody acts with on a day (practice P31): the only place that says which one that is.

An acting rank goes before the one held; a grade of police staff counts as the rank that the pack maps it to.
Both begin and end by their days, with no job.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from models import ActingRank, Person
from vocabulary import Rank
from workflow.policy.loader import load_book


@dataclass(frozen=True)
class InForce:
    """Columns of a person, to select: each looks at the person in the same query."""

    rank: sa.ColumnElement[Rank]
    is_detective: sa.ColumnElement[bool]
    is_acting: sa.ColumnElement[bool]


def acting_on(today: dt.date) -> sa.ColumnElement[bool]:
    """Acting ranks held on a day."""
    return sa.and_(
        ActingRank.from_on <= today, sa.or_(ActingRank.until_on.is_(None), ActingRank.until_on > today)
    )


# Every request asks it of whoever is signed in: put together once a day.
@lru_cache(maxsize=32)
def rank_in_force(today: dt.date) -> InForce:
    """What a person acts as on a day. At most one acting rank holds on a day (the service sees to it)."""

    def acting(column: sa.ColumnElement) -> sa.ScalarSelect:
        held = sa.select(column).where(
            ActingRank.person_id == Person.id, acting_on(today), _above_their_own()
        )
        return held.order_by(ActingRank.id.desc()).limit(1).correlate(Person).scalar_subquery()

    acting_rank = acting(ActingRank.rank)
    return InForce(
        sa.func.coalesce(acting_rank, _of_grade(today), Person.rank, type_=Person.rank.type).label("rank"),
        sa.func.coalesce(
            acting(ActingRank.is_detective), Person.is_detective, type_=sa.Boolean(create_constraint=False)
        ).label("is_detective"),
        acting_rank.is_not(None).label("is_acting"),
    )


def _above_their_own() -> sa.ColumnElement[bool]:
    """Whoever was promoted meanwhile does not act below the rank that they hold."""
    above = {rank: [each for each in Rank if each.seniority > rank.seniority] for rank in Rank}
    return sa.or_(
        *(sa.and_(Person.rank == rank, ActingRank.rank.in_(higher)) for rank, higher in above.items())
    )


def _of_grade(today: dt.date) -> sa.ColumnElement:
    """The rank that somebody's grade stands for; NULL for police officers and for staff without a grade."""
    grades = load_book().as_of(today).grades.values()
    if not grades:
        return sa.null()
    whens = [
        (
            sa.and_(Person.grade == grade.key, Person.rank == Rank.POLICE_STAFF),
            sa.literal(grade.rank, Person.rank.type),
        )
        for grade in grades
    ]
    return sa.case(*whens, else_=sa.null())
