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
