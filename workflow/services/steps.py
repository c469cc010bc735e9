"""take_step(): the only way an investigation changes state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vocabulary import Actor, EventKind, State, Step
from workflow import machine
from workflow.findings import Assessment
from workflow.permissions import why_not_take
from workflow.refusals import NotPermitted, StepNotOpen
from workflow.requirements import assess
from workflow.services import allocating, charging, cps, finishing, proposing
from workflow.services.opening import Opened, lock_for, refuse_stale
from workflow.services.particulars import Particulars
from workflow.steps import gate_before

# What each step asks (added to the case file before assessment), and what it changes once its gate opens.
ASK: dict[Step, Callable] = {
    Step.ALLOCATE: allocating.ask,
    Step.PROPOSE_CLOSURE: proposing.ask_proposal,
    Step.PROPOSE_NO_FURTHER_ACTION: proposing.ask_proposal,
    Step.PROPOSE_NOT_INVESTIGATING: proposing.ask_proposal,
    Step.PROPOSE_CANCELLATION: proposing.ask_proposal,
    Step.PROPOSE_TRANSFER: proposing.ask_proposal,
    Step.AUTHORISE: proposing.ask_sign_off,
}
APPLY: dict[Step, Callable] = {
    Step.ALLOCATE: allocating.allocate,
    Step.START_INVESTIGATION: allocating.start,
    Step.REFER_TO_CPS: cps.refer,
    Step.RECORD_CPS_REPLY: cps.take_reply,
    Step.RESUME_INVESTIGATION: charging.resume,
    Step.PROPOSE_CLOSURE: proposing.propose,
    Step.PROPOSE_NO_FURTHER_ACTION: proposing.propose,
    Step.PROPOSE_NOT_INVESTIGATING: proposing.propose,
    Step.PROPOSE_CANCELLATION: proposing.propose,
    Step.PROPOSE_TRANSFER: proposing.propose,
    Step.WITHDRAW_PROPOSAL: proposing.withdraw,
    Step.RETURN_FOR_WORK: proposing.return_for_work,
    Step.AUTHORISE: proposing.authorise,
    Step.CLOSE: finishing.finish,
    Step.FILE_NO_FURTHER_ACTION: finishing.finish,
    Step.CANCEL: finishing.finish,
    Step.TRANSFER: finishing.finish,
    Step.REOPEN: finishing.reopen,
}


@dataclass(frozen=True)
class Taken:
    """The step was taken; the case now stands at `state`."""

    state: State
    event_id: int


@dataclass(frozen=True)
class Refused:
    """The gate stayed shut: all findings, and the event that records the attempt."""

    assessment: Assessment
    event_id: int


def take_step(
    session: Session,
    actor: Actor,
    investigation_id: int,
    step: Step,
    particulars: Particulars,
    *,
    seen_event_id: int,
    now: dt.datetime,
    submission_id: str | None = None,
) -> Taken | Refused:
    """Take a step, or say everything that stands in its way. Flushes; the view commits either way.

    Raises NotPermitted, CaseHasMoved, StepNotOpen, AlreadyRecorded, FactNotAccepted.
    """
    opened = lock_for(session, actor, investigation_id, now, submission_id)
    case = opened.case
    reason = why_not_take(actor, step, case)
    if reason is not None:
        raise NotPermitted(reason)
    refuse_stale(case, seen_event_id)
    opened.seen_event_id = min(seen_event_id, case.last_event_id)
    if step not in APPLY or case.state not in machine.sources(step):
        raise StepNotOpen(step, case.state)
    decision = case.decision.kind if case.decision else None
    gate = gate_before(step, decision)
    assessment = None
    if gate is not None:
        ask = ASK.get(step)
        asked = ask(opened, particulars) if ask else case
        opened.case = asked
        assessment = assess(gate, asked, opened.policy)
    target = machine.move(
        case.state,
        step,
        assessment=assessment,
        decision=decision,
        proposed_from=case.decision.proposed_from if case.decision else None,
    )
    if target is None:
        return Refused(assessment, record_refusal(opened, step, assessment))
    event_id = APPLY[step](opened, step, particulars, target, assessment)
    session.flush()
    return Taken(opened.row.state, event_id)


def record_refusal(opened: Opened, step: Step, assessment: Assessment) -> int:
    """A refusal is itself an event: attempts are quality information.

    It does not use up the submission id: sent twice, the form is refused twice, with its reasons.
    """
    opened.submission_id = None
    facts = {
        "step": step,
        "gate": assessment.gate,
        "policy": assessment.policy_version,
        "unmet": [found.key for found in assessment.still_needed],
    }
    proposal = opened.case.proposal
    if proposal is not None and proposal.cancellation is not None:
        # The register of cancellations shows attempts, too, by their ground.
        facts["ground"] = proposal.cancellation.ground
    return opened.event(EventKind.STEP_REFUSED, facts=facts).id
