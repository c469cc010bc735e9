"""Rows that repeat what events say: cases with their lines, suspects, victims and tellings, and decisions.

A row changed by hand, without an event, is found here even where no trigger could refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import Contact, Decision, DecisionEnded, Investigation, LineOfInquiry, Suspect, Victim
from vocabulary import (
    FINISHED,
    FINISHED_BY_FAIRLEAD,
    DecisionEnding,
    EventKind,
    LineStatus,
    State,
    SuspectDecision,
)
from workflow.steps import STEPS


@dataclass(frozen=True)
class Fault:
    """The row that is not as it should be, and in what."""

    table: str
    id: int | str
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.id}: {self.what}."


FINISHES_AS = {rule.event: rule.to for rule in STEPS.values() if rule.to in FINISHED_BY_FAIRLEAD}
LINE_BECOMES = {
    EventKind.LINE_ADDED: LineStatus.OPEN,
    EventKind.LINE_RESULTED: LineStatus.RESULTED,
    EventKind.LINE_NOT_PURSUED: LineStatus.NOT_PURSUED,
    EventKind.LINE_ANSWERED_ELSEWHERE: LineStatus.ANSWERED_ELSEWHERE,
    EventKind.LINE_SUPERSEDED: LineStatus.SUPERSEDED,
}
ENDED_BY = {
    EventKind.PROPOSAL_WITHDRAWN: DecisionEnding.WITHDRAWN,
    EventKind.PROPOSAL_RETURNED: DecisionEnding.RETURNED,
    EventKind.PROPOSAL_LAPSED: DecisionEnding.LAPSED,
    **dict.fromkeys(FINISHES_AS, DecisionEnding.CARRIED_OUT),
}


@dataclass
class CaseStory:
    """What a case's events say its rows should hold."""

    id: int
    last_event_id: int = 0
    last_material_event_id: int = 0
    round: int = 1
    oic_id: int | None = None
    current_decision_id: int | None = None
    no_lines_agreed_by_id: int | None = None
    finished_as: State | None = None
    finished_on: tuple[int, int] | None = None  # decision and round
    lines: dict[int, str] = field(default_factory=dict)
    suspects: dict[int, str | None] = field(default_factory=dict)
    victims: dict[int, str] = field(default_factory=dict)
    tellings: dict[int, tuple[int, int]] = field(default_factory=dict)  # contact → victim, decision
    endings: dict[int, str] = field(default_factory=dict)  # decision → how it ended

    def add(self, event: sa.Row, facts: dict) -> None:
        kind = EventKind(event.kind)
        self.last_event_id = event.id
        if kind.material:
            self.last_material_event_id = event.id
        if kind in LINE_BECOMES:
            self.lines[facts["line"]] = LINE_BECOMES[kind].value
        elif kind in ENDED_BY:
            self.endings[facts["decision"]] = ENDED_BY[kind].value
            if kind in FINISHES_AS:
                self.finished_as, self.finished_on = FINISHES_AS[kind], (facts["decision"], facts["round"])
            else:
                self.current_decision_id = None
        else:
            self._add_other(kind, event, facts)

    def _add_other(self, kind: EventKind, event: sa.Row, facts: dict) -> None:
        match kind:
            case EventKind.CRIME_IMPORTED:
                state = State(facts["state"])
                self.finished_as = state if state in FINISHED else None
            case EventKind.PUBLISHED_LABEL_CHANGED if facts["state"] == State.DECIDED_BEFORE_FAIRLEAD:
                self.finished_as = State.DECIDED_BEFORE_FAIRLEAD
            case EventKind.CASE_ALLOCATED:
                self.oic_id = event.about_person_id
            case EventKind.CASE_REOPENED:
                self.round, self.oic_id, self.current_decision_id = self.round + 1, None, None
                self.finished_as = self.finished_on = None
            case EventKind.DECISION_PROPOSED:
                self.current_decision_id = event.decision
            case EventKind.NO_LINES_EXCUSED:
                self.no_lines_agreed_by_id = event.actor_id
            case EventKind.RISK_RECORDED:
                self.no_lines_agreed_by_id = None
            case EventKind.VICTIM_ADDED:
                self.victims[facts["victim"]] = facts["kind"]
            case EventKind.SUSPECT_ADDED:
                self.suspects[facts["suspect"]] = None
            case EventKind.SUSPECT_DECIDED:
                self.suspects[facts["suspect"]] = facts["decision"]
            case EventKind.CHARGE_RECORDED:
                self.suspects[facts["suspect"]] = SuspectDecision.CHARGED.value
            case EventKind.CONTACT_RECORDED if facts["tells_decision"] is not None:
                self.tellings[facts["contact"]] = (facts["victim"], facts["tells_decision"])


REPEATED = (
    "last_event_id",
    "last_material_event_id",
    "round",
    "oic_id",
    "current_decision_id",
    "no_lines_agreed_by_id",
)


def cases_unlike_their_stories(session: Session, stories: Sequence[CaseStory]) -> Iterator[Fault]:
    """Compare some cases with what was gathered from their events, in the order given."""
    ids = [story.id for story in stories]
    if not ids:
        return
    columns = [getattr(Investigation, name) for name in ("id", *REPEATED)]
    state = sa.type_coerce(Investigation.state, sa.Text).label("state")
    found = session.execute(sa.select(*columns, state).where(Investigation.id.in_(ids)))
    rows = {row.id: row for row in found}
    parts = {
        "line_of_inquiry": ("lines", _by_case(session, LineOfInquiry, ids, LineOfInquiry.status)),
        "suspect": ("suspects", _by_case(session, Suspect, ids, Suspect.decision)),
        "victim": ("victims", _by_case(session, Victim, ids, Victim.kind)),
        "contact": ("tellings", _tellings(session, ids)),
        "decision_ended": ("endings", _endings(session, ids)),
    }
    for story in stories:
        row = rows.get(story.id)
        if row is None:
            yield Fault("investigation", story.id, "it is missing, and its events are there")
            continue
        yield from _case_faults(row, story)
        for table, (name, held) in parts.items():
            yield from _part_faults(table, held.get(story.id, {}), getattr(story, name))


def _case_faults(row: sa.Row, story: CaseStory) -> Iterator[Fault]:
    for name in REPEATED:
        if getattr(row, name) != getattr(story, name):
            said = getattr(story, name)
            yield Fault("investigation", row.id, f"{name} is {getattr(row, name)}, and its events say {said}")
    finished_as = row.state if row.state in FINISHED else None
    if finished_as != story.finished_as:
        said = story.finished_as or "that it is not finished"
        yield Fault("investigation", row.id, f"its state is {row.state}, and its events say {said}")
    if story.finished_on and story.finished_on != (row.current_decision_id, row.round):
        yield Fault("investigation", row.id, "it was finished on another decision than its events say")


def _part_faults(table: str, held: dict[int, object], told: dict[int, object]) -> Iterator[Fault]:
    for row_id in sorted(held.keys() | told.keys()):
        if row_id not in told:
            yield Fault(table, row_id, "no event of its case tells of it")
        elif row_id not in held:
            yield Fault(table, row_id, "it is missing, and its case's events tell of it")
        elif held[row_id] != told[row_id]:
            yield Fault(table, row_id, f"it says {held[row_id]}, and its case's events say {told[row_id]}")


def _by_case(
    session: Session, model: type, ids: Sequence[int], column: InstrumentedAttribute
) -> dict[int, dict[int, object]]:
    held: dict[int, dict[int, object]] = {}
    query = sa.select(model.investigation_id, model.id, sa.type_coerce(column, sa.Text))
    for case_id, row_id, value in session.execute(query.where(model.investigation_id.in_(ids))):
        held.setdefault(case_id, {})[row_id] = value
    return held


def _tellings(session: Session, ids: Sequence[int]) -> dict[int, dict[int, object]]:
    held: dict[int, dict[int, object]] = {}
    query = sa.select(Contact.investigation_id, Contact.id, Contact.victim_id, Contact.decision_id).where(
        Contact.investigation_id.in_(ids), Contact.decision_id.is_not(None)
    )
    for case_id, contact_id, victim_id, decision_id in session.execute(query):
        held.setdefault(case_id, {})[contact_id] = (victim_id, decision_id)
    return held


def _endings(session: Session, ids: Sequence[int]) -> dict[int, dict[int, object]]:
    held: dict[int, dict[int, object]] = {}
    query = (
        sa.select(
            Decision.investigation_id,
            DecisionEnded.decision_id,
            sa.type_coerce(DecisionEnded.ending, sa.Text),
        )
        .join(Decision, Decision.id == DecisionEnded.decision_id)
        .where(Decision.investigation_id.in_(ids))
    )
    for case_id, decision_id, ending in session.execute(query):
        held.setdefault(case_id, {})[decision_id] = ending
    return held
