"""What a list of whom to ring is narrowed to, said in SQL. Its query joins Duty, Victim and Investigation."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from insight.listing import Asked, DueBy, Only
from models import Duty, Investigation, SafeContact, Victim
from vocabulary import DutyKind
from workflow.working_days import LONDON

RIGHT = f"{DutyKind.RIGHT}:"
Duties = type[Duty]
HOLDS_NOW = aliased(SafeContact)


def ends_at(asked: Asked, by: DueBy) -> dt.datetime:
    """Before when something is due that is due by then. A week is today and the six days after it."""
    if by is DueBy.OVERDUE:
        return asked.now
    days = 6 if by is DueBy.WEEK else 0
    return (asked.ends_at.astimezone(LONDON) + dt.timedelta(days=days)).astimezone(dt.UTC)


def of_what(only: Only, duty: Duties = Duty) -> sa.ColumnElement[bool]:
    """The duties that are looked at: of the kind, or the right, that is asked for."""
    if only.what.startswith(RIGHT):
        return sa.and_(duty.kind == DutyKind.RIGHT, duty.right_key == only.what.removeprefix(RIGHT))
    return duty.kind == only.what if only.what else sa.true()


def last_safe_contact() -> sa.ScalarSelect[int]:
    """Which recording of how this victim is safely reached holds now; none where nobody asked."""
    return (
        sa.select(sa.func.max(SafeContact.id))
        .where(SafeContact.victim_id == Victim.id)
        .correlate(Victim)
        .scalar_subquery()
    )


def needs_interpreter() -> sa.ColumnElement[bool]:
    """It says in which language."""
    return (
        sa.exists()
        .where(HOLDS_NOW.id == last_safe_contact(), HOLDS_NOW.interpreter.is_not(None))
        .correlate(Victim)
    )


def narrowed(asked: Asked) -> sa.ColumnElement[bool]:
    """By when it is due, whose victims have enhanced rights or need an interpreter, and of which unit."""
    only = asked.only
    return sa.and_(
        sa.true(),
        *([Duty.due_at < ends_at(asked, only.due)] if only.due else []),
        *([Victim.is_enhanced.is_(True)] if only.enhanced else []),
        *([needs_interpreter()] if only.interpreter else []),
        *([Investigation.unit_id == only.unit] if only.unit is not None else []),
    )
