"""Rows about telling held against events: the safe contact, exceptions to telling, what must not be told yet,
what victims asked to have reviewed, and when and where hearings are.

Each of these rows rests on one event and names it, so that they are found by it. None is ever changed:
what ended is a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger_withdrawals
from insight.ledger_events import Columns, Happened, words
from insight.ledger_reviews import STEPS, request_of, step_of
from models import (
    Base,
    Embargo,
    EmbargoEnded,
    Hearing,
    ReviewRequest,
    ReviewRequestStep,
    SafeContact,
    TellingException,
    TellingExceptionAgreed,
    TellingExceptionEnded,
    VictimChannel,
)
from vocabulary import EventKind

BY_EVENT: tuple[type[Base], ...] = (
    SafeContact,
    TellingException,
    Embargo,
    ReviewRequest,
    ReviewRequestStep,
    Hearing,
    *ledger_withdrawals.BY_EVENT,
)
# The table of an agreement or an ending, the row it is about, and the column that names it.
ENDINGS: tuple[tuple[type[Base], type[Base], str], ...] = (
    (TellingExceptionAgreed, TellingException, "exception_id"),
    (TellingExceptionEnded, TellingException, "exception_id"),
    (EmbargoEnded, Embargo, "embargo_id"),
    *ledger_withdrawals.OF_A_WITHDRAWAL,
)
# Columns that hold personal text: compared by its digest, and never repeated in a fault.
TEXT = frozenset(
    {
        "safe_times",
        "safe_words",
        "interpreter",
        "adviser_name",
        "adviser_reached",
        "words",
        "reference",
        "what",
        "passed_to",
        "place",
        *ledger_withdrawals.TEXT,
    }
)


@dataclass
class ToldOf:
    """What a case's events say of these rows. `rows`: by table and, in it, by event or by what was
    agreed or has ended."""

    rows: dict[str, dict[int, Columns]] = field(
        default_factory=lambda: {
            model.__tablename__: {} for model in (*BY_EVENT, *(ending for ending, _, _ in ENDINGS))
        }
    )
    channels: dict[int, dict[str, bool]] = field(default_factory=dict)

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        facts = event.facts
        for table, key, columns in ledger_withdrawals.rows_of(event):
            self.rows[table][key] = columns
        match event.kind:
            case EventKind.SAFE_CONTACT_RECORDED:
                self.rows["safe_contact"][event.id] = _safe_contact(event)
                self.channels[event.id] = dict.fromkeys(facts["safe"], True) | dict.fromkeys(
                    facts["unsafe"], False
                )
            case EventKind.TELLING_EXCEPTION_RECORDED:
                self.rows["telling_exception"][event.id] = _exception(event)
            case EventKind.EMBARGO_SET:
                self.rows["embargo"][event.id] = {
                    "what": event.words("what"),
                    "until_at": facts["until_at"],
                    "set_at": event.at,
                    "agreed_by_id": event.by,
                }
            case EventKind.TELLING_EXCEPTION_AGREED:
                self.rows["telling_exception_agreed"][facts["exception"]] = {
                    "agreed_at": event.at,
                    "agreed_by_id": event.by,
                    "event_id": event.id,
                }
            case EventKind.TELLING_EXCEPTION_ENDED:
                self.rows["telling_exception_ended"][facts["exception"]] = _ended(event)
            case EventKind.REVIEW_REQUESTED:
                self.rows["review_request"][event.id] = request_of(event)
            case kind if kind in STEPS:
                self.rows["review_request_step"][event.id] = step_of(event)
            case EventKind.DEVELOPMENT_RECORDED if "instead_of" in facts:
                self.rows["hearing"][event.id] = _hearing(event)
            case EventKind.EMBARGO_ENDED:
                self.rows["embargo_ended"][facts["embargo"]] = _ended(event)


def _hearing(event: Happened) -> Columns:
    return {
        **event.told(takes_place_at="takes_place_at", supersedes_id="instead_of"),
        "place": event.words("place"),
        "recorded_at": event.at,
        "recorded_by_id": event.by,
    }


def _safe_contact(event: Happened) -> Columns:
    return {
        "victim_id": event.facts["victim"],
        "preferred": event.facts["preferred"],
        "no_messages": event.facts["no_messages"],
        "adviser_kind": event.facts["adviser"],
        "safe_times": event.words("times"),
        "safe_words": event.words("words"),
        "interpreter": event.words("interpreter"),
        "adviser_name": event.words("adviser_name"),
        "adviser_reached": event.words("adviser_reached"),
        "recorded_at": event.at,
        "recorded_by_id": event.by,
    }


def _exception(event: Happened) -> Columns:
    facts = event.facts
    return {
        "victim_id": facts["victim"],
        "decision_id": facts["decision"],
        "kind": facts["kind"],
        "words": event.words("words"),
        "happened_at": facts["happened_at"],
        "heard_by_id": event.about,
        "agreed_by_id": facts["agreed_by"],
        "review_on": facts["review_on"],
        "told_by_body": facts["told_by_body"],
        "reference": event.words("reference"),
        "recorded_at": event.at,
        "recorded_by_id": event.by,
    }


def _ended(event: Happened) -> Columns:
    return {"ended_at": event.at, "ended_by_id": event.by, "event_id": event.id}


Held = dict[str, dict[int, Mapping]]


def read_telling(session: Session, ids: Sequence[int]) -> tuple[dict[int, Held], dict[int, dict[str, bool]]]:
    """(The rows of some cases, by case and table; the channels of their safe contacts, by event)."""
    held: dict[int, Held] = {}
    for model in BY_EVENT:
        table = model.__table__
        query = sa.select(table).where(table.c.investigation_id.in_(ids)).order_by(table.c.event_id)
        for row in session.execute(query).mappings():
            _of(held, row["investigation_id"], table.name)[row["event_id"]] = row
    for ending, of, column in ENDINGS:
        table = ending.__table__
        query = (
            sa.select(table, of.investigation_id)
            .join(of, of.id == table.c[column])
            .where(of.investigation_id.in_(ids))
        )
        for row in session.execute(query).mappings():
            _of(held, row["investigation_id"], table.name)[row[column]] = row
    return held, _channels(session, ids)


def _of(held: dict[int, Held], case_id: int, table: str) -> dict[int, Mapping]:
    return held.setdefault(case_id, {}).setdefault(table, {})


def _channels(session: Session, ids: Sequence[int]) -> dict[int, dict[str, bool]]:
    channels: dict[int, dict[str, bool]] = {}
    query = (
        sa.select(SafeContact.event_id, VictimChannel.channel, VictimChannel.is_safe)
        .join(SafeContact, SafeContact.id == VictimChannel.safe_contact_id)
        .where(SafeContact.investigation_id.in_(ids))
    )
    for row in session.execute(query):
        channels.setdefault(row.event_id, {})[row.channel.value] = row.is_safe
    return channels


def telling_faults(
    held: Held, channels: Mapping[int, Mapping[str, bool]], told: ToldOf
) -> Iterator[tuple[str, int, str]]:
    """(table, row, what is wrong with it) of one case."""
    for table, expected in told.rows.items():
        rows = held.get(table, {})
        for key in sorted(rows.keys() | expected.keys()):
            if key not in expected:
                yield table, rows[key].get("id", key), "no event of its case tells of it"
            elif key not in rows:
                yield table, key, "it is missing, and its case's events tell of it"
            else:
                yield from _row_faults(table, key, rows[key], expected[key])
    for event_id, said in told.channels.items():
        if channels.get(event_id, {}) != said:
            yield "victim_channel", event_id, "what is safe is not what its case's events say"


def _row_faults(table: str, key: int, row: Mapping, said: Columns) -> Iterator[tuple[str, int, str]]:
    for name, expected in said.items():
        is_text = name in TEXT or (name == "reason" and table in ledger_withdrawals.WORDS_CALLED_REASON)
        value = words(row[name]) if is_text else _plain(row[name])
        if value != expected and is_text:
            yield table, row.get("id", key), f"its {name} is not the text that its case's events hold"
        elif value != expected:
            yield (
                table,
                row.get("id", key),
                f"its {name} is {value}, and its case's events say {expected}",
            )


def _plain(value: object) -> object:
    """A column's value in the form that events have it."""
    if hasattr(value, "value"):
        return value.value
    if hasattr(value, "hour"):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if hasattr(value, "isoformat") else value
