"""Suspects who came out of custody today, of whom a victim does not know yet."""

from __future__ import annotations

import sqlalchemy as sa

from insight.listing import Asked, Listing, of_case
from insight.shift.victim_care import (
    OTHER,
    is_safely_rung,
    owed_now,
    with_what_not_to_send,
)
from insight.telling import bereaved_in_words
from models import Duty, Investigation, Victim
from vocabulary import OUT_OF_CUSTODY, DutyKind, DutyStatus


def released(asked: Asked) -> sa.Select:
    """Released without charge, on bail or under investigation, and the victim has not been told."""
    keys = sorted(key for key, right in asked.policy.rights.items() if right.trigger in OUT_OF_CUSTODY)
    another = sa.exists().where(
        OTHER.victim_id == Duty.victim_id,
        OTHER.status == DutyStatus.RUNNING,
        OTHER.kind == DutyKind.RIGHT,
        OTHER.right_key.in_(keys),
        OTHER.triggered_at >= asked.begins_at,
        OTHER.id < Duty.id,
    )
    return (
        of_case(
            item_id=Duty.id,
            what=Duty.what,
            at=Duty.due_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
            safe_contact=Victim.safe_contact,
            phone=sa.case((is_safely_rung(asked.policy), Victim.phone)),
            bereaved=bereaved_in_words(),
        )
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(
            owed_now(asked),
            Duty.kind == DutyKind.RIGHT,
            Duty.right_key.in_(keys),
            Duty.triggered_at >= asked.begins_at,
            ~another.correlate(Duty),
        )
        .order_by(Victim.is_enhanced.desc(), Duty.due_at, Duty.id)
    )


RELEASED = Listing(
    "released",
    "A suspect was released today, and they have not been told",
    "Nobody was released today of whom a victim has not been told.",
    "due",
    released,
    note=with_what_not_to_send,
    reaches_victims=True,
)
