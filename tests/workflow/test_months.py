"""Months of London, across both clock changes and the ends of years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.months import Month, month_of, months_between, read_month

AN_INSTANT = dt.timedelta(microseconds=1)
months = st.builds(Month, st.integers(1990, 2090), st.integers(1, 12))


@pytest.mark.parametrize(
    ("written", "begins", "ends"),
    [
        ("2026-03", "2026-03-01T00:00:00+00:00", "2026-03-31T23:00:00+00:00"),
        ("2026-04", "2026-03-31T23:00:00+00:00", "2026-04-30T23:00:00+00:00"),
        ("2026-10", "2026-09-30T23:00:00+00:00", "2026-11-01T00:00:00+00:00"),
        ("2026-11", "2026-11-01T00:00:00+00:00", "2026-12-01T00:00:00+00:00"),
        ("2026-12", "2026-12-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00"),
    ],
)
def test_a_month_begins_and_ends_at_midnight_in_london(written: str, begins: str, ends: str):
    month = read_month(written)
    assert (month.begins_at.isoformat(), month.ends_at.isoformat()) == (begins, ends)
    assert str(month) == written


@given(months)
def test_every_instant_is_in_one_month(month: Month):
    assert month_of(month.begins_at) == month == month_of(month.ends_at - AN_INSTANT)
    assert month_of(month.begins_at - AN_INSTANT) == month.later(-1)
    assert month_of(month.ends_at) == month.later(1)
    assert read_month(str(month)) == month


def test_months_are_counted_over_the_new_year():
    first = Month(2026, 11)
    assert [str(each) for each in months_between(first, first.later(3))] == [
        "2026-11",
        "2026-12",
        "2027-01",
        "2027-02",
    ]
    assert months_between(first, first.later(-1)) == []
    assert (first.in_words, first.in_short) == ("November 2026", "Nov 2026")


@pytest.mark.parametrize("text", ["", "2026", "2026-00", "2026-13", "2026-1", "26-01", "2026-01-01", "a-b"])
def test_what_is_no_month_is_not_read(text: str):
    with pytest.raises(ValueError, match="is no month"):
        read_month(text)
