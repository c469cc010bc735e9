"""The missing lines of a crime's minimum, added in one act: a line and an event for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy.orm import Session

from vocabulary import Act, Actor
from workflow.refusals import FactNotAccepted
from workflow.requirements.lines import missing_from_minimum
from workflow.services.acts import open_act
from workflow.services.lines import refuse_lost_before, write_line


def add_missing_lines(
    session: Session,
    actor: Actor,
    investigation_id: int,
    categories: Collection[str],
    owner_id: int,
    *,
    now: dt.datetime,
    evidence_expires_at: dt.datetime | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> list[int]:
    """Add a line of each of these kinds, with one owner; returns their ids. Material, never stale."""
    opened = open_act(
        session,
        actor,
        Act.ADD_LINE,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    missing = missing_from_minimum(opened.case, opened.policy)
    if not categories:
        raise FactNotAccepted("categories", "Choose at least one line.")
    if not set(categories) <= set(missing):
        raise FactNotAccepted(
            "categories", "One of these has been added since you opened this page. Open it again."
        )
    refuse_lost_before(opened, evidence_expires_at)
    added = []
    for category in missing:
        if category in categories:
            title = opened.policy.line_category(category).title
            words = f"{title}: asked for as a minimum in this kind of crime."
            line, _ = write_line(opened, category, words, owner_id, evidence_expires_at)
            added.append(line.id)
    return added
