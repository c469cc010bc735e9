"""Days, moments and offences as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forms.base import BaseForm
from forms.fields import DayField, OffenceField, WhenField

UTC = dt.UTC


class DayForm(BaseForm):
    born = DayField("Born", needed="Enter the day.")


class WhenForm(BaseForm):
    at = WhenField("Seen", needed="Enter when.")
    until = WhenField("Until")


class OffenceForm(BaseForm):
    offence = OffenceField("Offence", needed="Choose the offence.")


def day(day="", month="", year="") -> dict[str, str]:
    return {"born-day": day, "born-month": month, "born-year": year}


def at(day="", month="", year="", time="") -> dict[str, str]:
    return {"at-day": day, "at-month": month, "at-year": year, "at-time": time}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("29", "2", "2024"), dt.date(2024, 2, 29)),
        (("01", "03", "1990"), dt.date(1990, 3, 1)),
        ((" 7 ", "12", "2026 "), dt.date(2026, 12, 7)),
        (("1", "1", "1900"), dt.date(1900, 1, 1)),
    ],
)
def test_a_real_day_is_read(sent, typed, read):
    form = sent(DayForm, day(*typed))
    assert (form.born.data, form.born.errors) == (read, [])


@pytest.mark.parametrize(
    ("typed", "why", "box"),
    [
        (("", "", ""), "Enter the day.", "day"),
        (("30", "2", "2026"), "Born must be a real date.", "day"),
        (("29", "2", "2025"), "Born must be a real date.", "day"),
        (("0", "1", "2026"), "Born must be a real date.", "day"),
        (("1", "13", "2026"), "Born must be a real date.", "day"),
        (("9" * 20, "1", "2026"), "Born must be a real date.", "day"),
        (("1", "", "2026"), "Born must include a month.", "month"),
        (("1", "", ""), "Born must include a month and a year.", "month"),
        (("one", "1", "2026"), "Born: the day must be a number.", "day"),
        (("1", "March", "2026"), "Born: the month must be a number.", "month"),
        (("-1", "1", "2026"), "Born: the day must be a number.", "day"),
        (("1.5", "1", "2026"), "Born: the day must be a number.", "day"),
        (("٣", "1", "2026"), "Born: the day must be a number.", "day"),
        (("1\x00", "1", "2026"), "Born: the day must be a number.", "day"),
        (("1", "1", "26"), "Born: the year must have 4 numbers.", "year"),
        (("1", "1", "1899"), "Born: the year must be 1900 or later.", "year"),
    ],
)
def test_a_day_that_is_none_says_why_and_points_at_the_box(sent, typed, why, box):
    form = sent(DayForm, day(*typed))
    assert form.born.data is None
    assert form.error_list() == [{"text": why, "href": f"#born-{box}"}]


@pytest.mark.parametrize("typed", ["31 ", "x" * 300, "1\x00", "a\ud800"])
def test_what_was_typed_is_shown_again_in_twenty_characters_that_a_page_can_hold(sent, typed):
    shown = sent(DayForm, day(typed, "2", "2026")).born.typed["day"]
    assert len(shown) <= 20
    assert shown.isprintable()


@given(st.dates(dt.date(1900, 1, 1), dt.date(9999, 12, 31)))
def test_every_day_is_read_as_it_is_shown(bare_app, chosen):
    with bare_app.test_request_context(method="POST"):
        shown = DayForm(formdata=None, born=chosen).born.typed
        again = DayForm(
            formdata=MultiDict({f"born-{part}": shown[part] for part in ("day", "month", "year")})
        )
    assert again.born.data == chosen


@pytest.mark.parametrize(
    ("time", "read"),
    [("09:05", (9, 5)), ("9.05", (9, 5)), ("0905", (9, 5)), ("23:59", (23, 59)), ("9:5", (9, 5))],
)
def test_a_time_may_be_typed_in_the_usual_ways(sent, time, read):
    assert sent(WhenForm, at("1", "2", "2026", time)).at.data == dt.datetime(2026, 2, 1, *read, tzinfo=UTC)


@pytest.mark.parametrize(
    "time", ["24:00", "12:60", "noon", "12", "12:", ":30", "99999999999:00", "-1:00", "12:3x"]
)
def test_a_time_that_is_none_says_what_one_looks_like(sent, time):
    form = sent(WhenForm, at("1", "2", "2026", time))
    assert form.error_list() == [{"text": "Seen: the time must be like 14:05 or 09:30.", "href": "#at-time"}]


def test_a_moment_without_its_time_asks_for_the_time(sent):
    assert sent(WhenForm, at("1", "2", "2026")).at.errors == ["Seen must include a time."]


def test_a_moment_is_londons_and_kept_in_utc(sent):
    assert sent(WhenForm, at("1", "7", "2026", "12:00")).at.data == dt.datetime(2026, 7, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize("time", ["01:00", "01:30", "01:59"])
def test_the_hour_that_the_clocks_skip_is_refused(sent, time):
    form = sent(WhenForm, at("29", "3", "2026", time))
    assert form.at.errors == ["Seen: that time did not exist, because the clocks went forward."]


@pytest.mark.parametrize(
    ("time", "utc"), [("00:59", (28, 0, 59)), ("02:00", (29, 1, 0)), ("02:01", (29, 1, 1))]
)
def test_the_minutes_around_the_skipped_hour_are_real(sent, time, utc):
    hours_and_minutes = dt.time(*utc[1:])
    expected = dt.datetime.combine(dt.date(2026, 3, 29), hours_and_minutes, UTC)
    assert sent(WhenForm, at("29", "3", "2026", time)).at.data == expected


CAME_TWICE = "Seen: the clocks went back, so that time came twice. Choose which is meant."


@pytest.mark.parametrize("which", [{}, {"at-which": ""}, {"at-which": "third"}])
@pytest.mark.parametrize("time", ["01:00", "01:30", "01:59"])
def test_of_the_hour_that_comes_twice_it_is_asked_which_is_meant(sent, time, which):
    form = sent(WhenForm, at("25", "10", "2026", time) | which)
    assert form.error_list() == [{"text": CAME_TWICE, "href": "#at-which"}]
    assert form.at.came_twice


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_the_one_that_is_chosen_of_the_hour_that_comes_twice_is_meant(sent, which, hour):
    form = sent(WhenForm, at("25", "10", "2026", "01:30") | {"at-which": which})
    assert form.at.data == dt.datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time", "utc"), [("00:59", (24, 23, 59)), ("02:00", (25, 2, 0)), ("12:00", (25, 12, 0))]
)
def test_the_minutes_around_the_hour_that_comes_twice_came_once(sent, time, utc):
    form = sent(WhenForm, at("25", "10", "2026", time) | {"at-which": "second"})
    assert (form.at.data, form.at.came_twice) == (dt.datetime(2026, 10, *utc, tzinfo=UTC), False)


def minutes_from(start: dt.datetime, hours: int) -> st.SearchStrategy[dt.datetime]:
    return st.integers(0, hours * 60).map(lambda minutes: start + dt.timedelta(minutes=minutes))


@given(
    st.one_of(
        minutes_from(dt.datetime(2026, 10, 24, 22, tzinfo=UTC), 6),
        minutes_from(dt.datetime(2026, 3, 28, 22, tzinfo=UTC), 6),
        minutes_from(dt.datetime(1972, 1, 1, tzinfo=UTC), 1_000_000),
    )
)
def test_every_moment_sent_as_it_is_shown_is_the_same_moment(bare_app, chosen):
    with bare_app.test_request_context(method="POST"):
        shown = WhenForm(formdata=None, at=chosen).at
        again = WhenForm(formdata=MultiDict({f"at-{part}": value for part, value in shown.typed.items()}))
    assert again.at.data == chosen
    assert again.at.came_twice == shown.came_twice


def test_a_moment_that_is_not_needed_may_be_empty(sent):
    form = sent(WhenForm, at("1", "2", "2026", "12:00"))
    assert (form.until.data, form.errors) == (None, {})


GROUPS = [
    ("theft", "Theft", [("shop", "From a shop"), ("bike", "Of a bicycle")]),
    ("robbery", "Robbery", [("r", "R")]),
]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "Choose the offence."),
        ({"offence-class": "nonsense"}, "Choose the offence."),
        ({"offence-theft": "shop"}, "Choose the offence."),
        ({"offence-class": "theft"}, "Choose which offence of theft it is."),
        ({"offence-class": "robbery", "offence-theft": "shop"}, "Choose which offence of robbery it is."),
        ({"offence-class": "theft", "offence-theft": "r"}, "Choose which offence of theft it is."),
        ({"offence-class": "theft", "offence-theft": "bike"}, None),
    ],
)
def test_an_offence_belongs_to_the_class_that_was_chosen(bare_app, fields, why):
    with bare_app.test_request_context(method="POST"):
        form = OffenceForm(formdata=MultiDict(fields))
        form.offence.groups = GROUPS
        form.validate()
    assert form.offence.errors == ([why] if why else [])
    assert form.offence.data == (
        "bike" if why is None else fields.get(f"offence-{fields.get('offence-class')}")
    )
