"""What must hold of every requirement, whichever it is."""

from __future__ import annotations

import inspect

import pytest

from tests.workflow import (
    test_charging_limits,
    test_requirements_cancellation,
    test_requirements_cps,
    test_requirements_crimes,
    test_requirements_deaths_and_reviews,
    test_requirements_evidence,
    test_requirements_lines,
    test_requirements_not_investigated,
    test_requirements_remaining,
    test_requirements_resolutions,
    test_requirements_rights,
    test_requirements_rights_to_review,
    test_requirements_risk,
    test_requirements_suspects,
    test_requirements_telling,
    test_requirements_transfer,
    test_requirements_victims,
    test_requirements_withdrawals,
    test_sign_offs,
)
from tests.workflow.case_files import a_case, policy
from views.places import ENDPOINTS
from vocabulary import Gate, Outcome, Place, Role
from workflow.requirements import REGISTRY, assess, of_gate
from workflow.requirements.registry import requirement

EXAMPLES = [
    example
    for tests in (
        test_charging_limits,
        test_requirements_cancellation,
        test_requirements_cps,
        test_requirements_crimes,
        test_requirements_deaths_and_reviews,
        test_requirements_evidence,
        test_requirements_lines,
        test_requirements_not_investigated,
        test_requirements_remaining,
        test_requirements_resolutions,
        test_requirements_rights,
        test_requirements_rights_to_review,
        test_requirements_risk,
        test_requirements_suspects,
        test_requirements_transfer,
        test_requirements_telling,
        test_requirements_victims,
        test_requirements_withdrawals,
        test_sign_offs,
    )
    for example in tests.EXAMPLES
]
# Every case answers these one way or the other.
ALWAYS_ASKED = {
    "crime_is_classified",
    "crime_may_be_left_uninvestigated",
    "crime_was_not_reopened",
    "decision_is_signed_off",
    "lines_are_recorded",
    "suspects_or_a_reason_are_recorded",
    "victims_or_a_reason_are_recorded",
}


def outcomes_shown(key: str) -> set[Outcome]:
    return {example.outcome for example in EXAMPLES if example.key == key}


@pytest.mark.parametrize("key", REGISTRY)
def test_a_requirement_has_an_example_of_each_of_its_answers(key):
    expected = {Outcome.MET, Outcome.UNMET}
    if key not in ALWAYS_ASKED:
        expected.add(Outcome.NOT_APPLICABLE)
    assert outcomes_shown(key) == expected


def test_no_example_is_of_a_requirement_that_is_gone():
    assert {example.key for example in EXAMPLES} <= set(REGISTRY)
    assert set(REGISTRY) >= ALWAYS_ASKED


@pytest.mark.parametrize("declared", REGISTRY.values(), ids=lambda declared: declared.key)
def test_a_requirement_says_its_title_source_owner_and_where_it_is_mended(declared):
    assert declared.title.strip()
    assert not declared.title.endswith(".")
    assert policy().source(declared.source) is not None
    assert isinstance(declared.owner, Role)
    assert isinstance(declared.fix, Place)
    assert declared.fix in ENDPOINTS
    assert declared.gates
    assert declared.gates <= set(Gate)
    assert declared.key == declared.rule.__name__
    assert list(inspect.signature(declared.rule).parameters) == ["case", "policy"]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_a_requirement_says_is_a_sentence(example):
    why = example.check().why
    assert why.endswith(".")
    assert why[0].isupper() or why[0].isdigit()
    assert "  " not in why


@pytest.mark.parametrize("gate", Gate)
def test_every_gate_asks_something_and_its_assessment_covers_it(gate):
    assert of_gate(gate)
    found = assess(gate, a_case(), policy())
    assert found.keys == {declared.key for declared in of_gate(gate)}
    assert found.policy_version == policy().version


def test_two_requirements_cannot_share_a_name():
    def every_line_is_answered(case, policy):
        raise AssertionError("never run")

    declare = requirement(gates={Gate.FINAL}, title="T", source="s", owner=Role.SUPERVISOR, fix=Place.CASE)
    with pytest.raises(ValueError, match="every_line_is_answered"):
        declare(every_line_is_answered)
