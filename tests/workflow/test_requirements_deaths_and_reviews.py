"""A victim who has died, supervisors' reviews, and the officer's skill."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import (
    OIC,
    SECOND_SUPERVISOR,
    SOMEBODY,
    SUPERVISOR,
    Example,
    a_case,
    a_sign_off,
    a_victim,
    done,
    policy,
)
from vocabulary import Accreditation, EventKind, Gate, Inquest, Outcome, Rank, RiskFlag
from workflow.requirements import REGISTRY, assess

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
NAMED, CORONER = "bereaved_contact_is_named", "coroner_was_told"
REVIEWED, SKILLED = "supervisor_has_reviewed", "officer_held_the_accreditation"


def died(inquest: Inquest = Inquest.OPEN, named: bool = True, told: bool = True, **changes):
    victim = a_victim(
        died_on=dt.date(2026, 11, 20), inquest=inquest, bereaved_contact_named=named, coroner_told=told
    )
    return a_case(victims=(victim, a_victim(id=301)), **changes)


OF_DEATHS = [
    Example(NAMED, "nobody died", a_case(), NOT_APPLICABLE),
    Example(NAMED, "a brother is named", died(), MET),
    Example(NAMED, "nobody is named", died(named=False), UNMET, "family liaison"),
    Example(CORONER, "nobody died", a_case(), NOT_APPLICABLE),
    Example(CORONER, "told", died(), MET),
    Example(CORONER, "not told, and an inquest is open", died(told=False), UNMET),
    Example(CORONER, "not told, and an inquest has concluded", died(Inquest.CONCLUDED, told=False), UNMET),
    Example(CORONER, "not told, and none is expected", died(Inquest.NOT_EXPECTED, told=False), MET),
]
ABUSE = frozenset({RiskFlag.DOMESTIC_ABUSE})
GIVEN = done(EventKind.CASE_ALLOCATED, by=SUPERVISOR, about=OIC)
ONCE = done(EventKind.CASE_REVIEWED, by=SUPERVISOR)


def abuse(*acts, **changes):
    return a_case(flags=ABUSE, acts=acts, **changes)


OF_REVIEWS = [
    Example(REVIEWED, "a theft", a_case(), NOT_APPLICABLE),
    Example(REVIEWED, "domestic abuse, once", abuse(GIVEN, ONCE), MET, "Reviewed 1 time."),
    Example(REVIEWED, "domestic abuse, never", abuse(GIVEN), UNMET, "No supervisor"),
    Example(REVIEWED, "by the officer in the case", abuse(done(EventKind.CASE_REVIEWED, by=OIC)), UNMET),
    Example(
        REVIEWED,
        "by whoever held it before",
        abuse(done(EventKind.CASE_ALLOCATED, about=SOMEBODY), done(EventKind.CASE_REVIEWED, by=SOMEBODY)),
        UNMET,
    ),
    Example(
        REVIEWED,
        "before it was reopened",
        abuse(GIVEN, ONCE, done(EventKind.CASE_REOPENED, by=SUPERVISOR), round=2),
        UNMET,
        "since it was reopened",
    ),
    Example(
        REVIEWED,
        "since it was reopened",
        abuse(
            ONCE,
            done(EventKind.CASE_REOPENED, by=SUPERVISOR),
            done(EventKind.CASE_REVIEWED, by=SECOND_SUPERVISOR),
            round=2,
        ),
        MET,
    ),
    Example(SKILLED, "nobody holds it", a_case(), NOT_APPLICABLE),
    Example(SKILLED, "enough", a_case(oic_accreditation=Accreditation.PIP1), MET),
    Example(
        SKILLED,
        "less than the risk asks for now",
        a_case(oic_accreditation=Accreditation.PIP1, flags=frozenset({RiskFlag.STALKING})),
        UNMET,
        "needs PIP2",
    ),
]
EXAMPLES = [*OF_DEATHS, *OF_REVIEWS]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def test_the_officers_skill_is_advice_and_stands_in_nobodys_way():
    case = a_case(oic_accreditation=Accreditation.NONE)
    found = REGISTRY[SKILLED].rule(case, policy())
    assert found.advice
    assert not found.stands_in_the_way


def signing(case, gate=Gate.NO_FURTHER_ACTION):
    found = {each.key: each for each in assess(gate, case, policy()).findings}
    return found["signer_has_the_authority"].finding


@pytest.mark.parametrize("gate", [Gate.CLOSURE, Gate.NO_FURTHER_ACTION])
@pytest.mark.parametrize(
    ("inquest", "rank", "detective", "may"),
    [
        (Inquest.OPEN, Rank.SERGEANT, False, False),
        (Inquest.OPEN, Rank.INSPECTOR, False, False),
        (Inquest.OPEN, Rank.INSPECTOR, True, True),
        (Inquest.CONCLUDED, Rank.SERGEANT, False, True),
        (Inquest.NOT_EXPECTED, Rank.SERGEANT, False, True),
    ],
)
def test_while_an_inquest_is_open_a_detective_inspector_signs(gate, inquest, rank, detective, may):
    found = signing(died(inquest, sign_off=a_sign_off(SUPERVISOR, rank, detective)), gate)
    assert found.stands_in_the_way is not may
    if not may:
        assert "inquest" in found.why
