"""The risk that remains when a suspect is released: answers, each replaced by a later one (practice P34)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import RiskThatRemains, Suspect
from vocabulary import Act, Actor, EventKind, RemainsAnswer, RemainsQuestion
from workflow.refusals import FactNotAccepted
from workflow.services.opening import Opened
from workflow.services.suspects import open_fact


@dataclass(frozen=True)
class Answered:
    """One answer. `order_kind`: which order was applied for, a key of the policy pack."""

    answer: RemainsAnswer
    reason: str = ""
    order_kind: str | None = None


def record_risk_that_remains(
    session: Session,
    actor: Actor,
    suspect_id: int,
    answers: Mapping[RemainsQuestion, Answered],
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record what was answered of one suspect; returns the event's id. What stays is not told again."""
    opened, suspect = open_fact(
        session,
        actor,
        suspect_id,
        Act.RECORD_RISK_THAT_REMAINS,
        now,
        submission_id,
        lapse_accepted,
        seen_event_id=seen_event_id,
    )
    rows = {
        row.question: row
        for row in session.scalars(sa.select(RiskThatRemains).where(RiskThatRemains.suspect_id == suspect.id))
    }
    changed = {
        question: _checked(opened, question, given)
        for question, given in answers.items()
        if question not in rows or _differs(rows[question], given)
    }
    if not changed:
        raise FactNotAccepted("answers", "Answer at least one question, or change an answer.")
    for question, given in changed.items():
        _write(opened, suspect, rows.get(question), question, given)
    session.flush()
    return _tell(opened, suspect, changed)


def _differs(row: RiskThatRemains, given: Answered) -> bool:
    return (row.answer, row.reason or "", row.order_kind) != (given.answer, given.reason, given.order_kind)


def _checked(opened: Opened, question: RemainsQuestion, given: Answered) -> Answered:
    if given.answer is not RemainsAnswer.YES and not given.reason.strip():
        raise FactNotAccepted(f"{question}_reason", "Write why not, or why it does not apply.")
    names_one = question is RemainsQuestion.PROTECTIVE_ORDER and given.answer is RemainsAnswer.YES
    if names_one and given.order_kind not in opened.policy.remaining.orders:
        raise FactNotAccepted("order_kind", "Choose which order was applied for.")
    return Answered(given.answer, given.reason.strip(), given.order_kind if names_one else None)


def _write(
    opened: Opened,
    suspect: Suspect,
    row: RiskThatRemains | None,
    question: RemainsQuestion,
    given: Answered,
) -> None:
    if row is None:
        row = RiskThatRemains(
            investigation_id=suspect.investigation_id, suspect_id=suspect.id, question=question
        )
        opened.session.add(row)
    row.answer, row.reason, row.order_kind = given.answer, given.reason or None, given.order_kind
    row.answered_at, row.answered_by_id = opened.now, opened.actor.id


def _tell(opened: Opened, suspect: Suspect, changed: Mapping[RemainsQuestion, Answered]) -> int:
    ids = dict(
        opened.session.execute(
            sa.select(RiskThatRemains.question, RiskThatRemains.id).where(
                RiskThatRemains.suspect_id == suspect.id
            )
        ).all()
    )
    facts = {
        question.value: {"row": ids[question], "answer": given.answer, "order": given.order_kind}
        for question, given in changed.items()
    }
    return opened.event(
        EventKind.RISK_THAT_REMAINS_RECORDED,
        facts={"suspect": suspect.id, "answers": facts},
        detail={question.value: given.reason for question, given in changed.items() if given.reason},
    ).id
