"""The interviews of a case's suspects, for its page."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Interview, Suspect
from workflow.interviews import needs_adult


def interviews_of(session: Session, investigation_id: int) -> dict[int, list[Interview]]:
    """By suspect, the latest first. Those recorded before Fairlead asked how they were held have no row."""
    found = defaultdict(list)
    query = sa.select(Interview).where(Interview.investigation_id == investigation_id)
    for row in session.scalars(query.order_by(Interview.interviewed_at.desc(), Interview.id.desc())):
        found[row.suspect_id].append(row)
    return dict(found)


def an_adult_is_needed(session: Session, suspect_id: int, now: dt.datetime) -> bool:
    """By what is recorded of this suspect: said before anybody types that none was needed."""
    row = session.get_one(Suspect, suspect_id)
    return needs_adult(row.born_on, row.is_vulnerable, now)
