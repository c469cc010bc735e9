"""Every page and file carries its protective marking, by the pack."""

from __future__ import annotations

import csv
import io

from flask import g

from tests.views.sites import AT_WORK, AUDITOR, INSPECTOR, OFFICER, OTHER_DETECTIVE
from tests.views.test_restricting import restrict
from views.marking import marking
from workflow.policy.loader import load_book

HEAD, FOOT, PAPER = ".fairlead-marking strong", ".fairlead-marking-foot", ".fairlead-marking-paper"


def marks(page) -> list[str]:
    """At the head, at the foot, and twice for paper."""
    return [tag.text for where in (HEAD, FOOT, PAPER) for tag in page.soup.select(where)]


def test_a_page_about_nobody_is_official_and_one_about_people_is_sensitive(looking):
    browser = looking.browse(OFFICER)
    assert marks(browser.get("/handbook")) == ["OFFICIAL"] * 4
    assert marks(browser.get(looking.page_of(AT_WORK))) == ["OFFICIAL-SENSITIVE"] * 4
    assert marks(browser.get("/cases/my-cases")) == ["OFFICIAL-SENSITIVE"] * 4
    assert marks(looking.browse().get("/sign-in")) == ["OFFICIAL"] * 4


def test_a_stub_is_marked_as_a_case_is(site):
    restrict(site)
    assert marks(site.browse(OTHER_DETECTIVE).get(site.page_of(AT_WORK))) == ["OFFICIAL-SENSITIVE"] * 4


def test_a_file_is_marked_in_its_name_and_a_header_and_is_still_a_table(looking):
    answer = looking.browse(AUDITOR).get("/cases/my-team.csv").answer
    assert answer.headers["X-Protective-Marking"] == "OFFICIAL-SENSITIVE"
    assert answer.headers["Content-Disposition"].endswith('-OFFICIAL-SENSITIVE.csv"')
    first, *_ = csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
    assert first[0] == "Crime"


def test_where_people_are_official_a_sensitive_or_restricted_case_still_is_not(site, monkeypatch):
    policy = load_book().as_of(site.now.date())
    monkeypatch.setitem(policy.protection.markings, "people", "OFFICIAL")
    with site.app.test_request_context("/investigations/1"):
        assert marking() == "OFFICIAL"
        g.is_sensitive = True
        assert marking() == "OFFICIAL-SENSITIVE"
    browser = site.browse(INSPECTOR)
    assert marks(browser.get(site.page_of(AT_WORK)))[0] == "OFFICIAL"
    restrict(site)
    assert marks(browser.get(site.page_of(AT_WORK)))[0] == "OFFICIAL-SENSITIVE"
