"""What the force does about the CPS: considers an appeal, or records why early advice was not sought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CpsDecisionConsidered, Suspect
from vocabulary import Act, Actor, CpsReplyKind, EventKind
from workflow.refusals import FactNotAccepted
from workflow.services.acts import open_act


def consider_decision(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reply_id: int,
    appealed: bool,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """A supervisor received a decision of no further action and considered an appeal; the event's id."""
    opened = open_act(
        session,
        actor,
        Act.CONSIDER_CPS_DECISION,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    reply = next((each for each in opened.case.replies if each.id == reply_id), None)
    if reply is None or reply.kind is not CpsReplyKind.NO_FURTHER_ACTION:
        raise FactNotAccepted("reply", "Choose a decision of no further action on this crime.")
    if reply.considered_by_id is not None:
        raise FactNotAccepted("reply", "Whether to appeal against this decision is already recorded.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why the force appeals, or why it does not.")
    row = CpsDecisionConsidered(
        investigation_id=opened.row.id,
        reply_id=reply.id,
        appealed=appealed,
        reason=reason,
        considered_at=now,
        considered_by_id=actor.id,
    )
    session.add(row)
    session.flush()
    return opened.event(
        EventKind.CPS_DECISION_CONSIDERED,
        facts={"considered": row.id, "reply": reply.id, "suspect": reply.suspect_id, "appealed": appealed},
        detail={"reason": reason},
    ).id


def record_no_early_advice(
    session: Session,
    actor: Actor,
    investigation_id: int,
    suspects: Collection[int],
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Write why the CPS was not asked for early advice about these suspects; returns the event's id."""
    opened = open_act(
        session,
        actor,
        Act.RECORD_NO_EARLY_ADVICE,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    chosen = frozenset(suspects)
    if not chosen or not chosen <= {suspect.id for suspect in opened.case.suspects}:
        raise FactNotAccepted("suspects", "Choose at least one suspect of this crime.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why early advice was not sought.")
    for row in session.scalars(sa.select(Suspect).where(Suspect.id.in_(chosen)).order_by(Suspect.id)):
        row.no_early_advice_reason = reason
    session.flush()
    return opened.event(
        EventKind.EARLY_ADVICE_NOT_SOUGHT, facts={"suspects": chosen}, detail={"reason": reason}
    ).id
