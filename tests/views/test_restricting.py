"""Restricting a case on its pages: the stub, named readers, signers, and what is said beside the fields."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import when
from tests.views.filling import a_crime, assert_refused_beside
from tests.views.sites import (
    ABUSE,
    ADMINISTRATOR,
    AT_WORK,
    AUDITOR,
    CARE,
    COLLEAGUE,
    DETECTIVE_INSPECTOR,
    INSPECTOR,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    SERGEANT,
    WAITING,
    on_both,
)

WHY = "An officer's family is named in it."


def day(name: str, at: dt.datetime) -> dict[str, str]:
    return {key: value for key, value in when(name, at).items() if not key.endswith("-time")}


def restrict(site, reference: str = AT_WORK, kind: str = "restricted", number: str = INSPECTOR):
    page = site.browse(number).get(f"{site.page_of(reference)}/restrict")
    typed = day("review_on", site.now + dt.timedelta(days=28))
    nobody_else = {"readers": []} if page.main.select("[name=readers]") else {}
    return page.fill(kind=kind, reason=WHY, **typed, **nobody_else).submit()


@on_both
def test_a_case_is_restricted_from_its_page_and_others_see_whom_to_contact(site):
    words = site.browse(OTHER_DETECTIVE).get(site.page_of(AT_WORK)).words
    assert "Safeguarding card" in words
    browser = site.browse(INSPECTOR)
    page = browser.get(site.page_of(AT_WORK)).follow("Restrict this case")
    page = page.fill(kind="restricted", reason=WHY, **day("review_on", site.now + dt.timedelta(7))).submit()
    assert page.said == "The case is restricted."
    assert "Restricted Others see only whom to contact." in page.words
    assert "Restricted: who reads this case is limited" in page.section("timeline")
    stub = site.browse(OTHER_DETECTIVE).get(site.page_of(AT_WORK))
    assert (stub.status, stub.heading) == (403, "Restricted")
    assert "Contact Northgate investigations" in stub.words
    assert AT_WORK in stub.words
    assert site.one("SELECT summary FROM investigation WHERE reference = :r", r=AT_WORK) not in stub.text


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (OFFICER, 200),
        (COLLEAGUE, 200),
        (SERGEANT, 200),
        (INSPECTOR, 200),
        (AUDITOR, 200),
        (OTHER_DETECTIVE, 403),
        (OTHER_SERGEANT, 403),
        (DETECTIVE_INSPECTOR, 403),
        (CARE, 403),
        (ADMINISTRATOR, 403),
    ],
)
def test_who_reads_a_restricted_case(site, number, status):
    restrict(site)
    assert site.browse(number).get(site.page_of(AT_WORK)).status == status


def test_a_covert_case_is_found_by_nobody_outside_it(site):
    restrict(site, kind="covert")
    assert site.browse(OFFICER).get(site.page_of(AT_WORK)).status == 200
    browser = site.browse(OTHER_DETECTIVE)
    page = browser.get(site.page_of(AT_WORK))
    assert (page.status, page.heading) == (404, "Page not found")
    assert browser.get(f"{site.page_of(AT_WORK)}/break-glass").status == 404
    found = browser.get(f"/search?reference={AT_WORK}")
    assert (found.status, found.path) == (200, "/search")
    assert "No case meets all of this" in found.words


def test_a_restricted_case_is_found_by_its_exact_reference_as_a_stub(site):
    restrict(site)
    browser = site.browse(OTHER_DETECTIVE)
    assert browser.get(f"/search?reference={AT_WORK}").heading == "Restricted"
    assert "No case meets all of this" in browser.get(f"/search?reference={AT_WORK[:-1]}").words


def test_the_reference_of_a_covert_case_is_refused_in_the_words_of_any_other(site):
    restrict(site, kind="covert")
    browser = site.browse(OTHER_DETECTIVE)
    said = []
    for reference in (AT_WORK, ABUSE):
        page = browser.get("/investigations/record").fill(a_crime(site, reference)).submit()
        said.append(page.error_beside("reference").replace(reference, "REF"))
    assert said[0] == said[1]


def test_a_named_reader_reads_until_it_ends(site):
    restrict(site, kind="covert")
    browser = site.browse(INSPECTOR)
    page = browser.get(site.page_of(AT_WORK)).follow("Who else reads this case")
    until = when("until_at", site.now + dt.timedelta(hours=2))
    page = page.fill(person=str(site.person(OTHER_DETECTIVE)), reason="Linked.", **until).submit()
    assert page.said == "They are named as a reader."
    assert "DC Siân Morgan" in page.words
    reader = site.browse(OTHER_DETECTIVE)
    assert reader.get(site.page_of(AT_WORK)).status == 200
    page = browser.get(page.path).follow("End it : DC Siân Morgan").form.submit()
    assert page.said == "They are not a named reader any more."
    assert reader.get(site.page_of(AT_WORK)).status == 404


def test_whoever_has_the_rank_for_the_proposal_that_waits_reads_it_and_it_is_in_their_list(site):
    restrict(site, WAITING)
    browser = site.browse(OTHER_SERGEANT)
    assert browser.get(site.page_of(WAITING)).status == 200
    assert WAITING in browser.get("/cases/to-sign").text
    # Covert: only if they are named.
    restrict(site, WAITING, "covert")
    assert browser.get(site.page_of(WAITING)).status == 404
    assert WAITING not in browser.get("/cases/to-sign").text


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"reason": WHY}, "kind", "Choose how the case is restricted."),
        ({"kind": "covert"}, "reason", "Write why not everybody may read this case."),
        ({"kind": "covert", "reason": WHY}, "review_on", "Enter the day to look at it again."),
    ],
)
def test_what_is_missing_is_named_beside_its_field(looking, typed, field, why):
    page = looking.browse(INSPECTOR).get(f"{looking.page_of(AT_WORK)}/restrict").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


def test_a_day_that_has_passed_is_named_beside_its_field(looking):
    typed = {"kind": "covert", "reason": WHY, **day("review_on", looking.now)}
    page = looking.browse(INSPECTOR).get(f"{looking.page_of(AT_WORK)}/restrict").fill(typed).submit()
    assert_refused_beside(page, "review_on", "The day to look at it again must be after today.", typed)


@pytest.mark.parametrize("page", ["restrict", "lift-restriction"])
def test_who_may_not_restrict_is_told_who_may_before_typing(looking, page):
    browser, path = looking.browse(SERGEANT), f"{looking.page_of(AT_WORK)}/{page}"
    assert "An inspector or above restricts a case" in browser.get(path).words
    refused = browser.send_anyway(
        path, kind="covert", reason=WHY, **day("review_on", looking.now + dt.timedelta(7))
    )
    assert refused.status == 422
    assert "An inspector or above" in refused.errors[0]
    assert "supervisor" in looking.browse(OFFICER).get(path).words


def test_lifting_shows_the_case_to_everybody_again(site):
    restrict(site)
    page = site.browse(INSPECTOR).get(site.page_of(AT_WORK)).follow("lift it")
    assert page.fill(reason="It is over.").submit().said == "The restriction is lifted."
    assert site.browse(OTHER_DETECTIVE).get(site.page_of(AT_WORK)).status == 200


def test_a_form_opened_before_the_case_was_restricted_is_refused_with_the_stub_and_what_was_typed(site):
    browser = site.browse(OTHER_DETECTIVE)
    form = browser.get(f"{site.page_of(AT_WORK)}/notes/add").fill(words="He called at noon.")
    restrict(site)
    page = form.submit()
    assert (page.status, page.heading) == (403, "Restricted")
    assert "He called at noon." in page.words
    assert site.one("SELECT count(*) FROM event_detail WHERE detail LIKE '%called at noon%'") == 0


PLACE = "SELECT place FROM investigation WHERE reference = :r"


def test_whoever_restricts_is_asked_to_look_again_until_they_did(site):
    restrict(site)
    browser = site.browse(INSPECTOR)
    due = browser.get(site.page_of(AT_WORK)).section("next")
    assert "Look again at whether this case is still to be restricted" in due
    assert AT_WORK in browser.get("/my-shift/restrictions").words
    assert AT_WORK not in site.browse(DETECTIVE_INSPECTOR).get("/my-shift/restrictions").words
    page = browser.get("/my-shift/restrictions").follow(
        f"Look again : {site.one(PLACE, r=AT_WORK)}, {AT_WORK}"
    )
    page = page.fill(reason="It goes on.", **day("review_on", site.now + dt.timedelta(days=60))).submit()
    assert page.said == "The case is restricted."
    kinds = "SELECT status FROM duty WHERE kind = 'review_restriction' ORDER BY id"
    assert site.ask(kinds) == [("met",), ("running",)]
    browser.get(site.page_of(AT_WORK)).follow("lift it").fill(reason="It is over.").submit()
    assert site.ask(kinds) == [("met",), ("met",)]
    assert AT_WORK not in browser.get("/my-shift/restrictions").words


def test_whoever_owes_something_is_named_before_a_restriction_takes_it_out_of_their_sight(site):
    """The victim care officer, with a promise overdue, and an officer elsewhere with a direction."""
    assert AT_WORK in site.browse(CARE).get("/owed-to-victims").links
    page = site.browse(INSPECTOR).get(f"{site.page_of(AT_WORK)}/restrict")
    assert "Ruth Bello" in page.words
    assert "PC Joe Hale answers for it then" in page.words
    care = str(site.person(CARE))
    [box] = page.main.select("[name=readers]")
    assert (box["value"], box.has_attr("checked")) == (care, True)
    typed = day("review_on", site.now + dt.timedelta(days=28))
    page = page.fill(kind="restricted", reason=WHY, **typed).submit()
    assert page.said == "The case is restricted."
    browser = site.browse(CARE)
    assert browser.get(site.page_of(AT_WORK)).status == 200
    assert AT_WORK in browser.get("/owed-to-victims").links


def test_who_is_not_ticked_loses_sight_of_it_and_whoever_answers_for_the_case_does_not(site):
    page = site.browse(INSPECTOR).get(f"{site.page_of(AT_WORK)}/restrict")
    typed = day("review_on", site.now + dt.timedelta(days=28))
    assert page.fill(kind="covert", readers=[], reason=WHY, **typed).submit().status == 200
    assert site.browse(CARE).get(site.page_of(AT_WORK)).status == 404
    assert AT_WORK in site.browse(OFFICER).get("/owed-to-victims").links


def test_nobody_who_reads_the_case_anyway_is_offered(site):
    page = site.browse(INSPECTOR).get(f"{site.page_of(AT_WORK)}/restrict")
    typed = day("review_on", site.now + dt.timedelta(days=28))
    assert page.fill(kind="restricted", reason=WHY, **typed).submit().status == 200
    page = site.browse(INSPECTOR).get(f"{site.page_of(AT_WORK)}/restrict")
    assert page.main.select("[name=readers]") == []
    assert page.form.value("kind") == "restricted"


def test_a_direction_is_among_what_somebody_owes(site):
    page = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/direct")
    typed = {"to": str(site.person(CARE)), "what": "Ask her what she wants."}
    assert page.fill(typed).submit().status == 200
    page = site.browse(INSPECTOR).get(f"{site.page_of(AT_WORK)}/restrict")
    assert "Ask her what she wants." in page.words
