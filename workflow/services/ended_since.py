"""What has ended a duty to a victim since it began, where what ended it first is taken back.

That is a contact that is corrected, or their word that they do not want contact.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from models import (
    CaseEvent,
    Decision,
    DecisionEnded,
    Duty,
    SafeContact,
    StatementOffer,
    Stream,
    UpdateAgreement,
)
from vocabulary import DecisionEnding, DutyKind, DutyStatus, EventKind, StreamKind
from workflow.duties import is_discharged_by
from workflow.services.contact_events import WrittenContact
from workflow.services.opening import Opened


@dataclass(frozen=True)
class Ended:
    """What else ended a duty; `excuses`: without anybody being told, asked or offered anything."""

    event_id: int
    at: dt.datetime
    excuses: bool
    counted_at: dt.datetime | None = None


def first_of(ended: Iterable[Ended]) -> Ended | None:
    return min(ended, key=lambda each: each.event_id, default=None)


def end_anew(duty: Duty, ended: Ended | None) -> None:
    """It runs again, from when and until when it did, or ended by what else there was."""
    if ended is None:
        duty.status, duty.ended_at, duty.ended_by_event_id = DutyStatus.RUNNING, None, None
        return
    met = DutyStatus.MET if (ended.counted_at or ended.at) <= duty.due_at else DutyStatus.MET_LATE
    duty.status = DutyStatus.EXCUSED if ended.excuses else met
    duty.ended_at, duty.ended_by_event_id = ended.at, ended.event_id


def ended_since(opened: Opened, duty: Duty, contacts: Sequence[WrittenContact]) -> list[Ended]:
    """By `contacts`, those that count, and whatever else ends duties of its kind; of a right, by nothing."""
    match duty.kind:
        case DutyKind.NEXT_UPDATE:
            found = (_informed(duty, contacts), _agreed(opened, duty), _corrected(opened, duty))
        case DutyKind.ASK_SAFE_CONTACT:
            found = (_recorded(opened, duty, SafeContact),)
        case DutyKind.OFFER_STATEMENT:
            found = (_recorded(opened, duty, StatementOffer),)
        case _:
            return []
    return [*(each for some in found for each in some), *_finished(opened, duty)]


def _informed(duty: Duty, contacts: Sequence[WrittenContact]) -> Iterator[Ended]:
    for each in contacts:
        if (
            each.informs
            and each.victim_id == duty.victim_id
            and each.event_id > duty.trigger_event_id
            and is_discharged_by(duty.triggered_at, each.happened_at)
        ):
            yield Ended(each.event_id, each.happened_at, excuses=False, counted_at=each.counted_at)


def _agreed(opened: Opened, duty: Duty) -> Iterator[Ended]:
    """How often was asked again: the update, if it was overdue by then and had begun; else it gives way."""
    rows = opened.session.execute(
        sa.select(
            UpdateAgreement.event_id,
            UpdateAgreement.heard_at,
            UpdateAgreement.recorded_at,
            CaseEvent.canonical,
        )
        .join(CaseEvent, CaseEvent.id == UpdateAgreement.event_id)
        .where(UpdateAgreement.victim_id == duty.victim_id, UpdateAgreement.event_id > duty.trigger_event_id)
    )
    for row in rows:
        late = json.loads(row.canonical)["facts"].get("counted_at")
        counted_at = dt.datetime.fromisoformat(late) if late else row.heard_at
        if counted_at <= duty.due_at:
            yield Ended(row.event_id, row.recorded_at, excuses=True)
        elif is_discharged_by(duty.triggered_at, row.heard_at):
            yield Ended(row.event_id, row.heard_at, excuses=False, counted_at=counted_at)


def _recorded(opened: Opened, duty: Duty, of: type[SafeContact | StatementOffer]) -> Iterator[Ended]:
    rows = opened.session.execute(
        sa.select(of.event_id, of.recorded_at).where(
            of.victim_id == duty.victim_id, of.event_id > duty.trigger_event_id
        )
    )
    for event_id, at in rows:
        yield Ended(event_id, at, excuses=False)


def _corrected(opened: Opened, duty: Duty) -> Iterator[Ended]:
    """The contact that began it did not happen so: the correction says that it is not owed."""
    rows = opened.session.execute(
        sa.select(CaseEvent.id, CaseEvent.recorded_at, CaseEvent.canonical)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == opened.row.id,
            CaseEvent.kind == EventKind.CONTACT_CORRECTED,
            CaseEvent.id > duty.trigger_event_id,
        )
    )
    for row in rows:
        if duty.id in json.loads(row.canonical)["facts"]["excused"]:
            yield Ended(row.id, row.recorded_at, excuses=True)


def _finished(opened: Opened, duty: Duty) -> Iterator[Ended]:
    """Every ending of the case ends an update; another duty, where the ending says so of its kind."""
    rows = opened.session.execute(
        sa.select(DecisionEnded.event_id, DecisionEnded.ended_at, CaseEvent.canonical)
        .join(Decision, Decision.id == DecisionEnded.decision_id)
        .join(CaseEvent, CaseEvent.id == DecisionEnded.event_id)
        .where(
            Decision.investigation_id == duty.investigation_id,
            DecisionEnded.ending == DecisionEnding.CARRIED_OUT,
            DecisionEnded.event_id > duty.trigger_event_id,
        )
    )
    for row in rows:
        ended = json.loads(row.canonical)["facts"].get("excuses", ())
        if duty.kind is DutyKind.NEXT_UPDATE or duty.kind in ended:
            yield Ended(row.event_id, row.ended_at, excuses=True)
