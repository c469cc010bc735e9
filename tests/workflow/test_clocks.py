"""Every limit of the pack, on days on which counting goes wrong; what is expected is written by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.case_files import policy
from workflow.duties import due_right
from workflow.policy.entries import SET_BY_A_PERSON, Limit
from workflow.working_days import LONDON, is_working_day

# When it began, in London; then the last day after so many working days.
WORKING_DAYS = (1, 2, 3, 5, 10, 20, 30)
DAYS = {
    "an ordinary week": (
        "2026-11-09 10:00",
        ("2026-11-10", "2026-11-11", "2026-11-12", "2026-11-16", "2026-11-23", "2026-12-07", "2026-12-21"),
    ),
    "a Friday afternoon": (
        "2026-11-13 16:00",
        ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-20", "2026-11-27", "2026-12-11", "2026-12-29"),
    ),
    "a Saturday": (
        "2026-11-14 12:00",
        ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-20", "2026-11-27", "2026-12-11", "2026-12-29"),
    ),
    "Christmas and New Year 2026": (
        "2026-12-23 10:00",
        ("2026-12-24", "2026-12-29", "2026-12-30", "2027-01-04", "2027-01-11", "2027-01-25", "2027-02-08"),
    ),
    "Easter 2027, when the clocks go forward": (
        "2027-03-25 10:00",
        ("2027-03-30", "2027-03-31", "2027-04-01", "2027-04-05", "2027-04-12", "2027-04-26", "2027-05-11"),
    ),
    "Easter 2028": (
        "2028-04-13 10:00",
        ("2028-04-18", "2028-04-19", "2028-04-20", "2028-04-24", "2028-05-02", "2028-05-16", "2028-05-31"),
    ),
    "the end of August": (
        "2026-08-28 10:00",
        ("2026-09-01", "2026-09-02", "2026-09-03", "2026-09-07", "2026-09-14", "2026-09-28", "2026-10-12"),
    ),
    "substitute days": (
        "2027-12-24 10:00",
        ("2027-12-29", "2027-12-30", "2027-12-31", "2028-01-05", "2028-01-12", "2028-01-26", "2028-02-09"),
    ),
    "the clocks go back": (
        "2026-10-23 16:00",
        ("2026-10-26", "2026-10-27", "2026-10-28", "2026-10-30", "2026-11-06", "2026-11-20", "2026-12-04"),
    ),
}
# When it began, in London; then the moment, in London, after 4, 8, 24, 72 and 672 hours as they pass.
HOURS = (4, 8, 24, 72, 672)
MOMENTS = {
    "an ordinary week": (
        "2026-11-09 10:00",
        ("2026-11-09 14:00", "2026-11-09 18:00", "2026-11-10 10:00", "2026-11-12 10:00", "2026-12-07 10:00"),
    ),
    "a Friday afternoon": (
        "2026-11-13 16:00",
        ("2026-11-13 20:00", "2026-11-14 00:00", "2026-11-14 16:00", "2026-11-16 16:00", "2026-12-11 16:00"),
    ),
    "a Saturday": (
        "2026-11-14 12:00",
        ("2026-11-14 16:00", "2026-11-14 20:00", "2026-11-15 12:00", "2026-11-17 12:00", "2026-12-12 12:00"),
    ),
    "Christmas and New Year 2026": (
        "2026-12-24 22:00",
        ("2026-12-25 02:00", "2026-12-25 06:00", "2026-12-25 22:00", "2026-12-27 22:00", "2027-01-21 22:00"),
    ),
    "the night in which the clocks go forward": (
        "2027-03-27 23:00",
        ("2027-03-28 04:00", "2027-03-28 08:00", "2027-03-29 00:00", "2027-03-31 00:00", "2027-04-25 00:00"),
    ),
    "the night in which the clocks go back": (
        "2026-10-24 23:00",
        ("2026-10-25 02:00", "2026-10-25 06:00", "2026-10-25 22:00", "2026-10-27 22:00", "2026-11-21 22:00"),
    ),
}


def in_london(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def reckoned(unit: str, number: int, since: dt.datetime) -> dt.datetime:
    """When a right with this limit is due."""
    any_right = next(iter(policy().rights.values()))
    right = replace(any_right, limit=Limit(unit, number, number))
    return due_right(right, since, enhanced=False, policy=policy()).due_at.astimezone(LONDON)


@pytest.mark.parametrize(
    ("began", "number", "day"),
    [
        pytest.param(began, number, day, id=f"{when}: {number}")
        for when, (began, days) in DAYS.items()
        for number, day in zip(WORKING_DAYS, days, strict=True)
    ],
)
def test_working_days_end_with_the_day_in_london(began: str, number: int, day: str):
    expected = f"{day} 23:59:59"
    assert f"{reckoned('working_days', number, in_london(began)):%Y-%m-%d %H:%M:%S}" == expected


@pytest.mark.parametrize(
    ("began", "number", "moment"),
    [
        pytest.param(began, number, moment, id=f"{when}: {number}")
        for when, (began, moments) in MOMENTS.items()
        for number, moment in zip(HOURS, moments, strict=True)
    ],
)
def test_hours_are_counted_as_they_pass(began: str, number: int, moment: str):
    assert f"{reckoned('hours', number, in_london(began)):%Y-%m-%d %H:%M}" == moment


def test_every_limit_of_the_pack_is_in_these_tables():
    held = policy()
    limits = [rule.limit for kind, rule in held.duty_rules.items() if kind not in SET_BY_A_PERSON]
    limits += [right.limit for right in held.rights.values()]
    limits += [row.limit for row in held.telling_rules.suspects]
    asked = {(limit.unit, number) for limit in limits for number in (limit.standard, limit.enhanced)}
    shown = {("working_days", number) for number in WORKING_DAYS} | {("hours", number) for number in HOURS}
    assert asked <= shown, asked - shown


BEGAN = st.datetimes(
    min_value=dt.datetime(2021, 4, 1),  # noqa: DTZ001 (the zone is given below)
    max_value=dt.datetime(2034, 6, 1),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)


@given(BEGAN, st.integers(1, 40))
def test_nothing_in_working_days_is_due_on_another_day_and_one_more_is_never_sooner(since, number):
    one, more = (reckoned("working_days", count, since) for count in (number, number + 1))
    assert is_working_day(one.date())
    assert one < more
    assert one > since
