"""Changing a password, guessing one, and the one that is published."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from settings import Mode
from tests.views.sites import OFFICER, TRAY_SERGEANT, copied_sqlite, open_site
from tests.views.test_sign_in import WRONG
from views.sign_in import LOCKED

NEW_PASSWORD = "three unrelated words"


def test_changing_a_password_ends_the_other_sessions_and_keeps_this_one(site):
    here, elsewhere = site.browse(OFFICER), site.browse(OFFICER)
    page = here.get("/change-password").fill(current="fairlead demo", new=NEW_PASSWORD, again=NEW_PASSWORD)
    assert page.submit().said.startswith("Your password is changed.")
    assert here.get("/search").heading == "Search for a case"
    assert elsewhere.get("/search").heading.startswith("Sign in")
    assert site.browse().sign_in(OFFICER).errors == [WRONG]
    assert site.browse().sign_in(OFFICER, NEW_PASSWORD).heading.startswith("My shift")


@pytest.mark.parametrize(
    ("current", "new", "again", "field", "why"),
    [
        ("wrong", NEW_PASSWORD, NEW_PASSWORD, "current", "This is not your password now."),
        ("fairlead demo", "short", "short", "new", "The new password must have 12 characters or more."),
        ("fairlead demo", NEW_PASSWORD, "another", "again", "The two new passwords are not the same."),
        ("fairlead demo", "fairlead demo", "fairlead demo", "new", "The new password must differ"),
        ("", "", "", "current", "Enter the password you have now."),
    ],
)
def test_a_password_that_cannot_be_changed_says_why_beside_the_box(looking, current, new, again, field, why):
    page = looking.browse(TRAY_SERGEANT).get("/change-password")
    page = page.fill(current=current, new=new, again=again).submit()
    assert page.status == 422
    assert page.error_beside(field).startswith(why)
    assert NEW_PASSWORD not in page.text


def test_wrong_guesses_of_ones_own_password_lock_the_account_as_at_sign_in(site):
    browser = site.browse(OFFICER)
    failed = "SELECT count(*) FROM case_event WHERE kind = 'sign_in_failed'"
    before = site.one(failed)

    def guess(password: str):
        page = browser.get("/change-password")
        return page.fill(current=password, new=NEW_PASSWORD, again=NEW_PASSWORD).submit()

    said = [guess(f"wrong {number}").error_beside("current") for number in range(5)]
    assert said == ["This is not your password now."] * 4 + [LOCKED]
    assert site.one(failed) == before + 5
    assert guess("fairlead demo").error_beside("current") == LOCKED
    assert site.browse().sign_in(OFFICER).errors == [WRONG]
    site.later(minutes=15)
    assert guess("fairlead demo").said.startswith("Your password is changed.")


def test_guesses_of_a_password_are_slowed_down_wherever_they_are_made(site):
    site.app.config["SIGN_IN_LIMIT"] = "3 per minute"
    browser = site.browse(OFFICER)
    page = browser.get("/change-password").fill(current="a", new="b", again="c")
    assert [page.submit().status for _ in range(4)] == [422, 422, 422, 429]


@pytest.fixture
def in_earnest(seeded_sqlite, tmp_path):
    """A database that once held the demonstration, put to real use."""
    with open_site(
        copied_sqlite(seeded_sqlite, tmp_path),
        mode=Mode.PRODUCTION,
        secret_key="b3f1c2d4e5a697887960f1e2d3c4b5a6978869504132f0e1",
        cookie_secure=True,
        allow_sqlite=True,
    ) as opened:
        # So that the test's browser, which has no HTTPS, sends the cookie.
        opened.app.config["SESSION_COOKIE_SECURE"] = False
        yield opened


def test_the_published_password_opens_nothing_in_production(in_earnest):
    published = "This is the password of the demonstration, which is published. It opens nothing here."
    page = in_earnest.browse().sign_in(OFFICER)
    assert (page.status, page.path, page.error_beside("password")) == (422, "/sign-in", published)
    assert "fairlead demo" not in page.text
    with in_earnest.engine.begin() as connection:
        hashed = in_earnest.app.extensions["password_hasher"].hash(NEW_PASSWORD)
        connection.execute(sa.text("UPDATE person SET password_hash = :hashed"), {"hashed": hashed})
    browser = in_earnest.browse()
    assert browser.sign_in(OFFICER, NEW_PASSWORD).heading.startswith("My shift")
    page = browser.get("/change-password")
    page = page.fill(current=NEW_PASSWORD, new="fairlead demo", again="fairlead demo").submit()
    assert (page.status, page.error_beside("new")) == (422, published)


def test_no_administrator_is_added_with_the_published_password_in_production(in_earnest):
    asked = ["people", "add-administrator", "--username", "a1", "--name", "A", "--password", "fairlead demo"]
    answer = in_earnest.app.test_cli_runner().invoke(args=asked)
    assert (answer.exit_code, "which is published" in answer.output) == (1, True)
    assert in_earnest.one("SELECT count(*) FROM person WHERE username = 'a1'") == 0
