"""A form that nothing could be recorded with is not shown: its page says why, and what to do."""

from __future__ import annotations

import pytest

from tests.views.filling import a_crime, record
from tests.views.sites import AT_WORK, INSPECTOR, OFFICER, SERGEANT, Site


def line(site: Site, status: str) -> int:
    return site.one(
        "SELECT min(l.id) FROM line_of_inquiry l JOIN investigation i ON i.id = l.investigation_id"
        " WHERE i.reference = :case AND l.status = :status",
        case=AT_WORK,
        status=status,
    )


@pytest.mark.parametrize("way", ["result", "not-pursued", "answered-elsewhere"])
def test_a_line_that_is_answered_is_superseded_and_not_answered_again(looking, way):
    page = looking.browse(OFFICER).get(f"/lines/{line(looking, 'resulted')}/{way}")
    assert "This line is already answered. To correct it, supersede it by another." in page.words
    assert page.main.find("form") is None
    assert page.follow("Supersede").form is not None


def test_a_crime_that_is_classified_is_reclassified_and_one_that_is_not_is_classified(site):
    browser = site.browse(OFFICER)
    page = browser.get(f"{site.page_of(AT_WORK)}/classify")
    assert "This crime is already classified. Reclassify it instead." in page.words
    assert page.main.find("form") is None
    crime = a_crime(
        site, offence__class="unclassified", offence__unclassified="unclassified_violence_or_sexual"
    )
    page = browser.get(f"{record(browser, crime).path}/reclassify")
    assert "This crime is not classified yet: classify it instead." in page.words
    assert page.main.find("form") is None


@pytest.mark.parametrize("page", ["embargo-over", "marked"])
def test_where_nothing_waits_there_is_no_form(looking, page):
    shown = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/{page}")
    assert "Nothing on this case" in shown.words
    assert shown.main.find("form") is None


def test_nothing_is_recorded_about_somebody_who_was_recorded_in_error(site):
    browser = site.browse(OFFICER)
    who = {"name": "Lee Nobody", "why_suspected": "A first name.", "offences_considered": "Burglary"}
    browser.get(f"{site.page_of(AT_WORK)}/suspects/add").fill(who).submit()
    suspect = site.one("SELECT max(id) FROM suspect")
    page = site.browse(INSPECTOR).get(f"/suspects/{suspect}/recorded-in-error")
    assert page.fill(reason="A spelling of the victim's own name.").submit().said.startswith("The suspect is")
    for path in ("interview", "charge", "decide", "told", "correct", "risk-that-remains"):
        page = browser.get(f"/suspects/{suspect}/{path}")
        assert "This suspect was recorded in error." in page.words, path
        assert page.main.find("form") is None, path
