"""Breaking the glass: somebody reads for some hours what is kept from them, says why, and is reviewed.

When it closes is read from the clock: nothing has to run for that.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import BreakGlass, Duty
from vocabulary import Act, Actor, DutyKind, DutyStatus, EventKind, GlassFinding, GlassReason
from workflow.permissions import why_not
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted
from workflow.restrictions import why_not_break_glass, why_not_review
from workflow.services import owing
from workflow.services.opening import lock_for


def break_glass(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reason: GlassReason,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Let this person read a restricted case from now for the pack's hours; returns the row's id.

    Never a covert one: whoever does not read it is told that there is none.
    """
    opened = lock_for(session, actor, investigation_id, now, submission_id, stub_will_do=True)
    why = why_not(actor, Act.BREAK_GLASS, opened.case) or why_not_break_glass(actor, opened.case)
    if why is not None:
        raise NotPermitted(why)
    if not words.strip():
        raise FactNotAccepted("words", "Write why you need to read this now.")
    row = BreakGlass(
        investigation_id=opened.row.id,
        person_id=actor.id,
        reason=reason,
        opened_at=now,
        until_at=now + dt.timedelta(hours=opened.policy.setting("break_glass_hours")),
    )
    session.add(row)
    session.flush()
    event = opened.event(
        EventKind.GLASS_BROKEN,
        facts={"glass": row.id, "reason": reason, "until": row.until_at},
        detail={"words": words},
    )
    row.duty_id = owing.owe(opened, DutyKind.REVIEW_BREAK_GLASS, event, "Review a breaking of the glass").id
    session.flush()
    return row.id


def review_break_glass(
    session: Session,
    actor: Actor,
    break_glass_id: int,
    finding: GlassFinding,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Say whether the glass was broken with good reason; returns the event's id. Once, by somebody else.

    The reviewer need not read the case: what was read is told by the read log.
    """
    row = session.get(BreakGlass, break_glass_id)
    if row is None:
        raise NotFound("There is no such breaking of the glass.")
    opened = lock_for(session, actor, row.investigation_id, now, submission_id, stub_will_do=True)
    session.refresh(row)
    why = why_not(actor, Act.REVIEW_BREAK_GLASS, opened.case) or why_not_review(
        actor, row.person_id, opened.policy
    )
    if why is not None:
        raise NotPermitted(why)
    if row.reviewed_at is not None:
        raise FactNotAccepted("finding", "This has been reviewed already.")
    if not words.strip():
        raise FactNotAccepted("words", "Write what you looked at and why you find so.")
    row.reviewed_at, row.reviewed_by_id, row.finding = now, actor.id, finding
    event = opened.event(
        EventKind.GLASS_REVIEWED,
        facts={"glass": row.id, "finding": finding, "duty": row.duty_id},
        detail={"words": words},
        about_person_id=row.person_id,
    )
    duty = session.get_one(Duty, row.duty_id)
    if duty.status is DutyStatus.RUNNING:
        owing.end(opened, event, [duty], at=now)
    return event.id
