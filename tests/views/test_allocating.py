"""Giving a crime to an officer, and starting work on it."""

from __future__ import annotations

import pytest

from tests.views.filling import a_crime, allocate, record
from tests.views.sites import (
    ALLOCATED,
    COLLEAGUE,
    DETECTIVE,
    NEW,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)

ACCREDITED = "The officer holds the accreditation"


@on_both
def test_a_supervisor_gives_a_crime_to_an_officer_who_starts(site):
    case, sergeant = site.page_of(NEW), site.browse(TRAY_SERGEANT)
    page = sergeant.get("/cases/to-allocate").follow(NEW).follow("Allocate to an officer")
    page = page.fill(officer=str(site.person(OFFICER)), directions="Ask the till staff today.").submit()
    assert (page.said, page.path) == ("The crime is allocated.", case)
    assert "PC Joe Hale" in page.words
    assert "Ask the till staff today." in page.section("timeline")
    officer = site.browse(OFFICER)
    page = officer.get("/cases/my-cases").follow(NEW).follow("Start the investigation").form.submit()
    assert page.said == "The investigation has started."
    assert site.state(NEW) == "investigating"


def violent(site, reference: str, offence_class: str, offence: str, **more) -> str:
    crime = a_crime(site, reference, victim_kind="person", victim_contact_name="", **more)
    crime["offence-class"] = offence_class
    crime[f"offence-{offence_class}"] = offence
    return record(site.browse(OFFICER), crime).path


def test_a_robbery_may_go_to_an_officer_below_the_level_once_that_is_seen(site):
    case, sergeant = violent(site, "ANY/9002/26", "robbery", "robbery_personal"), site.browse(TRAY_SERGEANT)
    page = allocate(site, sergeant, case, OFFICER)
    assert page.said == "The crime is allocated."
    assert site.state("ANY/9002/26") == "allocated"


@pytest.mark.parametrize(
    ("offence_class", "offence", "flags"),
    [
        ("rape_and_serious_sexual", "rape", []),
        ("assault", "assault_common", ["domestic_abuse", "high_risk"]),
    ],
)
def test_what_needs_an_accredited_officer_is_refused_to_another_with_the_reason(
    site, offence_class, offence, flags
):
    case = violent(site, "ANY/9003/26", offence_class, offence, flags=flags)
    sergeant = site.browse(TRAY_SERGEANT)
    page = allocate(site, sergeant, case, OFFICER)
    assert page.status == 422
    assert page.still_needed[ACCREDITED] == (
        "Needs PIP2. PC Joe Hale holds PIP1. For this kind of crime that is not enough: "
        "choose an accredited officer, or name an accredited mentor for this case."
    )
    assert page.form.value("officer") == str(site.person(OFFICER))
    assert site.state("ANY/9003/26") == "recorded"
    page = page.fill(officer=str(site.person(DETECTIVE))).submit()
    assert page.said == "The crime is allocated."


def test_the_page_offers_the_officers_of_the_unit_with_their_level(looking):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/allocate")
    labels = [label.get_text(strip=True) for label in page.main.select(".govuk-radios__label")]
    assert labels == [
        "PC Aoife Brennan (PIP1)",
        "PC Callum Reid (PIP1)",
        "PC Joe Hale (PIP1)",
        "DC Priya Raman (PIP2)",
    ]


def beside(page, number: str) -> str:
    """What the page says of one officer, beside their name."""
    radio = page.main.find("input", attrs={"name": "officer", "value": number})
    return " ".join(radio.find_parent(class_="govuk-radios__item").get_text(" ").split())


def test_what_speaks_against_an_officer_is_beside_their_name_before_they_are_chosen(site):
    case = violent(site, "ANY/9004/26", "robbery", "robbery_personal")
    page = site.browse(TRAY_SERGEANT).get(f"{case}/allocate")
    said = beside(page, str(site.person(OFFICER)))
    assert (
        "Needs PIP2. PC Joe Hale holds PIP1. You may go on: the record will show that you saw this." in said
    )
    held = site.one(
        "SELECT count(*) FROM investigation WHERE oic_id = :who AND state NOT IN "
        "('closed', 'no_further_action', 'cancelled', 'transferred', 'decided_before_fairlead')",
        who=site.person(OFFICER),
    )
    assert f"Has {held} crimes; 25 is the force's figure." in said
    assert "Needs PIP2; holds PIP2." in beside(page, str(site.person(DETECTIVE)))


def test_an_officer_of_another_unit_is_not_taken_from_a_forged_form(looking):
    form = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/allocate").form
    page = form.forge(officer=str(looking.person(OTHER_DETECTIVE))).submit()
    assert page.status == 422
    assert page.error_beside("officer")


def test_nobody_chosen_keeps_the_directions(looking):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/allocate")
    page = page.fill(directions="CCTV first").submit()
    assert page.error_beside("officer") == "Choose an officer."
    assert page.form.value("directions") == "CCTV first"


@pytest.mark.parametrize("number", [COLLEAGUE, OTHER_SERGEANT])
def test_only_a_supervisor_of_the_unit_allocates_and_others_are_told_so(looking, number):
    browser = looking.browse(number)
    words = "This is done by a supervisor of the unit that holds the crime. Ask one of them."
    assert words in browser.get(looking.page_of(NEW)).section("next")
    path = f"{looking.page_of(NEW)}/allocate"
    assert f"You cannot do this {words}" in browser.get(path).words
    page = browser.send_anyway(path, officer=str(looking.person(OFFICER)))
    assert (page.status, page.errors) == (422, [words])
    assert page.form.value("officer") == str(looking.person(OFFICER))


def test_only_the_officer_or_a_supervisor_of_the_unit_starts(looking):
    page = looking.browse(COLLEAGUE).send_anyway(f"{looking.page_of(ALLOCATED)}/start")
    assert page.status == 422
    assert "the officer in the case or a supervisor of its unit" in page.errors[0]


def test_a_step_that_is_not_open_says_where_the_case_stands(looking):
    path, browser = f"{looking.page_of(NEW)}/start", looking.browse(SERGEANT)
    why = "This cannot be done while the case is recorded. Look at the case to see what comes next."
    asked = browser.get(path)
    assert f"This cannot be done now {why}" in asked.words
    assert asked.follow("See what comes next on this case").path == looking.page_of(NEW)
    page = browser.send_anyway(path)
    assert (page.status, page.errors) == (422, [why])


def test_a_mentor_is_named_until_a_day_that_the_form_said_before(site):
    violent(site, "ANY/9222/26", "robbery", "robbery_personal")
    page = site.browse(TRAY_SERGEANT).get(f"{site.page_of('ANY/9222/26')}/allocate")
    assert "until 22 December 2026" in page.words
    page = page.fill(officer=str(site.person(OFFICER)), mentor=str(site.person(DETECTIVE))).submit()
    assert page.said == "The crime is allocated."
    assert "is mentor of the officer in the case until 22 December 2026" in page.section("timeline")
