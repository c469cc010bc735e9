"""What a case holds about a victim who withdraws, what was decided without them, and their statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import CallBackResult, EvidenceLed, StatementAnswer


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The one that holds: the last recorded, not taken back. `unit_id` held the crime then.

    `waits_since`: when it, or the one before it, was drawn to be rung back, while nobody has answered that.
    `called_back`: what came of ringing them back about it. `was_doubted`: of an earlier one they said that
    it was not their own decision.
    """

    id: int
    event_id: int
    unit_id: int
    heard_by_id: int
    recorded_by_id: int
    heard_at: dt.datetime
    has_account: bool = False
    help_offered: bool = False
    protection_considered: bool = False
    is_drawn: bool = False
    waits_since: dt.datetime | None = None
    call_back_agreed: bool = False
    called_back: CallBackResult | None = None
    was_doubted: bool = False

    @property
    def is_in_doubt(self) -> bool:
        """They say that it was not their own decision; or said so before, and were not asked again."""
        if self.called_back is CallBackResult.NOT_OWN_DECISION:
            return True
        return self.was_doubted and self.called_back is None


@dataclass(frozen=True, slots=True)
class EvidenceLedDecided:
    """The last decision of the round about going on without the victim, and the event that made it."""

    decided: EvidenceLed
    decided_by_id: int
    event_id: int


@dataclass(frozen=True, slots=True)
class StatementOffer:
    """How the offer of a personal statement stands, and the day of the next one while it is open."""

    answer: StatementAnswer
    again_on: dt.date | None = None
