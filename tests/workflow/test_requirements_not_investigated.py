"""When a crime may be left without an investigation, and who says so."""

from __future__ import annotations

import pytest

from tests.workflow.case_files import (
    OIC,
    SOMEBODY,
    SUPERVISOR,
    Example,
    a_case,
    a_proposal,
    a_sign_off,
    a_suspect,
    a_victim,
    an_open_line,
    done,
    policy,
)
from vocabulary import AssessmentQuestion, EventKind, Gate, Outcome, RiskFlag, State, SuspectDecision
from workflow.case_file import NotInvestigatingAsked
from workflow.requirements import REGISTRY, assess
from workflow.requirements.not_investigated import QUESTIONS_IN_WORDS, answers_from_facts

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
ALL = frozenset(AssessmentQuestion)
WITNESS = frozenset({AssessmentQuestion.WITNESS})


def proposing(*, yes=frozenset(), no=None, reason="r" * 64, why=None, outcome="18", **changes):
    """A bicycle theft in its unit's tray, proposed with these answers; the others are no."""
    asked = NotInvestigatingAsked(yes, ALL - yes if no is None else no, reason, why, None)
    proposal = a_proposal(outcome, not_investigating=asked)
    return recorded(**{"proposal": proposal, **changes})


def recorded(**changes):
    values = {"state": State.RECORDED, "oic_id": None, "offence_class": "theft", "lines": ()}
    return a_case(**{**values, "gate": Gate.NOT_INVESTIGATED, **changes})


def flagged(flag: RiskFlag):
    return recorded(flags=frozenset({flag}))


def signing(*acts, who: int = SUPERVISOR):
    return recorded(sign_off=a_sign_off(who), acts=acts)


EXAMPLES = [
    Example("crime_may_be_left_uninvestigated", "a theft", recorded(), MET),
    Example(
        "crime_may_be_left_uninvestigated",
        "burglary of a dwelling",
        recorded(offence_class="residential_burglary"),
        UNMET,
        "Burglary of a dwelling is always investigated. Allocate it",
    ),
    Example(
        "crime_may_be_left_uninvestigated",
        "two rules speak of it",
        recorded(offence_class="robbery", flags=frozenset({RiskFlag.WEAPON})),
        UNMET,
        "Robbery is always investigated. A crime with a weapon is always investigated.",
    ),
    Example("crime_was_not_reopened", "the first round", recorded(), MET),
    Example("crime_was_not_reopened", "the second round", recorded(round=2), UNMET, "was reopened"),
    Example("six_questions_are_answered", "nothing is proposed", recorded(), NOT_APPLICABLE),
    Example("six_questions_are_answered", "all with no", proposing(), MET, "0 of them with yes"),
    Example("six_questions_are_answered", "one with yes", proposing(yes=WITNESS), MET, "1 of them with yes"),
    Example("six_questions_are_answered", "one left", proposing(no=ALL - WITNESS), UNMET, "1 of 6 not"),
    Example("why_it_is_not_investigated_is_written", "nothing is proposed", recorded(), NOT_APPLICABLE),
    Example("why_it_is_not_investigated_is_written", "no yes", proposing(), MET),
    Example("why_it_is_not_investigated_is_written", "no reason", proposing(reason=None), UNMET, "is told"),
    Example(
        "why_it_is_not_investigated_is_written",
        "a yes without its reason",
        proposing(yes=WITNESS),
        UNMET,
        "1 of the questions is answered with yes",
    ),
    Example(
        "why_it_is_not_investigated_is_written",
        "two without their reason",
        proposing(yes=WITNESS | {AssessmentQuestion.VIDEO}),
        UNMET,
        "2 of the questions are answered with yes",
    ),
    Example("why_it_is_not_investigated_is_written", "with it", proposing(yes=WITNESS, why="w" * 64), MET),
    Example("outcome_is_one_for_not_investigating", "none chosen", recorded(), NOT_APPLICABLE, "Will be 18"),
    Example("outcome_is_one_for_not_investigating", "18", proposing(), MET, "no suspect identified"),
    Example("outcome_is_one_for_not_investigating", "15", proposing(outcome="15"), UNMET, "Use outcome 18,"),
    Example(
        "outcome_is_one_for_not_investigating", "none", proposing(outcome="99"), UNMET, "Use outcome 18,"
    ),
    Example(
        "outcome_is_one_for_not_investigating",
        "18 with a suspect",
        proposing(suspects=(a_suspect(SuspectDecision.NO_FURTHER_ACTION),)),
        UNMET,
        "Use outcome 21 or 20, because there is a suspect",
    ),
    Example(
        "outcome_is_one_for_not_investigating",
        "21 with a suspect",
        proposing(outcome="21", suspects=(a_suspect(SuspectDecision.NO_FURTHER_ACTION),)),
        MET,
    ),
    Example(
        "outcome_is_one_for_not_investigating",
        "18 once the suspect is eliminated",
        proposing(suspects=(a_suspect(SuspectDecision.ELIMINATED),)),
        MET,
    ),
    Example("signer_neither_took_nor_recorded_the_report", "nobody signs", recorded(), NOT_APPLICABLE),
    Example(
        "signer_neither_took_nor_recorded_the_report",
        "somebody else recorded it",
        signing(done(EventKind.CRIME_RECORDED, OIC)),
        MET,
    ),
    Example(
        "signer_neither_took_nor_recorded_the_report",
        "recorded it",
        signing(done(EventKind.CRIME_RECORDED, SUPERVISOR)),
        UNMET,
        "recorded this crime",
    ),
    Example(
        "signer_neither_took_nor_recorded_the_report",
        "took the call",
        signing(done(EventKind.DECISION_PROPOSED, OIC, SUPERVISOR)),
        UNMET,
        "took the report",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_requirement_finds_what_its_example_says(example: Example):
    example.check()


# Practice P10: never for these.
NEVER = {
    RiskFlag.DOMESTIC_ABUSE,
    RiskFlag.STALKING,
    RiskFlag.HATE_CRIME,
    RiskFlag.CHILD_VICTIM,
    RiskFlag.VULNERABLE_VICTIM,
    RiskFlag.INJURY,
    RiskFlag.WEAPON,
    RiskFlag.HIGH_RISK,
    RiskFlag.STRANGULATION,
}


@pytest.mark.parametrize("flag", RiskFlag)
def test_which_risks_mean_that_a_crime_is_always_investigated(flag: RiskFlag):
    found = REGISTRY["crime_may_be_left_uninvestigated"].rule(flagged(flag), policy())
    assert (found.outcome is UNMET) is (flag in NEVER)


@pytest.mark.parametrize(
    "offence_class",
    [
        "rape_and_serious_sexual",
        "other_sexual",
        "indecent_images",
        "child_abuse",
        "stalking_and_harassment",
        "residential_burglary",
        "robbery",
        "serious_violence",
        "assault",
        "weapons",
        "homicide",
    ],
)
def test_which_kinds_of_crime_are_always_investigated(offence_class: str):
    assert policy().always_investigated(offence_class, frozenset())
    assert not policy().always_investigated("theft", frozenset())


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"suspects": (a_suspect(),)}, AssessmentQuestion.SUSPECT),
        ({"suspects": (a_suspect(SuspectDecision.ELIMINATED),)}, None),
        ({"flags": frozenset({RiskFlag.TRACKABLE_ITEM_TAKEN})}, AssessmentQuestion.TRACEABLE),
        ({"flags": frozenset({RiskFlag.VULNERABLE_VICTIM})}, AssessmentQuestion.VULNERABLE_OR_SERIES),
        ({"flags": frozenset({RiskFlag.REPEAT_VICTIM})}, AssessmentQuestion.VULNERABLE_OR_SERIES),
        ({"victims": (a_victim(is_enhanced=True),)}, AssessmentQuestion.VULNERABLE_OR_SERIES),
        ({}, None),
    ],
)
def test_what_is_recorded_answers_for_itself_and_says_why(changes, question):
    known = answers_from_facts(recorded(**changes))
    assert set(known) == ({question} if question else set())
    assert all(why.endswith(".") for why in known.values())


def test_every_question_has_words_and_an_item_leads_to_each():
    assert set(QUESTIONS_IN_WORDS) == ALL
    found = REGISTRY["six_questions_are_answered"].rule(proposing(no=frozenset()), policy())
    assert [(item.kind, item.id) for item in found.items] == [("assessment", n) for n in range(6)]


def test_the_gate_asks_for_no_line_and_refuses_one_that_is_open():
    whole = assess(Gate.NOT_INVESTIGATED, proposing(), policy())
    assert whole.is_passed, whole.still_needed
    with_line = assess(Gate.NOT_INVESTIGATED, proposing(lines=(an_open_line(),)), policy())
    assert [found.key for found in with_line.still_needed] == ["every_line_is_answered"]


def test_a_suspect_is_decided_before_a_crime_is_left():
    found = assess(Gate.NOT_INVESTIGATED, proposing(outcome="21", suspects=(a_suspect(),)), policy())
    assert "every_suspect_is_decided" in [each.key for each in found.still_needed]


def test_somebody_who_did_neither_may_sign():
    case = signing(done(EventKind.CRIME_RECORDED, OIC), who=SOMEBODY)
    assert REGISTRY["signer_neither_took_nor_recorded_the_report"].rule(case, policy()).outcome is MET
