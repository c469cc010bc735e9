"""Races of victims' requests for a review, and of what is done about them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests import making_reviews
from tests.making import NOW, Force
from tests.races.racing import Race
from vocabulary import Channel, ReviewResult
from workflow.services.naming_reviewers import name_reviewer
from workflow.services.review_requests import (
    RequestMade,
    accept_late_request,
    acknowledge_request,
    pass_request_on,
    record_review_request,
)
from workflow.services.review_results import decide_request, record_request_ended, record_result_told

LATE = NOW + dt.timedelta(days=100)
LETTER = Channel.LETTER


def untouched(session: Session, force: Force) -> tuple:
    case = making_reviews.finished(session, force)
    asked = RequestMade(case.decision, NOW, LETTER, "Please look at it again.")
    return case.victims[0], asked


def asked(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> tuple[int, int]:
    case = making_reviews.finished(session, force, **changes)
    return making_reviews.of(session, making_reviews.ask(session, force, case, now))


def named(session: Session, force: Force) -> tuple[int, int]:
    victim, request = asked(session, force)
    making_reviews.name(session, force.sergeant, request, force.inspector)
    return victim, request


def decided(session: Session, force: Force) -> tuple[int, int]:
    victim, request = named(session, force)
    making_reviews.decide(session, force.inspector, request)
    return victim, request


OVERTURNED = (ReviewResult.OVERTURNED_CHARGE, "It meets the test.")
OF_REVIEWS = (
    Race(record_review_request, "victim_care_officer", untouched),
    Race(
        accept_late_request,
        "other_sergeant",
        lambda s, f: (*asked(s, f, LATE), "She was ill."),
        now=LATE,
    ),
    Race(acknowledge_request, "officer", lambda s, f: (*asked(s, f), LETTER, NOW, "We have it.")),
    Race(
        pass_request_on,
        "officer",
        lambda s, f: (*asked(s, f, by_cps=True), "The Appeals Unit", NOW, "By e-mail."),
    ),
    Race(name_reviewer, "sergeant", lambda s, f: (*asked(s, f), f.inspector.id)),
    Race(decide_request, "inspector", lambda s, f: (*named(s, f), *OVERTURNED)),
    Race(
        record_request_ended,
        "officer",
        lambda s, f: (*named(s, f), ReviewResult.WITHDRAWN, NOW, "She took it back."),
    ),
    Race(record_result_told, "officer", lambda s, f: (*decided(s, f), LETTER, NOW, "All of it.")),
)
