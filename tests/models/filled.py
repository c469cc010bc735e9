"""A row in every table that must never be changed or removed."""

from __future__ import annotations

from models import EventDetail, PublishedOutcome, ReadLogEntry, RoleHolding
from tests.models.rows import NOW, ReadyCase, Rows
from vocabulary import DecisionEnding, EventKind, Role


def fill(rows: Rows) -> ReadyCase:
    """Fill those tables by way of a case that could be finished."""
    ready = rows.ready()
    event = rows.event(ready.id, EventKind.STEP_REFUSED)
    rows.add(EventDetail(event_id=event, nonce="n", detail="{}"))
    rows.ended(ready.id, ready.decision, DecisionEnding.RETURNED, EventKind.PROPOSAL_RETURNED)
    rows.add(ReadLogEntry(read_at=NOW, person_id=ready.signer, endpoint="case", subjects="{}"))
    rows.add(PublishedOutcome(investigation_id=ready.id, month="2026-01", label="L", repeat=1, line_number=2))
    rows.add(
        RoleHolding(person_id=ready.signer, unit_id=rows.unit_id, role=Role.SUPERVISOR, from_on=NOW.date())
    )
    rows.suspect(ready.id)
    rows.duty(ready.id, event)
    rows.direction(ready.id)
    return ready
