"""Lists as CSV files: what they hold, no cell a formula, reading logged."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from insight.work_lists import Page
from tests.views.sites import (
    ABUSE,
    ADMINISTRATOR,
    AT_WORK,
    AUDITOR,
    CARE,
    OFFICER,
    OTHER_SERGEANT,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)
from views.downloads import harmless, left_out

LISTS = {
    "/cases/my-cases": OFFICER,
    "/cases/my-team": AUDITOR,
    "/cases/to-allocate": TRAY_SERGEANT,
    "/cases/to-sign": OTHER_SERGEANT,
    "/owed-to-victims": CARE,
    "/search?state=investigating": SERGEANT,
}


def file_of(browser, path: str):
    """The answer that the page's own link leads to."""
    return browser.get(path).follow("Download as CSV").answer


def read(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", LISTS)
def test_under_each_list_is_its_file_with_the_same_words_above_the_columns(looking, path):
    browser = looking.browse(LISTS[path])
    page = browser.get(path)
    answer = file_of(browser, path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    rows = read(answer)
    above = [cell.get_text(strip=True) for cell in page.main.select("thead th")]
    assert above
    assert set(above) <= set(rows[0])
    # The links to cases are in the file, in the page's order.
    words = [link.get_text(strip=True) for link in page.main.select("tbody a")]
    listed = [each for each in words if re.fullmatch(r"ANY/\d+/26", each)]
    assert [row["Crime"] for row in rows][: len(listed)] == listed


@on_both
def test_a_file_begins_with_its_mark_is_named_and_kept_by_nobody_on_the_way(site):
    answer = file_of(site.browse(OFFICER), "/cases/my-cases")
    assert answer.data.startswith(b"\xef\xbb\xbfCrime,")
    name = "my-cases-2026-11-24-OFFICIAL-SENSITIVE.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_case_is_told_as_on_the_page(looking):
    [row] = [
        each for each in read(file_of(looking.browse(OFFICER), "/cases/my-cases")) if each["Crime"] == AT_WORK
    ]
    page = looking.browse(OFFICER).get("/cases/my-cases")
    for name in ("Offence", "Place", "Where it stands", "Next due", "Officer", "Unit"):
        assert row[name] in page.words
    assert row["Reported"].startswith("2026-")
    assert row["Due at"][10] == " "


def test_what_is_owed_is_told_with_the_safe_way_to_reach_somebody(looking):
    rows = read(file_of(looking.browse(CARE), "/owed-to-victims"))
    [safe] = {row["Safe contact"] for row in rows if row["Crime"] == ABUSE}
    assert safe == "Only on her work number, 10am to 3pm. Never leave a message."
    assert "Not recorded: ask first" in {row["Safe contact"] for row in rows}


def test_the_file_of_a_search_says_who_matched(looking):
    [row] = read(file_of(looking.browse(OFFICER), "/search?name=adeyemi&page=7"))
    assert (row["Crime"], row["Who matches"]) == (AT_WORK, "Victim: Miriam Adeyemi")


@pytest.mark.parametrize("asked", ["", "?name=", "?name=a", "?page=2", "?state=nowhere"])
def test_a_search_that_asks_nothing_has_no_file(looking, asked):
    assert looking.browse(OFFICER).get(f"/search.csv{asked}").status == 404


@pytest.mark.parametrize("name", ["_scheme", "_external", "_anchor", "_method", "endpoint", "self"])
@pytest.mark.parametrize("path", ["/search", "/find"])
def test_no_name_in_the_address_leads_away_or_to_a_fault(looking, path, name):
    page = looking.browse(OFFICER).get(f"{path}?reference=ANY%2F4&{name}=evil")
    assert (page.status, page.path) == (200, "/search")
    assert page.links["Download as CSV"].startswith("/search.csv?reference=ANY%2F4&")
    assert page.follow("Download as CSV").status == 200


@on_both
def test_a_file_is_logged_with_everybody_in_it(site):
    browser = site.browse(AUDITOR)
    rows = read(browser.get("/owed-to-victims.csv").answer)
    endpoint, subjects = site.ask("SELECT endpoint, subjects FROM read_log ORDER BY id DESC LIMIT 1")[0]
    assert endpoint == "downloads.owed"
    held = json.loads(subjects)
    assert {site.case(row["Crime"]) for row in rows} == set(held["investigation"])
    assert len(held["victim"]) >= len({row["Victim"] for row in rows}) > 1


def test_who_may_not_see_a_list_may_not_have_its_file(looking):
    for path in ("/cases/my-team.csv", "/owed-to-victims.csv", "/search.csv?name=adeyemi"):
        assert looking.browse(ADMINISTRATOR).get(path).status == 403
        assert looking.browse().get(path).path == "/sign-in"
    assert looking.browse(OFFICER).get("/cases/everything.csv").status == 404


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+44 20 7946 0000", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠1",
     "\u00a0=1"],
)  # fmt: skip
def test_what_begins_like_a_formula_gets_an_apostrophe(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "ANY/4471/26", "O'Brien", "a=b", "1-2", "3 pm", "'=1", "Zoë"])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert harmless(cell) == cell


@pytest.mark.parametrize("typed", ['=HYPERLINK("http://evil.example";"x")', '+1;"a",b\n=2', "-1\r\n@x"])
def test_what_somebody_typed_as_a_formula_is_a_word_in_the_file(site, typed):
    victim = site.first("victim", ABUSE)
    with site.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE victim SET safe_contact = ? WHERE id = ?", (typed, victim))
    rows = read(file_of(site.browse(CARE), "/owed-to-victims"))
    assert {row["Safe contact"] for row in rows if row["Crime"] == ABUSE} == {f"'{typed}"}
    assert all(row["Crime"].startswith("ANY/") for row in rows)


def test_a_file_that_leaves_something_out_says_so():
    assert left_out(Page([1] * 25, 1, 25)) == ""
    assert left_out(Page([1] * 5_000, 1, 6_123)) == (
        "Only the first 5,000 of 6,123 are in this file. The list on the page has the rest."
    )
