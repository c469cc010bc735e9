"""The last day for charging, counted by hand; and what is pointed out while few days are left."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import NOW, Example, a_case, a_line, a_suspect, policy
from vocabulary import LineStatus, Outcome, RiskFlag, SuspectDecision
from workflow.charging_limits import charging_limit, in_words

MET, UNMET, NOT_APPLICABLE = Outcome.MET, Outcome.UNMET, Outcome.NOT_APPLICABLE
LEFT = "time_to_charge_is_left"
ABUSED = frozenset({RiskFlag.DOMESTIC_ABUSE})


def on(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00+00:00")


def case(offence: str = "stalking", happened: str = "2026-06-04", **changes: object):
    """Its last act was on that day; a suspect stands. These case files are of 24 November 2026."""
    values = {"offence": offence, "occurred_until_at": on(happened), "suspects": (a_suspect(),)}
    return a_case(**(values | changes))


def told(day: str, **changes: object):
    return a_line(category="victim_account", answered_at=on(day), **changes)


@pytest.mark.parametrize(
    ("built", "day"),
    [
        (case(), "2026-12-04"),
        (case(happened="2026-08-31"), "2027-02-28"),
        (case("assault_common"), "2026-12-04"),
        (case("assault_common", flags=ABUSED, lines=()), "2028-06-04"),
        (case("assault_common", flags=ABUSED, lines=(told("2026-09-10"), told("2026-08-20"))), "2027-02-20"),
        (case("assault_common", flags=ABUSED, lines=(told("2028-03-01"),)), "2028-06-04"),
        (
            case("assault_common", flags=ABUSED, lines=(told("2026-08-20", status=LineStatus.NOT_PURSUED),)),
            "2028-06-04",
        ),
        # Never earlier than what is tried only in a magistrates' court has by itself.
        (case("assault_common", flags=ABUSED, lines=(told("2026-06-04"),)), "2026-12-04"),
    ],
)
def test_the_last_day_is_counted_in_calendar_months(built, day):
    assert charging_limit(built, policy()).last_day == dt.date.fromisoformat(day)


def test_what_may_be_tried_by_a_jury_has_none():
    assert charging_limit(case("rape"), policy()) is None
    assert charging_limit(case("shoplifting"), policy()) is None


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        ("2026-06-04", "until 4 December 2026: 10 days are left"),
        ("2026-05-25", "until 25 November 2026: 1 day is left"),
        ("2026-05-24", "until 24 November 2026: this is the last day"),
        ("2026-05-23", "ended on 23 November 2026"),
    ],
)
def test_it_is_said_in_words(happened, words):
    assert words in in_words(charging_limit(case(happened=happened), policy()), NOW)


EXAMPLES = [
    Example(LEFT, "60 days are left", case(happened="2026-07-23"), MET, "60 days are left"),
    Example(LEFT, "59 days are left", case(happened="2026-07-22"), UNMET, "59 days are left"),
    Example(LEFT, "the last day has passed", case(happened="2026-05-23"), UNMET, "cannot change that"),
    Example(LEFT, "there is no limit", case("rape"), NOT_APPLICABLE, "No time limit"),
    Example(LEFT, "no suspect stands", case(suspects=()), NOT_APPLICABLE, "No suspect stands"),
    Example(
        LEFT,
        "the suspect was eliminated",
        case(suspects=(a_suspect(SuspectDecision.ELIMINATED),)),
        NOT_APPLICABLE,
        "No suspect stands",
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_finds(example):
    assert not example.check().stands_in_the_way
