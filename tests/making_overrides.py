"""Overrides granted by calling the service as a page would, and people who hold something by date."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests import making
from tests.making import NOW, Case, Force
from vocabulary import Accreditation, Actor, Rank, Role
from workflow.services.overrides import OverrideToGrant, grant_override

WEEK = dt.timedelta(days=7)
NEEDS = "needs_are_assessed"


def to_grant(requirement: str = NEEDS, now: dt.datetime = NOW, **changes: object) -> OverrideToGrant:
    """For a week: asking would put somebody at risk."""
    values = {"ground": "unsafe_to_ask", "reason": "He reads her letters.", "until_on": (now + WEEK).date()}
    return OverrideToGrant(requirement, **(values | changes))


def grant(
    session: Session,
    force: Force,
    case: Case,
    who: Actor | None = None,
    asked: OverrideToGrant | None = None,
    now: dt.datetime = NOW,
    **more: object,
) -> int:
    """By the unit's inspector, who did nothing else on it."""
    asked = asked or to_grant(now=now)
    return grant_override(session, who or force.inspector, case.id, asked, now=now, **more)


def an_officer(session: Session, force: Force, name: str, level: Accreditation) -> Actor:
    """A constable of the unit who holds a level."""
    role = (Role.INVESTIGATOR, force.unit)
    return making.a_person(session, name, Rank.CONSTABLE, role, accreditation=level)
