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

REVIEWS = (DutyKind.FIRST_REVIEW, DutyKind.REVIEW)
FINISHES = frozenset(rule.event for rule in STEPS.values() if rule.to in FINISHED_BY_FAIRLEAD)
TAKEN_BACK = frozenset({EventKind.PROPOSAL_WITHDRAWN, EventKind.PROPOSAL_RETURNED, EventKind.PROPOSAL_LAPSED})

LINE_ANSWERED = frozenset(
    {EventKind.LINE_RESULTED, EventKind.LINE_NOT_PURSUED, EventKind.LINE_ANSWERED_ELSEWHERE}
)
OF_A_CONTACT = frozenset({EventKind.CONTACT_RECORDED, EventKind.PROMISE_KEPT})


@dataclass(frozen=True)
class Owed:
    """A duty as the event that started it knows it."""

    kind: DutyKind
    trigger_event_id: int
    victim_id: int | None = None
    decision_id: int | None = None


@dataclass(frozen=True)
class Ending:
    """What ends running duties of a kind, narrowed to a victim, a decision, a duty or its trigger."""

    event_id: int
    at: dt.datetime
    kind: DutyKind | None
    victim_id: int | None = None
    decision_id: int | None = None
    duty_id: int | None = None
    triggers: frozenset[int] | None = None  # events that started them
    trigger_event_id: int | None = None
    excuses: bool = False

    def ends(self, row: sa.Row) -> bool:
        """Did it end this duty, running until then?"""
        return (
            self.event_id > row.trigger_event_id
            and self.kind in (None, row.kind)
            and self.victim_id in (None, row.victim_id)
            and self.decision_id in (None, row.decision_id)
            and self.duty_id in (None, row.id)
            and (self.triggers is None or row.trigger_event_id in self.triggers)
            and self.trigger_event_id in (None, row.trigger_event_id)
            and (self.excuses or is_discharged_by(row.triggered_at, self.at))
        )


@dataclass
class DutiesTold:
    """What a case's events started and ended, in order."""

    # → since when and promised for when; None where it is not promised, or an older event does not say.
    owed: dict[Owed, tuple[str | None, str | None]] = field(default_factory=dict)
    endings: list[Ending] = field(default_factory=list)
    older_contacts: set[int] = field(default_factory=set)  # events that do not say what they promised
    # Referral → the event that referred it; line → the event that added it as an action of the CPS's plan.
    referrals: dict[int, int] = field(default_factory=dict)
    actions: dict[int, int] = field(default_factory=dict)
    of_contacts: dict[int, set[int]] = field(default_factory=dict)  # contact → the events of it

    def add(self, event: Happened, victims: Mapping[int, Columns]) -> None:
        """Take the next event in; `victims` are those of the case so far."""
        self._end(event)
        self._end_of_cps_and_waiting(event)
        self._owe_of_cps_and_waiting(event)
        match event.kind:
            case EventKind.CRIME_RECORDED | EventKind.CASE_REOPENED:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.CRIME_IMPORTED if event.facts["state"] == State.RECORDED:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.VICTIM_ADDED if event.facts["kind"] == VictimKind.PERSON:
                for kind in (DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL):
                    self._owe(event, kind, event.facts.get("owed_from"), event.facts["victim"])
            case EventKind.UNIT_TRANSFERRED if event.facts["owes_allocation"]:
                self._owe(event, DutyKind.ALLOCATE, event.at)
            case EventKind.RESOLUTION_GIVEN:
                self._owe(event, DutyKind.CHECK_RESOLUTION, event.at)
            case EventKind.DECISION_SIGNED_OFF if event.facts["given"] >= event.facts["needed"]:
                self._owe_telling(event, event.facts["decision"], victims)
            case EventKind.SUSPECT_DECIDED if event.decision is not None:
                self._owe_telling(event, event.decision, victims)
            case EventKind.OVERRIDE_GRANTED:
                self.owed[Owed(DutyKind.OVERRIDE_EXPIRES, event.id)] = (event.at, event.facts["expires_at"])
            case EventKind.CASE_ALLOCATED if event.facts.get("first_review"):
                self._owe(event, DutyKind.FIRST_REVIEW, event.at)
            case EventKind.CASE_REVIEWED:
                self.owed[Owed(DutyKind.REVIEW, event.id)] = (event.at, event.facts["next_due"])
            case EventKind.CONTACT_RECORDED if "promised_for" not in event.facts:
                self.older_contacts.add(event.id)
            case EventKind.CONTACT_RECORDED if event.facts["promised_for"] is not None:
                owed = Owed(DutyKind.PROMISE, event.id, event.facts["victim"])
                self.owed[owed] = (event.facts["happened_at"], event.facts["promised_for"])

    def _owe(self, event: Happened, kind: DutyKind, since: str | None, victim_id: int | None = None) -> None:
        self.owed[Owed(kind, event.id, victim_id)] = (since, None)

    def _owe_of_cps_and_waiting(self, event: Happened) -> None:
        facts = event.facts
        match event.kind:
            case EventKind.REFERRED_TO_CPS:
                self.referrals[facts["referral"]] = event.id
                self._owe(event, DutyKind.CPS_REPLY_CHASE, facts["referred_at"])
            case EventKind.LINE_ADDED if "cps_reply" in facts:
                self.actions[facts["line"]] = event.id
                self.owed[Owed(DutyKind.CPS_ACTION, event.id)] = (event.at, facts["cps_due_at"])
            case EventKind.LINE_SUPERSEDED if facts["line"] in self.actions:
                self.actions[facts["by_line"]] = self.actions.pop(facts["line"])
            case EventKind.WAITING_STARTED:
                self.owed[Owed(DutyKind.CHASE, event.id)] = (event.at, facts["chase_by"])
            case EventKind.NEW_INFORMATION_RECEIVED:
                self._owe(event, DutyKind.CONSIDER_REOPENING, event.at)

    def _end_of_cps_and_waiting(self, event: Happened) -> None:
        facts, at = event.facts, dt.datetime.fromisoformat(event.at)
        match event.kind:
            case EventKind.CPS_REPLIED if facts["answered"]:
                then = dt.datetime.fromisoformat(facts["replied_at"])
                started = self.referrals[facts["referral"]]
                self._ends(event, then, DutyKind.CPS_REPLY_CHASE, trigger_event_id=started)
            case kind if kind in LINE_ANSWERED and facts["line"] in self.actions:
                started = self.actions[facts["line"]]
                self._ends(event, at, DutyKind.CPS_ACTION, trigger_event_id=started)
            case EventKind.WAITING_STARTED | EventKind.WAITING_ENDED:
                self._ends(event, at, DutyKind.CHASE)
            case EventKind.CASE_CLOSED | EventKind.CASE_FILED_NO_FURTHER_ACTION:
                self._ends(event, at, DutyKind.CHASE, excuses=True)
            case EventKind.NEW_INFORMATION_CONSIDERED:
                for started in facts["information"]:
                    self._ends(event, at, DutyKind.CONSIDER_REOPENING, trigger_event_id=started)
            case EventKind.CASE_REOPENED:
                self._ends(event, at, DutyKind.CONSIDER_REOPENING)

    def _ends(self, event: Happened, at: dt.datetime, kind: DutyKind, **narrowed: object) -> None:
        self.endings.append(Ending(event.id, at, kind, **narrowed))

    def _owe_telling(self, event: Happened, decision_id: int, victims: Mapping[int, Columns]) -> None:
        for victim_id in victims:
            self.owed[Owed(DutyKind.TELL_DECISION, event.id, victim_id, decision_id)] = (event.at, None)

    def _correct(self, event: Happened) -> None:
        """What a corrected contact discharged, it did not; what it promised and nobody kept is not owed."""
        struck = self.of_contacts.get(event.facts["contact"], set())
        self.endings = [ending for ending in self.endings if ending.event_id not in struck]
        at = dt.datetime.fromisoformat(event.at)
        for duty_id in event.facts["excused"]:
            self.endings.append(Ending(event.id, at, DutyKind.PROMISE, duty_id=duty_id, excuses=True))

    def _end(self, event: Happened) -> None:
        if event.kind in OF_A_CONTACT:
            self.of_contacts.setdefault(event.facts["contact"], set()).add(event.id)
        facts, at = event.facts, dt.datetime.fromisoformat(event.at)
        match event.kind:
            case EventKind.CASE_ALLOCATED:
                ending = Ending(event.id, at, DutyKind.ALLOCATE)
            case EventKind.CASE_REVIEWED:
                self.endings += [Ending(event.id, at, kind) for kind in REVIEWS]
                return
            case kind if kind in FINISHES:
                self.endings += [Ending(event.id, at, each, excuses=True) for each in REVIEWS]
                return
            case EventKind.NEEDS_ASSESSED:
                ending = Ending(event.id, at, DutyKind.NEEDS_ASSESSMENT, facts["victim"])
            case EventKind.SUPPORT_OFFERED:
                ending = Ending(event.id, at, DutyKind.SUPPORT_REFERRAL, facts["victim"])
            case EventKind.CONTACT_CORRECTED:
                self._correct(event)
                return
            case EventKind.RESOLUTION_CHECKED:
                for duty_id in facts["duties"]:
                    self.endings.append(Ending(event.id, at, DutyKind.CHECK_RESOLUTION, duty_id=duty_id))
                return
            # An older event does not say whether its channel counted.
            case EventKind.CONTACT_RECORDED if facts.get("counts", facts["tells_decision"] is not None):
                then = dt.datetime.fromisoformat(facts["happened_at"])
                decision_id = facts["tells_decision"]
                ending = Ending(event.id, then, DutyKind.TELL_DECISION, facts["victim"], decision_id)
            case EventKind.PROMISE_KEPT:
                then = dt.datetime.fromisoformat(facts["kept_at"])
                ending = Ending(event.id, then, DutyKind.PROMISE, facts["victim"], duty_id=facts["duty"])
            case EventKind.OVERRIDE_GRANTED | EventKind.OVERRIDE_ENDED:
                granted = frozenset(facts.get("replaces") or [facts.get("granted")])
                ending = Ending(event.id, at, DutyKind.OVERRIDE_EXPIRES, triggers=granted)
            case kind if kind in FINISHES:
                ending = Ending(event.id, at, DutyKind.OVERRIDE_EXPIRES, excuses=True)
            case kind if kind in TAKEN_BACK:
                decision_id = facts["decision"]
                ending = Ending(event.id, at, DutyKind.TELL_DECISION, decision_id=decision_id, excuses=True)
            case kind if event.facts.get("excuses"):
                self.endings += [
                    Ending(event.id, at, DutyKind(each), excuses=True) for each in event.facts["excuses"]
                ]
                return
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
