"""A row in every table that must never be changed or removed."""

from __future__ import annotations

from models import EventDetail, OutOfCourtResolution, PublishedOutcome, ReadLogEntry, RoleHolding
from tests.models.rows import NOW, ReadyCase, Rows
from vocabulary import DecisionEnding, EventKind, ResolutionKind, Role


def resolution(rows: Rows, case: int, **changes: object) -> int:
    """A suspect of the case, and what they were given out of court."""
    values = {
        "investigation_id": case,
        "suspect_id": rows.suspect(case),
        "kind": ResolutionKind.COMMUNITY_RESOLUTION,
        "given_at": NOW,
        "given_by_id": rows.person(),
        "recorded_at": NOW,
        "recorded_by_id": rows.person(),
    }
    return rows.add(OutOfCourtResolution(**(values | changes)))


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
    resolution(rows, ready.id)
    rows.duty(ready.id, event)
    return ready
