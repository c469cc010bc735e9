"""What each duty that is owed to a victim is counted as, in SQL: the rows under all figures and lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.elapsed import seconds_between
from insight.readable import may_read
from insight.restricted import is_told_of
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
    WhyNotGiven,
)
from workflow.ledger import canonical_json
from workflow.months import Month
from workflow.policy.pack import Policy

RIGHT = f"{DutyKind.RIGHT}."  # before the key of a right, in what a duty is
# What a figure asks besides what a duty is counted as: of which column, and which of its values. `tried` is
# 1 or 0 of what had to be told, and NULL of all else.
ASKS_MORE = {
    Figure.HAD_TO_BE_TOLD: ("tried", (0, 1)),
    Figure.TOLD_IN_TIME: ("tried", (0, 1)),
    Figure.TRIED_IN_TIME: ("tried", (1,)),
    Figure.EXCUSED_AFTER_DUE: ("excused_after_due", (1,)),
}
# How a duty stands that is counted so; all others are excused.
STATUS_OF = {
    CountedAs.MET_IN_TIME: DutyStatus.MET,
    CountedAs.MET_LATE: DutyStatus.MET_LATE,
    CountedAs.RECORDED_LATE: DutyStatus.MET_LATE,
    CountedAs.OVERDUE: DutyStatus.RUNNING,
    CountedAs.RUNNING: DutyStatus.RUNNING,
}


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
    return f"{RIGHT}{right_key}" if kind is DutyKind.RIGHT else kind.value


def is_counted_in(figure: Figure, each: sa.CTE) -> sa.ColumnElement[bool]:
    """The same of rows that are not read yet."""
    is_as = each.c.counted_as.in_(sorted(COUNTED_IN[figure]))
    if figure not in ASKS_MORE:
        return is_as
    name, values = ASKS_MORE[figure]
    return sa.and_(is_as, each.c[name].in_(values))


def counted(session: Session, asked: Asked, figure: Figure | None = None) -> sa.CTE:
    """A row for each duty that is asked for: whose it is, its month, and what it is counted as.

    `figure`: only what it can count, and only what it asks of each is reckoned. Reckoned once, whatever is
    asked of the rows: PostgreSQL would else do it again for every condition.
    """
    was_excused = sa.and_(CaseEvent.id == Duty.ended_by_event_id, Duty.status == DutyStatus.EXCUSED)
    excused_after_due = sa.and_(Duty.status == DutyStatus.EXCUSED, Duty.ended_at > Duty.due_at)
    found = (
        sa.select(
            Duty.id.label("duty_id"),
            Duty.investigation_id,
            Investigation.unit_id,
            Duty.kind,
            Duty.right_key,
            sa.case(*((Duty.due_at < each.ends_at, str(each)) for each in asked.months)).label("month"),
            _counted_as(asked.now).label("counted_as"),
            _tried(asked, figure).label("tried"),
            sa.case((excused_after_due, 1), else_=0).label("excused_after_due"),
            sa.case((may_read(session), 1), else_=0).label("is_readable"),
        )
        .join(Investigation, Investigation.id == Duty.investigation_id)
        .outerjoin(CaseEvent, was_excused)
        .where(which(session, asked, figure))
    )
    return found.cte("each").prefix_with("MATERIALIZED", dialect="postgresql")


def which(session: Session, asked: Asked, figure: Figure | None = None) -> sa.ColumnElement[bool]:
    """The duties that are asked for, and that `figure` can count; the query joins Investigation.

    Of a covert case whoever may not read it is told nothing, not even a number (practice P3).
    """
    statuses = {STATUS_OF.get(each, DutyStatus.EXCUSED) for each in COUNTED_IN[figure or Figure.OWED]}
    return sa.and_(
        # Statuses are named, all of them too, and kinds cast: months are found by the index of due times.
        Duty.status.in_(sorted(statuses)),
        Duty.due_at >= asked.months[0].begins_at,
        Duty.due_at < asked.months[-1].ends_at,
        _is_what(asked.what),
        is_told_of(session),
        sa.true() if asked.units is None else Investigation.unit_id.in_(asked.units),
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


def _tried(asked: Asked, figure: Figure | None) -> sa.ColumnElement[int]:
    """Of what had to be met by telling: 1 where it was told in time, or tried in time; NULL of all else."""
    if figure is not None and ASKS_MORE.get(figure, ("",))[0] != "tried":
        return sa.null()
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
