"""Resolutions out of court, given by the officer and checked by the sergeant."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests.making_people import NOW, Force
from vocabulary import ResolutionCheck, ResolutionKind
from workflow.services import resolutions


def as_given(force: Force, now: dt.datetime = NOW, **changes: object) -> resolutions.ResolutionAsGiven:
    """A community resolution with nothing left out."""
    values = {
        "kind": ResolutionKind.COMMUNITY_RESOLUTION,
        "given_at": now,
        "given_by_id": force.officer.id,
        "conditions": "He pays for the lock.",
        "admitted": True,
        "victim_consulted": True,
    }
    return resolutions.ResolutionAsGiven(**(values | changes))


def resolve(
    session: Session, force: Force, suspect: int, now: dt.datetime = NOW, *, checked: bool = True, **changes
) -> int:
    """A suspect is given a resolution, and a sergeant finds it right; returns the resolution's id."""
    given = as_given(force, now, **changes)
    made = resolutions.give_resolution(session, force.officer, suspect, given, now=now)
    if checked:
        check(session, force, suspect, now)
    return made


def check(session: Session, force: Force, suspect: int, now: dt.datetime = NOW, **more: object) -> int:
    return resolutions.check_resolution(
        session, more.pop("who", force.sergeant), suspect, more.pop("result", ResolutionCheck.RIGHT),
        more.pop("words", ""), now=now, **more
    )  # fmt: skip
