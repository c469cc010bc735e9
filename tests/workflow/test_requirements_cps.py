"""The CPS: no case ends while it is asked, against what it decided, or with its plan unanswered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    NOW,
    SUPERVISOR,
    Example,
    a_case,
    a_line,
    a_proposal,
    a_suspect,
    an_open_line,
    policy,
)
from vocabulary import (
    CpsAsked,
    CpsGround,
    CpsReplyKind,
    Gate,
    LineStatus,
    Outcome,
    RiskFlag,
    SuspectDecision,
)
from workflow.case_file import CpsReferral, CpsReply, SuspectDecisionAsked

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
WAITS, CONSIDERED, FITS = "no_referral_waits", "cps_decision_is_considered", "outcome_fits_the_cps_decision"
ACTIONS, ADVICE = "every_cps_action_is_answered", "early_advice_was_sought"
A, B = 200, 201  # suspects
HOUR = dt.timedelta(hours=1)
TWO = (a_suspect(), a_suspect(id=B))
NFA = CpsReplyKind.NO_FURTHER_ACTION


def a_referral(*suspects: int, **changes: object) -> CpsReferral:
    return replace(CpsReferral(700, 1, CpsAsked.FULL_CODE_CHARGE, NOW - 9 * HOUR, suspects), **changes)


def a_reply(kind: CpsReplyKind = NFA, suspect: int | None = None, **changes: object) -> CpsReply:
    """To the referral, without an appeal considered."""
    if kind is NFA:
        suspect, ground = suspect or A, CpsGround.EVIDENTIAL
    else:
        ground = None
    return replace(CpsReply(800, 1, 700, suspect, kind, ground, NOW - 3 * HOUR), **changes)


def seen(**changes: object) -> CpsReply:
    return a_reply(considered_by_id=SUPERVISOR, appealed=False, **changes)


def referred(*replies: CpsReply, about: tuple[int, ...] = (A,), **changes: object):
    changes.setdefault("suspects", TWO)
    return a_case(referrals=(a_referral(*about),), replies=replies, **changes)


def with_outcome(code: str, *replies: CpsReply, **changes: object):
    return referred(*replies, proposal=a_proposal(code), **changes)


def deciding(suspect: int, *replies: CpsReply, **changes: object):
    asked = SuspectDecisionAsked(suspect, True)
    gate = Gate.SUSPECT_NO_FURTHER_ACTION
    return replace(referred(*replies, **changes), suspect_decision=asked, gate=gate)


PLAN = CpsReplyKind.ACTION_PLAN
RAPE = {"offence_class": "rape_and_serious_sexual", "suspects": TWO}
EXAMPLES = [
    Example(WAITS, "nothing was referred", a_case(), NOT_APPLICABLE),
    Example(WAITS, "no reply yet", referred(), UNMET, "1 of 1 still with the CPS"),
    Example(WAITS, "a plan answers all of it", referred(a_reply(PLAN), about=(A, B)), MET),
    Example(WAITS, "one of two suspects", referred(a_reply(), about=(A, B)), UNMET),
    Example(WAITS, "both", referred(a_reply(), a_reply(suspect=B, id=801), about=(A, B)), MET),
    Example(WAITS, "about nobody, no reply", referred(about=()), UNMET),
    Example(WAITS, "about nobody, advice came", referred(a_reply(CpsReplyKind.EARLY_ADVICE), about=()), MET),
    Example(WAITS, "a reply to something else", referred(a_reply(referral_id=None)), UNMET),
    Example(CONSIDERED, "the CPS decided nothing", referred(a_reply(PLAN)), NOT_APPLICABLE),
    Example(CONSIDERED, "nobody has read it", referred(a_reply()), UNMET, "whether to appeal"),
    Example(CONSIDERED, "a supervisor has", referred(seen()), MET),
    Example(
        CONSIDERED, "the force appeals", referred(replace(seen(), appealed=True)), UNMET, "to the appeal"
    ),
    Example(
        CONSIDERED,
        "the appeal was answered, and that was read",
        referred(replace(seen(), appealed=True), seen(id=801, replied_at=NOW)),
        MET,
    ),
    Example(CONSIDERED, "about somebody recorded in error", referred(a_reply(), suspects=()), NOT_APPLICABLE),
    Example(CONSIDERED, "in a round before", referred(a_reply(), round=2), NOT_APPLICABLE),
    Example(
        CONSIDERED,
        "the suspect was eliminated since",
        referred(a_reply(), suspects=(a_suspect(SuspectDecision.ELIMINATED),)),
        NOT_APPLICABLE,
    ),
    Example(CONSIDERED, "about the other suspect", deciding(B, a_reply()), NOT_APPLICABLE),
    Example(CONSIDERED, "about this suspect", deciding(A, a_reply()), UNMET),
    Example(FITS, "the CPS decided nothing", with_outcome("18"), NOT_APPLICABLE),
    Example(FITS, "no outcome is chosen", referred(seen()), NOT_APPLICABLE, "when an outcome"),
    Example(FITS, "9, and the CPS was never asked", with_outcome("9"), UNMET, "the CPS decided"),
    Example(FITS, "9, and it decided in a round before", with_outcome("9", seen(), round=2), UNMET),
    Example(FITS, "about one recorded in error", with_outcome("18", seen(), suspects=()), NOT_APPLICABLE),
    Example(FITS, "evidential, 15", with_outcome("15", seen()), MET),
    Example(FITS, "evidential, 16", with_outcome("16", seen()), MET),
    Example(FITS, "evidential, 9", with_outcome("9", seen()), UNMET, "the outcome is 15 or 16, not 9"),
    Example(FITS, "evidential, 21", with_outcome("21", seen()), UNMET),
    Example(FITS, "public interest, 9", with_outcome("9", seen(ground=CpsGround.PUBLIC_INTEREST)), MET),
    Example(
        FITS,
        "public interest, 15",
        with_outcome("15", seen(ground=CpsGround.PUBLIC_INTEREST)),
        UNMET,
        "the outcome is 9, not 15",
    ),
    Example(FITS, "not said, 9", with_outcome("9", seen(ground=CpsGround.NOT_SAID)), MET),
    Example(
        FITS,
        "not said, 10",
        with_outcome("10", seen(ground=CpsGround.NOT_SAID)),
        UNMET,
        "9, 15 or 16, not 10",
    ),
    Example(ACTIONS, "no plan", referred(seen()), NOT_APPLICABLE),
    Example(ACTIONS, "a plan without actions", referred(a_reply(PLAN)), UNMET, "none of its actions"),
    Example(
        ACTIONS,
        "recorded again with its actions",
        referred(a_reply(PLAN), a_reply(PLAN, id=801, lines=(100,))),
        MET,
        "All 1 are answered",
    ),
    Example(
        ACTIONS,
        "one open",
        referred(a_reply(PLAN, lines=(100, 101)), lines=(a_line(), an_open_line(id=101))),
        UNMET,
        "1 of 2 not answered",
    ),
    Example(
        ACTIONS,
        "one answered on a crime whose line is open",
        referred(
            a_reply(PLAN, lines=(100,)),
            lines=(
                a_line(
                    status=LineStatus.ANSWERED_ELSEWHERE,
                    answered_on_line_id=9,
                    answered_on_status=LineStatus.OPEN,
                ),
            ),
        ),
        UNMET,
    ),
    Example(ADVICE, "a shop theft", a_case(suspects=TWO), NOT_APPLICABLE, "this kind of crime"),
    Example(ADVICE, "a rape with no suspect", a_case(offence_class=RAPE["offence_class"]), NOT_APPLICABLE),
    Example(ADVICE, "a rape, asked about neither", a_case(**RAPE), UNMET, "nothing says why not"),
    Example(ADVICE, "asked about both", referred(about=(A, B), **RAPE), MET),
    Example(ADVICE, "asked about one of them", referred(about=(A,), **RAPE), UNMET),
    Example(ADVICE, "asked before anybody was named", referred(about=(), **RAPE), MET),
    Example(
        ADVICE,
        "why not about the other",
        referred(**{**RAPE, "suspects": (a_suspect(), a_suspect(id=B, no_early_advice_reason_given=True))}),
        MET,
    ),
    Example(
        ADVICE,
        "the other was eliminated",
        referred(**{**RAPE, "suspects": (a_suspect(), a_suspect(SuspectDecision.ELIMINATED, id=B))}),
        MET,
    ),
    Example(ADVICE, "no further action of the one asked about", deciding(A, **RAPE), MET),
    Example(ADVICE, "no further action of the other", deciding(B, **RAPE), UNMET),
    Example(
        ADVICE,
        "the page of a suspect's decision, before one is chosen",
        a_case(gate=Gate.SUSPECT_NO_FURTHER_ACTION, **RAPE),
        NOT_APPLICABLE,
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


@pytest.mark.parametrize(
    ("offence_class", "flags", "needed"),
    [
        ("rape_and_serious_sexual", (), True),
        ("child_abuse", (), True),
        ("indecent_images", (), True),
        ("other_sexual", (), False),
        ("other_sexual", (RiskFlag.CHILD_VICTIM,), True),
        ("theft", (RiskFlag.CHILD_VICTIM,), False),
    ],
)
def test_the_pack_says_in_which_crimes_early_advice_is_asked_about(offence_class, flags, needed):
    assert policy().early_advice_needed(offence_class, frozenset(flags)) is needed
