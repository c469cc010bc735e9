"""What events say of withdrawals, of deciding without the victim, of call-backs, offers and agreements.

The rows are held against it together with those about telling (insight/ledger_telling.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from insight.ledger_events import Columns, Happened
from models import (
    Base,
    CallBack,
    CallBackAgreed,
    EvidenceLedDecision,
    StatementOffer,
    UpdateAgreement,
    Withdrawal,
    WithdrawalTakenBack,
)
from vocabulary import EventKind

BY_EVENT: tuple[type[Base], ...] = (
    Withdrawal,
    EvidenceLedDecision,
    CallBack,
    StatementOffer,
    UpdateAgreement,
)
# The table of what came of a withdrawal, the row it is about, and the column that names it.
OF_A_WITHDRAWAL: tuple[tuple[type[Base], type[Base], str], ...] = (
    (WithdrawalTakenBack, Withdrawal, "withdrawal_id"),
    (CallBackAgreed, Withdrawal, "withdrawal_id"),
)
# Columns that hold personal text besides those about telling.
TEXT = frozenset(
    {
        "reason_words",
        "account_reference",
        "help_offered",
        "help_answer",
        "protection",
        "risk_check",
        "quiet_times",
    }
)
# A column called `reason` is one of a closed list in one of the tables, and somebody's words in the others.
WORDS_CALLED_REASON = frozenset({"evidence_led_decision", "call_back_agreed"})


def rows_of(event: Happened) -> Iterator[tuple[str, int, Columns]]:
    """(table, by which number it is found in it, what the event says of it) of each row it made."""
    facts = event.facts
    match event.kind:
        case EventKind.WITHDRAWAL_RECORDED:
            yield "withdrawal", event.id, _withdrawal(event)
        case EventKind.VICTIM_VIEW_RECORDED if facts.get("takes_back") is not None:
            yield (
                "withdrawal_taken_back",
                facts["takes_back"],
                {"taken_back_at": event.at, "recorded_by_id": event.by, "event_id": event.id},
            )
        case EventKind.EVIDENCE_LED_DECIDED:
            decided = event.told(decided="decided", round="round") | {"reason": event.words("reason")}
            yield (
                "evidence_led_decision",
                event.id,
                decided | {"decided_at": event.at, "decided_by_id": event.by},
            )
        case EventKind.CALL_BACK_AGREED:
            agreed = {"agreed_at": event.at, "agreed_by_id": event.by, "event_id": event.id}
            yield "call_back_agreed", facts["withdrawal"], agreed | {"reason": event.words("reason")}
        case EventKind.CALL_BACK_MADE:
            yield "call_back", event.id, _call_back(event)
        case EventKind.STATEMENT_OFFERED:
            yield "statement_offer", event.id, _offer(event)
        case EventKind.UPDATES_AGREED:
            yield "update_agreement", event.id, _agreed(event)


def _recorded(event: Happened) -> Columns:
    return {"recorded_at": event.at, "recorded_by_id": event.by}


def _withdrawal(event: Happened) -> Columns:
    return {
        **_recorded(event),
        **event.told(victim_id="victim", unit_id="unit", view="view", reason="reason", channel="channel"),
        **event.told(heard_at="heard_at", account="account", is_drawn="drawn"),
        "heard_by_id": event.about,
        "words": event.words("words"),
        **{name: event.words(name) for name in TEXT - {"risk_check", "quiet_times"}},
    }


def _call_back(event: Happened) -> Columns:
    return {
        **_recorded(event),
        **event.told(withdrawal_id="withdrawal", result="result", contact_id="contact"),
        **event.told(help_was_offered="help_was_offered"),
        "risk_check": event.words("risk_check"),
    }


def _offer(event: Happened) -> Columns:
    return {
        **_recorded(event),
        **event.told(victim_id="victim", answer="answer", offered_at="offered_at", again_on="again_on"),
        "offered_by_id": event.about,
        "words": event.words("words"),
    }


def _agreed(event: Happened) -> Columns:
    return {
        **_recorded(event),
        **event.told(victim_id="victim", every_days="every_days", method="method", heard_at="heard_at"),
        "heard_by_id": event.about,
        "words": event.words("words"),
        "quiet_times": event.words("quiet_times"),
    }
