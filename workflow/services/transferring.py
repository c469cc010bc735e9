"""That another force has accepted a crime: a fact, and until it is recorded the crime stays ours (P9)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import TransferAcceptance
from vocabulary import PROPOSAL_STANDS, Act, Actor, DecisionKind, EventKind
from workflow.case_file import CaseFile
from workflow.refusals import FactNotAccepted, Refusal
from workflow.services.acts import open_act
from workflow.services.particulars import Acceptance
from workflow.services.times import refuse_impossible_time


def why_no_acceptance(case: CaseFile) -> str | None:
    """Why there is nothing that another force could have accepted; None when there is."""
    decision = case.decision
    if case.state not in PROPOSAL_STANDS or decision is None or decision.kind is not DecisionKind.TRANSFER:
        return "No transfer of this crime is proposed. Propose it first; then record that it was accepted."
    if decision.transfer_accepted_at is not None:
        return "That it was accepted is recorded already."
    return None


def record_acceptance(
    session: Session,
    actor: Actor,
    investigation_id: int,
    acceptance: Acceptance,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record who accepted the crime; returns the event's id. Additive: never stale, and not material.

    It may have been agreed before the transfer was proposed here.
    """
    opened = open_act(
        session, actor, Act.RECORD_TRANSFER_ACCEPTANCE, investigation_id, now, submission_id=submission_id
    )
    why = why_no_acceptance(opened.case)
    if why is not None:
        raise Refusal(why)
    if not acceptance.acceptor.strip():
        raise FactNotAccepted("acceptor", "Enter who accepted it.")
    if not acceptance.reference.strip():
        raise FactNotAccepted("reference", "Enter their reference.")
    refuse_impossible_time(opened, "accepted_at", acceptance.accepted_at, "It", "have been accepted")
    decision_id = opened.case.decision.id
    event = opened.event(
        EventKind.TRANSFER_ACCEPTED,
        facts={"decision": decision_id, "accepted_at": acceptance.accepted_at},
        detail={"acceptor": acceptance.acceptor, "reference": acceptance.reference},
    )
    session.add(
        TransferAcceptance(
            decision_id=decision_id,
            accepted_at=acceptance.accepted_at,
            recorded_by_id=actor.id,
            event_id=event.id,
        )
    )
    session.flush()
    return event.id
