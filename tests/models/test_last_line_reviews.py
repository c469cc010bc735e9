"""What the database refuses of a request for a review, whoever asks."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.models.review_rows import a_request, a_step, acknowledged_twice
from tests.models.rows import ReadyCase, Rows
from vocabulary import ReviewDone, ReviewResult, ReviewScheme

ENDED = {"kind": ReviewDone.ENDED, "how": None, "result": ReviewResult.CONFIRMED}


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


def named(rows: Rows, ready: ReadyCase, request: int, reviewer: int) -> int:
    return a_step(rows, ready, request, kind=ReviewDone.REVIEWER_NAMED, how=None, reviewer_id=reviewer)


@pytest.mark.parametrize("who", ["officer", "proposer", "signer"])
def test_nobody_reviews_what_they_investigated_proposed_or_signed(rows: Rows, who: str):
    ready = rows.ready()
    with pytest.raises(sa.exc.DBAPIError, match="nobody reviews a decision they made"):
        named(rows, ready, a_request(rows, ready), getattr(ready, who))


def test_a_review_is_decided_by_whoever_is_named(rows: Rows):
    ready = rows.ready()
    request, reviewer = a_request(rows, ready), rows.person()
    named(rows, ready, request, rows.person())
    named(rows, ready, request, reviewer)
    assert a_step(rows, ready, request, **ENDED, recorded_by_id=reviewer) is not None


@pytest.mark.parametrize("is_named", [True, False])
def test_nobody_else_decides_it(rows: Rows, is_named: bool):
    ready = rows.ready()
    request = a_request(rows, ready)
    if is_named:
        named(rows, ready, request, rows.person())
    with pytest.raises(sa.exc.DBAPIError, match="decided by the reviewer who was named"):
        a_step(rows, ready, request, **ENDED)


def test_what_the_cps_decides_has_no_reviewer_here(rows: Rows):
    ready = rows.ready()
    assert a_step(rows, ready, a_request(rows, ready, scheme=ReviewScheme.CPS), **ENDED) is not None


def test_what_is_done_about_a_request_is_done_once(rows: Rows):
    with pytest.raises(sa.exc.DBAPIError, match="never again"):
        acknowledged_twice(rows)
