"""Rows about who reads a case that the database refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models import NamedReader
from tests.models.rows import NOW, Rows
from vocabulary import GlassFinding, Restriction

LATER = NOW + dt.timedelta(minutes=1)


def case(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.investigation(**changes)


def glass(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.broken_glass(rows.investigation(), rows.person(), **changes)


def reviewed_by_oneself(rows: Rows) -> None:
    by = rows.person()
    rows.broken_glass(
        rows.investigation(), by, reviewed_at=LATER, reviewed_by_id=by, finding=GlassFinding.JUSTIFIED
    )


def reader(rows: Rows) -> None:
    rows.add(
        NamedReader(
            investigation_id=rows.investigation(),
            person_id=rows.person(),
            from_at=LATER,
            until_at=NOW,
            named_by_id=rows.person(),
        )
    )


OF_READERS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_investigation_restriction_is_whole": [
        case(restriction=Restriction.COVERT),
        case(restriction_review_on=NOW.date()),
    ],
    "ck_named_reader_ends_after_it_begins": [reader],
    "ck_break_glass_ends_after_it_begins": [glass(until_at=NOW)],
    "ck_break_glass_review_is_whole": [glass(reviewed_at=LATER), glass(finding=GlassFinding.JUSTIFIED)],
    "ck_break_glass_not_by_oneself": [reviewed_by_oneself],
}
