"""What a victim was owed as of right, and how it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import DutyStatus


@dataclass(frozen=True, slots=True)
class RightOwed:
    """One right that began. `key`: which one of the pack."""

    duty_id: int
    key: str
    status: DutyStatus
    triggered_at: dt.datetime
    due_at: dt.datetime
    ended_at: dt.datetime | None = None

    def is_overdue(self, as_at: dt.datetime) -> bool:
        """Neither given nor excused, and its time is past."""
        return self.status is DutyStatus.RUNNING and self.due_at < as_at
