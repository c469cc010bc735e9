"""A supervisor reads the case, gives directions and says when to look again: not involvement (P30)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import CaseEvent
from vocabulary import Act, Actor, DutyKind, EventKind, RiskFlag
from workflow.duties import due
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import LONDON, Opened
from workflow.working_days import end_of_day

REVIEWS = (DutyKind.FIRST_REVIEW, DutyKind.REVIEW)
NEXT = "Review the case again and give directions"


def record_review(
    session: Session,
    actor: Actor,
    investigation_id: int,
    directions: str,
    next_on: dt.date | None,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record a review; returns the event's id. Additive, and it changes nothing that a decision rests on.

    The next one is due on the day given, or by the force's limit, whichever comes first.
    """
    opened = open_act(session, actor, Act.RECORD_REVIEW, investigation_id, now, submission_id=submission_id)
    if not directions.strip():
        raise FactNotAccepted("directions", "Write your directions, or that nothing more is to be done.")
    latest = due(DutyKind.REVIEW, now, enhanced=False, policy=opened.policy).due_at
    next_due = latest if next_on is None else end_of_day(next_on)
    if next_on is not None and next_on <= now.astimezone(LONDON).date():
        raise FactNotAccepted("next_on", "The next review must be after today.")
    if next_on is not None and next_on > latest.astimezone(LONDON).date():
        raise FactNotAccepted(
            "next_on",
            f"The next review is due by {latest.astimezone(LONDON):%-d %B %Y}. Choose a day until then.",
        )
    event = opened.event(
        EventKind.CASE_REVIEWED,
        facts={"next_due": min(next_due, latest)},
        detail={"directions": directions},
    )
    for kind in REVIEWS:
        owing.end(opened, event, owing.running(opened, kind), at=now)
    owing.owe(opened, DutyKind.REVIEW, event, NEXT, not_after=min(next_due, latest))
    return event.id


def asks_for_a_first_review(opened: Opened, flags: frozenset[RiskFlag] = frozenset()) -> bool:
    """Is this, by its class now and with these flags too, a crime that is reviewed, and no review owed?

    Before an officer has it there is nothing to review: it is asked again when they are given it.
    """
    row, known = opened.row, opened.case.flags | flags
    return (
        row.oic_id is not None
        and opened.policy.remaining.is_reviewed(row.offence_class, known)
        and not any(owing.running(opened, kind) for kind in REVIEWS)
    )


def owe_first_review(opened: Opened, trigger: CaseEvent) -> None:
    """From when an officer is given the crime, or it turns out to be one that is reviewed."""
    owing.owe(
        opened, DutyKind.FIRST_REVIEW, trigger, "Review the case for the first time and give directions"
    )


def stop_reviewing(opened: Opened, event: CaseEvent) -> None:
    """A finished case is not reviewed any more."""
    for kind in REVIEWS:
        owing.excuse(opened, event, owing.running(opened, kind))
