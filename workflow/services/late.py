"""From when an act counts that is typed after it happened (inspection C33)."""

from __future__ import annotations

import datetime as dt

from workflow import telling
from workflow.services.opening import Opened


def counts_from(
    opened: Opened, happened_at: dt.datetime, recorded_at: dt.datetime | None = None
) -> dt.datetime:
    """What is typed long afterwards cannot make a limit look kept. `recorded_at`: if not now."""
    return telling.counts_from(happened_at, recorded_at or opened.now, opened.policy)
