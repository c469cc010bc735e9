"""Recording a crime and classifying one: all that is right, and every way to be wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.base import NOT_OFFERED
from tests.demo import NOW
from tests.pages import when
from tests.views.filling import a_crime, record
from tests.views.sites import CARE, OFFICER, SERGEANT, TRAY_SERGEANT, on_both

UNSTORABLE = (
    "This holds a character that cannot be kept, shown as \ufffd. Type it again instead of pasting it."
)


@on_both
def test_a_crime_is_recorded_into_its_units_tray_with_its_victim(site):
    page = record(site.browse(OFFICER), a_crime(site, flags=["weapon", "repeat_victim"]))
    assert page.said.startswith("The crime is recorded and is in its unit's tray")
    assert page.heading == "Theft from a shop"
    assert "Recorded" in page.words
    assert "Ask for Deb Larkin, manager" in page.section("victims")
    assert "Nobody saw who did it." in page.section("suspects")
    assert "Weapon" in page.words
    assert (
        site.one(
            "SELECT username FROM person JOIN investigation ON responsible_id = person.id"
            " WHERE reference = :r",
            r="ANY/9001/26",
        )
        == TRAY_SERGEANT
    )


def test_when_a_suspect_is_known_the_next_page_asks_for_them(site):
    page = record(site.browse(OFFICER), a_crime(site, suspect_known="yes", no_suspect_reason=""))
    assert (page.status, page.heading) == (200, "Add a suspect")


def test_a_crime_without_a_victim_needs_only_the_reason(site):
    crime = a_crime(
        site,
        victim_kind="none",
        victim_name="",
        victim_contact_name="",
        no_victim_reason="The railings belong to nobody now.",
    )
    assert "The railings belong to nobody now." in record(site.browse(OFFICER), crime).section("victims")


def test_the_same_form_sent_twice_records_one_crime(site):
    form = site.browse(OFFICER).get("/investigations/record").fill(a_crime(site))
    assert form.submit().said.startswith("The crime is recorded")
    assert form.submit().status == 200
    assert site.one("SELECT count(*) FROM investigation WHERE reference = 'ANY/9001/26'") == 1


def test_an_empty_form_names_everything_that_is_needed_at_once(looking):
    form = (
        looking.browse(OFFICER)
        .get("/investigations/record")
        .fill({"unit": "", **{f"reported_at-{part}": "" for part in ("day", "month", "year", "time")}})
    )
    page = form.submit()
    assert page.status == 422
    assert page.errors == [
        "Enter the crime reference.",
        "Choose the unit that holds the crime.",
        "Choose the kind of crime, then the offence.",
        "Enter when it happened, or began.",
        "Enter when it was reported.",
        "Choose how it was reported.",
        "Enter where it happened.",
        "Write what happened.",
        "Choose who the victim is, or that there is none.",
        "Choose whether a suspect is known.",
    ]
    assert page.soup.title.string.startswith("Error: ")


def at(name: str, moment: dt.datetime) -> dict:
    return {key.replace("-", "__"): value for key, value in when(name, moment).items()}


WRONG = {
    "no reference": ("reference", {"reference": ""}, "Enter the crime reference."),
    "a long reference": (
        "reference",
        {"reference": "A" * 41},
        "Crime reference must be 40 characters or fewer.",
    ),
    "a reference in use": ("reference", {"reference": "any/4996/26"}, "any/4996/26 is already in use."),
    "a long place": ("place", {"place": "A" * 301}, "Where it happened must be 300 characters or fewer."),
    "a long summary": (
        "summary",
        {"summary": "A" * 5_001},
        "What happened must be 5,000 characters or fewer.",
    ),
    "an unprintable place": ("place", {"place": "High\x07 Street"}, UNSTORABLE),
    "an unprintable summary": ("summary", {"summary": "a\x00b"}, UNSTORABLE),
    "a long name": (
        "victim_name",
        {"victim_name": "A" * 121},
        "Victim's name must be 120 characters or fewer.",
    ),
    "a long number": (
        "victim_phone",
        {"victim_phone": "0" * 41},
        "Victim's telephone number must be 40 characters or fewer.",
    ),
    "a business without anybody": (
        "victim_contact_name",
        {"victim_contact_name": ""},
        "Enter who to contact at the business.",
    ),
    "a victim without a name": ("victim_name", {"victim_name": ""}, "Enter the victim's name."),
    "no victim and no reason": (
        "no_victim_reason",
        {"victim_kind": "none"},
        "Write why there is no identifiable victim.",
    ),
    "no suspect and no reason": (
        "no_suspect_reason",
        {"no_suspect_reason": " "},
        "Write why there is no suspect.",
    ),
    "a class without an offence": (
        "offence",
        {"offence__class": "robbery"},
        "Choose which offence of robbery it is.",
    ),
    "31 February": (
        "occurred_from_at",
        {"occurred_from_at__day": "31", "occurred_from_at__month": "2"},
        "It happened from must be a real date.",
    ),
    "a month missing": (
        "occurred_from_at",
        {"occurred_from_at__month": ""},
        "It happened from must include a month.",
    ),
    "words for a day": (
        "occurred_from_at",
        {"occurred_from_at__day": "Monday"},
        "It happened from: the day must be a number.",
    ),
    "a short year": (
        "occurred_from_at",
        {"occurred_from_at__year": "26"},
        "It happened from: the year must have 4 numbers.",
    ),
    "a time of 25:00": ("reported_at", {"reported_at__time": "25:00"}, "Reported: the time must be like"),
    "an hour that the clocks skipped": (
        "occurred_from_at",
        {
            "occurred_from_at__day": "29",
            "occurred_from_at__month": "3",
            "occurred_from_at__year": "2026",
            "occurred_from_at__time": "01:30",
        },
        "It happened from: that time did not exist, because the clocks went forward.",
    ),
    "a report in the future": (
        "reported_at",
        at("reported_at", NOW + dt.timedelta(minutes=1)),
        "The report cannot be in the future.",
    ),
    "begun after it was reported": (
        "occurred_from_at",
        at("occurred_from_at", NOW - dt.timedelta(minutes=59)),
        "The crime cannot have begun after it was reported.",
    ),
    "ended before it began": (
        "occurred_until_at",
        at("occurred_until_at", NOW - dt.timedelta(hours=6)),
        "The crime cannot have ended before it began.",
    ),
    "ended in the future": (
        "occurred_until_at",
        at("occurred_until_at", NOW + dt.timedelta(hours=6)),
        "The end of the crime cannot be in the future.",
    ),
}


@pytest.mark.parametrize(("field", "changed", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_recorded_says_why_beside_the_field_and_loses_nothing(looking, field, changed, why):
    before = looking.one("SELECT count(*) FROM investigation")
    crime = a_crime(looking, **changed)
    form = looking.browse(OFFICER).get("/investigations/record").fill(crime)
    page = form.submit()
    assert (page.status, page.heading) == (422, "Record a crime")
    assert page.error_beside(field).startswith(why)
    assert [error for error in page.errors if error.startswith(why)]
    for name, typed in crime.items():
        assert page.form.value(name) == typed.strip().translate({0: "\ufffd", 7: "\ufffd"}), name
    assert looking.one("SELECT count(*) FROM investigation") == before


@pytest.mark.parametrize(
    ("forged", "field", "why"),
    [
        ({"unit": "99999"}, "unit", NOT_OFFERED),
        ({"unit": "'; DROP TABLE unit"}, "unit", NOT_OFFERED),
        ({"reported_how": "pigeon"}, "reported_how", NOT_OFFERED),
        ({"offence-class": "nonsense"}, "offence", "Choose the kind of crime, then the offence."),
        ({"offence-shop_theft": "rape"}, "offence", "Choose which offence of shop theft it is."),
        ({"offence-shop_theft": "nonsense"}, "offence", "Choose which offence of shop theft it is."),
        ({"flags": "nonsense"}, "flags", NOT_OFFERED),
        ({"victim_kind": "ghost"}, "victim_kind", NOT_OFFERED),
    ],
)
def test_what_the_page_does_not_offer_is_refused_beside_its_field(looking, forged, field, why):
    form = looking.browse(OFFICER).get("/investigations/record").fill(a_crime(looking))
    page = form.forge(**forged).submit()
    assert page.status == 422
    assert page.error_beside(field).startswith(why)


HOSTILE = "<script>alert('1')</script> \"quoted\" & \u202egnitirw\u202c 👮‍♀️ {{ 7 * 7 }}"


@on_both
def test_hostile_text_is_kept_and_shown_as_text(site):
    crime = a_crime(site, place=HOSTILE, summary=HOSTILE, victim_name=HOSTILE, no_suspect_reason=HOSTILE)
    page = record(site.browse(OFFICER), crime)
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert page.words.count("<script>alert('1')</script>") >= 4
    assert "👮‍♀️ {{ 7 * 7 }}" in page.words
    again = site.browse(SERGEANT).get("/cases/my-team")
    assert "<script>alert" not in again.text
    assert "<script>alert('1')</script>" in again.words


def test_five_thousand_characters_fit_in_a_summary(site):
    page = record(site.browse(OFFICER), a_crime(site, summary="é" * 5_000))
    assert "é" * 5_000 in page.words


def test_new_lines_are_one_character_each_however_the_browser_sends_them(site):
    page = record(site.browse(OFFICER), a_crime(site, summary="a\r\n" * 2_499 + "ab"))
    assert page.status == 200
    assert site.one("SELECT length(summary) FROM investigation WHERE reference = 'ANY/9001/26'") == 5_000


def test_only_investigators_and_supervisors_record_crimes(looking):
    page = looking.browse(CARE).get("/investigations/record")
    assert page.status == 403
    assert "the role of investigator or supervisor" in page.words


def unclassified(site) -> str:
    crime = a_crime(
        site,
        offence__class="unclassified",
        offence__unclassified="unclassified_violence_or_sexual",
        victim_kind="person",
        victim_contact_name="",
    )
    return record(site.browse(OFFICER), crime).path


def test_a_crime_is_classified_once(site):
    case, browser = unclassified(site), site.browse(TRAY_SERGEANT)
    page = browser.get(case).follow("Classify the crime")
    assert "unclassified" not in page.text
    chosen = {"offence-class": "assault", "offence-assault": "assault_common"}
    page = page.fill(chosen).submit()
    assert (page.said, page.heading) == ("The crime is classified.", "Common assault")
    assert "Classify the crime" not in page.links
    page = browser.send_anyway(f"{case}/classify", chosen)
    assert page.error_beside("offence") == "This crime is already classified. Reclassify it instead."


def test_a_crime_is_not_allocated_before_it_is_classified(site):
    case, browser = unclassified(site), site.browse(TRAY_SERGEANT)
    page = browser.get(f"{case}/allocate").fill(officer=str(site.person(OFFICER))).submit()
    assert page.status == 422
    assert "The crime is classified" in page.still_needed
    assert browser.get(page.links["Mend this : the crime is classified"]).heading == "Classify the crime"
