"""Rows → who reads a case; and what of another case may be told to everybody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import BreakGlass, Investigation, NamedReader
from vocabulary import Restriction
from workflow import case_file


def named_at(now: dt.datetime) -> sa.ColumnElement[bool]:
    """Readers who are named at a moment: `until_at` itself is outside."""
    return sa.and_(
        NamedReader.from_at <= now, sa.or_(NamedReader.until_at.is_(None), NamedReader.until_at > now)
    )


def broken_at(now: dt.datetime) -> sa.ColumnElement[bool]:
    """Glass that is broken at a moment: it closes by the clock."""
    return sa.and_(BreakGlass.opened_at <= now, BreakGlass.until_at > now)


def who_reads(
    session: Session, rows: Iterable[Investigation], now: dt.datetime
) -> dict[int, case_file.WhoReads]:
    """By case, as it is at `now`."""
    rows = list(rows)
    ids = [row.id for row in rows]
    people: dict[tuple[str, int], set[int]] = defaultdict(set)
    for name, model, condition in (
        ("named", NamedReader, named_at(now)),
        ("glass", BreakGlass, broken_at(now)),
    ):
        query = sa.select(model.investigation_id, model.person_id)
        for case_id, person_id in session.execute(query.where(model.investigation_id.in_(ids), condition)):
            people[name, case_id].add(person_id)
    return {
        row.id: case_file.WhoReads(
            restriction=row.restriction,
            restricted_by_id=row.restricted_by_id,
            review_on=row.restriction_review_on,
            named=frozenset(people["named", row.id]),
            broke_glass=frozenset(people["glass", row.id]),
        )
        for row in rows
    }


def told_reference(other: type[Investigation]) -> sa.ColumnElement[str | None]:
    """Another case's reference, where its existence may be told: never a covert one's."""
    return sa.case((other.restriction == Restriction.COVERT, None), else_=other.reference).label("reference")
