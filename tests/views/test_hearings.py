"""The page on which a hearing is recorded, and where it is shown."""

from __future__ import annotations

import datetime as dt

from tests.pages import when
from tests.views.sites import AT_WORK, OFFICER, on_both


@on_both
def test_what_is_missing_is_said_beside_the_field_nothing_is_lost_and_the_hearing_is_shown(site):
    browser = site.browse(OFFICER)
    address = f"{site.page_of(AT_WORK)}/development"
    typed = {"trigger": "hearing_listed", "words": "She need not come."} | when("told_to_us_at", site.now)
    page = browser.get(address).fill(typed | {"place": "Northgate Crown Court"}).submit()
    assert (page.status, page.error_beside("takes_place_at")) == (422, "Enter when the hearing takes place.")
    assert "Northgate Crown Court" in str(page.soup)
    takes_place = when("takes_place_at", site.now + dt.timedelta(days=9))
    page = page.fill({"place": ""} | takes_place).submit()
    assert (page.status, page.error_beside("place")) == (422, "Enter where the hearing is.")
    assert "She need not come." in str(page.soup)
    page = page.fill({"place": "Northgate Crown Court"}).submit()
    assert "Northgate Crown Court" in page.words
    assert "Northgate Crown Court" in browser.get(f"/victims/{site.first('victim', AT_WORK)}/rights").words
    assert "Northgate Crown Court" in str(browser.get(address).soup)


def test_a_hearing_that_was_taken_out_is_shown_no_more(site):
    browser = site.browse(OFFICER)
    address = f"{site.page_of(AT_WORK)}/development"
    typed = {"words": "She need not come."} | when("told_to_us_at", site.now)
    listed = typed | {"trigger": "hearing_listed", "place": "Northgate Crown Court"}
    browser.get(address).fill(listed | when("takes_place_at", site.now + dt.timedelta(days=9))).submit()
    page = browser.get(address).fill(typed | {"trigger": "hearing_taken_out"}).submit()
    assert page.error_beside("instead_of") == "Choose the hearing that was taken out."
    page = page.fill(instead_of=str(site.one("SELECT max(id) FROM hearing"))).submit()
    assert page.said.startswith("The development is recorded.")
    rights = browser.get(f"/victims/{site.first('victim', AT_WORK)}/rights").words
    assert "Northgate Crown Court" not in rights
    assert "Tell the victim that the hearing will not take place" in rights


def test_what_was_taken_out_is_still_recorded_when_its_day_has_passed(site):
    address, told = f"{site.page_of(AT_WORK)}/development", when("told_to_us_at", site.now)
    typed = {"words": "She need not come."} | told | when("happened_at", site.now)
    listed = typed | {"trigger": "hearing_listed", "place": "Northgate Crown Court"}
    tomorrow = when("takes_place_at", site.now + dt.timedelta(days=1))
    site.browse(OFFICER).get(address).fill(listed | tomorrow).submit()
    site.now += dt.timedelta(days=4)
    page = site.browse(OFFICER).get(address)
    hearing = str(site.one("SELECT max(id) FROM hearing"))
    page = page.fill(typed | {"trigger": "hearing_taken_out", "instead_of": hearing}).submit()
    assert page.said.startswith("The development is recorded.")
