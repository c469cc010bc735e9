"""The clock of a case as it is told: it moves on with each act, and never past the present."""

from __future__ import annotations

import datetime as dt

from workflow.working_days import LONDON

FRIDAY = 4


class Hours:
    """`now` is where the telling stands, `last` the present."""

    def __init__(self, start: dt.datetime, last: dt.datetime):
        self.now, self.last = start, last

    def later(self, **ago: float) -> dt.datetime:
        """Move the clock on, never past the present."""
        self.now = min(self.now + dt.timedelta(**ago), self.last)
        return self.now

    def by_day(self, begins: int = 9, ends: int = 17, *, weekdays: bool = False) -> dt.datetime:
        """Wait for hours at which somebody is rung or asked, or for the next day; never past the present."""
        local = self.now.astimezone(LONDON)
        day = local.date() if local.hour < ends else local.date() + dt.timedelta(days=1)
        while weekdays and day.weekday() > FRIDAY:
            day += dt.timedelta(days=1)
        opens = dt.datetime.combine(day, dt.time(begins, 20), LONDON).astimezone(dt.UTC)
        if day != local.date() or local.hour < begins:
            # What began today goes on, where the next such hour is still to come.
            self.now = opens if opens <= self.last else self.now
        return self.now
