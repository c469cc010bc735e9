"""An override lets a requirement go unmet for a time, visibly, and never one that guards a never."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    NOW,
    OIC,
    SECOND_SUPERVISOR,
    SOMEBODY,
    SUPERVISOR,
    a_case,
    a_proposal,
    a_sign_off,
    a_suspect,
    a_victim,
    an_allocation,
    done,
    policy,
)
from vocabulary import Accreditation, EventKind, Gate, Outcome, Rank, RiskFlag
from workflow.case_file import CaseFile, Override, SuspectDecisionAsked
from workflow.findings import Assessed
from workflow.policy.overriding import MAY_BE_OVERRIDDEN
from workflow.requirements import REGISTRY, assess
from workflow.requirements.overriding import may_be_overridden, override_authority
from workflow.services.sealing import seal

DAY = dt.timedelta(days=1)
NEEDS = "needs_are_assessed"
UNASSESSED = a_victim(needs_assessed_at=None)


def an_override(requirement: str = NEEDS, **changes: object) -> Override:
    override = Override(
        event_id=950,
        requirement=requirement,
        ground="unsafe_to_ask",
        granted_by_id=SECOND_SUPERVISOR,
        rank=Rank.INSPECTOR,
        granted_at=NOW - DAY,
        expires_at=NOW + DAY,
    )
    return replace(override, **changes)


def found(gate: Gate, case: CaseFile, key: str = NEEDS) -> Assessed:
    [found] = [each for each in assess(gate, case, policy()).findings if each.key == key]
    return found


def unassessed(*overrides: Override, **changes: object) -> CaseFile:
    return a_case(victims=(UNASSESSED,), overrides=overrides, **changes)


def test_without_one_the_requirement_stands_in_the_way_and_says_who_may_override_it():
    plain = found(Gate.NO_FURTHER_ACTION, unassessed())
    assert plain.stands_in_the_way
    assert plain.override == "an inspector or above"
    assert plain.finding.overridden is None


def test_a_live_one_lets_it_go_unmet_and_keeps_what_is_missing():
    plain = found(Gate.NO_FURTHER_ACTION, unassessed()).finding
    overridden = found(Gate.NO_FURTHER_ACTION, unassessed(an_override()))
    assert overridden.outcome is Outcome.MET
    assert overridden.finding.overridden == plain.why
    assert overridden.finding.items == plain.items
    assert overridden.override == ""
    assert overridden.finding.why == (
        "Overridden until 25 November 2026: Asking would put somebody at risk. Granted by an inspector. "
        f"Not met without it: {plain.why}"
    )


def test_what_was_decided_by_an_override_is_sealed_with_it():
    case = unassessed(an_override(), proposal=a_proposal())
    assessment = assess(Gate.NO_FURTHER_ACTION, case, policy())
    sealed = json.loads(seal(case, assessment).text)
    [kept] = [each for each in sealed["findings"] if each["key"] == NEEDS]
    missing = found(Gate.NO_FURTHER_ACTION, unassessed()).finding.why
    assert (kept["outcome"], kept["overridden"]) == ("met", missing)
    assert sealed["facts"]["overrides"][0]["ground"] == "unsafe_to_ask"


@pytest.mark.parametrize(
    ("override", "case", "says"),
    [
        (an_override(expires_at=NOW), {}, "The override expired on 24 November 2026."),
        (an_override(ended_at=NOW - DAY / 2), {}, "The override was ended on 24 November 2026."),
        (an_override(granted_by_id=OIC), {}, "whoever granted it is the officer in the case"),
        (
            an_override(),
            {"acts": (done(EventKind.DECISION_PROPOSED, by=SECOND_SUPERVISOR),)},
            "whoever granted it proposed a decision on this case",
        ),
        (
            an_override(),
            {"acts": (done(EventKind.MENTOR_NAMED, about=SECOND_SUPERVISOR),)},
            "whoever granted it is or was the mentor",
        ),
    ],
)
def test_one_that_counts_no_more_says_why_and_the_requirement_is_asked_again(override, case, says):
    assessed = found(Gate.NO_FURTHER_ACTION, unassessed(override, **case))
    assert assessed.stands_in_the_way
    assert assessed.finding.overridden is None
    assert says in assessed.finding.why
    assert assessed.override


def test_one_granted_afresh_counts_after_one_that_expired():
    expired = an_override(event_id=940, granted_at=NOW - 9 * DAY, expires_at=NOW - DAY)
    assert found(Gate.CLOSURE, unassessed(expired, an_override())).outcome is Outcome.MET


def test_it_is_of_one_requirement_alone():
    assert found(Gate.CLOSURE, unassessed(an_override("support_is_offered"))).stands_in_the_way


ACCREDITED = "officer_is_accredited"


def allocating(*overrides: Override, **changes: object) -> CaseFile:
    asked = an_allocation(accreditation=Accreditation.PIP1, **changes)
    return a_case(offence_class="rape_and_serious_sexual", allocation=asked, overrides=overrides)


def test_of_an_allocation_it_is_for_one_officer():
    override = an_override(ACCREDITED, officer_id=SOMEBODY, ground="nobody_accredited_free")
    assert found(Gate.ALLOCATION, allocating(override), ACCREDITED).outcome is Outcome.MET
    assert found(Gate.ALLOCATION, allocating(override, officer_id=31), ACCREDITED).stands_in_the_way


SOUGHT = "suspect_account_was_sought"


def deciding(*overrides: Override, suspect: int = 200, by: int = SUPERVISOR) -> CaseFile:
    never_asked = {"interviewed_at": None, "interviewed_by_id": None}
    return a_case(
        suspects=(a_suspect(**never_asked), a_suspect(id=201, **never_asked)),
        suspect_decision=SuspectDecisionAsked(suspect, True),
        sign_off=a_sign_off(by, Rank.INSPECTOR),
        overrides=overrides,
    )


def test_of_a_decision_on_a_suspect_it_is_for_that_suspect_and_decided_by_another():
    gate = Gate.SUSPECT_NO_FURTHER_ACTION
    override = an_override(SOUGHT, suspect_id=200, ground="unfit_for_interview")
    assert found(gate, deciding(override), SOUGHT).outcome is Outcome.MET
    assert found(gate, deciding(override, suspect=201), SOUGHT).stands_in_the_way
    own = found(gate, deciding(override, by=SECOND_SUPERVISOR), SOUGHT)
    assert own.stands_in_the_way
    assert "whoever granted it does not decide by it" in own.finding.why


@pytest.mark.parametrize("key", sorted(REGISTRY.keys() - MAY_BE_OVERRIDDEN))
def test_none_of_anything_else_counts_even_if_somebody_put_one_there(key):
    assert key in REGISTRY
    assert policy().override_rule(key) is None
    for gate in REGISTRY[key].gates:
        for case in (unassessed(an_override(key), lines=()), allocating(an_override(key), is_retired=True)):
            assert found(gate, case, key).finding == found(gate, replace(case, overrides=()), key).finding


def test_what_may_be_overridden_is_a_requirement_and_guards_no_never():
    assert REGISTRY.keys() >= MAY_BE_OVERRIDDEN
    guards = {"lines_are_recorded", "every_line_is_answered", "signer_is_independent", "officer_can_take_it"}
    guards |= {"signer_has_the_authority", "victims_or_a_reason_are_recorded", "rationale_is_complete"}
    guards |= {key for key, each in REGISTRY.items() if {Gate.FINAL, Gate.DOWNGRADE} & each.gates}
    assert not guards & MAY_BE_OVERRIDDEN


def test_nothing_that_stands_before_the_end_may_be_overridden():
    assert [each.key for each in may_be_overridden(policy()) if Gate.FINAL in each.gates] == []
    assert {each.key for each in may_be_overridden(policy())} == set(policy().override_rules)


@pytest.mark.parametrize(
    ("offence_class", "flags", "rank", "detective"),
    [
        ("shop_theft", (), Rank.INSPECTOR, False),
        ("assault", (RiskFlag.STRANGULATION,), Rank.CHIEF_INSPECTOR, False),
        ("rape_and_serious_sexual", (), Rank.CHIEF_INSPECTOR, True),
    ],
)
def test_it_is_granted_by_somebody_senior_to_whoever_signs(offence_class, flags, rank, detective):
    case = a_case(offence_class=offence_class, flags=frozenset(flags))
    needed = override_authority(REGISTRY[NEEDS], case, policy())
    assert (needed.rank, needed.detective) == (rank, detective)


def test_a_requirement_that_the_pack_does_not_name_is_overridden_by_nobody():
    assert override_authority(REGISTRY["every_suspect_is_decided"], a_case(), policy()) is None
