"""Suspects: each is decided in their own right, and the outcome of the crime agrees with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workflow.case_files import NOW, Example, a_case, a_decision, a_proposal, a_suspect, policy
from vocabulary import Outcome, SuspectDecision
from workflow.case_file import SuspectDecisionAsked
from workflow.requirements import REGISTRY

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
NFA, CHARGED = SuspectDecision.NO_FURTHER_ACTION, SuspectDecision.CHARGED


def with_suspects(*suspects, **changes):
    return a_case(suspects=suspects, no_suspect_reason_given=False, **changes)


def asking_no_further_action(suspect, *, reason_given: bool = True):
    return with_suspects(suspect, suspect_decision=SuspectDecisionAsked(suspect.id, reason_given))


DEAD, PROVEN = a_suspect(SuspectDecision.DECEASED), a_suspect(SuspectDecision.DECEASED, death_is_proven=True)
PROOF = "proof_of_death_is_recorded"
EXAMPLES = [
    Example(PROOF, "proven", with_suspects(PROVEN, proposal=a_proposal("5")), MET),
    Example(PROOF, "heard of", with_suspects(DEAD, proposal=a_proposal("5")), UNMET, "proves the death"),
    Example(PROOF, "one of two", with_suspects(PROVEN, DEAD, proposal=a_proposal("5")), UNMET),
    Example(PROOF, "nobody has died", with_suspects(proposal=a_proposal("5")), UNMET),
    Example(PROOF, "another outcome", with_suspects(DEAD, proposal=a_proposal("16")), NOT_APPLICABLE),
    Example(PROOF, "no outcome yet", with_suspects(DEAD), NOT_APPLICABLE),
    Example(
        "suspects_or_a_reason_are_recorded", "one is recorded", with_suspects(a_suspect()), MET, "1 recorded"
    ),
    Example("suspects_or_a_reason_are_recorded", "none, with the reason", a_case(), MET, "why is recorded"),
    Example("suspects_or_a_reason_are_recorded", "none, without one", with_suspects(), UNMET, "No suspect"),
    Example("every_suspect_is_decided", "all are", with_suspects(a_suspect(NFA)), MET),
    Example(
        "every_suspect_is_decided",
        "a wanted suspect is decided",
        with_suspects(a_suspect(SuspectDecision.WANTED)),
        MET,
    ),
    Example(
        "every_suspect_is_decided",
        "one of two is not",
        with_suspects(a_suspect(NFA), a_suspect(id=201)),
        UNMET,
        "1 of 2",
    ),
    Example("every_suspect_is_decided", "there is none", a_case(), NOT_APPLICABLE),
    Example("outcome_fits_the_suspects", "18 without a suspect", a_case(proposal=a_proposal("18")), MET),
    Example(
        "outcome_fits_the_suspects",
        "18 with a suspect told no further action",
        with_suspects(a_suspect(NFA), proposal=a_proposal("18")),
        UNMET,
        "no suspect was identified",
    ),
    Example(
        "outcome_fits_the_suspects",
        "a code that is no outcome",
        a_case(proposal=a_proposal("99")),
        UNMET,
        "99 is not an outcome",
    ),
    Example("outcome_fits_the_suspects", "no outcome is chosen", a_case(), NOT_APPLICABLE),
    Example("every_suspect_is_told", "each has been", with_suspects(a_suspect(NFA, told_at=NOW)), MET),
    Example("every_suspect_is_told", "one has not", with_suspects(a_suspect(NFA)), UNMET, "1 not told"),
    Example(
        "every_suspect_is_told",
        "an eliminated suspect who was interviewed",
        with_suspects(a_suspect(SuspectDecision.ELIMINATED)),
        UNMET,
    ),
    Example(
        "every_suspect_is_told",
        "never interviewed, so never knew",
        with_suspects(a_suspect(NFA, interviewed_at=None)),
        NOT_APPLICABLE,
    ),
    Example(
        "every_suspect_is_told",
        "charged: told by the charge",
        with_suspects(a_suspect(CHARGED)),
        NOT_APPLICABLE,
    ),
    Example("suspect_account_was_sought", "interviewed", asking_no_further_action(a_suspect()), MET),
    Example(
        "suspect_account_was_sought",
        "not interviewed, with the reason",
        asking_no_further_action(a_suspect(interviewed_at=None, no_interview_reason_given=True)),
        MET,
    ),
    Example(
        "suspect_account_was_sought",
        "not interviewed, without one",
        asking_no_further_action(a_suspect(interviewed_at=None)),
        UNMET,
        "nothing says why not",
    ),
    Example("suspect_account_was_sought", "not asked", with_suspects(a_suspect()), NOT_APPLICABLE),
    Example("suspect_decision_has_reasons", "written", asking_no_further_action(a_suspect()), MET),
    Example(
        "suspect_decision_has_reasons",
        "not written",
        asking_no_further_action(a_suspect(), reason_given=False),
        UNMET,
        "Write why",
    ),
    Example("suspect_decision_has_reasons", "not asked", with_suspects(a_suspect()), NOT_APPLICABLE),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


# Which suspect rows each outcome may end a crime with. One suspect stands as in the column; `none`: no row.
COLUMNS = {
    "none": None,
    "undecided": None,
    "eliminated": SuspectDecision.ELIMINATED,
    "nfa": NFA,
    "charged": CHARGED,
    "out_of_court": SuspectDecision.OUT_OF_COURT_RESOLUTION,
    "deceased": SuspectDecision.DECEASED,
    "wanted": SuspectDecision.WANTED,
}
CHARGE, RESOLVED = {"charged"}, {"out_of_court"}
NOBODY = {"none", "eliminated"}
NO_FORMAL_ACTION = {"undecided", "nfa", "deceased", "wanted"}
SOMEBODY_NOT_CHARGED = NO_FORMAL_ACTION | RESOLVED
ALLOWS = {
    "1": CHARGE,
    "1A": CHARGE,
    "2": RESOLVED,
    "2A": RESOLVED,
    "3": RESOLVED,
    "3A": RESOLVED,
    "4": SOMEBODY_NOT_CHARGED | CHARGE,
    "5": {"deceased"},
    "6": RESOLVED,
    "7": RESOLVED,
    "8": RESOLVED,
    "9": NO_FORMAL_ACTION,
    "10": NO_FORMAL_ACTION,
    "11": NO_FORMAL_ACTION,
    "12": NO_FORMAL_ACTION,
    "13": NO_FORMAL_ACTION,
    "14": NOBODY,
    "15": NO_FORMAL_ACTION,
    "16": NO_FORMAL_ACTION,
    "17": NO_FORMAL_ACTION,
    "18": NOBODY,
    "19": NOBODY | NO_FORMAL_ACTION,
    "20": NOBODY | NO_FORMAL_ACTION,
    "21": NO_FORMAL_ACTION,
    "22": RESOLVED,
    "23": RESOLVED,
}


def standing(column: str, **changes: object):
    return () if column == "none" else (a_suspect(COLUMNS[column], **changes),)


def fits(code: str, *suspects) -> Outcome:
    case = with_suspects(*suspects, proposal=a_proposal(code))
    return REGISTRY["outcome_fits_the_suspects"].rule(case, policy()).outcome


def test_the_consistency_table_has_every_outcome_of_the_pack():
    assert set(ALLOWS) == {outcome.code for outcome in policy().crime_outcomes}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("code", ALLOWS)
def test_an_outcome_agrees_with_what_was_decided_about_the_suspect(code, column):
    assert fits(code, *standing(column)) is (MET if column in ALLOWS[code] else UNMET)


@pytest.mark.parametrize("code", ["14", "18"])
@pytest.mark.parametrize("column", sorted(SOMEBODY_NOT_CHARGED))
def test_one_eliminated_suspect_does_not_hide_another(code, column):
    assert fits(code, a_suspect(SuspectDecision.ELIMINATED, id=1), *standing(column, id=2)) is UNMET


def test_a_second_suspect_not_charged_does_not_undo_a_charge():
    assert fits("1", a_suspect(CHARGED, id=1), a_suspect(NFA, id=2)) is MET
    assert fits("15", a_suspect(CHARGED, id=1), a_suspect(NFA, id=2)) is UNMET


def test_the_outcome_of_the_decision_that_stands_is_asked_when_nothing_is_proposed():
    case = with_suspects(a_suspect(NFA), decision=a_decision(outcome_code="18"))
    assert REGISTRY["outcome_fits_the_suspects"].rule(case, policy()).outcome is UNMET
    later = replace(case, proposal=a_proposal("16"))
    assert REGISTRY["outcome_fits_the_suspects"].rule(later, policy()).outcome is MET
