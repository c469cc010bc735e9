"""Who rings a victim now: said with one button, seen by whoever would ring as well, in nobody's way."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages import Form
from tests.views.sites import ABUSE, AT_WORK, AUDITOR, CARE, COLLEAGUE, OFFICER, Site, on_both

RINGING = "SELECT count(*) FROM case_event WHERE kind = 'ringing_begun'"
OTHERS_SEE = "PC Joe Hale is ringing this victim now, since 12:00pm."


def ring(site: Site, reference: str = AT_WORK, number: str = OFFICER):
    """Says it on the contact page; returns the page that comes next."""
    victim = site.first("victim", reference)
    return site.browse(number).get(f"/victims/{victim}/contact").with_button("I am ringing now").submit()


def pages_with_the_victim(site: Site, reference: str = AT_WORK) -> list[str]:
    victim = site.first("victim", reference)
    pages = (f"/victims/{victim}/{page}" for page in ("contact", "rights", "needs", "letters"))
    return [*pages, site.page_of(reference), "/owed-to-victims"]


@on_both
def test_whoever_says_that_they_ring_comes_to_the_form_with_the_telephone_chosen(site):
    page = ring(site)
    assert page.said == "Others see that you are ringing them."
    assert page.heading == "Record contact"
    assert page.form.value("channel") == "phone"
    assert "You said at 12:00pm that you are ringing" in page.words
    assert "Others see it until 12:15pm, or until you record the contact." in page.words
    assert not [each for each in page.main.find_all("button") if "I am ringing now" in each.text]


def test_others_see_it_wherever_they_would_begin_and_may_go_on(site):
    ring(site)
    browser = site.browse(CARE)
    for path in pages_with_the_victim(site):
        assert OTHERS_SEE in browser.get(path).words, path
    page = browser.get(pages_with_the_victim(site)[0])
    assert page.fill(result="attempted", channel="phone").submit().said.startswith("The contact is recorded.")


def test_it_is_seen_on_the_first_page_and_on_the_list(site):
    rung = row_to_ring(site)
    victim = int(rung.action.split("/")[2])
    site.browse(COLLEAGUE).get(f"/victims/{victim}/ringing").form.submit()
    for path in ("/my-shift", "/my-shift/safe-to-ring"):
        assert "is ringing this victim now, since 12:00pm" in site.browse(CARE).get(path).words


def test_after_its_minutes_nobody_sees_it_any_more(site):
    ring(site)
    site.later(minutes=15)
    for path in pages_with_the_victim(site):
        assert "is ringing this victim now" not in site.browse(CARE).get(path).words, path


def test_the_contact_that_follows_ends_it(site):
    ring(site).fill(result="reached", told="Nobody is arrested yet.").submit()
    assert "is ringing" not in site.browse(CARE).get(pages_with_the_victim(site)[0]).words


def test_who_did_not_ring_says_so(site):
    page = ring(site).with_button("I did not ring").submit()
    assert page.said == "It is recorded that you did not ring."
    assert "is ringing" not in site.browse(CARE).get(pages_with_the_victim(site)[0]).words
    again = page.browser.get(f"/victims/{site.first('victim', AT_WORK)}/not-rung").form.submit()
    assert again.errors == ["You are not shown as ringing them now, so there is nothing to take back."]


def test_opening_any_of_its_pages_says_nothing_of_ringing(site):
    victim = site.first("victim", AT_WORK)
    for page in ("ringing", "not-rung", "contact?channel=phone"):
        assert site.browse(OFFICER).get(f"/victims/{victim}/{page}").status == 200
    assert site.one(RINGING) == 0


def test_who_works_with_no_victims_has_no_button(looking):
    victim = looking.first("victim", AT_WORK)
    page = looking.browse(AUDITOR).get(f"/victims/{victim}/contact")
    assert not [each for each in page.main.find_all("button") if "ringing" in each.text]


def test_where_the_telephone_is_not_safe_no_button_offers_it(looking):
    page = looking.browse(CARE).get(f"/victims/{looking.first('victim', ABUSE)}/contact")
    assert not [each for each in page.main.find_all("button") if "ringing" in each.text]
    assert "The telephone is not recorded as safe for them. In domestic abuse and stalking only" in page.words


def test_who_is_to_be_asked_again_how_it_is_safe_is_not_offered_to_be_rung(site):
    victim = site.first("victim", AT_WORK)
    risk = site.browse(OFFICER).get(site.page_of(AT_WORK)).follow("Record risk")
    risk.fill(flags="domestic_abuse", reason="He is her son.").submit()
    page = site.browse(CARE).get(f"/victims/{victim}/contact")
    assert not [each for each in page.main.find_all("button") if "ringing" in each.text]
    assert "Something has changed since they said how it is safe to reach them. Ask them again" in page.words


def test_nobody_is_offered_to_ring_somebody_who_has_died(site):
    victim = site.first("victim", AT_WORK)
    died = {"died_on-day": "23", "died_on-month": "11", "died_on-year": "2026", "inquest": "open"}
    site.browse(CARE).get(f"/victims/{victim}/death").fill(died).submit()
    page = site.browse(CARE).get(f"/victims/{victim}/contact")
    assert not [each for each in page.main.find_all("button") if "ringing" in each.text]
    assert "They have died: nobody rings them." in page.words


def test_a_victim_of_the_same_name_in_another_crime_is_seen_too(site):
    ring(site)
    mine, hers = site.first("victim", AT_WORK), site.first("victim", ABUSE)
    with site.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE victim SET name = (SELECT upper(o.name) FROM victim o WHERE o.id = ?) WHERE id = ?",
            (mine, hers),
        )
    page = site.browse(CARE).get(f"/victims/{hers}/contact")
    said = f"PC Joe Hale is ringing a victim of the same name, of crime {AT_WORK}, now, since 12:00pm."
    assert said in page.words


def row_to_ring(site: Site, which: int = 0, path: str = "/my-shift/safe-to-ring"):
    """The form of the button of a row on the list of whom to ring."""
    page = site.browse(CARE).get(path)
    rows = [row for row in page.main.select("ul.fairlead-due > li") if row.find("form")]
    return Form(page, rows[which].find("form"))


def test_from_the_list_one_comes_back_to_it_at_the_next_person(site):
    first, second = row_to_ring(site), row_to_ring(site, 1)
    page = first.submit()
    assert page.heading == "Record contact"
    sent = page.fill(result="attempted")
    answer = page.browser.client.post(sent.action, data=dict(sent.fields))
    assert answer.status_code == 303
    there = urlsplit(answer.location)
    assert there.path == "/my-shift/safe-to-ring"
    assert there.fragment == f"victim-{second.action.split('/')[2]}"


@pytest.mark.parametrize("asked", ["page=1", "page=1&then=//evil.example"])
def test_what_the_list_was_asked_is_asked_again(site, asked):
    form = row_to_ring(site, path=f"/my-shift/safe-to-ring?{asked}")
    page = form.submit()
    answer = page.browser.client.post(page.full_path, data=dict(page.fill(result="attempted").fields))
    there = urlsplit(answer.location)
    assert (there.netloc, there.path) == ("", "/my-shift/safe-to-ring")
    assert parse_qs(there.query) == parse_qs(asked)


def test_an_address_that_names_another_place_leads_to_the_case(site):
    victim = site.first("victim", AT_WORK)
    page = site.browse(CARE).get(f"/victims/{victim}/contact?from=//evil.example&then=x&asked=%2F%2Fevil")
    answer = page.browser.client.post(
        page.full_path, data=dict(page.fill(result="attempted", channel="phone").fields)
    )
    assert answer.location.startswith(site.page_of(AT_WORK))
