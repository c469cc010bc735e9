"""Withdrawals of other units that are drawn to be rung back, for supervisors and victim care officers.

A way that is safe is not in the list: whoever rings reads all of it on the victim's page first.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from insight.listing import Asked, Listing, of_case
from models import Duty, Investigation, RoleHolding, Victim, Withdrawal
from vocabulary import OPERATIONAL_ROLES, DutyKind, DutyStatus

TOOK_IT = aliased(Withdrawal)


def to_ring_back(asked: Asked) -> sa.Select:
    """Owed on crimes that neither now nor when the victim withdrew were of a unit this person works in, or
    has worked in since. By days as the database counts them; the act itself counts them as London does.
    """
    by_their_team = (
        sa.exists()
        .where(
            TOOK_IT.victim_id == Duty.victim_id,
            sa.or_(TOOK_IT.unit_id.in_(asked.units), _has_worked_there(asked)),
        )
        .correlate(Duty, Investigation)
    )
    return (
        of_case(
            item_id=Duty.id,
            kind=sa.cast(Duty.kind, sa.Text),
            what=Duty.what,
            at=Duty.due_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
        )
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(
            Duty.kind == DutyKind.CALL_BACK,
            Duty.status == DutyStatus.RUNNING,
            Investigation.unit_id.not_in(asked.units),
            ~by_their_team,
        )
        .order_by(Duty.due_at, Duty.id)
    )


def _has_worked_there(asked: Asked) -> sa.ColumnElement[bool]:
    """Since the victim withdrew, in the unit that held the crime then or in the one that holds it now."""
    return (
        sa.exists()
        .where(
            RoleHolding.person_id == asked.actor.id,
            RoleHolding.role.in_(OPERATIONAL_ROLES),
            RoleHolding.unit_id.in_((TOOK_IT.unit_id, Investigation.unit_id)),
            sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > sa.func.date(TOOK_IT.heard_at)),
        )
        .correlate(TOOK_IT, Investigation)
    )


RING_BACK = Listing(
    "ring-back",
    "Withdrawals of other units, to ring back",
    "No withdrawal of another unit waits to be rung back.",
    "due",
    to_ring_back,
)
