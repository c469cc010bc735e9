"""One state machine, made from the table of steps. Nothing else imports transitions.

The machine is driven with a throwaway subject; the caller writes the state it returns to the row.
It trusts nothing it is handed: a gate opens only for findings that cover exactly its requirements.
"""

from __future__ import annotations

from dataclasses import dataclass

from transitions import EventData, Machine, MachineError

from vocabulary import DecisionKind, Gate, State, Step
from workflow.findings import Assessment
from workflow.refusals import StepNotOpen
from workflow.requirements import of_gate
from workflow.steps import FINISHES, PROPOSED_FROM, STEPS, gate_before


class FindingsDoNotCoverTheGate(Exception):
    """A programming fault: the findings handed in are not those of the gate."""


@dataclass
class _Subject:
    state: str
    step: Step
    assessment: Assessment | None
    decision: DecisionKind | None
    proposed_from: State | None


def _gate_is_open(event: EventData) -> bool:
    subject: _Subject = event.model
    gate = gate_before(subject.step, subject.decision)
    if gate is None:
        return True
    _check_cover(gate, subject.assessment)
    return subject.assessment.is_passed


def _check_cover(gate: Gate, assessment: Assessment | None) -> None:
    expected = frozenset(declared.key for declared in of_gate(gate))
    given = assessment.keys if assessment is not None and assessment.gate is gate else frozenset()
    if given != expected or not expected:
        raise FindingsDoNotCoverTheGate(f"{gate}: expected {sorted(expected)}, given {sorted(given)}")


def _leads_back_to(state: State):
    def was_proposed_from(event: EventData) -> bool:
        return event.model.proposed_from is state

    return was_proposed_from


def _build() -> Machine:
    machine = Machine(
        model=None,
        states=[state.value for state in State],
        initial=None,
        auto_transitions=False,
        queued=False,
        send_event=True,
        ignore_invalid_triggers=False,
    )
    for rule in STEPS.values():
        sources = [source.value for source in rule.sources]
        if rule.to is not None:
            machine.add_transition(rule.step.value, sources, rule.to.value, conditions=[_gate_is_open])
        else:
            for state in PROPOSED_FROM:
                machine.add_transition(
                    rule.step.value, sources, state.value, conditions=[_leads_back_to(state)]
                )
    return machine


MACHINE = _build()


def move(
    state: State,
    step: Step,
    *,
    assessment: Assessment | None = None,
    decision: DecisionKind | None = None,
    proposed_from: State | None = None,
) -> State | None:
    """The state a step leads to, or None when its gate is shut.

    Raises StepNotOpen when the step cannot be taken from this state whatever the findings,
    FindingsDoNotCoverTheGate when the assessment is not the gate's.
    """
    if step in FINISHES and decision not in FINISHES[step]:
        raise StepNotOpen(step, state)
    subject = _Subject(state.value, step, assessment, decision, proposed_from)
    try:
        moved = MACHINE.events[step.value].trigger(subject)
    except MachineError as fault:
        raise StepNotOpen(step, state) from fault
    return State(subject.state) if moved else None


def sources(step: Step) -> frozenset[State]:
    """States from which the step leads somewhere."""
    return STEPS[step].sources
