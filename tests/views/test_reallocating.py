"""Giving a crime to another officer on its page, and the list of what waits for one."""

from __future__ import annotations

import pytest

from tests.pages import when
from tests.views.filling import a_crime, assert_refused_beside, record
from tests.views.sites import (
    AT_WORK,
    CARE,
    CHARGED,
    CLOSED,
    COLLEAGUE,
    DETECTIVE,
    NEW,
    OFFICER,
    SERGEANT,
    SIGNED,
    TRAY_SERGEANT,
    on_both,
)

SAID = {
    "urgent": "The camera is overwritten on Friday.",
    "promised": "She is rung on Monday.",
    "exhibits": "Store 4, shelf 2.",
}
LINK = "Re-allocate to another officer"


def unit_of(site, reference: str) -> int:
    return site.one("SELECT unit_id FROM investigation WHERE reference = :r", r=reference)


def a_sergeant_of(site, reference: str) -> str:
    found = site.ask(
        "SELECT p.username FROM person p JOIN role_holding h ON h.person_id = p.id "
        "WHERE h.unit_id = :u AND h.role = 'supervisor' ORDER BY p.username DESC",
        u=unit_of(site, reference),
    )
    return found[0][0]


def another_officer(site, reference: str) -> str:
    return str(
        site.one(
            "SELECT min(h.person_id) FROM role_holding h JOIN investigation i ON i.unit_id = h.unit_id "
            "WHERE i.reference = :r AND h.role = 'investigator' AND h.person_id <> i.oic_id",
            r=reference,
        )
    )


def reallocate_page(site, reference: str = AT_WORK):
    return site.browse(a_sergeant_of(site, reference)).get(site.page_of(reference)).follow(LINK)


@on_both
def test_a_crime_is_given_to_another_officer_with_its_hand_over(site):
    officer = another_officer(site, AT_WORK)
    page = reallocate_page(site).fill(SAID, officer=officer).submit()
    assert (page.said, page.path) == ("The crime is re-allocated.", site.page_of(AT_WORK))
    held = site.ask("SELECT oic_id, responsible_id FROM investigation WHERE reference = :r", r=AT_WORK)
    assert held == [(int(officer), int(officer))]
    timeline = page.section("timeline")
    assert "Re-allocated to" in timeline
    assert all(words in timeline for words in SAID.values())


def test_whoever_holds_it_is_not_offered(looking):
    oic = looking.one("SELECT oic_id FROM investigation WHERE reference = :r", r=AT_WORK)
    offered = {tag["value"] for tag in reallocate_page(looking).main.select("[name=officer]")}
    assert offered
    assert str(oic) not in offered


def test_what_is_missing_is_named_beside_its_field_and_nothing_typed_is_lost(looking):
    page = reallocate_page(looking).form.submit()
    assert page.errors == [
        "Choose an officer.",
        "Write what is urgent, or that nothing is.",
        "Write what the victim was promised, or that nothing was.",
        "Write where the exhibits are, or that there are none.",
    ]
    page = reallocate_page(looking).fill(SAID).submit()
    assert_refused_beside(page, "officer", "Choose an officer.", SAID)


def test_an_officer_of_another_unit_is_not_taken_from_a_forged_form(looking):
    outside = looking.one(
        "SELECT min(person_id) FROM role_holding WHERE role = 'investigator' AND unit_id <> :u",
        u=unit_of(looking, AT_WORK),
    )
    page = reallocate_page(looking).fill(SAID).forge(officer=str(outside)).submit()
    assert (page.status, page.form.value("urgent")) == (422, SAID["urgent"])
    assert page.error_beside("officer")


@pytest.mark.parametrize("number", [COLLEAGUE, CARE])
def test_others_are_told_who_gives_a_crime_away(looking, number):
    page = looking.browse(number).get(looking.page_of(AT_WORK)).follow(LINK)
    words = "This is done by a supervisor of the unit that holds the crime. Ask one of them."
    assert words in page.words
    officer = another_officer(looking, AT_WORK)
    page = page.browser.send_anyway(page.path, SAID, officer=officer)
    assert (page.status, page.errors) == (422, [words])
    assert page.form.value("urgent") == SAID["urgent"]


def test_a_proposal_that_stands_is_taken_back_only_after_a_warning(site):
    page = reallocate_page(site, SIGNED).fill(SAID, officer=another_officer(site, SIGNED)).submit()
    assert page.status == 409
    assert "takes the decision back" in page.words
    page = page.fill(lapse_accepted="y").submit()
    assert page.said == "The crime is re-allocated."


def test_the_page_for_a_new_crime_leads_on_once_the_crime_has_an_officer(looking):
    sergeant = looking.browse(a_sergeant_of(looking, CHARGED))
    case = looking.page_of(CHARGED)
    assert sergeant.get(f"{case}/allocate").path == f"{case}/re-allocate"
    for reference in (NEW, CLOSED):
        assert LINK not in looking.browse(TRAY_SERGEANT).get(looking.page_of(reference)).links


@on_both
def test_a_crime_charged_before_anybody_had_it_is_in_the_list_and_finds_its_officer(site):
    crime = a_crime(site, "ANY/9020/26", suspect_known="yes", no_suspect_reason="")
    officer, sergeant = site.browse(OFFICER), site.browse(TRAY_SERGEANT)
    page = record(officer, crime)
    page = page.fill(name="Lee Marsh", why_suspected="Named.", offences_considered="Theft").submit()
    page = page.follow("Record a charge : Lee Marsh")
    page = page.fill({"offence": "Theft", **when("charged_at", site.now)}).submit()
    assert site.state("ANY/9020/26") == "in_prosecution"
    page = sergeant.get("/cases/to-allocate").follow("ANY/9020/26").follow(LINK)
    page = page.fill(SAID, officer=str(site.person(OFFICER))).submit()
    assert page.said == "The crime is re-allocated."
    assert "Allocate the crime to an officer" not in page.section("next")
    assert "ANY/9020/26" not in sergeant.get("/cases/to-allocate").words


def test_a_mentor_is_named_later_for_the_officer_who_has_the_crime(site):
    page = site.browse(SERGEANT).get(site.page_of(AT_WORK)).follow("name a mentor")
    page = page.fill(mentor=str(site.person(DETECTIVE))).submit()
    assert (page.said, page.path) == ("The mentor is named.", site.page_of(AT_WORK))
    assert "DC Priya Raman" in page.section("timeline")
