"""Lines of inquiry: add, result, not pursued, answered on another crime, superseded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Investigation, LineOfInquiry, Person
from models.base import folded
from vocabulary import Act, Actor, Bearing, EventKind, LineStatus, NotPursuedReason
from workflow.reading import lock_cases
from workflow.refusals import FactNotAccepted, NotFound
from workflow.services.acts import open_act
from workflow.services.cps_actions import end_action
from workflow.services.opening import Opened
from workflow.services.pointing import (
    NO_OTHER_CRIME,
    line_that_answers,
    lock_what_rests_on,
    refuse_if_a_finished_case_rests_on,
    refuse_pointing_at_what_is_not_read,
)

ANSWERED = "This line is already answered. To correct it, supersede it by another."
SUPERSEDED = "This line has already been superseded."


def add_line(
    session: Session,
    actor: Actor,
    investigation_id: int,
    category: str,
    objective: str,
    owner_id: int,
    *,
    now: dt.datetime,
    evidence_expires_at: dt.datetime | None = None,
    suspect_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Add a line, about one suspect where it is; returns its id. Material, never stale."""
    opened = open_act(
        session,
        actor,
        Act.ADD_LINE,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    if suspect_id is not None and suspect_id not in {each.id for each in opened.case.suspects}:
        raise FactNotAccepted("suspect", "Choose a suspect of this crime.")
    refuse_lost_before(opened, evidence_expires_at)
    return write_line(opened, category, objective, owner_id, evidence_expires_at, suspect_id)[0].id


def refuse_lost_before(opened: Opened, evidence_expires_at: dt.datetime | None) -> None:
    """Raise FactNotAccepted for evidence that would have been lost before the crime happened."""
    if evidence_expires_at is not None and evidence_expires_at < opened.row.occurred_from_at:
        raise FactNotAccepted(
            "evidence_expires_at", "Evidence of this crime cannot be lost before it happened. Check the year."
        )


def write_line(
    opened: Opened,
    category: str,
    objective: str,
    owner_id: int,
    evidence_expires_at: dt.datetime | None,
    suspect_id: int | None = None,
    supersedes: int | None = None,
    asked_by_cps: Mapping[str, object] | None = None,
) -> tuple[LineOfInquiry, CaseEvent]:
    """The line with its event. `asked_by_cps`: of which plan it is an action, and by when."""
    if category not in {known.key for known in opened.policy.line_categories}:
        raise FactNotAccepted("category", "Choose a kind of line from the list.")
    if not objective.strip():
        raise FactNotAccepted("objective", "Write what this line is meant to find out.")
    owner = opened.session.get(Person, owner_id)
    if owner is None or owner.retired_at is not None:
        raise FactNotAccepted("owner", "Choose who will follow this line.")
    line = LineOfInquiry(
        investigation_id=opened.row.id,
        category=category,
        objective=objective,
        owner_id=owner_id,
        evidence_expires_at=evidence_expires_at,
        suspect_id=suspect_id,
        status=LineStatus.OPEN,
        added_at=opened.now,
        added_by_id=opened.actor.id,
    )
    opened.session.add(line)
    opened.session.flush()
    event = opened.event(
        EventKind.LINE_ADDED,
        facts={
            "line": line.id,
            "category": category,
            "owner": owner_id,
            "supersedes": supersedes,
            "evidence_expires_at": evidence_expires_at,
            "suspect": suspect_id,
            **(asked_by_cps or {}),
        },
        detail={"objective": objective},
    )
    return line, event


def _open_answer(
    session: Session,
    actor: Actor,
    line_id: int,
    now: dt.datetime,
    submission_id: str | None,
    lapse_accepted: bool,
) -> tuple[Opened, LineOfInquiry]:
    line = session.get(LineOfInquiry, line_id)
    if line is None:
        raise NotFound("There is no such line of inquiry.")
    opened = open_act(
        session,
        actor,
        Act.RESULT_LINE,
        line.investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    if line.status is not LineStatus.OPEN:
        raise FactNotAccepted("line", ANSWERED)
    return opened, line


def _answer(
    opened: Opened,
    line: LineOfInquiry,
    status: LineStatus,
    kind: EventKind,
    words: str,
    facts: Mapping[str, object],
) -> int:
    line.status = status
    line.result = words
    line.answered_at, line.answered_by_id = opened.now, opened.actor.id
    opened.session.flush()
    facts = {"line": line.id, "category": line.category, **facts}
    event = opened.event(kind, facts=facts, detail={"words": words})
    end_action(opened, line, event)
    return event.id


def result_line(
    session: Session,
    actor: Actor,
    line_id: int,
    result: str,
    bearing: Bearing,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record what the line found, towards or away from a suspect or neither; returns the event's id."""
    opened, line = _open_answer(session, actor, line_id, now, submission_id, lapse_accepted)
    if not result.strip():
        raise FactNotAccepted("result", "Write what this line found, even when it found nothing.")
    line.bearing = bearing
    return _answer(opened, line, LineStatus.RESULTED, EventKind.LINE_RESULTED, result, {"bearing": bearing})


def do_not_pursue_line(
    session: Session,
    actor: Actor,
    line_id: int,
    reason: NotPursuedReason,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record why a line is not pursued; returns the event's id."""
    opened, line = _open_answer(session, actor, line_id, now, submission_id, lapse_accepted)
    if not words.strip():
        raise FactNotAccepted("words", "Write why this line is not pursued.")
    line.not_pursued_reason = reason
    return _answer(
        opened, line, LineStatus.NOT_PURSUED, EventKind.LINE_NOT_PURSUED, words, {"reason": reason}
    )


def answer_on_another_crime(
    session: Session,
    actor: Actor,
    line_id: int,
    other_reference: str,
    other_line_id: int | None,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Point a line at the line of another crime that answers it; the gate reads that line live.

    With no `other_line_id` the other crime must have exactly one line of the same kind.
    """
    line = session.get(LineOfInquiry, line_id)
    if line is None:
        raise NotFound("There is no such line of inquiry.")
    other_case = session.scalar(
        sa.select(Investigation).where(Investigation.reference_search == folded(other_reference))
    )
    if other_case is None or other_case.id == line.investigation_id:
        raise FactNotAccepted("other_reference", NO_OTHER_CRIME)
    # Both cases, in id order: the other line may be superseded at the same moment.
    locked = lock_cases(session, [line.investigation_id, other_case.id], now)
    refuse_pointing_at_what_is_not_read(actor, locked[other_case.id])
    opened, line = _open_answer(session, actor, line_id, now, submission_id, lapse_accepted)
    other = line_that_answers(session, line, other_case, other_line_id)
    line.answered_on_line_id = other.id
    return _answer(
        opened,
        line,
        LineStatus.ANSWERED_ELSEWHERE,
        EventKind.LINE_ANSWERED_ELSEWHERE,
        words or f"Answered on {other_case.reference}.",
        {"answered_on_line": other.id, "answered_on_case": other_case.id},
    )


def supersede_line(
    session: Session,
    actor: Actor,
    line_id: int,
    category: str,
    objective: str,
    owner_id: int,
    *,
    now: dt.datetime,
    why: str,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Put a new line in the place of a mistaken one, which is kept whole; returns the new line's id.

    Evidence is lost when it is lost, however the line is worded: the new line has the old one's expiry.
    It is about the same suspect.
    """
    old = session.get(LineOfInquiry, line_id)
    if old is None:
        raise NotFound("There is no such line of inquiry.")
    lock_what_rests_on(session, old, now)
    opened = open_act(
        session,
        actor,
        Act.ADD_LINE,
        old.investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    if old.status is LineStatus.SUPERSEDED:
        raise FactNotAccepted("line", SUPERSEDED)
    if not why.strip():
        raise FactNotAccepted("why", "Write what was wrong with the line.")
    refuse_if_a_finished_case_rests_on(session, old)
    about = (old.evidence_expires_at, old.suspect_id)
    new, _ = write_line(opened, category, objective, owner_id, *about, supersedes=old.id)
    old.status, old.superseded_by_line_id = LineStatus.SUPERSEDED, new.id
    old.answered_at = old.answered_at or opened.now
    old.answered_by_id = old.answered_by_id or actor.id
    old.result = old.result or why
    opened.session.flush()
    facts = {"line": old.id, "by_line": new.id, "answer_kept": True}
    opened.event(EventKind.LINE_SUPERSEDED, facts=facts, detail={"words": why})
    return new.id
