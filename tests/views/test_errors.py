"""Each fault has its page, which says what happened and what to do."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from flask import abort

from models import session as store
from tests.views import sites
from tests.views.sites import (
    ADMINISTRATOR,
    AT_WORK,
    OFFICER,
    SERGEANT,
    copied_sqlite,
    on_both,
    open_site,
)
from views.access import access
from workflow.refusals import Refusal

PAGES = {
    400: ("There is a problem with what was sent", "Go back, reload it, and send it again."),
    401: ("Sign in again", "You are not signed in"),
    403: ("You cannot do this", "Ask your supervisor."),
    404: ("Page not found", "check it"),
    409: ("This cannot be done now", "Open it again to see how it stands."),
    413: ("That is too much to send at once", "Shorten the text or send it in parts."),
    429: ("Too many attempts", "Wait a minute, then try again."),
    500: ("Sorry, there is a fault in Fairlead", "The fault has been logged."),
    503: ("Fairlead is busy", "Wait a few seconds, then try again."),
}


@pytest.fixture(scope="module")
def faulty(seeded_sqlite, tmp_path_factory):
    """The application with an address for each fault."""
    with open_site(copied_sqlite(seeded_sqlite, tmp_path_factory.mktemp("faulty"))) as opened:

        @access(signed_in=True)
        def fault(code: int):
            if code == 500:
                raise ZeroDivisionError("Miriam Adeyemi")
            if code == 1409:
                raise Refusal("Something says no.")
            abort(code)

        opened.app.add_url_rule("/fault/<int:code>", view_func=fault, methods=["GET", "POST"])
        opened.app.testing = False
        yield opened


@pytest.mark.parametrize("code", PAGES)
def test_each_fault_has_a_page_that_says_what_happened_and_what_to_do(faulty, code):
    page = faulty.browse(SERGEANT).get(f"/fault/{code}")
    heading, advice = PAGES[code]
    assert (page.status, page.heading) == (code, heading)
    assert len(page.soup.find_all("h1")) == 1
    assert page.soup.title.string.strip() == f"{heading} – Fairlead"
    assert advice in page.words
    assert "Miriam Adeyemi" not in page.text
    assert "Traceback" not in page.text
    assert page.answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_that_no_form_shows_says_its_reason(faulty):
    page = faulty.browse(SERGEANT).get("/fault/1409")
    assert (page.status, "Something says no." in page.words) == (409, True)


def test_a_page_without_its_token_is_not_taken_and_says_what_to_do(looking):
    form = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/lines/add").form
    page = form.forge(csrf_token="forged").submit()
    assert (page.status, "Nothing has been recorded yet." in page.words) == (400, True)


def typed_line(site, browser):
    page = browser.get(f"{site.page_of(AT_WORK)}/lines/add")
    return page.fill(category="forensic", objective="Who <held> it?", owner=str(site.person(OFFICER)))


@on_both
def test_what_was_typed_before_signing_in_again_in_another_tab_is_sent_again(site):
    browser = site.browse(OFFICER)
    form = typed_line(site, browser)
    browser.sign_in(OFFICER)
    page = form.submit()
    assert (page.status, page.heading) == (400, PAGES[400][0])
    assert "Who <held> it?" in page.words
    assert "It will be recorded as sent by PC Joe Hale." in page.words
    page = page.form.submit()
    assert (page.said, page.path) == ("The line of inquiry is added.", site.page_of(AT_WORK))
    assert "Who <held> it?" in page.section("lines")


def test_what_was_typed_before_signing_out_in_another_tab_can_be_copied(site):
    browser = site.browse(OFFICER)
    form = typed_line(site, browser)
    browser.client.delete_cookie("fairlead")
    page = form.submit()
    assert (page.status, "Who <held> it?" in page.words, page.main.find("form")) == (400, True, None)


@pytest.mark.parametrize("came_from", ["cross-site", "same-site", "none"])
def test_what_another_site_sent_is_not_offered_to_be_sent_again(looking, came_from):
    browser = looking.browse(OFFICER)
    path = f"{looking.page_of(AT_WORK)}/lines/add"
    answer = browser.client.post(path, data={"objective": "Planted"}, headers={"Sec-Fetch-Site": came_from})
    assert (answer.status_code, "Planted" in answer.text) == (400, False)


@on_both
def test_what_was_typed_while_a_role_ended_can_be_copied(site):
    form = typed_line(site, site.browse(OFFICER))
    ended = {"today": site.now.date(), "person": site.person(OFFICER)}
    with site.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE role_holding SET until_on = :today WHERE person_id = :person").bindparams(
                sa.bindparam("today", type_=sa.Date())
            ),
            ended,
        )
    page = form.submit()
    assert (page.status, page.heading) == (403, PAGES[403][0])
    assert "Who <held> it?" in page.words
    assert "It was not recorded." in page.words


@pytest.mark.parametrize("code", [400, 403, 404, 409, 1409])
def test_every_page_that_refuses_what_was_sent_keeps_what_was_typed_and_no_password(faulty, code):
    browser = faulty.browse(SERGEANT)
    token = browser.get("/find").soup.find("input", attrs={"name": "csrf_token"})["value"]
    fields = {"csrf_token": token, "remarks": "A <text>", "new_password": "hunter2", "new": "hunter3"}
    page = browser.send(f"/fault/{code}", fields.items())
    assert page.status in (code, 409)
    assert "A <text>" in page.words
    assert "hunter" not in page.text


@pytest.mark.parametrize("path", ["/sign-in", "/change-password"])
def test_a_page_without_its_token_shows_no_password(looking, path):
    form = looking.browse(OFFICER if path == "/change-password" else None).get(path).form
    own = ("submission", "seen", "kept")
    form.fields = [(name, value if name in own else "three secret words") for name, value in form.fields]
    page = form.submit()
    assert (page.status, "three secret words" in page.text) == (400, False)


def test_a_page_of_another_role_says_whose_it_is(looking):
    page = looking.browse(ADMINISTRATOR).get(looking.page_of(AT_WORK))
    assert (page.status, page.heading) == (403, PAGES[403][0])
    assert "people who hold the role of" in page.words
    assert "Miriam" not in page.text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_a_way_to_ask_that_is_not_there_is_not_found(faulty, method):
    browser = faulty.browse(OFFICER)
    token = browser.get("/search").soup.find("input", attrs={"name": "csrf_token"})["value"]
    answer = getattr(browser.client, method)("/search", headers={"X-CSRFToken": token})
    assert answer.status_code == 404


def test_too_much_at_once_is_refused_with_advice(looking):
    form = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/lines/add").form
    page = form.forge(objective="x" * 3_000_000).submit()
    assert (page.status, page.heading) == (413, PAGES[413][0])


@pytest.fixture
def impatient(request, monkeypatch):
    """Locks are waited for a moment only. Ask for it before the site."""
    monkeypatch.setattr(store, "BUSY_MILLISECONDS", 50)
    if request.node.get_closest_marker("postgres"):  # where an engine is told so when it is made
        monkeypatch.setattr(sites, "KEPT", {})


@contextmanager
def held(site, table: str):
    """Somebody else holds this table, and on SQLite everything."""
    with site.engine.connect() as other:
        if site.engine.dialect.name == "postgresql":
            other.execute(sa.text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
        else:
            other.execute(sa.text("SELECT 1"))
        yield


@on_both
@pytest.mark.usefixtures("impatient")
def test_a_busy_database_keeps_what_was_typed_to_be_sent_again(site):
    case = site.page_of(AT_WORK)
    page = site.browse(OFFICER).get(f"{case}/lines/add")
    form = page.fill(category="forensic", objective="Who <held> it?")
    with held(site, "investigation"):
        page = form.submit()
    assert (page.status, page.heading) == (503, PAGES[503][0])
    assert page.form.value("objective") == "Who <held> it?"
    page = page.form.submit()
    assert (page.said, page.path) == ("The line of inquiry is added.", case)
    assert "Who <held> it?" in page.section("lines")


@on_both
@pytest.mark.usefixtures("impatient")
def test_a_read_that_cannot_be_logged_shows_nobody(site):
    browser, case = site.browse(OFFICER), site.page_of(AT_WORK)
    with held(site, "read_log"):
        page = browser.get(case)
    assert (page.status, page.heading) == (503, PAGES[503][0])
    names = [name for (name,) in site.ask("SELECT name FROM victim UNION SELECT full_name FROM person")]
    assert "Miriam Adeyemi" in names
    assert not [name for name in names if name in page.text]
    assert browser.get(case).status == 200


@pytest.mark.usefixtures("impatient")
def test_a_refused_form_that_cannot_be_logged_keeps_what_was_typed(site):
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/lines/add")
    form = page.fill(category="", objective="Kept through it.")
    with held(site, "read_log"):
        page = form.submit()
    assert page.status == 503
    assert page.form.value("objective") == "Kept through it."


@pytest.mark.usefixtures("impatient")
def test_a_busy_database_never_shows_a_password(site):
    page = site.browse(OFFICER).get("/change-password")
    form = page.fill(current="fairlead demo", new="three secret words", again="three secret words")
    signing_in = site.browse().get("/sign-in").fill(username=OFFICER, password="fairlead demo")
    with held(site, "person"):
        pages = [form.submit(), signing_in.submit()]
    for page in pages:
        assert page.status == 503
        assert "three secret words" not in page.text
        assert "fairlead demo" not in page.text
