"""Decisions through pages: proposed, refused, signed, returned, withdrawn, carried out, reopened."""

from __future__ import annotations

import pytest

from forms.base import NOT_OFFERED
from tests.views.filling import a_crime, add_line, answer_lines, give, tell
from tests.views.sites import (
    AT_WORK,
    AUDITOR,
    CARE,
    CLOSED,
    COLLEAGUE,
    FILED,
    INSPECTOR,
    OFFICER,
    OTHER_SERGEANT,
    READY,
    RETURNED,
    SERGEANT,
    SIGNED,
    TRAY_SERGEANT,
    WAITING,
    on_both,
)
from tests.views.test_recording import UNSTORABLE

ANSWERS = {
    "evidence": "A recording that shows <nobody>.",
    "lines": "All followed.",
    "victim": "Wants her photographs back.",
    "risk": "None known.",
}
PROPOSED = "The decision is proposed and waits for sign-off."
AUTHORITY, INDEPENDENT = "Whoever signs has the authority", "Whoever signs is independent of the case"


def propose(site, reference: str, number: str, outcome: str = "18", **more: str):
    page = site.browse(number).get(f"{site.page_of(reference)}/propose-no-further-action")
    return page.fill({"outcome": outcome, **ANSWERS, **more}).submit()


def sign(site, reference: str, number: str, remarks: str = "Agreed."):
    return site.browse(number).get(f"{site.page_of(reference)}/sign-off").fill(words=remarks).submit()


@on_both
def test_a_case_is_proposed_signed_told_and_filed(site):
    page = propose(site, READY, COLLEAGUE)
    assert (page.said, site.state(READY)) == (PROPOSED, "awaiting_sign_off")
    assert "A recording that shows <nobody>." in page.section("decisions")
    page = site.browse(SERGEANT).get("/cases/to-sign").follow(READY).follow("Sign off the decision")
    assert "Outcome" not in page.errors
    assert "18, Investigation complete, no suspect identified" in page.words
    assert "A recording that shows <nobody>." in page.words
    page = page.fill(words="Nothing reasonable is left.").submit()
    assert (page.said, site.state(READY)) == ("Your sign-off is recorded.", "awaiting_victim_update")
    assert "Nothing reasonable is left." in page.section("decisions")
    early = site.browse(COLLEAGUE).get(f"{site.page_of(READY)}/file").form.submit()
    assert early.status == 422
    assert early.still_needed == {
        "Every victim has been told this decision": "1 of 1 not told this decision and its reasons."
    }
    tell(site, site.page_of(READY), site.browse(CARE))
    page = site.browse(COLLEAGUE).get(site.page_of(READY)).follow("File as no further action").form.submit()
    assert page.said == "The case is filed as no further action."
    assert site.state(READY) == "no_further_action"
    assert page.section("still-needed") == "Still needed This case is finished."


def test_a_closure_is_signed_told_and_closed(site):
    tell(site, site.page_of(SIGNED), site.browse(CARE))
    page = site.browse(COLLEAGUE).get(site.page_of(SIGNED))
    assert "File as no further action" not in page.words
    page = page.follow("Close the investigation").form.submit()
    assert (page.said, site.state(SIGNED)) == ("The investigation is closed.", "closed")


@on_both
def test_a_refused_proposal_names_all_that_is_missing_at_once_and_loses_nothing(site):
    typed = {"evidence": "A shoe <mark>.", "lines": "", "victim": " ", "risk": "A second break-in."}
    page = propose(site, AT_WORK, OFFICER, "14", **typed)
    assert page.status == 422
    assert set(page.still_needed) == {
        "Every line of inquiry is answered",
        "Lost evidence is owned up to",
        "The minimum lines for this kind of crime are answered",
        "Each victim's needs are assessed",
        "Each victim was offered support",
        "The outcome fits what the victims want",
        "Each victim's withdrawal is on record",
        "A supervisor decided whether to go on without the victim",
        "The four short questions are answered",
        "Victims have their report confirmed in writing",
    }
    assert "What lines were followed" in page.words
    for name, value in {**typed, "outcome": "14"}.items():
        assert page.form.value(name) == value.strip()
    assert site.state(AT_WORK) == "investigating"
    assert "House-to-house inquiries: no answer" in page.links
    # Sent again as it stands, it is refused again, and each attempt is on the timeline.
    again = page.fill(lines="All").submit()
    assert set(page.still_needed) == set(again.still_needed)
    assert site.browse(OFFICER).get(site.page_of(AT_WORK)).section("timeline").count("A shoe") == 0


def test_each_thing_still_needed_leads_to_where_it_is_mended(looking):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/propose-no-further-action")
    assert "What is asked" in page.words
    for words, address in page.links.items():
        if words.startswith("Mend this"):
            assert looking.browse(OFFICER).get(address.split("#")[0]).status == 200
    assert page.follow("House-to-house inquiries: no answer").heading == "Record the result"


@pytest.mark.parametrize("outcome", ["8", "1"])
def test_an_outcome_that_closes_is_not_offered_for_no_further_action(looking, outcome):
    page = looking.browse(COLLEAGUE).get(f"{looking.page_of(READY)}/propose-no-further-action")
    page = page.fill(ANSWERS).forge(outcome=outcome).submit()
    assert (page.status, page.error_beside("outcome")) == (422, NOT_OFFERED)
    assert page.form.value("evidence") == ANSWERS["evidence"]


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("outcome", "", "Choose an outcome."),
        ("evidence", "x" * 5_001, "What evidence is there? must be 5,000 characters or fewer."),
        ("risk", "a\x00b", UNSTORABLE),
    ],
)
def test_a_proposal_of_the_wrong_shape_says_why_beside_the_field(looking, field, typed, why):
    page = looking.browse(COLLEAGUE).get(f"{looking.page_of(READY)}/propose-no-further-action")
    page = page.fill({"outcome": "18", **ANSWERS, field: typed}).submit()
    assert (page.status, page.error_beside(field)) == (422, why)
    assert page.form.value("lines") == ANSWERS["lines"]


def test_only_the_officer_or_a_supervisor_of_the_unit_proposes(looking):
    path, browser = f"{looking.page_of(READY)}/propose-no-further-action", looking.browse(OTHER_SERGEANT)
    why = "This is done by the officer in the case or a supervisor of its unit. Ask one of them."
    asked = browser.get(path)
    assert f"You cannot do this {why}" in asked.words
    assert "Nothing stands in the way" not in asked.words
    assert asked.main.find("form") is None
    page = browser.send_anyway(path, {"outcome": "18", **ANSWERS})
    assert (page.status, page.errors) == (422, [why])
    assert "Nothing stands in the way" not in page.words
    assert page.form.value("evidence") == ANSWERS["evidence"]


def test_an_officer_who_is_no_supervisor_does_not_sign(looking):
    path, browser = f"{looking.page_of(WAITING)}/sign-off", looking.browse(COLLEAGUE)
    assert "You cannot do this This is done by a supervisor. Ask yours." in browser.get(path).words
    page = browser.send_anyway(path, words="Agreed.")
    assert (page.status, page.errors) == (422, ["This is done by a supervisor. Ask yours."])
    assert page.form.value("words") == "Agreed."


def test_a_supervisor_who_took_part_may_not_sign_and_is_told_why(site):
    victim = site.first("victim", READY)
    page = site.browse(SERGEANT).get(f"/victims/{victim}/view")
    assert page.fill(view="supports", words="Still").submit().status == 200
    propose(site, READY, COLLEAGUE)
    asked = site.browse(SERGEANT).get(f"{site.page_of(READY)}/sign-off")
    assert "the person signing took what the victim wants" in asked.words, "before the button is pressed"
    page = sign(site, READY, SERGEANT, "Fine by me")
    assert page.status == 422
    assert page.still_needed == {
        INDEPENDENT: "You cannot sign this. On this case, the person signing took what the victim wants. "
        "Ask somebody else: the list of who may sign names them."
    }
    assert "Mend this : whoever signs is independent of the case" in page.links
    assert page.form.value("words") == "Fine by me"
    assert site.state(READY) == "awaiting_sign_off"
    who = site.browse(SERGEANT).get(f"{site.page_of(READY)}/who-may-sign")
    assert "PS Marta Kowal: took what the victim wants" in who.words
    assert sign(site, READY, TRAY_SERGEANT).said == "Your sign-off is recorded."


@on_both
def test_a_signer_who_is_too_junior_is_told_the_rank_and_the_rule(site):
    case = give(site, a_crime(site, flags=["high_risk"]))
    for category in ("victim_account", "cctv", "safeguarding"):
        add_line(site, site.browse(OFFICER), case, category)
    answer_lines(site, site.browse(OFFICER), case)
    reviewed = site.browse(SERGEANT).get(f"{case}/reviews/record").fill(directions="Go on.").submit()
    assert reviewed.said == "The review is recorded."
    assert propose(site, "ANY/9001/26", OFFICER).said == PROPOSED
    page = sign(site, "ANY/9001/26", SERGEANT)
    assert page.status == 422
    assert page.still_needed[AUTHORITY] == (
        "This is decided by an inspector or above. "
        "No further action where the risk of serious harm is high is decided by an inspector."
    )
    assert "Force setting" in page.words
    assert sign(site, "ANY/9001/26", INSPECTOR).said == "Your sign-off is recorded."


def test_a_case_is_returned_with_directions_and_can_be_proposed_again(site):
    page = site.browse(SERGEANT).get(f"{site.page_of(WAITING)}/return")
    empty = page.form.submit()
    assert empty.error_beside("words") == "Write what is to be done before this can be signed off."
    page = page.fill(words="Ask the neighbour <again>.").submit()
    assert (page.said, site.state(WAITING)) == ("The case is returned with your directions.", "investigating")
    assert "Returned with directions" in page.section("decisions")
    assert "Ask the neighbour <again>." in page.section("decisions")
    assert propose(site, WAITING, OFFICER).said == PROPOSED


def test_a_proposal_is_withdrawn_by_who_made_it_and_nobody_else(site):
    page = site.browse(COLLEAGUE).send_anyway(f"{site.page_of(WAITING)}/withdraw", words="No")
    assert page.errors == ["A proposal is withdrawn by the officer in the case or by whoever proposed it."]
    page = site.browse(OFFICER).get(f"{site.page_of(WAITING)}/withdraw").fill(words="A new camera.").submit()
    assert (page.said, site.state(WAITING)) == ("The proposal is withdrawn.", "investigating")
    assert "Withdrawn" in page.section("decisions")


@pytest.mark.parametrize("act", ["sign-off", "return", "withdraw", "close", "file"])
def test_where_no_decision_stands_the_page_says_so(looking, act):
    path, browser = f"{looking.page_of(AT_WORK)}/{act}", looking.browse(SERGEANT)
    page = browser.get(path)
    assert (page.status, "No decision stands on this case." in page.words) == (200, True)
    why = "This cannot be done while the case is being investigated. Look at the case to see what comes next."
    assert f"This cannot be done now {why}" in page.words
    assert "Nothing stands in the way" not in page.words
    page = browser.send_anyway(path, words="x")
    assert (page.status, page.errors) == (422, [why])
    assert "Nothing stands in the way" not in page.words


def test_a_closure_is_not_filed_as_no_further_action_and_its_page_says_so(looking):
    page = looking.browse(TRAY_SERGEANT).get(f"{looking.page_of(SIGNED)}/file")
    assert "This cannot be done now What was decided ends this case in another way." in page.words
    assert page.main.find("form") is None


@pytest.mark.parametrize("reference", [CLOSED, FILED])
def test_a_finished_case_is_reopened_by_a_supervisor_with_a_reason(site, reference):
    page = site.browse(OFFICER).send_anyway(f"{site.page_of(reference)}/reopen", words="New")
    assert page.errors == ["This is done by a supervisor of the unit that holds the crime. Ask one of them."]
    page = site.browse(TRAY_SERGEANT).get(site.page_of(reference)).follow("Reopen")
    assert page.form.submit().error_beside("words") == "Write why the case is reopened."
    page = page.fill(words="The watches were found.").submit()
    assert page.said.startswith("The case is reopened and is in its unit's tray.")
    assert site.state(reference) == "recorded"
    assert "The watches were found." in page.section("timeline")
    assert "Carried out" in page.section("decisions"), "the old decision is kept"


def test_the_decision_record_keeps_what_was_found_under_which_policy(looking):
    page = looking.browse(AUDITOR).get(looking.page_of(FILED))
    page = page.follow(next(words for words in page.links if words.startswith("Decision record")))
    assert page.heading == "Decision record"
    assert "A common shoe mark and no DNA." in page.words
    assert "PS Marta Kowal" in page.words
    assert "I have read the results and agree that nothing reasonable is left." in page.words
    assert "Every line of inquiry is answered Met." in page.words.replace(" .", ".")
    sealed = looking.one(
        "SELECT evaluation_hash FROM decision WHERE investigation_id = :case", case=looking.case(FILED)
    )
    assert f"its seal is {sealed}" in page.words


def test_the_record_of_another_cases_decision_is_not_found(looking):
    number = looking.one("SELECT min(id) FROM decision WHERE investigation_id = :c", c=looking.case(FILED))
    page = looking.browse(AUDITOR).get(f"{looking.page_of(CLOSED)}/decisions/{number}")
    assert page.status == 404


def test_who_may_sign_names_those_who_may_and_why_the_others_may_not(looking):
    page = looking.browse(OFFICER).get(looking.page_of(WAITING)).follow("Who may sign this")
    assert page.heading == "Who may sign this"
    assert "No further action: a sergeant or above" in page.words
    for name in ("PS Tom Ellery", "PS Marta Kowal", "Insp Helen Frost"):
        assert name in page.words
    assert "PC Joe Hale" not in page.words
    both = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/who-may-sign")
    assert "Closure: a sergeant or above" in both.words
    assert "Who may sign what ends this" in looking.browse(OFFICER).get(looking.page_of(AT_WORK)).links


def test_what_was_returned_says_so_on_its_page(looking):
    page = looking.browse(COLLEAGUE).get(looking.page_of(RETURNED))
    assert "Ask him about it, and say whether this was a hate crime" in page.section("decisions")
    assert "Propose no further action" in page.links


def test_what_is_mended_opens_beside_the_form_so_that_what_was_typed_stays(site):
    page = site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/propose-no-further-action")
    refused = page.fill({"outcome": "18", "evidence": "A shoe mark."}).submit()
    section = refused.soup.find(id="still-needed")
    away = section.select("a[href^='/investigations'], a[href^='/lines']")
    assert away
    assert {link.get("target") for link in away} == {"_blank"}
    assert "What is to be mended opens in a new tab" in section.get_text()
    here = section.select("a[href^='#']")
    assert {link.get("target") for link in here} == {None}
    assert site.browse(OFFICER).get(site.page_of(AT_WORK)).soup.select("a[target]") == []
