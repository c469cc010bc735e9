"""What a restricted case shows to others, who reads it, and the register of broken glass."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from insight.readable import may_read, readable_by
from insight.work_lists import PAGE_SIZE, Page, within
from models import (
    BreakGlass,
    CaseEvent,
    Contact,
    Direction,
    Duty,
    EventDetail,
    Investigation,
    Letter,
    LineOfInquiry,
    NamedReader,
    Override,
    ReadLogEntry,
    Suspect,
    Unit,
    Victim,
)
from vocabulary import Actor, GlassFinding, GlassReason, Restriction
from workflow.reading import note_read
from workflow.reading.readers import named_at
from workflow.refusals import HiddenRecord, NotFound

NO_SUCH_GLASS = "There is no such breaking of the glass."
# The argument of an address → the rows that it names, each of one case.
OF_A_CASE = {
    "victim_id": Victim,
    "suspect_id": Suspect,
    "line_id": LineOfInquiry,
    "contact_id": Contact,
    "letter_id": Letter,
    "direction_id": Direction,
    "override_id": Override,
    "named_reader_id": NamedReader,
    "break_glass_id": BreakGlass,
}


def restricted_case_of(session: Session, argument: str, row_id: int) -> int | None:
    """The id of the restricted case that an address is about; None when its case is open, or is not there."""
    query = sa.select(Investigation.id).where(Investigation.restriction.is_not(None))
    if argument == "investigation_id":
        query = query.where(Investigation.id == row_id)
    else:
        model = OF_A_CASE[argument]
        query = query.join(model, model.investigation_id == Investigation.id).where(model.id == row_id)
    return session.scalar(query)


@dataclass(frozen=True)
class Stub:
    """All that is told of a restricted case to whoever does not read it."""

    id: int
    reference: str
    unit: str
    contact: str


def show_stub(session: Session, investigation_id: int) -> Stub:
    """The reference, the unit, and the officer in the case or whoever answers for it."""
    row, unit = session.execute(
        sa.select(Investigation, Unit.name)
        .join(Unit, Unit.id == Investigation.unit_id)
        .where(Investigation.id == investigation_id)
    ).one()
    person_id = row.oic_id or row.responsible_id
    # Not noted as a reading of the case: nobody has read it.
    note_read(session, "stub", [row.id])
    return Stub(row.id, row.reference, unit, names(session, {person_id})[person_id])


@dataclass(frozen=True)
class ReaderShown:
    """Somebody named to read a case, now or later."""

    id: int
    name: str
    by: str
    from_at: dt.datetime
    until_at: dt.datetime | None


def named_readers(session: Session, investigation_id: int, now: dt.datetime) -> list[ReaderShown]:
    """Those who are named at this moment, in the order in which they were."""
    rows = session.scalars(
        sa.select(NamedReader)
        .where(NamedReader.investigation_id == investigation_id, named_at(now))
        .order_by(NamedReader.id)
    ).all()
    known = names(session, {row.person_id for row in rows} | {row.named_by_id for row in rows})
    return [
        ReaderShown(row.id, known[row.person_id], known[row.named_by_id], row.from_at, row.until_at)
        for row in rows
    ]


def named_reader_heading(session: Session, named_reader_id: int) -> tuple[int, str]:
    """(investigation id, name) of a named reader. Raises NotFound."""
    row = session.get(NamedReader, named_reader_id)
    if row is None:
        raise NotFound("There is no such named reader.")
    return row.investigation_id, names(session, {row.person_id})[row.person_id]


@dataclass(frozen=True)
class GlassRow:
    """One breaking of the glass in the register. Its words are on its own page."""

    id: int
    investigation_id: int
    reference: str
    unit: str
    person_id: int
    person: str
    reason: GlassReason
    opened_at: dt.datetime
    until_at: dt.datetime
    due_at: dt.datetime | None
    finding: GlassFinding | None
    reviewed_at: dt.datetime | None
    reviewed_by: str


def _glass() -> sa.Select:
    return (
        sa.select(BreakGlass, Investigation.reference, Unit.name, Duty.due_at)
        .join(Investigation, Investigation.id == BreakGlass.investigation_id)
        .join(Unit, Unit.id == Investigation.unit_id)
        .outerjoin(Duty, Duty.id == BreakGlass.duty_id)
    )


def is_told_of(session: Session) -> sa.ColumnElement[bool]:
    """Whoever may not read a restricted case learns that there is one; of a covert one nobody else does."""
    return sa.or_(Investigation.restriction.is_distinct_from(Restriction.COVERT), may_read(session))


def told_of_glass(actor: Actor, now: dt.datetime) -> sa.ColumnElement[bool]:
    """The same for a list, which knows who asks."""
    return sa.or_(Investigation.restriction.is_distinct_from(Restriction.COVERT), readable_by(actor, now))


def broken_glass(session: Session, number: int = 1, size: int = PAGE_SIZE) -> Page:
    """The register: what waits for review first, the longest waiting at the top; then the newest."""
    total = (
        session.scalar(
            sa.select(sa.func.count())
            .select_from(BreakGlass)
            .join(Investigation, Investigation.id == BreakGlass.investigation_id)
            .where(is_told_of(session))
        )
        or 0
    )
    number = within(number, total, size)
    waits = sa.case((BreakGlass.reviewed_at.is_(None), BreakGlass.opened_at))
    found = session.execute(
        _glass()
        .where(is_told_of(session))
        .order_by(BreakGlass.reviewed_at.is_not(None), waits, BreakGlass.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    return Page(_rows(session, found), number, total, size)


def count_unreviewed(session: Session) -> int:
    """How many wait for their review."""
    query = (
        sa.select(sa.func.count())
        .select_from(BreakGlass)
        .join(Investigation, Investigation.id == BreakGlass.investigation_id)
        .where(BreakGlass.reviewed_at.is_(None), is_told_of(session))
    )
    return session.scalar(query) or 0


def _rows(session: Session, found: list[sa.Row]) -> list[GlassRow]:
    known = names(
        session,
        {row.BreakGlass.person_id for row in found} | {row.BreakGlass.reviewed_by_id for row in found},
    )
    note_read(session, "person", {row.BreakGlass.person_id for row in found})
    return [
        GlassRow(
            glass.id,
            glass.investigation_id,
            reference,
            unit,
            glass.person_id,
            known[glass.person_id],
            glass.reason,
            glass.opened_at,
            glass.until_at,
            due_at,
            glass.finding,
            glass.reviewed_at,
            known.get(glass.reviewed_by_id, ""),
        )
        for glass, reference, unit, due_at in found
    ]


@dataclass(frozen=True)
class GlassShown:
    """One breaking of the glass with its words, and what was read: (endpoint, how often), most first."""

    row: GlassRow
    words: str
    review: str
    read: list[tuple[str, int]]


def show_glass(session: Session, break_glass_id: int) -> GlassShown:
    """Raises NotFound."""
    found = session.execute(_glass().where(BreakGlass.id == break_glass_id, is_told_of(session))).all()
    if not found:
        raise HiddenRecord(NO_SUCH_GLASS)
    [row] = _rows(session, found)
    said = {"glass_broken": "", "glass_reviewed": ""}
    for kind, canonical, detail in session.execute(
        sa.select(CaseEvent.kind, CaseEvent.canonical, EventDetail.detail)
        .join(EventDetail, EventDetail.event_id == CaseEvent.id)
        .where(
            CaseEvent.kind.in_(said),
            sa.or_(
                sa.and_(CaseEvent.actor_id == row.person_id, CaseEvent.recorded_at == row.opened_at),
                CaseEvent.recorded_at == row.reviewed_at,
            ),
        )
    ):
        if json.loads(canonical)["facts"]["glass"] == row.id:
            said[kind.value] = json.loads(detail)["words"]
    return GlassShown(row, said["glass_broken"], said["glass_reviewed"], _what_was_read(session, row))


def _what_was_read(session: Session, row: GlassRow) -> list[tuple[str, int]]:
    """From the read log: this person's pages that showed this case while the glass was broken."""
    pages: Counter[str] = Counter()
    for entry in session.scalars(
        sa.select(ReadLogEntry).where(
            ReadLogEntry.person_id == row.person_id,
            ReadLogEntry.read_at >= row.opened_at,
            ReadLogEntry.read_at < row.until_at,
        )
    ):
        if row.investigation_id in json.loads(entry.subjects).get("investigation", ()):
            pages[entry.endpoint] += 1
    return pages.most_common()
