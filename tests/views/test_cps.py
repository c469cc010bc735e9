"""The CPS, waiting and new information on their pages."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    AT_WORK,
    CARE,
    CLOSED,
    FILED,
    OFFICER,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)

HOUR = dt.timedelta(hours=1)


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


def refer(site, number: str = SERGEANT, **changes: str):
    """Refer the case at work for early advice."""
    site.later(hours=1)
    page = site.browse(number).get(site.page_of(AT_WORK)).follow("Refer to the CPS")
    typed = {**when("referred_at", site.now), "asked": "early_advice", "reference": "URN 42AB"} | changes
    return page.fill(typed).submit()


def reply_page(site, words: str):
    return site.browse(SERGEANT).get(site.page_of(AT_WORK)).follow("Record a reply of the CPS").follow(words)


@on_both
def test_a_case_is_referred_and_the_plan_that_comes_back_becomes_lines(site):
    page = refer(site)
    assert page.said == "The case is with the CPS."
    assert site.state(AT_WORK) == "awaiting_cps"
    assert "Early advice With the CPS" in page.section("cps")
    assert "URN 42AB" in page.section("cps")
    assert "Chase the CPS's reply" in page.section("next")
    site.later(hours=1)
    form = reply_page(site, "Action plan").form
    assert form.value("referral")  # the only one that waits
    due = site.now.date() + dt.timedelta(days=3)
    typed = {"asks_1": "Ask the taxi firm.", "category_1": "financial", **day("due_on_1", due)}
    page = form.fill({**when("replied_at", site.now), **typed}).submit()
    assert page.said == "The action plan is recorded. Each of its actions is a line of inquiry."
    assert site.state(AT_WORK) == "investigating"
    assert "Ask the taxi firm." in page.section("lines")
    assert "Answer the CPS: Ask the taxi firm." in page.section("next")
    assert "Early advice Replied" in page.section("cps")
    assert "The CPS replied: action plan" in page.section("timeline")


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"category_1": "financial"}, "asks_1", "Write what this action asks for."),
        ({"asks_2": "Ask."}, "category_2", "Choose which kind of line this action is."),
        ({"asks_1": "Ask.", "category_1": "cctv"}, "due_on_1", "Enter by which day this action is due."),
    ],
)
def test_an_action_is_whole_or_left_out(looking, typed, field, why):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/cps-reply/action-plan")
    typed = {**when("replied_at", looking.now), **typed}
    assert_refused_beside(page.fill(typed).submit(), field, why, typed)


def test_a_decision_of_the_cps_asks_a_supervisor_whether_to_appeal(site):
    suspect = a_suspect(site)
    page = reply_page(site, "No further action")
    typed = {**when("replied_at", site.now), "suspect": str(suspect), "ground": "evidential"}
    page = page.fill(typed).submit()
    assert "Appeal not considered yet" in page.section("cps")
    path = f"{site.page_of(AT_WORK)}/cps-decision-considered"
    assert "a supervisor who is not the officer in the case" in site.browse(OFFICER).get(path).words
    page = site.browse(SERGEANT).get(path)
    assert_refused_beside(page.fill(appealed="no").submit(), "reason", "Write why", {"appealed": "no"})
    page = page.fill(appealed="no", reason="The lawyer is right.").submit()
    assert page.said == "It is recorded that the decision was received and an appeal considered."
    assert "No appeal: The lawyer is right." in page.section("cps")
    assert "No decision of the CPS waits" in site.browse(SERGEANT).get(path).words


def a_suspect(site) -> int:
    page = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/suspects/add")
    typed = {"name": "Rowan Pike", "offences_considered": "Theft", "why_suspected": "Seen nearby."}
    page.fill(typed).submit()
    return site.one("SELECT max(id) FROM suspect")


def test_why_early_advice_was_not_sought_is_written(site):
    suspect = a_suspect(site)
    page = site.browse(SERGEANT).get(site.page_of(AT_WORK)).follow("Record why early advice was not sought")
    page_without = page.fill(reason="Too early.").submit()
    assert_refused_beside(page_without, "suspects", "Choose at least one suspect.", {"reason": "Too early."})
    page = page.fill(suspects=str(suspect), reason="Too early.").submit()
    assert page.said == "It is recorded why early advice was not sought."
    assert "Too early." in page.section("timeline")


def test_the_page_of_replies_leads_to_the_charge(site):
    a_suspect(site)
    page = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/cps-reply").follow("Charge: Rowan Pike")
    assert page.heading == "Record a charge"


def test_who_may_not_is_told_who_may(looking):
    browser = looking.browse(CARE)
    for page in ("refer-to-cps", "cps-reply", "cps-reply/early-advice", "waiting", "waiting-over"):
        words = browser.get(f"{looking.page_of(AT_WORK)}/{page}").words
        assert "You cannot do this" in words, page
    for page in ("cps-reply", "cps-reply/early-advice"):
        words = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(CLOSED)}/{page}").words
        assert "as new information" in words, page


@on_both
def test_a_case_that_waits_goes_to_the_second_list_and_comes_back(site):
    browser = site.browse(OFFICER)
    reference = site.one(
        "SELECT i.reference FROM investigation i JOIN person p ON p.id = i.oic_id"
        " WHERE p.username = :number AND i.state = 'investigating' ORDER BY i.id LIMIT 1",
        number=OFFICER,
    )
    assert reference in browser.get("/cases/my-cases").links
    page = browser.get(site.page_of(reference)).follow("Wait for somebody else")
    wait = {"on": "laboratory", "words": "The glove.", **when("since_at", site.now)}
    refused = page.fill(wait).submit()
    assert refused.error_beside("chase_on") == "Enter by which day it is chased."
    wait |= {**day("chase_on", site.now.date() + dt.timedelta(days=7)), "chaser": str(site.person(OFFICER))}
    page = page.fill(wait).submit()
    assert "Waiting for the laboratory" in page.words
    assert reference not in browser.get("/cases/my-cases").links
    waiting = browser.get("/cases/my-cases").follow("Waiting")
    assert reference in waiting.links
    assert "Waiting for the laboratory" in waiting.words
    page = browser.get(site.page_of(reference)).follow("The wait is over")
    page = page.fill(words="It came.").submit()
    assert page.said == "The wait is over, and the case is among the active ones again."
    assert reference in browser.get("/cases/my-cases").links


@on_both
def test_new_information_on_a_finished_case_is_brought_listed_and_considered(site):
    page = site.browse(CARE).get(site.page_of(FILED)).follow("Record new information")
    typed = {"words": "A hit on the glove.", "source": "The laboratory", **when("came_at", site.now)}
    page = page.fill(typed).submit()
    assert site.state(FILED) == "no_further_action"
    assert "A hit on the glove. From: The laboratory" in page.section("new-information")
    assert "Reopen because of it" not in page.links, "she is told before she asks"
    assert "Whether to reopen the case because of it: this is done by a supervisor of the unit" in page.words
    supervisor = site.browse(supervisor_of(site, FILED))
    listed = supervisor.get("/cases/new-information")
    assert FILED in listed.links
    assert "New information (1)" in listed.links
    page = supervisor.get(site.page_of(FILED)).follow("write why the case stays finished")
    assert "A hit on the glove." in page.words
    page = page.fill(reason="Her own blood.").submit()
    assert page.said == "It is recorded why the case stays finished."
    assert "Nothing waits to be considered." in page.section("new-information")
    assert FILED not in supervisor.get("/cases/new-information").links


def supervisor_of(site, reference: str) -> str:
    return site.one(
        "SELECT min(p.username) FROM investigation i JOIN role_holding h ON h.unit_id = i.unit_id"
        " JOIN person p ON p.id = h.person_id WHERE i.reference = :reference AND h.role = 'supervisor'",
        reference=reference,
    )


def test_an_open_case_takes_no_new_information(looking):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/new-information")
    assert "This case is not finished." in page.words


def test_the_page_of_a_charge_says_that_it_reopens_a_finished_case(site):
    suspect = site.first("suspect", CLOSED)
    page = site.browse(supervisor_of(site, CLOSED)).get(f"/suspects/{suspect}/charge")
    assert "This case is finished. Recording a charge is new information and reopens it" in page.words
