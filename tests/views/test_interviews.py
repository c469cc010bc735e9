"""An interview under caution: who else held it, who was there for the suspect, and who was not."""

from __future__ import annotations

import pytest

from tests.pages import Page, when
from tests.views.filling import assert_refused_beside
from tests.views.sites import AT_WORK, DETECTIVE, OFFICER, SERGEANT, TRAY_SERGEANT, on_both
from tests.views.test_suspects import HELD, about, add

BORN = {"born_on-day": "27", "born_on-month": "3", "born_on-year": "2010"}
NEEDED = "An appropriate adult is needed: this suspect is recorded as under 18 or vulnerable."


def interview(site, **changed: str) -> Page:
    page = site.browse(OFFICER).get(about(site, AT_WORK, "interview"))
    return page.fill({**HELD, **when("interviewed_at", site.now), **changed}).submit()


@on_both
def test_everything_about_an_interview_is_on_the_cases_page(site):
    add(site)
    page = interview(
        site,
        second_officer=str(site.person(DETECTIVE)),
        place="Custody suite",
        legal_advice="present",
        adult="present",
        is_vulnerable="y",
        interpreter="Polish",
        others_present="Ms Adeyemi, solicitor; his aunt",
    )
    assert page.said == "The interview is recorded."
    said = page.section("suspects")
    assert "Dale Firth Vulnerable Not decided" in said
    assert "Also interviewed by DC Priya Raman. Audio and video recorded, Custody suite." in said
    assert "Legal representative there. Appropriate adult there. Interpreted: Polish." in said
    assert "Also there: Ms Adeyemi, solicitor; his aunt." in said
    assert "Suspect interviewed by DC Priya Raman too" in page.section("timeline")


def test_whoever_interviewed_too_may_not_sign(site):
    add(site)
    interview(site, second_officer=str(site.person(SERGEANT)))
    who = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/who-may-sign")
    assert "PS Marta Kowal: interviewed the suspect" in who.words


@pytest.mark.parametrize("who", [BORN, {"is_vulnerable": "y"}])
def test_a_child_without_an_adult_is_recorded_marked_and_looked_at_by_a_sergeant(site, who: dict):
    add(site, **who)
    page = site.browse(OFFICER).get(about(site, AT_WORK, "interview"))
    assert NEEDED in page.words
    page = interview(site, why_no_adult="The scheme had nobody until morning.")
    assert page.said == "The interview is recorded."
    assert "No appropriate adult The scheme had nobody until morning." in page.section("suspects")
    assert "Suspect interviewed under caution, without an appropriate adult" in page.words
    due = page.section("next")
    assert "A suspect was interviewed without an appropriate adult ( look at it )" in due
    page = site.browse(TRAY_SERGEANT).get(f"{site.page_of(AT_WORK)}/marked")
    duty = site.one("SELECT id FROM duty WHERE kind = 'interview_without_adult'")
    page = page.fill(marked=[str(duty)], words="Told the CPS; interviewed again with his aunt.").submit()
    assert page.said == "What you did about it is recorded."
    assert site.one("SELECT status FROM duty WHERE kind = 'interview_without_adult'") == "met"


def test_an_adult_who_can_speak_for_themselves_needs_nobody(site):
    add(site)
    assert NEEDED not in site.browse(OFFICER).get(about(site, AT_WORK, "interview")).words
    assert "No appropriate adult needed." in interview(site).section("suspects")


def test_nobody_interviews_twice_over(site):
    add(site)
    typed = {"second_officer": str(site.person(OFFICER)), "place": "Custody suite"}
    page = interview(site, **typed)
    assert_refused_beside(page, "second_officer", "Choose somebody other than who held the interview.", typed)


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("recorded_how", "Choose how it was recorded."),
        ("legal_advice", "Choose what became of legal advice."),
        ("adult", "Choose whether there was an appropriate adult."),
    ],
)
def test_what_is_not_chosen_is_asked_for(site, field: str, why: str):
    add(site)
    page = site.browse(OFFICER).get(about(site, AT_WORK, "interview"))
    held = {name: value for name, value in HELD.items() if name != field}
    page = page.fill({**held, **when("interviewed_at", site.now)}).submit()
    assert_refused_beside(page, field, why, held)


def test_a_second_interview_is_shown_beside_the_first(site):
    add(site)
    interview(site, place="Custody suite")
    site.later(hours=3)
    said = interview(site, place="Northgate").section("suspects")
    assert said.index("3:00pm by PC Joe Hale. Audio and video recorded, Northgate") < said.index(
        "12:00pm by PC Joe Hale. Audio and video recorded, Custody suite"
    )
