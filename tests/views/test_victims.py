"""Victims: adding them, their needs, the offer of support, and what they want."""

from __future__ import annotations

import pytest

from forms.base import NOT_OFFERED
from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import AT_WORK, AUDITOR, CARE, FILED, NEW, OFFICER, READY, SIGNED, on_both
from tests.views.test_recording import UNSTORABLE

VICTIM = {
    "kind": "person",
    "name": "Tobi Adeyemi",
    "phone": "01632 960378",
    "email": "tobi@example.org",
    "safe_contact": "After school, through his mother.",
}


def add(site, **more: str):
    return site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/victims/add").fill({**VICTIM, **more}).submit()


def about(site, act: str, reference: str = AT_WORK) -> str:
    return f"/victims/{site.first('victim', reference)}/{act}"


@on_both
def test_a_person_who_is_added_is_owed_needs_and_support(site):
    page = add(site)
    assert page.said == "The victim is added."
    assert "After school, through his mother." in page.section("victims")
    due = page.section("next")
    assert "Assess the victim's needs ( Tobi Adeyemi )" in due
    assert "Offer a referral to support ( Tobi Adeyemi )" in due


def test_a_business_is_added_with_somebody_to_ask_for_and_owed_no_assessment(site):
    page = add(site, kind="business", name="Corner Shop", contact_name="Ali Khan")
    assert "Ask for Ali Khan" in page.section("victims")
    assert "Confirm the report in writing ( Corner Shop )" in page.section("next")
    assert "Assess the victim's needs ( Corner Shop )" not in page.section("next")


def test_needs_support_and_what_they_want_are_recorded(site):
    browser = site.browse(CARE)
    page = (
        browser.get(about(site, "needs"))
        .fill(needs="A lock fitted.", categories=["intimidated", "vulnerable"])
        .submit()
    )
    assert page.said == "The needs assessment is recorded."
    assert "Enhanced rights Vulnerable; Intimidated." in page.section("victims")
    assert "A lock fitted." in page.section("victims")
    page = browser.get(about(site, "support")).fill(answer="declined", words="Not now.").submit()
    assert page.said == "The answer is recorded."
    assert "Support Declined" in page.section("victims")
    assert "Assess the victim's needs ( Miriam" not in page.section("next")
    page = browser.get(about(site, "view")).fill(view="supports", words="I want the ring back.").submit()
    assert page.said == "What the victim wants is recorded."
    assert "Supports further action" in page.section("victims")
    assert "I want the ring back." in page.section("timeline")


def test_how_it_is_safe_to_reach_them_stands_above_every_form(looking):
    for act in ("contact", "view", "needs", "support"):
        page = looking.browse(CARE).get(about(looking, act))
        assert "Safe contact Mobile, any time before 9pm." in page.words
    page = looking.browse(CARE).get(about(looking, "contact", NEW))
    assert "Not recorded: ask first, and leave no message" in page.words


WRONG = {
    "no name": ("name", {"name": ""}, "Enter the victim's name."),
    "a long name": ("name", {"name": "x" * 121}, "Name must be 120 characters or fewer."),
    "an unprintable name": ("name", {"name": "a\x00"}, UNSTORABLE),
    "a long number": ("phone", {"phone": "0" * 41}, "Telephone number must be 40 characters or fewer."),
    "a long address": ("email", {"email": "x" * 255}, "E-mail address must be 254 characters or fewer."),
    "an unprintable card": ("safe_contact", {"safe_contact": "a\x07"}, UNSTORABLE),
    "a business with nobody to ask for": (
        "contact_name",
        {"kind": "business"},
        "Enter who to contact at the business.",
    ),
}


@pytest.mark.parametrize(("field", "changed", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_a_victim_says_why_beside_the_field_and_loses_nothing(looking, field, changed, why):
    assert_refused_beside(add(looking, **changed), field, why, {**VICTIM, **changed})


def test_there_is_a_victim_so_it_cannot_be_written_that_there_is_none(looking):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/victims/none")
    page = page.fill(reason="Nobody").submit()
    why = "This crime has a victim recorded, so there is one."
    assert_refused_beside(page, "reason", why, {"reason": "Nobody"})


def test_enhanced_rights_recorded_late_show_what_is_owed_sooner(site):
    due = "SELECT due_at FROM duty WHERE kind = 'tell_decision' AND victim_id = :v AND status = 'running'"
    victim = site.first("victim", SIGNED)
    site.later(days=-17)  # the day after it was signed off
    before = site.one(due, v=victim)
    page = site.browse(CARE).get(about(site, "needs", SIGNED))
    page = page.fill(needs="She is afraid to go out.", categories="intimidated").submit()
    assert page.said == "The needs assessment is recorded."
    assert site.one(due, v=victim) < before
    assert "Counted from when enhanced rights were recorded." in page.section("next")
    assert "and what was owed is owed sooner" in page.section("timeline")


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        ("needs", {"needs": "Write what the victim needs, or that they said they need nothing."}),
        ("support", {"answer": "Choose what they answered."}),
        ("view", {"view": "Choose what the victim wants.", "words": "Write the victim's own words."}),
    ],
)
def test_an_empty_form_names_everything_that_is_needed_at_once(looking, act, asked):
    page = looking.browse(CARE).get(about(looking, act)).form.submit()
    assert (page.status, page.errors) == (422, list(asked.values()))
    assert {field: page.error_beside(field) for field in asked} == asked


@pytest.mark.parametrize(("act", "field"), [("support", "answer"), ("view", "view")])
def test_what_the_page_does_not_offer_is_refused_beside_its_field(looking, act, field):
    page = looking.browse(CARE).get(about(looking, act)).form.forge(**{field: "nonsense", "words": "W"})
    page = page.submit()
    assert page.error_beside(field) == NOT_OFFERED
    assert page.form.value("words") == "W"


def test_needs_may_be_assessed_on_a_finished_case_but_a_view_asks_for_a_reopening(site):
    browser = site.browse(CARE)
    page = browser.get(about(site, "needs", FILED)).fill(needs="A visit.").submit()
    assert page.said == "The needs assessment is recorded."
    path = about(site, "view", FILED)
    assert browser.get(path).main.find("form") is None
    asked = browser.get(about(site, "view", AT_WORK)).form
    heard = {name: value for name, value in asked.fields if name.startswith("heard")}
    page = browser.send_anyway(path, heard, view="supports", words="Go on")
    assert (page.status, page.form.value("words")) == (422, "Go on")
    assert page.errors[0].startswith("This case is finished.")


@pytest.mark.parametrize("act", ["needs", "support", "view", "contact"])
def test_an_auditor_reads_the_page_and_records_nothing(looking, act):
    typed = {
        "needs": {"needs": "x"},
        "support": {"answer": "accepted"},
        "view": {
            "view": "supports",
            "words": "x",
            "heard_by": str(looking.person(OFFICER)),
            **when("heard_at", looking.now),
        },
        "contact": {
            "result": "reached",
            "channel": "phone",
            "told": "x",
            "tells_decision": "none",
            **when("happened_at", looking.now),
        },
    }[act]
    path, browser = about(looking, act, READY), looking.browse(AUDITOR)
    assert "You cannot do this This is recorded by" in browser.get(path).words
    page = browser.send_anyway(path, typed)
    assert page.status == 422
    assert page.errors == ["This is recorded by investigators, supervisors and victim care officers."]


@pytest.mark.parametrize("act", ["needs", "support", "view", "contact"])
def test_a_victim_that_is_not_there_is_not_found(looking, act):
    page = looking.browse(CARE).get(f"/victims/99999/{act}")
    assert (page.status, "There is no such victim." in page.words) == (404, True)
