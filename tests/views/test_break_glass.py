"""Breaking the glass on its page and from the safeguarding card; the register and the review."""

from __future__ import annotations

import pytest

from tests.views.filling import assert_refused_beside
from tests.views.sites import (
    AT_WORK,
    AUDITOR,
    CARE,
    INSPECTOR,
    OFFICER,
    OTHER_DETECTIVE,
    OTHER_SERGEANT,
    on_both,
)
from tests.views.test_restricting import restrict

WORDS = "She rang from a locked room."


def break_glass(site, number: str = OTHER_DETECTIVE):
    browser = site.browse(number)
    page = browser.get(site.page_of(AT_WORK)).follow("break the glass")
    return browser, page.fill(reason="danger", words=WORDS).submit()


@on_both
def test_the_glass_opens_the_case_and_closes_to_the_second(site):
    restrict(site)
    browser, page = break_glass(site)
    assert (page.status, page.path) == (200, site.page_of(AT_WORK))
    assert page.said == "The glass is broken. What you read from now on will be reviewed."
    assert "You broke the glass." in page.words
    assert "Glass broken: somebody may be in danger now" in page.section("timeline")
    # Read by steps shorter than the session's idle limit.
    for _ in range(23):
        site.later(minutes=10)
        assert browser.get(site.page_of(AT_WORK)).status == 200
    site.later(minutes=9, seconds=59)
    assert browser.get(site.page_of(AT_WORK)).status == 200
    site.later(seconds=1)
    assert browser.get(site.page_of(AT_WORK)).heading == "Restricted"


def test_at_a_door_one_button_breaks_it_and_shows_the_card(site):
    restrict(site)
    browser = site.browse(CARE)
    stub = browser.get(f"{site.page_of(AT_WORK)}/safeguarding")
    assert (stub.status, stub.heading) == (403, "Restricted")
    assert [button.text for button in stub.main.find_all("button")] == ["Restricted: break glass"]
    page = stub.form.submit()
    assert (page.status, page.heading) == (200, "Safeguarding card")
    assert site.ask("SELECT reason FROM break_glass") == [("danger",)]


def test_who_reads_it_already_breaks_nothing(looking):
    page = looking.browse(OFFICER).get(f"{looking.page_of(AT_WORK)}/break-glass")
    assert "You can read this case already." in page.words


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"words": WORDS}, "reason", "Choose why you need it now."),
        ({"reason": "danger"}, "words", "Write why you need to read this now."),
    ],
)
def test_what_is_missing_is_named_beside_its_field(site, typed, field, why):
    restrict(site)
    page = site.browse(CARE).get(f"{site.page_of(AT_WORK)}/break-glass").fill(typed).submit()
    assert_refused_beside(page, field, why, typed)


def review_page(site, number: str):
    page = site.browse(number).get("/registers/break-glass")
    [address] = [href for href in page.links.values() if href.startswith("/registers/break-glass/")]
    return page, page.browser.get(address)


@on_both
def test_an_auditor_sees_what_was_read_and_reviews_it(site):
    restrict(site)
    browser, _ = break_glass(site)
    browser.get(f"{site.page_of(AT_WORK)}/timeline")
    site.later(minutes=5)
    register, page = review_page(site, AUDITOR)
    assert "To be reviewed" in register.words
    assert "Broken glass (1)" in register.links
    assert WORDS in page.words
    read = page.section("read")
    assert "The timeline: 1 time" in read
    assert "The case's page: 1 time" in read
    page = page.fill(finding="not_justified", words="Nobody was in danger.").submit()
    assert page.said == "The review is recorded."
    assert "There was no good reason" in page.words
    assert "Broken glass (0)" in page.links
    assert site.ask("SELECT status FROM duty WHERE kind = 'review_break_glass'") == [("met",)]
    _, again = review_page(site, INSPECTOR)
    assert "This has been reviewed already." in again.words


def test_neither_the_person_nor_a_sergeant_reviews_or_sees_the_words(site):
    restrict(site)
    break_glass(site, OTHER_SERGEANT)
    _, page = review_page(site, OTHER_SERGEANT)
    assert "You broke the glass. Somebody else reviews it." in page.words
    assert WORDS not in page.text
    page = page.browser.send_anyway(page.path, finding="justified", words="It was right.")
    assert page.errors == ["You broke the glass. Somebody else reviews it."]
    assert site.ask("SELECT reviewed_at FROM break_glass") == [(None,)]


def test_the_register_is_for_supervisors_and_auditors(looking):
    assert looking.browse(OFFICER).get("/registers/break-glass").status == 403
    assert "Nobody has broken the glass." in looking.browse(AUDITOR).get("/registers/break-glass").words
    assert looking.browse(AUDITOR).get("/registers/break-glass/9999").status == 404


def test_a_review_needs_its_words(site):
    restrict(site)
    break_glass(site)
    _, page = review_page(site, INSPECTOR)
    typed = {"finding": "justified"}
    assert_refused_beside(page.fill(typed).submit(), "words", "Write what you looked at", typed)


def test_the_words_of_the_reading_hours_come_from_the_pack(site):
    restrict(site)
    page = site.browse(CARE).get(f"{site.page_of(AT_WORK)}/break-glass")
    assert "You will read this case for 4 hours" in page.words
