"""Restricting a case, lifting the restriction, and naming who else reads it.

None of it changes what a decision rests on, so a standing proposal is left as it is, and a finished case
can be restricted too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import NamedReader, Person
from vocabulary import Act, Actor, DutyKind, EventKind, Restriction
from workflow.reading.readers import named_at
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted
from workflow.restrictions import why_not_name_reader, why_not_restrict
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import Opened
from workflow.working_days import end_of_day

LONDON = ZoneInfo("Europe/London")
OWES = "Owes something on this case."


def restrict(
    session: Session,
    actor: Actor,
    investigation_id: int,
    kind: Restriction,
    review_on: dt.date,
    reason: str,
    *,
    now: dt.datetime,
    readers: Collection[int] = (),
    submission_id: str | None = None,
) -> int:
    """Restrict a case, or change its restriction; returns the event's id.

    `readers` are named in the same moment: those who owe something and would lose sight of it.

    It stands until somebody lifts it: by the clock alone a covert case would open to everybody. Whoever
    agreed it owes another look by the end of `review_on`; restricting it again is that look.
    """
    opened = open_act(
        session,
        actor,
        Act.RESTRICT,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    _refuse(why_not_restrict(actor, opened.case, opened.policy))
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why not everybody may read this case.")
    if review_on <= now.astimezone(LONDON).date():
        raise FactNotAccepted("review_on", "The day to look at it again must be after today.")
    was = opened.row.restriction
    opened.row.restriction = kind
    opened.row.restricted_by_id = actor.id
    opened.row.restriction_review_on = review_on
    review_due = end_of_day(review_on)
    event = opened.event(
        EventKind.CASE_RESTRICTED,
        facts={"restriction": kind, "was": was, "review_on": review_on, "review_due": review_due},
        detail={"reason": reason},
    )
    owing.end(opened, event, owing.running(opened, DutyKind.REVIEW_RESTRICTION), at=now)
    owing.owe(
        opened,
        DutyKind.REVIEW_RESTRICTION,
        event,
        "Look again at whether this case is still to be restricted",
        promised_for=review_due,
    )
    for person_id in sorted(set(readers)):
        _name(opened, person_id, OWES, None, "readers")
    return event.id


def lift_restriction(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Let everybody with a reading role read the case again; returns the event's id."""
    opened = open_act(
        session,
        actor,
        Act.LIFT_RESTRICTION,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    _refuse(why_not_restrict(actor, opened.case, opened.policy))
    if opened.row.restriction is None:
        raise FactNotAccepted("reason", "This case is not restricted.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why everybody may read this case again.")
    was = opened.row.restriction
    opened.row.restriction = opened.row.restricted_by_id = opened.row.restriction_review_on = None
    event = opened.event(EventKind.RESTRICTION_LIFTED, facts={"restriction": was}, detail={"reason": reason})
    owing.end(opened, event, owing.running(opened, DutyKind.REVIEW_RESTRICTION), at=now)
    session.flush()
    return event.id


def name_reader(
    session: Session,
    actor: Actor,
    investigation_id: int,
    person_id: int,
    reason: str,
    until_at: dt.datetime | None = None,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Let one more person read a restricted case; returns the row's id."""
    opened = _open_for_readers(session, actor, investigation_id, now, submission_id)
    if opened.row.restriction is None:
        raise FactNotAccepted(
            "person", "This case is not restricted: everybody with a reading role reads it."
        )
    if until_at is not None and until_at <= now:
        raise FactNotAccepted("until_at", "This must be in the future.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why they need to read this case.")
    return _name(opened, person_id, reason, until_at, "person")


def _name(opened: Opened, person_id: int, reason: str, until_at: dt.datetime | None, field: str) -> int:
    person = opened.session.get(Person, person_id)
    if person is None or person.retired_at is not None:
        raise FactNotAccepted(field, "Choose somebody from the list.")
    if person_id in opened.case.who_reads.named:
        raise FactNotAccepted(field, "They are named already. End that first to change until when.")
    row = NamedReader(
        investigation_id=opened.row.id,
        person_id=person_id,
        from_at=opened.now,
        until_at=until_at,
        named_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    opened.event(
        EventKind.READER_NAMED,
        facts={"reader": row.id, "until": until_at},
        detail={"reason": reason},
        about_person_id=person_id,
    )
    return row.id


def end_reader(
    session: Session,
    actor: Actor,
    named_reader_id: int,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """From now on they are not a named reader any more; returns the event's id."""
    row = session.get(NamedReader, named_reader_id)
    if row is None:
        raise NotFound("There is no such named reader.")
    opened = _open_for_readers(session, actor, row.investigation_id, now, submission_id)
    still = session.scalar(sa.select(NamedReader.id).where(NamedReader.id == named_reader_id, named_at(now)))
    if still is None:
        raise FactNotAccepted("named_reader", "They are not a named reader any more.")
    row.until_at = now
    return opened.event(EventKind.READER_ENDED, facts={"reader": row.id}, about_person_id=row.person_id).id


def _open_for_readers(
    session: Session, actor: Actor, investigation_id: int, now: dt.datetime, submission_id: str | None
) -> Opened:
    opened = open_act(
        session,
        actor,
        Act.NAME_READER,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    _refuse(why_not_name_reader(actor, opened.case, opened.policy))
    return opened


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise NotPermitted(reason)
