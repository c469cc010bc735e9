"""Accreditations with their days, and training under a named supervisor, recorded by administrators."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import AccreditationHeld, Person, TraineeProgramme
from vocabulary import Accreditation, Actor, EventKind, Programme
from workflow.reading.skills import accreditations
from workflow.refusals import FactNotAccepted
from workflow.services import held_by_date
from workflow.services.opening import LONDON


def give_accreditation(
    session: Session,
    actor: Actor | None,
    person_id: int,
    level: Accreditation,
    from_on: dt.date,
    until_on: dt.date | None = None,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record that somebody holds an accreditation from a day, and until when; returns the record's id."""
    held_by_date.open_person(session, actor, person_id, submission_id, "record an accreditation for")
    held_by_date.refuse_days(from_on, until_on)
    if level is Accreditation.NONE:
        raise FactNotAccepted("level", "Choose an accreditation.")
    same = held_by_date.overlapping(AccreditationHeld, person_id, from_on, until_on)
    if session.scalar(same.where(AccreditationHeld.level == int(level))) is not None:
        raise FactNotAccepted("level", "They hold this accreditation already on some of these days.")
    row = AccreditationHeld(person_id=person_id, level=int(level), from_on=from_on, until_on=until_on)
    session.add(row)
    session.flush()
    facts = {"level": int(level), "from": from_on, "until": until_on}
    held_by_date.tell(session, actor, person_id, EventKind.ACCREDITATION_GIVEN, facts, now, submission_id)
    return row.id


def end_accreditation(
    session: Session,
    actor: Actor | None,
    held_id: int,
    until_on: dt.date,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """An accreditation ends on a day, the first on which it is not held any more; returns the event's id."""
    person_id = held_by_date.owner_of(session, AccreditationHeld, held_id)
    held_by_date.open_person(session, actor, person_id, submission_id, "end an accreditation of")
    facts = held_by_date.end(session, AccreditationHeld, held_id, until_on, now)
    facts["level"] = session.get_one(AccreditationHeld, held_id).level
    return held_by_date.tell(
        session, actor, person_id, EventKind.ACCREDITATION_ENDED, facts, now, submission_id
    )


def begin_training(
    session: Session,
    actor: Actor | None,
    person_id: int,
    programme: Programme,
    mentor_id: int,
    from_on: dt.date,
    until_on: dt.date | None = None,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record that somebody trains for an accreditation under one who holds it; returns the record's id."""
    held_by_date.open_person(session, actor, person_id, submission_id, "record training for")
    held_by_date.refuse_days(from_on, until_on)
    _refuse_mentor(session, person_id, programme, mentor_id, now)
    if session.scalar(held_by_date.overlapping(TraineeProgramme, person_id, from_on, until_on)) is not None:
        raise FactNotAccepted("programme", "They are in training already on some of these days.")
    row = TraineeProgramme(
        person_id=person_id, programme=programme, mentor_id=mentor_id, from_on=from_on, until_on=until_on
    )
    session.add(row)
    session.flush()
    facts = {"programme": programme, "mentor": mentor_id, "from": from_on, "until": until_on}
    held_by_date.tell(session, actor, person_id, EventKind.TRAINING_BEGUN, facts, now, submission_id)
    return row.id


def _refuse_mentor(
    session: Session, person_id: int, programme: Programme, mentor_id: int, now: dt.datetime
) -> None:
    mentor = session.get(Person, mentor_id)
    if mentor is None or mentor.retired_at is not None:
        raise FactNotAccepted("mentor", "Choose a supervisor of the training from the list.")
    if mentor_id == person_id:
        raise FactNotAccepted("mentor", "Nobody supervises their own training. Choose another.")
    held = accreditations(session, [mentor_id], now.astimezone(LONDON).date())[mentor_id]
    if held < programme.leads_to:
        raise FactNotAccepted("mentor", f"They do not hold {programme.leads_to.name}. Choose one who does.")


def end_training(
    session: Session,
    actor: Actor | None,
    held_id: int,
    until_on: dt.date,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Training ends on a day, completed or not; returns the event's id."""
    person_id = held_by_date.owner_of(session, TraineeProgramme, held_id)
    held_by_date.open_person(session, actor, person_id, submission_id, "end the training of")
    facts = held_by_date.end(session, TraineeProgramme, held_id, until_on, now)
    row = session.get_one(TraineeProgramme, held_id)
    facts |= {"programme": row.programme, "mentor": row.mentor_id}
    return held_by_date.tell(session, actor, person_id, EventKind.TRAINING_ENDED, facts, now, submission_id)
