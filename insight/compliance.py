"""How well what victims are owed is kept: figures over duties, by kind or by unit, and by month.

A duty belongs to the month of London in which it falls due, and to the unit that holds its crime now. Each is
counted as exactly one thing, in one query, whatever is asked; restricted cases count like all others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.compliance_counted import ASKS_MORE, RIGHT, Asked, counted, what_is
from models import Duty
from vocabulary import (
    COUNTED_IN,
    CountedAs,
    DutyKind,
    DutyStatus,
    Figure,
    FiguresBy,
)
from workflow.months import Month, month_of
from workflow.policy.pack import Policy

# What each rate is a share of.
SHARE_OF = {
    Figure.MET_IN_TIME: Figure.HAD_TO_BE_MET,
    Figure.TOLD_IN_TIME: Figure.HAD_TO_BE_TOLD,
    Figure.TRIED_IN_TIME: Figure.HAD_TO_BE_TOLD,
}


def title_of(what: str, policy: Policy) -> str:
    """As the pack calls it; a right that the pack has dropped since by its key."""
    if not what.startswith(RIGHT):
        return policy.duty_rule(DutyKind(what)).title
    key = what.removeprefix(RIGHT)
    held = policy.rights.get(key)
    return held.title if held else key.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Rate:
    """So many of so many. `percent` says 100 only of all and 0 only of none."""

    number: int
    of: int
    is_on_few: bool

    @property
    def percent(self) -> int:
        if self.number in (0, self.of):
            return 100 * self.number // self.of
        return min(99, max(1, (200 * self.number + self.of) // (2 * self.of)))


@dataclass
class Tally:
    """The figures of some duties."""

    numbers: Counter[Figure] = field(default_factory=Counter)

    def add(self, row: sa.Row) -> None:
        """Count a number of duties that are counted as the same."""
        for figure in figures_of(row):
            self.numbers[figure] += row.number

    def rate(self, figure: Figure, few: int) -> Rate | None:
        """None where there is nothing that it could be a share of."""
        of = self.numbers[SHARE_OF[figure]]
        return Rate(self.numbers[figure], of, of < few) if of else None


def figures_of(row: sa.Row) -> list[Figure]:
    """The figures in which duties that are counted as the same are counted."""
    return [
        figure
        for figure in Figure
        if CountedAs(row.counted_as) in COUNTED_IN[figure]
        and (figure not in ASKS_MORE or getattr(row, ASKS_MORE[figure][0]) in ASKS_MORE[figure][1])
    ]


@dataclass
class Figures:
    """The tallies of each row, of each month, of both and of all. A row is a kind, or a unit by its id."""

    tallies: dict[tuple[str | int | None, str | None], Tally] = field(default_factory=dict)

    def add(self, key: str | int, row: sa.Row) -> None:
        for place in ((key, row.month), (key, None), (None, row.month), (None, None)):
            self.tallies.setdefault(place, Tally()).add(row)

    def of(self, key: str | int | None = None, month: Month | None = None) -> Tally:
        """Of one row or of all, in one month or in all."""
        return self.tallies.get((key, str(month) if month else None)) or Tally()


def read_figures(session: Session, asked: Asked, by: FiguresBy) -> Figures:
    """One query."""
    each = counted(session, asked)
    groups = [each.c.unit_id] if by is FiguresBy.UNIT else [each.c.kind, each.c.right_key]
    groups += [each.c.month, each.c.counted_as, each.c.tried, each.c.excused_after_due]
    found = Figures()
    for row in session.execute(sa.select(*groups, sa.func.count().label("number")).group_by(*groups)):
        found.add(row.unit_id if by is FiguresBy.UNIT else what_is(row.kind, row.right_key), row)
    return found


def months_of_duties(session: Session, now: dt.datetime) -> tuple[Month, Month]:
    """From the month of the earliest duty, or this one, to that of the latest. One query, by index."""
    ends = [
        sa.select(end(Duty.due_at)).where(Duty.status == status).scalar_subquery()
        for end in (sa.func.min, sa.func.max)
        for status in DutyStatus
    ]
    found = [at for at in session.execute(sa.select(*ends)).one() if at is not None]
    return month_of(min([*found, now])), month_of(max([*found, now]))
