"""Rows about who reads a case, and what the database refuses of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models import BreakGlass, NamedReader
from tests.models.rows import NOW, Rows
from vocabulary import GlassFinding, GlassReason, Restriction

LATER = NOW + dt.timedelta(minutes=1)


def case(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: rows.investigation(**changes)


def broken_glass(rows: Rows, case: int, by: int, **changes: object) -> int:
    values = {"reason": GlassReason.DANGER, "opened_at": NOW, "until_at": NOW + dt.timedelta(hours=4)}
    return rows.add(BreakGlass(investigation_id=case, person_id=by, **(values | changes)))


def glass(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: broken_glass(rows, rows.investigation(), rows.person(), **changes)


def reviewed_by_oneself(rows: Rows) -> None:
    by = rows.person()
    broken_glass(
        rows, rows.investigation(), by, reviewed_at=LATER, reviewed_by_id=by, finding=GlassFinding.JUSTIFIED
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
