"""When a crime belongs to another force."""

from __future__ import annotations

import pytest

from tests.workflow.case_files import (
    NOW,
    Example,
    a_case,
    a_decision,
    a_proposal,
    a_suspect,
    an_open_line,
    policy,
)
from vocabulary import DecisionKind, Gate, Outcome, SuspectDecision
from workflow.case_file import TransferAsked
from workflow.requirements import REGISTRY, assess

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE


MOVES = "prosecution_moves_with_the_case"
CHARGED = (a_suspect(SuspectDecision.CHARGED),)


def transferring(force: str | None = "f" * 64, reason: str | None = "r" * 64, **changes: object):
    asked = TransferAsked(force, reason, changes.pop("prosecution", None))
    return a_case(gate=Gate.TRANSFER, proposal=a_proposal("", transfer=asked), **changes)


def proposed(**changes: object):
    decision = a_decision(kind=DecisionKind.TRANSFER, outcome_code="", **changes)
    return a_case(gate=Gate.TRANSFER, decision=decision)


EXAMPLES = [
    Example("other_force_is_named", "nothing is proposed", a_case(), NOT_APPLICABLE),
    Example("other_force_is_named", "named, and why", transferring(), MET),
    Example("other_force_is_named", "not named", transferring(force=None), UNMET, "Name the force"),
    Example("other_force_is_named", "no reason", transferring(reason=None), UNMET, "why the crime is theirs"),
    Example(MOVES, "nobody is charged", transferring(), NOT_APPLICABLE, "No suspect stands charged"),
    Example(MOVES, "nothing is proposed", a_case(suspects=CHARGED), NOT_APPLICABLE, "Asked when a transfer"),
    Example(MOVES, "what becomes of it", transferring(suspects=CHARGED, prosecution="p" * 64), MET),
    Example(MOVES, "nothing is said of it", transferring(suspects=CHARGED), UNMET, "what becomes of"),
    Example("transfer_is_accepted", "nothing is proposed", a_case(), NOT_APPLICABLE),
    Example("transfer_is_accepted", "another ending", a_case(decision=a_decision()), NOT_APPLICABLE),
    Example(
        "transfer_is_accepted",
        "nobody has",
        proposed(),
        UNMET,
        "Not accepted. Anyshire Police still owns this.",
    ),
    Example("transfer_is_accepted", "accepted", proposed(transfer_accepted_at=NOW), MET),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_requirement_finds_what_its_example_says(example: Example):
    example.check()


def test_it_may_be_proposed_before_it_is_accepted_and_is_not_signed_or_finished():
    assert assess(Gate.TRANSFER, transferring(), policy()).is_passed
    for gate in (Gate.TRANSFER, Gate.FINAL):
        left = [found.key for found in assess(gate, proposed(), policy()).still_needed]
        assert "transfer_is_accepted" in left


@pytest.mark.parametrize("kind", [DecisionKind.CANCELLATION, DecisionKind.TRANSFER])
def test_lines_may_stay_open_where_the_crime_leaves(kind: DecisionKind):
    case = a_case(decision=a_decision(kind=kind), lines=(an_open_line(),), gate=Gate.FINAL)
    assert REGISTRY["every_line_is_answered"].rule(case, policy()).outcome is NOT_APPLICABLE


@pytest.mark.parametrize(
    "kind", [DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION, DecisionKind.NOT_INVESTIGATED]
)
def test_lines_are_answered_where_it_stays(kind: DecisionKind):
    case = a_case(decision=a_decision(kind=kind), lines=(an_open_line(),), gate=Gate.FINAL)
    assert REGISTRY["every_line_is_answered"].rule(case, policy()).outcome is UNMET
