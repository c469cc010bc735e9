"""Risk that remains: one screen, what it knows already, what it refuses, and the way from *Still needed*."""

from __future__ import annotations

import pytest

from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    ABUSE,
    AUDITOR,
    CARE,
    CLOSED,
    DETECTIVE_INSPECTOR,
    INSPECTOR,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    READY,
    SIGNED,
    on_both,
)
from vocabulary import RemainsQuestion

QUESTIONS = [each.value for each in RemainsQuestion if each is not RemainsQuestion.TOLD_IN_PERSON]
ALL = {"order_kind": "dvpn", **dict.fromkeys(QUESTIONS, "yes")}


def path(site, reference: str = ABUSE) -> str:
    return f"/suspects/{site.first('suspect', reference)}/risk-that-remains"


def rows(site) -> dict[str, tuple]:
    found = site.ask(
        "SELECT question, answer, reason, order_kind FROM risk_that_remains WHERE suspect_id = :suspect",
        suspect=site.first("suspect", ABUSE),
    )
    return {question: rest for question, *rest in found}


@on_both
def test_every_question_is_answered_on_one_screen_and_shown_with_who_answered(site):
    browser = site.browse(OTHER_DETECTIVE)
    page = browser.get(site.page_of(ABUSE)).follow("Record the risk that remains : Emeka Okoro")
    assert page.heading == "Risk that remains"
    page = page.fill({**ALL, "firearms": "no", "firearms_reason": "Licensing is closed."}).submit()
    assert (page.status, page.said) == (200, "What remains is recorded.")
    assert "Risk that remains: " in page.section("timeline")
    assert "protective order yes (domestic violence protection notice or order)" in page.section("timeline")
    assert set(rows(site)) == set(QUESTIONS)
    assert rows(site)["firearms"] == ["no", "Licensing is closed.", None]
    page = browser.get(path(site))
    assert page.form.value("firearms") == "no"
    assert page.form.value("firearms_reason") == "Licensing is closed."
    assert page.form.value("order_kind") == "dvpn"
    assert "Firearms and shotgun certificates: no, by DC" in page.words
    page = page.fill(firearms="yes", firearms_reason="Checked: none.").submit()
    assert page.said == "What remains is recorded."
    assert rows(site)["firearms"] == ["yes", "Checked: none.", None]


@on_both
def test_no_further_action_asks_for_each_and_leads_to_the_screen(site):
    suspect = site.first("suspect", ABUSE)
    page = site.browse(DETECTIVE_INSPECTOR).get(f"/suspects/{suspect}/no-further-action")
    assert "Firearms certificates were checked" in page.words
    page = page.fill(reason="Not enough.").submit()
    assert page.status == 422
    assert {
        "A protective order was sought, or why not",
        "Firearms certificates were checked",
        "Children linked to the suspect were referred",
        "A position of trust was reported",
        "Other allegations were looked at",
        "Intelligence was submitted",
        "The suspect's welfare was considered",
    } <= set(page.still_needed)
    assert page.links["Emeka Okoro: not answered"] == path(site)
    assert site.browse(OTHER_DETECTIVE).get(path(site)).fill(ALL).submit().status == 200
    page = site.browse(DETECTIVE_INSPECTOR).get(f"/suspects/{suspect}/no-further-action")
    page = page.fill(reason="Not enough.").submit()
    assert (page.status, page.said.split(".")[0]) == (200, "No further action is decided for this suspect")


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"firearms": "no"}, "firearms_reason", "Write why not."),
        ({"children": "not_applicable"}, "children_reason", "Write why it does not apply."),
        ({"protective_order": "yes"}, "order_kind", "Choose which order was applied for."),
        ({"welfare": "yes", "welfare_reason": "x" * 5_001}, "welfare_reason", "Reason, or what was done"),
    ],
)
def test_what_is_missing_is_named_beside_its_field(looking, typed, field, why):
    page = looking.browse(OTHER_DETECTIVE).get(path(looking)).fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


def test_answering_nothing_is_refused(looking):
    page = looking.browse(OTHER_DETECTIVE).get(path(looking)).form.submit()
    assert (page.status, page.errors) == (422, ["Answer at least one question, or change an answer."])


def test_who_may_not_is_told_who_may(looking):
    who = "by an investigator or supervisor of the unit"
    for number in (CARE, AUDITOR, OFFICER):
        browser = looking.browse(number)
        assert who in browser.get(path(looking)).words
        page = browser.send_anyway(path(looking), firearms="yes")
        assert page.status == 422
        assert who in page.errors[0]
    assert rows(looking) == {}


def test_in_a_plain_theft_nothing_waits_for_it(looking):
    page = looking.browse(INSPECTOR).get(path(looking, SIGNED))
    assert "nothing waits for these answers" in page.words
    assert not page.main.select("[name=told_in_person]")


def test_a_finished_case_is_reopened_first(looking):
    browser = looking.browse(OFFICER)
    assert browser.get(path(looking, CLOSED)).main.find("form") is None
    page = browser.send_anyway(path(looking, CLOSED), firearms="yes")
    assert page.status == 422
    assert "This case is finished" in page.errors[0]


def test_a_child_who_is_the_victim_fills_in_what_it_says_and_leaves_no_way_around(site):
    risk = f"{site.page_of(ABUSE)}/risk/record"
    page = site.browse(OTHER_DETECTIVE).get(risk).fill(flags="child_victim", reason="She is 15.").submit()
    assert page.said == "The risk is recorded."
    page = site.browse(OTHER_DETECTIVE).get(path(site))
    assert "A child is the victim of this crime" in page.words
    assert page.form.value("children_reason").startswith("A child is the victim of this crime")
    page = page.fill({**ALL, "children": "not_applicable", "children_reason": "He has none."}).submit()
    assert page.status == 200
    page = site.browse(OTHER_DETECTIVE).get(site.page_of(ABUSE))
    assert "Answered that it does not apply, and a child is the victim" in page.section(
        "still-needed"
    ).replace("answered that", "Answered that")


def test_other_crimes_that_name_the_same_person_are_listed_and_linked(site):
    born = {"born_on-day": "27", "born_on-month": "3", "born_on-year": "1990"}
    person = {"offences_considered": "Assault", "why_suspected": "Named.", **born}
    for number, reference, name in ((OTHER_DETECTIVE, ABUSE, "Dale Firth"), (OFFICER, READY, "DALE  FIRTH")):
        page = site.browse(number).get(f"{site.page_of(reference)}/suspects/add")
        assert page.fill({**person, "name": name}).submit().said == "The suspect is added."
    newest = site.one("SELECT max(id) FROM suspect WHERE investigation_id = :case", case=site.case(ABUSE))
    page = site.browse(OTHER_SERGEANT).get(f"/suspects/{newest}/risk-that-remains")
    assert page.links[READY] == site.page_of(READY)
    assert "None with the same name" in site.browse(OTHER_SERGEANT).get(path(site)).words


def test_a_proposal_that_stands_is_taken_back_only_after_a_warning(site):
    page = site.browse(OFFICER).get(path(site, SIGNED)).fill(firearms="yes").submit()
    assert page.status == 409
    assert "takes the decision back" in page.words
    page = page.fill(lapse_accepted="y").submit()
    assert page.said == "What remains is recorded."
