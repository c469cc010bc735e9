"""Rows of a victim's request for a review, changed behind Fairlead's back: verification names the row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from insight import ledger
from tests import making_reviews
from tests.insight.filled import (  # noqa: F401
    Filled,
    Standing,
    behind_its_back,
    made_once,
    session_above,
)
from tests.making import Force
from vocabulary import ReviewResult

INTO = (
    "INSERT INTO review_request_step (id, investigation_id, request_id, kind, done_at, reviewer_id, words,"
    " recorded_at, recorded_by_id, event_id) SELECT 90000, investigation_id, request_id, 'reviewer_named',"
    " done_at, recorded_by_id, words, recorded_at, recorded_by_id, (SELECT min(event_id) FROM review_request)"
    " FROM review_request_step"
    " WHERE kind = 'reviewer_named'"
)
STEP = "UPDATE review_request_step SET"
ENDED = "WHERE kind = 'ended'"
TAMPERED = {
    "other words": ("UPDATE review_request SET words = 'Thank you.'", "review_request", "is not the text"),
    "asked later": (
        "UPDATE review_request SET asked_at = '2026-02-27 09:00:00.000000'",
        "review_request",
        "its asked_at is",
    ),
    "by another scheme": ("UPDATE review_request SET scheme = 'cps'", "review_request", "its scheme is cps"),
    "late": ("UPDATE review_request SET is_late = (1 = 1)", "review_request", "its is_late is True"),
    "no time limit": (
        "UPDATE review_request SET charging_limit_on = NULL",
        "review_request",
        "its charging_limit_on is None",
    ),
    "another result": (f"{STEP} result = 'confirmed' {ENDED}", "review_request_step", "its result is"),
    "other reasons": (f"{STEP} words = 'Because.' {ENDED}", "review_request_step", "is not the text"),
    "another reviewer": (
        f"{STEP} reviewer_id = recorded_by_id WHERE kind = 'reviewer_named'",
        "review_request_step",
        "its reviewer_id is",
    ),
    "told another way": (
        f"{STEP} how = 'phone' WHERE kind = 'acknowledged'",
        "review_request_step",
        "its how is phone",
    ),
    "the result removed": (
        f"DELETE FROM review_request_step {ENDED}",
        "review_request_step",
        "it is missing",
    ),
    "a reviewer put in": (INTO, "review_request_step", "no event of its case tells of it"),
    "a later duty to decide": (
        "UPDATE duty SET due_at = '2027-01-01 00:00:00.000000' WHERE kind = 'decide_review'",
        "duty",
        "it is due 2027-01-01T00:00:00+00:00",
    ),
    "told, and they were not": (
        "UPDATE duty SET status = 'met', ended_at = due_at WHERE kind = 'tell_review_result'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "told of no right": (
        "UPDATE contact SET told_of_review = (1 = 0) WHERE told_of_review = (1 = 1)",
        "contact",
        "its told_of_review is False",
    ),
    "the suspect left as decided": (
        "UPDATE suspect SET decision = 'no_further_action', decision_reason = 'R', decided_at = added_at,"
        " decided_by_id = added_by_id WHERE id = {suspect}",
        "suspect",
        "its decision is no_further_action",
    ),
}


def reviewed(session: Session, force: Force) -> int:
    """A case reopened because its decision was overturned; its suspect."""
    case = making_reviews.finished(session, force)
    limit = {"charging_limit_on": making_reviews.NOW.date() + 40 * making_reviews.DAY}
    request = making_reviews.ask(session, force, case, **limit)
    making_reviews.acknowledge(session, force.officer, request)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    making_reviews.decide(session, force.inspector, request, ReviewResult.OVERTURNED_CHARGE)
    return case.suspect


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, reviewed) as made:
        yield made


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_of_a_request_is_held_against_its_event(session: Session, standing: Standing, what: str):
    statement, table, said = TAMPERED[what]
    with behind_its_back(session) as change:
        assert change(statement.format(suspect=standing.made)).rowcount > 0
    fault = ledger.verify(session).fault
    assert fault is not None
    assert (fault.table, said in fault.what) == (table, True), fault
