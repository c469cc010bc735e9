"""What has the right shape and still cannot be so is refused beside its field, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import when
from tests.views.filling import a_crime, assert_refused_beside
from tests.views.sites import ADMINISTRATOR, AT_WORK, NEW, OFFICER, SERGEANT, TRAY_SERGEANT

NO_NUMBER = "A telephone number has digits, and between them spaces, hyphens or brackets"


@pytest.mark.parametrize(
    "reference", ["hello world <b>", "hello", "ANY 4471", "ANY//26", "/4471/26", "ÄNY/1/26"]
)
def test_a_crime_reference_is_letters_digits_slashes_and_hyphens(looking, reference):
    page = looking.browse(OFFICER).get("/investigations/record")
    page = page.fill(a_crime(looking, reference)).submit()
    assert_refused_beside(
        page,
        "reference",
        "A crime reference has letters, digits, slashes and hyphens",
        {"reference": reference},
    )


@pytest.mark.parametrize("phone", ["abc", "07700 900 abc", "12", "+", "07700<b>900123"])
def test_a_telephone_number_is_one(looking, phone):
    page = looking.browse(OFFICER).get("/investigations/record")
    page = page.fill(a_crime(looking, victim_phone=phone)).submit()
    assert_refused_beside(page, "victim_phone", NO_NUMBER, {"victim_phone": phone})
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/victims/add")
    typed = {"kind": "person", "name": "Ama Owusu", "phone": phone}
    assert_refused_beside(page.fill(typed).submit(), "phone", NO_NUMBER, typed)


@pytest.mark.parametrize("phone", ["101", "020 7946 0000", "+44 (0)7700-900123", "01632 960114 ext. 12", ""])
def test_a_telephone_number_is_taken_as_people_write_it(looking, phone):
    page = looking.browse(OFFICER).get("/investigations/record")
    page = page.fill(a_crime(looking, victim_phone=phone, place="")).submit()
    assert page.error_beside("place") == "Enter where it happened."
    assert "victim_phone" not in page.text.split("error-summary__list")[1].split("</ul>")[0]


def test_evidence_is_not_lost_before_the_crime_happened(looking):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/lines/add")
    typed = {
        "category": "cctv",
        "objective": "Find out.",
        "owner": str(looking.person(OFFICER)),
        **when("evidence_expires_at", dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)),
    }
    why = "Evidence of this crime cannot be lost before it happened"
    assert_refused_beside(page.fill(typed).submit(), "evidence_expires_at", why, typed)


@pytest.mark.parametrize("force", ["Anyshire Police", " anyshire  police", "ANYSHIRE POLICE"])
def test_a_crime_is_not_transferred_to_the_force_that_has_it(looking, force):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/propose-transfer")
    typed = {"force": force.strip(), "reason": "The yard is beyond the bridge."}
    why = "This force has the crime already"
    assert_refused_beside(
        page.fill({**typed, "force": force}).submit(), "force", why, {"reason": typed["reason"]}
    )


def test_nobody_held_a_role_before_they_had_an_account(site):
    browser, number = site.browse(ADMINISTRATOR), site.person(SERGEANT)
    made = dt.date.fromisoformat(
        str(site.one("SELECT created_at FROM person WHERE id = :id", id=number))[:10]
    )
    page = browser.get(f"/people/{number}/give-role")
    day = made - dt.timedelta(days=1)
    unit = str(site.one("SELECT id FROM unit WHERE code = 'PP'"))
    boxes = {"from_on-day": str(day.day), "from_on-month": str(day.month), "from_on-year": str(day.year)}
    typed = {"role": "auditor", "unit": unit, **boxes}
    assert_refused_beside(page.fill(typed).submit(), "from_on", "Their account was made on", typed)
