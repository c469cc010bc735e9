"""Working days in England and Wales: expected days are written out by hand."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.working_days import end_of_nth_working_day, future_holidays_known_until, is_working_day

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "triggered", "n", "expected"),
    [
        ("an ordinary Monday, next day", "2026-11-23T10:00+00:00", 1, "2026-11-24T23:59:59+00:00"),
        ("an ordinary Monday, five days", "2026-11-23T10:00+00:00", 5, "2026-11-30T23:59:59+00:00"),
        ("Friday at 16:00, next day", "2026-11-27T16:00+00:00", 1, "2026-11-30T23:59:59+00:00"),
        ("Friday at 16:00, two days", "2026-11-27T16:00+00:00", 2, "2026-12-01T23:59:59+00:00"),
        ("Friday at 16:00, five days", "2026-11-27T16:00+00:00", 5, "2026-12-04T23:59:59+00:00"),
        ("Saturday, next day", "2026-11-28T09:00+00:00", 1, "2026-11-30T23:59:59+00:00"),
        ("Sunday, five days", "2026-11-29T09:00+00:00", 5, "2026-12-04T23:59:59+00:00"),
        ("a minute past midnight", "2026-11-24T00:01+00:00", 1, "2026-11-25T23:59:59+00:00"),
        ("a minute to midnight", "2026-11-24T23:59+00:00", 1, "2026-11-25T23:59:59+00:00"),
        # Christmas Day is a Friday, Boxing Day is kept on Monday 28, New Year's Day is a Friday.
        ("two days before Christmas, next day", "2026-12-23T10:00+00:00", 1, "2026-12-24T23:59:59+00:00"),
        ("two days before Christmas, two days", "2026-12-23T10:00+00:00", 2, "2026-12-29T23:59:59+00:00"),
        ("two days before Christmas, five days", "2026-12-23T10:00+00:00", 5, "2027-01-04T23:59:59+00:00"),
        ("Christmas Eve, next day", "2026-12-24T16:00+00:00", 1, "2026-12-29T23:59:59+00:00"),
        ("Christmas Eve, five days", "2026-12-24T16:00+00:00", 5, "2027-01-05T23:59:59+00:00"),
        ("New Year's Eve, next day", "2026-12-31T16:00+00:00", 1, "2027-01-04T23:59:59+00:00"),
        # Good Friday is 26 March 2027, Easter Monday the 29th, and the clocks go forward on the 28th.
        ("before Easter, next day", "2027-03-25T10:00+00:00", 1, "2027-03-30T22:59:59+00:00"),
        ("before Easter, five days", "2027-03-25T10:00+00:00", 5, "2027-04-05T22:59:59+00:00"),
        # The clocks go forward on 29 March 2026 and back on 25 October 2026.
        ("over the clocks going forward", "2026-03-27T16:00+00:00", 1, "2026-03-30T22:59:59+00:00"),
        ("before the clocks go back", "2026-10-22T16:00+01:00", 1, "2026-10-23T22:59:59+00:00"),
        ("over the clocks going back", "2026-10-23T16:00+01:00", 1, "2026-10-26T23:59:59+00:00"),
        # Half past midnight in London is the day before in UTC.
        ("a summer night", "2026-07-05T23:30+00:00", 1, "2026-07-07T22:59:59+00:00"),
        ("the time was given in another zone", "2026-11-27T11:00-05:00", 1, "2026-11-30T23:59:59+00:00"),
        ("a bank holiday proclaimed once", "2023-05-05T10:00+01:00", 1, "2023-05-09T22:59:59+00:00"),
    ],
)
def test_the_end_of_the_nth_working_day(when, triggered, n, expected):
    assert end_of_nth_working_day(at(triggered), n) == at(expected)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-24", True),
        ("2026-11-28", False),
        ("2026-11-29", False),
        ("2026-12-25", False),
        ("2026-12-28", False),
        ("2027-03-26", False),
        ("2027-03-29", False),
        ("2027-05-03", False),
        ("2027-08-30", False),
        ("2026-08-03", True),  # a bank holiday in Scotland
        ("2026-03-17", True),  # a bank holiday in Northern Ireland
    ],
)
def test_working_days_are_those_of_england_and_wales(day, expected):
    assert is_working_day(dt.date.fromisoformat(day)) is expected


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        end_of_nth_working_day(dt.datetime(2026, 11, 24, 10, 0), 1)  # noqa: DTZ001


@pytest.mark.parametrize("n", [0, -1])
def test_at_least_one_day_is_counted(n):
    with pytest.raises(ValueError, match="at least one"):
        end_of_nth_working_day(at("2026-11-24T10:00+00:00"), n)


def test_it_is_known_how_far_ahead_holidays_are_computed():
    assert future_holidays_known_until() >= dt.date(2030, 12, 31)


TIMES = st.datetimes(
    min_value=dt.datetime(2021, 4, 1),  # noqa: DTZ001 (the zone is given below)
    max_value=dt.datetime(2034, 12, 31),  # noqa: DTZ001
    timezones=st.sampled_from([dt.UTC, LONDON, dt.timezone(dt.timedelta(hours=-5))]),
)
COUNTS = st.integers(min_value=1, max_value=30)


@given(TIMES, COUNTS)
def test_nothing_is_ever_due_on_a_day_that_is_no_working_day(triggered, n):
    due = end_of_nth_working_day(triggered, n).astimezone(LONDON)
    assert is_working_day(due.date())
    assert due.time() == dt.time(23, 59, 59)


@given(TIMES, COUNTS)
def test_one_day_more_is_always_later(triggered, n):
    assert end_of_nth_working_day(triggered, n) < end_of_nth_working_day(triggered, n + 1)


@given(TIMES, COUNTS)
def test_exactly_n_working_days_lie_between(triggered, n):
    first = triggered.astimezone(LONDON).date() + dt.timedelta(days=1)
    last = end_of_nth_working_day(triggered, n).astimezone(LONDON).date()
    days = [first + dt.timedelta(days=k) for k in range((last - first).days + 1)]
    assert sum(map(is_working_day, days)) == n


@given(TIMES, TIMES, COUNTS)
def test_what_happened_later_is_never_due_earlier(one, other, n):
    earlier, later = sorted((one, other), key=lambda time: time.timestamp())
    assert end_of_nth_working_day(earlier, n) <= end_of_nth_working_day(later, n)
