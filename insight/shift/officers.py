"""An officer's first page: what is due, what is lost, what was asked, what came back."""

from __future__ import annotations

import datetime as dt
import json

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.listing import Asked, Listing, of_case
from insight.shift.owed import running_duties
from insight.telling import bereaved_in_words
from insight.work_lists import mine
from models import (
    CaseEvent,
    Decision,
    DecisionEnded,
    Direction,
    Duty,
    Investigation,
    LineOfInquiry,
    Stream,
    Victim,
)
from vocabulary import (
    WORK_IS_OPEN,
    Actor,
    DecisionEnding,
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    LineStatus,
    State,
    Step,
    StreamKind,
)
from workflow.policy.pack import Policy
from workflow.steps import STEPS

SOON = dt.timedelta(hours=48)
REFUSED_LATELY = dt.timedelta(days=7)


def answers_for(actor: Actor) -> sa.ColumnElement[bool]:
    """Crimes that this person is officer in the case of or answers for, wherever they stand.

    More than the active list: what waits for a laboratory, lies in a tray or is finished owes no less.
    """
    return sa.or_(Investigation.oic_id == actor.id, Investigation.responsible_id == actor.id)


def due(asked: Asked) -> sa.Select:
    """Overdue and due today on my cases, and whom I chase. Directions, promises and trays have lists."""
    chases = sa.and_(Duty.kind == DutyKind.CHASE, Investigation.chaser_id == asked.actor.id)
    return (
        running_duties()
        .where(
            sa.or_(answers_for(asked.actor), chases),
            Duty.kind.not_in((DutyKind.DIRECTION, DutyKind.PROMISE, DutyKind.ALLOCATE, DutyKind.CALL_BACK)),
            Duty.due_at < asked.ends_at,
        )
        .order_by(Duty.due_at, Duty.id)
    )


def evidence(asked: Asked) -> sa.Select:
    """My open lines whose evidence is lost today or within 48 hours; what was lost earlier is on the case."""
    return _lines(asked, LineOfInquiry.owner_id == asked.actor.id, asked.now + SOON)


def lines_losing_evidence(asked: Asked, whose: sa.ColumnElement[bool], until: dt.datetime) -> sa.Select:
    return _lines(asked, whose, until)


def _lines(asked: Asked, whose: sa.ColumnElement[bool], until: dt.datetime) -> sa.Select:
    return (
        of_case(
            item_id=LineOfInquiry.id,
            what=LineOfInquiry.objective,
            at=LineOfInquiry.evidence_expires_at,
            person_id=LineOfInquiry.owner_id,
        )
        .join_from(LineOfInquiry, Investigation, Investigation.id == LineOfInquiry.investigation_id)
        .where(
            whose,
            LineOfInquiry.status == LineStatus.OPEN,
            LineOfInquiry.evidence_expires_at >= asked.begins_at,
            LineOfInquiry.evidence_expires_at < until,
        )
        .order_by(LineOfInquiry.evidence_expires_at, LineOfInquiry.id)
    )


def directions(asked: Asked) -> sa.Select:
    """Open directions to me."""
    return open_directions(Direction.to_person_id == asked.actor.id, Direction.given_by_id)


def open_directions(which: sa.ColumnElement[bool], named: sa.ColumnElement) -> sa.Select:
    return (
        of_case(item_id=Direction.id, what=Direction.what, at=Direction.due_at, person_id=named)
        .join_from(Direction, Duty, Duty.direction_id == Direction.id)
        .join(Investigation, Investigation.id == Direction.investigation_id)
        .where(which, Direction.done_at.is_(None), Duty.status == DutyStatus.RUNNING)
        .order_by(Direction.due_at, Direction.id)
    )


def returned(asked: Asked) -> sa.Select:
    """My cases whose latest proposal came back, and on which none has been made since."""
    later = aliased(Decision)
    return (
        of_case(
            what=sa.cast(Decision.kind, sa.Text),
            at=DecisionEnded.ended_at,
            person_id=DecisionEnded.ended_by_id,
        )
        .join_from(Decision, DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .join(Investigation, Investigation.id == Decision.investigation_id)
        .where(
            mine(asked.actor),
            Investigation.current_decision_id.is_(None),
            DecisionEnded.ending == DecisionEnding.RETURNED,
            Decision.round == Investigation.round,
            Decision.suspect_id.is_(None),
            ~sa.exists().where(
                later.investigation_id == Decision.investigation_id,
                later.suspect_id.is_(None),
                later.id > Decision.id,
            ),
        )
        .order_by(DecisionEnded.ended_at, Decision.id)
    )


def refused(asked: Asked) -> sa.Select:
    """What was refused to me in the last 7 days where work is still open: the latest of each case."""
    later = aliased(CaseEvent)
    refusal = (CaseEvent.actor_id == asked.actor.id, CaseEvent.kind == EventKind.STEP_REFUSED)
    return (
        of_case(what=CaseEvent.canonical, at=CaseEvent.recorded_at)
        .join_from(CaseEvent, Stream, Stream.id == CaseEvent.stream_id)
        .join(
            Investigation,
            sa.and_(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id == Investigation.id),
        )
        .where(
            *refusal,
            CaseEvent.recorded_at > asked.now - REFUSED_LATELY,
            Investigation.state.in_(WORK_IS_OPEN),
            ~sa.exists().where(
                later.stream_id == CaseEvent.stream_id,
                later.actor_id == asked.actor.id,
                later.kind == EventKind.STEP_REFUSED,
                later.id > CaseEvent.id,
            ),
        )
        .order_by(CaseEvent.recorded_at.desc(), CaseEvent.id.desc())
    )


def asked_for(canonical: str, _: Policy) -> str:
    """The step or act that a refusal was about, as its button says it."""
    step = json.loads(canonical)["facts"]["step"]
    return STEPS[Step(step)].title if step in set(Step) else step.replace("_", " ").capitalize()


def promises(asked: Asked) -> sa.Select:
    """Victims of my cases who were promised something, what falls due first at the top."""
    running = Duty.status == DutyStatus.RUNNING
    return promised(answers_for(asked.actor), running).order_by(Duty.due_at, Duty.id)


def promised(*which: sa.ColumnElement[bool]) -> sa.Select:
    return (
        of_case(
            item_id=Duty.id,
            what=Duty.what,
            at=Duty.due_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
            safe_contact=Victim.safe_contact,
            bereaved=bereaved_in_words(),
        )
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(Duty.kind == DutyKind.PROMISE, *which)
    )


def cases_by_state(session: Session, actor: Actor) -> list[tuple[State, int]]:
    """How many unfinished cases are mine, by where they stand, in the order of a case's life."""
    rows = session.execute(
        sa.select(Investigation.state, sa.func.count()).where(mine(actor)).group_by(Investigation.state)
    )
    found = dict(rows.all())
    return [(state, found[state]) for state in State if state in found]


DECIDED = {
    DecisionKind.CLOSURE: "Closure was proposed",
    DecisionKind.NO_FURTHER_ACTION: "No further action was proposed",
}
DUE = Listing("due", "Due today and overdue", "Nothing is due today.", "due", due)
DIRECTIONS = Listing("directions", "Directions to you", "No direction to you is open.", "due", directions)
PROMISES = Listing(
    "promises",
    "Victims promised something",
    "No promise is waiting to be kept.",
    "due",
    promises,
    reaches_victims=True,
)
# What whoever answers for a crime owes on it: an officer, or a supervisor who has taken it over.
OWN = (DUE, DIRECTIONS, PROMISES)
OFFICERS = (
    DUE,
    Listing(
        "evidence",
        "Evidence lost today or within 48 hours",
        "No evidence on your lines is about to be lost.",
        "lost",
        evidence,
    ),
    DIRECTIONS,
    Listing(
        "returned",
        "Returned to you",
        "No proposal has come back to you.",
        "since",
        returned,
        say=lambda kind, _: DECIDED.get(kind, kind.replace("_", " ").capitalize()),
    ),
    Listing(
        "refused",
        "Refused in the last 7 days",
        "Nothing you asked for was refused.",
        "since",
        refused,
        say=asked_for,
    ),
    PROMISES,
)
