"""Hearings today and until the end of the next working day, with each victim who may want to be there."""

from __future__ import annotations

import sqlalchemy as sa

from insight.listing import Asked, Listing, of_case
from insight.shift.victim_care import is_safely_rung, theirs, wants_no_contact, with_what_not_to_send
from insight.telling import bereaved_in_words
from models import Duty, Hearing, Investigation, Victim
from vocabulary import OF_A_RIGHT, DutyStatus, Trigger, VictimKind
from workflow.reading.hearings import is_still_listed
from workflow.working_days import end_of_nth_working_day

NOT_TOLD = ". They are still owed word of it."


def hearings_next(asked: Asked) -> sa.Select:
    """One row for each hearing and person; the item is the right to word of it, where that still runs."""
    keys = sorted(
        key for key, right in asked.policy.rights.items() if right.trigger is Trigger.HEARING_LISTED
    )
    owed = (
        sa.select(sa.func.min(Duty.id))
        .where(
            Duty.victim_id == Victim.id,
            Duty.status == DutyStatus.RUNNING,
            Duty.kind.in_(OF_A_RIGHT),
            Duty.right_key.in_(keys),
        )
        .correlate(Victim)
        .scalar_subquery()
    )
    return (
        of_case(
            item_id=owed,
            what=Hearing.place + sa.case((owed.is_not(None), NOT_TOLD), else_=""),
            at=Hearing.takes_place_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
            safe_contact=Victim.safe_contact,
            phone=sa.case((is_safely_rung(asked.policy), Victim.phone)),
            bereaved=bereaved_in_words(),
        )
        .join_from(Hearing, Investigation, Investigation.id == Hearing.investigation_id)
        .join(Victim, Victim.investigation_id == Investigation.id)
        .where(
            theirs(asked),
            Hearing.takes_place_at >= asked.begins_at,
            Hearing.takes_place_at <= end_of_nth_working_day(asked.now, 1),
            is_still_listed(),
            Victim.kind == VictimKind.PERSON,
            ~wants_no_contact(),
        )
        .order_by(Hearing.takes_place_at, Victim.is_enhanced.desc(), Hearing.id, Victim.id)
    )


HEARINGS = Listing(
    "hearings",
    "Hearing today, tomorrow or by the next working day",
    "No hearing is listed for today, tomorrow or the next working day.",
    "on",
    hearings_next,
    note=with_what_not_to_send,
    reaches_victims=True,
)
