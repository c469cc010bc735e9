"""Months as London has them, and the instants at which they begin and end: an hour apart in summer. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from workflow.working_days import LONDON

WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """`str()` writes it as 2026-11, which `read_month` reads."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def in_words(self) -> str:
        return f"{dt.date(self.year, self.number, 1):%B %Y}"

    @property
    def in_short(self) -> str:
        return f"{dt.date(self.year, self.number, 1):%b %Y}"

    @property
    def begins_at(self) -> dt.datetime:
        """The first instant of its first day in London, as UTC."""
        return dt.datetime(self.year, self.number, 1, tzinfo=LONDON).astimezone(dt.UTC)

    @property
    def ends_at(self) -> dt.datetime:
        """The first instant that is no longer in it."""
        return self.later(1).begins_at

    def later(self, months: int) -> Month:
        """So many months on; back where it is negative."""
        whole = self.year * 12 + self.number - 1 + months
        return Month(whole // 12, whole % 12 + 1)


def month_of(at: dt.datetime) -> Month:
    """In which month of London an instant lies."""
    local = at.astimezone(LONDON)
    return Month(local.year, local.month)


def read_month(text: str) -> Month:
    """Raises ValueError for anything but a year and a month, as 2026-11."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no month")
    return Month(int(found[1]), int(found[2]))


def months_between(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last, both included; none when the last comes before."""
    found = []
    while first <= last:
        found.append(first)
        first = first.later(1)
    return found
