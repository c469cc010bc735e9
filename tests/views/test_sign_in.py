"""Signing in and out, lock-out, sessions that idle out and keep what was typed, and changing a password."""

from __future__ import annotations

import pytest

from tests.pages import Browser
from tests.views.sites import (
    ADMINISTRATOR,
    AT_WORK,
    AUDITOR,
    CARE,
    COLLEAGUE,
    OFFICER,
    SERGEANT,
    on_both,
)

WRONG = (
    "The number or the password is not right, or the account is locked for a short time after too many "
    "wrong passwords. Check both, or wait and try again."
)


@pytest.mark.parametrize(
    ("number", "path", "heading"),
    [
        (OFFICER, "/my-shift", "My shift"),
        (SERGEANT, "/my-shift", "My shift"),
        (CARE, "/my-shift", "My shift"),
        (AUDITOR, "/auditing", "Auditing"),
        (ADMINISTRATOR, "/people", "People"),
    ],
)
def test_each_role_signs_in_to_its_own_first_page(looking, number, path, heading):
    page = looking.browse().sign_in(number)
    assert (page.status, page.path) == (200, path)
    assert page.heading.startswith(heading)


@pytest.mark.parametrize("number", [OFFICER, "99999"])
def test_a_wrong_password_and_an_unknown_number_are_told_apart_by_nobody(looking, number):
    page = looking.browse().sign_in(number, "not the password")
    assert (page.status, page.errors) == (422, [WRONG])
    assert page.form.value("username") == number
    assert page.form.value("password") == ""


def test_a_number_is_known_whatever_the_spaces_around_it(looking):
    assert looking.browse().sign_in(f"  {OFFICER} ").heading.startswith("My shift")


def test_both_boxes_are_asked_for(looking):
    page = looking.browse().sign_in("", "")
    assert page.errors == ["Enter your collar or staff number.", "Enter your password."]
    assert page.error_beside("username") == "Enter your collar or staff number."


@on_both
def test_five_wrong_passwords_lock_the_account_for_fifteen_minutes(site):
    browser = site.browse()
    said = [browser.sign_in(OFFICER, f"wrong {number}").errors[0] for number in range(5)]
    assert said == [WRONG] * 5
    assert browser.sign_in(OFFICER).errors == [WRONG]
    site.later(minutes=14, seconds=59)
    assert browser.sign_in(OFFICER).errors == [WRONG]
    site.later(seconds=1)
    assert browser.sign_in(OFFICER).heading.startswith("My shift")


def test_a_locked_account_an_unknown_one_and_a_wrong_password_are_answered_alike(site):
    browser = site.browse()
    for number in range(5):
        browser.sign_in(OFFICER, f"wrong {number}")
    locked, unknown, wrong = (browser.sign_in(who, "wrong") for who in (OFFICER, "77777", COLLEAGUE))
    assert locked.errors == unknown.errors == wrong.errors == [WRONG]
    assert locked.status == unknown.status == wrong.status == 422
    assert browser.sign_in(COLLEAGUE).heading.startswith("My shift")


def test_signing_in_starts_the_count_of_wrong_passwords_again(site):
    browser = site.browse()
    for _ in range(2):
        for number in range(4):
            browser.sign_in(OFFICER, f"wrong {number}")
        assert browser.sign_in(OFFICER).heading.startswith("My shift")


def test_too_many_attempts_from_one_address_are_held_off(site):
    site.app.config["SIGN_IN_LIMIT"] = "3 per minute"
    page = None
    for number in range(4):
        page = site.browse().sign_in("99999", f"wrong {number}")
    assert (page.status, page.heading) == (429, "Too many attempts")
    assert "Wait a minute" in page.words


def test_signing_out_ends_the_session_on_the_server_too(site):
    browser = site.browse(OFFICER)
    stolen = browser.client.get_cookie("fairlead").value
    page = browser.get("/search")
    token = page.soup.find("form", class_="fairlead-sign-out").find("input")["value"]
    assert browser.send("/sign-out", [("csrf_token", token)]).said == "You are signed out."
    thief = site.browse()
    thief.client.set_cookie("fairlead", stolen)
    assert thief.client.get("/cases/my-cases").status_code in (302, 401)
    assert thief.get("/search").heading.startswith("Sign in")


@pytest.mark.parametrize(
    "target", ["//elsewhere.example", "https://elsewhere.example/x", "/\\elsewhere.example", "javascript:x"]
)
def test_signing_in_never_leads_off_this_site(looking, target):
    page = looking.browse().get("/sign-in")
    form = page.fill(username=OFFICER, password="fairlead demo")
    form.action = f"/sign-in?next={target}"
    assert form.submit().path == "/my-shift"


def test_signing_in_leads_to_the_page_that_was_asked_for(looking):
    browser = looking.browse()
    page = browser.get(f"{looking.page_of(AT_WORK)}?x=1")
    assert page.heading == "Sign in"
    page = page.fill(username=OFFICER, password="fairlead demo").submit()
    assert page.path == looking.page_of(AT_WORK)


def add_line(site, browser: Browser, objective: str):
    """The form of a new line, filled in and not yet sent."""
    page = browser.get(f"{site.page_of(AT_WORK)}/lines/add")
    return page.fill(category="house_to_house", objective=objective, owner=str(site.person(OFFICER)))


def test_an_idle_session_is_over_for_looking(site):
    browser = site.browse(OFFICER)
    site.later(minutes=29)
    assert browser.get("/cases/my-cases").heading.startswith("My cases")
    site.later(minutes=30)
    page = browser.get("/cases/my-cases")
    assert (page.status, page.heading) == (401, "Sign in again")
    assert page.fill(username=OFFICER, password="fairlead demo").submit().path == "/cases/my-cases"


@on_both
def test_what_was_typed_before_a_session_ended_is_sent_once_after_signing_in(site):
    browser = site.browse(OFFICER)
    form = add_line(site, browser, "Who <saw> it & where?")
    site.later(minutes=31)
    page = form.submit()
    assert (page.status, page.heading) == (401, "Sign in again")
    assert "What you typed is kept" in page.words
    page = page.fill(username=OFFICER, password="fairlead demo").submit()
    assert page.heading == "Send what you typed"
    assert "Who <saw> it & where?" in page.words
    count = "SELECT count(*) FROM line_of_inquiry WHERE objective = 'Who <saw> it & where?'"
    assert site.one(count) == 0
    assert page.form.submit().said == "The line of inquiry is added."
    assert page.form.submit().status == 200
    assert site.one(count) == 1


def test_signing_out_of_a_session_that_is_already_over_leads_to_the_first_page(site):
    browser = site.browse(OFFICER)
    token = browser.get("/search").soup.find("form", class_="fairlead-sign-out").find("input")["value"]
    site.later(minutes=31)
    page = browser.send("/sign-out", [("csrf_token", token)])
    assert (page.status, page.heading) == (401, "Sign in again")
    assert "kept" not in page.words
    page = page.fill(username=OFFICER, password="fairlead demo").submit()
    assert (page.status, page.path) == (200, "/my-shift")


def test_what_one_person_typed_is_not_shown_to_another(site):
    browser = site.browse(OFFICER)
    form = add_line(site, browser, "Between me and the file")
    site.later(minutes=31)
    page = form.submit().fill(username=COLLEAGUE, password="fairlead demo").submit()
    assert page.heading != "Send what you typed"
    assert "Between me and the file" not in page.text
    assert site.one("SELECT count(*) FROM line_of_inquiry WHERE objective LIKE 'Between%'") == 0


def test_what_was_typed_survives_a_wrong_password_on_the_way(site):
    browser = site.browse(OFFICER)
    form = add_line(site, browser, "Kept through a slip")
    site.later(minutes=31)
    page = form.submit().fill(username=OFFICER, password="a slip").submit()
    assert page.errors == [WRONG]
    page = page.fill(username=OFFICER, password="fairlead demo").submit()
    assert page.heading == "Send what you typed"
    assert "Kept through a slip" in page.words


def test_passwords_are_never_among_what_is_kept(site):
    browser = site.browse(OFFICER)
    page = browser.get("/change-password")
    form = page.fill(current="fairlead demo", new="secret and long enough", again="secret and long enough")
    site.later(minutes=31)
    page = form.submit().fill(username=OFFICER, password="fairlead demo").submit()
    assert "secret and long enough" not in page.text


def test_a_forged_kept_text_is_ignored(looking):
    form = looking.browse().get("/sign-in").fill(username=OFFICER, password="fairlead demo")
    assert form.forge(kept="made-up.text").submit().path == "/my-shift"
