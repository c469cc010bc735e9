"""How often victims are kept informed, what they declined and want after all, made as a page would."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests.making_people import NOW, Force
from vocabulary import Actor, Channel
from workflow.case_file import Victim
from workflow.services.agreeing_updates import UpdatesAgreed, agree_updates
from workflow.services.rights import Heard

AGREED_APART = "how_often"


def said(force: Force, at: dt.datetime = NOW, every_days: int | None = 7, **changes: object) -> UpdatesAgreed:
    values = {
        "every_days": every_days,
        "method": Channel.PHONE if every_days else None,
        "quiet_times": "A text message that says so.",
        "words": "Every week, please.",
        "heard_by_id": force.officer.id,
        "heard_at": at,
    } | changes
    return UpdatesAgreed(**values)


def agree(
    session: Session,
    force: Force,
    victim: int,
    now: dt.datetime = NOW,
    who: Actor | None = None,
    *,
    every_days: int | None = 7,
    **changes: object,
) -> int:
    what = said(force, changes.pop("at", now), every_days, **changes)
    return agree_updates(session, who or force.officer, victim, what, now=now)


def heard(force: Force, at: dt.datetime = NOW) -> Heard:
    return Heard(force.officer.id, at, Channel.PHONE)


def given_by_contact(victim: Victim, owed: frozenset[int]) -> frozenset[int]:
    """Of what is owed, what a contact gives: how often they are kept informed is agreed apart."""
    apart = {right.duty_id for right in victim.rights if right.key == AGREED_APART}
    return owed - apart
