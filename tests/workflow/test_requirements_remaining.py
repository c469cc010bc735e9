"""The risk that remains when a suspect is released: each question, and whom it is asked of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.case_files import Example, a_case, a_suspect, policy
from vocabulary import Gate, Outcome, RemainsAnswer, RemainsQuestion, RiskFlag, SuspectDecision
from workflow.case_file import Remains, SuspectDecisionAsked
from workflow.requirements import REGISTRY

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
YES, NO, DOES_NOT_APPLY = RemainsAnswer.YES, RemainsAnswer.NO, RemainsAnswer.NOT_APPLICABLE
QUESTION = RemainsQuestion
ABUSE = frozenset({RiskFlag.DOMESTIC_ABUSE})
CHILD = frozenset({RiskFlag.CHILD_VICTIM})
ASKS = {
    "protective_order_was_considered": (QUESTION.PROTECTIVE_ORDER,),
    "firearms_were_checked": (QUESTION.FIREARMS,),
    "children_were_referred": (QUESTION.CHILDREN,),
    "position_of_trust_was_reported": (QUESTION.POSITION_OF_TRUST, QUESTION.POLICE_SUSPECT),
    "other_allegations_were_looked_at": (QUESTION.OTHER_ALLEGATIONS,),
    "intelligence_was_submitted": (QUESTION.INTELLIGENCE,),
    "suspect_welfare_was_considered": (QUESTION.WELFARE,),
}


def answered(answer: RemainsAnswer, *questions: RemainsQuestion, **changes):
    remains = tuple(Remains(question, answer) for question in questions)
    return a_suspect(remains=remains, **changes)


def released(*suspects, flags=ABUSE, **changes):
    """A domestic theft about to end without further action."""
    return a_case(flags=flags, suspects=suspects, **changes)


def deciding(suspect, *others, **changes):
    """No further action is asked for one suspect."""
    asked = SuspectDecisionAsked(suspect.id, True)
    gate = Gate.SUSPECT_NO_FURTHER_ACTION
    return released(suspect, *others, suspect_decision=asked, gate=gate, **changes)


def of_each(key, questions):
    return (
        Example(key, "done", released(answered(YES, *questions)), MET),
        Example(key, "not done, and why", released(answered(NO, *questions)), MET),
        Example(key, "does not apply, and why", released(answered(DOES_NOT_APPLY, *questions)), MET),
        Example(key, "nothing is answered", released(a_suspect()), UNMET),
        Example(
            key, "an eliminated suspect", released(a_suspect(SuspectDecision.ELIMINATED)), NOT_APPLICABLE
        ),
        Example(key, "a dead suspect", released(a_suspect(SuspectDecision.DECEASED)), NOT_APPLICABLE),
        Example(
            key, "a plain theft", released(a_suspect(), flags=frozenset()), NOT_APPLICABLE, "kind of crime"
        ),
        Example(key, "decided for one, answered", deciding(answered(YES, *questions)), MET),
        Example(key, "decided for one, not answered", deciding(a_suspect()), UNMET),
        Example(
            key,
            "decided for one, and another is not answered",
            deciding(answered(YES, *questions), a_suspect(id=201)),
            MET,
        ),
        Example(
            key,
            "nobody's decision is asked for yet",
            released(a_suspect(), gate=Gate.SUSPECT_NO_FURTHER_ACTION),
            NOT_APPLICABLE,
            "Asked when",
        ),
        Example(
            key,
            "the page of one suspect",
            released(a_suspect(), gate=Gate.SUSPECT_NO_FURTHER_ACTION, about_suspect_id=200),
            UNMET,
        ),
    )


IMAGES = {"offence_class": "indecent_images", "flags": frozenset()}
TRUST, CHILDREN = "position_of_trust_was_reported", "children_were_referred"
OTHERS, WELFARE = "other_allegations_were_looked_at", "suspect_welfare_was_considered"
WITH_A_PLAN = (QUESTION.WELFARE, QUESTION.TOLD_IN_PERSON)
EXAMPLES = [
    *(example for key, questions in ASKS.items() for example in of_each(key, questions)),
    Example(TRUST, "one of its two", released(answered(YES, QUESTION.POSITION_OF_TRUST)), UNMET),
    Example(
        CHILDREN,
        "does not apply, and a child is the victim",
        released(answered(DOES_NOT_APPLY, QUESTION.CHILDREN), flags=CHILD),
        UNMET,
    ),
    Example(
        CHILDREN,
        "not referred, with the reason, and a child is the victim",
        released(answered(NO, QUESTION.CHILDREN), flags=CHILD),
        MET,
    ),
    Example(
        OTHERS,
        "does not apply, and other crimes name them",
        released(answered(DOES_NOT_APPLY, QUESTION.OTHER_ALLEGATIONS, other_crimes=2)),
        UNMET,
    ),
    Example(
        OTHERS,
        "looked at, and other crimes name them",
        released(answered(YES, QUESTION.OTHER_ALLEGATIONS, other_crimes=2)),
        MET,
    ),
    Example(
        WELFARE, "images, with a plan and in person", released(answered(YES, *WITH_A_PLAN), **IMAGES), MET
    ),
    Example(WELFARE, "images, without a plan", released(answered(NO, *WITH_A_PLAN), **IMAGES), UNMET),
    Example(WELFARE, "images, with a plan alone", released(answered(YES, QUESTION.WELFARE), **IMAGES), UNMET),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def test_each_suspect_who_is_released_is_named_with_what_is_left():
    case = released(
        a_suspect(other_crimes=1), replace(answered(DOES_NOT_APPLY, *QUESTION), id=201, other_crimes=1)
    )
    found = REGISTRY[OTHERS].rule(case, policy())
    assert [(item.text, item.kind, item.id) for item in found.items] == [
        ("Not answered", "suspect_remains", 200),
        (
            "Answered that it does not apply, and 1 other crime here name the same person",
            "suspect_remains",
            201,
        ),
    ]


@pytest.mark.parametrize(
    "offence_class",
    ["rape_and_serious_sexual", "other_sexual", "indecent_images", "child_abuse", "stalking_and_harassment"],
)
def test_every_sexual_child_and_stalking_crime_asks_whatever_its_flags(offence_class):
    for key in ASKS:
        case = released(a_suspect(), flags=frozenset(), offence_class=offence_class)
        assert REGISTRY[key].rule(case, policy()).outcome is UNMET


@pytest.mark.parametrize("flag", ["domestic_abuse", "stalking", "child_victim", "hate_crime"])
def test_every_crime_with_one_of_these_risks_asks(flag):
    for key in ASKS:
        case = released(a_suspect(), flags=frozenset({RiskFlag(flag)}))
        assert REGISTRY[key].rule(case, policy()).outcome is UNMET
