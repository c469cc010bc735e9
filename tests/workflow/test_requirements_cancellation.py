"""On what a recorded crime is cancelled."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import (
    NOW,
    Example,
    a_case,
    a_decision,
    a_line,
    a_proposal,
    a_sign_off,
    a_suspect,
    an_open_line,
    policy,
)
from vocabulary import DecisionKind, Gate, LineStatus, Outcome, Rank, RiskFlag, Role, SuspectDecision
from workflow.case_file import CancellationAsked
from workflow.requirements import REGISTRY, assess
from workflow.requirements.sign_offs import authority_in_words, authority_needed

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
GROUNDS = ("other_force", "additional_information", "duplicate", "recorded_in_error", "self_defence")


def cancelling(ground: str = "recorded_in_error", **changes: object):
    asked = {"information_digest": "i" * 64, "provider_digest": "p" * 64, "other_crime_id": None}
    asked["information_kind"] = "document"
    asked |= {name: changes.pop(name) for name in list(changes) if name in (*asked, "other_crime_stays")}
    proposal = a_proposal("", cancellation=CancellationAsked(ground, **asked))
    return a_case(**{"proposal": proposal, "gate": Gate.CANCELLATION, **changes})


def duplicate(of: int | None = 77, *, stays: bool = True):
    return cancelling("duplicate", other_crime_id=of, other_crime_stays=stays)


def open_until(*hours: float):
    return tuple(
        an_open_line(id=number, evidence_expires_at=NOW + dt.timedelta(hours=left))
        for number, left in enumerate(hours, 100)
    )


def a_rape(days_ago: int = 1, **changes: object):
    happened = NOW - dt.timedelta(days=days_ago)
    return cancelling(
        **{
            "offence_class": "rape_and_serious_sexual",
            "occurred_until_at": happened,
            "reported_at": happened,
            "lines": (),
            **changes,
        }
    )


NOTHING = a_case(gate=Gate.CANCELLATION)
WINDOW = "forensic_window_is_shut_or_used"
SHOWN = "information_that_shows_it_is_written"
NOBODY_CHARGED = "no_suspect_stands_charged"
EXAMPLES = [
    Example(NOBODY_CHARGED, "no suspect", a_case(gate=Gate.CANCELLATION), NOT_APPLICABLE, "No suspect"),
    Example(NOBODY_CHARGED, "a suspect who is not decided", a_case(suspects=(a_suspect(),)), MET),
    Example(
        NOBODY_CHARGED,
        "charged before work was resumed",
        a_case(suspects=(a_suspect(SuspectDecision.CHARGED),)),
        UNMET,
        "how the prosecution ended",
    ),
    Example("ground_for_cancelling_is_named", "nothing is proposed", NOTHING, NOT_APPLICABLE),
    Example("ground_for_cancelling_is_named", "one of the list", cancelling(), MET, "recorded in error"),
    Example("ground_for_cancelling_is_named", "another", cancelling("bored"), UNMET, "Choose the ground"),
    Example("ground_for_cancelling_is_named", "none", cancelling(""), UNMET, "Choose the ground"),
    Example(SHOWN, "nothing is proposed", NOTHING, NOT_APPLICABLE),
    Example(SHOWN, "no ground", cancelling(""), NOT_APPLICABLE),
    Example(SHOWN, "a duplicate", duplicate(), NOT_APPLICABLE, "the other crime"),
    Example(SHOWN, "written", cancelling(), MET),
    Example(
        SHOWN, "nothing shows it", cancelling(information_digest=None), UNMET, "What verifiable information"
    ),
    Example(SHOWN, "her health", cancelling(information_digest=None), UNMET, "health is not that"),
    Example(SHOWN, "of no kind in the list", cancelling(information_kind="past"), UNMET, "health or history"),
    Example(SHOWN, "from nobody", cancelling(provider_digest=None), UNMET, "who provided"),
    Example(
        SHOWN, "another force's area needs no provider", cancelling("other_force", provider_digest=None), MET
    ),
    Example("other_crime_is_there", "nothing is proposed", NOTHING, NOT_APPLICABLE),
    Example("other_crime_is_there", "another ground", cancelling(), NOT_APPLICABLE),
    Example("other_crime_is_there", "recorded and stays", duplicate(), MET),
    Example("other_crime_is_there", "not found", duplicate(None), UNMET, "as it is recorded here"),
    Example("other_crime_is_there", "itself", duplicate(1), UNMET, "That is this crime"),
    Example("other_crime_is_there", "cancelled too", duplicate(stays=False), UNMET, "has to stay"),
    Example("no_evidence_is_lost_meanwhile", "no line is open", cancelling(), NOT_APPLICABLE),
    Example("no_evidence_is_lost_meanwhile", "what is open keeps", cancelling(lines=(an_open_line(),)), MET),
    Example(
        "no_evidence_is_lost_meanwhile",
        "31 hours and 9 hours left",
        cancelling(lines=open_until(31.5, 9)),
        UNMET,
        "CCTV, evidence lost in 9 hours; CCTV, evidence lost in 31 hours",
    ),
    Example(
        "no_evidence_is_lost_meanwhile",
        "almost gone",
        cancelling(lines=open_until(0.5)),
        UNMET,
        "less than an hour",
    ),
    Example("no_evidence_is_lost_meanwhile", "gone already", cancelling(lines=open_until(-2)), MET),
    Example(WINDOW, "a theft", cancelling(), NOT_APPLICABLE, "kind of crime"),
    Example(WINDOW, "a rape of last week", a_rape(days_ago=8), NOT_APPLICABLE, "has shut"),
    Example(
        WINDOW,
        "nobody was asked",
        a_rape(flags=frozenset({RiskFlag.INJURY})),
        UNMET,
        "open for 144 more hours",
    ),
    Example(WINDOW, "asked and not answered", a_rape(lines=(an_open_line(category="medical"),)), UNMET),
    Example(WINDOW, "another line answered", a_rape(lines=(a_line(category="scene"),)), UNMET),
    Example(WINDOW, "examined", a_rape(lines=(a_line(category="medical"),)), MET),
    Example(
        WINDOW,
        "she did not want it",
        a_rape(lines=(a_line(category="medical", status=LineStatus.NOT_PURSUED, bearing=None),)),
        MET,
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_requirement_finds_what_its_example_says(example: Example):
    example.check()


def test_there_are_five_grounds_and_no_other():
    assert tuple(policy().endings.grounds) == GROUNDS


def test_evidence_about_to_be_lost_is_pointed_out_and_stops_nobody():
    found = assess(Gate.CANCELLATION, cancelling(lines=open_until(9)), policy())
    assert found.is_passed
    [advice] = [each for each in found.findings if each.key == "no_evidence_is_lost_meanwhile"]
    assert advice.finding.advice


def test_nothing_is_asked_of_lines_needs_or_suspects():
    """A crime that never happened has nobody to find."""
    found = assess(
        Gate.CANCELLATION, cancelling(lines=(), victims=(), no_suspect_reason_given=False), policy()
    )
    assert found.is_passed, found.still_needed


REGISTRAR = frozenset({Role.CRIME_REGISTRAR})
SUPERVISES = frozenset({Role.SUPERVISOR})


@pytest.mark.parametrize(
    ("offence_class", "rank", "roles", "says"),
    [
        ("theft", Rank.POLICE_STAFF, REGISTRAR, None),
        ("theft", Rank.INSPECTOR, SUPERVISES, None),
        ("theft", Rank.SERGEANT, SUPERVISES, "This is decided by the Force Crime Registrar, or an inspector"),
        ("rape_and_serious_sexual", Rank.POLICE_STAFF, REGISTRAR, None),
        (
            "rape_and_serious_sexual",
            Rank.CHIEF_SUPERINTENDENT,
            SUPERVISES,
            "Only the Force Crime Registrar can cancel a rape.",
        ),
        (
            "unclassified",
            Rank.INSPECTOR,
            SUPERVISES,
            "Only the Force Crime Registrar can cancel a crime that",
        ),
        ("unclassified", Rank.POLICE_STAFF, REGISTRAR, None),
    ],
)
def test_who_cancels_a_crime(offence_class, rank, roles, says):
    signing = a_sign_off(rank=rank, is_detective=True)
    case = a_case(
        offence_class=offence_class,
        gate=Gate.CANCELLATION,
        decision=a_decision(kind=DecisionKind.CANCELLATION, outcome_code="", sign_offs=()),
        sign_off=type(signing)(signing.person_id, signing.rank, True, roles),
    )
    found = REGISTRY["signer_has_the_authority"].rule(case, policy())
    if says is None:
        assert found.outcome is MET
    else:
        assert found.outcome is UNMET
        assert found.why.startswith(says)


def test_the_refusal_in_a_rape_says_nothing_else():
    case = cancelling(offence_class="rape_and_serious_sexual", sign_off=a_sign_off(rank=Rank.INSPECTOR))
    found = REGISTRY["signer_has_the_authority"].rule(case, policy())
    assert found.why == "Only the Force Crime Registrar can cancel a rape."
    needed = authority_needed(case, DecisionKind.CANCELLATION, policy())
    assert authority_in_words(needed) == "the Force Crime Registrar"
