"""When each duty is due, and what is said about the rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.case_files import policy
from vocabulary import DutyKind
from workflow.duties import due
from workflow.policy.entries import SET_BY_A_PERSON

KINDS = [kind for kind in DutyKind if kind not in SET_BY_A_PERSON]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def reckon(kind: str, triggered: str, *, enhanced: bool = False):
    return due(DutyKind(kind), at(triggered), enhanced=enhanced, policy=policy())


@pytest.mark.parametrize(
    ("kind", "enhanced", "triggered", "expected"),
    [
        ("allocate", False, "2026-11-24T10:00+00:00", "2026-11-25T10:00+00:00"),
        ("allocate", False, "2026-11-27T16:00+00:00", "2026-11-28T16:00+00:00"),
        ("allocate", False, "2026-10-24T21:00+01:00", "2026-10-25T20:00+00:00"),
        ("allocate", False, "2026-03-28T20:00+00:00", "2026-03-29T20:00+00:00"),
        ("needs_assessment", False, "2026-12-25T03:00+00:00", "2026-12-26T03:00+00:00"),
        ("support_referral", False, "2026-11-23T10:00+00:00", "2026-11-25T23:59:59+00:00"),
        ("support_referral", False, "2026-11-27T16:00+00:00", "2026-12-01T23:59:59+00:00"),
        ("support_referral", True, "2026-11-27T16:00+00:00", "2026-12-01T23:59:59+00:00"),
        ("tell_decision", False, "2026-11-23T10:00+00:00", "2026-11-30T23:59:59+00:00"),
        ("tell_decision", True, "2026-11-23T10:00+00:00", "2026-11-24T23:59:59+00:00"),
        ("tell_decision", True, "2026-11-27T16:00+00:00", "2026-11-30T23:59:59+00:00"),
        ("tell_decision", False, "2026-11-28T12:00+00:00", "2026-12-04T23:59:59+00:00"),
        ("tell_decision", False, "2026-12-23T10:00+00:00", "2027-01-04T23:59:59+00:00"),
        ("tell_decision", True, "2026-12-24T16:00+00:00", "2026-12-29T23:59:59+00:00"),
        ("tell_decision", False, "2027-03-25T10:00+00:00", "2027-04-05T22:59:59+00:00"),
        ("tell_decision", True, "2027-03-25T10:00+00:00", "2027-03-30T22:59:59+00:00"),
        ("tell_decision", True, "2026-10-23T16:00+01:00", "2026-10-26T23:59:59+00:00"),
    ],
)
def test_when_a_duty_is_due(kind, enhanced, triggered, expected):
    answer = reckon(kind, triggered, enhanced=enhanced)
    assert answer.due_at == at(expected)
    assert answer.due_at.tzinfo is dt.UTC
    assert answer.policy_version == policy().version


def test_a_promise_is_due_when_it_was_promised_for():
    promised = at("2026-12-05T09:30+01:00")
    answer = due(
        DutyKind.PROMISE,
        at("2026-11-24T10:00+00:00"),
        enhanced=True,
        policy=policy(),
        promised_for=promised,
    )
    assert answer.due_at == at("2026-12-05T08:30+00:00")
    assert answer.rule.startswith("By the time promised: ")


def test_the_end_of_an_override_is_due_when_it_ends():
    ends = at("2026-12-05T00:00+00:00")
    answer = due(
        DutyKind.OVERRIDE_EXPIRES,
        at("2026-11-24T10:00+00:00"),
        enhanced=False,
        policy=policy(),
        promised_for=ends,
    )
    assert answer.due_at == ends
    assert answer.rule.startswith("By the time it ends: ")


@pytest.mark.parametrize("kind", SET_BY_A_PERSON)
def test_what_a_person_sets_the_time_of_is_refused_without_it(kind):
    with pytest.raises(ValueError, match="say when"):
        reckon(kind, "2026-11-24T10:00+00:00")


@pytest.mark.parametrize("kind", ["cps_action", "chase"])
def test_what_is_due_on_a_date_set_is_due_then(kind):
    day = at("2026-12-05T23:59+00:00")
    started = at("2026-11-24T10:00+00:00")
    answer = due(DutyKind(kind), started, enhanced=False, policy=policy(), promised_for=day)
    assert answer.due_at == day
    assert answer.rule.startswith("By the date set: ")


@pytest.mark.parametrize("naive", ["triggered", "promised"])
def test_times_without_their_zone_are_refused(naive):
    aware, bare = at("2026-11-24T10:00+00:00"), at("2026-11-25T10:00")
    triggered, promised = (bare, aware) if naive == "triggered" else (aware, bare)
    with pytest.raises(ValueError, match="time zone"):
        due(DutyKind.PROMISE, triggered, enhanced=False, policy=policy(), promised_for=promised)


@pytest.mark.parametrize(
    ("kind", "enhanced", "begins"),
    [
        ("allocate", False, "Within 24 hours: "),
        ("first_review", False, "Within 72 hours: "),
        ("review", False, "Within 28 days: "),
        ("support_referral", False, "Within 2 working days: "),
        ("support_referral", True, "Within 2 working days: "),
        ("tell_decision", False, "Within 5 working days: "),
        ("tell_decision", True, "Within 1 working day (enhanced rights): "),
    ],
)
def test_the_rule_is_said_in_words_with_its_source(kind, enhanced, begins):
    rule = reckon(kind, "2026-11-24T10:00+00:00", enhanced=enhanced).rule
    source = policy().source(policy().duty_rule(DutyKind(kind)).source)
    assert rule.startswith(begins)
    assert source.instrument in rule
    assert rule.endswith(".")


@pytest.mark.parametrize("kind", [kind for kind in DutyKind if kind is not DutyKind.RIGHT])
def test_a_figure_nobody_confirmed_is_called_a_force_setting(kind):
    today = policy()
    source = today.source(today.duty_rule(kind).source)
    triggered = at("2026-11-24T10:00+00:00")
    rule = due(kind, triggered, enhanced=False, policy=today, promised_for=triggered).rule
    assert ("(force setting)" in rule) is (source.mark in ("U", "D"))


@given(
    st.sampled_from(KINDS),
    st.datetimes(
        min_value=dt.datetime(2021, 4, 1),  # noqa: DTZ001 (the zone is given below)
        max_value=dt.datetime(2034, 12, 1),  # noqa: DTZ001
        timezones=st.just(dt.UTC),
    ),
)
def test_enhanced_rights_never_make_a_duty_later(kind, triggered):
    standard = due(kind, triggered, enhanced=False, policy=policy())
    enhanced = due(kind, triggered, enhanced=True, policy=policy())
    assert triggered < enhanced.due_at <= standard.due_at


def test_the_limit_is_the_packs_and_not_the_codes():
    longer = replace(policy().duty_rule(DutyKind.ALLOCATE).limit, standard=48)
    rules = {**policy().duty_rules}
    rules[DutyKind.ALLOCATE] = replace(rules[DutyKind.ALLOCATE], limit=longer)
    other = replace(policy(), duty_rules=rules)
    answer = due(DutyKind.ALLOCATE, at("2026-11-24T10:00+00:00"), enhanced=False, policy=other)
    assert answer.due_at == at("2026-11-26T10:00+00:00")


def test_a_review_is_due_when_it_was_dated_and_says_so():
    review = at("2026-11-30T23:59:59+00:00")
    answer = due(
        DutyKind.TELL_LATER,
        at("2026-11-24T10:00+00:00"),
        enhanced=False,
        policy=policy(),
        promised_for=review,
    )
    assert answer.due_at == review
    assert answer.rule.startswith("By the date of review: ")


def test_a_shorter_limit_stands_for_the_duties_own():
    friday = at("2026-11-27T16:00+00:00")
    sooner = policy().suspect_telling("rape_and_serious_sexual", frozenset())
    own = due(DutyKind.TELL_SUSPECT, friday, enhanced=False, policy=policy())
    answer = due(DutyKind.TELL_SUSPECT, friday, enhanced=False, policy=policy(), limit=sooner.limit)
    assert own.due_at == at("2026-12-04T23:59:59+00:00")
    assert answer.due_at == at("2026-11-28T16:00+00:00")
    assert answer.rule.startswith("Within 24 hours: ")
