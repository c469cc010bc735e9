"""Restricted and covert cases, made by calling the services as a page would."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests.making import NOW, Case, Force
from vocabulary import Actor, GlassReason, Restriction
from workflow.services import break_glass as glass
from workflow.services import restricting

REVIEW_ON = NOW.date() + dt.timedelta(days=28)
WHY = "An officer's family is named in it."


def restrict(
    session: Session,
    force: Force,
    case: Case,
    kind: Restriction = Restriction.RESTRICTED,
    now: dt.datetime = NOW,
    by: Actor | None = None,
) -> int:
    """By the unit's inspector unless somebody else is named."""
    return restricting.restrict(session, by or force.inspector, case.id, kind, REVIEW_ON, WHY, now=now)


def name(
    session: Session, force: Force, case: Case, who: Actor, now: dt.datetime = NOW, **more: object
) -> int:
    return restricting.name_reader(
        session, force.inspector, case.id, who.id, "Works on the linked crime.", now=now, **more
    )


def break_glass(session: Session, who: Actor, case: Case, now: dt.datetime = NOW, **more: object) -> int:
    return glass.break_glass(
        session, who, case.id, GlassReason.DANGER, "She rang from a locked room.", now=now, **more
    )
