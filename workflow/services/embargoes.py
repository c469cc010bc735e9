"""What no victim may be told yet (practice P25): a sergeant agrees, and it ends by itself or by an act."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import Embargo, EmbargoEnded
from vocabulary import Act, Actor, EventKind
from workflow.policy.telling import EMBARGO
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import lacks_authority
from workflow.services.acts import open_act
from workflow.services.told import embargoes_at


def set_embargo(
    session: Session,
    actor: Actor,
    investigation_id: int,
    what: str,
    until_at: dt.datetime,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Say what must not be told, and until when; returns the event's id. Not material, never stale."""
    opened = open_act(
        session,
        actor,
        Act.SET_EMBARGO,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    needed = opened.policy.agreeing(EMBARGO, opened.case.offence_class, opened.case.flags)
    why = lacks_authority(needed, actor.rank, actor.is_detective)
    if why is not None:
        raise NotPermitted(why)
    if not what.strip():
        raise FactNotAccepted("what", "Write what must not be told.")
    if until_at <= now:
        raise FactNotAccepted("until_at", "It must end in the future.")
    event = opened.event(EventKind.EMBARGO_SET, facts={"until_at": until_at}, detail={"what": what})
    session.add(
        Embargo(
            investigation_id=opened.row.id,
            what=what,
            until_at=until_at,
            set_at=now,
            agreed_by_id=actor.id,
            event_id=event.id,
        )
    )
    session.flush()
    return event.id


def end_embargo(
    session: Session,
    actor: Actor,
    investigation_id: int,
    embargo_id: int,
    why: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """It ends before its time; returns the event's id."""
    opened = open_act(
        session,
        actor,
        Act.END_EMBARGO,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    if embargo_id not in {each.id for each in embargoes_at(opened, now)}:
        raise FactNotAccepted("embargo", "Choose what still must not be told.")
    if not why.strip():
        raise FactNotAccepted("why", "Write why it may be told now.")
    event = opened.event(EventKind.EMBARGO_ENDED, facts={"embargo": embargo_id}, detail={"why": why})
    session.add(EmbargoEnded(embargo_id=embargo_id, ended_at=now, ended_by_id=actor.id, event_id=event.id))
    session.flush()
    return event.id
