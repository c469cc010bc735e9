"""Oversight: whose figures somebody sees, what the page says of them, and the duties behind each."""

from __future__ import annotations

import json
import re

import pytest
import sqlalchemy as sa

from tests.views.sites import (
    ABUSE,
    ADMINISTRATOR,
    ASSESSOR,
    AUDITOR,
    CARE,
    INSPECTOR,
    OFFICER,
    OTHER_SERGEANT,
    REGISTRAR,
    SERGEANT,
    Site,
    on_both,
)
from views.labels_of_oversight import COUNTED_AS, FIGURES, FIGURES_DEFINED, definitions
from vocabulary import COUNTED_IN, CountedAs, Figure
from workflow.services.opening import policy_at

ALL = "/oversight?since=2026-09&until=2026-11"
UNITS = {"Northgate investigations", "Public protection"}


def rows(page, anchor: str) -> dict[str, dict[str, str]]:
    """Of the table under a heading: each row's cells by the words above them."""
    table = page.soup.find(id=anchor).find_next("table")
    for hidden in table.select(".govuk-visually-hidden"):
        hidden.extract()
    return {
        " ".join(row.th.get_text(" ").split()): {
            cell["data-label"]: " ".join(cell.get_text(" ").split()) for cell in row.find_all("td")
        }
        for row in table.tbody.find_all("tr")
    }


@pytest.mark.parametrize("number", [AUDITOR, REGISTRAR, INSPECTOR])
def test_who_oversees_the_force_sees_every_unit(looking: Site, number: str):
    page = looking.browse(number).get(f"{ALL}&by=unit")
    assert set(rows(page, "together")) == {*UNITS, "All of these"}
    assert "Every unit." in page.words
    assert page.links["Oversight"] == "/oversight"


@pytest.mark.parametrize(
    ("number", "units"),
    [(SERGEANT, {"Northgate investigations"}), (OTHER_SERGEANT, {"Public protection"}), (CARE, UNITS)],
)
def test_others_see_the_units_in_which_they_supervise_or_care_for_victims(
    looking: Site, number: str, units: set[str]
):
    browser = looking.browse(number)
    page = browser.get(f"{ALL}&by=unit")
    assert set(rows(page, "together")) - {"All of these"} == units
    assert "You see the units in which you supervise, or care for victims." in page.words
    [eastbrook] = looking.ask("SELECT id FROM unit WHERE code = 'EB'")
    refused = browser.get(f"{ALL}&unit={eastbrook[0]}")
    assert refused.status == 422
    assert refused.error_beside("unit")
    assert browser.get(f"/oversight/duties?unit={eastbrook[0]}").status == 404
    assert browser.get(f"/oversight/duties.csv?unit={eastbrook[0]}").status == 404


@pytest.mark.parametrize("number", [OFFICER, ASSESSOR, ADMINISTRATOR])
def test_who_oversees_nothing_is_offered_nothing(looking: Site, number: str):
    browser = looking.browse(number)
    assert "Oversight" not in browser.get("/").links
    for path in ("/oversight", "/oversight/duties", "/oversight/duties.csv", "/oversight/definitions.csv"):
        assert browser.get(path).status == 403


def test_no_list_or_file_of_a_unit_holds_what_is_of_another(looking: Site):
    browser = looking.browse(OTHER_SERGEANT)
    page = browser.get("/oversight/duties?since=2026-09&until=2026-11&figure=owed")
    assert {link for link in page.links if link.startswith("ANY/")}
    assert "Northgate" not in page.words
    assert "Northgate" not in browser.get("/oversight/duties.csv?since=2026-09&until=2026-11").text


def test_every_number_leads_to_a_list_of_as_many_duties(looking: Site):
    browser = looking.browse(AUDITOR)
    found = 0
    for by in ("kind", "unit"):
        page = browser.get(f"{ALL}&by={by}")
        for link in page.main.select("td a"):
            shown = link.find(string=True).strip()
            behind = browser.get(link["href"])
            assert behind.status == 200
            assert re.search(r": ([\d,]+) ", behind.heading)[1] == shown, link["href"]
            found += 1
    assert found > 60


def test_a_list_says_of_each_duty_what_became_of_it(looking: Site):
    browser = looking.browse(AUDITOR)
    page = browser.get("/oversight/duties?since=2026-09&until=2026-11&what=promise&figure=overdue")
    assert page.heading.startswith("Overdue now: ")
    assert FIGURES_DEFINED[Figure.OVERDUE] in page.words
    assert "Tell him whether he must attend" in page.words
    assert "Keep a promise made to the victim" in page.words
    met = browser.get("/oversight/duties?since=2026-09&until=2026-11&what=tell_decision&figure=met_in_time")
    assert "Met in time" in met.words
    assert "contact recorded" in met.words
    assert page.links["Oversight"].startswith("/oversight")
    back = page.main.find_previous("a", class_="govuk-back-link")["href"]
    assert browser.get(back).status == 200


@on_both
def test_a_list_is_logged_with_everybody_in_it_and_the_figures_are_not(site: Site):
    browser = site.browse(AUDITOR)
    log = "SELECT endpoint, subjects FROM read_log ORDER BY id"
    browser.get("/oversight")
    assert site.ask(log) == []
    page = browser.get("/oversight/duties?since=2026-09&until=2026-11&what=needs_assessment&figure=owed")
    [(endpoint, subjects)] = site.ask(log)
    assert endpoint == "oversight.duties"
    cases = {site.case(link) for link in page.links if re.fullmatch(r"ANY/\d+/26", link)}
    held = json.loads(subjects)
    shown = {int(tag["href"].rpartition("/")[2]) for tag in page.main.select("tbody a")}
    assert set(held["investigation"]) == shown >= cases
    assert held["victim"]
    browser.get("/oversight/duties.csv")
    assert site.ask(log)[-1][0] == "oversight.download"


def restrict(site: Site, kind: str) -> None:
    """A case to whose victim something is owed."""
    with site.engine.begin() as connection:
        connection.execute(
            sa.text(
                "UPDATE investigation SET restriction = :kind, restricted_by_id = responsible_id,"
                " restriction_review_on = '2027-01-01' WHERE reference = :reference"
            ),
            {"kind": kind, "reference": ABUSE},
        )


def test_a_restricted_case_counts_and_is_not_named(site: Site):
    path = "/oversight/duties?since=2026-09&until=2026-11&figure=owed&what=support_referral"
    browser = site.browse(CARE)
    before = browser.get(path)
    assert ABUSE in before.text
    restrict(site, "restricted")
    after = browser.get(path)
    assert after.heading == before.heading
    assert "1 of these is of a case that you may not read. It is in the figure and not in this list." in (
        after.words
    )
    assert ABUSE not in after.text
    exported = browser.get(f"/oversight/duties.csv?{path.partition('?')[2]}").text
    assert ABUSE not in exported
    assert exported.count("Restricted,Restricted,,") == 1
    assert ABUSE in site.browse(AUDITOR).get(path).text


def test_of_a_covert_case_nobody_learns_who_may_not_read_it(site: Site):
    question = "since=2026-09&until=2026-11&figure=owed&what=support_referral"
    browser = site.browse(CARE)
    before = browser.get(f"/oversight/duties.csv?{question}").text
    restrict(site, "covert")
    after = browser.get(f"/oversight/duties?{question}")
    assert ABUSE not in after.text
    assert "that you may not read" not in after.words
    file = browser.get(f"/oversight/duties.csv?{question}").text
    assert "Restricted," not in file
    assert len(file.splitlines()) == len(before.splitlines()) - 1
    assert ABUSE in site.browse(AUDITOR).get(f"/oversight/duties?{question}").text


def test_the_page_says_what_each_figure_counts(looking: Site):
    page = looking.browse(AUDITOR).get(ALL)
    said = page.section("definitions")
    for name, words in definitions(policy_at(looking.now)):
        assert name in said
        assert words in said
    assert "recorded 24 hours or more" in said
    assert "fewer than 10 is marked" in said
    assert set(FIGURES) == set(FIGURES_DEFINED) == set(COUNTED_IN) == set(Figure)
    assert set(COUNTED_AS) == set(CountedAs)
    assert len(set(FIGURES.values())) == len(Figure)


def test_a_rate_has_its_denominator_and_a_mark_on_few_and_none_on_nothing(looking: Site):
    page = looking.browse(AUDITOR).get(ALL)
    found = rows(page, "months")["Keep a promise made to the victim"]
    assert found["Nov 2026"] == "0% few 0 of 3"
    assert found["Sep 2026"] == "None owed"
    together = rows(page, "together")
    assert re.fullmatch(r"\d+% \d+ of \d\d+", together["All of these"]["Met in time"])
    assert together["Keep a promise made to the victim"]["First tried in time"] == "No rate"
    assert re.fullmatch(
        r"\d+%( few)? \d+ of \d+ told in time: \d+",
        together["Tell the victim the decision and the reasons"]["First tried in time"],
    )


def test_what_is_asked_is_in_the_address_and_said_on_the_page(looking: Site):
    browser = looking.browse(AUDITOR)
    page = browser.get("/oversight")
    assert "What fell due from June 2026 to November 2026" in page.words
    form = page.form.fill(
        since="2026-10", until="2026-11", what="needs_assessment", by="unit", figure="overdue"
    )
    asked = browser.get(
        "/oversight?"
        + "&".join(f"{name}={value}" for name, value in form.fields if name not in ("submission", "seen"))
    )
    assert "from October 2026 to November 2026" in asked.words
    assert "Assess the victim's needs." in asked.words
    assert asked.soup.find(id="months").get_text() == "Month by month: overdue now"
    assert set(rows(asked, "months")["Northgate investigations"]) == {"Oct 2026", "Nov 2026"}
    one = browser.get("/oversight?since=2026-11&until=2026-11")
    assert "What fell due in November 2026" in one.words


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ("since=2026-11&until=2026-10", "until", "the first month, or a later one"),
        ("since=2026-13", "since", "not offered"),
        ("until=soon", "until", "not offered"),
        ("unit=x", "unit", "not offered"),
        ("what=allocate", "what", "not offered"),
        ("figure=guess", "figure", "not offered"),
        ("by=", "by", "Choose what the rows are."),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(looking: Site, asked: str, field: str, said: str):
    browser = looking.browse(AUDITOR)
    page = browser.get(f"/oversight?{asked}")
    assert page.status == 422
    assert said in page.error_beside(field)
    assert browser.get(f"/oversight/duties?{asked}").status == 404
    assert browser.get(f"/oversight/duties.csv?{asked}").status == 404


def test_more_than_a_year_is_not_shown_at_once(site: Site):
    victim = site.first("victim", ABUSE)
    with site.engine.begin() as connection:
        connection.execute(
            sa.text(
                "UPDATE duty SET due_at = '2025-09-01 12:00:00.000000'"
                " WHERE id = (SELECT min(id) FROM duty WHERE victim_id = :victim)"
            ),
            {"victim": victim},
        )
    page = site.browse(AUDITOR).get("/oversight?since=2025-09&until=2026-09")
    assert page.status == 422
    assert page.error_beside("until") == "Choose at most 12 months: these are 13."
    assert site.browse(AUDITOR).get("/oversight?since=2025-10&until=2026-09").status == 200


def test_a_right_that_the_pack_has_ended_is_counted_under_its_key(site: Site):
    with site.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE duty SET right_key = 'an_older_right' WHERE right_key = 'written_confirmation'")
        )
    browser = site.browse(AUDITOR)
    page = browser.get(ALL)
    owed = rows(page, "together")["An older right"]["Owed"]
    behind = browser.get(
        "/oversight/duties?what=right.an_older_right&figure=owed&since=2026-09&until=2026-11"
    )
    assert behind.heading.startswith(f"Owed: {owed} An older right")
    assert "An older right" in browser.get("/oversight/duties.csv").text


def test_a_month_without_anything_owed_says_so(looking: Site):
    page = looking.browse(AUDITOR).get("/oversight?since=2026-06&until=2026-06")
    assert "Nothing that is owed to a victim falls due in these months." in page.words
    assert "What each figure counts" in page.words
