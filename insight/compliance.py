"""How well what victims are owed is kept: figures over duties, by kind or by unit, and by month.

A duty belongs to the month of London in which it falls due, and to the unit that holds its crime now. Each is
counted as exactly one thing, in one query, whatever is asked; restricted cases count like all others.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.elapsed import seconds_between
from models import CaseEvent, Contact, Duty, Investigation
from vocabulary import (
    COUNTED_IN,
    MET_BY_TELLING,
    OWED_TO_VICTIMS,
    CountedAs,
    DutyKind,
    DutyStatus,
    EventKind,
    ExceptionKind,
    Figure,
    FiguresBy,
    WhyNotGiven,
)
from workflow.ledger import canonical_json
from workflow.months import Month, month_of
from workflow.policy.pack import Policy

# What each rate is a share of.
SHARE_OF = {
    Figure.MET_IN_TIME: Figure.HAD_TO_BE_MET,
    Figure.TOLD_IN_TIME: Figure.HAD_TO_BE_TOLD,
    Figure.TRIED_IN_TIME: Figure.HAD_TO_BE_TOLD,
}
OF_TELLING = frozenset({Figure.HAD_TO_BE_TOLD, Figure.TOLD_IN_TIME, Figure.TRIED_IN_TIME})
RIGHT = f"{DutyKind.RIGHT}."  # before the key of a right, in what a duty is


@dataclass(frozen=True)
class Asked:
    """Which duties. `units` None: of the force. `what`: one kind, or one right, as `what_is` names it."""

    months: tuple[Month, ...]
    now: dt.datetime
    policy: Policy
    units: frozenset[int] | None
    what: str | None = None


def what_is(kind: DutyKind, right_key: str | None) -> str:
    """The kind of a duty, each right a kind of its own: for example 'promise', 'right.arrest'."""
    return f"{RIGHT}{right_key}" if right_key is not None else kind.value


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
        for figure in figures_of(row.counted_as, row.tried, row.excused_after_due):
            self.numbers[figure] += row.number

    def rate(self, figure: Figure, few: int) -> Rate | None:
        """None where there is nothing that it could be a share of."""
        of = self.numbers[SHARE_OF[figure]]
        return Rate(self.numbers[figure], of, of < few) if of else None


def figures_of(counted_as: str, tried: int | None, excused_after_due: int) -> list[Figure]:
    """The figures in which a duty is counted. `tried`: 1 or 0 of what had to be told, else None."""
    more = {
        Figure.HAD_TO_BE_TOLD: tried is not None,
        Figure.TOLD_IN_TIME: tried is not None,
        Figure.TRIED_IN_TIME: tried == 1,
        Figure.EXCUSED_AFTER_DUE: excused_after_due == 1,
    }
    return [
        figure for figure in Figure if CountedAs(counted_as) in COUNTED_IN[figure] and more.get(figure, True)
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
    each = counted(asked).subquery()
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


def counted(asked: Asked) -> sa.Select:
    """A row for each duty that is asked for: whose it is, its month, and what it is counted as."""
    was_excused = sa.and_(CaseEvent.id == Duty.ended_by_event_id, Duty.status == DutyStatus.EXCUSED)
    excused_after_due = sa.and_(Duty.status == DutyStatus.EXCUSED, Duty.ended_at > Duty.due_at)
    return (
        sa.select(
            Duty.id.label("duty_id"),
            Duty.investigation_id,
            Investigation.unit_id,
            Duty.kind,
            Duty.right_key,
            sa.case(*((Duty.due_at < each.ends_at, str(each)) for each in asked.months)).label("month"),
            _counted_as(asked.now).label("counted_as"),
            _tried(asked).label("tried"),
            sa.case((excused_after_due, 1), else_=0).label("excused_after_due"),
        )
        .join(Investigation, Investigation.id == Duty.investigation_id)
        .outerjoin(CaseEvent, was_excused)
        .where(
            # Every status is named, and kinds are cast, so that months are found by the index of due times.
            Duty.status.in_(list(DutyStatus)),
            Duty.due_at >= asked.months[0].begins_at,
            Duty.due_at < asked.months[-1].ends_at,
            _is_what(asked.what),
            sa.true() if asked.units is None else Investigation.unit_id.in_(asked.units),
        )
    )


def _is_what(what: str | None) -> sa.ColumnElement[bool]:
    kind = sa.cast(Duty.kind, sa.Text)
    if what is None:
        return kind.in_([each.value for each in OWED_TO_VICTIMS])
    if what.startswith(RIGHT):
        return sa.and_(kind == DutyKind.RIGHT.value, Duty.right_key == what.removeprefix(RIGHT))
    return kind == what


def _counted_as(now: dt.datetime) -> sa.ColumnElement[str]:
    is_late = Duty.status == DutyStatus.MET_LATE
    is_running = Duty.status == DutyStatus.RUNNING
    # It happened in time, and was held to be late because of when it was recorded.
    by_recording = sa.and_(is_late, Duty.ended_at <= Duty.due_at)
    return sa.case(
        (Duty.status == DutyStatus.MET, CountedAs.MET_IN_TIME.value),
        (by_recording, CountedAs.RECORDED_LATE.value),
        (is_late, CountedAs.MET_LATE.value),
        (sa.and_(is_running, Duty.due_at < now), CountedAs.OVERDUE.value),
        (is_running, CountedAs.RUNNING.value),
        *((_excused_by(*said), counted_as.value) for said, counted_as in WHY_EXCUSED.items()),
        else_=CountedAs.NO_LONGER_OWED.value,
    )


# (Event, name of a fact, what it says) → what a duty that it excused is counted as.
WHY_EXCUSED = {
    (EventKind.RIGHT_EXCUSED, "why", WhyNotGiven.DECLINED): CountedAs.DECLINED,
    (EventKind.RIGHT_EXCUSED, "why", WhyNotGiven.GOOD_REASON): CountedAs.GOOD_REASON,
    (EventKind.RIGHT_EXCUSED, "why", WhyNotGiven.UNABLE_TO_CONTACT): CountedAs.NOT_REACHED,
    (
        EventKind.TELLING_EXCEPTION_RECORDED,
        "kind",
        ExceptionKind.DOES_NOT_WANT_CONTACT,
    ): CountedAs.DECLINED,
    (EventKind.TELLING_EXCEPTION_RECORDED, "kind", ExceptionKind.UNABLE_TO_CONTACT): CountedAs.NOT_REACHED,
    (EventKind.TELLING_EXCEPTION_RECORDED, "kind", ExceptionKind.NOT_TOLD_YET): CountedAs.NOT_SAFE_YET,
}


def _excused_by(kind: EventKind, name: str, said: str) -> sa.ColumnElement[bool]:
    """The event that excused it says so in its facts, which hold no text that anybody typed."""
    fact = canonical_json({name: said})[1:-1]
    return sa.and_(CaseEvent.kind == kind, CaseEvent.canonical.contains(fact, autoescape=True))


def _tried(asked: Asked) -> sa.ColumnElement[int]:
    """Of what had to be met by telling: 1 where it was told in time, or tried in time; NULL of all else."""
    had_to_be_met = sa.or_(
        Duty.status.in_((DutyStatus.MET, DutyStatus.MET_LATE)),
        sa.and_(Duty.status == DutyStatus.RUNNING, Duty.due_at < asked.now),
    )
    in_time = sa.or_(Duty.status == DutyStatus.MET, first_tried_at(asked.policy) <= Duty.due_at)
    return sa.case(
        (sa.and_(Duty.kind.in_(MET_BY_TELLING), had_to_be_met), sa.case((in_time, 1), else_=0)),
        else_=sa.null(),
    )


def first_tried_at(policy: Policy) -> sa.ScalarSelect[dt.datetime]:
    """When somebody first reached, or tried to reach, the victim of a duty since it began.

    As everywhere, what was recorded too long afterwards counts from when it was recorded, and a correction
    that moves nothing back from when the contact that it corrects was.
    """
    before, after = aliased(Contact), aliased(Contact)
    recorded_at = sa.case(
        (before.happened_at <= Contact.happened_at, before.recorded_at), else_=Contact.recorded_at
    )
    is_late = (
        seconds_between(Contact.happened_at, recorded_at)
        >= policy.setting("recorded_late_after_hours") * 3600
    )
    return (
        sa.select(sa.func.min(sa.case((is_late, recorded_at), else_=Contact.happened_at)))
        .outerjoin(before, before.id == Contact.supersedes_id)
        .where(
            Contact.victim_id == Duty.victim_id,
            Contact.happened_at >= Duty.triggered_at,
            ~sa.exists().where(after.supersedes_id == Contact.id),
        )
        .correlate(Duty)
        .scalar_subquery()
    )
