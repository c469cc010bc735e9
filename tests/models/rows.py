"""Rows put in by hand, without the services: what the database itself must hold to is tested on these."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import (
    Base,
    Contact,
    Decision,
    DecisionEnded,
    Direction,
    Duty,
    Investigation,
    LineOfInquiry,
    Person,
    SignOff,
    Suspect,
    Unit,
    Victim,
)
from vocabulary import (
    Actor,
    Bearing,
    Channel,
    ContactResult,
    DatePrecision,
    DecisionEnding,
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    LineStatus,
    NotPursuedReason,
    Origin,
    Rank,
    ReportedHow,
    State,
    StreamKind,
    VictimKind,
)
from workflow import recording
from workflow.ledger import sha256

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
EVALUATION = "{}"
FINISHES_AS = {DecisionKind.CLOSURE: "closed", DecisionKind.NO_FURTHER_ACTION: "no_further_action"}


@dataclass(frozen=True)
class ReadyCase:
    """A case of which nothing is missing any more: only the last step is left."""

    id: int
    kind: DecisionKind
    decision: int
    line: int | None
    victim: int
    proposer: int
    officer: int
    signer: int


class Rows:
    """Adds one row at a time to a session and flushes it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.count = 0
        self.unit_id = self.add(Unit(code="ROWS", name="Rows"))

    def add(self, row: Base) -> int | None:
        self.session.add(row)
        self.session.flush()
        return getattr(row, "id", None)

    def person(self, **changes: object) -> int:
        self.count += 1
        values = {
            "username": f"rows{self.count}",
            "full_name": "A Person",
            "name_search": "a person",
            "rank": Rank.INSPECTOR,
            "is_detective": True,
            "accreditation": 2,
            "password_hash": "x",
            "created_at": NOW,
        }
        return self.add(Person(**(values | changes)))

    def investigation(self, **changes: object) -> int:
        self.count += 1
        values = {
            "reference": f"ROWS/{self.count}",
            "origin": Origin.FORCE,
            "offence": "burglary_home",
            "offence_class": "burglary",
            "state": State.RECORDED,
            "unit_id": self.unit_id,
            "responsible_id": changes.get("oic_id") or self.person(),
            "occurred_from_at": NOW,
            "occurred_until_at": NOW,
            "date_precision": DatePrecision.EXACT,
            "reported_at": NOW,
            "reported_how": ReportedHow.ONLINE,
            "place": "Here",
            "summary": "What happened",
            "recorded_at": NOW,
            "last_event_at": NOW,
        }
        return self.add(Investigation(**(values | changes)))

    def event(
        self,
        case: int,
        kind: EventKind,
        by: int | None = None,
        about: int | None = None,
        submission_id: str | None = None,
    ) -> int:
        actor = Actor(by, Rank.INSPECTOR, True, frozenset()) if by else None
        return recording.append(
            self.session,
            StreamKind.INVESTIGATION,
            case,
            kind,
            actor=actor,
            now=NOW,
            about_person_id=about,
            submission_id=submission_id,
        ).id

    def line(self, case: int, status: LineStatus = LineStatus.RESULTED, **changes: object) -> int:
        person = changes.pop("owner_id", None) or self.person()
        values = {
            "investigation_id": case,
            "category": "cctv",
            "objective": "See who",
            "owner_id": person,
            "status": status,
            "added_at": NOW,
            "added_by_id": person,
        }
        if status is not LineStatus.OPEN:
            values |= {"result": "Seen", "answered_at": NOW, "answered_by_id": person}
        if status is LineStatus.RESULTED:
            values["bearing"] = Bearing.NEUTRAL
        if status is LineStatus.NOT_PURSUED:
            values["not_pursued_reason"] = NotPursuedReason.NOT_POSSIBLE
        return self.add(LineOfInquiry(**(values | changes)))

    def victim(self, case: int, **changes: object) -> int:
        values = {
            "investigation_id": case,
            "kind": VictimKind.PERSON,
            "name": "V",
            "name_search": "v",
            "added_at": NOW,
        }
        return self.add(Victim(**(values | changes)))

    def suspect(self, case: int, **changes: object) -> int:
        values = {
            "investigation_id": case,
            "name": "S",
            "name_search": "s",
            "offences_considered": "",
            "why_suspected": "",
            "added_at": NOW,
            "added_by_id": self.person(),
        }
        return self.add(Suspect(**(values | changes)))

    def decision(self, case: int, by: int, **changes: object) -> int:
        values = {
            "investigation_id": case,
            "kind": DecisionKind.CLOSURE,
            "round": 1,
            "outcome_code": "1",
            "proposed_from": State.INVESTIGATING,
            "proposed_by_id": by,
            "proposed_at": NOW,
            "proposed_at_event_id": self.last_material_event(case),
            "rank_needed": Rank.SERGEANT,
            "detective_needed": False,
            "sign_offs_needed": 1,
            "policy_version": "test",
            "evaluation": EVALUATION,
            "evaluation_hash": sha256(EVALUATION),
        }
        if "event_id" not in changes:
            values["event_id"] = self.event(case, EventKind.DECISION_PROPOSED, by)
        return self.add(Decision(**(values | changes)))

    def sign_off(self, case: int, decision: int, by: int, **changes: object) -> int:
        values = {
            "decision_id": decision,
            "signed_by_id": by,
            "signed_at": NOW,
            "rank_then": Rank.INSPECTOR,
            "was_detective": True,
            "seen_event_id": 1,
            "policy_version": "test",
            "evaluation": EVALUATION,
            "evaluation_hash": sha256(EVALUATION),
        }
        if "event_id" not in changes:
            values["event_id"] = self.event(case, EventKind.DECISION_SIGNED_OFF, by)
        return self.add(SignOff(**(values | changes)))

    def ended(self, case: int, decision: int, ending: DecisionEnding, kind: EventKind) -> None:
        event = self.event(case, kind)
        self.add(DecisionEnded(decision_id=decision, ending=ending, ended_at=NOW, event_id=event))

    def contact(self, case: int, victim: int, decision: int | None = None, **changes: object) -> int:
        values = {
            "investigation_id": case,
            "victim_id": victim,
            "channel": Channel.PHONE,
            "result": ContactResult.REACHED,
            "happened_at": NOW,
            "recorded_at": NOW,
            "recorded_by_id": self.person(),
            "told": "The decision and why",
            "said": "",
            "decision_id": decision,
        }
        return self.add(Contact(**(values | changes)))

    def duty(self, case: int, event: int, **changes: object) -> int:
        values = {
            "investigation_id": case,
            "kind": DutyKind.ALLOCATE,
            "status": DutyStatus.RUNNING,
            "what": "Allocate",
            "triggered_at": NOW,
            "trigger_event_id": event,
            "due_at": NOW,
            "rule": "At once",
            "policy_version": "test",
        }
        return self.add(Duty(**(values | changes)))

    def direction(self, case: int, **changes: object) -> int:
        values = {
            "investigation_id": case,
            "to_person_id": self.person(),
            "given_by_id": self.person(),
            "given_at": NOW,
            "what": "Ask the neighbours",
            "due_at": NOW,
        }
        return self.add(Direction(**(values | changes)))

    def last_material_event(self, case: int) -> int:
        return self.session.get_one(Investigation, case).last_material_event_id

    def set(self, case: int, **columns: object) -> None:
        """Change columns of an investigation by plain SQL; the database may refuse it."""
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        self.session.execute(
            sa.text(f"UPDATE investigation SET {changes} WHERE id = :case"),
            {"case": case, **columns},
        )
        self.session.expire_all()

    def ready(
        self,
        kind: DecisionKind = DecisionKind.CLOSURE,
        *,
        line: bool = True,
        told: bool = True,
        **decision: object,
    ) -> ReadyCase:
        """A case of which nothing is missing, save what the arguments leave out."""
        proposer, officer, signer = self.person(), self.person(), self.person()
        case = self.investigation()
        self.event(case, EventKind.CRIME_RECORDED)
        self.event(case, EventKind.CASE_ALLOCATED, about=officer)
        self.set(case, state="investigating", oic_id=officer, responsible_id=officer)
        line_id = self.line(case) if line else None
        victim = self.victim(case)
        self.event(case, EventKind.LINE_RESULTED)
        decision_id = self.decision(case, proposer, kind=kind, **decision)
        self.set(case, state="awaiting_sign_off", current_decision_id=decision_id)
        self.sign_off(case, decision_id, signer)
        self.set(case, state="awaiting_victim_update")
        if told:
            self.contact(case, victim, decision_id)
        return ReadyCase(case, kind, decision_id, line_id, victim, proposer, officer, signer)

    def finish(self, ready: ReadyCase) -> State:
        self.set(ready.id, state=FINISHES_AS[ready.kind])
        state = self.session.get_one(Investigation, ready.id).state
        assert state == FINISHES_AS[ready.kind]
        return state
