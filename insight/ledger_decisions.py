"""Decisions, sign-offs and endings held against the events they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_rows import Fault
from insight.ledger_story import ENDED_BY
from models import CaseEvent, Decision, DecisionEnded, SignOff, Stream
from vocabulary import DecisionKind, EventKind, SuspectDecision
from workflow.ledger import sha256

BATCH = 500

# Column → name among the facts of the event.
PROPOSED = {
    "kind": "kind",
    "outcome_code": "outcome",
    "round": "round",
    "proposed_at_event_id": "rests_on",
    "rank_needed": "rank_needed",
    "detective_needed": "detective_needed",
    "sign_offs_needed": "sign_offs_needed",
    # Said where there is something to say, so that older events need not speak of them.
    "role_needed": "role_needed",
    "role_instead": "role_instead",
    "second_rank_needed": "second_rank_needed",
    "evaluation_hash": "evaluation",
}
ON_A_SUSPECT = {"suspect_id": "suspect", "evaluation_hash": "evaluation"}
SIGNED = {
    "decision_id": "decision",
    "rank_then": "rank",
    "was_detective": "detective",
    "seen_event_id": "seen",
    "evaluation_hash": "evaluation",
}


def decision_faults(session: Session, counted: object) -> Iterator[Fault]:
    """Every decision; counts them in `counted.decisions`."""
    query = _with_event(sa.select(Decision), Decision.event_id).add_columns(
        Decision.investigation_id.label("case_id")
    )
    for row, event in _in_batches(session, query, Decision.id):
        why = _why_seal_is_broken(row)
        if why is None:
            why = _why_event_differs(event, row.proposed_by_id) or _why_decision_differs(row, event)
        if why is not None:
            yield Fault("decision", row.id, why)
        counted.decisions += 1


def sign_off_faults(session: Session, counted: object) -> Iterator[Fault]:
    """Every sign-off; counts them in `counted.sign_offs`."""
    query = (
        _with_event(sa.select(SignOff), SignOff.event_id)
        .outerjoin(Decision, Decision.id == SignOff.decision_id)
        .add_columns(Decision.investigation_id.label("case_id"))
    )
    for row, event in _in_batches(session, query, SignOff.id):
        why = _why_seal_is_broken(row) or _why_event_differs(event, row.signed_by_id)
        if why is None and event.kind != EventKind.DECISION_SIGNED_OFF:
            why = f"it rests on an event that is {event.kind}"
        if why is None:
            why = _why_facts_differ(row, event, SIGNED)
        if why is not None:
            yield Fault("sign_off", row.id, why)
        counted.sign_offs += 1


def ending_faults(session: Session) -> Iterator[Fault]:
    """Every ending of a decision, against the event that ended it."""
    query = (
        _with_event(sa.select(DecisionEnded), DecisionEnded.event_id)
        .outerjoin(Decision, Decision.id == DecisionEnded.decision_id)
        .add_columns(Decision.investigation_id.label("case_id"))
    )
    for row, event in _in_batches(session, query, DecisionEnded.decision_id):
        why = _why_event_differs(event, row.ended_by_id)
        if why is None and ENDED_BY.get(event.kind) != row.ending:
            why = f"it says {row.ending}, and its event is {event.kind}"
        if why is None:
            why = _why_facts_differ(row, event, {"decision_id": "decision"})
        if why is not None:
            yield Fault("decision_ended", row.decision_id, why)


def _with_event(query: sa.Select, event_id: sa.ColumnElement) -> sa.Select:
    return (
        query.outerjoin(CaseEvent, CaseEvent.id == event_id)
        .outerjoin(Stream, Stream.id == CaseEvent.stream_id)
        .add_columns(
            sa.type_coerce(CaseEvent.kind, sa.Text).label("kind"),
            CaseEvent.actor_id,
            CaseEvent.canonical,
            sa.type_coerce(Stream.kind, sa.Text).label("stream_kind"),
            Stream.subject_id,
        )
    )


def _in_batches(session: Session, query: sa.Select, place: sa.ColumnElement) -> Iterator[tuple]:
    """Rows with their events, in order of key; what was read before is let go of."""
    query = query.order_by(place).limit(BATCH)
    batch = session.execute(query).all()
    while batch:
        for row in batch:
            yield row[0], row
        last = getattr(batch[-1][0], place.key)
        for row in batch:
            session.expunge(row[0])
        batch = session.execute(query.where(place > last)).all()


def _why_seal_is_broken(row: Decision | SignOff) -> str | None:
    if sha256(row.evaluation) != row.evaluation_hash:
        return "its evaluation is not what its hash says"
    return None


def _why_event_differs(event: sa.Row, actor_id: int | None) -> str | None:
    if event.canonical is None:
        return "its event is missing"
    if (event.stream_kind, event.subject_id) != ("investigation", event.case_id):
        return "its event belongs to another case"
    if event.actor_id != actor_id:
        return f"it names person {actor_id}, and its event names person {event.actor_id}"
    return None


def _why_decision_differs(row: Decision, event: sa.Row) -> str | None:
    if row.kind is not DecisionKind.SUSPECT_NO_FURTHER_ACTION:
        if event.kind != EventKind.DECISION_PROPOSED:
            return f"it rests on an event that is {event.kind}"
        return _why_facts_differ(row, event, PROPOSED)
    decided = json.loads(event.canonical)["facts"].get("decision")
    if event.kind != EventKind.SUSPECT_DECIDED or decided != SuspectDecision.NO_FURTHER_ACTION:
        return "its event does not decide no further action for a suspect"
    return _why_facts_differ(row, event, ON_A_SUSPECT)


def _why_facts_differ(row: object, event: sa.Row, names: dict[str, str]) -> str | None:
    facts = json.loads(event.canonical)["facts"]
    for column, name in names.items():
        value = getattr(row, column)
        if value != facts.get(name):
            return f"its {column} is {value}, and its event says {facts.get(name)}"
    return None
