"""Whether a suspect needed an appropriate adult, and had one. Pure."""

from __future__ import annotations

import datetime as dt

from vocabulary import AppropriateAdult
from workflow.ages import was_child


def needs_adult(born_on: dt.date | None, is_vulnerable: bool, at: dt.datetime) -> bool:
    """By what is recorded: under 18 then, or somebody who is or may be vulnerable."""
    return is_vulnerable or (born_on is not None and was_child(born_on, at))


def lacks_adult(adult: AppropriateAdult, is_needed: bool) -> bool:
    """Whoever says that one was absent says that one was needed, whatever the date of birth."""
    return adult is AppropriateAdult.ABSENT or (is_needed and adult is AppropriateAdult.NOT_NEEDED)
