"""Rows about telling that the database refuses, by the constraint that says no."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from models import Embargo, SafeContact
from tests.models.filled_telling import agree, telling_exception
from tests.models.rows import NOW, Rows
from vocabulary import AdviserKind, EventKind, ExceptionKind, OtherBody


def exception(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        telling_exception(rows, ready.id, ready.victim, ready.decision, ready.signer, **changes)

    return add


def elsewhere(**changes: object) -> Callable[[Rows], object]:
    """Told by another body, unless changed."""
    values = {
        "kind": ExceptionKind.TOLD_BY_ANOTHER_BODY,
        "agreed_by_id": None,
        "told_by_body": OtherBody.CPS,
        "reference": "CPS/1",
        "happened_at": NOW,
    }
    return exception(**(values | changes))


def safe_contact(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        case, by = rows.investigation(), rows.person()
        for _ in range(1 if changes else 2):
            values = {
                "investigation_id": case,
                "victim_id": rows.victim(case),
                "no_messages": False,
                "recorded_at": NOW,
                "recorded_by_id": by,
                "event_id": getattr(rows, "safe_event", None)
                or rows.event(case, EventKind.SAFE_CONTACT_RECORDED, by),
            }
            rows.safe_event = values["event_id"]
            rows.add(SafeContact(**(values | changes)))

    return add


def embargo(times: int = 1, **changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        case, by = rows.investigation(), rows.person()
        event = rows.event(case, EventKind.EMBARGO_SET, by)
        for _ in range(times):
            values = {
                "investigation_id": case,
                "what": "An arrest.",
                "until_at": NOW + dt.timedelta(days=1),
                "set_at": NOW,
                "agreed_by_id": by,
                "event_id": event,
            }
            rows.add(Embargo(**(values | changes)))

    return add


def exceptions_on_one_event(rows: Rows) -> None:
    ready = rows.ready()
    event = rows.event(ready.id, EventKind.TELLING_EXCEPTION_RECORDED, ready.signer)
    for _ in "ab":
        telling_exception(rows, ready.id, ready.victim, ready.decision, ready.signer, event_id=event)


def agreements_on_one_event(rows: Rows) -> None:
    ready = rows.ready()
    event = rows.event(ready.id, EventKind.TELLING_EXCEPTION_AGREED, ready.signer)
    for _ in "ab":
        exception = telling_exception(rows, ready.id, ready.victim, ready.decision, ready.signer)
        agree(rows, ready.id, exception, ready.signer, event)


CHECKS_TELLING: dict[str, list[Callable[[Rows], object]]] = {
    "ck_safe_contact_adviser_is_whole": [
        safe_contact(adviser_kind=AdviserKind.ISVA),
        safe_contact(adviser_name="Ada"),
    ],
    "ck_telling_exception_stands_or_is_of_a_decision": [exception(decision_id=None)],
    "ck_telling_exception_agreement_where_needed": [exception(agreed_by_id=None)],
    "ck_telling_exception_review_is_dated": [
        exception(review_on=NOW.date()),
        exception(kind=ExceptionKind.NOT_TOLD_YET),
    ],
    "ck_telling_exception_telling_elsewhere_is_whole": [
        elsewhere(told_by_body=None),
        elsewhere(reference=None),
    ],
    "ck_telling_exception_what_happened_is_dated": [elsewhere(happened_at=None)],
    "ck_embargo_ends_after_it_begins": [embargo(until_at=NOW)],
}
UNIQUE_TELLING: dict[str, Callable[[Rows], object]] = {
    "safe_contact (event_id)": safe_contact(),
    "telling_exception (event_id)": exceptions_on_one_event,
    "telling_exception_agreed (event_id)": agreements_on_one_event,
    "embargo (event_id)": embargo(2),
}
