"""How an act of administration begins: who may, nothing twice, and the row that it is about."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, Unit
from vocabulary import Act, Actor, Rank
from workflow.permissions import why_not
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.services.opening import LONDON, policy_at, refuse_repeat


def permit(session: Session, actor: Actor | None, submission_id: str | None = None) -> None:
    """Only administrators, and the commands, which act as nobody; nothing twice."""
    refuse_repeat(session, submission_id)
    reason = why_not(actor, Act.ADMINISTER_PEOPLE) if actor is not None else None
    if reason is not None:
        raise NotPermitted(reason)


def lock_person(session: Session, person_id: int, *, shared: bool = False) -> Person:
    """The person's row, which nobody else changes until the end. Raises NotFound.

    `shared`: several may hold it so, while they give this person something to answer for.
    """
    row = session.get(Person, person_id, with_for_update={"read": shared}, populate_existing=True)
    if row is None:
        raise NotFound("There is no such person.")
    return row


def lock_unit(session: Session, unit_id: int) -> Unit:
    """The unit's row, which nobody else changes until the end. Raises NotFound."""
    row = session.get(Unit, unit_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("There is no such unit.")
    return row


def refuse_grade(grade: str | None, rank: Rank, now: dt.datetime) -> None:
    """A grade is of police staff, and one that the pack has. Raises FactNotAccepted."""
    if grade is None:
        return
    if rank is not Rank.POLICE_STAFF:
        raise FactNotAccepted("grade", "A grade is for police staff. Leave it out, or choose that rank.")
    if grade not in policy_at(now).grades:
        raise FactNotAccepted("grade", "Choose a grade from the list.")


def refuse_role_from(person: Person, from_on: dt.date) -> None:
    """Whoever holds a role here has an account in use to hold it with, and had one then."""
    if person.retired_at is not None:
        raise Refusal("They have retired. A role is given to somebody with an account in use.")
    made = person.created_at.astimezone(LONDON).date()
    if from_on < made:
        raise FactNotAccepted(
            "from_on",
            f"Their account was made on {made.day} {made:%B %Y}: they held no role here before that. Enter "
            "that day or a later one.",
        )


def find_unit(session: Session, code: str) -> int | None:
    """The id of the unit with this code."""
    return session.scalar(sa.select(Unit.id).where(Unit.code == code))
