"""Saying that one is about to ring a victim, so that two people who would both ring see each other.

It locks nothing and keeps nobody from ringing (practice P1-P5): it is an event, shown for some minutes.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from vocabulary import Act, Actor, EventKind
from workflow.reading.ringing import ringing_now
from workflow.refusals import Refusal
from workflow.services.victims import open_for_victim

NOT_RINGING = "You are not shown as ringing them now, so there is nothing to take back."


def begin_ringing(
    session: Session, actor: Actor, victim_id: int, *, now: dt.datetime, submission_id: str | None = None
) -> int:
    """Say so; returns the event's id. Whoever says it again begins anew."""
    opened, victim = open_for_victim(session, actor, Act.RING_VICTIM, victim_id, now, submission_id)
    return opened.event(EventKind.RINGING_BEGUN, facts={"victim": victim.id}).id


def end_ringing(
    session: Session, actor: Actor, victim_id: int, *, now: dt.datetime, submission_id: str | None = None
) -> int:
    """They did not ring after all; returns the event's id. Whoever did records the contact instead."""
    opened, victim = open_for_victim(session, actor, Act.RING_VICTIM, victim_id, now, submission_id)
    mine = {each.victim_id for each in ringing_now(session, opened.policy, now) if each.person_id == actor.id}
    if victim.id not in mine:
        raise Refusal(NOT_RINGING)
    return opened.event(EventKind.RINGING_ENDED, facts={"victim": victim.id}).id
