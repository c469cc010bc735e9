"""Rows → who reads a case; and what of another case may be told to everybody."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from models import BreakGlass, Investigation, NamedReader
from vocabulary import Restriction
from workflow import case_file
from workflow.reading.asking import IDS, Asking


def named_at(now: dt.datetime | sa.BindParameter) -> sa.ColumnElement[bool]:
    """Readers who are named at a moment: `until_at` itself is outside."""
    return sa.and_(
        NamedReader.from_at <= now, sa.or_(NamedReader.until_at.is_(None), NamedReader.until_at > now)
    )


def broken_at(now: dt.datetime | sa.BindParameter) -> sa.ColumnElement[bool]:
    """Glass that is broken at a moment: it closes by the clock."""
    return sa.and_(BreakGlass.opened_at <= now, BreakGlass.until_at > now)


NAMED = sa.select(NamedReader.investigation_id, NamedReader.person_id).where(
    NamedReader.investigation_id.in_(IDS), named_at(sa.bindparam("now"))
)
BROKEN = sa.select(BreakGlass.investigation_id, BreakGlass.person_id).where(
    BreakGlass.investigation_id.in_(IDS), broken_at(sa.bindparam("now"))
)


def who_reads(
    asking: Asking, rows: Iterable[Investigation], now: dt.datetime
) -> dict[int, case_file.WhoReads]:
    """By case, as it is at `now`."""
    named, broke_glass = defaultdict(set), defaultdict(set)
    for case_id, person_id in asking.rows(NamedReader, NAMED, now=now):
        named[case_id].add(person_id)
    for case_id, person_id in asking.rows(BreakGlass, BROKEN, now=now):
        broke_glass[case_id].add(person_id)
    return {
        row.id: case_file.WhoReads(
            restriction=row.restriction,
            restricted_by_id=row.restricted_by_id,
            review_on=row.restriction_review_on,
            named=frozenset(named[row.id]),
            broke_glass=frozenset(broke_glass[row.id]),
        )
        for row in rows
    }


def told_reference(other: type[Investigation]) -> sa.ColumnElement[str | None]:
    """Another case's reference, where its existence may be told: never a covert one's."""
    return sa.case((other.restriction == Restriction.COVERT, None), else_=other.reference).label("reference")
