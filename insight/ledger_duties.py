"""Duties held against events: what started each, and whether it ended by what happened.

When a duty falls due is the policy's, and is not judged here, save for a promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_duties_ended import Ending, endings_of
from insight.ledger_events import Columns, Happened
from models import Duty
from vocabulary import DutyKind, DutyStatus, EventKind, ExceptionKind, State, VictimKind
from workflow.working_days import end_of_day


@dataclass(frozen=True)
class Owed:
    """A duty as the event that started it knows it."""

    kind: DutyKind
    trigger_event_id: int
    victim_id: int | None = None
    decision_id: int | None = None


@dataclass
class DutiesTold:
    """What a case's events started and ended, in order."""

    # → since when and promised for when; None where it is not promised, or an older event does not say.
    owed: dict[Owed, tuple[str | None, str | None]] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)
    older_contacts: set[int] = field(default_factory=set)  # events that do not say what they promised
    wants_no_contact: set[int] = field(default_factory=set)  # victims who are not told what is decided next

    def add(self, event: Happened, victims: Mapping[int, Columns]) -> None:
        """Take the next event in; `victims` are those of the case so far."""
        self.endings += endings_of(event)
        match event.kind:
            case EventKind.CRIME_RECORDED | EventKind.CASE_REOPENED:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.CRIME_IMPORTED if event.facts["state"] == State.RECORDED:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.VICTIM_ADDED if event.facts["kind"] == VictimKind.PERSON:
                for kind in (DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL):
                    self._owe(event, kind, event.facts.get("owed_from"), event.facts["victim"])
            case EventKind.DECISION_SIGNED_OFF if event.facts["given"] >= event.facts["needed"]:
                self._owe_telling(event, event.facts["decision"], victims)
                if event.facts.get("suspects_to_tell"):
                    self._owe(event, DutyKind.TELL_SUSPECT, event.at, None, event.facts["decision"])
            case EventKind.SUSPECT_DECIDED if event.decision is not None:
                self._owe_telling(event, event.decision, victims)
                if event.facts.get("owes_suspect"):
                    self._owe(event, DutyKind.TELL_SUSPECT, event.at, None, event.decision)
            case EventKind.SUSPECT_TOLD if event.facts.get("first"):
                self._owe(event, DutyKind.SUSPECT_TOLD_FIRST, event.at)
            case EventKind.CONTACT_RECORDED:
                self._owe_by_contact(event)
            case EventKind.TELLING_EXCEPTION_RECORDED:
                self._owe_by_exception(event)
            case EventKind.TELLING_EXCEPTION_ENDED:
                self._owe_again(event)

    def _owe(
        self,
        event: Happened,
        kind: DutyKind,
        since: str | None,
        victim_id: int | None = None,
        decision_id: int | None = None,
        promised_for: str | None = None,
    ) -> None:
        self.owed[Owed(kind, event.id, victim_id, decision_id)] = (since, promised_for)

    def _owe_telling(self, event: Happened, decision_id: int, victims: Mapping[int, Columns]) -> None:
        for victim_id in victims:
            if victim_id not in self.wants_no_contact:
                self._owe(event, DutyKind.TELL_DECISION, event.at, victim_id, decision_id)

    def _owe_by_contact(self, event: Happened) -> None:
        facts = event.facts
        if facts.get("unsafe") is not None:
            self._owe(event, DutyKind.UNSAFE_CONTACT, event.at)
        if "promised_for" not in facts:
            self.older_contacts.add(event.id)
        elif facts["promised_for"] is not None:
            since, promised_for = facts["happened_at"], facts["promised_for"]
            self._owe(event, DutyKind.PROMISE, since, facts["victim"], promised_for=promised_for)

    def _owe_by_exception(self, event: Happened) -> None:
        victim_id, decision_id = event.facts["victim"], event.facts["decision"]
        match event.facts["kind"]:
            case ExceptionKind.DOES_NOT_WANT_CONTACT:
                self.wants_no_contact.add(victim_id)
            case ExceptionKind.UNABLE_TO_CONTACT:
                self._owe(event, DutyKind.TRY_AGAIN, event.at, victim_id, decision_id)
            case ExceptionKind.NOT_TOLD_YET:
                review = end_of_day(dt.date.fromisoformat(event.facts["review_on"])).isoformat()
                self._owe(event, DutyKind.TELL_LATER, event.at, victim_id, decision_id, review)

    def _owe_again(self, event: Happened) -> None:
        victim_id = event.facts["victim"]
        if event.facts["kind"] == ExceptionKind.DOES_NOT_WANT_CONTACT:
            self.wants_no_contact.discard(victim_id)
        for decision_id in event.facts["owes"]:
            self._owe(event, DutyKind.TELL_DECISION, event.at, victim_id, decision_id)


def read_duties(session: Session, ids: Sequence[int]) -> dict[int, list[sa.Row]]:
    """The duties of some cases, by case."""
    held: dict[int, list[sa.Row]] = {}
    query = sa.select(Duty.__table__).where(Duty.investigation_id.in_(ids)).order_by(Duty.id)
    for row in session.execute(query):
        held.setdefault(row.investigation_id, []).append(row)
    return held


def duty_faults(rows: Sequence[sa.Row], told: DutiesTold) -> Iterator[tuple[str, int, str]]:
    """(table, row, what is wrong with it)."""
    missing = dict(told.owed)
    for row in rows:
        owed = Owed(row.kind, row.trigger_event_id, row.victim_id, row.decision_id)
        if row.kind is DutyKind.PROMISE and row.trigger_event_id in told.older_contacts:
            since, promised_for = None, None
        elif owed in missing:
            since, promised_for = missing.pop(owed)
        else:
            yield "duty", row.id, "no event of its case started it"
            continue
        if since is not None and row.triggered_at != dt.datetime.fromisoformat(since):
            yield (
                "duty",
                row.id,
                f"it runs from {row.triggered_at.isoformat()}, and its case's events say {since}",
            )
        if promised_for is not None and row.due_at != dt.datetime.fromisoformat(promised_for):
            yield (
                "duty",
                row.id,
                f"it is due {row.due_at.isoformat()}, and its case's events say {promised_for}",
            )
        why = _why_it_ended_otherwise(row, told)
        if why is not None:
            yield "duty", row.id, why
    for owed in missing:
        yield "case_event", owed.trigger_event_id, f"the duty {owed.kind} that it started is missing"


def _why_it_ended_otherwise(row: sa.Row, told: DutiesTold) -> str | None:
    ending = next((each for each in told.endings if each.ends(row)), None)
    if ending is None and row.kind is DutyKind.PROMISE and row.ended_by_event_id in told.older_contacts:
        return None
    if ending is None:
        expected = (DutyStatus.RUNNING, None, None)
    elif ending.excuses:
        expected = (DutyStatus.EXCUSED, ending.at, ending.event_id)
    else:
        status = DutyStatus.MET if ending.at <= row.due_at else DutyStatus.MET_LATE
        expected = (status, ending.at, ending.event_id)
    for name, said in zip(("status", "ended_at", "ended_by_event_id"), expected, strict=True):
        if getattr(row, name) != said:
            return f"its {name} is {getattr(row, name)}, and its case's events say {said}"
    return None
