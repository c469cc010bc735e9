"""Resolutions out of court as pages show them: what was given, by whom, and how it was checked."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import OutOfCourtResolution, Person, Suspect
from vocabulary import SuspectDecision

# Made once: an alias made for each request is adapted column by column, which takes longer than asking.
GIVER, CHECKER = aliased(Person), aliased(Person)


@dataclass(frozen=True)
class ResolutionShown:
    """One resolution. `stands`: it is the last one, and what was decided about the suspect."""

    row: OutOfCourtResolution
    given_by: str
    checked_by: str
    stands: bool


def show_resolutions(session: Session, investigation_id: int) -> dict[int, list[ResolutionShown]]:
    """By suspect, newest first; one query."""
    found = session.execute(
        sa.select(OutOfCourtResolution, GIVER.full_name, CHECKER.full_name, Suspect.decision)
        .join(GIVER, GIVER.id == OutOfCourtResolution.given_by_id)
        .join(Suspect, Suspect.id == OutOfCourtResolution.suspect_id)
        .outerjoin(CHECKER, CHECKER.id == OutOfCourtResolution.checked_by_id)
        .where(OutOfCourtResolution.investigation_id == investigation_id)
        .order_by(OutOfCourtResolution.id.desc())
    )
    shown: dict[int, list[ResolutionShown]] = {}
    for row, given_by, checked_by, decision in found:
        of_suspect = shown.setdefault(row.suspect_id, [])
        stands = not of_suspect and decision is SuspectDecision.OUT_OF_COURT_RESOLUTION
        of_suspect.append(ResolutionShown(row, given_by, checked_by or "", stands))
    return shown
