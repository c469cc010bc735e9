"""The pages on which it is agreed how often a victim is kept informed, and on which they decline a right."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pages import when
from tests.views.sites import AT_WORK, CARE, FILED, OFFICER, on_both


def about(site, act: str, reference: str = AT_WORK) -> str:
    return f"/victims/{site.first('victim', reference)}/{act}"


AGREED = {
    "agreed": "regularly",
    "every_days": "14",
    "method": "phone",
    "quiet_times": "We do not ring.",
    "words": "Every second Friday.",
}


def chosen(changes: dict) -> dict[str, str]:
    """What was agreed with these changes; None: nothing is chosen."""
    return {name: typed for name, typed in (AGREED | changes).items() if typed is not None}


@on_both
def test_what_is_agreed_is_shown_wherever_they_are_reached_and_owes_an_update(site):
    page = site.browse(OFFICER).get(about(site, "updates")).fill(AGREED).submit()
    assert page.said == "What was agreed is recorded."
    assert "Keep the victim informed, as was agreed with them" in page.section("next")
    assert "kept informed every 14 days, by telephone" in page.section("timeline")
    for act in ("contact", "rights", "updates"):
        page = site.browse(CARE).get(about(site, act))
        assert "Kept informed: every 14 days, by telephone" in page.words
        assert "We do not ring." in page.words


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"agreed": None}, "agreed", "Choose what they want."),
        ({"every_days": ""}, "every_days", "Enter after how many days they want to hear, as a number."),
        ({"every_days": "weekly"}, "every_days", "Every how many days? must be 4 characters or fewer."),
        ({"every_days": "400"}, "every_days", "Enter a number of days from 1 to 182."),
        ({"method": None}, "method", "Choose how they want to hear."),
    ],
)
def test_what_is_not_whole_is_said_beside_the_field(looking, changes, field, why):
    form = looking.browse(OFFICER).get(about(looking, "updates")).fill(chosen(changes))
    # What was agreed before is chosen on the page already.
    form.fields = [each for each in form.fields if each[0] not in changes or changes[each[0]] is not None]
    page = form.submit()
    assert (page.status, page.error_beside(field)) == (422, why)
    assert "Every second Friday." in str(page.soup)


def test_only_when_something_happens_asks_neither_days_nor_way(site):
    only = chosen({"agreed": "when_something_happens", "every_days": "", "method": None})
    page = site.browse(OFFICER).get(about(site, "updates")).fill(only).submit()
    assert page.said == "What was agreed is recorded."
    assert "Keep the victim informed" not in page.section("next")
    assert "only when something happens" in site.browse(CARE).get(about(site, "contact")).words


def test_a_finished_case_says_that_it_has_to_be_reopened_first(looking):
    page = looking.browse(OFFICER).get(about(looking, "updates", FILED))
    assert "This case is finished." in page.words


def test_a_decline_says_who_heard_it_and_can_be_taken_back(site):
    site.browse(OFFICER).get(f"{site.page_of(AT_WORK)}/development").fill(
        {"trigger": "hearing_listed", "words": "He need not come.", "place": "Northgate court"}
        | when("told_to_us_at", site.now)
        | when("takes_place_at", site.now + dt.timedelta(days=9))
    ).submit()
    page = site.browse(CARE).get(about(site, "rights/not-given"))
    duty = site.one("SELECT max(id) FROM duty WHERE right_key = 'hearing' AND status = 'running'")
    said = {"rights": str(duty), "why": "declined", "words": "I will not go."}
    page = page.fill(said).submit()
    assert page.error_beside("heard_by") == "Choose who heard them."
    assert page.error_beside("how") == "Choose how they said it."
    heard = {"heard_by": str(site.person(CARE)), "how": "phone"} | when("heard_at", site.now)
    page = page.fill(said | heard).submit()
    assert page.said == "It is recorded why they were not given it."
    page = site.browse(CARE).get(about(site, "rights"))
    assert "that they declined" in page.words
    page = site.browse(CARE).get(about(site, "rights/wanted-again"))
    page = page.fill({"rights": str(duty), "words": "I will go.", "how": "phone"}).submit()
    assert page.said == "What they want after all is owed to them from when they said so."
    assert "Tell the victim when and where the hearing is" in page.section("next")


def test_where_nothing_was_declined_nothing_is_wanted_after_all(looking):
    page = looking.browse(CARE).get(about(looking, "rights/wanted-again"))
    assert "has declined nothing" in page.words
