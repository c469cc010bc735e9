"""One verified event, as what is gathered from events sees it."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary import EventKind
from workflow.ledger import sha256


@dataclass(frozen=True)
class Words:
    """Personal text by its digest: compared, never repeated."""

    digest: str


@dataclass(frozen=True)
class Sealed:
    """Personal text that an event holds a digest of, over the row's own nonce and the text."""

    digest: str


def words(text: str | None) -> Words | None:
    """The digest of a text; None of none."""
    return None if text is None else Words(sha256(text))


@dataclass(frozen=True)
class Happened:
    """One verified event: who, when, its facts, the text kept with it, the decision that rests on it."""

    id: int
    kind: EventKind
    at: str
    by: int | None
    about: int | None
    facts: dict
    detail: dict
    decision: int | None = None

    def told(self, **columns: str) -> dict[str, object]:
        """Column → value, for those facts (by name) that the event has."""
        return {column: self.facts[name] for column, name in columns.items() if name in self.facts}

    def words(self, name: str) -> Words | None:
        """Text kept with the event. Text that was left empty is not kept."""
        return words(self.detail.get(name))


Columns = dict[str, object]

# The tables whose rows a case's events tell of one by one (those about telling: ledger_telling.py).
TABLES = (
    "line_of_inquiry",
    "suspect",
    "victim",
    "contact",
    "decision_ended",
    "transfer_acceptance",
    "override",
    "risk_that_remains",
    "cps_referral",
    "cps_reply",
    "cps_action",
    "cps_decision_considered",
    "out_of_court_resolution",
    "named_reader",
    "break_glass",
    "direction",
    "interview",
    "letter",
    "letter_handed_over",
    "letter_email",
)
