"""The missing lines of the minimum, added all at once: one form instead of one for each."""

from __future__ import annotations

import datetime as dt

from tests.pages import when
from tests.views.filling import a_crime, assert_refused_beside, give
from tests.views.sites import COLLEAGUE, DETECTIVE, OFFICER, OTHER_DETECTIVE, on_both

REFERENCE = "ANY/9411/26"
ROBBERY = {"offence-class": "robbery", "offence-robbery": "robbery_personal"}
OF_THE_CASE = "SELECT category, owner_id FROM line_of_inquiry WHERE investigation_id = :case"


def a_robbery(site) -> str:
    return give(site, a_crime(site, REFERENCE) | ROBBERY)


def boxes(page) -> dict[str, bool]:
    return {box["value"]: box.has_attr("checked") for box in page.main.select("[name=categories]")}


@on_both
def test_all_the_missing_lines_of_the_minimum_are_added_by_one_form_each_with_its_event(site):
    case = a_robbery(site)
    browser = site.browse(OFFICER)
    page = browser.get(case).follow("Add all of them on one page")
    offered = boxes(page)
    assert len(offered) > 2
    assert all(offered.values())
    left = next(iter(offered))
    chosen = [category for category in offered if category != left]
    page = page.fill(categories=chosen, owner=str(site.person(COLLEAGUE))).submit()
    assert page.said == f"{len(chosen)} lines of inquiry are added."
    rows = site.ask(OF_THE_CASE, case=site.case(REFERENCE))
    assert sorted(rows) == sorted((category, site.person(COLLEAGUE)) for category in chosen)
    assert site.one("SELECT count(*) FROM case_event WHERE kind = 'line_added' AND actor_id = :who"
                    " AND recorded_at = (SELECT max(recorded_at) FROM case_event)",
                    who=site.person(OFFICER)) == len(chosen)  # fmt: skip
    assert boxes(browser.get(f"{case}/lines/minimum")) == {left: True}


def test_what_is_not_chosen_or_cannot_be_is_said_beside_its_field(site):
    case = a_robbery(site)
    page = site.browse(OFFICER).get(f"{case}/lines/minimum")
    some = list(boxes(page))[:2]
    refused = page.fill(categories=[]).submit()
    assert refused.error_beside("categories") == "Choose at least one line."
    assert boxes(refused) == dict.fromkeys(boxes(page), False)
    lost = when("evidence_expires_at", dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC))
    refused = page.fill(categories=some, **lost).submit()
    assert_refused_beside(
        refused, "evidence_expires_at", "Evidence of this crime cannot be lost before", lost
    )
    assert [category for category, ticked in boxes(refused).items() if ticked] == some


def test_where_nothing_is_missing_there_is_nothing_to_add_and_others_are_told_who_does(site):
    case = a_robbery(site)
    assert (
        "This is done by the officer in the case"
        in site.browse(OTHER_DETECTIVE).get(f"{case}/lines/minimum").words
    )
    page = site.browse(DETECTIVE).get(f"{case}/lines/minimum").fill(owner=str(site.person(OFFICER)))
    assert page.submit().status == 200
    page = site.browse(OFFICER).get(f"{case}/lines/minimum")
    assert "Every line of the minimum is recorded" in page.words
    assert "Add all of them on one page" not in site.browse(OFFICER).get(case).links
