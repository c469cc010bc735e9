"""What an answered line does to the CPS's plan: the duty of the action it stands for ends."""

from __future__ import annotations

import sqlalchemy as sa

from models import CaseEvent, CpsAction, LineOfInquiry
from vocabulary import DutyKind
from workflow.reading.cps import standing_for, successors_of
from workflow.services import owing
from workflow.services.opening import Opened


def end_action(opened: Opened, line: LineOfInquiry, event: CaseEvent) -> None:
    """Discharge the duty of the action that this line is, or that a line it superseded was."""
    actions = opened.session.execute(
        sa.select(CpsAction.id, CpsAction.event_id).where(CpsAction.investigation_id == opened.row.id)
    ).all()
    if not actions:
        return
    successors = successors_of(opened.session, [opened.row.id])
    started_by = {row.event_id for row in actions if standing_for(row.id, successors) == line.id}
    duties = [
        duty for duty in owing.running(opened, DutyKind.CPS_ACTION) if duty.trigger_event_id in started_by
    ]
    owing.end(opened, event, duties, at=opened.now)
    opened.session.flush()
