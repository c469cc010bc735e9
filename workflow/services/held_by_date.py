"""What people hold from a day until a day: given and ended with an event each, by administrators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import AccreditationHeld, ActingRank, Person, TraineeProgramme
from vocabulary import Actor, EventKind, StreamKind
from workflow import recording
from workflow.refusals import FactNotAccepted, NotFound, Refusal
from workflow.services.administering import lock_person, permit
from workflow.services.opening import LONDON

Held = AccreditationHeld | ActingRank | TraineeProgramme
Row = TypeVar("Row", AccreditationHeld, ActingRank, TraineeProgramme)


def open_person(
    session: Session, actor: Actor | None, person_id: int, submission_id: str | None, not_oneself: str
) -> Person:
    """The person, locked; nobody says what they hold themselves, so that always two people know."""
    permit(session, actor, submission_id)
    if actor is not None and actor.id == person_id:
        raise Refusal(f"You cannot {not_oneself} yourself. Ask another administrator.")
    person = lock_person(session, person_id)
    if person.retired_at is not None:
        raise Refusal("They have retired, and their account is closed.")
    return person


def refuse_days(from_on: dt.date, until_on: dt.date | None) -> None:
    """Days that are none."""
    if until_on is not None and until_on <= from_on:
        raise FactNotAccepted("until_on", "It must end after it begins.")


def overlapping(model: type[Row], person_id: int, from_on: dt.date, until_on: dt.date | None) -> sa.Select:
    """The ids of what the person holds of this kind on some of these days."""
    return sa.select(model.id).where(
        model.person_id == person_id,
        sa.or_(model.until_on.is_(None), model.until_on > from_on),
        sa.true() if until_on is None else model.from_on < until_on,
    )


def owner_of(session: Session, model: type[Row], held_id: int) -> int:
    """Whose it is. Raises NotFound."""
    person_id = session.scalar(sa.select(model.person_id).where(model.id == held_id))
    if person_id is None:
        raise NotFound("There is no such record.")
    return person_id


def end(session: Session, model: type[Row], held_id: int, until_on: dt.date, now: dt.datetime) -> dict:
    """Let it end on a day; returns the facts that its event has besides its own."""
    row = session.get_one(model, held_id, populate_existing=True, with_for_update=True)
    today = now.astimezone(LONDON).date()
    if row.until_on is not None and row.until_on <= today:
        raise Refusal("This has ended already.")
    if until_on < today:
        raise FactNotAccepted("until_on", "It ends today or later: what was done under it stands.")
    if until_on <= row.from_on:
        raise FactNotAccepted("until_on", "It must end after it begins.")
    if row.until_on is not None and until_on >= row.until_on:
        raise FactNotAccepted("until_on", "It ends by then already. To draw it out, record it again.")
    was_until, row.until_on = row.until_on, until_on
    session.flush()
    return {"from": row.from_on, "was_until": was_until, "until": until_on}


def tell(
    session: Session,
    actor: Actor | None,
    person_id: int,
    kind: EventKind,
    facts: Mapping[str, object],
    now: dt.datetime,
    submission_id: str | None,
) -> int:
    """Write the event to the person's stream; returns its id."""
    return recording.append(
        session,
        StreamKind.PERSON,
        person_id,
        kind,
        actor=actor,
        now=now,
        facts=facts,
        about_person_id=person_id,
        submission_id=submission_id,
    ).id
