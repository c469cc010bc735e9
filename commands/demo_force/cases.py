"""The invented crimes in their different states, oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial

from sqlalchemy.orm import Session

from commands.demo_force import (
    at_work,
    decided,
    finished,
    rarer,
    story_harm,
    story_moves,
    story_robbery,
    story_vans,
)
from commands.demo_force.crimes import last
from commands.demo_force.ordinary_crimes import read_crimes, tell
from commands.demo_force.people import Force
from commands.demo_force.telling import Telling
from workflow.working_days import LONDON

Told = tuple[float, Callable[[Telling], None]]

# Days before noon, and how it is told. A dozen crimes that between them reach most states.
A_DOZEN: tuple[Told, ...] = (
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


# The ten stories; the second and the twelfth of the dozen belong to them too.
STORIES: tuple[Told, ...] = (
    (120, story_moves.care_home_assault),
    (62, story_moves.stalked_across_a_border),
    (48, story_harm.rape_with_two_suspects),
    *((38.1 - number / 100, story_vans.van_broken_into(number)) for number in range(6)),
    (29.66, story_robbery.knife_robbery_at_work),
    (26, story_harm.images_on_a_laptop),
    (23.5, story_harm.wounding_outside_a_pub),
    (1.8, story_moves.image_referral),
    (0.95, story_moves.rape_to_cancel),
    (0.69, story_robbery.knife_robbery_to_allocate),
)


RARER: tuple[Told, ...] = (
    (32, rarer.with_the_cps),
    (25, rarer.transferred),
    (21.6, rarer.bus_shelter),
    (21.5, rarer.cancelled_as_a_duplicate),
    (20.5, rarer.waiting_for_the_laboratory),
    (17.5, rarer.restricted_case),
    (16.5, rarer.covert_case),
    (15.5, rarer.not_investigated),
)


def everything() -> tuple[Told, ...]:
    """All the force's crimes."""
    ordinary = ((each["days_ago"], partial(tell, told=each)) for each in read_crimes())
    return (*A_DOZEN, *STORIES, *RARER, *ordinary)


def record_cases(session: Session, force: Force, now: dt.datetime, told: Iterable[Told]) -> int:
    """Tell crimes up to `now`; returns how many were made.

    Days are counted from the last noon in London, so that each crime keeps its hours of the day whenever the
    force is loaded. Oldest first: numbers that grow with time are what a force's own records would show.
    """
    in_order = sorted(told, key=lambda each: -each[0])
    noon = last("12:00", now).astimezone(LONDON)
    for days_ago, story in in_order:
        start = (noon - dt.timedelta(days=days_ago)).astimezone(dt.UTC).replace(second=0, microsecond=0)
        story(Telling(session, force, start, now))
    return len(in_order)
