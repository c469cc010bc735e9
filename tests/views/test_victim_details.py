"""A victim's contact details: shown to those of the case, on a page of their own, or behind the glass."""

from __future__ import annotations

import json

import pytest

from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    AT_WORK,
    AUDITOR,
    CARE,
    COLLEAGUE,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    SERGEANT,
    on_both,
)

SECRET = {
    "phone": "020 7946 0999",
    "email": "moved@example.org",
    "safe_contact": "Never before four.",
    "address": "9 Hidden Row",
}


def add_victim(site) -> int:
    """A victim with every detail, on a case of another unit than OTHER_DETECTIVE's."""
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/victims/add")
    assert page.fill(kind="person", name="Noor Khan", **SECRET).submit().said == "The victim is added."
    return site.one("SELECT max(id) FROM victim")


def holds(page) -> set[str]:
    return {name for name, words in SECRET.items() if words in page.text}


@pytest.mark.parametrize("number", [OFFICER, COLLEAGUE, SERGEANT, CARE])
def test_those_of_the_case_and_victim_care_see_how_to_reach_them(site, number):
    victim = add_victim(site)
    browser = site.browse(number)
    assert "safe_contact" in holds(browser.get(site.page_of(AT_WORK)))
    assert holds(browser.get(f"/victims/{victim}/needs")) == set(SECRET)


@on_both
def test_others_open_a_page_of_its_own_which_is_a_line_of_its_own_in_the_read_log(site):
    victim = add_victim(site)
    browser = site.browse(OTHER_DETECTIVE)
    page = browser.get(site.page_of(AT_WORK))
    assert holds(page) == set()
    assert holds(browser.get(f"/victims/{victim}/needs")) == set()
    page = page.follow("Show contact details of Noor Khan")
    assert (page.status, holds(page)) == (200, set(SECRET))
    endpoint, subjects = site.ask("SELECT endpoint, subjects FROM read_log ORDER BY id DESC LIMIT 1")[0]
    assert endpoint == "victim_details.show"
    assert victim in json.loads(subjects)["victim"]


def test_whoever_is_about_to_ring_sees_the_number(site):
    victim = add_victim(site)
    assert holds(site.browse(OTHER_DETECTIVE).get(f"/victims/{victim}/contact")) == set(SECRET)
    assert holds(site.browse(AUDITOR).get(f"/victims/{victim}/contact")) == set()


@on_both
def test_hidden_details_are_kept_from_others_until_they_break_the_glass(site):
    victim = add_victim(site)
    page = site.browse(OTHER_SERGEANT).get(site.page_of(AT_WORK)).follow("Hide contact details of Noor Khan")
    page = page.fill(reason="Her husband is an officer.").submit()
    assert page.said == "The contact details are hidden."
    outsider = site.browse(OTHER_DETECTIVE)
    for path in ("needs", "contact", "view", "support", "details", "hide-details"):
        assert holds(outsider.get(f"/victims/{victim}/{path}")) == set(), path
    card = outsider.get(f"{site.page_of(AT_WORK)}/safeguarding")
    assert (card.status, holds(card)) == (200, set())
    page = outsider.get(f"/victims/{victim}/details")
    assert page.status == 403
    page.follow("break the glass").fill(reason="danger", words="She is not answering.").submit()
    page = outsider.get(f"/victims/{victim}/details")
    assert (page.status, holds(page)) == (200, set(SECRET))
    assert "safe_contact" in holds(site.browse(OFFICER).get(site.page_of(AT_WORK)))


ADVISED = {"adviser_kind": "idva", "adviser_name": "Ruth Amari", "adviser_reached": "01632 960777"}
SAID = {"safe_times": "Mondays after six", "safe_words": "Say you are the dentist", **ADVISED}


def record_safe_contact(site, victim: int) -> None:
    page = site.browse(OFFICER).get(f"/victims/{victim}/safe-contact")
    page = page.fill(safe="phone", unsafe="letter", preferred="phone", **SAID).submit()
    assert page.said == "How it is safe to contact them is recorded."


def told(page) -> set[str]:
    return {name for name, words in SAID.items() if name != "adviser_kind" and words in page.text}


EVERYTHING = set(SAID) - {"adviser_kind"}


@on_both
def test_how_it_is_safe_to_contact_a_victim_is_in_no_timeline_and_no_form_of_whoever_it_is_hidden_from(site):
    victim = add_victim(site)
    record_safe_contact(site, victim)
    case, outsider, officer = site.page_of(AT_WORK), site.browse(OTHER_DETECTIVE), site.browse(OFFICER)
    assert told(officer.get(f"{case}/timeline")) == EVERYTHING
    reason = site.browse(OTHER_SERGEANT).get(f"/victims/{victim}/hide-details")
    assert reason.fill(reason="Her husband is an officer.").submit().said == "The contact details are hidden."
    for path in (case, f"{case}/timeline", f"{case}/safeguarding", f"/victims/{victim}/safe-contact"):
        page = outsider.get(path)
        assert told(page) == set(), path
        assert "not safe by letter" not in page.words, path
    assert "It is shown with the contact details" in outsider.get(f"{case}/timeline").words
    # What is not seen is not written over.
    form = outsider.get(f"/victims/{victim}/safe-contact")
    assert any(words.startswith("Break the glass") for words in form.links)
    assert form.main.find("form") is None
    page = outsider.send_anyway(f"/victims/{victim}/safe-contact", safe="letter", preferred="not_said")
    assert (page.status, told(page)) == (422, set())
    assert page.errors == ["The contact details of this victim are hidden from you. Break the glass first."]
    outsider.get(f"{case}/break-glass").fill(reason="danger", words="She is not answering.").submit()
    assert told(outsider.get(f"/victims/{victim}/safe-contact")) == EVERYTHING


def test_the_page_of_the_details_says_what_was_recorded_last_as_safe_and_as_not(site):
    victim = add_victim(site)
    record_safe_contact(site, victim)
    page = site.browse(OTHER_DETECTIVE).get(f"/victims/{victim}/details")
    assert told(page) == EVERYTHING
    assert holds(page) == set(SECRET)


def test_only_its_units_supervisor_shows_them_again(site):
    victim = add_victim(site)
    browser = site.browse(OTHER_SERGEANT)
    browser.get(f"/victims/{victim}/hide-details").fill(reason="Why.").submit()
    path = f"/victims/{victim}/show-details-again"
    assert "by a supervisor of the unit" in browser.get(path).words
    assert "by a supervisor of the unit" in browser.send_anyway(path, reason="Open it.").errors[0]
    page = site.browse(SERGEANT).get(site.page_of(AT_WORK)).follow("Show them again : Noor Khan")
    assert page.fill(reason="It is over.").submit().said == "The contact details are shown again."


def test_a_reason_is_asked_beside_its_field(looking):
    victim = looking.first("victim", AT_WORK)
    page = looking.browse(SERGEANT).get(f"/victims/{victim}/hide-details").form.submit()
    assert_refused_beside(page, "reason", "Write why.", {})
    words = looking.browse(OFFICER).get(f"/victims/{victim}/hide-details").words
    assert "This is done by a supervisor." in words
