"""Pages about telling: the safe ways, the reasons why one was not told, what must wait, what was marked."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.demo import NOW
from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import AT_WORK, AUDITOR, CARE, INSPECTOR, OFFICER, SERGEANT, SIGNED, on_both

WORDS = "She said so on the telephone."
TOMORROW = NOW + dt.timedelta(days=1)


def victim_page(site, page: str, reference: str = SIGNED, number: str = CARE):
    return site.browse(number).get(f"/victims/{site.first('victim', reference)}/{page}")


def decision(site) -> str:
    return str(
        site.one("SELECT current_decision_id FROM investigation WHERE id = :case", case=site.case(SIGNED))
    )


@on_both
def test_what_is_safe_is_recorded_and_shown_wherever_somebody_is_about_to_ring(site):
    typed = {
        "safe": ["phone", "text"],
        "unsafe": "letter",
        "preferred": "text",
        "no_messages": "y",
        "safe_times": "Weekdays after ten",
        "safe_words": "Say it is about the survey",
        "interpreter": "British Sign Language",
        "adviser_kind": "isva",
        "adviser_name": "Ada Moss",
        "adviser_reached": "01632 960123",
    }
    page = victim_page(site, "safe-contact", AT_WORK).fill(typed).submit()
    assert page.said == "How it is safe to contact them is recorded."
    for words in (
        page.section("victims"),
        victim_page(site, "contact", AT_WORK).words,
        site.browse(CARE).get(f"{site.page_of(AT_WORK)}/safeguarding").words,
    ):
        for shown in ("by telephone, by text message", "by letter", "Leave no message", "Weekdays after ten"):
            assert shown in words
        assert "ISVA Ada Moss: 01632 960123" in words
        assert "Interpreter British Sign Language" in words
    again = victim_page(site, "safe-contact", AT_WORK)
    assert again.form.value("safe_times") == "Weekdays after ten"
    assert again.form.value("adviser_kind") == "isva"
    assert again.form.value("interpreter") == "British Sign Language"


def test_ways_that_contradict_each_other_are_named_beside_the_field(site):
    typed = {"safe": "text", "unsafe": "text", "preferred": "not_said", "safe_times": "Evenings"}
    page = victim_page(site, "safe-contact").fill(typed).submit()
    assert_refused_beside(page, "unsafe", "It cannot be both safe", {"safe_times": "Evenings"})


@on_both
def test_a_contact_by_an_unsafe_way_is_marked_and_looked_at(site):
    victim_page(site, "safe-contact", AT_WORK).fill(unsafe="phone", preferred="not_said").submit()
    typed = {"result": "reached", "channel": "phone", "told": "Nothing new."}
    page = victim_page(site, "contact", AT_WORK).fill(typed).submit()
    assert "It is marked, and a sergeant looks at it this shift: the victim said" in page.said
    assert "Not safe The victim said that this way is not safe." in page.section("victims")
    assert "See that they are safe." in page.section("next")
    marked = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/marked")
    [box] = marked.main.select("[name=marked]")
    page = marked.fill(marked=box["value"], words="I saw her. She is safe.").submit()
    assert page.said == "What you did about it is recorded."
    assert "See that they are safe." not in page.section("next")
    assert "I saw her. She is safe." in page.section("timeline")


def test_where_nothing_was_marked_the_page_says_so(looking):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(SIGNED)}/marked")
    assert "Nothing on this case waits to be looked at." in page.words


@on_both
def test_somebody_who_does_not_want_contact_is_not_owed_it_until_they_take_it_back(site):
    page = victim_page(site, "does-not-want-contact").fill(words="Leave me be.").submit()
    assert page.said == "It is recorded that they do not want contact."
    assert "Does not want contact" in page.section("victims")
    assert "Leave me be." in page.section("victims")
    assert "Tell the victim the decision" not in page.section("next")
    assert "Does not want contact" in victim_page(site, "contact").words
    over = victim_page(site, "exception-over")
    [held] = over.main.select("[name=exception]")
    page = over.fill(exception=held["value"], words="She rang us.").submit()
    assert page.said.startswith("It is recorded that it holds no more.")
    assert "Tell the victim the decision" in page.section("next")


@on_both
def test_not_told_yet_is_agreed_by_an_inspector_and_looked_at_again(site):
    typed = {"decision": decision(site), "words": "He reads her telephone."}
    typed |= {name: value for name, value in when("review_on", TOMORROW).items() if "time" not in name}
    page = victim_page(site, "not-told-yet", number=SERGEANT)
    assert "Agreed by an inspector or above" in page.words
    page = page.fill(typed).submit()
    assert (page.status, "This is decided by an inspector" in page.errors[0]) == (422, True)
    assert page.form.value("words") == "He reads her telephone."
    page = victim_page(site, "not-told-yet", number=INSPECTOR).fill(typed).submit()
    assert page.said.startswith("It is agreed that they are not told yet.")
    assert "Not told yet" in page.section("victims")
    assert "Look again at whether the victim can be told" in page.section("next")


def test_unable_to_contact_says_what_is_missing(site):
    page = victim_page(site, "unable-to-contact", number=SERGEANT)
    assert "3 attempts are needed since the decision, on 2 days and by 2 ways" in page.words
    typed = {"decision": decision(site), "words": "Rang."}
    page = page.fill(typed).submit()
    assert_refused_beside(page, "words", "Not yet: 0 of 3 attempts needed", {"words": "Rang."})


def test_told_by_another_body(site):
    typed = {
        "decision": decision(site),
        "body": "cps",
        **when("told_at", site.now),
        "reference": "CPS/77",
        "words": "The lawyer rang her.",
    }
    page = victim_page(site, "told-by-another-body").fill({**typed, "reference": ""}).submit()
    assert_refused_beside(page, "reference", "Enter their reference.", {"words": "The lawyer rang her."})
    page = victim_page(site, "told-by-another-body").fill(typed).submit()
    assert page.said == "It is recorded that another body told them."
    for words in ("By the CPS", "reference CPS/77", "Not agreed yet"):
        assert words in page.section("victims")
    page = victim_page(site, "agree", number=SERGEANT)
    assert "who has no part in the case. That another body told a victim is agreed by" in page.words
    exception = str(site.first("telling_exception", SIGNED))
    page = page.fill({"exception": exception, "words": ""}).submit()
    assert_refused_beside(page, "words", "Write how you know that it is so.", {})
    page = page.fill({"exception": exception, "words": "Rang the witness care unit."}).submit()
    assert page.said == "It is agreed. The decision can be final for this victim."
    assert "Not agreed yet" not in page.section("victims")
    assert "waits for somebody to agree" in victim_page(site, "agree", number=SERGEANT).words


@pytest.mark.parametrize("page", ["unable-to-contact", "not-told-yet", "told-by-another-body"])
def test_where_no_decision_is_owed_the_page_says_so(looking, page):
    assert "No decision is owed to this victim now" in victim_page(looking, page, AT_WORK, SERGEANT).words


@pytest.mark.parametrize("page", ["unable-to-contact", "not-told-yet"])
def test_who_may_not_agree_is_told_who_may(looking, page):
    assert "This is done by a supervisor. Ask yours." in victim_page(looking, page, number=OFFICER).words


@pytest.mark.parametrize("page", ["safe-contact", "does-not-want-contact", "told-by-another-body"])
def test_an_auditor_records_nothing(looking, page):
    assert (
        "recorded by investigators, supervisors and victim care"
        in victim_page(looking, page, number=AUDITOR).words
    )


@on_both
def test_what_must_not_be_told_is_read_before_anybody_is_contacted(site):
    page = site.browse(SERGEANT).get(site.page_of(AT_WORK)).follow("Do not tell yet")
    page = page.fill({"what": "That an arrest is planned.", **when("until_at", TOMORROW)}).submit()
    assert page.said.startswith("Whoever contacts a victim")
    assert "That an arrest is planned." in page.words
    contact = victim_page(site, "contact", AT_WORK)
    assert "That an arrest is planned." in contact.words
    typed = {"result": "reached", "channel": "phone", "told": "We go on."}
    page = contact.fill(typed).submit()
    assert_refused_beside(page, "embargo_read", "Read what must not be told", {"told": "We go on."})
    page = page.fill(embargo_read="y").submit()
    assert page.said == "The contact is recorded."
    over = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/embargo-over")
    [held] = over.main.select("[name=embargo]")
    page = over.fill(embargo=held["value"], why="He is arrested.").submit()
    assert page.said == "It may be told now."
    assert victim_page(site, "contact", AT_WORK).main.select("[name=embargo_read]") == []


def test_an_embargo_that_is_over_already_is_not_set(site):
    page = site.browse(SERGEANT).get(f"{site.page_of(AT_WORK)}/embargo")
    page = page.fill({"what": "That.", **when("until_at", site.now)}).submit()
    assert_refused_beside(page, "until_at", "It must end in the future.", {"what": "That."})


def test_where_nothing_has_to_wait_the_page_says_so(looking):
    page = looking.browse(SERGEANT).get(f"{looking.page_of(AT_WORK)}/embargo-over")
    assert "Nothing on this case has to wait to be told." in page.words


def test_a_contact_recorded_late_says_how_late(site):
    happened = site.now - dt.timedelta(hours=26)
    typed = {"result": "attempted", "channel": "phone", **when("happened_at", happened)}
    page = victim_page(site, "contact", AT_WORK).fill(typed).submit()
    assert page.said == "The contact is recorded. Recorded 26 hours late; shown as such."
    assert "Recorded 26 hours late" in page.section("victims")
