"""What a supervisor owes, by the policy's own table of duties: on the crimes of their units, and by name."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from insight.listing import Asked, Listing, of_case, select
from insight.restricted import told_of_glass
from models import BreakGlass, Duty, Investigation, Override, Victim
from vocabulary import MARKED, DutyKind, DutyStatus, Role
from workflow.policy.pack import Policy
from workflow.restrictions import NOBODY, why_not_review

AHEAD = dt.timedelta(days=7)
# What has a list of its own, because it is owed by whoever may do it and not by a supervisor of the unit.
ELSEWHERE = frozenset({DutyKind.ALLOCATE, DutyKind.OVERRIDE_EXPIRES, DutyKind.REVIEW_BREAK_GLASS})


def owed_by_supervisors(policy: Policy) -> list[DutyKind]:
    """The kinds of duty that any supervisor of the unit that holds a crime owes."""
    kinds = [kind for kind in DutyKind if policy.duty_rule(kind).owed_by is Role.SUPERVISOR]
    return [kind for kind in kinds if kind not in ELSEWHERE]


def running_duties() -> sa.Select:
    """What is owed on cases, with the victim to whom, where it is owed to one."""
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
        .outerjoin(Victim, Victim.id == Duty.victim_id)
        .where(Duty.status == DutyStatus.RUNNING)
    )


def supervisor_owes(asked: Asked) -> sa.Select:
    """On my units' crimes, and the overrides that I granted; what is looked at in the same shift first."""
    units = {unit for role, unit in asked.actor.roles if role is Role.SUPERVISOR}
    of_units = sa.and_(Investigation.unit_id.in_(units), Duty.kind.in_(owed_by_supervisors(asked.policy)))
    granted = sa.exists().where(
        Override.event_id == Duty.trigger_event_id, Override.granted_by_id == asked.actor.id
    )
    return (
        running_duties()
        .where(
            Duty.due_at < asked.now + AHEAD,
            sa.or_(of_units, sa.and_(Duty.kind == DutyKind.OVERRIDE_EXPIRES, granted)),
        )
        .order_by(Duty.kind.in_(MARKED).desc(), Duty.due_at, Duty.id)
    )


def glass_to_review(asked: Asked) -> sa.Select:
    """Glass that somebody else broke: whoever reviews it need not read the case, of which no more is told
    than its reference.
    """
    mine = sa.true() if why_not_review(asked.actor, NOBODY, asked.policy) is None else sa.false()
    return (
        select(
            reference=Investigation.reference,
            item_id=BreakGlass.id,
            kind=sa.cast(Duty.kind, sa.Text),
            what=Duty.what,
            at=Duty.due_at,
            person_id=BreakGlass.person_id,
        )
        .join_from(Duty, BreakGlass, BreakGlass.duty_id == Duty.id)
        .join(Investigation, Investigation.id == BreakGlass.investigation_id)
        .where(
            mine,
            Duty.status == DutyStatus.RUNNING,
            BreakGlass.reviewed_at.is_(None),
            BreakGlass.person_id != asked.actor.id,
            told_of_glass(asked.actor, asked.now),
        )
        .order_by(Duty.due_at, Duty.id)
    )


SUPERVISOR_OWES = Listing(
    "supervisor-owes",
    "For a supervisor to do: overdue, and due in 7 days",
    "No supervisor of your units owes anything in the next 7 days.",
    "due",
    supervisor_owes,
)
GLASS = Listing(
    "glass-to-review",
    "Broken glass to review",
    "No broken glass waits for your review.",
    "due",
    glass_to_review,
    of_cases=False,
)
