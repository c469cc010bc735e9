"""An administrator's pages about roles: given and ended by date, and what a wrong answer says."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.base import NOT_OFFERED
from tests.views.filling import assert_refused_beside
from tests.views.sites import ADMINISTRATOR, INSPECTOR, OFFICER, SERGEANT, TRAY_SERGEANT, Site
from tests.views.test_people import page_of, role_page, unit_of


def day(name: str, at: dt.date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(at, part)) for part in ("day", "month", "year")}


def today(site: Site) -> dt.date:
    return site.now.date()


def test_a_role_ends_today_and_opens_nothing_any_more(site):
    sergeant, browser = site.browse(SERGEANT), site.browse(ADMINISTRATOR)
    page = browser.get(page_of(site, SERGEANT)).follow("End this role : supervisor, Northgate investigations")
    page = page.form.submit()
    assert page.said == "The end of the role is recorded."
    assert "until 24 November 2026" in page.section("roles")
    assert "Role ended" in page.section("changes")
    assert sergeant.get("/cases/my-team").status == 403


@pytest.mark.parametrize(
    ("number", "why"), [(OFFICER, " cases. "), (TRAY_SERGEANT, "the tray of Northgate investigations")]
)
def test_a_role_of_somebody_who_answers_for_something_does_not_end(looking, number, why):
    page = looking.browse(ADMINISTRATOR).get(role_page(looking, number))
    tomorrow = day("until_on", today(looking) + dt.timedelta(days=1))
    page = page.fill(tomorrow).submit()
    assert page.status == 422
    assert why in page.errors[0]
    assert {name: page.form.value(name) for name in tomorrow} == tomorrow


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("", "", ""), "Enter the first day on which they no longer hold it."),
        (("31", "2", "2027"), "Until must be a real date."),
        (("x", "2", "2027"), "Until: the day must be a number."),
        (("1", "", "2027"), "Until must include a month."),
        (("1", "2", "2020"), "A role ends today or later"),
    ],
)
def test_an_end_that_is_no_day_says_why_and_loses_nothing(looking, typed, why):
    boxes = dict(zip(("until_on-day", "until_on-month", "until_on-year"), typed, strict=True))
    page = looking.browse(ADMINISTRATOR).get(role_page(looking, SERGEANT)).fill(boxes).submit()
    assert_refused_beside(page, "until_on", why, boxes)


ROLE = {"role": "auditor", **day("from_on", dt.date(2026, 12, 1)), **day("until_on", dt.date(2027, 1, 1))}


def test_a_role_for_later_is_not_held_yet(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get(f"{page_of(site, INSPECTOR)}/give-role").fill({**ROLE, "unit": unit_of(site, "PP")})
    page = page.submit()
    assert "Auditor, Public protection From 1 December 2026 until 1 January 2027 Not yet" in page.section(
        "roles"
    )
    assert "Auditor in Public protection from 1 December 2026 until 1 January 2027" in page.section("changes")


@pytest.mark.parametrize(
    ("changed", "field", "why"),
    [
        ({"role": ""}, "role", "Choose a role."),
        ({"unit": ""}, "unit", "Choose a unit."),
        ({"from_on-day": ""}, "from_on", "From must include a day."),
        ({"from_on-month": "13"}, "from_on", "From must be a real date."),
        ({"until_on-year": "27"}, "until_on", "Until: the year must have 4 numbers."),
        ({"until_on-year": "2026"}, "until_on", "The role must end after it begins."),
        ({"role": "supervisor", "unit": "NG"}, "role", "They hold this role in this unit already"),
    ],
)
def test_a_role_that_cannot_be_given_says_why_and_loses_nothing(looking, changed, field, why):
    typed = {**ROLE, "unit": unit_of(looking, "PP"), **changed}
    typed["unit"] = unit_of(looking, "NG") if typed["unit"] == "NG" else typed["unit"]
    page = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, SERGEANT)}/give-role").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


@pytest.mark.parametrize("field", ["role", "unit"])
def test_a_role_that_is_not_offered_is_refused(looking, field):
    form = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, SERGEANT)}/give-role")
    form = form.fill({**ROLE, "unit": unit_of(looking, "PP")}).forge(**{field: "99"})
    page = form.submit()
    assert (page.status, page.error_beside(field)) == (422, NOT_OFFERED)
