"""Whether somebody is recorded as a suspect of a crime already."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Suspect
from models.base import folded
from workflow.reading import note_read


def recorded_already(session: Session, investigation_id: int, name: str, born_on: dt.date | None) -> str:
    """A suspect of this name, with the date of birth if known, whom no date of birth tells apart; or ''."""
    query = sa.select(Suspect).where(
        Suspect.investigation_id == investigation_id,
        Suspect.name_search == folded(name),
        Suspect.recorded_in_error_at.is_(None),
    )
    if born_on is not None:
        query = query.where(sa.or_(Suspect.born_on.is_(None), Suspect.born_on == born_on))
    found = session.scalars(query.order_by(Suspect.id).limit(1)).first()
    if found is None:
        return ""
    note_read(session, "suspect", [found.id])
    return f"{found.name}, born {found.born_on:%-d %B %Y}," if found.born_on else found.name
