"""An administrator's pages about units: the list, adding, renaming, who holds the tray."""

from __future__ import annotations

import pytest

from forms.base import NOT_OFFERED
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    ADMINISTRATOR,
    DETECTIVE_INSPECTOR,
    INSPECTOR,
    NEW,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)
from tests.views.test_people import unit_of
from tests.views.test_recording import UNSTORABLE

HARBOUR = {"code": "HB", "name": "Harbour"}


def test_the_list_says_who_holds_each_tray(looking):
    page = looking.browse(ADMINISTRATOR).get("/people").follow("Units")
    assert page.heading == "Units"
    assert "Northgate investigations NG PS Tom Ellery" in page.words
    assert "Public protection PP DS Amara Nwosu" in page.words


def test_a_unit_is_added_and_named_and_has_nobody_for_its_tray(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get("/units").follow("Add a unit").fill(HARBOUR).submit()
    assert page.said.startswith("The unit is added.")
    assert "Harbour HB Nobody No crime can be recorded for it." in page.words
    page = page.follow("Rename Harbour")
    assert page.form.value("name") == "Harbour"
    page = page.fill(name="Harbour and river").submit()
    assert page.said == "The unit has its new name."
    assert "Harbour and river HB" in page.words
    page = page.follow("Name who holds the tray of Harbour and river")
    assert page.form.submit().error_beside("person") == "Choose a supervisor of this unit."


@on_both
def test_the_tray_and_the_new_crimes_in_it_go_to_whoever_is_named(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get("/units").follow("Name who holds the tray of Northgate investigations")
    assert page.form.value("person") == str(site.person(TRAY_SERGEANT))
    page = page.fill(person=str(site.person(INSPECTOR))).submit()
    assert page.said == "The holder of the tray is named."
    assert "Northgate investigations NG Insp Helen Frost" in page.words
    responsible = "SELECT responsible_id FROM investigation WHERE id = :case"
    assert site.one(responsible, case=site.case(NEW)) == site.person(INSPECTOR)
    page = site.browse(INSPECTOR).get(site.page_of(NEW))
    assert "Answered for by somebody else from now on" in page.text


BAD_UNITS = {
    "no code": ({"code": ""}, "code", "Enter a short code."),
    "a code that is taken": ({"code": "NG"}, "code", "There is already a unit NG or"),
    "a name that is taken": ({"name": "Public protection"}, "code", "There is already a unit HB or"),
    "a code too long": ({"code": "x" * 21}, "code", "Code must be 20 characters or fewer."),
    "an unprintable code": ({"code": "N\x07"}, "code", UNSTORABLE),
    "no name": ({"name": " "}, "name", "Enter the unit's name."),
    "a name too long": ({"name": "x" * 121}, "name", "Name must be 120 characters or fewer."),
    "an unprintable name": ({"name": "a\x00"}, "name", UNSTORABLE),
}


@pytest.mark.parametrize("case", BAD_UNITS)
def test_a_unit_that_cannot_be_added_says_why_and_loses_nothing(looking, case):
    changed, field, why = BAD_UNITS[case]
    typed = {**HARBOUR, **changed}
    page = looking.browse(ADMINISTRATOR).get("/units/add").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Enter the unit's new name."),
        ("Public protection", "There is already a unit called Public protection."),
        ("x" * 121, "Name must be 120 characters or fewer."),
        ("a\x00b", UNSTORABLE),
    ],
)
def test_a_name_that_cannot_be_says_why_and_loses_nothing(looking, name, why):
    page = looking.browse(ADMINISTRATOR).get(f"/units/{unit_of(looking, 'NG')}/rename")
    assert_refused_beside(page.fill(name=name).submit(), "name", why, {"name": name})


@pytest.mark.parametrize("number", [DETECTIVE_INSPECTOR, ADMINISTRATOR])
def test_only_supervisors_of_the_unit_are_offered_its_tray(looking, number):
    page = looking.browse(ADMINISTRATOR).get(f"/units/{unit_of(looking, 'NG')}/tray-holder")
    assert page.fill(person=str(looking.person(SERGEANT)))
    page = page.form.forge(person=str(looking.person(number))).submit()
    assert (page.status, page.error_beside("person")) == (422, NOT_OFFERED)
