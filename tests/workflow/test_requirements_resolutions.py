"""Resolutions out of court: checked, completed where they run, and the outcome that of what was given."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import OIC, SUPERVISOR, Example, a_case, a_proposal, a_suspect, policy
from vocabulary import DiversionResult, Outcome, ResolutionCheck, ResolutionKind, SuspectDecision
from workflow.case_file import Resolution
from workflow.requirements.resolutions import what_is_missing

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
CHECKED, COMPLETED = "resolution_is_checked", "diversion_is_completed"
FITS = "outcome_is_that_of_the_resolution"
GIVEN = SuspectDecision.OUT_OF_COURT_RESOLUTION


def a_resolution(kind: str = "community_resolution", **changes: object) -> Resolution:
    """Given by the officer, whole, and found right."""
    values = {
        "id": 600,
        "kind": ResolutionKind(kind),
        "given_by_id": OIC,
        "recorded_by_id": OIC,
        "conditions_given": True,
        "admitted": True,
        "victim_consulted": True,
        "check_result": ResolutionCheck.RIGHT,
        "checked_by_id": SUPERVISOR,
    }
    return Resolution(**(values | changes))


def given(*resolutions: Resolution | None, outcome: str | None = None):
    """A case with a suspect for each, proposed with an outcome if one is named."""
    suspects = tuple(a_suspect(GIVEN, id=200 + n, resolution=each) for n, each in enumerate(resolutions))
    return a_case(suspects=suspects, proposal=a_proposal(outcome) if outcome else None)


DIVERTED = {"kind": "diversion", "diversion_ends_on": dt.date(2026, 12, 1)}
DONE = DIVERTED | {"diversion_result": DiversionResult.COMPLETED}
CHILD = {"kind": "deferred_prosecution", "diversion_result": DiversionResult.COMPLETED}
EXAMPLES = [
    Example(CHECKED, "found right", given(a_resolution()), MET, "All 1"),
    Example(CHECKED, "sent to scrutiny", given(a_resolution(check_result=ResolutionCheck.TO_SCRUTINY)), MET),
    Example(CHECKED, "nobody looked", given(a_resolution(check_result=None)), UNMET, "1 of 1"),
    Example(CHECKED, "a decision without what was given", given(None), UNMET, "not recorded"),
    Example(CHECKED, "one of two", given(a_resolution(), a_resolution(check_result=None)), UNMET, "1 of 2"),
    Example(CHECKED, "no suspect", a_case(), NOT_APPLICABLE),
    Example(
        CHECKED,
        "a suspect who was charged",
        a_case(suspects=(a_suspect(SuspectDecision.CHARGED),)),
        NOT_APPLICABLE,
    ),
    Example(COMPLETED, "completed", given(a_resolution(**DONE)), MET),
    Example(COMPLETED, "in progress", given(a_resolution(**DIVERTED)), UNMET, "1 of 1 not completed"),
    Example(COMPLETED, "one of two", given(a_resolution(**DONE), a_resolution(**DIVERTED)), UNMET, "1 of 2"),
    Example(COMPLETED, "a caution, which does not run", given(a_resolution()), NOT_APPLICABLE),
    Example(COMPLETED, "not recorded at all", given(None), NOT_APPLICABLE),
    Example(FITS, "8 of a community resolution", given(a_resolution(), outcome="8"), MET, "Community"),
    Example(FITS, "3 of a community resolution", given(a_resolution(), outcome="3"), UNMET, "community res"),
    Example(FITS, "8 of nothing", given(None, outcome="8"), UNMET, "nothing is recorded"),
    Example(FITS, "3 of one of two", given(a_resolution("simple_caution"), a_resolution(), outcome="3"), MET),
    Example(FITS, "22 of a diversion", given(a_resolution(**DONE), outcome="22"), MET, "Diversion"),
    Example(FITS, "22 of a caution", given(a_resolution("simple_caution"), outcome="22"), UNMET),
    Example(FITS, "23 of a child", given(a_resolution(**CHILD, was_child=True), outcome="23"), MET),
    Example(FITS, "23 of nobody knows whom", given(a_resolution(**CHILD), outcome="23"), UNMET, "under 18"),
    Example(FITS, "23 of an adult", given(a_resolution(**CHILD, was_child=False), outcome="23"), UNMET),
    Example(FITS, "no outcome yet", given(a_resolution()), NOT_APPLICABLE),
    Example(FITS, "an outcome of another kind", given(a_resolution(), outcome="18"), NOT_APPLICABLE),
    Example(FITS, "an outcome that there is not", given(a_resolution(), outcome="99"), NOT_APPLICABLE),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def test_each_suspect_left_is_named_with_what_is_to_be_done():
    case = given(None, a_resolution(check_result=None), a_resolution(**DIVERTED))
    items = [each for key in (CHECKED, COMPLETED) for each in _items(key, case)]
    assert items == [
        ("suspect_resolution", 200),
        ("suspect_resolution_check", 201),
        ("suspect_diversion", 202),
    ]


def _items(key: str, case) -> list[tuple[str, int]]:
    found = Example(key, "", case, UNMET).check()
    return [(item.kind, item.id) for item in found.items]


def test_whoever_checks_is_told_what_the_record_lacks():
    assert what_is_missing(a_resolution(), policy()) == []
    bare = a_resolution("deferred_prosecution", admitted=None, victim_consulted=False, conditions_given=False)
    assert [sentence.split()[0] for sentence in what_is_missing(bare, policy())] == [
        "Whether",
        "The",
        "No",
        "The",
        "The",
    ]
    adult = a_resolution("youth_caution", was_child=False)
    assert what_is_missing(adult, policy()) == ["It is for a suspect under 18, and this one was not."]
