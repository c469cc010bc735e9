"""Working days in England and Wales, held locally. The day of the trigger is day 0.

A working day is any but Saturday, Sunday, Good Friday, Christmas Day and the bank holidays of England and
Wales (Banking and Financial Dealings Act 1971, schedule 1, and the days proclaimed under it). The package
`holidays` holds them; a day proclaimed after its release is known only once it is renewed.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
END_OF_DAY = dt.time(23, 59, 59)
PACKAGE = "holidays"
LAST_YEAR_KNOWN = holidays.UnitedKingdom.end_year


@lru_cache
def _bank_holidays(year: int) -> frozenset[dt.date]:
    # A whole year at once, and never added to: the package's own calendar fills itself while it is read.
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year, expand=False))


def is_working_day(day: dt.date) -> bool:
    """Neither a weekend nor a bank holiday of England and Wales.

    Raises ValueError for a day beyond those whose holidays are known: it must not pass for a working day.
    """
    if day.year > LAST_YEAR_KNOWN:
        raise ValueError(f"bank holidays are known until {future_holidays_known_until()}, not for {day}")
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def end_of_day(day: dt.date) -> dt.datetime:
    """23:59:59 of a day in London, as UTC."""
    return dt.datetime.combine(day, END_OF_DAY, LONDON).astimezone(dt.UTC)


def end_of_nth_working_day(at: dt.datetime, n: int) -> dt.datetime:
    """23:59:59 in London, as UTC, on the nth working day after the London day of `at`.

    Raises ValueError for a time without a time zone, for n < 1 and beyond the last day known.
    """
    if at.utcoffset() is None:
        raise ValueError(f"{at} has no time zone")
    if n < 1:
        raise ValueError("count at least one working day")
    day = at.astimezone(LONDON).date()
    while n:
        day += dt.timedelta(days=1)
        if is_working_day(day):
            n -= 1
    return end_of_day(day)


def future_holidays_known_until() -> dt.date:
    """The last day whose holidays are reckoned by rule; proclaimed extra days must still be watched for."""
    return dt.date(LAST_YEAR_KNOWN, 12, 31)


def why_too_few_holidays(today: dt.date, months: int, known_until: dt.date | None = None) -> str | None:
    """What to do where fewer than so many months of holidays to come are known; None while enough are."""
    known_until = known_until or future_holidays_known_until()
    years, month = divmod(today.month - 1 + months, 12)
    if known_until >= dt.date(today.year + years, month + 1, 1):  # whole months, whatever their length
        return None
    until = f"{known_until.day} {known_until:%B %Y}"
    return (
        f"The bank holidays of England and Wales are known until {until} only, and {months} months ahead are "
        f"needed: after that day nothing can be due in working days. Whoever runs Fairlead installs a newer "
        f"version of the Python package {PACKAGE} (now {version(PACKAGE)}) and restarts it."
    )
