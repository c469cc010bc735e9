"""The search page: straight to a case, or a list; sentences beside what is wrong; every find is logged."""

from __future__ import annotations

import datetime as dt
import json
from urllib.parse import unquote

import pytest

from tests.views.sites import (
    ABUSE,
    ADMINISTRATOR,
    AT_WORK,
    AUDITOR,
    CARE,
    CHARGED,
    NEW,
    OFFICER,
    SERGEANT,
    on_both,
)


def listed(page) -> list[str]:
    return [link.get_text(strip=True) for link in page.main.select(".fairlead-cases th a")]


def test_an_empty_search_asks_and_shows_nobody(looking):
    browser = looking.browse(AUDITOR)
    before = looking.one("SELECT count(*) FROM read_log")
    page = browser.get("/search?page=2&name=&state=")
    assert (page.status, page.heading) == (200, "Search for a case")
    assert page.main.find("form")["method"] == "get"
    assert listed(page) == []
    assert looking.one("SELECT count(*) FROM read_log") == before


@pytest.mark.parametrize("typed", [AT_WORK, " any/4996/26 "])
@pytest.mark.parametrize("path", ["/search", "/find"])
def test_a_whole_reference_leads_straight_to_the_case(looking, path, typed):
    assert looking.browse(AUDITOR).get(f"{path}?reference={typed}").path == looking.page_of(AT_WORK)


def test_the_address_of_before_still_leads_to_the_search(looking):
    page = looking.browse(CARE).get("/find?reference=ANY%2F49")
    assert (page.full_path, listed(page)) == ("/search?reference=ANY%2F49", [AT_WORK])
    assert looking.browse(CARE).get("/find").path == "/search"
    assert looking.browse(ADMINISTRATOR).get("/find").status == 403


@on_both
def test_a_case_is_found_by_the_name_of_a_victim_and_that_is_logged(site):
    browser = site.browse(AUDITOR)
    page = browser.get("/search?name=ADEYÉMI")
    assert listed(page) == [AT_WORK]
    assert "Victim: Miriam Adeyemi" in page.words
    assert "1 case found" in page.heading
    endpoint, subjects = site.ask("SELECT endpoint, subjects FROM read_log ORDER BY id DESC LIMIT 1")[0]
    assert endpoint == "search.search"
    assert json.loads(subjects) == {
        "investigation": [site.case(AT_WORK)],
        "victim": [site.first("victim", AT_WORK)],
    }


def test_a_case_is_found_by_the_name_of_a_suspect(looking):
    name = looking.one("SELECT name FROM suspect WHERE id = :id", id=looking.first("suspect", ABUSE))
    page = looking.browse(SERGEANT).get(f"/search?name={name.split()[-1][:4].upper()}")
    assert ABUSE in listed(page)
    assert f"Suspect: {name}" in page.words


def test_everything_asked_must_hold_and_is_said_above_what_is_found(looking):
    browser = looking.browse(OFFICER)
    both = listed(browser.get("/search?state=in_prosecution"))
    assert both == [CHARGED]
    offence = looking.one("SELECT offence FROM investigation WHERE reference = :r", r=CHARGED)
    page = browser.get(f"/search?state=in_prosecution&offence={offence}")
    assert listed(page) == [CHARGED]
    assert "Where it stands: In prosecution" in page.words
    assert page.form.value("state") == "in_prosecution"
    assert listed(browser.get(f"/search?state=recorded&offence={offence}")) == []


def test_both_days_asked_are_included_as_london_has_them(site):
    reported = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)  # half past midnight on 1 July in London
    browser = site.browse(OFFICER)
    with site.engine.begin() as connection:
        for name in ("occurred_from_at", "occurred_until_at", "reported_at"):
            connection.exec_driver_sql(
                f"UPDATE investigation SET {name} = '{reported:%Y-%m-%d %H:%M:%S}.000000' "
                f"WHERE reference = '{AT_WORK}'"
            )

    def on(day: int, month: int) -> list[str]:
        boxes = "&".join(
            f"reported_{end}_on-{part}={value}"
            for end in ("from", "until")
            for part, value in (("day", day), ("month", month), ("year", 2026))
        )
        return listed(browser.get(f"/search?{boxes}"))

    assert on(1, 7) == [AT_WORK]
    assert on(30, 6) == []


@pytest.mark.parametrize(
    ("asked", "field", "why"),
    [
        ("name=a", "name", "Type at least 2 letters of the name."),
        ("name=-,'%25", "name", "Type at least 2 letters of the name."),
        ("name=%00ab", "name", "This holds a character that cannot be kept"),
        ("reference=%EF%BF%BD", "reference", "This holds a character that cannot be kept"),
        ("reference=" + "x" * 20_000, "reference", "Crime reference must be 40 characters or fewer."),
        ("state=nowhere", "state", "What was chosen is not offered here"),
        ("unit=%D9%A3", "unit", "What was chosen is not offered here"),
        ("offence=%00", "offence", "What was chosen is not offered here"),
        ("reported_from_on-day=31&reported_from_on-month=2&reported_from_on-year=2026", "reported_from_on",
         "Reported from must be a real date."),
        ("reported_until_on-day=31", "reported_until_on", "Reported until must include a month and a year."),
        ("reported_from_on-day=2&reported_from_on-month=3&reported_from_on-year=2026"
         "&reported_until_on-day=1&reported_until_on-month=3&reported_until_on-year=2026",
         "reported_until_on", "Reported until must be the same day as reported from, or later."),
    ],
)  # fmt: skip
def test_what_cannot_be_searched_for_gets_a_sentence_and_is_kept(looking, asked, field, why):
    page = looking.browse(CARE).get(f"/search?{asked}&place=x")
    assert (page.status, page.heading) == (422, "Search for a case")
    assert page.error_beside(field).startswith(why)
    assert [error for error in page.errors if error.startswith(why)]
    for name, typed in (pair.split("=") for pair in asked.split("&")):
        if "%" not in typed and name not in ("state", "unit", "offence"):
            assert page.form.value(name) == typed


@pytest.mark.parametrize(
    "asked",
    ["name=nobodyatall", "reference=ANY/1/26", "reference=';--", "name=%3Cscript%3E", "reference=%25"],
)
def test_finding_nothing_says_what_to_try(looking, asked):
    page = looking.browse(CARE).get(f"/search?{asked}")
    assert page.status == 200
    assert "0 cases found" in page.heading
    assert "Leave something out" in page.section("nothing")
    name, typed = asked.split("=")
    assert page.form.value(name) == unquote(typed)


@pytest.mark.parametrize(
    "asked", ["reported_until_on-day=31&reported_until_on-month=12&reported_until_on-year=9999"]
)
def test_the_last_day_there_is_can_be_asked_for(looking, asked):
    assert looking.browse(CARE).get(f"/search?{asked}").status == 200


def test_turning_the_page_keeps_what_was_asked(site):
    with site.engine.begin() as connection:
        columns = [
            row[1]
            for row in connection.exec_driver_sql("PRAGMA table_info(investigation)")
            if row[1] not in ("id", "reference", "reference_search", "published_crime_id")
        ]
        for number in range(30):
            connection.exec_driver_sql(
                f"INSERT INTO investigation (reference, reference_search, {', '.join(columns)}) "
                f"SELECT 'PG/{number:02}', 'pg/{number:02}', {', '.join(columns)} FROM investigation "
                f"WHERE reference = '{NEW}'"
            )
    browser = site.browse(OFFICER)
    first = browser.get("/search?reference=pg&state=recorded")
    second = first.follow("Next page")
    assert (len(listed(first)), len(listed(second))) == (25, 5)
    assert not set(listed(first)) & set(listed(second))
    assert "30 cases found" in second.heading
    back = second.follow("Previous page")
    assert (listed(back), back.form.value("state")) == (listed(first), "recorded")
