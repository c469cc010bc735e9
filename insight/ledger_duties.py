"""Duties held against events: what started each, and whether it ended by what happened.

When a duty falls due is the policy's, and is not judged here, save for a promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_events import Columns, Happened
from models import Duty
from vocabulary import FINISHED_BY_FAIRLEAD, DutyKind, DutyStatus, EventKind, State, VictimKind
from workflow.duties import is_discharged_by
from workflow.steps import STEPS

FINISHES = frozenset(rule.event for rule in STEPS.values() if rule.to in FINISHED_BY_FAIRLEAD)
TAKEN_BACK = frozenset({EventKind.PROPOSAL_WITHDRAWN, EventKind.PROPOSAL_RETURNED, EventKind.PROPOSAL_LAPSED})


@dataclass(frozen=True)
class Owed:
    """A duty as the event that started it knows it."""

    kind: DutyKind
    trigger_event_id: int
    victim_id: int | None = None
    decision_id: int | None = None
    direction_id: int | None = None


@dataclass(frozen=True)
class Ending:
    """Something that ends running duties of a kind, narrowed to a victim, a decision or one duty."""

    event_id: int
    at: dt.datetime
    kind: DutyKind | None
    victim_id: int | None = None
    decision_id: int | None = None
    duty_id: int | None = None
    direction_id: int | None = None
    excuses: bool = False

    def ends(self, row: sa.Row) -> bool:
        """Did it end this duty, running until then?"""
        return (
            self.event_id > row.trigger_event_id
            and self.kind in (None, row.kind)
            and self.victim_id in (None, row.victim_id)
            and self.decision_id in (None, row.decision_id)
            and self.duty_id in (None, row.id)
            and self.direction_id in (None, row.direction_id)
            and (self.excuses or is_discharged_by(row.triggered_at, self.at))
        )


@dataclass
class DutiesTold:
    """What a case's events started and ended, in order."""

    # → since when and promised for when; None where it is not promised, or an older event does not say.
    owed: dict[Owed, tuple[str | None, str | None]] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)
    older_contacts: set[int] = field(default_factory=set)  # events that do not say what they promised

    def add(self, event: Happened, victims: Mapping[int, Columns]) -> None:
        """Take the next event in; `victims` are those of the case so far."""
        self._end(event)
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
            case EventKind.SUSPECT_DECIDED if event.decision is not None:
                self._owe_telling(event, event.decision, victims)
            case EventKind.CONTACT_RECORDED if "promised_for" not in event.facts:
                self.older_contacts.add(event.id)
            case EventKind.CONTACT_RECORDED if event.facts["promised_for"] is not None:
                owed = Owed(DutyKind.PROMISE, event.id, event.facts["victim"])
                self.owed[owed] = (event.facts["happened_at"], event.facts["promised_for"])

            case EventKind.DIRECTION_GIVEN:
                owed = Owed(DutyKind.DIRECTION, event.id, direction_id=event.facts["direction"])
                self.owed[owed] = (event.at, event.facts["due_at"])

    def _owe(self, event: Happened, kind: DutyKind, since: str | None, victim_id: int | None = None) -> None:
        self.owed[Owed(kind, event.id, victim_id)] = (since, None)

    def _owe_telling(self, event: Happened, decision_id: int, victims: Mapping[int, Columns]) -> None:
        for victim_id in victims:
            self.owed[Owed(DutyKind.TELL_DECISION, event.id, victim_id, decision_id)] = (event.at, None)

    def _end(self, event: Happened) -> None:
        facts, at = event.facts, dt.datetime.fromisoformat(event.at)
        match event.kind:
            case EventKind.CASE_ALLOCATED:
                ending = Ending(event.id, at, DutyKind.ALLOCATE)
            case EventKind.NEEDS_ASSESSED:
                ending = Ending(event.id, at, DutyKind.NEEDS_ASSESSMENT, facts["victim"])
            case EventKind.SUPPORT_OFFERED:
                ending = Ending(event.id, at, DutyKind.SUPPORT_REFERRAL, facts["victim"])
            case EventKind.CONTACT_RECORDED if facts["tells_decision"] is not None:
                then = dt.datetime.fromisoformat(facts["happened_at"])
                decision_id = facts["tells_decision"]
                ending = Ending(event.id, then, DutyKind.TELL_DECISION, facts["victim"], decision_id)
            case EventKind.PROMISE_KEPT:
                then = dt.datetime.fromisoformat(facts["kept_at"])
                ending = Ending(event.id, then, DutyKind.PROMISE, facts["victim"], duty_id=facts["duty"])
            case EventKind.DIRECTION_DONE:
                ending = Ending(event.id, at, DutyKind.DIRECTION, direction_id=facts["direction"])
            case kind if kind in FINISHES:
                ending = Ending(event.id, at, DutyKind.DIRECTION, excuses=True)
            case kind if kind in TAKEN_BACK:
                decision_id = facts["decision"]
                ending = Ending(event.id, at, DutyKind.TELL_DECISION, decision_id=decision_id, excuses=True)
            case EventKind.PUBLISHED_LABEL_CHANGED if facts["state"] == State.DECIDED_BEFORE_FAIRLEAD:
                ending = Ending(event.id, at, None, excuses=True)
            case _:
                return
        self.endings.append(ending)


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
        owed = Owed(row.kind, row.trigger_event_id, row.victim_id, row.decision_id, row.direction_id)
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
