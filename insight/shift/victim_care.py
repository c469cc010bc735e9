"""A victim care officer's first page: whom it is safe to ring, what not to send, whose promise was broken."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from insight.listing import Asked, ListedRow, Listing, of_case
from insight.shift.officers import promised
from models import Duty, Investigation, Victim
from vocabulary import Channel, DutyStatus, VictimKind
from workflow.policy.pack import Policy

BROKEN_LATELY = dt.timedelta(days=30)


def _theirs(asked: Asked) -> sa.ColumnElement[bool]:
    return sa.or_(Investigation.unit_id.in_(asked.units), Investigation.oic_id == asked.actor.id)


def _owed(asked: Asked, *which: sa.ColumnElement[bool]) -> sa.Select:
    """What is owed to victims: those with enhanced rights first, then what falls due first."""
    return (
        of_case(
            item_id=Duty.id,
            what=Duty.what,
            at=Duty.due_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
            safe_contact=Victim.safe_contact,
            phone=Victim.phone,
        )
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(_theirs(asked), Duty.status == DutyStatus.RUNNING, *which)
        .order_by(Victim.is_enhanced.desc(), Duty.due_at, Duty.id)
    )


def safe_to_ring(asked: Asked) -> sa.Select:
    """Owed something, and how it is safe to reach them is on record."""
    return _owed(asked, Victim.safe_contact.is_not(None))


def ask_first(asked: Asked) -> sa.Select:
    """Owed something, and nobody has recorded how it is safe to reach them."""
    return _owed(asked, Victim.safe_contact.is_(None))


def other_crimes(asked: Asked) -> sa.Select:
    """Crimes of people who are owed something now and are victims of several: of the same name, at least."""
    owed, elsewhere, their_case = aliased(Victim), aliased(Victim), aliased(Investigation)
    names_owed = (
        sa.select(owed.name_search)
        .join_from(Duty, their_case, their_case.id == Duty.investigation_id)
        .join(owed, owed.id == Duty.victim_id)
        .where(
            sa.or_(their_case.unit_id.in_(asked.units), their_case.oic_id == asked.actor.id),
            Duty.status == DutyStatus.RUNNING,
            owed.kind == VictimKind.PERSON,
        )
    )
    of_another = sa.exists().where(
        elsewhere.name_search == Victim.name_search,
        elsewhere.kind == VictimKind.PERSON,
        elsewhere.investigation_id != Victim.investigation_id,
    )
    return (
        of_case(
            what=sa.cast(Investigation.state, sa.Text),
            at=Investigation.reported_at,
            victim_id=Victim.id,
            victim=Victim.name,
            is_enhanced=Victim.is_enhanced,
            safe_contact=Victim.safe_contact,
        )
        .join_from(Victim, Investigation, Investigation.id == Victim.investigation_id)
        .where(Victim.name_search.in_(names_owed), Victim.kind == VictimKind.PERSON, of_another)
        .order_by(Victim.name_search, Investigation.reported_at.desc(), Victim.id)
    )


def broken(asked: Asked) -> sa.Select:
    """Promises that are overdue, or were kept late in the last 30 days, the last broken first."""
    is_broken = sa.or_(
        sa.and_(Duty.status == DutyStatus.RUNNING, Duty.due_at < asked.now),
        sa.and_(Duty.status == DutyStatus.MET_LATE, Duty.due_at > asked.now - BROKEN_LATELY),
    )
    return promised(_theirs(asked), is_broken).order_by(Duty.due_at.desc(), Duty.id.desc())


def with_what_not_to_send(row: ListedRow, policy: Policy) -> ListedRow:
    """By which channels a decision must not be told, from the kind of crime and its risks."""
    telling = policy.telling(row.offence_class, frozenset(row.flags))
    return replace(row, not_by=telling.rule if len(telling.channels) < len(Channel) else "")


VICTIM_CARE = (
    Listing(
        "safe-to-ring",
        "Safe to ring now",
        "Nobody who is owed something has a safe contact on record.",
        "due",
        safe_to_ring,
        note=with_what_not_to_send,
    ),
    Listing(
        "ask-first",
        "No safe contact on record: ask first",
        "Everybody who is owed something has a safe contact on record.",
        "due",
        ask_first,
        note=with_what_not_to_send,
    ),
    Listing(
        "broken-promises",
        "Promises broken",
        "No promise was broken in the last 30 days.",
        "due",
        broken,
    ),
    Listing(
        "same-name",
        "Crimes with victims of the same name",
        "Nobody who is owed something has the name of another crime's victim.",
        "since",
        other_crimes,
        say=lambda state, policy: policy.word(f"state.{state}"),
    ),
)
