"""Which change of class is a lowering, who may do it, and which resolutions there are on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflow.case_files import policy
from vocabulary import Rank, ResolutionKind, RiskFlag
from workflow.ages import was_child
from workflow.policy.gravity import lowers_class
from workflow.policy.loader import load_book

NONE: frozenset[RiskFlag] = frozenset()
CHILD = frozenset({RiskFlag.CHILD_VICTIM})


@pytest.mark.parametrize(
    ("before", "after", "flags", "lowers"),
    [
        ("rape_and_serious_sexual", "assault", NONE, True),
        ("assault", "rape_and_serious_sexual", NONE, False),
        ("theft", "theft", NONE, False),
        ("fraud", "drugs", NONE, False),
        # As grave, and yet no inspector would sign any more.
        ("stalking_and_harassment", "robbery", NONE, True),
        # A detective inspector decides an assault on a child, and not a robbery of one.
        ("assault", "robbery", CHILD, True),
        ("assault", "robbery", NONE, False),
        # The pack has this class no more: whoever gives it another is asked.
        ("witchcraft", "homicide", NONE, True),
    ],
)
def test_a_class_is_lowered_by_gravity_or_by_who_would_sign(before, after, flags, lowers):
    assert lowers_class(policy(), before, after, flags) is lowers


def test_only_a_detective_inspector_makes_a_rape_something_less():
    needed = policy().lowering_class("rape_and_serious_sexual", NONE)
    assert (needed.rank, needed.detective) == (Rank.INSPECTOR, True)


def test_a_class_that_the_pack_has_no_more_is_lowered_as_what_is_not_classified():
    assert policy().lowering_class("witchcraft", NONE) == policy().lowering_class("unclassified", NONE)


@pytest.mark.parametrize(("day", "there"), [("2026-01-31", False), ("2026-02-01", True)])
def test_prosecution_of_a_child_is_deferred_from_the_day_it_can_be(day: str, there: bool):
    rule = load_book().as_of(dt.date.fromisoformat(day)).resolution(ResolutionKind.DEFERRED_PROSECUTION)
    assert (rule is not None) is there


@pytest.mark.parametrize(
    ("born_on", "at", "child"),
    [
        ("2008-03-02", "2026-03-01T12:00+00:00", True),
        ("2008-03-02", "2026-03-02T12:00+00:00", False),
        ("2008-02-29", "2026-02-28T12:00+00:00", True),
        ("2008-02-29", "2026-03-01T12:00+00:00", False),
        # In London it is the birthday already.
        ("2008-06-02", "2026-06-01T23:30+00:00", False),
    ],
)
def test_a_child_is_under_18_by_the_calendar_of_london(born_on: str, at: str, child: bool):
    assert was_child(dt.date.fromisoformat(born_on), dt.datetime.fromisoformat(at)) is child
