"""When something happened on a case: never in the future, nor before the crime was reported (P22)."""

from __future__ import annotations

import datetime as dt

from workflow.duties import to_the_minute
from workflow.refusals import FactNotAccepted
from workflow.services.opening import Opened


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
