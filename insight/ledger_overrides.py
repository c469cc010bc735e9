"""What events say of overrides, and of the answers about the risk that remains: rows named in events."""

from __future__ import annotations

from insight.ledger_events import Columns, Happened

Rows = dict[int, Columns]


def override_granted(held: Rows, event: Happened) -> None:
    """Told by the event that granted it, which its row names; whatever it replaces ends with it."""
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


def override_ended(held: Rows, event: Happened) -> None:
    """Ended before its time, or looked at after it."""
    held[event.facts["granted"]]["ended_at"] = event.at


def risk_that_remains(held: Rows, event: Happened) -> None:
    """One row for each question that was answered."""
    for question, answered in event.facts["answers"].items():
        held[answered["row"]] = {
            "suspect_id": event.facts["suspect"],
            "question": question,
            "answer": answered["answer"],
            "order_kind": answered["order"],
            "reason": event.words(question),
            "answered_at": event.at,
            "answered_by_id": event.by,
        }
