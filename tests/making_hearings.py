"""Hearings that courts list, recorded as developments of cases."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Hearing
from tests.making import NOW, Case, Force
from vocabulary import Trigger
from workflow.services.hearings import Listed
from workflow.services.rights import Development, record_development

IN_A_WEEK = NOW + dt.timedelta(days=7)
COURT = "Anytown Crown Court, court 3"


def a_hearing(takes_place_at: dt.datetime | None = IN_A_WEEK, place: str = COURT, **more: object):
    """The development that a hearing was listed, now."""
    listed = Listed(takes_place_at, place, more.pop("instead_of_id", None))
    return Development(
        **{
            "trigger": Trigger.HEARING_LISTED,
            "happened_at": NOW,
            "words": "The trial begins.",
            "told_to_us_at": NOW,
            "listed": listed,
        }
        | more
    )


def list_hearing(
    session: Session, force: Force, case: Case, takes_place_at: dt.datetime = IN_A_WEEK, **more: object
) -> int:
    """Record it; returns the hearing's id."""
    what = a_hearing(takes_place_at, **more)
    event = record_development(session, force.officer, case.id, what, now=NOW)
    return session.scalar(sa.select(Hearing.id).where(Hearing.event_id == event))


def taken_out(hearing_id: int) -> Development:
    """The development that it was taken out of the list."""
    return a_hearing(trigger=Trigger.HEARING_TAKEN_OUT, listed=Listed(instead_of_id=hearing_id))


def take_out(session: Session, force: Force, case: Case, hearing_id: int) -> int:
    """Record that it was taken out of the list, with none in its place; returns the event's id."""
    return record_development(session, force.officer, case.id, taken_out(hearing_id), now=NOW)
