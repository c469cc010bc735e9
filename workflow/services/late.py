"""From when an act counts that is typed after it happened (inspection C33)."""

from __future__ import annotations

import datetime as dt

from workflow.services.opening import Opened
from workflow.telling import hours_late


def counts_from(
    opened: Opened, happened_at: dt.datetime, recorded_at: dt.datetime | None = None
) -> dt.datetime:
    """When it happened, if it was recorded within the policy's hours; else when it was recorded.

    What is typed long afterwards cannot make a limit look kept. `recorded_at`: if not now.
    """
    recorded_at = recorded_at or opened.now
    late = hours_late(happened_at, recorded_at)
    return recorded_at if late >= opened.policy.setting("recorded_late_after_hours") else happened_at
