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
