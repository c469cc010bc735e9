"""What happened on a case, newest first: the end of it on the case page, all of it on a page of its own."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from insight.readable import reader_of
from insight.work_lists import Page, within
from models import CaseEvent, EventDetail, Stream
from vocabulary import EventKind, StreamKind
from workflow.reading import note_read, read_case, unnoted
from workflow.restrictions import Details, details_of

EVENTS_SHOWN = 50
KEPT_BACK = "It is shown with the contact details of the victim, to those who see them."


@dataclass(frozen=True)
class TimelineEvent:
    """One event with its facts and, where it has not been disposed of, its words."""

    id: int
    kind: EventKind
    recorded_at: dt.datetime
    by: str
    about: str
    facts: dict
    detail: dict


def _of_case(investigation_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(
        Stream.id == CaseEvent.stream_id,
        Stream.kind == StreamKind.INVESTIGATION,
        Stream.subject_id == investigation_id,
    )


def read_events(
    session: Session, investigation_id: int, *, after: int = 0, most: int | None = EVENTS_SHOWN, skip: int = 0
) -> tuple[list[tuple], set[int | None]]:
    """Events of a case newer than `after`, newest first, and the people they name."""
    found = session.execute(
        sa.select(CaseEvent, EventDetail.detail)
        .join(Stream, _of_case(investigation_id))
        .outerjoin(EventDetail, EventDetail.event_id == CaseEvent.id)
        .where(CaseEvent.id > after)
        .order_by(CaseEvent.id.desc())
        .limit(most)
        .offset(skip)
    ).all()
    people = {event.actor_id for event, _ in found} | {event.about_person_id for event, _ in found}
    return found, people


def with_names(found: list[tuple], known: dict[int, str]) -> list[TimelineEvent]:
    """Events as they are shown, with the names of the people that they are about."""
    return [
        TimelineEvent(
            event.id,
            event.kind,
            event.recorded_at,
            known.get(event.actor_id, "Fairlead"),
            known.get(event.about_person_id, ""),
            json.loads(event.canonical)["facts"],
            json.loads(detail) if detail else {},
        )
        for event, detail in found
    ]


def as_read(session: Session, investigation_id: int, events: list[TimelineEvent]) -> list[TimelineEvent]:
    """The events as whoever this session reads for sees them: how a victim is reached is kept back with
    the contact details, in what happened too.
    """
    reader = reader_of(session)
    if reader is None or all(event.kind is not EventKind.SAFE_CONTACT_RECORDED for event in events):
        return events
    actor, now = reader
    with unnoted(session):
        case = read_case(session, investigation_id, now)
    hidden = {each.id for each in case.victims if details_of(actor, case, each) is not Details.SHOWN}
    return [_kept_back(event) if event.facts.get("victim") in hidden else event for event in events]


def _kept_back(event: TimelineEvent) -> TimelineEvent:
    if event.kind is not EventKind.SAFE_CONTACT_RECORDED:
        return event
    return replace(event, facts={"victim": event.facts["victim"]}, detail={"words": KEPT_BACK})


def events_since(session: Session, investigation_id: int, after: int) -> list[TimelineEvent]:
    """Everything that happened on a case after an event, for the page that says it has moved."""
    # A page that lost what it showed does not get everything that ever happened.
    most = None if after else EVENTS_SHOWN
    found, people = read_events(session, investigation_id, after=after, most=most)
    return as_read(session, investigation_id, with_names(found, names(session, people)))


def count_events(session: Session, investigation_id: int) -> int:
    """How many events a case has."""
    return session.scalar(
        sa.select(sa.func.count()).select_from(CaseEvent).join(Stream, _of_case(investigation_id))
    )


def show_timeline(session: Session, investigation_id: int, number: int = 1, size: int = EVENTS_SHOWN) -> Page:
    """A page of a case's events; the last page, which is the oldest, when there are fewer."""
    total = count_events(session, investigation_id)
    number = within(number, total, size)
    found, people = read_events(session, investigation_id, most=size, skip=(number - 1) * size)
    note_read(session, "investigation", [investigation_id])
    events = as_read(session, investigation_id, with_names(found, names(session, people)))
    return Page(events, number, total, size)
