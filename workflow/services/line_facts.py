"""Facts about a line besides its answer: a result came back, evidence was lost, a request's grounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import LineOfInquiry
from vocabulary import Act, Actor, EventKind, LineStatus
from workflow.refusals import FactNotAccepted, NotFound
from workflow.services.acts import open_act
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time


@dataclass(frozen=True)
class Request:
    """Why a device or somebody's records were asked for, what exactly, and who agreed (practice P27)."""

    necessity: str
    scope: str
    consent: str


def _open_line(
    session: Session,
    actor: Actor,
    act: Act,
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
        act,
        line.investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    session.refresh(line)
    if line.status is LineStatus.SUPERSEDED:
        raise FactNotAccepted("line", "This line was superseded: record it on the one in its place.")
    return opened, line


def record_result_received(
    session: Session,
    actor: Actor,
    line_id: int,
    received_at: dt.datetime,
    words: str = "",
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """A result came back and is still to be read; returns the event's id. It answers nothing.

    `words`: what came, as it is written, for whoever reads it.
    """
    opened, line = _open_line(
        session, actor, Act.RECORD_RESULT_RECEIVED, line_id, now, submission_id, lapse_accepted
    )
    if line.status is not LineStatus.OPEN:
        raise FactNotAccepted("line", "This line is already answered.")
    refuse_impossible_time(opened, "received_at", received_at, "This")
    line.result_received_at = received_at
    return opened.event(
        EventKind.LINE_RESULT_RECEIVED,
        facts={"line": line.id, "category": line.category, "received_at": received_at},
        detail={"words": words} if words.strip() else None,
    ).id


def explain_loss(
    session: Session,
    actor: Actor,
    line_id: int,
    why: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Why evidence was lost, or that it was secured in time; returns the event's id."""
    opened, line = _open_line(session, actor, Act.EXPLAIN_LOSS, line_id, now, submission_id, lapse_accepted)
    if not why.strip():
        raise FactNotAccepted("why", "Write why it was lost, or that it was secured in time.")
    line.loss_reason = why
    return opened.event(
        EventKind.LINE_LOSS_EXPLAINED,
        facts={"line": line.id, "category": line.category},
        detail={"words": why},
    ).id


def justify_request(
    session: Session,
    actor: Actor,
    line_id: int,
    request: Request,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Necessity, scope and consent of a request for a device or records; returns the event's id."""
    opened, line = _open_line(
        session, actor, Act.JUSTIFY_REQUEST, line_id, now, submission_id, lapse_accepted
    )
    if not opened.policy.line_category(line.category).intrusive:
        raise FactNotAccepted("line", "This kind of line asks for nobody's device or records.")
    for name, words, needed in (
        ("necessity", request.necessity, "Write why it was necessary."),
        ("scope", request.scope, "Write what exactly was asked for, and no more."),
        ("consent", request.consent, "Write who agreed, when, and what they were told."),
    ):
        if not words.strip():
            raise FactNotAccepted(name, needed)
    line.necessity, line.scope, line.consent = request.necessity, request.scope, request.consent
    return opened.event(
        EventKind.LINE_REQUEST_JUSTIFIED,
        facts={"line": line.id, "category": line.category},
        detail={"necessity": request.necessity, "scope": request.scope, "consent": request.consent},
    ).id
