"""What was recorded and marked, looked at by a supervisor of the unit (practice P4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Duty
from vocabulary import MARKED, Act, Actor, DutyStatus, EventKind
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.acts import open_act


def look_at_marked(
    session: Session,
    actor: Actor,
    investigation_id: int,
    duty_ids: Collection[int],
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Write what was done about it; returns the event's id. Supervision is not involvement."""
    opened = open_act(
        session,
        actor,
        Act.LOOK_AT_MARKED,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    duties = session.scalars(
        sa.select(Duty)
        .where(
            Duty.id.in_(duty_ids),
            Duty.investigation_id == opened.row.id,
            Duty.kind.in_(MARKED),
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
        .with_for_update()
    ).all()
    if not duty_ids or len(duties) != len(set(duty_ids)):
        raise FactNotAccepted("marked", "Choose at least one thing that still has to be looked at.")
    if not words.strip():
        raise FactNotAccepted("words", "Write what you did about it.")
    event = opened.event(
        EventKind.MARKED_LOOKED_AT, facts={"duties": [duty.id for duty in duties]}, detail={"words": words}
    )
    owing.end(opened, event, duties, at=now)
    session.flush()
    return event.id
