"""What a case's events say of the contacts that are not corrected, and of the promises that they kept."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa

from models import CaseEvent, Contact, Stream
from vocabulary import ContactResult, EventKind, StreamKind
from workflow.services.opening import Opened


@dataclass(frozen=True)
class WrittenContact:
    """An event of a contact. `told`: the decision that it told by a channel that counted then.

    `informs`: it reached them safely, and so was the update that they were owed.
    """

    event_id: int
    kind: EventKind
    contact_id: int
    victim_id: int
    told: int | None
    happened_at: dt.datetime | None
    counted_at: dt.datetime | None = None
    informs: bool = False


def contact_events(opened: Opened) -> list[WrittenContact]:
    """The events of the case's contacts that are not corrected, and of the promises they kept, in order."""
    corrected = set(
        opened.session.scalars(
            sa.select(Contact.supersedes_id).where(
                Contact.investigation_id == opened.row.id, Contact.supersedes_id.is_not(None)
            )
        )
    )
    rows = opened.session.execute(
        sa.select(CaseEvent.id, CaseEvent.kind, CaseEvent.canonical)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == opened.row.id,
            CaseEvent.kind.in_((EventKind.CONTACT_RECORDED, EventKind.PROMISE_KEPT)),
        )
        .order_by(CaseEvent.id)
    )
    written = [_as_written(row.id, row.kind, json.loads(row.canonical)["facts"]) for row in rows]
    return [each for each in written if each.contact_id not in corrected]


def _as_written(event_id: int, kind: EventKind, facts: dict) -> WrittenContact:
    told, happened_at = facts.get("tells_decision"), facts.get("happened_at")
    # An older event does not say whether its channel counted.
    if not facts.get("counts", True):
        told = None
    at = dt.datetime.fromisoformat(happened_at) if happened_at else None
    late = facts.get("counted_at")
    counted_at = dt.datetime.fromisoformat(late) if late else at
    informs = facts.get("result") == ContactResult.REACHED and facts.get("unsafe") is None
    return WrittenContact(event_id, kind, facts["contact"], facts["victim"], told, at, counted_at, informs)
