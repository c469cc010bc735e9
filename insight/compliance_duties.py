"""The duties behind a figure: a page of those that whoever asks may read, and all of them for a file.

Whoever may not read a restricted case is told how many duties of such cases a figure holds, and in a file
gets their rows without anything that says which case, or when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.compliance import title_of
from insight.compliance_counted import Asked, counted, first_tried_at, is_counted_in, what_is, which
from insight.work_lists import PAGE_SIZE, Page, within
from models import CaseEvent, Duty, Investigation, Unit
from vocabulary import CountedAs, DutyKind, DutyStatus, EventKind, Figure
from workflow.reading import note_read

MOST_IN_AN_EXPORT = 50_000  # rows of the file that figures are reckoned again from: whole, or none
STARTED, ENDED = aliased(CaseEvent), aliased(CaseEvent)


@dataclass(frozen=True)
class DutyRow:
    """One duty in the list behind a figure."""

    id: int
    investigation_id: int
    reference: str
    unit: str
    title: str
    what: str
    due_at: dt.datetime
    ended_at: dt.datetime | None
    counted_as: CountedAs
    ended_by: EventKind | None


@dataclass(frozen=True)
class Behind:
    """`total`: the figure itself. `hidden`: how many of those are of cases that whoever asks may not read."""

    page: Page
    total: int
    hidden: int


def count_duties(session: Session, asked: Asked) -> int:
    """How many duties the figures count, and a file of them would hold."""
    return (
        session.scalar(sa.select(sa.func.count(Duty.id)).join(Investigation).where(which(session, asked)))
        or 0
    )


def duties_behind(
    session: Session, asked: Asked, figure: Figure, number: int = 1, size: int = PAGE_SIZE
) -> Behind:
    """A page of the duties that a figure counts, by when they fall due. Two queries."""
    each = counted(session, asked, figure)
    is_counted = is_counted_in(figure, each)
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(each.c.is_readable), 0))
    total, shown = session.execute(query.where(is_counted)).one()
    number = within(number, shown, size)
    found = session.execute(
        sa.select(
            each.c.duty_id,
            each.c.investigation_id,
            each.c.counted_as,
            Investigation.reference,
            Unit.name.label("unit"),
            Duty.kind,
            Duty.right_key,
            Duty.victim_id,
            Duty.what,
            Duty.due_at,
            Duty.ended_at,
            ENDED.kind.label("ended_by"),
        )
        .join(Investigation, _of_case(each))
        .join(Duty, Duty.id == each.c.duty_id)
        .join(Unit, Unit.id == Investigation.unit_id)
        .outerjoin(ENDED, ENDED.id == Duty.ended_by_event_id)
        .where(is_counted, each.c.is_readable == 1)
        .order_by(Duty.due_at, Duty.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    _note(session, found)
    page = Page([_shown(row, asked) for row in found], number, shown, size)
    return Behind(page, total, total - page.total)


def _of_case(each: sa.CTE) -> sa.ColumnElement[bool]:
    return Investigation.id == each.c.investigation_id


def _shown(row: sa.Row, asked: Asked) -> DutyRow:
    return DutyRow(
        row.duty_id,
        row.investigation_id,
        row.reference,
        row.unit,
        title_of(what_is(row.kind, row.right_key), asked.policy),
        row.what,
        row.due_at,
        row.ended_at,
        CountedAs(row.counted_as),
        row.ended_by,
    )


@dataclass(frozen=True)
class Exported:
    """What a figure follows from, of one duty. Of a case that may not be read, only what is counted."""

    kind: DutyKind
    right_key: str | None
    title: str
    unit: str
    month: str
    counted_as: CountedAs
    tried_in_time: bool | None
    excused_after_due: bool
    status: DutyStatus
    known: sa.Row | None  # the ids and times; None where the case may not be read


def duties_to_export(session: Session, asked: Asked) -> Sequence[Exported]:
    """Every duty that the figures count, by when it falls due; those not shown last. One query."""
    each = counted(session, asked)
    found = session.execute(
        sa.select(
            each,
            Investigation.reference,
            Unit.name.label("unit"),
            Duty.victim_id,
            Duty.status,
            Duty.triggered_at,
            Duty.trigger_event_id,
            STARTED.kind.label("started_by"),
            STARTED.recorded_at.label("started_recorded_at"),
            Duty.due_at,
            Duty.ended_at,
            Duty.ended_by_event_id,
            ENDED.kind.label("ended_by"),
            ENDED.recorded_at.label("ended_recorded_at"),
            sa.case((each.c.tried.is_not(None), first_tried_at(asked.policy))).label("first_tried_at"),
        )
        .join(Investigation, _of_case(each))
        .join(Duty, Duty.id == each.c.duty_id)
        .join(Unit, Unit.id == Investigation.unit_id)
        .join(STARTED, STARTED.id == Duty.trigger_event_id)
        .outerjoin(ENDED, ENDED.id == Duty.ended_by_event_id)
        .order_by(*_in_the_file(each))
    ).all()
    _note(session, [row for row in found if row.is_readable])
    return [_exported(row, asked) for row in found]


def _in_the_file(each: sa.CTE) -> list[sa.ColumnElement]:
    """Between rows that say when they are due, one that does not would say it by its place."""
    due_at = sa.case((each.c.is_readable == 1, Duty.due_at))
    hidden = sa.case((each.c.is_readable == 0, each.c.month))
    return [each.c.is_readable.desc(), due_at, hidden, Duty.kind, Duty.right_key, each.c.counted_as, Duty.id]


def _exported(row: sa.Row, asked: Asked) -> Exported:
    return Exported(
        row.kind,
        row.right_key,
        title_of(what_is(row.kind, row.right_key), asked.policy),
        row.unit,
        row.month,
        CountedAs(row.counted_as),
        None if row.tried is None else row.tried == 1,
        row.excused_after_due == 1,
        row.status,
        row if row.is_readable else None,
    )


def _note(session: Session, rows: Sequence[sa.Row]) -> None:
    note_read(session, "investigation", {row.investigation_id for row in rows})
    note_read(session, "victim", {row.victim_id for row in rows})
