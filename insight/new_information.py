"""New information on a finished case, and which cases have some that waits to be considered."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import CaseEvent, Duty, EventDetail, Investigation
from vocabulary import Actor, DutyKind, DutyStatus, Role


@dataclass(frozen=True)
class InformationShown:
    """What came, when, who recorded it, and by when it is to be considered."""

    words: str
    source: str
    came_at: dt.datetime
    recorded_at: dt.datetime
    by: str
    due_at: dt.datetime


def waits_to_be_considered(session: Session, investigation_id: int) -> list[InformationShown]:
    """What came on a finished case and waits, oldest first."""
    found = session.execute(
        sa.select(Duty.due_at, CaseEvent, EventDetail.detail)
        .join(CaseEvent, CaseEvent.id == Duty.trigger_event_id)
        .outerjoin(EventDetail, EventDetail.event_id == CaseEvent.id)
        .where(
            Duty.investigation_id == investigation_id,
            Duty.kind == DutyKind.CONSIDER_REOPENING,
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
    ).all()
    known = names(session, {event.actor_id for _, event, _ in found})
    shown = []
    for due_at, event, detail in found:
        words = json.loads(detail) if detail else {}
        came_at = dt.datetime.fromisoformat(json.loads(event.canonical)["facts"]["came_at"])
        by = known.get(event.actor_id, "")
        shown.append(
            InformationShown(
                words.get("words", ""), words.get("source", ""), came_at, event.recorded_at, by, due_at
            )
        )
    return shown


def with_new_information(actor: Actor) -> sa.ColumnElement[bool]:
    """Finished crimes of the units this person supervises on which something waits to be considered.

    By the duties that run, which an index finds; finished cases are many.
    """
    units = {unit for role, unit in actor.roles if role is Role.SUPERVISOR}
    waiting = sa.select(Duty.investigation_id).where(
        Duty.kind == DutyKind.CONSIDER_REOPENING, Duty.status == DutyStatus.RUNNING
    )
    return sa.and_(Investigation.unit_id.in_(units), Investigation.id.in_(waiting))
