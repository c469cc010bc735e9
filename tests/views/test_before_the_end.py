"""Pages of what is asked before a crime ends: results that came back, loss, requests, deaths, reviews."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import when
from tests.views.filling import add_line, assert_refused_beside
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    AUDITOR,
    CARE,
    CLOSED,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    SERGEANT,
    on_both,
)

GROUNDS = {"necessity": "She showed us.", "scope": "One week.", "consent": "In writing, on Monday."}


def a_line(site, category: str) -> int:
    page = add_line(site, site.browse(OFFICER), site.page_of(AT_WORK), category)
    assert page.said == "The line of inquiry is added."
    return site.one("SELECT max(id) FROM line_of_inquiry")


@on_both
def test_a_result_that_came_back_is_shown_as_unread_until_it_is_read(site):
    line, browser = a_line(site, "forensic"), site.browse(OFFICER)
    page = browser.get(f"/lines/{line}/result-received")
    page = page.fill(when("received_at", site.now - dt.timedelta(hours=1))).submit()
    assert page.said == "It is recorded that the result came back. It is still to be read."
    assert "Result back, unread" in page.section("lines")
    assert "result back today, unread" in page.section("still-needed").lower()
    page = browser.get(f"/lines/{line}/result").fill(result="His name.", bearing="towards").submit()
    assert "Result back, unread" not in page.section("lines")


@on_both
def test_lost_evidence_is_owned_up_to_and_stays_on_the_page(site):
    line = a_line(site, "cctv")
    site.later(days=20)
    page = (
        site.browse(OFFICER).get(f"/lines/{line}/lost").fill(why="Kept 14 days; asked on the 16th.").submit()
    )
    assert page.said == "It is recorded why. That it was lost stays on record."
    assert "Kept 14 days; asked on the 16th." in page.section("lines")
    assert "Lost evidence owned up to: CCTV" in page.section("timeline")


@on_both
def test_the_grounds_of_a_request_are_recorded_and_shown(site):
    line, browser = a_line(site, "victim_device"), site.browse(OFFICER)
    page = browser.get(f"/lines/{line}/request").fill(GROUNDS).submit()
    assert page.said == "The grounds of the request are recorded."
    assert all(words in page.section("lines") for words in GROUNDS.values())


def test_a_line_is_added_about_one_suspect_from_the_form(site):
    browser = site.browse(OTHER_DETECTIVE)
    suspect = str(site.first("suspect", ABUSE))
    page = browser.get(f"{site.page_of(ABUSE)}/lines/add?suspect={suspect}&category=history")
    assert page.form.value("suspect") == suspect
    page = page.fill(objective="What was alleged before?", owner=str(site.person(OTHER_DETECTIVE))).submit()
    assert page.said == "The line of inquiry is added."
    assert "About Emeka Okoro." in page.section("lines")


def test_a_crime_without_a_suspect_asks_for_none(looking):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/lines/add")
    assert bool(page.main.select("[name=suspect]")) is bool(
        looking.ask(
            "SELECT 1 FROM suspect WHERE investigation_id = :case LIMIT 1", case=looking.case(AT_WORK)
        )
    )


@on_both
def test_a_supervisor_reviews_and_the_next_is_due(site):
    browser = site.browse(OTHER_SERGEANT)
    page = browser.get(site.page_of(ABUSE)).follow("Record a review")
    page = page.fill(directions="Photographs of the neck at 48 hours.").submit()
    assert page.said == "The review is recorded."
    assert "Case reviewed by a supervisor" in page.section("timeline")
    assert "Photographs of the neck at 48 hours." in page.section("timeline")
    assert "Review the case again and give directions" in page.words


@on_both
def test_a_death_is_recorded_and_asked_about(site):
    victim = site.first("victim", ABUSE)
    typed = {"died_on-day": "23", "died_on-month": "11", "died_on-year": "2026", "inquest": "open"}
    page = site.browse(CARE).get(f"/victims/{victim}/death").fill(typed).submit()
    assert page.said == "The death is recorded."
    assert "Has died , 23 November 2026." in page.section("victims")
    assert "The coroner was told" in page.section("still-needed")
    page = site.browse(CARE).get(f"/victims/{victim}/death")
    assert (page.form.value("died_on-day"), page.form.value("inquest")) == ("23", "open")
    page = page.fill(bereaved_contact="Her sister Ada.").submit()
    assert "Told in their place: Her sister Ada." in page.section("victims")


BAD = [
    ("lines", "result-received", {}, "received_at", "Enter when the result came back."),
    ("lines", "lost", {}, "why", "Write why it was lost"),
    ("lines", "request", GROUNDS | {"scope": " "}, "scope", "Write what exactly was asked for"),
    ("victims", "death", {"died_on-day": "1"}, "died_on", "Day of death must include"),
    ("reviews", "record", {}, "directions", "Write your directions"),
    (
        "reviews",
        "record",
        {"directions": "Go on.", "next_on-day": "x"},
        "next_on",
        "Next review must include",
    ),
]


def address(site, what: str, page: str) -> str:
    if what == "reviews":
        return f"{site.page_of(ABUSE)}/reviews/{page}"
    table = {"lines": "line_of_inquiry", "victims": "victim"}[what]
    return f"/{what}/{site.first(table, ABUSE)}/{page}"


@pytest.mark.parametrize(("what", "page", "typed", "field", "why"), BAD)
def test_what_is_missing_is_named_beside_its_field(looking, what, page, typed, field, why):
    found = looking.browse(OTHER_SERGEANT).get(address(looking, what, page)).fill(typed).submit()
    assert_refused_beside(found, field, why, typed)


def test_a_review_later_than_the_limit_is_refused_beside_the_day(looking):
    typed = {"next_on-day": "1", "next_on-month": "6", "next_on-year": "2027", "directions": "Go on."}
    page = looking.browse(OTHER_SERGEANT).get(address(looking, "reviews", "record")).fill(typed).submit()
    assert_refused_beside(page, "next_on", "The next review is due by 22 December 2026.", typed)


@pytest.mark.parametrize(
    ("what", "page", "number", "who"),
    [
        ("lines", "result-received", CARE, "by an investigator or supervisor of the unit"),
        ("lines", "lost", AUDITOR, "by an investigator or supervisor of the unit"),
        ("lines", "request", OFFICER, "by an investigator or supervisor of the unit"),
        ("victims", "death", AUDITOR, "investigators, supervisors and victim care officers"),
        ("reviews", "record", OTHER_DETECTIVE, "a supervisor who is not the officer in the case"),
    ],
)
def test_who_may_not_is_told_who_may(looking, what, page, number, who):
    assert who in looking.browse(number).get(address(looking, what, page)).words


def test_a_finished_case_offers_no_review(looking):
    assert "Record a review" not in looking.browse(SERGEANT).get(looking.page_of(CLOSED)).links
