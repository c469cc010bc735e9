"""Directions by themselves: a supervisor gives one, and somebody says that it is done.

Directing is supervision, and makes nobody part of the case (practice P30).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Direction, Person, RoleHolding
from vocabulary import OPERATIONAL_ROLES, Act, Actor, EventKind
from workflow.permissions import why_not_mark_done
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.services import directing, owing
from workflow.services.acts import open_act
from workflow.services.opening import LONDON, Opened


@dataclass(frozen=True)
class DirectionToGive:
    """To whom, what, and by when; without a time, the policy's limit."""

    to_person_id: int
    what: str
    due_at: dt.datetime | None = None


def add_direction(
    session: Session,
    actor: Actor,
    investigation_id: int,
    direction: DirectionToGive,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Direct somebody; returns the direction's id. Additive: never stale, and nothing rests on it."""
    opened = open_act(session, actor, Act.ADD_DIRECTION, investigation_id, now, submission_id=submission_id)
    _refuse_who_cannot_be_directed(opened, direction.to_person_id)
    if not direction.what.strip():
        raise FactNotAccepted("what", "Write what is to be done.")
    directing.refuse_a_time_that_is_past(opened, direction.due_at, "due_at")
    return directing.give(opened, direction.to_person_id, direction.what, direction.due_at).id


def _refuse_who_cannot_be_directed(opened: Opened, person_id: int) -> None:
    """The officer in the case, and whoever works in its unit today."""
    person = opened.session.get(Person, person_id, with_for_update={"read": True}, populate_existing=True)
    today = opened.now.astimezone(LONDON).date()
    works_here = opened.session.scalar(
        sa.select(RoleHolding.id)
        .where(
            RoleHolding.person_id == person_id,
            RoleHolding.unit_id == opened.row.unit_id,
            RoleHolding.role.in_(OPERATIONAL_ROLES),
            RoleHolding.from_on <= today,
            sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > today),
        )
        .limit(1)
    )
    if person is None or person.retired_at is not None or not (works_here or person_id == opened.row.oic_id):
        raise FactNotAccepted("to", "Choose the officer in the case, or somebody who works in its unit.")


def mark_done(
    session: Session,
    actor: Actor,
    direction_id: int,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Say that a direction is done, and what was done; returns the event's id. In any state."""
    direction = session.get(Direction, direction_id)
    if direction is None:
        raise NotFound("There is no such direction.")
    opened = open_act(
        session,
        actor,
        Act.MARK_DIRECTION_DONE,
        direction.investigation_id,
        now,
        submission_id=submission_id,
    )
    session.refresh(direction)
    why = why_not_mark_done(actor, opened.case, direction.to_person_id, direction.given_by_id)
    if why is not None:
        raise NotPermitted(why)
    duties = directing.of_direction(opened, direction.id)
    if direction.done_at is not None:
        raise Refusal("This direction is marked as done already.")
    if not duties:
        raise Refusal("This direction is asked no longer: the case was finished after it was given.")
    if not words.strip():
        raise FactNotAccepted("words", "Write what was done.")
    direction.done_at, direction.done_by_id, direction.done_words = now, actor.id, words
    event = opened.event(
        EventKind.DIRECTION_DONE,
        facts={"direction": direction.id},
        detail={"words": words},
        about_person_id=direction.to_person_id,
    )
    owing.end(opened, event, duties, at=now)
    session.flush()
    return event.id
