"""Victims: who they are, what they need, what they want, and that they were told."""

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
    a_proposal,
    a_victim,
    policy,
)
from vocabulary import Channel, ContactResult, Outcome, RiskFlag, SupportReferral, VictimKind, VictimView
from workflow.requirements import REGISTRY

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
SHOP = a_victim(kind=VictimKind.BUSINESS, needs_assessed_at=None, support_referral=None)
NO_VICTIM = a_case(victims=(), no_victim_reason_given=True)


def tried(days_ago: int, channel: Channel = Channel.PHONE):
    """An attempt that reached nobody."""
    at = NOW - dt.timedelta(days=days_ago)
    return a_contact(
        result=ContactResult.ATTEMPTED, decision_id=None, happened_at=at, channel=channel, counts=True
    )


# Spoken to when they reported it, and tried since on different days and by different channels.
SILENT = a_victim(
    contacts=(
        a_contact(decision_id=None, happened_at=NOW - dt.timedelta(days=9)),
        tried(6),
        tried(4),
        tried(2, Channel.IN_PERSON),
    )
)


def wanting(outcome_code: str, *views: VictimView | None):
    victims = tuple(a_victim(id=number, view=view) for number, view in enumerate(views, 1))
    return a_case(victims=victims, proposal=a_proposal(outcome_code))


def told(*contacts, **changes):
    return a_case(decision=a_decision(), victims=(a_victim(contacts=contacts),), **changes)


def by(channel: Channel):
    return a_contact(channel=channel)


RAPE = {"offence_class": "rape_and_serious_sexual"}
STALKING = {"flags": frozenset({RiskFlag.STALKING})}
ABUSED = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}
CHILD = {"offence_class": "other_sexual", "flags": frozenset({RiskFlag.CHILD_VICTIM})}
TOLD = "every_victim_is_told_this_decision"


EXAMPLES = [
    Example("victims_or_a_reason_are_recorded", "one is recorded", a_case(), MET, "1 recorded"),
    Example("victims_or_a_reason_are_recorded", "none, with the reason", NO_VICTIM, MET, "why is recorded"),
    Example("victims_or_a_reason_are_recorded", "none, without one", a_case(victims=()), UNMET, "No victim"),
    Example("needs_are_assessed", "they are", a_case(), MET),
    Example(
        "needs_are_assessed",
        "one of two is not",
        a_case(victims=(a_victim(), a_victim(id=301, needs_assessed_at=None))),
        UNMET,
        "Not every victim's needs",
    ),
    Example("needs_are_assessed", "the only victim is a business", a_case(victims=(SHOP,)), NOT_APPLICABLE),
    Example("support_is_offered", "accepted", a_case(), MET),
    Example(
        "support_is_offered",
        "declined, which is an answer",
        a_case(victims=(a_victim(support_referral=SupportReferral.DECLINED),)),
        MET,
    ),
    Example("support_is_offered", "silence", a_case(victims=(a_victim(support_referral=None),)), UNMET),
    Example("support_is_offered", "the only victim is a business", a_case(victims=(SHOP,)), NOT_APPLICABLE),
    Example("outcome_fits_the_victims", "15 and one supports", wanting("15", VictimView.SUPPORTS, None), MET),
    Example("outcome_fits_the_victims", "15 and nobody was asked", wanting("15", None), UNMET, "15"),
    Example(
        "outcome_fits_the_victims",
        "14 and the victim does not",
        wanting("14", VictimView.DOES_NOT_SUPPORT),
        MET,
    ),
    Example(
        "outcome_fits_the_victims",
        "16 and the victim is unable",
        wanting("16", VictimView.UNABLE_TO_SUPPORT),
        MET,
    ),
    Example(
        "outcome_fits_the_victims",
        "16 while one of two supports",
        wanting("16", VictimView.DOES_NOT_SUPPORT, VictimView.SUPPORTS),
        UNMET,
        "supports further action",
    ),
    Example(
        "outcome_fits_the_victims", "14 and silence", wanting("14", None), UNMET, "Silence is not withdrawal"
    ),
    Example(
        "outcome_fits_the_victims",
        "16 while one of two is silent",
        wanting("16", VictimView.DOES_NOT_SUPPORT, None),
        UNMET,
        "Silence is not withdrawal",
    ),
    Example(
        "outcome_fits_the_victims",
        "16 and the silent one does not answer, however tried",
        a_case(victims=(SILENT,), proposal=a_proposal("16")),
        MET,
        "1 does not engage",
    ),
    Example(
        "outcome_fits_the_victims",
        "16 and the silent one was spoken to since",
        a_case(
            victims=(
                replace(SILENT, contacts=(*SILENT.contacts, a_contact(decision_id=None, happened_at=NOW))),
            ),
            proposal=a_proposal("16"),
        ),
        UNMET,
        "Silence is not withdrawal",
    ),
    Example(
        "outcome_fits_the_victims",
        "15 and nobody answers",
        a_case(victims=(SILENT,), proposal=a_proposal("15")),
        UNMET,
    ),
    Example(
        "outcome_fits_the_victims",
        "15 of a crime without an identifiable victim",
        replace(NO_VICTIM, proposal=a_proposal("15")),
        NOT_APPLICABLE,
        "no identifiable victim",
    ),
    Example(
        "outcome_fits_the_victims",
        "16 of a crime without an identifiable victim",
        replace(NO_VICTIM, proposal=a_proposal("16")),
        UNMET,
    ),
    Example("outcome_fits_the_victims", "16 and no victim is recorded", wanting("16"), UNMET, "no victim"),
    Example("outcome_fits_the_victims", "18 says nothing of it", wanting("18", None), NOT_APPLICABLE),
    Example("outcome_fits_the_victims", "no outcome is chosen", a_case(), NOT_APPLICABLE, "Asked when"),
    Example("every_victim_is_told_this_decision", "reached and told", told(a_contact()), MET),
    Example("every_victim_is_told_this_decision", "nobody tried", told(), UNMET, "1 of 1"),
    Example(
        "every_victim_is_told_this_decision",
        "tried, not reached",
        told(a_contact(result=ContactResult.ATTEMPTED, decision_id=None)),
        UNMET,
    ),
    Example(
        "every_victim_is_told_this_decision",
        "told an earlier decision",
        told(a_contact(decision_id=DECISION - 1)),
        UNMET,
    ),
    Example(
        "every_victim_is_told_this_decision",
        "the business was not told",
        a_case(decision=a_decision(), victims=(SHOP,)),
        UNMET,
    ),
    Example(
        "every_victim_is_told_this_decision",
        "no victim and no reason",
        a_case(decision=a_decision(), victims=()),
        UNMET,
    ),
    Example(TOLD, "of a theft, by letter", told(by(Channel.LETTER)), MET),
    *(
        Example(TOLD, f"{name}, by {channel.value}", told(by(channel), **where), UNMET, "Tell them")
        for name, where, channels in (
            ("domestic abuse", ABUSED, (Channel.LETTER, Channel.TEXT, Channel.EMAIL)),
            ("stalking", STALKING, (Channel.LETTER, Channel.TEXT, Channel.EMAIL)),
            ("a rape", RAPE, (Channel.LETTER, Channel.TEXT, Channel.EMAIL, Channel.PHONE, Channel.VIDEO)),
            ("a child, sexually", CHILD, (Channel.LETTER, Channel.PHONE)),
        )
        for channel in channels
    ),
    Example(TOLD, "domestic abuse, by telephone and not asked", told(by(Channel.PHONE), **ABUSED), UNMET),
    Example(
        TOLD, "a rape, through an adviser nobody knows", told(by(Channel.THROUGH_ADVOCATE), **RAPE), UNMET
    ),
    Example(
        TOLD,
        "a rape, by letter and then in person",
        told(by(Channel.LETTER), by(Channel.IN_PERSON), **RAPE),
        MET,
    ),
    Example(
        TOLD,
        "domestic abuse, by letter: what to do",
        told(by(Channel.LETTER), **ABUSED),
        UNMET,
        "Tell them in person, and record that contact.",
    ),
    Example("every_victim_is_told_this_decision", "no identifiable victim", NO_VICTIM, NOT_APPLICABLE),
    Example("every_victim_is_told_this_decision", "nothing is decided yet", a_case(), NOT_APPLICABLE),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        ((), "Not told; no attempt since the decision"),
        (
            (a_contact(result=ContactResult.ATTEMPTED, decision_id=None),),
            "Not told; 1 attempt since the decision, none reached them",
        ),
        (
            tuple(a_contact(id=n, result=ContactResult.ATTEMPTED, decision_id=None) for n in (1, 2)),
            "Not told; 2 attempts since the decision, none reached them",
        ),
        ((a_contact(decision_id=None),), "Reached 1 time since the decision, and not told it"),
        (
            (a_contact(channel=Channel.LETTER),),
            "Told by letter alone, which does not count here",
        ),
    ],
)
def test_each_victim_not_told_is_listed_with_how_far_telling_got(contacts, words):
    finding = REGISTRY["every_victim_is_told_this_decision"].rule(told(*contacts, **ABUSED), policy())
    assert [(item.text, item.kind, item.id) for item in finding.items] == [(words, "victim_contact", 300)]
