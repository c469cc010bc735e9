"""Recording risk and lowering it, on their pages and when a crime is classified."""

from __future__ import annotations

import pytest

from tests.views.filling import a_crime, assert_refused_beside, record
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    CARE,
    CLOSED,
    INSPECTOR,
    OFFICER,
    SERGEANT,
    SIGNED,
    TRAY_SERGEANT,
    on_both,
)

WHY = "The log names her husband."


def flags(site, reference: str) -> set[str]:
    found = site.ask(
        "SELECT flag FROM investigation_flag WHERE investigation_id = :case", case=site.case(reference)
    )
    return {flag for (flag,) in found}


def record_page(site, reference: str = AT_WORK, number: str = SERGEANT):
    return site.browse(number).get(site.page_of(reference)).follow("Record risk")


@on_both
def test_a_risk_is_recorded_from_the_case_page_and_shown_there(site):
    before = flags(site, AT_WORK)
    page = record_page(site).fill(flags=["stalking", "weapon"], reason=WHY).submit()
    assert (page.said, page.path) == ("The risk is recorded.", site.page_of(AT_WORK))
    assert flags(site, AT_WORK) == before | {"stalking", "weapon"}
    assert "Risk recorded: stalking, weapon" in page.section("timeline")
    assert WHY in page.section("timeline")


@on_both
def test_a_risk_is_lowered_by_whoever_may_and_others_are_told_who(site):
    assert "domestic_abuse" in flags(site, ABUSE)
    path = f"{site.page_of(ABUSE)}/risk/lower"
    page = site.browse(SERGEANT).get(path).fill(flags="domestic_abuse", reason=WHY).submit()
    assert page.status == 422
    assert "an inspector or above" in page.still_needed["Whoever lowers a risk or a class has the authority"]
    assert page.form.value("reason") == WHY
    assert "domestic_abuse" in flags(site, ABUSE)
    page = site.browse(INSPECTOR).get(site.page_of(ABUSE)).follow("lower a risk")
    page = page.fill(flags="domestic_abuse", reason=WHY).submit()
    assert page.said == "The risk is lowered."
    assert "domestic_abuse" not in flags(site, ABUSE)
    assert "Risk lowered: no longer domestic abuse" in page.section("timeline")


def test_the_page_offers_only_what_is_recorded(looking):
    page = looking.browse(INSPECTOR).get(f"{looking.page_of(ABUSE)}/risk/lower")
    offered = {tag["value"] for tag in page.main.select("[name=flags]")}
    assert offered == flags(looking, ABUSE)


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"reason": WHY}, "flags", "Choose at least one risk."),
        ({"flags": "weapon"}, "reason", "Write what the risk rests on."),
        ({"flags": "weapon", "reason": "x" * 2_001}, "reason", "What does it rest on? must be 2,000"),
    ],
)
def test_what_is_missing_is_named_beside_its_field(looking, typed, field, why):
    page = record_page(looking).fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


def test_who_may_not_is_told_who_may(looking):
    browser, path = looking.browse(CARE), f"{looking.page_of(AT_WORK)}/risk/record"
    who = "by an investigator or supervisor of the unit"
    assert who in browser.get(path).words
    page = browser.send_anyway(path, flags="weapon", reason=WHY)
    assert (page.status, page.form.value("reason")) == (422, WHY)
    assert who in page.errors[0]
    browser, path = looking.browse(OFFICER), f"{looking.page_of(ABUSE)}/risk/lower"
    assert "This is done by a supervisor. Ask yours." in browser.get(path).words
    page = browser.send_anyway(path, flags="domestic_abuse", reason=WHY)
    assert page.errors == ["This is done by a supervisor. Ask yours."]


def test_a_finished_case_offers_to_record_a_risk_and_not_to_lower_one(looking):
    links = set(looking.browse(SERGEANT).get(looking.page_of(CLOSED)).links)
    assert "Record risk" in links
    assert "lower a risk" not in links


def test_a_proposal_that_stands_is_taken_back_only_after_a_warning(site):
    state = site.state(SIGNED)
    page = record_page(site, SIGNED).fill(flags="weapon", reason=WHY).submit()
    assert page.status == 409
    assert "takes the decision back" in page.words
    assert site.state(SIGNED) == state
    page = page.fill(lapse_accepted="y").submit()
    assert page.said == "The risk is recorded."
    assert site.state(SIGNED) != state


def test_risk_is_asked_when_a_crime_is_classified(site):
    crime = a_crime(site, "ANY/9010/26", offence__class="unclassified")
    crime.pop("offence-shop_theft")
    crime["offence-unclassified"] = "unclassified_violence_or_sexual"
    record(site.browse(OFFICER), crime)
    page = site.browse(TRAY_SERGEANT).get(site.page_of("ANY/9010/26")).follow("Classify the crime")
    typed = {"offence-class": "assault", "offence-assault": "assault_common", "flags": "domestic_abuse"}
    page = page.fill(typed).submit()
    assert_refused_beside(page, "reason", "Write what the risk rests on.", typed)
    page = page.fill(reason=WHY).submit()
    assert page.said == "The crime is classified."
    assert flags(site, "ANY/9010/26") == {"domestic_abuse"}
