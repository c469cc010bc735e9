"""Which ways tell a victim a decision, what is marked, and when attempts are enough."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.workflow.case_files import (
    DECISION,
    NOW,
    SEEN_AT_SIGN_OFF,
    a_case,
    a_contact,
    a_decision,
    a_suspect,
    a_victim,
    policy,
)
from vocabulary import (
    Channel,
    ContactResult,
    ExceptionKind,
    Outcome,
    RiskFlag,
    SuspectDecision,
    Unsafe,
)
from workflow.case_file import SafeWays, TellingException
from workflow.telling import attempts_since, channels_that_count, why_not_unable, why_unsafe

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
RAPE = {"offence_class": "rape_and_serious_sexual"}
ABUSED = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}
DAY = dt.timedelta(days=1)


def ways(*safe: Channel, unsafe: tuple[Channel, ...] = (), adviser: bool = False, no_messages: bool = False):
    return SafeWays(frozenset(safe), frozenset(unsafe), adviser, no_messages)


def told(*contacts, said: SafeWays | None = None, **changes):
    victim = a_victim(contacts=contacts, **({"ways": said} if said else {}))
    return a_case(decision=a_decision(), victims=(victim,), **changes)


def excused(kind: ExceptionKind, decision_id: int | None = DECISION, agreed_by: int | None = None, **changes):
    review, event = changes.pop("review_on", None), changes.pop("event_id", SEEN_AT_SIGN_OFF + 1)
    exception = TellingException(7, kind, decision_id, event, agreed_by, review)
    return a_case(decision=a_decision(), victims=(a_victim(exceptions=(exception,)),), **changes)


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


NO_CONTACT = ExceptionKind.DOES_NOT_WANT_CONTACT
EVERY = frozenset(Channel)
ADVISER = frozenset({Channel.THROUGH_ADVOCATE})
IN_PERSON = frozenset({Channel.IN_PERSON})


@pytest.mark.parametrize(
    ("where", "said", "counting"),
    [
        ({}, ways(), EVERY - ADVISER),
        ({}, ways(adviser=True), EVERY),
        ({}, ways(unsafe=(Channel.LETTER,)), EVERY - ADVISER - {Channel.LETTER}),
        (ABUSED, ways(), IN_PERSON),
        (ABUSED, ways(Channel.TEXT, Channel.PHONE), IN_PERSON | {Channel.TEXT, Channel.PHONE}),
        (ABUSED, ways(adviser=True, unsafe=(Channel.IN_PERSON,)), ADVISER),
        (RAPE, ways(Channel.TEXT, Channel.PHONE), IN_PERSON),
        (RAPE, ways(unsafe=(Channel.IN_PERSON,)), frozenset()),
        ({"offence_class": "homicide"}, ways(*Channel, adviser=True), IN_PERSON | ADVISER),
        (
            {"offence_class": "other_sexual", "flags": frozenset({RiskFlag.CHILD_VICTIM})},
            ways(Channel.PHONE),
            IN_PERSON,
        ),
        ({"offence_class": "other_sexual"}, ways(Channel.PHONE), IN_PERSON | {Channel.PHONE}),
    ],
)
def test_which_ways_count_follows_the_crime_and_what_this_victim_said(where, said, counting):
    case = a_case(victims=(a_victim(ways=said),), **where)
    assert channels_that_count(case, case.victims[0], policy()).channels == counting


@pytest.mark.parametrize(
    ("where", "said", "channel", "more", "why"),
    [
        ({}, ways(), Channel.LETTER, {}, None),
        ({}, ways(unsafe=(Channel.PHONE,)), Channel.PHONE, {}, Unsafe.MARKED_UNSAFE),
        ({}, ways(no_messages=True), Channel.PHONE, {}, None),
        ({}, ways(no_messages=True), Channel.PHONE, {"left_message": True}, Unsafe.MESSAGE_LEFT),
        ({}, ways(), Channel.PHONE, {"left_message": True}, None),
        (ABUSED, ways(), Channel.PHONE, {}, None),
        (ABUSED, ways(), Channel.PHONE, {"left_message": True}, Unsafe.MESSAGE_LEFT),
        (ABUSED, ways(), Channel.PHONE, {"tells": True}, Unsafe.DOES_NOT_COUNT),
        (ABUSED, ways(), Channel.LETTER, {}, Unsafe.NOT_ASKED),
        (ABUSED, ways(Channel.LETTER), Channel.LETTER, {"tells": True}, None),
    ],
)
def test_what_is_marked(where, said, channel, more, why):
    case = a_case(victims=(a_victim(ways=said),), **where)
    more = {"tells": False, "left_message": False} | more
    assert why_unsafe(case, case.victims[0], policy(), channel, **more) is why


def test_whatever_reaches_somebody_who_does_not_want_contact_is_marked():
    case = excused(NO_CONTACT, None)
    found = why_unsafe(case, case.victims[0], policy(), Channel.IN_PERSON, tells=False, left_message=False)
    assert found is Unsafe.NO_CONTACT_WANTED


SINCE = NOW - 5 * DAY


def tried(channel: Channel = Channel.PHONE, days: int = 1, minutes: int = 0, **changes):
    at = SINCE + days * DAY + dt.timedelta(minutes=minutes)
    values = {"result": ContactResult.ATTEMPTED, "decision_id": None, "counts": True} | changes
    return a_contact(channel=channel, happened_at=at, **values)


def trying(*contacts):
    return a_case(victims=(a_victim(contacts=contacts),))


def why_not(*contacts) -> str | None:
    case = trying(*contacts)
    return why_not_unable(case, case.victims[0], SINCE, policy())


def test_three_calls_in_ten_minutes_are_one_attempt():
    why = why_not(*(tried(minutes=each) for each in (0, 4, 9)))
    assert why.startswith("Not yet: 1 of 3 attempts needed; 1 of 2 days on which somebody tried;")
    assert why.endswith("Same channel, same day: counts as one attempt.")


def test_three_attempts_on_two_days_by_two_ways_are_enough():
    assert why_not(tried(), tried(days=2), tried(Channel.TEXT, days=2)) is None


@pytest.mark.parametrize(
    ("contacts", "says"),
    [
        ((tried(), tried(Channel.TEXT), tried(Channel.IN_PERSON)), "1 of 2 days"),
        ((tried(), tried(days=2), tried(days=3)), "1 of 2 channels"),
        ((tried(), tried(Channel.TEXT, days=2)), "2 of 3 attempts"),
        ((tried(), tried(days=2), tried(Channel.TEXT, days=2, unsafe=Unsafe.NOT_ASKED)), "2 of 3 attempts"),
        ((tried(), tried(days=2), tried(Channel.TEXT, days=2, counts=False)), "2 of 3 attempts"),
        ((tried(days=-1), tried(days=2), tried(Channel.TEXT, days=2)), "2 of 3 attempts"),
    ],
)
def test_fewer_or_unsafe_or_earlier_attempts_are_not_enough(contacts, says):
    assert says in why_not(*contacts)


def test_whoever_was_reached_since_can_be_reached():
    reached = tried(days=3, result=ContactResult.REACHED)
    assert "can be reached" in why_not(tried(), tried(days=2), tried(Channel.TEXT, days=2), reached)


def test_a_day_is_londons():
    """23:30 and 00:30 in London in summer are both before midnight in UTC."""
    june = dt.datetime(2026, 6, 10, 22, 30, tzinfo=dt.UTC)
    calls = tuple(
        a_contact(
            happened_at=june + dt.timedelta(hours=hours),
            result=ContactResult.ATTEMPTED,
            decision_id=None,
            counts=True,
        )
        for hours in (0, 1)
    )
    made = attempts_since(a_victim(contacts=calls), june, frozenset({Channel.PHONE}))
    assert (made.made, made.counted, made.days) == (2, 2, 2)
