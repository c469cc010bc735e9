"""What events say of a victim's request for a review, and of what was done about it."""

from __future__ import annotations

from insight.ledger_events import Columns, Happened, words
from vocabulary import EventKind, ReviewDone

STEPS = {
    EventKind.LATE_REQUEST_ACCEPTED: ReviewDone.ACCEPTED_LATE,
    EventKind.REQUEST_ACKNOWLEDGED: ReviewDone.ACKNOWLEDGED,
    EventKind.REVIEWER_NAMED: ReviewDone.REVIEWER_NAMED,
    EventKind.REQUEST_PASSED_ON: ReviewDone.PASSED_ON,
    EventKind.REQUEST_ENDED: ReviewDone.ENDED,
    EventKind.REVIEW_RESULT_TOLD: ReviewDone.RESULT_TOLD,
}


def request_of(event: Happened) -> Columns:
    """The request's own row."""
    return {
        **event.told(victim_id="victim", decision_id="decision", scheme="scheme", asked_at="asked_at"),
        **event.told(how="how", is_late="is_late", charging_limit_on="charging_limit_on"),
        "words": event.words("words"),
        "recorded_at": event.at,
        "recorded_by_id": event.by,
    }


def step_of(event: Happened) -> Columns:
    """The row of what was done about it."""
    return {
        "kind": STEPS[event.kind].value,
        "reviewer_id": event.about,
        "passed_to": event.words("passed_to"),
        "words": event.words("words") or words(""),
        "recorded_at": event.at,
        "recorded_by_id": event.by,
        **event.told(request_id="request", done_at="done_at", how="how", result="result"),
    }
