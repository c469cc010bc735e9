"""How old somebody was at a moment, by the calendar of London."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ADULT = 18


def was_child(born_on: dt.date, at: dt.datetime) -> bool:
    """Under 18 then."""
    return was_under(ADULT, born_on, at)


def was_under(age: int, born_on: dt.date, at: dt.datetime) -> bool:
    """Younger than so many years then. Somebody born on 29 February has their birthday on 1 March."""
    day = at.astimezone(LONDON).date()
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday) < age
