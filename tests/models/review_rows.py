"""Rows of a victim's request for a review, and those that the database refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from models import Contact, ReviewRequest, ReviewRequestStep
from tests.models.rows import NOW, ReadyCase, Rows
from vocabulary import Channel, ContactResult, EventKind, ReviewDone, ReviewResult, ReviewScheme


def a_request(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    """The case's victim asked about its decision."""
    values = {
        "investigation_id": ready.id,
        "victim_id": ready.victim,
        "decision_id": ready.decision,
        "scheme": ReviewScheme.POLICE,
        "asked_at": NOW,
        "how": Channel.LETTER,
        "words": "Please look at it again.",
        "is_late": False,
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.REVIEW_REQUESTED, ready.signer)
    return rows.add(ReviewRequest(**(values | changes)))


def a_step(rows: Rows, ready: ReadyCase, request: int, **changes: object) -> int:
    """It was acknowledged, unless changed."""
    values = {
        "investigation_id": ready.id,
        "request_id": request,
        "kind": ReviewDone.ACKNOWLEDGED,
        "done_at": NOW,
        "how": Channel.LETTER,
        "words": "W",
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.REQUEST_ACKNOWLEDGED, ready.signer)
    return rows.add(ReviewRequestStep(**(values | changes)))


def fill_reviews(rows: Rows, ready: ReadyCase) -> None:
    """A request, and one thing that was done about it."""
    a_step(rows, ready, a_request(rows, ready))


def request(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: a_request(rows, rows.ready(), **changes)


def step(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        a_step(rows, ready, a_request(rows, ready), **changes)

    return add


def requests_on_one_event(rows: Rows) -> None:
    ready = rows.ready()
    event = rows.event(ready.id, EventKind.REVIEW_REQUESTED, ready.signer)
    for _ in "ab":
        a_request(rows, ready, event_id=event)


def steps_on_one_event(rows: Rows) -> None:
    ready = rows.ready()
    event = rows.event(ready.id, EventKind.REQUEST_ACKNOWLEDGED, ready.signer)
    for _ in "ab":
        a_step(rows, ready, a_request(rows, ready), event_id=event)


def told_of_review_unreached(rows: Rows) -> None:
    ready = rows.ready()
    rows.add(
        Contact(
            investigation_id=ready.id,
            victim_id=ready.victim,
            channel=Channel.PHONE,
            result=ContactResult.ATTEMPTED,
            happened_at=NOW,
            recorded_at=NOW,
            recorded_by_id=ready.signer,
            told="",
            said="",
            told_of_review=True,
        )
    )


LATER = NOW + dt.timedelta(days=1)
OTHER = ReviewDone.ACCEPTED_LATE
CHECKS_OF_REVIEWS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_contact_who_is_told_of_review_is_reached": [told_of_review_unreached],
    "ck_review_request_not_in_the_future": [request(asked_at=LATER)],
    "ck_review_request_step_not_in_the_future": [step(done_at=LATER)],
    "ck_review_request_step_reviewer_is_named": [step(kind=ReviewDone.REVIEWER_NAMED, how=None)],
    "ck_review_request_step_passing_on_is_whole": [step(kind=ReviewDone.PASSED_ON, how=None)],
    "ck_review_request_step_ending_has_a_result": [
        step(kind=ReviewDone.ENDED, how=None),
        step(result=ReviewResult.CONFIRMED),
    ],
    "ck_review_request_step_reaching_has_a_channel": [
        step(how=None),
        step(kind=OTHER),
    ],
}
UNIQUE_OF_REVIEWS: dict[str, Callable[[Rows], object]] = {
    "review_request (event_id)": requests_on_one_event,
    "review_request_step (event_id)": steps_on_one_event,
}


def acknowledged_twice(rows: Rows) -> None:
    ready = rows.ready()
    asked = a_request(rows, ready)
    for _ in "ab":
        a_step(rows, ready, asked)


def named_twice(rows: Rows) -> int:
    """A reviewer may be named again: how many are then."""
    ready = rows.ready()
    asked = a_request(rows, ready)
    for _ in "ab":
        named = {"kind": ReviewDone.REVIEWER_NAMED, "how": None, "reviewer_id": rows.person()}
        a_step(rows, ready, asked, **named)
    return rows.session.scalar(sa.select(sa.func.count()).select_from(ReviewRequestStep))
