"""Of which units somebody sees the figures."""

from __future__ import annotations

import datetime as dt

import pytest

from vocabulary import OVERSEEING_ROLES, Actor, Rank, Role
from workflow.overseeing import units_overseen
from workflow.services.opening import policy_at

POLICY = policy_at(dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
CARE, SUPERVISOR = Role.VICTIM_CARE_OFFICER, Role.SUPERVISOR


def somebody(rank: Rank, *roles: tuple[Role, int]) -> Actor:
    return Actor(1, rank, False, frozenset(roles))


@pytest.mark.parametrize(
    ("who", "units"),
    [
        (somebody(Rank.POLICE_STAFF, (Role.AUDITOR, 1)), None),
        (somebody(Rank.POLICE_STAFF, (Role.CRIME_REGISTRAR, 1)), None),
        (somebody(Rank.INSPECTOR, (SUPERVISOR, 1)), None),
        (somebody(Rank.SUPERINTENDENT, (SUPERVISOR, 2)), None),
        (somebody(Rank.SERGEANT, (SUPERVISOR, 1)), {1}),
        (somebody(Rank.SERGEANT, (SUPERVISOR, 1), (CARE, 2), (Role.INVESTIGATOR, 3)), {1, 2}),
        (somebody(Rank.POLICE_STAFF, (CARE, 1), (CARE, 4)), {1, 4}),
        # The rank alone oversees nothing: whoever cares for victims sees those of their units.
        (somebody(Rank.INSPECTOR, (CARE, 1)), {1}),
        (somebody(Rank.INSPECTOR, (Role.INVESTIGATOR, 1)), set()),
        (somebody(Rank.POLICE_STAFF, (Role.ADMINISTRATOR, 1)), set()),
    ],
)
def test_whole_force_or_own_units(who: Actor, units: set[int] | None):
    assert units_overseen(who, POLICY) == units


def test_who_may_open_the_pages_is_who_may_oversee_anything():
    for role in Role:
        seen = units_overseen(somebody(Rank.SERGEANT, (role, 1)), POLICY)
        assert (role in OVERSEEING_ROLES) == (seen is None or bool(seen)), role
