"""Telling: by which ways, which exceptions stand in for it, in which order, and in whose words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    DECISION,
    NOW,
    OIC,
    SEEN_AT_SIGN_OFF,
    SOMEBODY,
    SUPERVISOR,
    Example,
    a_case,
    a_contact,
    a_decision,
    a_proposal,
    a_suspect,
    a_victim,
    done,
)
from vocabulary import (
    Channel,
    ContactResult,
    EventKind,
    ExceptionKind,
    Outcome,
    RiskFlag,
    SuspectDecision,
    VictimView,
)
from workflow.case_file import SafeWays, TellingException

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
TOLD, WORDS = "every_victim_is_told_this_decision", "what_the_victim_wants_is_heard"
ORDER = "victims_are_told_before_suspects"
RAPE = {"offence_class": "rape_and_serious_sexual"}
ABUSED = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


def ways(*safe: Channel, unsafe: tuple[Channel, ...] = (), adviser: bool = False, no_messages: bool = False):
    return SafeWays(frozenset(safe), frozenset(unsafe), adviser, no_messages)


def told(*contacts, said: SafeWays | None = None, **changes):
    victim = a_victim(contacts=contacts, **({"ways": said} if said else {}))
    return a_case(decision=a_decision(), victims=(victim,), **changes)


def by(channel: Channel, **changes):
    return a_contact(channel=channel, **changes)


def excused(kind: ExceptionKind, decision_id: int | None = DECISION, agreed_by: int | None = None, **changes):
    review, event = changes.pop("review_on", None), changes.pop("event_id", SEEN_AT_SIGN_OFF + 1)
    exception = TellingException(7, kind, decision_id, event, agreed_by, review)
    return a_case(decision=a_decision(), victims=(a_victim(exceptions=(exception,)),), **changes)


def not_yet(agreed_by: int = SUPERVISOR, review_on: dt.date = TODAY + DAY, **changes):
    return excused(ExceptionKind.NOT_TOLD_YET, agreed_by=agreed_by, review_on=review_on, **changes)


def wanting(outcome: str, view: VictimView | None, heard: bool, **changes):
    victim = a_victim(view=view, view_is_heard=heard)
    return a_case(proposal=a_proposal(outcome), victims=(victim,), **(ABUSED | changes))


def suspects(*firsts: bool | None):
    """One suspect for each: told before the victims, told after them, or (None) not told."""
    return a_case(
        suspects=tuple(
            replace(
                a_suspect(SuspectDecision.ELIMINATED),
                id=number,
                told_at=None if first is None else NOW,
                told_first=bool(first),
            )
            for number, first in enumerate(firsts, 1)
        )
    )


def tried(days_ago: int):
    """A visit that found nobody: no other way is safe for her until she has been asked."""
    at, nobody = NOW - days_ago * DAY, {"result": ContactResult.ATTEMPTED, "decision_id": None}
    return by(Channel.IN_PERSON, happened_at=at, counts=True, **nobody)


SILENT = a_victim(contacts=(tried(6), tried(4), tried(2)))
NO_CONTACT = ExceptionKind.DOES_NOT_WANT_CONTACT
UNABLE, ELSEWHERE = ExceptionKind.UNABLE_TO_CONTACT, ExceptionKind.TOLD_BY_ANOTHER_BODY
SEEN = "exceptions_are_seen_by_whoever_signs"
EXAMPLES = [
    Example(SEEN, "nobody asked not to be told", a_case(), NOT_APPLICABLE),
    Example(SEEN, "somebody agreed to it", excused(NO_CONTACT, None, SUPERVISOR), MET),
    Example(SEEN, "one does not want contact", excused(NO_CONTACT, None), UNMET, "1 of 1 will not be told"),
    Example(
        WORDS,
        "she is not there, however tried: there are no words",
        a_case(proposal=a_proposal("16"), victims=(SILENT,), **ABUSED),
        MET,
        "whoever signs",
    ),
    Example(
        TOLD,
        "domestic abuse, by a telephone she said is safe",
        told(by(Channel.PHONE), said=ways(Channel.PHONE), **ABUSED),
        MET,
    ),
    Example(
        TOLD,
        "domestic abuse, by a letter she said is safe",
        told(by(Channel.LETTER), said=ways(Channel.LETTER), **ABUSED),
        MET,
    ),
    Example(
        TOLD,
        "a rape, by a telephone that is safe",
        told(by(Channel.PHONE), said=ways(Channel.PHONE), **RAPE),
        UNMET,
        "in person",
    ),
    Example(
        TOLD,
        "a rape, through the adviser she chose",
        told(by(Channel.THROUGH_ADVOCATE), said=ways(adviser=True), **RAPE),
        MET,
    ),
    Example(
        TOLD,
        "a theft, by a way the victim said is not safe",
        told(by(Channel.EMAIL), said=ways(unsafe=(Channel.EMAIL,))),
        UNMET,
        "Tell them",
    ),
    Example(
        TOLD,
        "by a way that counted then and is unsafe since",
        told(by(Channel.EMAIL, counts=True), said=ways(unsafe=(Channel.EMAIL,))),
        MET,
    ),
    Example(TOLD, "by a way that became safe since", told(by(Channel.EMAIL, counts=False)), UNMET),
    Example(
        TOLD,
        "does not want contact, and whoever signed had seen it",
        excused(NO_CONTACT, None, event_id=SEEN_AT_SIGN_OFF),
        MET,
        "Told: 0. Does not want contact: 1.",
    ),
    Example(TOLD, "does not want contact, recorded after the sign-off", excused(NO_CONTACT, None), UNMET),
    Example(TOLD, "the same, agreed since", excused(NO_CONTACT, None, SUPERVISOR), MET),
    Example(TOLD, "the same, agreed by the officer", excused(NO_CONTACT, None, OIC), UNMET),
    Example(TOLD, "could not be reached", excused(UNABLE, agreed_by=SUPERVISOR), MET, "as agreed: 1"),
    Example(TOLD, "could not be told another decision", excused(UNABLE, DECISION - 1, SUPERVISOR), UNMET),
    Example(TOLD, "the officer in the case agreed that", excused(UNABLE, agreed_by=OIC), UNMET),
    Example(TOLD, "not told yet", not_yet(), MET, "is still owed it: 1"),
    Example(TOLD, "not told yet, to be reviewed today", not_yet(review_on=TODAY), MET),
    Example(TOLD, "not told yet, and the review is past", not_yet(review_on=TODAY - DAY), UNMET),
    Example(TOLD, "told by another body, and nobody agreed to it", excused(ELSEWHERE), UNMET),
    Example(
        TOLD,
        "told by another body, as agreed",
        excused(ELSEWHERE, agreed_by=SUPERVISOR),
        MET,
        "Was told by another body: 1.",
    ),
    Example(ORDER, "nobody is suspected", a_case(), NOT_APPLICABLE),
    Example(ORDER, "a suspect was not told", suspects(None), NOT_APPLICABLE),
    Example(ORDER, "told after the victims", suspects(False, None), MET),
    Example(ORDER, "one of two told before them", suspects(True, False), UNMET, "1 of 2 suspects told"),
    Example(WORDS, "16, heard", wanting("16", VictimView.DOES_NOT_SUPPORT, True), MET),
    Example(
        WORDS, "16, and nobody says who heard it", wanting("16", VictimView.DOES_NOT_SUPPORT, False), UNMET
    ),
    Example(WORDS, "14, without words", wanting("14", None, False), UNMET, "own words"),
    Example(WORDS, "15 does not rest on it", wanting("15", None, False), NOT_APPLICABLE),
    Example(WORDS, "a theft", wanting("16", None, False, flags=frozenset()), NOT_APPLICABLE, "this kind"),
    Example(WORDS, "a rape", wanting("16", None, False, flags=frozenset(), **RAPE), UNMET),
    Example(WORDS, "no victim is recorded", replace(wanting("16", None, False), victims=()), NOT_APPLICABLE),
    Example(WORDS, "no outcome is chosen", a_case(), NOT_APPLICABLE, "Asked when"),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    example.check()


def test_the_order_of_telling_never_stands_in_the_way():
    finding = next(each for each in EXAMPLES if each.outcome is UNMET and each.key == ORDER).check()
    assert not finding.stands_in_the_way


def test_a_finding_says_why_an_exception_does_not_stand():
    for case, why in (
        (excused(UNABLE, agreed_by=OIC), "is the officer in the case"),
        (not_yet(review_on=TODAY - DAY), "the date of review has passed"),
        (excused(ELSEWHERE), "nobody independent of the case has agreed to it yet"),
    ):
        (item,) = Example(TOLD, "", case, UNMET).check().items
        assert why in item.text


def test_where_victims_differ_each_is_listed_with_their_own_way():
    first = a_victim(contacts=(by(Channel.LETTER),), ways=ways(Channel.PHONE))
    second = a_victim(id=301, contacts=(by(Channel.LETTER),), ways=ways(adviser=True))
    case = a_case(decision=a_decision(), victims=(first, second), **ABUSED)
    items = Example(TOLD, "", case, UNMET).check().items
    assert [item.text.split(": tell them ")[1] for item in items] == [
        "in person or by telephone",
        "in person or through their adviser",
    ]


def test_somebody_who_agreed_and_then_took_a_part_stands_for_nothing():
    case = excused(UNABLE, agreed_by=SOMEBODY)
    assert Example(TOLD, "", case, MET).check()
    involved = replace(case, acts=(done(EventKind.VICTIM_VIEW_RECORDED, by=OIC, about=SOMEBODY),))
    (item,) = Example(TOLD, "", involved, UNMET).check().items
    assert "took what the victim wants" in item.text
