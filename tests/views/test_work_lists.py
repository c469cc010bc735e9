"""Work lists: what is in which, and what each says about a case."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from tests.views.sites import (
    NEW,
    READY,
    REOPENED,
    SERGEANT,
    TRAY_SERGEANT,
    on_both,
)
from tests.views.test_decisions import ANSWERS


def row_of(page, reference: str) -> str:
    """The words of a case's row."""
    row = page.main.find("a", string=reference).find_parent("tr")
    return " ".join(row.get_text(" ").split())


@on_both
def test_what_waits_in_a_tray_is_to_be_allocated_and_is_nobodys_own_case_yet(site):
    browser = site.browse(TRAY_SERGEANT)
    mine, tray = browser.get("/cases/my-cases"), browser.get("/cases/to-allocate")
    assert {NEW, REOPENED} <= set(tray.links)
    assert not {NEW, REOPENED} & set(mine.links)
    assert "My cases (0)" in mine.links
    assert mine.heading.startswith("My cases 0 cases")
    assert "You hold no unfinished cases." in mine.words


def test_a_case_that_somebody_answers_for_without_being_its_officer_is_their_own(site):
    answers = {"person": site.person(SERGEANT), "reference": READY}
    with site.engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE investigation SET responsible_id = :person WHERE reference = :reference"), answers
        )
    assert READY in site.browse(SERGEANT).get("/cases/my-cases").links


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ({}, "less than a minute"),
        ({"minutes": 1}, "1 minute"),
        ({"minutes": 40}, "40 minutes"),
        ({"hours": 3}, "3 hours"),
        ({"days": 1}, "1 day"),
        ({"days": 3}, "3 days"),
    ],
)
def test_a_decision_that_waits_for_a_sign_off_says_for_how_long(site, later, said):
    page = site.browse(TRAY_SERGEANT).get(f"{site.page_of(READY)}/propose-no-further-action")
    assert page.fill({"outcome": "18", **ANSWERS}).submit().status == 200
    site.later(**later)
    row = row_of(site.browse(SERGEANT).get("/cases/to-sign"), READY)
    assert f"Waiting {said}" in row
    assert "Nothing running" not in row
