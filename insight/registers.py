"""The register of cancellations: every one proposed or tried, and how many each unit has had this quarter."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.readable import may_read
from insight.work_lists import PAGE_SIZE, Page, within
from models import CaseEvent, Decision, DecisionEnded, Investigation, Stream, Unit
from vocabulary import DecisionEnding, DecisionKind, EventKind, Gate, StreamKind
from workflow.ledger import canonical_json
from workflow.reading import note_read


@dataclass(frozen=True)
class CancellationRow:
    """One proposal, or one attempt that was refused. `decision_id` is None for an attempt."""

    investigation_id: int
    reference: str
    offence: str
    unit: str
    at: dt.datetime
    ground: str
    decision_id: int | None
    refused_step: str | None
    ending: DecisionEnding | None


@dataclass(frozen=True)
class UnitCount:
    """Of one unit in the quarter: all proposals and attempts, how many were refused, how many cancelled."""

    unit: str
    tried: int
    refused: int
    cancelled: int


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first day of a day's quarter, and the first of the next."""
    month = (day.month - 1) // 3 * 3 + 1
    begins = dt.date(day.year, month, 1)
    later = begins + dt.timedelta(days=93)
    return begins, dt.date(later.year, (later.month - 1) // 3 * 3 + 1, 1)


def _is_refusal() -> sa.ColumnElement[bool]:
    """A refusal says in its facts at which gate."""
    gate = canonical_json({"gate": Gate.CANCELLATION})[1:-1]
    says_so = CaseEvent.canonical.contains(gate, autoescape=True)
    return sa.and_(CaseEvent.kind == EventKind.STEP_REFUSED, says_so)


def _all(session: Session) -> sa.Select:
    """Proposals and refused attempts, each an event of its case; of the cases that whoever asks may read."""
    return (
        sa.select(CaseEvent.id)
        .join(Stream, sa.and_(Stream.id == CaseEvent.stream_id, Stream.kind == StreamKind.INVESTIGATION))
        .join(Investigation, Investigation.id == Stream.subject_id)
        .join(Unit, Unit.id == Investigation.unit_id)
        .outerjoin(Decision, Decision.event_id == CaseEvent.id)
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .where(
            CaseEvent.kind.in_((EventKind.DECISION_PROPOSED, EventKind.STEP_REFUSED)),
            sa.or_(Decision.kind == DecisionKind.CANCELLATION, _is_refusal()),
            may_read(session),
        )
    )


def cancellations(session: Session, number: int = 1, size: int = PAGE_SIZE) -> Page:
    """A page of the register, newest first; the last page when there are fewer."""
    total = session.scalar(sa.select(sa.func.count()).select_from(_all(session).subquery())) or 0
    number = within(number, total, size)
    found = session.execute(
        _all(session)
        .add_columns(
            Investigation.id.label("case_id"),
            Investigation.reference,
            Investigation.offence,
            Unit.name.label("unit"),
            CaseEvent.recorded_at,
            CaseEvent.canonical,
            Decision.id.label("decision_id"),
            DecisionEnded.ending,
        )
        .order_by(CaseEvent.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    note_read(session, "investigation", [row.case_id for row in found])
    return Page([_row(row, json.loads(row.canonical)["facts"]) for row in found], number, total, size)


def _row(row: sa.Row, facts: dict) -> CancellationRow:
    return CancellationRow(
        row.case_id,
        row.reference,
        row.offence,
        row.unit,
        row.recorded_at,
        facts.get("ground", ""),
        row.decision_id,
        facts["step"] if row.decision_id is None else None,
        row.ending,
    )


def by_unit(session: Session, since: dt.datetime, until: dt.datetime) -> list[UnitCount]:
    """Counts by unit of what was proposed or tried in a span of time, the most first."""

    def how_many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((condition, 1), else_=0))

    tried = sa.func.count().label("tried")
    found = session.execute(
        _all(session)
        .where(CaseEvent.recorded_at >= since, CaseEvent.recorded_at < until)
        .with_only_columns(
            Unit.name,
            tried,
            how_many(Decision.id.is_(None)).label("refused"),
            how_many(DecisionEnded.ending == DecisionEnding.CARRIED_OUT).label("cancelled"),
        )
        .group_by(Unit.id, Unit.name)
        .order_by(tried.desc(), Unit.name, Unit.id)
    )
    return [UnitCount(row.name, row.tried, row.refused, row.cancelled) for row in found]
