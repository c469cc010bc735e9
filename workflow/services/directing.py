"""A direction's row, its event and its duty: written by whatever gives one, and passed on with the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from models import CaseEvent, Direction, Duty
from vocabulary import DutyKind, DutyStatus, EventKind
from workflow.duties import due
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.opening import Opened

LONGEST_IN_A_LIST = 300  # as long as the column of what is owed


def refuse_a_time_that_is_past(opened: Opened, due_at: dt.datetime | None, field: str) -> None:
    """Raise FactNotAccepted beside `field` for a time by which nobody could do anything any more."""
    if due_at is not None and due_at <= opened.now:
        raise FactNotAccepted(field, "A direction is due at a time that is still to come.")


def give(opened: Opened, to_person_id: int, what: str, due_at: dt.datetime | None = None) -> Direction:
    """Ask somebody to do something: the row, its event, and its duty, due at `due_at` or by the policy."""
    limit = due(DutyKind.DIRECTION, opened.now, enhanced=False, policy=opened.policy, promised_for=due_at)
    direction = Direction(
        investigation_id=opened.row.id,
        to_person_id=to_person_id,
        given_by_id=opened.actor.id,
        given_at=opened.now,
        what=what,
        due_at=limit.due_at,
    )
    opened.session.add(direction)
    opened.session.flush()
    event = opened.event(
        EventKind.DIRECTION_GIVEN,
        facts={"direction": direction.id, "due_at": direction.due_at},
        detail={"what": what},
        about_person_id=to_person_id,
    )
    owing.owe(
        opened,
        DutyKind.DIRECTION,
        event,
        f"Direction: {what}"[:LONGEST_IN_A_LIST],
        direction_id=direction.id,
        promised_for=due_at,
    )
    return direction


def pass_on(opened: Opened, from_person_id: int | None, to_person_id: int) -> list[Direction]:
    """Open directions of whoever was officer in the case go to the next one; returns them."""
    if from_person_id is None:
        return []
    passed = list(
        opened.session.scalars(
            sa.select(Direction)
            .join(Duty, Duty.direction_id == Direction.id)
            .where(
                Direction.investigation_id == opened.row.id,
                Direction.to_person_id == from_person_id,
                Duty.status == DutyStatus.RUNNING,
            )
            .order_by(Direction.id)
        )
    )
    for direction in passed:
        direction.to_person_id = to_person_id
    return passed


def of_direction(opened: Opened, direction_id: int) -> Sequence[Duty]:
    """The duty of a direction while it runs."""
    return [duty for duty in owing.running(opened, DutyKind.DIRECTION) if duty.direction_id == direction_id]


def ask_no_more(opened: Opened, event: CaseEvent) -> None:
    """The case is finished: what was still asked of somebody on it is asked no longer."""
    owing.excuse(opened, event, owing.running(opened, DutyKind.DIRECTION))
