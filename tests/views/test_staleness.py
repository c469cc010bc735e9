"""Pages that have been overtaken, forms sent twice, and acts that would take a proposal back."""

from __future__ import annotations

import pytest

from tests.views.filling import a_crime, add_line, record
from tests.views.sites import (
    AT_WORK,
    CARE,
    COLLEAGUE,
    OFFICER,
    READY,
    SERGEANT,
    SIGNED,
    TRAY_SERGEANT,
    WAITING,
    on_both,
)

ANSWERS = {"outcome": "18", "evidence": "A <recording>.", "lines": "All.", "victim": "Fine.", "risk": "None."}
MOVED = "The case has changed since you opened this page"


def proposal(site):
    page = site.browse(COLLEAGUE).get(f"{site.page_of(READY)}/propose-no-further-action")
    return page.fill(ANSWERS)


def take_view(site, reference: str = READY, words: str = "I want it <looked> into."):
    page = site.browse(CARE).get(f"/victims/{site.first('victim', reference)}/view")
    return page.fill(view="supports", words=words).submit()


@on_both
def test_an_overtaken_page_shows_what_happened_and_the_form_to_send_again(site):
    form = proposal(site)
    assert take_view(site).status == 200
    page = form.submit()
    assert page.status == 409
    assert MOVED in page.words
    assert "I want it <looked> into." in page.words
    assert {name: page.form.value(name) for name in ANSWERS} == ANSWERS
    assert site.state(READY) == "investigating"
    assert page.form.submit().said == "The decision is proposed and waits for sign-off."


def test_an_overtaken_sign_off_does_not_sign_what_was_not_read(site):
    form = site.browse(SERGEANT).get(f"{site.page_of(WAITING)}/sign-off").fill(words="Agreed")
    page = add_line(site, site.browse(OFFICER), site.page_of(WAITING), "other")
    assert page.fill(lapse_accepted="y").submit().status == 200
    page = form.submit()
    assert (page.status, page.form.value("words")) == (409, "Agreed")
    assert MOVED in page.words
    assert "About other" in page.words
    page = page.form.submit()
    assert page.status == 422
    assert page.errors[0].startswith("This cannot be done while the case is being investigated.")


def test_what_happened_before_the_page_was_opened_is_not_shown_again(site):
    form = proposal(site)
    take_view(site)
    assert "A purse was taken" not in form.submit().words


@pytest.mark.parametrize("seen", ["", "0", "nonsense", "-5"])
def test_a_form_that_lost_what_it_showed_is_overtaken(looking, seen):
    page = proposal(looking).forge(seen=seen).submit()
    assert page.status == 409
    assert page.form.value("evidence") == ANSWERS["evidence"]


def test_what_only_adds_is_never_overtaken(site):
    browser = site.browse(OFFICER)
    page = browser.get(f"{site.page_of(AT_WORK)}/lines/add")
    line = page.fill(category="forensic", objective="The bar.")
    victim = site.first("victim", AT_WORK)
    contact = browser.get(f"/victims/{victim}/contact").fill(result="attempted", channel="phone")
    take_view(site, AT_WORK)
    assert line.submit().said == "The line of inquiry is added."
    assert contact.submit().said == "The contact is recorded."


def test_what_is_not_material_overtakes_nothing(site):
    form = proposal(site)
    victim = site.first("victim", READY)
    page = site.browse(CARE).get(f"/victims/{victim}/contact").fill(result="attempted", channel="phone")
    assert page.submit().status == 200
    assert form.submit().said.startswith("The decision is proposed")


@on_both
def test_a_form_sent_twice_leads_to_the_first_result(site):
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/lines/add")
    form = page.fill(category="forensic", objective="Sent twice.")
    for _ in range(2):
        page = form.submit()
        assert (page.status, page.path, page.redirects) == (200, site.page_of(AT_WORK), [303])
    assert site.one("SELECT count(*) FROM line_of_inquiry WHERE objective = 'Sent twice.'") == 1


def test_a_step_sent_twice_is_taken_once(site):
    form = proposal(site)
    assert form.submit().said.startswith("The decision is proposed")
    page = form.submit()
    assert (page.status, page.path, page.said) == (200, site.page_of(READY), "")
    case = site.case(READY)
    assert site.one("SELECT count(*) FROM decision WHERE investigation_id = :case", case=case) == 1


def test_a_crime_sent_twice_leads_to_the_crime(site):
    form = site.browse(OFFICER).get("/investigations/record").fill(a_crime(site))
    assert form.submit().path == form.submit().path == site.page_of("ANY/9001/26")


def test_a_refusal_sent_twice_is_refused_twice(looking):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/propose-no-further-action")
    form = page.fill(ANSWERS)
    first, second = form.submit(), form.submit()
    assert (first.status, second.status) == (422, 422)
    assert first.still_needed == second.still_needed != {}


def test_the_reference_of_a_crime_recorded_meanwhile_is_refused_beside_it(site):
    form = site.browse(OFFICER).get("/investigations/record").fill(a_crime(site))
    record(site.browse(TRAY_SERGEANT), a_crime(site))
    page = form.submit()
    assert page.status == 422
    assert page.error_beside("reference").startswith("ANY/9001/26 is already in use.")
    assert page.form.value("summary") == a_crime(site)["summary"]


WARNING = "Recording this takes the decision back: it has to be proposed and signed off again."


@on_both
def test_an_act_that_takes_a_proposal_back_warns_first_and_then_does(site):
    page = add_line(site, site.browse(OFFICER), site.page_of(WAITING), "other")
    assert (page.status, WARNING in page.words) == (409, True)
    assert page.form.value("objective") == "About other"
    assert site.state(WAITING) == "awaiting_sign_off"
    again = page.form.submit()
    assert (again.status, WARNING in again.words) == (409, True)
    page = page.fill(lapse_accepted="y").submit()
    assert page.said == "The line of inquiry is added."
    assert site.state(WAITING) == "investigating"
    assert "Lapsed: something material was recorded" in page.section("decisions")


def test_a_signed_decision_lapses_too_and_its_telling_is_no_longer_owed(site):
    page = take_view(site, SIGNED)
    assert page.status == 409
    page = page.fill(lapse_accepted="y").submit()
    assert site.state(SIGNED) == "investigating"
    assert "Tell the victim the decision" not in page.section("next")


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("suspects/add", {"name": "N", "offences_considered": "Theft", "why_suspected": "Seen"}),
        ("suspects/none", {"reason": "Nobody was seen"}),
        ("victims/add", {"kind": "person", "name": "N"}),
        ("lines/add", {"category": "other", "objective": "O"}),
    ],
)
def test_everything_material_warns_before_it_takes_a_proposal_back(looking, path, typed):
    page = looking.browse(OFFICER).get(f"{looking.page_of(WAITING)}/{path}")
    assert WARNING not in page.words
    page = page.fill(typed).submit()
    assert (page.status, WARNING in page.words) == (409, True)
    assert {name: page.form.value(name) for name in typed} == typed
    assert looking.state(WAITING) == "awaiting_sign_off"


def test_a_tick_is_kept_when_something_else_is_wrong(looking):
    page = add_line(looking, looking.browse(OFFICER), looking.page_of(WAITING), "other")
    page = page.fill(lapse_accepted="y", objective="").submit()
    assert page.status == 422
    assert page.form.value("lapse_accepted") == "y"


def test_a_tick_takes_nothing_back_where_nothing_stands(site):
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/lines/add")
    form = page.fill(category="forensic", objective="O").forge(lapse_accepted="y")
    assert form.submit().said == "The line of inquiry is added."
    assert site.state(AT_WORK) == "investigating"
