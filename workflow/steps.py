"""The table of steps (design §2): the machine, the README's diagram and the tests read it."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary import FINISHED, DecisionKind, EventKind, Gate, State, Step


@dataclass(frozen=True)
class StepRule:
    """`to` is None where a step leads back to the state the proposal was made from.

    `gates` holds the gate that stands before the step; where there are two, the kind of the decision
    that stands says which.
    """

    step: Step
    sources: frozenset[State]
    to: State | None
    event: EventKind
    gates: frozenset[Gate] = frozenset()
    title: str = ""


# Where an investigation is proposed to end by what it found.
INVESTIGATED = frozenset({State.INVESTIGATING, State.AWAITING_CPS, State.IN_PROSECUTION})
# A crime that should not be here is taken out before anything is decided elsewhere about it.
NOT_OURS = frozenset({State.RECORDED, State.ALLOCATED, State.INVESTIGATING})
# A decision is signed at the gate at which it was proposed.
SIGNED_AT = frozenset(
    {Gate.CLOSURE, Gate.NO_FURTHER_ACTION, Gate.NOT_INVESTIGATED, Gate.CANCELLATION, Gate.TRANSFER}
)

STEPS: dict[Step, StepRule] = {
    rule.step: rule
    for rule in (
        StepRule(
            Step.ALLOCATE,
            frozenset({State.RECORDED}),
            State.ALLOCATED,
            EventKind.CASE_ALLOCATED,
            frozenset({Gate.ALLOCATION}),
            "Allocate to an officer",
        ),
        StepRule(
            Step.START_INVESTIGATION,
            frozenset({State.ALLOCATED}),
            State.INVESTIGATING,
            EventKind.INVESTIGATION_STARTED,
            title="Start the investigation",
        ),
        StepRule(
            Step.REFER_TO_CPS,
            frozenset({State.INVESTIGATING}),
            State.AWAITING_CPS,
            EventKind.REFERRED_TO_CPS,
            title="Refer to the CPS",
        ),
        StepRule(
            Step.RECORD_CPS_REPLY,
            frozenset({State.AWAITING_CPS}),
            State.INVESTIGATING,
            EventKind.CPS_REPLIED,
            title="Record the CPS's reply",
        ),
        StepRule(
            Step.RECORD_CHARGE,
            frozenset({State.RECORDED, State.ALLOCATED, State.INVESTIGATING, State.AWAITING_CPS}),
            State.IN_PROSECUTION,
            EventKind.CHARGE_RECORDED,
            title="Record a charge",
        ),
        StepRule(
            Step.RESUME_INVESTIGATION,
            frozenset({State.IN_PROSECUTION}),
            State.INVESTIGATING,
            EventKind.INVESTIGATION_RESUMED,
            title="Resume the investigation",
        ),
        StepRule(
            Step.PROPOSE_CLOSURE,
            INVESTIGATED,
            State.AWAITING_SIGN_OFF,
            EventKind.DECISION_PROPOSED,
            frozenset({Gate.CLOSURE}),
            "Propose closure",
        ),
        StepRule(
            Step.PROPOSE_NO_FURTHER_ACTION,
            INVESTIGATED,
            State.AWAITING_SIGN_OFF,
            EventKind.DECISION_PROPOSED,
            frozenset({Gate.NO_FURTHER_ACTION}),
            "Propose no further action",
        ),
        StepRule(
            Step.PROPOSE_NOT_INVESTIGATING,
            frozenset({State.RECORDED}),
            State.AWAITING_SIGN_OFF,
            EventKind.DECISION_PROPOSED,
            frozenset({Gate.NOT_INVESTIGATED}),
            "Propose not to investigate further",
        ),
        StepRule(
            Step.PROPOSE_CANCELLATION,
            NOT_OURS,
            State.AWAITING_SIGN_OFF,
            EventKind.DECISION_PROPOSED,
            frozenset({Gate.CANCELLATION}),
            "Propose to cancel the crime",
        ),
        StepRule(
            Step.PROPOSE_TRANSFER,
            NOT_OURS,
            State.AWAITING_SIGN_OFF,
            EventKind.DECISION_PROPOSED,
            frozenset({Gate.TRANSFER}),
            "Propose a transfer to another force",
        ),
        StepRule(
            Step.WITHDRAW_PROPOSAL,
            frozenset({State.AWAITING_SIGN_OFF}),
            None,
            EventKind.PROPOSAL_WITHDRAWN,
            title="Withdraw the proposal",
        ),
        StepRule(
            Step.RETURN_FOR_WORK,
            frozenset({State.AWAITING_SIGN_OFF}),
            None,
            EventKind.PROPOSAL_RETURNED,
            title="Return with directions",
        ),
        StepRule(
            Step.AUTHORISE,
            frozenset({State.AWAITING_SIGN_OFF}),
            State.AWAITING_VICTIM_UPDATE,
            EventKind.DECISION_SIGNED_OFF,
            SIGNED_AT,
            "Sign off the decision",
        ),
        StepRule(
            Step.LAPSE,
            frozenset({State.AWAITING_SIGN_OFF, State.AWAITING_VICTIM_UPDATE}),
            None,
            EventKind.PROPOSAL_LAPSED,
            title="Lapse",
        ),
        StepRule(
            Step.CLOSE,
            frozenset({State.AWAITING_VICTIM_UPDATE}),
            State.CLOSED,
            EventKind.CASE_CLOSED,
            frozenset({Gate.FINAL}),
            "Close the investigation",
        ),
        StepRule(
            Step.FILE_NO_FURTHER_ACTION,
            frozenset({State.AWAITING_VICTIM_UPDATE}),
            State.NO_FURTHER_ACTION,
            EventKind.CASE_FILED_NO_FURTHER_ACTION,
            frozenset({Gate.FINAL}),
            "File as no further action",
        ),
        StepRule(
            Step.CANCEL,
            frozenset({State.AWAITING_VICTIM_UPDATE}),
            State.CANCELLED,
            EventKind.CASE_CANCELLED,
            frozenset({Gate.FINAL}),
            "Cancel the crime",
        ),
        StepRule(
            Step.TRANSFER,
            frozenset({State.AWAITING_VICTIM_UPDATE}),
            State.TRANSFERRED,
            EventKind.CASE_TRANSFERRED,
            frozenset({Gate.FINAL}),
            "Transfer to the other force",
        ),
        StepRule(
            Step.REOPEN,
            frozenset(FINISHED),
            State.RECORDED,
            EventKind.CASE_REOPENED,
            title="Reopen",
        ),
    )
}

# Each proposal is finished by one step only, so that an NFA cannot be closed nor a closure filed. What is not
# investigated further is filed as no further action too.
PROPOSES: dict[Step, DecisionKind] = {
    Step.PROPOSE_CLOSURE: DecisionKind.CLOSURE,
    Step.PROPOSE_NO_FURTHER_ACTION: DecisionKind.NO_FURTHER_ACTION,
    Step.PROPOSE_NOT_INVESTIGATING: DecisionKind.NOT_INVESTIGATED,
    Step.PROPOSE_CANCELLATION: DecisionKind.CANCELLATION,
    Step.PROPOSE_TRANSFER: DecisionKind.TRANSFER,
}
FINISHES: dict[Step, frozenset[DecisionKind]] = {
    Step.CLOSE: frozenset({DecisionKind.CLOSURE}),
    Step.FILE_NO_FURTHER_ACTION: frozenset({DecisionKind.NO_FURTHER_ACTION, DecisionKind.NOT_INVESTIGATED}),
    Step.CANCEL: frozenset({DecisionKind.CANCELLATION}),
    Step.TRANSFER: frozenset({DecisionKind.TRANSFER}),
}
# Where a proposal that is taken back may lead: every state that one is made from.
PROPOSED_FROM: frozenset[State] = frozenset().union(*(STEPS[step].sources for step in PROPOSES))
GATE_OF_DECISION: dict[DecisionKind, Gate] = {
    DecisionKind.CLOSURE: Gate.CLOSURE,
    DecisionKind.NO_FURTHER_ACTION: Gate.NO_FURTHER_ACTION,
    DecisionKind.SUSPECT_NO_FURTHER_ACTION: Gate.SUSPECT_NO_FURTHER_ACTION,
    DecisionKind.NOT_INVESTIGATED: Gate.NOT_INVESTIGATED,
    DecisionKind.CANCELLATION: Gate.CANCELLATION,
    DecisionKind.TRANSFER: Gate.TRANSFER,
}


def gate_before(step: Step, decision: DecisionKind | None) -> Gate | None:
    """The gate that stands before a step, given the kind of decision that stands (if any)."""
    gates = STEPS[step].gates
    if len(gates) > 1:
        if decision is None:
            raise ValueError(f"{step} needs a decision to say which gate stands before it")
        return GATE_OF_DECISION[decision]
    return next(iter(gates), None)


def steps_from(state: State) -> tuple[Step, ...]:
    """Steps a person could take from this state, in the table's order. Lapsing is never offered."""
    return tuple(
        rule.step for rule in STEPS.values() if state in rule.sources and rule.step is not Step.LAPSE
    )


def diagram() -> str:
    """The README's diagram (Mermaid), made from the table."""
    lines = ["stateDiagram-v2", "    [*] --> recorded", "    [*] --> decided_before_fairlead"]
    for rule in STEPS.values():
        for source in sorted(rule.sources):
            targets = [rule.to] if rule.to else sorted(PROPOSED_FROM)
            lines += [f"    {source} --> {target}: {rule.step}" for target in targets]
    return "\n".join(lines)
