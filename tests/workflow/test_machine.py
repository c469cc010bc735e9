"""The machine: where steps lead, what it refuses, and that nobody is ever locked in."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.workflow.case_files import a_case, policy
from vocabulary import (
    FINISHED_BY_FAIRLEAD,
    PROPOSAL_STANDS,
    WORK_IS_OPEN,
    DecisionKind,
    Gate,
    State,
    Step,
)
from workflow.findings import Assessment, Finding, met, unmet
from workflow.machine import FindingsDoNotCoverTheGate, move
from workflow.refusals import StepNotOpen
from workflow.requirements import assess
from workflow.steps import FINISHES, PROPOSES, STEPS, diagram, gate_before

README = Path(__file__).parents[2] / "README.md"
MET = met("Yes.")
KINDS = tuple(PROPOSES.values())
# Cases begin there.
BEGINNINGS = {State.RECORDED, State.DECIDED_BEFORE_FAIRLEAD}


def findings(gate: Gate, finding: Finding = MET) -> Assessment:
    """The gate's own findings, every one of them as given."""
    real = assess(gate, a_case(), policy())
    return replace(real, findings=tuple(replace(each, finding=finding) for each in real.findings))


def go(state: State, step: Step, kind=None, proposed_from=None, shut: frozenset[Gate] = frozenset()):
    """Where a step leads when the gates in `shut` stay shut; None when it leads nowhere."""
    try:
        gate = gate_before(step, kind)
    except ValueError:
        return None
    return _gone(state, step, kind, proposed_from, gate, gate in shut)


@cache
def _gone(state, step, kind, proposed_from, gate, is_shut):
    """Asked of the machine once: there are as many sets of gates as there are ways to combine them."""
    assessment = findings(gate, unmet("No.") if is_shut else met("Yes.")) if gate else None
    try:
        return move(state, step, assessment=assessment, decision=kind, proposed_from=proposed_from)
    except StepNotOpen:
        return None


def beginnings_at(state: State):
    """Every way to stand in a state: with a proposal, its kind and where it was made from."""
    if state not in PROPOSAL_STANDS:
        return [(state, None, None)]
    return [(state, kind, source) for kind in KINDS for source in proposed_from(kind)]


def proposed_from(kind: DecisionKind) -> list[State]:
    """The states from which a decision of this kind is proposed."""
    [step] = [step for step, proposed in PROPOSES.items() if proposed is kind]
    return sorted(STEPS[step].sources)


def reachable(start, shut: frozenset[Gate]) -> set[State]:
    seen, left = {start}, [start]
    while left:
        state, kind, source = left.pop()
        for step in Step:
            target = go(state, step, kind, source, shut)
            if target is None:
                continue
            if step in PROPOSES:
                found = (target, PROPOSES[step], state)
            else:
                found = (target, kind, source) if target in PROPOSAL_STANDS else (target, None, None)
            if found not in seen:
                seen.add(found)
                left.append(found)
    return {state for state, _, _ in seen}


SETS_OF_GATES = [
    frozenset(gates) for size in range(len(Gate) + 1) for gates in itertools.combinations(Gate, size)
]


@pytest.mark.parametrize("state", State)
def test_whatever_stays_unmet_a_state_in_which_work_is_open_can_be_reached(state):
    for start in beginnings_at(state):
        for shut in SETS_OF_GATES:
            assert reachable(start, shut) & WORK_IS_OPEN, (start, shut)


def test_every_state_can_be_reached_save_those_that_are_not_built():
    found = set().union(*(reachable((state, None, None), frozenset()) for state in BEGINNINGS))
    assert found == set(State)


FILED_BY = {Gate.NO_FURTHER_ACTION, Gate.NOT_INVESTIGATED}


@pytest.mark.parametrize(
    ("shut", "lost"),
    [
        ({Gate.ALLOCATION}, set()),
        ({Gate.CLOSURE}, {State.CLOSED}),
        (FILED_BY, {State.NO_FURTHER_ACTION}),
        ({Gate.CANCELLATION}, {State.CANCELLED}),
        ({Gate.TRANSFER}, {State.TRANSFERRED}),
        ({Gate.FINAL}, FINISHED_BY_FAIRLEAD),
    ],
)
def test_no_state_is_finished_while_a_gate_on_the_way_is_shut(shut, lost):
    found = reachable((State.INVESTIGATING, None, None), frozenset(shut))
    assert found & FINISHED_BY_FAIRLEAD == FINISHED_BY_FAIRLEAD - lost


def test_a_recorded_crime_is_filed_without_an_investigation_only_by_the_short_gate():
    shut = frozenset(
        {Gate.ALLOCATION, Gate.CANCELLATION, Gate.TRANSFER, Gate.CLOSURE, Gate.NO_FURTHER_ACTION}
    )
    start = (State.RECORDED, None, None)
    assert State.NO_FURTHER_ACTION in reachable(start, shut)
    assert not reachable(start, shut | {Gate.NOT_INVESTIGATED}) & FINISHED_BY_FAIRLEAD


GATED = [(step, gate) for step, rule in STEPS.items() for gate in sorted(rule.gates)]


def attempt(step: Step, gate: Gate, assessment):
    """Take a step from its own state with these findings."""
    kind = next((kind for kind in KINDS if kind.value == gate.value), min(FINISHES.get(step, {None})))
    state = min(STEPS[step].sources)
    return move(state, step, assessment=assessment, decision=kind, proposed_from=State.INVESTIGATING)


@pytest.mark.parametrize(("step", "gate"), GATED)
def test_a_step_is_taken_when_every_requirement_of_its_gate_is_met(step, gate):
    assert attempt(step, gate, findings(gate)) is STEPS[step].to


@pytest.mark.parametrize(("step", "gate"), GATED)
def test_one_unmet_requirement_keeps_a_step_from_being_taken(step, gate):
    whole = findings(gate)
    for number, each in enumerate(whole.findings):
        spoilt = list(whole.findings)
        spoilt[number] = replace(each, finding=unmet("No."))
        assert attempt(step, gate, replace(whole, findings=tuple(spoilt))) is None


@pytest.mark.parametrize(("step", "gate"), GATED)
def test_findings_that_do_not_cover_the_gate_are_refused(step, gate):
    whole = findings(gate)
    other = findings(next(each for each in Gate if each is not gate))
    stranger = replace(whole.findings[0], key="not_a_requirement_of_this_gate")
    for wrong in (
        None,
        other,
        replace(other, gate=gate),
        replace(whole, findings=()),
        replace(whole, findings=whole.findings[1:]),
        replace(whole, findings=(*whole.findings, stranger)),
    ):
        with pytest.raises(FindingsDoNotCoverTheGate):
            attempt(step, gate, wrong)


@pytest.mark.parametrize("step", [Step.WITHDRAW_PROPOSAL, Step.RETURN_FOR_WORK, Step.LAPSE])
@pytest.mark.parametrize(
    ("kind", "source"), [(kind, source) for kind in KINDS for source in proposed_from(kind)]
)
def test_a_proposal_taken_back_leads_to_where_it_was_made_from(step, kind, source):
    for state in STEPS[step].sources:
        assert move(state, step, decision=kind, proposed_from=source) is source


def test_what_is_not_a_crime_of_ours_is_proposed_before_anything_is_decided_elsewhere():
    open_work = {State.RECORDED, State.ALLOCATED, State.INVESTIGATING}
    assert STEPS[Step.PROPOSE_NOT_INVESTIGATING].sources == {State.RECORDED}
    for step in (Step.PROPOSE_CANCELLATION, Step.PROPOSE_TRANSFER):
        assert STEPS[step].sources == open_work


@pytest.mark.parametrize(("step", "kind"), [(step, kind) for step in FINISHES for kind in (*KINDS, None)])
def test_each_ending_finishes_its_own_kind_of_decision_only(step, kind):
    if kind in FINISHES[step]:
        assert move(State.AWAITING_VICTIM_UPDATE, step, assessment=findings(Gate.FINAL), decision=kind)
    else:
        with pytest.raises(StepNotOpen):
            move(State.AWAITING_VICTIM_UPDATE, step, assessment=findings(Gate.FINAL), decision=kind)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
def test_a_step_leads_nowhere_from_a_state_it_is_not_taken_from(state, step):
    if state in STEPS[step].sources:
        return
    kind = min(FINISHES.get(step, {DecisionKind.CLOSURE}))
    gate = gate_before(step, kind)
    with pytest.raises(StepNotOpen):
        move(state, step, assessment=findings(gate) if gate else None, decision=kind)


def test_the_readme_shows_the_states_as_the_table_has_them():
    assert README.exists(), "README.md is missing"
    shown = re.search(r"<!-- states -->\s*```mermaid\n(.*?)\n```", README.read_text(encoding="utf-8"), re.S)
    assert shown, "README.md has no mermaid block after the comment <!-- states -->"
    assert shown[1] == diagram(), f"put this into README.md:\n{diagram()}"
