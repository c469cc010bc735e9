"""Reclassifying, giving a crime to another unit, and correcting contacts and suspects, on their pages."""

from __future__ import annotations

import pytest

from tests.pages import when
from tests.views.filling import assert_refused_beside, tell
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    AUDITOR,
    CARE,
    CLOSED,
    DETECTIVE_INSPECTOR,
    INSPECTOR,
    OFFICER,
    OTHER_DETECTIVE,
    SERGEANT,
    SIGNED,
    on_both,
)
from tests.views.test_reallocating import a_sergeant_of, unit_of
from tests.views.test_suspects import add

WHY = "The footage shows a knife."
ROBBERY = {"offence-class": "robbery", "offence-robbery": "robbery_personal"}
SHOPLIFTING = {"offence-class": "shop_theft", "offence-shop_theft": "shoplifting"}
HAND_OVER = {"urgent": "Nothing.", "promised": "A call.", "exhibits": "Store 4."}


def class_of(site, reference: str) -> str:
    return site.one("SELECT offence_class FROM investigation WHERE reference = :r", r=reference)


@on_both
def test_a_crime_is_raised_from_its_page_and_the_timeline_says_from_what(site):
    page = site.browse(OFFICER).get(site.page_of(AT_WORK)).follow("Reclassify the crime")
    page = page.fill(ROBBERY, reason=WHY).submit()
    assert (page.said, class_of(site, AT_WORK)) == ("The crime is reclassified.", "robbery")
    assert "Reclassified from" in page.section("timeline")
    assert WHY in page.section("timeline")


def test_a_class_is_lowered_by_whoever_may_and_others_are_told_who(site):
    path, before = f"{site.page_of(ABUSE)}/reclassify", class_of(site, ABUSE)
    page = site.browse(SERGEANT).get(path).fill(SHOPLIFTING, reason=WHY).submit()
    assert page.status == 422
    assert "an inspector or above" in page.still_needed["Whoever lowers a risk or a class has the authority"]
    assert page.form.value("reason") == WHY
    assert class_of(site, ABUSE) == before
    page = site.browse(INSPECTOR).get(path).fill(SHOPLIFTING, reason=WHY).submit()
    assert page.said == "The crime is reclassified."
    assert "a less grave class" in page.section("timeline")


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        (ROBBERY, "reason", "Write what showed that it is this offence."),
        ({"offence-class": "robbery", "reason": WHY}, "offence", "Choose which offence of robbery it is."),
        ({"reason": WHY}, "offence", "Choose the kind of crime, then the offence."),
    ],
)
def test_what_is_missing_to_reclassify_is_named_beside_its_field(looking, typed, field, why):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/reclassify").fill(typed).submit()
    assert page.status == 422
    assert [error for error in page.errors if error.startswith(why)]


def another_unit(site, reference: str) -> str:
    return str(
        site.one(
            "SELECT min(id) FROM unit WHERE tray_holder_id IS NOT NULL AND id <> :u",
            u=unit_of(site, reference),
        )
    )


@on_both
def test_a_crime_is_given_to_another_unit_and_waits_there(site):
    unit = another_unit(site, AT_WORK)
    browser = site.browse(a_sergeant_of(site, AT_WORK))
    page = browser.get(site.page_of(AT_WORK)).follow("Give to another unit")
    page = page.fill(HAND_OVER, unit=unit, reason="A series there.").submit()
    assert page.said.startswith("The crime is given to the other unit.")
    assert "Given to another unit; answered for by" in page.section("timeline")
    holder = site.one("SELECT tray_holder_id FROM unit WHERE id = :u", u=int(unit))
    assert site.ask(
        "SELECT unit_id, responsible_id, oic_id FROM investigation WHERE reference = :r", r=AT_WORK
    ) == [(int(unit), holder, None)]
    number = site.one("SELECT username FROM person WHERE id = :p", p=holder)
    assert AT_WORK in site.browse(number).get("/cases/to-allocate").words


def test_what_is_missing_of_the_hand_over_is_named(looking):
    browser = looking.browse(a_sergeant_of(looking, AT_WORK))
    typed = {"unit": another_unit(looking, AT_WORK), **HAND_OVER, "reason": "A series.", "exhibits": ""}
    page = browser.get(f"{looking.page_of(AT_WORK)}/transfer-unit").fill(typed).submit()
    assert_refused_beside(page, "exhibits", "Write where the exhibits are", {"urgent": "Nothing."})


def test_who_may_not_is_told_who_may(looking):
    case = looking.page_of(AT_WORK)
    for path, number, who in (
        (f"{case}/reclassify", CARE, "investigator or supervisor of the unit"),
        (f"{case}/transfer-unit", OFFICER, "by a supervisor of the unit that holds the crime"),
        (f"/contacts/{looking.first('contact', CLOSED)}/correct", AUDITOR, "supervisors and victim care"),
        (f"/suspects/{looking.first('suspect', ABUSE)}/correct", CARE, "investigator or supervisor"),
        (f"/suspects/{looking.first('suspect', ABUSE)}/recorded-in-error", OTHER_DETECTIVE, "supervisor"),
        (f"/suspects/{looking.first('suspect', ABUSE)}/recorded-in-error", SERGEANT, "an inspector or above"),
    ):
        page = looking.browse(number).get(path)
        assert "You cannot do this" in page.words
        assert who in page.words, path


def test_a_finished_case_offers_neither_another_class_nor_another_unit(looking):
    links = looking.browse(SERGEANT).get(looking.page_of(CLOSED)).links
    assert not {"Reclassify the crime", "Give to another unit"} & set(links)


def told(site) -> int:
    """The contact by which the victim of a signed-off case was just told its decision."""
    page = tell(site, site.page_of(SIGNED), site.browse(CARE))
    assert page.said == "The contact is recorded."
    return site.one("SELECT max(id) FROM contact WHERE investigation_id = :c", c=site.case(SIGNED))


@on_both
def test_a_contact_is_corrected_and_the_first_is_shown_struck_out(site):
    contact, browser = told(site), site.browse(CARE)
    page = browser.get(f"/contacts/{contact}/correct")
    assert page.form.value("told") == "What was decided, and why."
    page = page.fill(result="attempted", tells_decision="none", told="", why="Her sister answered.").submit()
    assert page.said == "The contact is corrected."
    assert "Corrected Reached by telephone" in page.section("victims")
    assert "In the place of an earlier record: Her sister answered." in page.section("victims")
    assert "Tell the victim the decision and its reasons" in page.section("next")
    assert "A contact with a victim is corrected: what it told or kept is owed again" in page.words
    assert f"/contacts/{contact}/correct" not in page.links.values()


def test_a_finished_case_keeps_what_told_its_victim(site):
    contact = site.one(
        "SELECT min(c.id) FROM contact c JOIN investigation i ON i.current_decision_id = c.decision_id "
        "WHERE i.reference = :r",
        r=CLOSED,
    )
    page = site.browse(CARE).get(f"/contacts/{contact}/correct")
    typed = {"result": "attempted", "tells_decision": "none", "why": "Nobody was in."}
    page = page.fill(typed).submit()
    assert_refused_beside(page, "tells_decision", "This case was finished because", {"why": "Nobody was in."})


def test_a_correction_says_what_was_wrong(looking):
    path = f"/contacts/{looking.first('contact', CLOSED)}/correct"
    page = looking.browse(CARE).get(path).fill(said="Nothing.").submit()
    assert_refused_beside(page, "why", "Write what was wrong with the record.", {"said": "Nothing."})


@on_both
def test_a_suspect_is_corrected_and_what_stood_there_is_in_the_timeline(site):
    add(site)
    browser = site.browse(OFFICER)
    page = browser.get(site.page_of(AT_WORK)).follow("Correct who they are : Dale Firth")
    assert page.form.value("name") == "Dale Firth"
    page = page.fill(name="Dale Frith", why="His driving licence.").submit()
    assert page.said.startswith("The suspect is corrected.")
    assert "Dale Frith" in page.section("suspects")
    assert "Name was: Dale Firth" in page.section("timeline")


def test_what_is_wrong_with_a_correction_is_named_beside_its_field(site):
    add(site)
    path = f"/suspects/{site.first('suspect', AT_WORK)}/correct"
    typed = {"name": "", "why": "His licence."}
    page = site.browse(OFFICER).get(path).fill(typed).submit()
    assert_refused_beside(page, "name", "Enter the suspect's name.", {"why": "His licence."})
    future = when("born_on", site.later(days=400))
    page = page.fill(name="Dale Frith", **{k: v for k, v in future.items() if not k.endswith("time")})
    site.later(days=-400)
    assert_refused_beside(page.submit(), "born_on", "The date of birth cannot be in the future.", {})


def test_a_suspect_recorded_in_error_is_kept_on_the_page_and_nothing_is_offered_for_them(site):
    path = f"/suspects/{site.first('suspect', ABUSE)}/recorded-in-error"
    page = site.browse(DETECTIVE_INSPECTOR).get(path).fill(reason="He is the neighbour who rang.").submit()
    assert page.said == "The suspect is taken out. The record of it is kept."
    assert "Recorded in error" in page.section("suspects")
    assert "He is the neighbour who rang." in page.section("suspects")
    assert not [words for words in page.links if words.endswith(": Emeka Okoro")]


def test_what_proves_a_death_is_shown_and_asked_of_the_dead_alone(site):
    add(site)
    path = f"/suspects/{site.first('suspect', AT_WORK)}/decide"
    typed = {"decision": "wanted", "reason": "Gone.", "proof_of_death": "Certificate seen."}
    page = site.browse(OFFICER).get(path).fill(typed).submit()
    assert_refused_beside(page, "proof_of_death", "Proof of death is of a suspect who has died.", typed)
    page = page.fill(decision="deceased").submit()
    assert "Proof of death: Certificate seen." in page.section("suspects")


def test_a_contact_that_gave_reasons_is_corrected_with_them(site):
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/suspects/add")
    page.fill(name="Rhys Tanner", why_suspected="Named.", offences_considered="Burglary").submit()
    suspect = site.first("suspect", AT_WORK)
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/development")
    told = {"trigger": "suspect_bailed", "suspect": str(suspect), "words": "Bailed until May."}
    assert page.fill(told).submit().said.startswith("The development is recorded.")
    victim = site.first("victim", AT_WORK)
    right = site.one("SELECT id FROM duty WHERE right_key = 'bail' AND victim_id = :victim", victim=victim)
    page = site.browse(OFFICER).get(f"/victims/{victim}/contact?owed={right}")
    typed = {"result": "reached", "channel": "phone", "told": "He is out.", "tells_decision": "none"}
    page.fill({**typed, "reasons": "The time ran out."}).submit()
    contact = site.one("SELECT max(id) FROM contact")
    again = site.browse(OFFICER).get(f"/contacts/{contact}/correct")
    assert (again.form.value("told"), again.form.value("reasons")) == ("He is out.", "The time ran out.")
    page = again.fill(why="A word.", told="He is out on bail.").submit()
    assert page.said.startswith("The contact is corrected.")
    assert "He is out on bail. Reasons given: The time ran out." in page.section("victims")
