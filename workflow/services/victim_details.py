"""Hiding a victim's contact details from whoever is not of the case, and showing them again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from vocabulary import Act, Actor, EventKind
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.restrictions import why_not_hide
from workflow.services.victims import open_for_victim


def hide_details(
    session: Session,
    actor: Actor,
    victim_id: int,
    hidden: bool,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Hide a victim's contact details, or show them again; returns the event's id."""
    opened, victim = open_for_victim(session, actor, Act.HIDE_DETAILS, victim_id, now, submission_id)
    why = why_not_hide(actor, opened.case, hidden=hidden)
    if why is not None:
        raise NotPermitted(why)
    if victim.details_hidden is hidden:
        raise FactNotAccepted("reason", "They are hidden already." if hidden else "They are not hidden.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why.")
    victim.details_hidden = hidden
    return opened.event(
        EventKind.DETAILS_HIDDEN if hidden else EventKind.DETAILS_SHOWN,
        facts={"victim": victim_id},
        detail={"reason": reason},
    ).id
