"""Pages of overrides: asked for from what is still needed, granted, shown, ended, and the register."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.base import NOT_OFFERED
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    ADMINISTRATOR,
    AT_WORK,
    AUDITOR,
    CARE,
    INSPECTOR,
    OFFICER,
    SERGEANT,
    Site,
    on_both,
)

NEEDS = "needs_are_assessed"
SAID = "The override is granted. It is in the register."


def day(name: str, at: dt.date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(at, part)) for part in ("day", "month", "year")}


def new(site: Site, reference: str = AT_WORK, requirement: str = NEEDS) -> str:
    return f"{site.page_of(reference)}/overrides/new?requirement={requirement}"


def typed(site: Site, days: int = 7, **changes: str) -> dict[str, str]:
    until = site.now.date() + dt.timedelta(days=days)
    return {"ground": "unsafe_to_ask", "reason": "He reads her letters.", **day("until_on", until), **changes}


def unassessed(site: Site) -> str:
    """A case at work whose victim nobody has asked what they need; its page."""
    return site.page_of(case_without_needs(site))


def case_without_needs(site: Site) -> str:
    return site.one(
        "SELECT min(i.reference) FROM investigation i JOIN victim v ON v.investigation_id = i.id"
        " JOIN unit u ON u.id = i.unit_id AND u.code = 'NG'"
        " WHERE i.state IN ('allocated', 'investigating') AND v.kind = 'person'"
        " AND v.needs_assessed_at IS NULL"
    )


def grant(site: Site, number: str = INSPECTOR, **changes: str):
    page = site.browse(number).get(new(site, case_without_needs(site)))
    return page.fill(typed(site, **changes)).submit()


@on_both
def test_what_is_still_needed_leads_to_asking_and_the_override_is_seen_everywhere(site):
    browser, case = site.browse(INSPECTOR), unassessed(site)
    page = browser.get(case)
    asking = [link for link in page.main.select(".fairlead-finding a") if "Ask for an override" in link.text]
    assert any(f"requirement={NEEDS}" in link["href"] for link in asking)
    assert "Granted by an inspector or above" in page.words
    page = browser.get(new(site, case_without_needs(site)))
    assert page.form.value("requirement") == NEEDS
    assert "for 14 days at most" in page.words
    page = page.fill(typed(site)).submit()
    assert (page.said, page.path) == (SAID, case)
    shown = page.section("overrides")
    for words in ("In force", "He reads her letters.", "Insp Helen Frost", "until 1 December 2026"):
        assert words in shown
    assert "Overridden until 1 December 2026: Asking would put somebody at risk." in page.words
    assert "Override granted" in page.section("timeline")
    assert "Look again before the override ends" in page.section("next")
    row = browser.get("/registers/overrides").words
    for words in ("1 override", "In force", "inspector then", "2026, quarter 4 1"):
        assert words in row


@on_both
def test_it_is_ended_with_a_reason_and_then_asked_again(site):
    grant(site)
    sergeant, case = site.browse(SERGEANT), unassessed(site)
    page = sergeant.get(case).follow("End this override : each victim's needs are assessed")
    page = page.form.submit()
    assert_refused_beside(page, "reason", "Write why it ends.", {})
    page = page.fill(reason="She can be asked now.").submit()
    assert page.said == "The override is ended."
    assert "Ended before its time" in page.section("overrides")
    assert "The override was ended on 24 November 2026." in page.words


def test_when_it_has_expired_the_page_says_so(site):
    grant(site)
    site.later(days=9)
    page = site.browse(INSPECTOR).get(unassessed(site))
    assert "The override expired on 1 December 2026." in page.words
    assert "Expired" in page.section("overrides")
    register = site.browse(AUDITOR).get("/registers/overrides?standing=expired")
    assert "1 override," in register.words
    assert "No override is like this." in register.browser.get("/registers/overrides?standing=live").words


@pytest.mark.parametrize(
    ("changed", "field", "why"),
    [
        ({"ground": ""}, "ground", "Choose a ground."),
        ({"reason": ""}, "reason", "Write why the requirement may go unmet here."),
        ({"until_on-day": ""}, "until_on", "Until must include a day."),
        ({"until_on-month": "13"}, "until_on", "Until must be a real date."),
        ({"until_on-year": "2027"}, "until_on", "It holds for 14 days at most: until 8 December 2026"),
        ({"until_on-year": "2025"}, "until_on", "It holds today at least"),
    ],
)
def test_what_cannot_be_granted_says_why_and_loses_nothing(looking, changed, field, why):
    fields = typed(looking) | changed
    page = looking.browse(INSPECTOR).get(new(looking, case_without_needs(looking))).fill(fields).submit()
    assert_refused_beside(page, field, why, fields)


@pytest.mark.parametrize(
    ("field", "value"), [("ground", "unfit_for_interview"), ("requirement", "every_line_is_answered")]
)
def test_what_is_not_offered_is_refused(looking, field, value):
    form = looking.browse(INSPECTOR).get(new(looking, case_without_needs(looking))).fill(typed(looking))
    page = form.forge(**{field: value}).submit()
    assert (page.status, page.error_beside(field)) == (422, NOT_OFFERED)


def test_a_requirement_that_nobody_may_override_is_not_offered(looking):
    page = looking.browse(INSPECTOR).get(new(looking, requirement="every_line_is_answered"))
    assert page.form.value("requirement") == ""
    offered = {option["value"] for option in page.main.select("select[name=requirement] option")}
    assert "every_line_is_answered" not in offered
    assert {NEEDS, "officer_is_accredited"} <= offered


@pytest.mark.parametrize("number", [OFFICER, CARE, AUDITOR])
def test_others_are_told_on_opening_who_grants_it(looking, number):
    page = looking.browse(number).get(new(looking))
    assert "You cannot do this This is done by a supervisor. Ask yours." in page.words
    assert "Granted by an inspector or above" in page.words


def test_a_sergeant_is_told_on_opening_and_refused_on_sending(looking):
    page = looking.browse(SERGEANT).get(new(looking, case_without_needs(looking)))
    assert "Not you: you act as sergeant." in page.words
    page = page.fill(typed(looking)).submit()
    assert page.error_beside("reason").startswith("This is granted by an inspector or above.")
    assert page.form.value("reason") == "He reads her letters."


def test_the_register_is_for_those_who_read_cases(looking):
    assert looking.browse(AUDITOR).get("/registers/overrides").status == 200
    for path in ("/registers/overrides", "/registers/overrides.csv"):
        assert looking.browse(ADMINISTRATOR).get(path).status == 403


@pytest.mark.parametrize("asked", ["standing=odd", "ground=odd", "unit=odd", "granted_by=odd"])
def test_a_register_narrowed_to_what_there_is_not_says_so(looking, asked):
    page = looking.browse(AUDITOR).get(f"/registers/overrides?{asked}")
    assert (page.status, page.error_beside(asked.split("=")[0])) == (422, NOT_OFFERED)


def test_the_register_is_kept_as_a_file_and_safe_in_a_spreadsheet(site):
    grant(site, reason="=HYPERLINK(1)")
    answer = site.browse(AUDITOR).get("/registers/overrides.csv")
    lines = answer.text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("Crime,Unit,Requirement,About,Ground,Reason,Granted by,Rank then")
    assert "'=HYPERLINK(1)" in lines[1]
    assert lines[1].endswith("2026-12-01,In force")


def test_those_who_granted_one_see_it_counted_until_it_is_looked_at(site):
    assert "Overrides (0)" in site.browse(INSPECTOR).get("/cases/my-team").links
    grant(site)
    page = site.browse(INSPECTOR).get("/cases/my-team")
    assert "Overrides (1)" in page.links
    mine = page.browser.get("/registers/overrides").follow("Those I granted")
    assert "1 override," in mine.words


def test_the_handbook_says_what_may_be_overridden_and_what_nobody_may(looking):
    browser = looking.browse(OFFICER)
    may = browser.get("/handbook/needs-are-assessed").section("override")
    for words in ("Yes, by an inspector or above", "14 days at most", "The victim asked us not to"):
        assert words in may
    never = browser.get("/handbook/every-line-is-answered").section("override")
    assert "No. Nobody may." in never
