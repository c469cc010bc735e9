"""What comes next on a case page: each step with its address, and why somebody else takes it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from vocabulary import FINISHED, Actor, DecisionKind, Gate, Step
from workflow.case_file import CaseFile
from workflow.findings import Assessment
from workflow.permissions import why_not_take
from workflow.policy.pack import Policy
from workflow.requirements import assess
from workflow.steps import FINISHES, STEPS, steps_from

ENDPOINTS = {
    Step.ALLOCATE: "investigations.allocate",
    Step.START_INVESTIGATION: "investigations.start",
    Step.RESUME_INVESTIGATION: "investigations.resume",
    Step.PROPOSE_CLOSURE: "decisions.propose_closure",
    Step.PROPOSE_NO_FURTHER_ACTION: "decisions.propose_no_further_action",
    Step.AUTHORISE: "decisions.sign_off",
    Step.RETURN_FOR_WORK: "decisions.return_for_work",
    Step.WITHDRAW_PROPOSAL: "decisions.withdraw",
    Step.CLOSE: "decisions.close",
    Step.FILE_NO_FURTHER_ACTION: "decisions.file",
    Step.REOPEN: "investigations.reopen",
}


# Offered last: the page makes its first step the one that stands out.
LEAD_BACK = (Step.WITHDRAW_PROPOSAL, Step.RETURN_FOR_WORK)


@dataclass(frozen=True)
class Offered:
    """`why_not` is None when this person may take it."""

    title: str
    address: str
    why_not: str | None


def next_steps(actor: Actor, case: CaseFile) -> list[Offered]:
    """The steps from this state, those this person may take first.

    Those that finish another kind of decision are left out.
    """
    offered = []
    for step in sorted(steps_from(case.state), key=lambda step: step in LEAD_BACK):
        # A charge is recorded on the suspect's row.
        if step is Step.RECORD_CHARGE:
            continue
        if step in FINISHES and (case.decision is None or case.decision.kind is not FINISHES[step]):
            continue
        offered.append(
            Offered(
                STEPS[step].title,
                url_for(ENDPOINTS[step], investigation_id=case.id),
                why_not_take(actor, step, case),
            )
        )
    return sorted(offered, key=lambda each: each.why_not is not None)


def endings_still_needed(case: CaseFile, policy: Policy) -> list[tuple[str, Assessment]]:
    """*Still needed* for each ending, or for finishing once a decision is signed off."""
    if case.state in FINISHED:
        return []
    if case.state == "awaiting_victim_update":
        return [("Before it is finished", assess(Gate.FINAL, case, policy))]
    if case.decision is not None and case.decision.kind is DecisionKind.CLOSURE:
        return [("For closure", assess(Gate.CLOSURE, case, policy))]
    if case.decision is not None:
        return [("For no further action", assess(Gate.NO_FURTHER_ACTION, case, policy))]
    return [
        ("For closure", assess(Gate.CLOSURE, case, policy)),
        ("For no further action", assess(Gate.NO_FURTHER_ACTION, case, policy)),
    ]
