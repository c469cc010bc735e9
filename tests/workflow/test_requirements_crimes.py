"""The crime as a whole, what a proposal says, and who may be given the crime."""

from __future__ import annotations

import pytest

from tests.workflow.case_files import Example, a_case, a_decision, a_proposal, an_allocation, policy
from vocabulary import Accreditation, DecisionKind, Outcome, RiskFlag
from workflow.requirements import REGISTRY

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
UNCLASSIFIED = a_case(offence="unclassified_violence_or_sexual", offence_class="unclassified")


def proposing(outcome_code: str, **changes: object):
    return a_case(proposal=a_proposal(outcome_code, **changes))


def allocating(offence_class: str = "shop_theft", *flags: RiskFlag, **changes: object):
    return a_case(offence_class=offence_class, flags=frozenset(flags), allocation=an_allocation(**changes))


EXAMPLES = [
    Example("crime_is_classified", "it is", a_case(), MET),
    Example("crime_is_classified", "it is not", UNCLASSIFIED, UNMET, "Choose the offence"),
    Example("outcome_closes", "8 closes", proposing("8"), MET, "Community resolution"),
    Example("outcome_closes", "18 means no further action", proposing("18"), UNMET, "as no further action"),
    Example("outcome_closes", "no such outcome", proposing("99"), UNMET, "99 is not an outcome"),
    Example("outcome_closes", "19 is not for a force", proposing("19"), UNMET, "not for use by a force"),
    Example("outcome_closes", "no outcome is chosen", a_case(), NOT_APPLICABLE),
    Example("outcome_means_no_further_action", "18 does", proposing("18"), MET),
    Example("outcome_means_no_further_action", "8 closes", proposing("8"), UNMET, "as closure"),
    Example("outcome_means_no_further_action", "19 is not for a force", proposing("19"), UNMET),
    Example("outcome_means_no_further_action", "no outcome is chosen", a_case(), NOT_APPLICABLE),
    Example(
        "outcome_means_no_further_action",
        "the decision that stands is asked",
        a_case(decision=a_decision(outcome_code="8")),
        UNMET,
    ),
    Example("rationale_is_complete", "all four are answered", proposing("18"), MET),
    Example("rationale_is_complete", "one is not", proposing("18", risk_digest=None), UNMET, "1 of 4"),
    Example("rationale_is_complete", "nothing is proposed", a_case(), NOT_APPLICABLE),
    Example("officer_can_take_it", "an investigator of the unit", allocating(), MET),
    Example("officer_can_take_it", "left the force", allocating(is_retired=True), UNMET, "has left"),
    Example(
        "officer_can_take_it",
        "not an investigator of the unit",
        allocating(is_investigator_in_unit=False),
        UNMET,
        "not an investigator",
    ),
    Example("officer_can_take_it", "nobody is chosen", a_case(), NOT_APPLICABLE),
    Example("officer_is_accredited", "the level needed", allocating(), MET, "holds PIP1"),
    Example("officer_is_accredited", "a higher level", allocating(accreditation=Accreditation.PIP3), MET),
    Example("officer_is_accredited", "below it", allocating(accreditation=Accreditation.NONE), UNMET, "none"),
    Example(
        "officer_is_accredited",
        "a mentor who holds it",
        allocating("rape_and_serious_sexual", mentor=Accreditation.PIP2),
        MET,
        "a mentor who holds PIP2 is named",
    ),
    Example(
        "officer_is_accredited",
        "a mentor who does not",
        allocating("rape_and_serious_sexual", mentor=Accreditation.PIP1),
        UNMET,
        "This officer holds PIP1",
    ),
    Example(
        "officer_is_accredited",
        "in training under somebody who holds it",
        allocating("rape_and_serious_sexual", training=Accreditation.PIP2, trainer=Accreditation.PIP3),
        MET,
        "in training for PIP2, under a named supervisor who holds PIP3",
    ),
    Example(
        "officer_is_accredited",
        "in training under somebody whose own has lapsed",
        allocating("rape_and_serious_sexual", training=Accreditation.PIP2, trainer=Accreditation.NONE),
        UNMET,
    ),
    Example(
        "officer_is_accredited",
        "in training for less than it needs",
        allocating("homicide", training=Accreditation.PIP2, trainer=Accreditation.PIP3),
        UNMET,
    ),
    Example("officer_has_room", "room for more", allocating(crimes_held=24), MET, "Has 24 crimes"),
    Example("officer_has_room", "none yet", allocating(), MET, "Has 0 crimes"),
    Example("officer_has_room", "nobody is chosen", a_case(), NOT_APPLICABLE),
    Example(
        "officer_has_room",
        "as many as the force says, or more",
        allocating(crimes_held=26),
        UNMET,
        "This officer has 26 crimes; 25 is the force's figure.",
    ),
    Example("officer_is_accredited", "nobody is chosen", a_case(), NOT_APPLICABLE, "Needs PIP1"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def test_each_of_the_four_questions_left_blank_is_named():
    left_blank = {f"{name}_digest": None for name in ("evidence", "lines", "victim", "risk")}
    finding = REGISTRY["rationale_is_complete"].rule(proposing("18", **left_blank), policy())
    assert [item.text for item in finding.items] == [
        "What evidence there is",
        "What lines were followed",
        "What the victim says",
        "What risk remains",
    ]


# Practice P32: too little accreditation stops some allocations; others go on with a warning on the record.
BLOCKS, WARNS, PASSES = "blocks", "warns", "passes"
DA, HIGH, STALKING, CHILD = (
    RiskFlag.DOMESTIC_ABUSE,
    RiskFlag.HIGH_RISK,
    RiskFlag.STALKING,
    RiskFlag.CHILD_VICTIM,
)


@pytest.mark.parametrize(
    ("offence_class", "flags", "held", "expected"),
    [
        ("shop_theft", (), Accreditation.NONE, WARNS),
        ("shop_theft", (), Accreditation.PIP1, PASSES),
        ("robbery", (), Accreditation.PIP1, WARNS),
        ("robbery", (), Accreditation.PIP2, PASSES),
        ("rape_and_serious_sexual", (), Accreditation.PIP1, BLOCKS),
        ("rape_and_serious_sexual", (), Accreditation.PIP2, PASSES),
        ("child_abuse", (), Accreditation.PIP1, BLOCKS),
        ("indecent_images", (), Accreditation.PIP1, BLOCKS),
        ("stalking_and_harassment", (), Accreditation.PIP1, BLOCKS),
        ("assault", (DA,), Accreditation.PIP1, PASSES),
        ("assault", (HIGH,), Accreditation.PIP1, PASSES),
        ("assault", (DA, HIGH), Accreditation.PIP1, BLOCKS),
        ("assault", (DA, HIGH), Accreditation.PIP2, PASSES),
        ("assault", (STALKING,), Accreditation.PIP1, BLOCKS),
        ("theft", (CHILD,), Accreditation.PIP1, BLOCKS),
        ("a class the pack no longer knows", (), Accreditation.NONE, WARNS),
    ],
)
def test_accreditation_blocks_or_warns_by_kind_of_crime(offence_class, flags, held, expected):
    case = allocating(offence_class, *flags, accreditation=held)
    finding = REGISTRY["officer_is_accredited"].rule(case, policy())
    seen = PASSES if finding.outcome is MET else WARNS if finding.advice else BLOCKS
    assert seen == expected, finding
    assert finding.stands_in_the_way is (expected == BLOCKS)


def test_how_many_crimes_an_officer_has_never_stands_in_the_way():
    finding = REGISTRY["officer_has_room"].rule(allocating(crimes_held=400), policy())
    assert finding.advice
    assert not finding.stands_in_the_way


@pytest.mark.parametrize("key", ["officer_is_accredited", "officer_has_room"])
def test_what_is_found_of_an_officer_names_them_by_their_id_alone(key):
    case = allocating("robbery", crimes_held=26)
    finding = REGISTRY[key].rule(case, policy())
    assert [(item.kind, item.id) for item in finding.items] == [("officer", case.allocation.officer_id)]


def test_an_unclassified_crime_can_be_neither_closed_nor_filed():
    gates = {gate.value for gate in REGISTRY["crime_is_classified"].gates}
    assert {kind.value for kind in (DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION)} <= gates
