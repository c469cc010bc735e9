"""What was decided about one suspect: recorded as a fact, or signed as no further action (practice P6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy.orm import Session

from models import Suspect
from vocabulary import (
    Act,
    Actor,
    DecisionKind,
    EventKind,
    Gate,
    State,
    SuspectDecision,
)
from workflow.case_file import CaseFile, SignOffAsked, SuspectDecisionAsked
from workflow.permissions import why_not
from workflow.policy.pack import Policy
from workflow.refusals import FactNotAccepted
from workflow.requirements import assess
from workflow.requirements.sign_offs import authority_needed, involvement, lacks_authority
from workflow.services.acts import lapse_if_standing
from workflow.services.opening import Opened, refuse_stale
from workflow.services.proposing import overtake_signed_decision, owe_telling, write_decision
from workflow.services.sealing import seal
from workflow.services.steps import Refused, record_refusal
from workflow.services.suspects import open_fact
from workflow.services.suspects_told import owe_suspect_telling

DECIDED_HERE = frozenset(SuspectDecision) - {SuspectDecision.CHARGED, SuspectDecision.NO_FURTHER_ACTION}


def record_suspect_decision(
    session: Session,
    actor: Actor,
    suspect_id: int,
    decision: SuspectDecision,
    reason: str,
    *,
    now: dt.datetime,
    proof_of_death: str = "",
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record what was decided about a suspect elsewhere, or an elimination; returns the event's id.

    What proves a death may be recorded later, by recording the death again with it.

    A charge has an act of its own, and no further action its own gate: both are refused here. To eliminate
    somebody who ever was charged, or whose no further action was signed, takes the authority of signing it.
    """
    if decision not in DECIDED_HERE:
        raise FactNotAccepted("decision", "Record a charge, or decide no further action, on its own page.")
    opened, suspect = open_fact(
        session,
        actor,
        suspect_id,
        Act.RECORD_SUSPECT_FACT,
        now,
        submission_id,
        lapse_accepted,
        seen_event_id=seen_event_id,
    )
    if not reason.strip():
        raise FactNotAccepted("reason", "Write what this rests on.")
    if proof_of_death.strip() and decision is not SuspectDecision.DECEASED:
        raise FactNotAccepted("proof_of_death", "Proof of death is of a suspect who has died.")
    refuse_in_prosecution(opened, suspect)
    if decision is SuspectDecision.ELIMINATED and _was_decided_by_authority(opened.case, suspect.id):
        _refuse_without_authority(opened)
    write_suspect_decision(opened, suspect, decision, reason, proof_of_death)
    return opened.event(
        EventKind.SUSPECT_DECIDED,
        facts={"suspect": suspect.id, "decision": decision},
        detail={"reason": reason, "proof_of_death": proof_of_death.strip()},
    ).id


def refuse_in_prosecution(opened: Opened, suspect: Suspect, field: str = "decision") -> None:
    """Whoever was charged stands charged until work is resumed."""
    if suspect.decision is SuspectDecision.CHARGED and opened.row.state is State.IN_PROSECUTION:
        raise FactNotAccepted(
            field, "This suspect was charged. Resume the investigation first, then decide again."
        )


def write_suspect_decision(
    opened: Opened, suspect: Suspect, decision: SuspectDecision, reason: str, proof_of_death: str = ""
) -> None:
    """The row as it stands now; its event is the caller's next line."""
    overtake_signed_decision(opened, suspect.id)
    suspect.decision, suspect.decision_reason = decision, reason
    suspect.decided_at, suspect.decided_by_id = opened.now, opened.actor.id
    suspect.told_at = suspect.told_first = None
    suspect.death_proof = proof_of_death.strip() or None
    opened.session.flush()


def undecide_suspect(suspect: Suspect) -> None:
    """What stood for the suspect stands no more: they have to be decided again."""
    suspect.decision = suspect.decision_reason = suspect.decided_at = suspect.decided_by_id = None
    suspect.told_at = suspect.told_first = suspect.death_proof = None


def why_not_decide(actor: Actor, case: CaseFile, policy: Policy) -> str | None:
    """Why this person may not decide no further action here, nor what comes to it; None when they may."""
    why = why_not(actor, Act.DECIDE_SUSPECT, case)
    if why is None:
        needed = authority_needed(case, DecisionKind.SUSPECT_NO_FURTHER_ACTION, policy)
        why = lacks_authority(needed, actor.rank, actor.is_detective)
    if why is None:
        part = involvement(case, actor.id, policy)
        why = f"The person who decides this {part}. Ask somebody else." if part else None
    return why


def _was_decided_by_authority(case: CaseFile, suspect_id: int) -> bool:
    """Was this suspect ever charged, or their no further action signed, whatever was recorded since?"""
    return any(
        done.suspect_id == suspect_id
        and (
            done.kind is EventKind.CHARGE_RECORDED
            or done.suspect_decision is SuspectDecision.NO_FURTHER_ACTION
        )
        for done in case.acts
    )


def _refuse_without_authority(opened: Opened) -> None:
    why = why_not_decide(opened.actor, opened.case, opened.policy)
    if why is not None:
        raise FactNotAccepted(
            "decision", f"What stood for this suspect was decided by a higher authority. {why}"
        )


def decide_no_further_action(
    session: Session,
    actor: Actor,
    suspect_id: int,
    reason: str,
    no_interview_reason: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int | Refused:
    """A signed decision on one suspect, with its own gate; it does not move the crime.

    Returns the event's id, or Refused with all findings.
    """
    opened, suspect = open_fact(
        session, actor, suspect_id, Act.DECIDE_SUSPECT, now, submission_id, False, makes_lapse=False
    )
    refuse_stale(opened.case, seen_event_id)
    asked = replace(
        opened.case,
        decision=None,
        sign_off=SignOffAsked(actor.id, actor.rank, actor.is_detective),
        suspect_decision=SuspectDecisionAsked(suspect_id, bool(reason.strip())),
        suspects=tuple(
            replace(each, no_interview_reason_given=bool(no_interview_reason.strip()))
            if each.id == suspect_id
            else each
            for each in opened.case.suspects
        ),
    )
    assessment = assess(Gate.SUSPECT_NO_FURTHER_ACTION, asked, opened.policy)
    if not assessment.is_passed:
        return Refused(assessment, record_refusal(opened, Act.DECIDE_SUSPECT, assessment))
    lapse_if_standing(opened, lapse_accepted)
    # Afterwards: a proposal made in prosecution leads back there.
    refuse_in_prosecution(opened, suspect)
    suspect.no_interview_reason = no_interview_reason.strip() or None
    write_suspect_decision(opened, suspect, SuspectDecision.NO_FURTHER_ACTION, reason)
    needed = authority_needed(asked, DecisionKind.SUSPECT_NO_FURTHER_ACTION, opened.policy)
    owes_suspect = suspect.interviewed_at is not None
    sealed = seal(asked, assessment)
    event = opened.event(
        EventKind.SUSPECT_DECIDED,
        facts={
            "suspect": suspect.id,
            "decision": SuspectDecision.NO_FURTHER_ACTION,
            "rank": actor.rank,
            "detective": actor.is_detective,
            "evaluation": sealed.hash,
            "owes_suspect": owes_suspect,
        },
        detail={"reason": reason, "no_interview_reason": no_interview_reason},
    )
    decision = write_decision(
        opened,
        DecisionKind.SUSPECT_NO_FURTHER_ACTION,
        event,
        needed,
        sealed,
        sign_offs_needed=1,
        suspect_id=suspect.id,
    )
    owe_telling(opened, event, decision.id)
    if owes_suspect:
        owe_suspect_telling(opened, event, decision.id)
    return event.id
