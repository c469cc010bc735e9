"""Suspects: facts about them, what was decided, and no further action with its own gate."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.base import NOT_OFFERED
from tests.demo import NOW
from tests.pages import when
from tests.views.filling import a_crime, assert_refused_beside, give
from tests.views.sites import (
    ABUSE,
    AT_WORK,
    AUDITOR,
    CHARGED,
    CLOSED,
    DETECTIVE,
    DETECTIVE_INSPECTOR,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)
from tests.views.test_recording import UNSTORABLE
from tests.views.test_remaining import ALL as EVERY_ANSWER

SUSPECT = {
    "name": "Dale Firth",
    "offences_considered": "Burglary",
    "why_suspected": "His boots fit the mark.",
}
HELD = {
    "account": "No comment.",
    "recorded_how": "video",
    "legal_advice": "declined",
    "adult": "not_needed",
}


def add(site, **more: str):
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/suspects/add")
    return page.fill({**SUSPECT, **more}).submit()


def about(site, reference: str, act: str) -> str:
    return f"/suspects/{site.first('suspect', reference)}/{act}"


@on_both
def test_a_suspect_is_added_interviewed_charged_and_told(site):
    page = add(site, **{"born_on-day": "27", "born_on-month": "3", "born_on-year": "1990"})
    assert page.said == "The suspect is added."
    assert "Dale Firth Not decided" in page.section("suspects")
    browser = site.browse(OFFICER)
    page = browser.get(site.page_of(AT_WORK)).follow("Record an interview under caution : Dale Firth")
    assert page.heading == "Record an interview under caution"
    hour_ago = site.now - dt.timedelta(hours=1)
    page = page.fill({**HELD, **when("interviewed_at", hour_ago)}).submit()
    assert page.said == "The interview is recorded."
    assert "Interviewed under caution 24 November 2026 at 11:00am by PC Joe Hale" in page.section("suspects")
    page = browser.get(about(site, AT_WORK, "charge"))
    page = page.fill({"offence": "Burglary", **when("charged_at", site.now)}).submit()
    assert page.said == "The charge is recorded."
    assert site.state(AT_WORK) == "in_prosecution"
    assert "Dale Firth Charged" in page.section("suspects")
    page = browser.get(about(site, AT_WORK, "told")).fill(when("told_at", site.now)).submit()
    assert page.said == "It is recorded that the suspect was told."
    assert "told 24 November 2026 at 12:00pm" in page.section("suspects")


def test_a_supervisor_who_interviewed_is_named_and_may_not_sign(site):
    add(site)
    page = site.browse(OFFICER).get(about(site, AT_WORK, "interview"))
    options = [tag["value"] for tag in page.main.find("select").find_all("option")]
    assert {str(site.person(each)) for each in (OFFICER, SERGEANT, DETECTIVE_INSPECTOR)} <= set(options)
    assert str(site.person(AUDITOR)) not in options
    assert len(options) == len(set(options))
    assert options[0] == str(site.person(OFFICER)), "oneself first: the commonest answer"
    by = str(site.person(SERGEANT))
    page = page.fill({**HELD, "interviewed_by": by, **when("interviewed_at", site.now)}).submit()
    assert "by PS Marta Kowal" in page.section("suspects")
    who = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/who-may-sign")
    assert "PS Marta Kowal: interviewed the suspect" in who.words


def test_it_is_written_why_there_is_no_suspect(site):
    page = site.browse(OFFICER).get(site.page_of(AT_WORK)).follow("write why there is none")
    page = page.fill(reason="Nothing left behind.").submit()
    assert page.said == "It is recorded why there is no suspect."
    assert "Nothing left behind." in page.section("suspects")


@pytest.mark.parametrize(
    ("decision", "shown"),
    [
        ("eliminated", "Eliminated"),
        ("deceased", "Has died"),
        ("wanted", "Wanted"),
    ],
)
def test_what_was_decided_elsewhere_is_recorded(site, decision, shown):
    add(site)
    page = site.browse(OFFICER).get(about(site, AT_WORK, "decide"))
    page = page.fill(decision=decision, reason="As the record shows.").submit()
    assert page.said == "The decision about this suspect is recorded."
    assert f"Dale Firth {shown}" in page.section("suspects")


@on_both
def test_a_detective_inspector_decides_no_further_action_and_the_victim_is_owed_the_reasons(site):
    remains = site.browse(OTHER_DETECTIVE).get(about(site, ABUSE, "risk-that-remains"))
    assert remains.fill(EVERY_ANSWER).submit().said == "What remains is recorded."
    page = site.browse(DETECTIVE_INSPECTOR).get(about(site, ABUSE, "no-further-action"))
    page = page.fill(reason="The two accounts cannot be decided between.").submit()
    assert page.said.startswith("No further action is decided for this suspect.")
    assert "Emeka Okoro No further action" in page.section("suspects")
    told = "Tell the victim that no further action is taken against Emeka Okoro, and why ( Grace Okoro )"
    assert told in page.section("next")
    record = page.follow("Decision record of 24 November 2026 at 12:00pm")
    assert "The two accounts cannot be decided between." in record.words
    assert site.state(ABUSE) == "investigating"


def test_a_sergeant_is_told_which_rank_decides_and_which_rule_asks(looking):
    page = looking.browse(OTHER_SERGEANT).get(about(looking, ABUSE, "no-further-action"))
    page = page.fill(reason="Not enough").submit()
    assert page.status == 422
    why = page.still_needed["Whoever signs has the authority"]
    assert why.startswith("This is decided by an inspector or above.")
    assert "is decided by an inspector." in why.removeprefix("This is decided by an inspector or above.")
    assert page.form.value("reason") == "Not enough"


def test_everything_missing_for_no_further_action_comes_at_once(site):
    add(site)
    page = site.browse(SERGEANT).get(about(site, AT_WORK, "no-further-action")).fill(reason="No evidence")
    page = page.submit()
    assert page.status == 422
    assert set(page.still_needed) == {"The suspect's account was sought"}
    page = page.fill(no_interview_reason="He was abroad all along.").submit()
    assert page.said.startswith("No further action is decided")


def test_what_does_not_depend_on_what_is_typed_is_in_the_list_before_anything_is(site):
    """The rank, early advice, and what the CPS decided: nobody learns of them by sending the form."""
    rape = {"offence-class": "rape_and_serious_sexual", "offence-rape_and_serious_sexual": "rape"}
    person = {"victim_kind": "person", "victim_contact_name": ""}
    case = give(site, a_crime(site, "ANY/9303/26") | rape | person, officer=DETECTIVE)
    site.browse(DETECTIVE).get(f"{case}/suspects/add").fill(SUSPECT).submit()
    suspect = site.first("suspect", "ANY/9303/26")
    page = site.browse(TRAY_SERGEANT).get(f"/suspects/{suspect}/no-further-action")
    before = set(page.asked)
    after = set(page.fill(reason="Not enough.", no_interview_reason="Abroad.").submit().still_needed)
    assert before == after
    assert "Whoever signs has the authority" in after
    assert "Early advice was sought from the CPS, or why not is recorded" in after


def test_an_investigator_does_not_decide_no_further_action(looking):
    path, browser = about(looking, ABUSE, "no-further-action"), looking.browse(OTHER_DETECTIVE)
    assert "You cannot do this This is done by a supervisor. Ask yours." in browser.get(path).words
    page = browser.send_anyway(path, reason="Not enough")
    assert (page.status, page.errors) == (422, ["This is done by a supervisor. Ask yours."])
    assert page.form.value("reason") == "Not enough"


FUTURE, LONG_AGO = NOW + dt.timedelta(minutes=1), NOW - dt.timedelta(days=300)
WRONG_MOMENTS = {
    "an interview in the future": (
        "interview",
        "interviewed_at",
        FUTURE,
        HELD,
        "The interview cannot be in the future.",
    ),
    "an interview before the crime was reported": (
        "interview",
        "interviewed_at",
        LONG_AGO,
        HELD,
        "The interview cannot be before the crime was reported.",
    ),
    "a charge in the future": (
        "charge",
        "charged_at",
        FUTURE,
        {"offence": "Assault"},
        "The charge cannot be in the future.",
    ),
    "a charge before the crime was reported": (
        "charge",
        "charged_at",
        LONG_AGO,
        {"offence": "Assault"},
        "The charge cannot be before the crime was reported.",
    ),
    "told before anything was decided": (
        "told",
        "told_at",
        NOW,
        {},
        "Nothing has been decided about this suspect yet.",
    ),
}


@pytest.mark.parametrize(("act", "field", "moment", "more", "why"), WRONG_MOMENTS.values(), ids=WRONG_MOMENTS)
def test_a_moment_that_cannot_be_is_refused_beside_it(looking, act, field, moment, more, why):
    typed = {**more, **when(field, moment)}
    page = looking.browse(OTHER_DETECTIVE).get(about(looking, ABUSE, act)).fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


@pytest.mark.parametrize(
    ("moment", "why"),
    [(FUTURE, "This cannot be in the future."), (LONG_AGO, "This cannot be before the crime was reported.")],
)
def test_a_suspect_cannot_have_been_told_then(looking, moment, why):
    typed = when("told_at", moment)
    page = looking.browse(OFFICER).get(about(looking, CLOSED, "told")).fill(typed).submit()
    assert_refused_beside(page, "told_at", why, typed)


BORN_TOMORROW = {"born_on-day": "25", "born_on-month": "11", "born_on-year": "2026"}
WRONG = {
    "no name": ("name", {"name": " "}, "Enter the suspect's name."),
    "a long name": ("name", {"name": "x" * 121}, "Name must be 120 characters or fewer."),
    "an unprintable name": ("name", {"name": "a\x07b"}, UNSTORABLE),
    "no offences": ("offences_considered", {"offences_considered": ""}, "Enter the offences considered."),
    "no grounds": ("why_suspected", {"why_suspected": ""}, "Write why this person is suspected."),
    "born tomorrow": ("born_on", BORN_TOMORROW, "The date of birth cannot be in the future."),
    "born on 30 February": (
        "born_on",
        {"born_on-day": "30", "born_on-month": "2", "born_on-year": "1990"},
        "Date of birth must be a real date.",
    ),
}


@pytest.mark.parametrize(("field", "changed", "why"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_a_suspect_says_why_beside_the_field_and_loses_nothing(looking, field, changed, why):
    page = add(looking, **changed)
    assert_refused_beside(page, field, why, {**SUSPECT, **changed})


def test_there_is_a_suspect_so_it_cannot_be_written_that_there_is_none(looking):
    page = looking.browse(DETECTIVE).get(f"{looking.page_of(CHARGED)}/suspects/none")
    page = page.fill(reason="Nobody").submit()
    why = "This crime has a suspect recorded. Decide that suspect instead."
    assert_refused_beside(page, "reason", why, {"reason": "Nobody"})


@pytest.mark.parametrize(
    ("act", "typed", "why"),
    [
        (
            "decide",
            {"decision": "eliminated", "reason": "Alibi"},
            "This suspect was charged. Resume the investigation first, then decide again.",
        ),
        (
            "charge",
            {"offence": "Theft", **when("charged_at", NOW)},
            "This suspect's charge is already recorded.",
        ),
    ],
)
def test_a_charge_stands(looking, act, typed, why):
    page = looking.browse(DETECTIVE).get(about(looking, CHARGED, act)).fill(typed).submit()
    assert (page.status, page.errors) == (422, [why])
    assert all(page.form.value(name) == value for name, value in typed.items())


@pytest.mark.parametrize(
    ("act", "forged"), [("decide", {"decision": "charged"}), ("interview", {"interviewed_by": "99999"})]
)
def test_what_the_page_does_not_offer_is_refused_beside_its_field(looking, act, forged):
    page = looking.browse(OTHER_DETECTIVE).get(about(looking, ABUSE, act)).form.forge(**forged).submit()
    assert page.status == 422
    assert page.error_beside(*forged) == NOT_OFFERED


@pytest.mark.parametrize("act", ["interview", "charge", "decide", "no-further-action", "told"])
def test_a_suspect_that_is_not_there_is_not_found(looking, act):
    page = looking.browse(AUDITOR).get(f"/suspects/99999/{act}")
    assert (page.status, "There is no such suspect." in page.words) == (404, True)
