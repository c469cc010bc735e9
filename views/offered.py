"""What comes next on a case page: each step with its address, and why somebody else takes it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from vocabulary import FINISHED, Act, Actor, DecisionKind, Gate, State, Step, SuspectDecision
from workflow.case_file import CaseFile
from workflow.findings import Assessment
from workflow.finished import why_not_in
from workflow.permissions import why_not_take
from workflow.policy.pack import Policy
from workflow.requirements import assess
from workflow.steps import FINISHES, GATE_OF_DECISION, STEPS, steps_from

ENDPOINTS = {
    Step.ALLOCATE: "allocating.allocate",
    Step.START_INVESTIGATION: "investigations.start",
    Step.REFER_TO_CPS: "cps.refer",
    Step.RECORD_CPS_REPLY: "cps.reply",
    Step.RESUME_INVESTIGATION: "investigations.resume",
    Step.PROPOSE_CLOSURE: "decisions.propose_closure",
    Step.PROPOSE_NO_FURTHER_ACTION: "decisions.propose_no_further_action",
    Step.PROPOSE_NOT_INVESTIGATING: "other_endings.propose_not_investigating",
    Step.PROPOSE_CANCELLATION: "other_endings.propose_cancellation",
    Step.PROPOSE_TRANSFER: "other_endings.propose_transfer",
    Step.AUTHORISE: "decisions.sign_off",
    Step.RETURN_FOR_WORK: "decisions.return_for_work",
    Step.WITHDRAW_PROPOSAL: "decisions.withdraw",
    Step.CLOSE: "decisions.close",
    Step.FILE_NO_FURTHER_ACTION: "decisions.file",
    Step.CANCEL: "other_endings.cancel",
    Step.TRANSFER: "other_endings.transfer",
    Step.REOPEN: "investigations.reopen",
}


# Offered last: the page makes its first step the one that stands out.
OFFERED_LAST = (Step.REFER_TO_CPS, Step.WITHDRAW_PROPOSAL, Step.RETURN_FOR_WORK)
# Folded away on the page: rarer than what comes next for most crimes.
OTHER_ENDINGS = (Step.PROPOSE_NOT_INVESTIGATING, Step.PROPOSE_CANCELLATION, Step.PROPOSE_TRANSFER)
FOR_ENDING = {
    DecisionKind.CLOSURE: "For closure",
    DecisionKind.NO_FURTHER_ACTION: "For no further action",
    DecisionKind.NOT_INVESTIGATED: "For not investigating further",
    DecisionKind.CANCELLATION: "For cancelling",
    DecisionKind.TRANSFER: "For the transfer",
}


@dataclass(frozen=True)
class Offered:
    """`why_not` is None when this person may take it; `still_needed` counts what its gate asks before."""

    title: str
    address: str
    why_not: str | None
    still_needed: int = 0
    is_other: bool = False


def next_steps(actor: Actor, case: CaseFile, assessed: list[tuple[str, Assessment]]) -> list[Offered]:
    """The steps from this state, those this person may take first.

    `assessed` is what `endings_still_needed` found. Steps that finish another kind of decision are left out.
    """
    needed = {assessment.gate: len(assessment.still_needed) for _, assessment in assessed}
    offered = []
    for step in sorted(steps_from(case.state), key=lambda step: step in OFFERED_LAST):
        # A charge is recorded on the suspect's row.
        if step is Step.RECORD_CHARGE:
            continue
        if step in FINISHES and (case.decision is None or case.decision.kind not in FINISHES[step]):
            continue
        offered.append(
            Offered(
                STEPS[step].title,
                url_for(ENDPOINTS[step], investigation_id=case.id),
                why_not_take(actor, step, case),
                max((needed.get(gate, 0) for gate in STEPS[step].gates), default=0),
                step in OTHER_ENDINGS,
            )
        )
    return sorted(offered, key=lambda each: each.why_not is not None)


def endings_still_needed(case: CaseFile, policy: Policy) -> list[tuple[str, Assessment]]:
    """*Still needed* for each ending, or for finishing once a decision is signed off."""
    if case.state in FINISHED:
        return []
    if case.state == "awaiting_victim_update":
        return [("Before it is finished", assess(Gate.FINAL, case, policy))]
    if case.decision is not None:
        kinds = [case.decision.kind]
    else:
        kinds = [DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION]
    return [(FOR_ENDING[kind], assess(GATE_OF_DECISION[kind], case, policy)) for kind in kinds]


def suspect_acts(suspect, state: State) -> list[tuple[str, str]]:
    """(endpoint, words) of what can be recorded next about one suspect of a case that stands here."""
    if suspect.recorded_in_error_at is not None:
        return []
    undecided = suspect.decision is None
    acts = [
        (
            suspect.interviewed_at is None,
            Act.RECORD_SUSPECT_FACT,
            ("suspects.interview", "Record an interview under caution"),
        ),
        (undecided, Act.DECIDE_SUSPECT, ("suspects.no_further_action", "Decide no further action")),
        (
            suspect.decision is not SuspectDecision.CHARGED,
            Act.CHARGE_SUSPECT,
            ("suspects.charge", "Record a charge"),
        ),
        (undecided, Act.RECORD_SUSPECT_FACT, ("resolutions.give", "Record an out-of-court resolution")),
        (undecided, Act.RECORD_SUSPECT_FACT, ("suspects.decide", "Record another decision")),
        (
            not undecided and suspect.told_at is None,
            Act.RECORD_SUSPECT_TOLD,
            ("suspects.told", "Record that they were told"),
        ),
        (
            suspect.decision is not SuspectDecision.ELIMINATED,
            Act.RECORD_RISK_THAT_REMAINS,
            ("remaining.record", "Record the risk that remains"),
        ),
        (True, Act.CORRECT_SUSPECT, ("corrections.suspect", "Correct who they are")),
        (
            True,
            Act.DECIDE_SUSPECT,
            ("corrections.recorded_in_error", "Say that they were recorded in error"),
        ),
    ]
    return [link for is_next, act, link in acts if is_next and why_not_in(state, act) is None]
