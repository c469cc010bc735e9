"""Who looks at a decision afresh for a victim: named by a supervisor, by the rules of workflow/reviewers."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, RoleHolding
from vocabulary import Act, Actor, DutyKind, EventKind, ReviewDone, Role
from workflow.reading.ranks import rank_in_force
from workflow.refusals import FactNotAccepted
from workflow.reviewers import Reviewer, why_not_reviewer
from workflow.services import owing
from workflow.services.asked_reviews import Asked, open_request, write_step
from workflow.services.opening import LONDON


def name_reviewer(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    reviewer_id: int,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Who looks at it afresh; returns the event's id. One named later takes the place of the one before."""
    asked = open_request(session, actor, Act.NAME_REVIEWER, victim_id, request_id, now, submission_id)
    asked.refuse_ended()
    asked.refuse_what_the_police_do_not_review()
    if asked.reviewer_id == reviewer_id:
        raise FactNotAccepted("reviewer", "They are named already.")
    reviewer = _reviewer(asked, reviewer_id)
    why = why_not_reviewer(asked.opened.case, asked.decided, reviewer, asked.opened.policy)
    if why is not None:
        raise FactNotAccepted("reviewer", why)
    duties = owing.running_by(asked.opened, DutyKind.NAME_REVIEWER, asked.row.event_id)
    event = write_step(
        asked,
        ReviewDone.REVIEWER_NAMED,
        EventKind.REVIEWER_NAMED,
        words="",
        done_at=now,
        discharges=duties,
        reviewer_id=reviewer_id,
        facts={"rank": reviewer.rank, "detective": reviewer.is_detective},
    )
    owing.end(asked.opened, event, duties, at=now)
    session.flush()
    return event.id


def _reviewer(asked: Asked, person_id: int) -> Reviewer:
    """Somebody in use, as they act today."""
    session, today = asked.opened.session, asked.opened.now.astimezone(LONDON).date()
    held = rank_in_force(today)
    supervises = sa.exists().where(
        RoleHolding.person_id == Person.id,
        RoleHolding.role == Role.SUPERVISOR,
        RoleHolding.from_on <= today,
        sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > today),
    )
    query = sa.select(held.rank, held.is_detective, supervises.label("supervises"))
    row = session.execute(query.where(Person.id == person_id, Person.retired_at.is_(None))).one_or_none()
    if row is None:
        raise FactNotAccepted("reviewer", "Choose somebody who is in use.")
    return Reviewer(person_id, row.rank, row.is_detective, row.supervises)
