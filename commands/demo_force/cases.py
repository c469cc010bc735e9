"""A dozen invented crimes in different states, oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy.orm import Session

from commands.demo_force import at_work, decided, finished
from commands.demo_force.people import Force
from commands.demo_force.telling import Telling

STORIES: tuple[tuple[float, Callable[[Telling], None]], ...] = (
    (58, finished.burglary_filed),
    (44, finished.shop_theft_closed),
    (41, finished.bicycle_reopened),
    (24, at_work.robbery_charged),
    (20, decided.shop_theft_told_next),
    (19, decided.damage_returned),
    (18, decided.van_theft_waiting),
    (15, at_work.theft_from_person_ready),
    (9, at_work.burglary_at_work),
    (4, at_work.domestic_abuse),
    (2, at_work.damage_allocated),
    (0.5, at_work.new_shop_theft),
)


def record_cases(session: Session, force: Force, now: dt.datetime) -> int:
    """Tell every story up to `now`; returns how many cases were made."""
    for days_ago, tell in STORIES:
        tell(Telling(session, force, now - dt.timedelta(days=days_ago), now))
    return len(STORIES)
