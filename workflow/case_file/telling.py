"""What a case holds about telling one victim: the way that is safe, and why they may be final untold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import Channel, ExceptionKind


@dataclass(frozen=True, slots=True)
class SafeWays:
    """What this victim said is safe and unsafe. A channel in neither has not been asked about."""

    safe: frozenset[Channel] = frozenset()
    unsafe: frozenset[Channel] = frozenset()
    has_adviser: bool = False
    no_messages: bool = False


NOT_ASKED = SafeWays()


@dataclass(frozen=True, slots=True)
class TellingException:
    """One that has not been ended. Without a decision it is a standing answer: no contact is wanted.

    `event_id`: the event that recorded it, by which it is known who had seen it. `happened_at`: when the
    other body told them, or they said it.
    """

    id: int
    kind: ExceptionKind
    decision_id: int | None
    event_id: int
    agreed_by_id: int | None = None
    review_on: dt.date | None = None
    happened_at: dt.datetime | None = None

    def is_about(self, decision_id: int) -> bool:
        return self.decision_id in (None, decision_id)
