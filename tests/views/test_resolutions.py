"""Resolutions out of court on their pages: given, checked by another, and how a diversion ended."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import when
from tests.views.filling import assert_refused_beside
from tests.views.sites import AT_WORK, CARE, OFFICER, SERGEANT, on_both
from tests.views.test_suspects import about, add

GIVE = "Record an out-of-court resolution"


def give(site, **more: str):
    """The officer records what was given to the suspect who is added first."""
    typed = {
        "kind": "community_resolution",
        "given_by": str(site.person(OFFICER)),
        "conditions": "He pays for the lock.",
        "admitted": "yes",
        "victim_consulted": "no",
        **when("given_at", site.now - dt.timedelta(minutes=5)),
    }
    page = site.browse(OFFICER).get(about(site, AT_WORK, "out-of-court-resolution"))
    left = {name: value for name, value in {**typed, **more}.items() if value or name == "conditions"}
    return page.fill(left).submit()


@on_both
def test_what_was_given_is_recorded_shown_and_to_be_checked(site):
    add(site)
    page = site.browse(OFFICER).get(site.page_of(AT_WORK)).follow(f"{GIVE} : Dale Firth")
    assert page.heading == GIVE
    page = give(site)
    assert page.said == "The resolution is recorded. A sergeant is to check it."
    shown = page.section("suspects")
    assert "Dale Firth Out-of-court resolution" in shown
    assert "Community resolution , given 24 November 2026" in shown
    assert "Not checked" in shown
    assert "Check the resolution given to a suspect" in page.section("next")
    assert "Resolution out of court recorded: community resolution" in page.section("timeline")


@on_both
def test_a_sergeant_sees_what_is_missing_and_sends_it_to_the_panel(site):
    add(site)
    give(site, conditions="", admitted="not_known")
    page = site.browse(SERGEANT).get(site.page_of(AT_WORK)).follow("Check the resolution : Dale Firth")
    for sentence in (
        "Whether the suspect admitted it is not recorded.",
        "The victim was not asked.",
        "No conditions are recorded.",
    ):
        assert sentence in page.words
    page = page.fill(result="to_scrutiny").submit()
    assert_refused_beside(page, "words", "Write what the scrutiny panel should look at.", {})
    page = page.fill(words="No admission is recorded.").submit()
    assert page.said == "The check is recorded."
    assert "Sent to the scrutiny panel, checked" in page.section("suspects")
    assert "Check the resolution given" not in page.section("next")


def test_whoever_gave_it_is_told_that_another_checks_it(site):
    add(site)
    give(site, given_by=str(site.person(SERGEANT)))
    path = about(site, AT_WORK, "check-resolution")
    for number, why in ((OFFICER, "by a supervisor"), (SERGEANT, "Ask another supervisor")):
        browser = site.browse(number)
        page = browser.get(path)
        assert "You cannot do this" in page.words
        assert why in page.words
        assert why in browser.send_anyway(path, result="right").errors[0]


def test_a_diversion_is_in_progress_until_it_is_completed_or_fails(site):
    add(site)
    ends = {f"diversion_ends_on-{part}": number for part, number in (("day", "3"), ("month", "6"))}
    page = give(site, kind="diversion", **ends, **{"diversion_ends_on-year": "2027"})
    assert "Diversion in progress until 3 June 2027" in page.section("suspects")
    page = page.follow("Record how the diversion ended : Dale Firth")
    page = page.fill(result="failed").submit()
    assert_refused_beside(page, "words", "Write in what it failed.", {})
    page = page.fill(words="He never came.").submit()
    assert page.said == "How the diversion ended is recorded."
    assert "Dale Firth Not decided" in page.section("suspects")
    assert "no longer what stands" in page.section("suspects")
    assert "the suspect is to be decided again" in page.section("timeline")


@pytest.mark.parametrize(
    ("more", "field", "why"),
    [
        ({"kind": ""}, "kind", "Choose what was given."),
        ({"admitted": ""}, "admitted", "Choose whether they admitted it."),
        ({"diversion_ends_on-day": "3"}, "diversion_ends_on", "It ends on must include a month"),
        (
            {f"diversion_ends_on-{part}": "12" for part in ("day", "month")}
            | {"diversion_ends_on-year": "2026"},
            "diversion_ends_on",
            "Only a diversion",
        ),
    ],
)
def test_what_is_missing_or_cannot_be_is_named_beside_its_field(site, more, field, why):
    add(site)
    page = give(site, **more)
    assert_refused_beside(page, field, why, {"conditions": "He pays for the lock."})


def test_who_may_not_is_told_who_may(site):
    add(site)
    for act in ("out-of-court-resolution", "end-diversion"):
        page = site.browse(CARE).get(about(site, AT_WORK, act))
        assert "You cannot do this" in page.words
        assert "investigator or supervisor of the unit" in page.words
