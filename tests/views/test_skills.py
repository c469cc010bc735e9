"""Pages about what people hold by date, mentors on the allocation form, and roles that run out."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from tests.views.filling import a_crime, assert_refused_beside, record
from tests.views.sites import (
    ADMINISTRATOR,
    DETECTIVE,
    DETECTIVE_INSPECTOR,
    INSPECTOR,
    NEW,
    OFFICER,
    SERGEANT,
    TRAY_SERGEANT,
    Site,
    on_both,
)
from tests.views.test_people import page_of, unit_of
from tests.views.test_roles import day

ACCREDITED = "The officer holds the accreditation"


def days(site: Site, first: int, last: int | None) -> dict[str, str]:
    today = site.now.date()
    typed = day("from_on", today + dt.timedelta(days=first))
    return typed if last is None else typed | day("until_on", today + dt.timedelta(days=last))


@on_both
def test_an_acting_inspector_is_shown_and_greeted_as_one_until_the_last_day(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get(page_of(site, SERGEANT)).follow("Accreditations by date, training and acting ranks")
    page = page.follow("Give an acting rank").fill(rank="inspector", **days(site, 0, 3)).submit()
    assert page.said == "The acting rank is given: it begins and ends by its days."
    assert "Acting inspector, from 24 November 2026 until 27 November 2026" in page.section("changes")
    shown = page.browser.get(f"{page_of(site, SERGEANT)}/skills").section("acting-ranks")
    assert "Acting inspector From 24 November 2026 until 27 November 2026" in shown
    assert "A/Insp Marta Kowal" in site.browse(SERGEANT).get("/cases/my-team").text
    site.later(days=3)
    page = site.browse(SERGEANT).get("/cases/my-team")
    assert "PS Marta Kowal" in page.text
    assert "A/Insp" not in page.text


def test_an_acting_rank_is_ended_and_an_accreditation_and_training_recorded_and_ended(site):
    browser, skills = site.browse(ADMINISTRATOR), f"{page_of(site, OFFICER)}/skills"
    page = browser.get(skills).follow("Record an accreditation").fill(level="2", **days(site, 0, 30)).submit()
    assert page.said == "The accreditation is recorded."
    assert "Counts today when a crime is allocated: PIP 2" in browser.get(skills).words
    page = browser.get(skills).follow("End this : PIP 2").form.submit()
    assert page.status == 422
    page = page.fill(day("until_on", site.now.date() + dt.timedelta(days=2))).submit()
    assert page.said == "The end is recorded."
    mentor = str(site.person(DETECTIVE_INSPECTOR))
    training = browser.get(skills).follow("Record training")
    page = training.fill(programme="pip2", mentor=mentor, **days(site, 0, None))
    assert page.submit().said == "The training is recorded."
    assert "PIP 2 programme, supervised by DI Daniel Achebe" in browser.get(skills).words
    changes = browser.get(page_of(site, OFFICER)).section("changes")
    assert "PIP2 programme, supervised by DI Daniel Achebe" in changes


@pytest.mark.parametrize(
    ("form", "typed", "field", "why"),
    [
        ("acting-rank", {"rank": ""}, "rank", "Choose the rank"),
        ("acting-rank", {"rank": "sergeant"}, "rank", "An acting rank is above"),
        (
            "acting-rank",
            {"rank": "inspector", "until_on-day": "32"},
            "until_on",
            "Until must be a real date.",
        ),
        ("skills/accreditation", {"level": ""}, "level", "Choose an accreditation."),
        ("skills/accreditation", {"level": "2", "until_on-year": "2020"}, "until_on", "It must end after"),
        ("skills/training", {"programme": "", "mentor": ""}, "programme", "Choose a programme."),
        ("skills/training", {"programme": "pip2", "mentor": ""}, "mentor", "Choose who supervises"),
    ],
)
def test_what_cannot_be_recorded_says_why_and_loses_nothing(looking, form, typed, field, why):
    fields = days(looking, 0, 9) | typed
    page = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, SERGEANT)}/{form}").fill(fields).submit()
    assert_refused_beside(page, field, why, fields)


@pytest.mark.parametrize("number", [OFFICER, SERGEANT, INSPECTOR])
def test_they_are_for_administrators_alone_and_never_about_oneself(looking, number):
    for path in ("skills", "skills/accreditation", "skills/training", "acting-rank"):
        assert looking.browse(number).get(f"{page_of(looking, SERGEANT)}/{path}").status == 403
    own = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, ADMINISTRATOR)}/acting-rank")
    page = own.fill(rank="inspector", **days(looking, 0, 9)).submit()
    assert page.errors == ["You cannot give an acting rank to yourself. Ask another administrator."]


def test_a_grade_of_police_staff_is_given_and_shown_with_its_title(site):
    browser = site.browse(ADMINISTRATOR)
    page = browser.get(f"{page_of(site, '9034')}/change").fill(grade="supervisor").submit()
    assert page.said == "It is changed from now on."
    assert "Grade Investigative supervisor (staff)" in page.words
    assert "Ruth Bello, investigative supervisor (staff)" in site.browse("9034").get("/owed-to-victims").text


def test_a_grade_of_a_police_officer_is_refused_beside_it(looking):
    page = looking.browse(ADMINISTRATOR).get(f"{page_of(looking, SERGEANT)}/change").fill(grade="supervisor")
    assert page.submit().error_beside("grade").startswith("A grade is for police staff.")


def a_rape(site: Site) -> str:
    crime = a_crime(site, "ANY/9003/26", victim_kind="person", victim_contact_name="")
    crime |= {"offence-class": "rape_and_serious_sexual", "offence-rape_and_serious_sexual": "rape"}
    return record(site.browse(OFFICER), crime).path


@on_both
def test_below_the_level_it_is_refused_by_name_and_passes_with_a_mentor(site):
    case, sergeant = a_rape(site), site.browse(TRAY_SERGEANT)
    page = sergeant.get(f"{case}/allocate").fill(officer=str(site.person(OFFICER))).submit()
    assert page.status == 422
    assert page.still_needed[ACCREDITED].startswith("Needs PIP2. PC Joe Hale holds PIP1.")
    assert "Granted by a detective inspector or above." in page.words
    page = page.fill(mentor=str(site.person(DETECTIVE))).submit()
    assert page.said == "The crime is allocated."
    assert "DC Priya Raman is mentor of the officer in the case" in page.section("timeline")


def test_the_mentors_offered_hold_what_the_crime_needs(looking):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(NEW)}/allocate")
    names = [option.get_text() for option in page.main.select("select[name=mentor] option")]
    assert names[0] == "No mentor"
    assert "DC Priya Raman" in names
    assert "Ruth Bello" not in names
    assert (
        page.fill(officer=str(looking.person(OFFICER))).forge(mentor="999999").submit().error_beside("mentor")
    )


def test_a_role_given_an_end_warns_at_once_and_is_shown_until_the_crimes_are_handed_over(site):
    browser, end = site.browse(ADMINISTRATOR), site.now.date() + dt.timedelta(days=10)
    holding = "UPDATE role_holding SET until_on = :end WHERE person_id = :person"
    what = {"end": end, "person": site.person(OFFICER)}
    with site.engine.begin() as connection:
        connection.execute(sa.text(holding), what)
    role = {"role": "auditor", "unit": unit_of(site, "PP"), **days(site, 0, None)}
    page = browser.get(f"{page_of(site, OFFICER)}/give-role").fill(role).submit()
    assert "ends on 4 December 2026, and they answer for" in page.text
    assert "ends on 4 December 2026 and answers for" in page.section("roles-that-end")
    assert "PC Joe Hale" in browser.get("/people").section("roles-that-end")
    assert "PC Joe Hale" in site.browse(SERGEANT).get("/cases/my-team").section("roles-that-end")
    assert "roles-that-end" not in site.browse(DETECTIVE).get("/cases/my-team").text
