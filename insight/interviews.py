"""The interviews of a case's suspects, for its page."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Interview


def interviews_of(session: Session, investigation_id: int) -> dict[int, list[Interview]]:
    """By suspect, the latest first. Those recorded before Fairlead asked how they were held have no row."""
    found = defaultdict(list)
    query = sa.select(Interview).where(Interview.investigation_id == investigation_id)
    for row in session.scalars(query.order_by(Interview.interviewed_at.desc(), Interview.id.desc())):
        found[row.suspect_id].append(row)
    return dict(found)
