"""A row in every table about telling victims: none of them is ever changed or removed."""

from __future__ import annotations

import datetime as dt

from models import (
    Embargo,
    EmbargoEnded,
    SafeContact,
    TellingException,
    TellingExceptionAgreed,
    TellingExceptionEnded,
    VictimChannel,
)
from tests.models.rows import NOW, ReadyCase, Rows
from vocabulary import Channel, EventKind, ExceptionKind


def telling_exception(rows: Rows, case: int, victim: int, decision: int, by: int, **changes: object) -> int:
    """Somebody agreed that this victim could not be reached, unless changed."""
    values = {
        "investigation_id": case,
        "victim_id": victim,
        "decision_id": decision,
        "kind": ExceptionKind.UNABLE_TO_CONTACT,
        "words": "Three days, three ways.",
        "agreed_by_id": by,
        "recorded_at": NOW,
        "recorded_by_id": by,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(case, EventKind.TELLING_EXCEPTION_RECORDED, by)
    return rows.add(TellingException(**(values | changes)))


def agree(rows: Rows, case: int, exception: int, by: int, event: int | None = None) -> None:
    event = event or rows.event(case, EventKind.TELLING_EXCEPTION_AGREED, by)
    rows.add(TellingExceptionAgreed(exception_id=exception, agreed_at=NOW, agreed_by_id=by, event_id=event))


def end_exception(rows: Rows, case: int, exception: int, by: int) -> None:
    event = rows.event(case, EventKind.TELLING_EXCEPTION_ENDED, by)
    rows.add(TellingExceptionEnded(exception_id=exception, ended_at=NOW, ended_by_id=by, event_id=event))


def fill_telling(rows: Rows, ready: ReadyCase) -> None:
    """Fill those tables on a case that is there."""
    by = ready.signer
    safe = SafeContact(
        investigation_id=ready.id,
        victim_id=ready.victim,
        no_messages=True,
        recorded_at=NOW,
        recorded_by_id=by,
        event_id=rows.event(ready.id, EventKind.SAFE_CONTACT_RECORDED, by),
    )
    rows.add(VictimChannel(safe_contact_id=rows.add(safe), channel=Channel.TEXT, is_safe=True))
    exception = telling_exception(rows, ready.id, ready.victim, ready.decision, by)
    agree(rows, ready.id, exception, by)
    end_exception(rows, ready.id, exception, by)
    embargo = Embargo(
        investigation_id=ready.id,
        what="That an arrest is planned.",
        until_at=NOW + dt.timedelta(days=1),
        set_at=NOW,
        agreed_by_id=by,
        event_id=rows.event(ready.id, EventKind.EMBARGO_SET, by),
    )
    ended = rows.event(ready.id, EventKind.EMBARGO_ENDED, by)
    rows.add(EmbargoEnded(embargo_id=rows.add(embargo), ended_at=NOW, ended_by_id=by, event_id=ended))
