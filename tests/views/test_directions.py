"""Directions on pages: given from the case, listed for both, marked as done, and who may not."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    AT_WORK,
    AUDITOR,
    CARE,
    CLOSED,
    COLLEAGUE,
    NEW,
    OFFICER,
    RETURNED,
    SERGEANT,
    TRAY_SERGEANT,
    WAITING,
    on_both,
)

WHAT = "Ask at number 14 what they heard."
DONE = "Asked: nobody heard anything."


def oic(site, reference: str) -> str:
    return site.one(
        "SELECT p.username FROM investigation i JOIN person p ON p.id = i.oic_id WHERE i.reference = :r",
        r=reference,
    )


def give(site, reference: str = AT_WORK, by: str = SERGEANT, **more: str):
    page = site.browse(by).get(site.page_of(reference)).follow("Give a direction")
    return page.fill({"to": str(site.person(oic(site, reference))), "what": WHAT, **more}).submit()


@on_both
def test_a_direction_is_given_on_the_case_listed_for_both_and_marked_as_done(site):
    page = give(site)
    assert page.said == "The direction is given."
    assert WHAT in page.section("directions")
    assert "Direction given to" in page.section("timeline")
    officer = site.browse(oic(site, AT_WORK))
    mine = officer.get("/my-directions")
    assert mine.heading.startswith("My directions 3 open")
    assert WHAT in mine.words
    page = mine.follow(f"Mark as done : {WHAT}")
    assert WHAT in page.words
    page = page.fill(words=DONE).submit()
    assert page.said == "The direction is marked as done."
    assert DONE in page.section("directions")
    assert WHAT not in officer.get("/my-directions").words
    assert WHAT not in site.browse(SERGEANT).get("/directions-given").words


def test_whoever_gave_it_sees_that_it_is_open(site):
    give(site)
    page = site.browse(SERGEANT).get("/directions-given")
    assert WHAT in page.words
    assert AT_WORK in page.words


def test_a_time_that_was_given_is_when_it_is_due(site):
    give(site, **when("due_at", site.now + dt.timedelta(hours=5)))
    assert "Due in 5 hours" in site.browse(oic(site, AT_WORK)).get("/my-directions").words
    site.later(hours=7)
    assert "Overdue by 2 hours" in site.browse(oic(site, AT_WORK)).get("/my-directions").words


def test_a_returned_proposal_is_on_its_officers_list(looking):
    page = looking.browse(oic(looking, RETURNED)).get("/my-directions")
    assert "Mr Gill said at first" in page.words


@on_both
def test_returning_by_a_time_makes_a_direction_due_then(site):
    browser = site.browse(SERGEANT)
    page = browser.get(f"{site.page_of(WAITING)}/return")
    typed = {"words": WHAT, **when("due_at", site.now + dt.timedelta(days=2, hours=1))}
    page = page.fill(typed).submit()
    assert page.said == "The case is returned with your directions."
    assert "Due in 2 days" in page.section("directions")


def test_a_crime_allocated_with_directions_shows_them(site):
    page = site.browse(TRAY_SERGEANT).get(f"{site.page_of(NEW)}/allocate")
    page = page.fill(officer=str(site.person(OFFICER)), directions=WHAT).submit()
    assert WHAT in page.section("directions")
    assert WHAT in site.browse(OFFICER).get("/my-directions").words


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"what": "", "to": ""}, "to", "Choose who is to do it."),
        ({"what": ""}, "what", "Write what is to be done."),
        ({"what": "x" * 3_001}, "what", "What is to be done? must be 3,000"),
        ({"due_at-day": "31"}, "due_at", "By when? must include a month and a year and a time."),
    ],
)
def test_what_is_missing_is_named_beside_its_field(looking, typed, field, why):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/direct")
    typed = {"to": str(looking.person(oic(looking, AT_WORK))), "what": WHAT, **typed}
    assert_refused_beside(page.fill(typed).submit(), field, why, typed)


@pytest.mark.parametrize("path", ["direct", "return"])
def test_a_time_that_is_past_is_refused_beside_its_field(looking, path):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(WAITING)}/{path}")
    past = when("due_at", looking.now - dt.timedelta(hours=1))
    words = {"words": WHAT} if path == "return" else {"what": WHAT, "to": str(looking.person(OFFICER))}
    assert_refused_beside(page.fill({**words, **past}).submit(), "due_at", "A direction is due", past | words)


def test_allocating_asks_for_directions_where_a_time_for_them_is_given(looking):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/allocate")
    typed = when("directions_due_at", looking.now + dt.timedelta(days=1))
    page = page.fill({"officer": str(looking.person(OFFICER)), **typed}).submit()
    assert_refused_beside(page, "directions_due_at", "Write the directions", typed)


@pytest.mark.parametrize("number", [OFFICER, CARE, AUDITOR])
def test_who_may_not_direct_is_told_who_may(looking, number):
    page = looking.browse(number).get(f"{looking.page_of(AT_WORK)}/direct")
    assert "This is done by a supervisor. Ask yours." in page.words
    assert page.main.find("form") is None


def test_who_may_not_say_that_it_is_done_is_told_who_may(site):
    give(site)
    direction = site.one("SELECT max(id) FROM direction")
    browser = site.browse(COLLEAGUE if oic(site, AT_WORK) != COLLEAGUE else OFFICER)
    path = f"/directions/{direction}/done"
    assert "marked as done by whoever it was given to" in browser.get(path).words
    page = browser.send_anyway(path, words=DONE)
    assert "marked as done by whoever it was given to" in page.errors[0]
    assert "recorded by investigators" in site.browse(AUDITOR).get(path).words


def test_what_is_done_is_not_done_again(site):
    give(site)
    browser = site.browse(oic(site, AT_WORK))
    browser.get("/my-directions").follow(f"Mark as done : {WHAT}").fill(words=DONE).submit()
    path = f"/directions/{site.one('SELECT max(id) FROM direction')}/done"
    assert "marked as done already" in browser.get(path).words


def test_done_without_words_is_refused_beside_its_field(looking):
    direction = looking.one("SELECT max(id) FROM direction")
    page = looking.browse(SERGEANT).get(f"/directions/{direction}/done").form.submit()
    assert_refused_beside(page, "words", "Write what was done.", {})


def test_a_finished_case_offers_no_direction(looking):
    assert "Give a direction" not in looking.browse(SERGEANT).get(looking.page_of(CLOSED)).links


def test_the_list_is_kept_as_a_file_in_which_nothing_is_a_formula(site):
    give(site, what='=HYPERLINK("http://a")')
    answer = site.browse(oic(site, AT_WORK)).client.get("/my-directions.csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Crime", "What is to be done", "To", "From", "Given", "Due"]
    assert [row[1] for row in rows[-1:]] == ['\'=HYPERLINK("http://a")']
