"""An administrator's pages about people: what they see, what they do, and what a wrong answer says."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote

import pytest

from commands.demo_force.people import PEOPLE
from forms.base import NOT_OFFERED
from tests.pages import Page
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    ADMINISTRATOR,
    AT_WORK,
    CLOSED,
    COLLEAGUE,
    DETECTIVE,
    INSPECTOR,
    OFFICER,
    SERGEANT,
    TRAY_SERGEANT,
    Site,
    on_both,
)
from tests.views.test_recording import UNSTORABLE
from workflow.working_days import future_holidays_known_until

NEW = {
    "username": "PC 7001",
    "full_name": "Zoë Ní Bhriain",
    "rank": "constable",
    "is_detective": "y",
    "accreditation": "2",
}
THEIR_OWN = "correct horse battery"


def page_of(site: Site, number: str) -> str:
    return f"/people/{site.person(number)}"


def password_on(page: Page) -> str:
    return page.soup.find(id="one-time-password").get_text().strip()


def test_an_administrators_first_page_is_the_list_of_people(looking):
    page = looking.browse(ADMINISTRATOR).get("/")
    assert page.path == "/people"
    assert page.heading.startswith(f"People {len(PEOPLE)} people")
    assert {"People", "Units"} <= set(page.links)
    assert "My team" not in page.links
    row = page.links["DC Priya Raman"]
    assert row == page_of(looking, DETECTIVE)
    assert "Investigator, Northgate investigations" in page.words
    assert "Bank holidays run out" not in page.words


def test_an_administrator_is_told_in_time_that_bank_holidays_run_out(site):
    site.now = dt.datetime.combine(future_holidays_known_until(), dt.time(12), dt.UTC)
    page = site.browse(ADMINISTRATOR).get("/people")
    assert "Bank holidays run out" in page.words
    assert "installs a newer version of the Python package holidays" in page.words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sian", ["DC Siân Morgan"]),
        ("MORGAN", ["DC Siân Morgan"]),
        ("4502", ["DC Priya Raman"]),
        (" 450 ", ["DC Priya Raman"]),
        ("%", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_people_are_found_by_part_of_a_name_or_number(looking, words, found):
    page = looking.browse(ADMINISTRATOR).get(f"/people?find={quote(words)}")
    assert page.status == 200
    shown = [words for words, address in page.links.items() if address.startswith("/people/")]
    assert [each for each in shown if each != "Add a person"] == found


def test_a_search_too_long_says_so_and_keeps_what_was_typed(looking):
    page = looking.browse(ADMINISTRATOR).get("/people?find=" + "x" * 200)
    assert page.error_beside("find") == "Name or number must be 120 characters or fewer."
    assert page.form.value("find") == "x" * 200


def test_pages_of_people_keep_what_was_looked_for(site):
    browser = site.browse(ADMINISTRATOR)
    for number in range(26):
        page = browser.get("/people/add").fill({**NEW, "username": f"7{number:03}", "full_name": "Al & Ted"})
        page.submit()
    page = browser.get("/people?find=al %26")
    assert page.heading.startswith("People 26 people")
    page = page.follow("Next page")
    assert (page.form.value("find"), "Page 2 of 2, 26 in all." in page.words) == ("al &", True)


@on_both
def test_somebody_new_signs_in_with_a_password_shown_once_and_chooses_their_own(site):
    browser = site.browse(ADMINISTRATOR)
    form = browser.get("/people").follow("Add a person").fill(NEW)
    page = form.submit()
    assert (page.status, page.heading) == (200, "Password for one sign-in")
    password = password_on(page)
    assert "number pc 7001 and this password" in page.words
    again = form.submit()
    assert (again.path, password in again.text) == ("/people", False)
    assert site.one("SELECT count(*) FROM person WHERE username = 'pc 7001'") == 1
    page = page.follow("Give them a role")
    assert page.heading == "DC Zoë Ní Bhriain"
    assert "Chosen for them: they must change it" in page.words
    assert password not in page.text
    page = page.follow("Give a role").fill(role="investigator", unit=unit_of(site, "NG")).submit()
    assert page.said == "The role is given."
    assert "Investigator, Northgate investigations From 24 November 2026" in page.section("roles")
    officer = site.browse()
    page = officer.sign_in("PC 7001", password)
    assert (page.path, page.heading) == ("/change-password", "Change your password")
    assert "An administrator chose the password" in page.words
    for path in ("/", "/cases/my-cases", "/investigations/1", "/people", "/find"):
        assert officer.get(path).path == "/change-password"
    assert "My team" not in page.links
    page = page.fill(current=password, new=THEIR_OWN, again=THEIR_OWN).submit()
    assert (page.path, page.heading.startswith("My shift")) == ("/my-shift", True)
    assert site.browse().sign_in("PC 7001", THEIR_OWN).path == "/my-shift"


def role_page(site: Site, number: str) -> str:
    query = "SELECT min(h.id) FROM role_holding h JOIN person p ON p.id = h.person_id WHERE p.username = :n"
    return f"/roles/{site.one(query, n=number)}/end"


def unit_of(site: Site, code: str) -> str:
    return str(site.one("SELECT id FROM unit WHERE code = :code", code=code))


BAD_PEOPLE = {
    "no number": ({"username": ""}, "username", "Enter their collar or staff number."),
    "a number that is taken": ({"username": "4471"}, "username", "There is already an account 4471."),
    "a number with other signs": ({"username": "47<1>"}, "username", "A number has letters, digits,"),
    "an unprintable number": ({"username": "4\x0071"}, "username", UNSTORABLE),
    "a number too long": ({"username": "1" * 41}, "username", "Collar or staff number must be 40"),
    "no name": ({"full_name": " "}, "full_name", "Enter their name."),
    "a name too long": ({"full_name": "x" * 121}, "full_name", "Name must be 120 characters or fewer."),
    "an unprintable name": ({"full_name": "Al\x07"}, "full_name", UNSTORABLE),
    "no rank": ({"rank": ""}, "rank", "Choose their rank, or police staff."),
    "no accreditation": ({"accreditation": ""}, "accreditation", "Choose their accreditation, or none."),
}


@pytest.mark.parametrize("case", BAD_PEOPLE)
def test_a_person_who_cannot_be_added_says_why_and_loses_nothing(looking, case):
    changed, field, why = BAD_PEOPLE[case]
    typed = {**NEW, **changed}
    page = looking.browse(ADMINISTRATOR).get("/people/add").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


@pytest.mark.parametrize("field", ["rank", "accreditation"])
def test_what_is_not_offered_about_a_person_is_refused(looking, field):
    form = looking.browse(ADMINISTRATOR).get("/people/add").fill(NEW).forge(**{field: "9"})
    page = form.submit()
    assert (page.status, page.error_beside(field)) == (422, NOT_OFFERED)
    assert page.form.value("full_name") == NEW["full_name"]


def test_somebody_is_promoted_and_the_page_says_who_did_it(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get(page_of(site, COLLEAGUE)).follow("Change name, rank or accreditation")
    assert (page.form.value("full_name"), page.form.value("rank")) == ("Callum Reid", "constable")
    page = page.fill(rank="sergeant", is_detective="y", accreditation="3").submit()
    assert (page.said, page.heading) == ("It is changed from now on.", "DS Callum Reid")
    assert "Details changed by Nadia Haq" in page.section("changes")
    page = browser.get(f"{page.path}/change").form.submit()
    assert page.status == 422
    assert page.errors == ["Nothing was changed: this is what is held already."]


@pytest.mark.parametrize("case", [case for case, (_, field, _) in BAD_PEOPLE.items() if field != "username"])
def test_a_change_that_cannot_be_says_why_and_loses_nothing(looking, case):
    changed, field, why = BAD_PEOPLE[case]
    typed = {**NEW, **changed}
    del typed["username"]
    page = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, COLLEAGUE)}/change").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


@on_both
def test_a_password_is_reset_and_what_was_open_is_ended(site):
    officer, browser = site.browse(OFFICER), site.browse(ADMINISTRATOR)
    page = browser.get(page_of(site, OFFICER)).follow("Reset their password")
    page = page.fill(asked_how="Came to the desk with his warrant card.").submit()
    assert (page.status, page.heading) == (200, "Password for one sign-in")
    assert officer.get("/find").heading.startswith("Sign in")
    assert site.browse().sign_in(OFFICER).errors
    assert officer.sign_in(OFFICER, password_on(page)).path == "/change-password"
    page = page.follow("Back to their page")
    assert "Came to the desk with his warrant card." in page.section("changes")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Write how you know that they asked for it themselves."),
        ("x" * 301, "How do you know that they asked for it? must be 300"),
        ("a\x00b", UNSTORABLE),
    ],
)
def test_a_password_is_not_reset_without_knowing_who_asked(looking, typed, why):
    page = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, OFFICER)}/reset-password")
    page = page.fill(asked_how=typed).submit()
    assert_refused_beside(page, "asked_how", why, {"asked_how": typed})


def test_whoever_answers_for_cases_keeps_their_account_and_the_cases_are_named(looking):
    browser = looking.browse(ADMINISTRATOR)
    page = browser.get(page_of(looking, OFFICER)).follow("Close their account")
    assert AT_WORK in page.words
    page = page.form.submit()
    assert page.status == 422
    [error] = page.errors
    assert error.startswith("They still answer for ")
    assert error.endswith(" cases. All of it has to be handed over first.")
    assert AT_WORK in page.words
    assert CLOSED not in page.words
    assert looking.one("SELECT retired_at FROM person WHERE username = :number", number=OFFICER) is None


@on_both
def test_an_account_is_closed_and_opens_nothing_any_more(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get(page_of(site, SERGEANT)).follow("Close their account").form.submit()
    assert page.said == "The account is closed."
    assert "Closed on 24 November 2026" in page.words
    assert not {"Give a role", "Reset their password", "Close their account"} & set(page.links)
    assert site.browse().sign_in(SERGEANT).errors
    assert "Account closed" in browser.get("/people?page=2").words
    page = browser.get(f"{page_of(site, SERGEANT)}/retire").form.submit()
    assert (page.status, page.errors) == (422, ["They have retired, and their account is closed."])


def test_an_administrator_does_not_administer_themselves(looking):
    browser = looking.browse(ADMINISTRATOR)
    mine = page_of(looking, ADMINISTRATOR)
    page = browser.get(mine)
    assert not {"Reset their password", "Close their account"} & set(page.links)
    typed = {"role": "auditor", "unit": unit_of(looking, "PP")}
    page = browser.get(f"{mine}/give-role").fill(typed).submit()
    assert_refused_beside(page, "role", "You cannot give yourself a role that reads cases.", typed)
    page = browser.get(f"{mine}/retire").form.submit()
    assert page.errors == ["You cannot retire yourself here. Ask another administrator."]
    page = browser.get(f"{mine}/reset-password").fill(asked_how="Me.").submit()
    assert page.errors == ["You cannot reset your own password here. Ask another administrator."]


@pytest.mark.parametrize("number", [OFFICER, TRAY_SERGEANT, INSPECTOR, "9034", "9050"])
def test_people_and_units_are_for_administrators_alone(looking, number):
    browser = looking.browse(number)
    person = page_of(looking, COLLEAGUE)
    acts = [f"{person}/{act}" for act in ("change", "reset-password", "retire", "give-role")]
    for path in (
        "/people",
        "/people/add",
        person,
        *acts,
        role_page(looking, COLLEAGUE),
        "/units",
        "/units/add",
    ):
        page = browser.get(path)
        assert (page.status, "role of administrator" in page.words) == (403, True), path
    assert not {"People", "Units"} & set(browser.get("/find").links)


def test_an_administrator_sees_references_and_nothing_of_what_is_in_a_case(looking):
    browser = looking.browse(ADMINISTRATOR)
    secret = looking.ask("SELECT place, summary FROM investigation")
    victims = looking.ask("SELECT name FROM victim UNION SELECT name FROM suspect")
    for number in (OFFICER, DETECTIVE, TRAY_SERGEANT):
        for path in (
            page_of(looking, number),
            f"{page_of(looking, number)}/retire",
            role_page(looking, number),
        ):
            text = browser.get(path).words
            assert [each for row in secret + victims for each in row if each and each in text] == []
    assert browser.get(looking.page_of(AT_WORK)).status == 403
