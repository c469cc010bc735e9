"""What leaves a suspect undecided again, as events have it: a failed diversion, an overturned decision."""

from __future__ import annotations

from insight.ledger_events import Columns, Happened
from vocabulary import DiversionResult

DECIDED = (
    "decision",
    "decision_reason",
    "decided_at",
    "decided_by_id",
    "told_at",
    "told_first",
    "death_proof",
)


def diversion_ended(suspects: dict[int, Columns], event: Happened) -> None:
    """One that failed."""
    if event.facts["result"] == DiversionResult.FAILED:
        decision_overturned(suspects, event)


def decision_overturned(suspects: dict[int, Columns], event: Happened) -> None:
    """What was decided about a suspect stands no more."""
    suspects[event.facts["suspect"]] |= dict.fromkeys(DECIDED)
