"""Work lists: each a constant number of queries, from columns and duties, never by evaluating cases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.people import with_rank
from insight.readable import may_read
from insight.telling import bereaved_in_words, safe_contact_in_words, safe_contacts
from insight.unallocated import leaves_unallocated
from models import Decision, Duty, Investigation, Person, Unit, Victim
from vocabulary import (
    FINISHED,
    Actor,
    DutyKind,
    DutyStatus,
    Role,
    State,
    WaitingOn,
)
from workflow.policy.pack import Policy
from workflow.reading import note_read

PAGE_SIZE = 25
MOST_IN_A_FILE = 5_000  # rows of a list that is kept as a file
# Made once: an alias made for each request is adapted column by column, which takes longer than asking.
OIC, STANDING = aliased(Person), aliased(Decision)


@dataclass(frozen=True)
class CaseRow:
    """One case in a list."""

    id: int
    reference: str
    offence: str
    state: State
    place: str
    officer: str
    unit: str
    reported_at: dt.datetime
    date_precision: str
    next_duty: str | None
    next_due_at: dt.datetime | None
    waiting_since: dt.datetime | None  # while a proposal waits for sign-off
    published_label: str | None
    waiting_on: WaitingOn | None = None


@dataclass(frozen=True)
class Page:
    """A page of rows. `number` counts from 1."""

    rows: list
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


# Said by what it is, not by what it is not: an index finds these states among many more finished cases.
UNFINISHED = [state for state in State if state not in FINISHED]


def _unfinished() -> sa.ColumnElement[bool]:
    return Investigation.state.in_(UNFINISHED)


def mine(actor: Actor) -> sa.ColumnElement[bool]:
    """Unfinished crimes this person is officer in the case of, or answers for; what waits is in `waiting`.

    What waits in a tray is in `to_allocate`, though whoever holds the tray answers for it.
    """
    in_a_tray = sa.and_(Investigation.state == State.RECORDED, Investigation.oic_id.is_(None))
    answers_for = sa.and_(Investigation.responsible_id == actor.id, ~in_a_tray)
    theirs = sa.or_(Investigation.oic_id == actor.id, answers_for)
    return sa.and_(theirs, Investigation.waiting_on.is_(None), _unfinished())


def waiting(actor: Actor) -> sa.ColumnElement[bool]:
    """Unfinished crimes that wait for somebody (practice P5): theirs, and those that they chase."""
    theirs = sa.or_(
        Investigation.oic_id == actor.id,
        Investigation.responsible_id == actor.id,
        Investigation.chaser_id == actor.id,
    )
    return sa.and_(theirs, Investigation.waiting_on.is_not(None), _unfinished())


def of_team(actor: Actor) -> sa.ColumnElement[bool]:
    """Unfinished crimes of the units this person works in."""
    units = {unit for _, unit in actor.roles}
    return sa.and_(Investigation.unit_id.in_(units), _unfinished())


def to_allocate(actor: Actor) -> sa.ColumnElement[bool]:
    """Unfinished crimes of the units this person supervises that have no officer, or still wait for one.

    Not new ones alone: a crime charged before anybody was given it has no officer in the case either.
    """
    units = {unit for role, unit in actor.roles if role is Role.SUPERVISOR}
    waits = sa.exists().where(
        Duty.investigation_id == Investigation.id,
        Duty.kind == DutyKind.ALLOCATE,
        Duty.status == DutyStatus.RUNNING,
    )
    return sa.and_(
        Investigation.unit_id.in_(units),
        _unfinished(),
        sa.or_(Investigation.oic_id.is_(None), waits),
        sa.not_(leaves_unallocated()),
    )


def narrowed(
    condition: sa.ColumnElement[bool],
    now: dt.datetime,
    *,
    state: State | None = None,
    overdue: bool = False,
    enhanced: bool = False,
) -> sa.ColumnElement[bool]:
    """A list's condition with more asked of each case: where it stands, overdue, enhanced rights."""
    is_late = sa.exists().where(
        Duty.investigation_id == Investigation.id,
        Duty.status == DutyStatus.RUNNING,
        Duty.due_at < now,
    )
    has_enhanced = sa.exists().where(
        Victim.investigation_id == Investigation.id, Victim.is_enhanced.is_(True)
    )
    return sa.and_(
        condition,
        *([Investigation.state == state] if state else []),
        *([is_late] if overdue else []),
        *([has_enhanced] if enhanced else []),
    )


def count(session: Session, condition: sa.ColumnElement[bool]) -> int:
    """How many cases a list holds, of those that its reader may read."""
    query = sa.select(sa.func.count()).select_from(Investigation).where(condition, may_read(session))
    return session.scalar(query) or 0


def within(number: int, total: int, size: int) -> int:
    """The page asked for, or the last one: a list grows shorter while somebody turns its pages."""
    return min(number, Page([], number, total, size).pages)


def cases(
    session: Session,
    condition: sa.ColumnElement[bool],
    policy: Policy,
    number: int = 1,
    size: int = PAGE_SIZE,
    order: sa.ColumnElement | None = None,
) -> Page:
    """A page of cases, the earliest due duty first unless `order` says otherwise.

    The last page when there are fewer.
    """
    total = count(session, condition)
    number = within(number, total, size)
    # Aliased: a list's own condition asks of decisions too.
    next_due = (
        sa.select(sa.func.min(Duty.due_at))
        .where(Duty.investigation_id == Investigation.id, Duty.status == DutyStatus.RUNNING)
        .scalar_subquery()
        .label("next_due_at")
    )
    query = (
        sa.select(Investigation, Unit.name.label("unit"), OIC, next_due, STANDING.proposed_at)
        .join(Unit, Unit.id == Investigation.unit_id)
        .outerjoin(OIC, OIC.id == Investigation.oic_id)
        .outerjoin(STANDING, STANDING.id == Investigation.current_decision_id)
        .where(condition, may_read(session))
        .order_by(
            sa.nulls_last(next_due) if order is None else order, Investigation.reported_at, Investigation.id
        )
        .limit(size)
        .offset((number - 1) * size)
    )
    found = session.execute(query).all()
    duties = _first_duties(session, [row.Investigation.id for row in found])
    note_read(session, "investigation", [row.Investigation.id for row in found])
    rows = [
        CaseRow(
            id=case.id,
            reference=case.reference,
            offence=policy.offence(case.offence).title if policy.offence(case.offence) else case.offence,
            state=case.state,
            place=case.place,
            officer=with_rank(officer.full_name, officer.rank, officer.is_detective) if officer else "",
            unit=unit,
            reported_at=case.reported_at,
            date_precision=case.date_precision,
            next_duty=duties.get(case.id),
            next_due_at=due_at,
            waiting_since=proposed_at if case.state is State.AWAITING_SIGN_OFF else None,
            published_label=case.published_label,
            waiting_on=case.waiting_on,
        )
        for case, unit, officer, due_at, proposed_at in found
    ]
    return Page(rows, number, total, size)


def _first_duties(session: Session, ids: list[int]) -> dict[int, str]:
    rows = session.execute(
        sa.select(Duty.investigation_id, Duty.what)
        .where(Duty.investigation_id.in_(ids), Duty.status == DutyStatus.RUNNING)
        .order_by(Duty.due_at.desc(), Duty.id.desc())
    )
    # Latest first, so that the earliest is what remains.
    return {row.investigation_id: row.what for row in rows}


@dataclass(frozen=True)
class OwedRow:
    """Something owed to a victim."""

    duty_id: int
    investigation_id: int
    reference: str
    victim_id: int
    victim: str
    kind: DutyKind
    what: str
    due_at: dt.datetime
    is_enhanced: bool
    safe_contact: str


def _owed(actor: Actor) -> sa.ColumnElement[bool]:
    """Of this person's units, and the crimes they are officer in; call-backs are somebody else's."""
    units = {unit for _, unit in actor.roles}
    return sa.and_(
        Duty.status == DutyStatus.RUNNING,
        Duty.victim_id.is_not(None),
        Duty.kind != DutyKind.CALL_BACK,
        sa.or_(Investigation.unit_id.in_(units), Investigation.oic_id == actor.id),
    )


def owed_to_victims(session: Session, actor: Actor, number: int = 1, size: int = PAGE_SIZE) -> Page:
    """What is owed to victims of this person's units and crimes, what falls due first at the top."""
    total = count_owed(session, actor)
    number = within(number, total, size)
    query = (
        sa.select(Duty, Victim, Investigation.reference, bereaved_in_words())
        .join(Victim, Victim.id == Duty.victim_id)
        .join(Investigation, Investigation.id == Duty.investigation_id)
        .where(_owed(actor), may_read(session))
        .order_by(Duty.due_at, Duty.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    found = session.execute(query).all()
    ways = safe_contacts(session, {row.Duty.investigation_id for row in found})
    rows = [
        OwedRow(
            duty.id,
            duty.investigation_id,
            reference,
            victim.id,
            victim.name,
            duty.kind,
            duty.what,
            duty.due_at,
            victim.is_enhanced,
            bereaved or safe_contact_in_words(victim.safe_contact, ways.get(victim.id)),
        )
        for duty, victim, reference, bereaved in found
    ]
    note_read(session, "victim", [row.victim_id for row in rows])
    note_read(session, "investigation", [row.investigation_id for row in rows])
    return Page(rows, number, total, size)


def count_owed(session: Session, actor: Actor) -> int:
    """How many duties to victims of this person's units and crimes are running."""
    return (
        session.scalar(
            sa.select(sa.func.count())
            .select_from(Duty)
            .join(Investigation, Investigation.id == Duty.investigation_id)
            .where(_owed(actor), may_read(session))
        )
        or 0
    )
