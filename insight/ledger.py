"""Verifying the ledger: is every event, and every row that rests on events, as it was written?

verify() walks the chains in order, in batches, with what it remembers bounded by one case, and stops at
the first row that is not as it should be. Rows that repeat what events say are held against them in
insight/ledger_rows.py (people's in ledger_people.py), decisions and sign-offs in ledger_decisions.py.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as one_after_another

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_decisions import decision_faults, ending_faults, sign_off_faults
from insight.ledger_events import Happened
from insight.ledger_people import (
    ForceStory,
    PersonStory,
    people_unlike_their_stories,
    units_unlike_their_story,
)
from insight.ledger_rows import Fault, cases_unlike_their_stories
from insight.ledger_story import CaseStory
from models import CaseEvent, Decision, EventDetail, Investigation, Person, SignOff, Stream, Unit, triggers
from vocabulary import EventKind, StreamKind
from workflow.ledger import FIRST_HASH, FORM, digest_of_detail, sha256

BATCH = 1_000
CASES_AT_ONCE = 200

# Column of case_event → its name in the canonical text.
REPEATED = {
    "sequence": "sequence",
    "kind": "kind",
    "recorded_at": "recorded_at",
    "actor_id": "actor",
    "actor_role": "role",
    "about_person_id": "about",
    "submission_id": "submission",
    "previous_hash": "previous",
}
Story = CaseStory | PersonStory | ForceStory
STORIES: dict[str, type[Story]] = {
    StreamKind.INVESTIGATION: CaseStory,
    StreamKind.PERSON: PersonStory,
    StreamKind.FORCE: ForceStory,
}
IN_CANONICAL = frozenset({*REPEATED.values(), "form", "stream", "facts", "detail_digest"})


@dataclass
class Verified:
    """What was walked, and the first row that is not as it should be."""

    events: int = 0
    streams: int = 0
    decisions: int = 0
    sign_offs: int = 0
    fault: Fault | None = None

    @property
    def is_sound(self) -> bool:
        return self.fault is None


def verify(session: Session) -> Verified:
    """Walk everything until the first fault. Run it in a transaction that sees one state of the database."""
    verified = Verified()
    faults = one_after_another(
        _chain_faults(session, verified),
        _heads_without_events(session),
        decision_faults(session, verified),
        sign_off_faults(session, verified),
        ending_faults(session),
        _guards_unlike(session),
    )
    verified.fault = next(faults, None)
    return verified


def _chain_faults(session: Session, verified: Verified) -> Iterator[Fault]:
    chain: _Chain | None = None
    waiting: list[Story] = []
    for row in _events(session):
        if chain is None or chain.stream_id != row.stream_id:
            if chain is not None:
                yield from chain.head_faults()
                waiting += [chain.story] if chain.story else []
            chain = _Chain(row)
            verified.streams += 1
            if len(waiting) >= CASES_AT_ONCE:
                yield from _rows_unlike(session, waiting)
                waiting = []
        fault = chain.fault_of(row)
        if fault is not None:
            # Rows of the streams before this one come first.
            yield from _rows_unlike(session, waiting)
            yield fault
        verified.events += 1
    if chain is not None:
        yield from chain.head_faults()
        yield from _rows_unlike(session, waiting + ([chain.story] if chain.story else []))


def _rows_unlike(session: Session, stories: Sequence[Story]) -> Iterator[Fault]:
    """Compare rows with what was gathered from the events of some streams."""
    for story in stories:
        if isinstance(story, ForceStory):
            yield from units_unlike_their_story(session, story)
    yield from people_unlike_their_stories(session, [s for s in stories if isinstance(s, PersonStory)])
    yield from cases_unlike_their_stories(session, [s for s in stories if isinstance(s, CaseStory)])


def _events(session: Session) -> Iterator[sa.Row]:
    """Every event with its stream, its detail and the row that rests on it, by stream and sequence."""
    place = (CaseEvent.stream_id, CaseEvent.sequence, CaseEvent.id)
    query = (
        sa.select(
            CaseEvent.id,
            CaseEvent.stream_id,
            CaseEvent.sequence,
            sa.type_coerce(CaseEvent.kind, sa.Text).label("kind"),
            CaseEvent.recorded_at,
            CaseEvent.actor_id,
            sa.type_coerce(CaseEvent.actor_role, sa.Text).label("actor_role"),
            CaseEvent.about_person_id,
            CaseEvent.submission_id,
            CaseEvent.canonical,
            CaseEvent.previous_hash,
            CaseEvent.hash,
            sa.type_coerce(Stream.kind, sa.Text).label("stream_kind"),
            Stream.subject_id,
            Stream.length,
            Stream.head_hash,
            Stream.last_event_id,
            EventDetail.nonce,
            EventDetail.detail,
            Decision.id.label("decision"),
            SignOff.id.label("sign_off"),
        )
        .outerjoin(Stream, Stream.id == CaseEvent.stream_id)
        .outerjoin(EventDetail, EventDetail.event_id == CaseEvent.id)
        .outerjoin(Decision, Decision.event_id == CaseEvent.id)
        .outerjoin(SignOff, SignOff.event_id == CaseEvent.id)
        .order_by(*place)
        .limit(BATCH)
    )
    batch = session.execute(query).all()
    while batch:
        yield from batch
        last = batch[-1]
        after = sa.tuple_(*place) > (last.stream_id, last.sequence, last.id)
        batch = session.execute(query.where(after)).all()


class _Chain:
    """One stream as far as it has been walked."""

    def __init__(self, row: sa.Row) -> None:
        self.stream_id, self.head = row.stream_id, row
        self.length, self.hash, self.last_event_id = 0, FIRST_HASH, 0
        story = STORIES.get(row.stream_kind)
        self.story = story(row.subject_id) if story is not None else None

    def fault_of(self, row: sa.Row) -> Fault | None:
        """What is wrong with the next event; None when it follows, and is now part of the chain."""
        why = self._why_it_does_not_follow(row) or _why_canonical_differs(row, self.hash)
        if why is None:
            canonical = json.loads(row.canonical)
            why = _why_detail_differs(row, canonical["detail_digest"])
        if why is not None:
            return Fault("case_event", row.id, why)
        event = _happened(row, canonical)
        table = _table_with_its_row(event)
        if table is not None and getattr(row, table) is None:
            return Fault("case_event", row.id, f"its row in {table} is missing")
        self.length, self.hash, self.last_event_id = row.sequence, row.hash, row.id
        if self.story is not None:
            self.story.add(event)
        return None

    def _why_it_does_not_follow(self, row: sa.Row) -> str | None:
        if row.subject_id is None:
            return "its stream is missing"
        if row.sequence != self.length + 1:
            return f"it is number {row.sequence} of its stream, where number {self.length + 1} should be"
        if row.id <= self.last_event_id:
            return f"its id is below that of the event before it, {self.last_event_id}"
        if sha256(row.canonical) != row.hash:
            return "its hash is not that of its canonical text"
        return None

    def head_faults(self) -> Iterator[Fault]:
        """Does the stream's own row say how the chain ends?"""
        said = (self.head.length, self.head.head_hash, self.head.last_event_id)
        for name, value, walked in zip(
            ("length", "head_hash", "last_event_id"),
            said,
            (self.length, self.hash, self.last_event_id),
            strict=True,
        ):
            if value != walked:
                yield Fault("stream", self.stream_id, f"{name} is {value}, and its events say {walked}")


def _happened(row: sa.Row, canonical: dict) -> Happened:
    return Happened(
        row.id,
        EventKind(row.kind),
        canonical["recorded_at"],
        row.actor_id,
        row.about_person_id,
        canonical["facts"],
        json.loads(row.detail) if row.detail is not None else {},
        row.decision,
    )


def _table_with_its_row(event: Happened) -> str | None:
    """Where an event has a row of its own: the table, which names the row's id among the event's columns."""
    if event.kind is EventKind.DECISION_PROPOSED:
        return "decision"
    if event.kind is EventKind.SUSPECT_DECIDED and "evaluation" in event.facts:
        return "decision"
    return "sign_off" if event.kind is EventKind.DECISION_SIGNED_OFF else None


def _why_canonical_differs(row: sa.Row, previous_hash: str) -> str | None:
    try:
        canonical = json.loads(row.canonical)
    except ValueError:
        canonical = None
    if not isinstance(canonical, dict) or set(canonical) != IN_CANONICAL or canonical["form"] != FORM:
        return "its canonical text is not that of an event"
    if canonical["previous"] != previous_hash:
        return "it does not hold the hash of the event before it"
    if canonical["stream"] != f"{row.stream_kind}:{row.subject_id}":
        return f"it was written for the stream {canonical['stream']}"
    for column, name in REPEATED.items():
        value = getattr(row, column)
        if isinstance(value, dt.datetime):
            value = value.isoformat(timespec="microseconds")
        if value != canonical[name]:
            return f"its column {column} is {value}, and its canonical text says {canonical[name]}"
    return None


def _why_detail_differs(row: sa.Row, digest: str | None) -> str | None:
    if digest is None:
        return None if row.detail is None else "it has a detail that the chain knows nothing of"
    if row.detail is None:
        return "its detail is missing, and no disposal is recorded"
    if digest_of_detail(row.nonce, row.detail) != digest:
        return "its detail is not what the chain holds the digest of"
    return None


def _heads_without_events(session: Session) -> Iterator[Fault]:
    has_events = sa.exists().where(CaseEvent.stream_id == Stream.id)
    empty = sa.select(Stream.id).where(~has_events).order_by(Stream.id).limit(1)
    for stream_id in session.scalars(empty):
        yield Fault("stream", stream_id, "it has no events")
    for model, has_stream in (
        (Investigation, (Stream.kind == StreamKind.INVESTIGATION) & (Stream.subject_id == Investigation.id)),
        (Person, (Stream.kind == StreamKind.PERSON) & (Stream.subject_id == Person.id)),
        (Unit, Stream.kind == StreamKind.FORCE),
    ):
        without = sa.select(model.id).where(~sa.exists().where(has_stream)).order_by(model.id).limit(1)
        for row_id in session.scalars(without):
            yield Fault(model.__tablename__, row_id, "it has no events")


def _guards_unlike(session: Session) -> Iterator[Fault]:
    """Triggers dropped, switched off or put otherwise: the rows may be sound today and not tomorrow."""
    for name, why in triggers.faults(session.connection()):
        yield Fault("trigger", name, why)
