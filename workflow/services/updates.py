"""The next update that a victim is owed, as often as was agreed with them: begun again by every contact.

One runs for a victim at a time. What they change, or drop, ends it; so does the end of the case.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from models import CaseEvent, Contact, Duty, UpdateAgreement, Victim
from vocabulary import FINISHED, ContactResult, DutyKind
from workflow.duties import is_discharged_by
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.working_days import LONDON, end_of_day

WHAT = "Keep the victim informed, as was agreed with them"


def due_after(since: dt.datetime, every_days: int | None) -> dt.datetime | None:
    """The end of the day in London, so many days after somebody last spoke to them."""
    if every_days is None:
        return None
    return end_of_day(since.astimezone(LONDON).date() + dt.timedelta(days=every_days))


def owe_next(
    opened: Opened, event: CaseEvent, victim: Victim, since: dt.datetime, due_at: dt.datetime | None
) -> None:
    """The next update, where there is to be one."""
    if due_at is not None:
        owing.owe(
            opened,
            DutyKind.NEXT_UPDATE,
            event,
            WHAT,
            victim=victim,
            triggered_at=since,
            promised_for=due_at,
        )


@dataclass(frozen=True)
class Update:
    """What one contact does for it: the update that it is, and until when the next one is owed."""

    met: list[Duty]
    next_due: dt.datetime | None = None


def update_given(opened: Opened, contact: Contact) -> Update:
    """A contact that reached them safely, and told them something, is the update that runs."""
    if contact.result is not ContactResult.REACHED or contact.unsafe is not None:
        return Update([])
    running = owing.running(opened, DutyKind.NEXT_UPDATE, victim_id=contact.victim_id)
    met = [duty for duty in running if is_discharged_by(duty.triggered_at, contact.happened_at)]
    return Update(met, next_after(opened, contact.victim_id, contact.happened_at) if met else None)


def next_after(opened: Opened, victim_id: int, since: dt.datetime) -> dt.datetime | None:
    """When the next update is due, by what was agreed last; None where none is, or the case is finished."""
    agreed = opened.session.scalar(
        sa.select(UpdateAgreement)
        .where(UpdateAgreement.victim_id == victim_id)
        .order_by(UpdateAgreement.id.desc())
        .limit(1)
    )
    if agreed is None or opened.row.state in FINISHED:
        return None
    return due_after(since, agreed.every_days)
