"""What events say of a case's overrides, each told by the event that granted it, which its row names."""

from __future__ import annotations

from collections.abc import Callable

from insight.ledger_events import Columns, Happened
from vocabulary import EventKind


def _granted(held: dict[int, Columns], event: Happened) -> None:
    """Whatever it replaces ends with it."""
    for granted in event.facts["replaces"]:
        held[granted]["ended_at"] = event.at
    held[event.id] = {
        "granted_by_id": event.by,
        "granted_at": event.at,
        "ended_at": None,
        **event.told(requirement="requirement", ground="ground", officer_id="officer", suspect_id="suspect"),
        **event.told(rank_then="rank", was_detective="detective", expires_at="expires_at"),
        **event.told(policy_version="policy"),
    }


def _ended(held: dict[int, Columns], event: Happened) -> None:
    held[event.facts["granted"]]["ended_at"] = event.at


OF_OVERRIDES: dict[EventKind, Callable[[dict[int, Columns], Happened], None]] = {
    EventKind.OVERRIDE_GRANTED: _granted,
    EventKind.OVERRIDE_ENDED: _ended,
}
