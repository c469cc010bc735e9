"""When something happened on a case: never in the future, nor before the crime was reported (P22)."""

from __future__ import annotations

import datetime as dt

from workflow.duties import to_the_minute
from workflow.refusals import FactNotAccepted
from workflow.services.opening import LONDON, Opened


def refuse_impossible_time(
    opened: Opened,
    field: str,
    at: dt.datetime,
    what: str,
    happened: str = "be",
    *,
    earliest: dt.datetime | None = None,
    before: str = "the crime was reported",
) -> None:
    """Raise FactNotAccepted beside the field, in words such as 'The wait cannot have begun in the future.'

    `earliest`: when something happened that came first, where that is not the report; `before` says what.
    """
    if at > opened.now:
        raise FactNotAccepted(field, f"{what} cannot {happened} in the future.")
    if at < to_the_minute(earliest or opened.case.reported_at):
        raise FactNotAccepted(field, f"{what} cannot {happened} before {before}.")


def refuse_birth_to_come(born_on: dt.date | None, now: dt.datetime) -> None:
    """Raise FactNotAccepted for a date of birth after today, by the calendar of London."""
    if born_on is not None and born_on > now.astimezone(LONDON).date():
        raise FactNotAccepted("born_on", "The date of birth cannot be in the future.")
