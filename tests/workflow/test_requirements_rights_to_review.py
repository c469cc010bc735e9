"""Whoever may ask for a decision to be reviewed was told so, before the case is finished."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    DECISION,
    NOW,
    Example,
    a_case,
    a_contact,
    a_decision,
    a_suspect,
    a_victim,
    signed_by,
)
from vocabulary import (
    ContactResult,
    CpsGround,
    CpsReplyKind,
    ExceptionKind,
    Outcome,
    Rank,
    SuspectDecision,
    VictimView,
)
from workflow.case_file import CaseFile, Contact, CpsReply, TellingException

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
TOLD = "victims_are_told_of_the_right_to_review"
LET_GO = a_suspect(SuspectDecision.NO_FURTHER_ACTION)


def let_go(*contacts: Contact, **changes: object) -> CaseFile:
    """No further action against a suspect who was interviewed; `contacts` with the one victim."""
    values = {
        "decision": a_decision(outcome_code="15"),
        "suspects": (LET_GO,),
        "victims": (a_victim(contacts=contacts),),
    }
    return a_case(**(values | changes))


TELLS = a_contact(told_of_review=True)
UNWANTED = TellingException(1, ExceptionKind.DOES_NOT_WANT_CONTACT, None, event_id=1)
BY_CPS = CpsReply(1, 1, None, LET_GO.id, CpsReplyKind.NO_FURTHER_ACTION, CpsGround.EVIDENTIAL, NOW)
EXAMPLES = [
    Example(TOLD, "told with the decision", let_go(TELLS), MET),
    Example(
        TOLD,
        "told by another contact, after the decision",
        let_go(a_contact(), a_contact(id=401, decision_id=None, told_of_review=True)),
        MET,
    ),
    Example(TOLD, "told the decision and not the right", let_go(a_contact()), UNMET, "within 3 months"),
    Example(TOLD, "not told anything", let_go(), UNMET, "1 of 1"),
    Example(
        TOLD,
        "told before it was decided",
        let_go(replace(TELLS, happened_at=NOW - dt.timedelta(days=3))),
        UNMET,
    ),
    Example(
        TOLD,
        "nobody was reached",
        let_go(replace(TELLS, result=ContactResult.ATTEMPTED)),
        UNMET,
    ),
    Example(
        TOLD,
        "a victim who does not want contact",
        let_go(victims=(a_victim(exceptions=(UNWANTED,)),)),
        NOT_APPLICABLE,
        "does not want contact",
    ),
    Example(
        TOLD,
        "an exception that nobody agreed to",
        let_go(
            victims=(
                a_victim(
                    exceptions=(
                        TellingException(1, ExceptionKind.TOLD_BY_ANOTHER_BODY, DECISION, event_id=909),
                    )
                ),
            )
        ),
        UNMET,
    ),
    Example(
        TOLD,
        "the second of two victims",
        let_go(victims=(a_victim(contacts=(TELLS,)), a_victim(id=301))),
        UNMET,
        "1 of 2",
    ),
    Example(TOLD, "the CPS decided: pointed out", let_go(replies=(BY_CPS,)), UNMET),
    Example(TOLD, "no suspect", a_case(decision=a_decision()), NOT_APPLICABLE, "No victim"),
    Example(
        TOLD,
        "not interviewed",
        let_go(suspects=(replace(LET_GO, interviewed_at=None),)),
        NOT_APPLICABLE,
    ),
    Example(
        TOLD,
        "the victim withdrew",
        let_go(victims=(a_victim(view=VictimView.DOES_NOT_SUPPORT),)),
        NOT_APPLICABLE,
    ),
    Example(TOLD, "nothing decided yet", a_case(), NOT_APPLICABLE, "signed off"),
    Example(
        TOLD,
        "one of two sign-offs given",
        let_go(decision=a_decision(sign_offs_needed=2, sign_offs=(signed_by(rank=Rank.INSPECTOR),))),
        NOT_APPLICABLE,
        "signed off",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_is_found(example: Example):
    example.check()


def test_of_a_decision_of_the_cps_it_is_only_pointed_out():
    def found(case: CaseFile):
        return Example(TOLD, "", case, UNMET).check()

    assert found(let_go(replies=(BY_CPS,))).advice
    assert not found(let_go()).advice
