"""People and units as an administrator sees them: accounts, roles, trays. Of cases, references alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.held_by_date import HELD_BY_DATE, held_in_words, mentors_of
from insight.people import in_force, names, with_rank
from insight.work_lists import PAGE_SIZE, Page
from models import CaseEvent, EventDetail, Person, RoleHolding, Stream, Unit
from models.base import folded
from vocabulary import Accreditation, EventKind, Rank, Role, StreamKind
from workflow.policy.pack import Policy
from workflow.reading import note_read
from workflow.refusals import NotFound

# What administrators did; that somebody signed in is not theirs to watch.
ADMINISTERED = (
    EventKind.PERSON_ADDED,
    EventKind.PERSON_CHANGED,
    EventKind.PERSON_RETIRED,
    EventKind.PASSWORD_RESET,
    EventKind.ROLE_GIVEN,
    EventKind.ROLE_ENDED,
    *HELD_BY_DATE,
)


@dataclass(frozen=True)
class PersonRow:
    """One person in the list."""

    id: int
    number: str
    name: str
    accreditation: Accreditation
    roles: tuple[tuple[Role, str], ...]  # today's, with the unit's name
    is_retired: bool


@dataclass(frozen=True)
class Held:
    """A role with its days. `is_over`: it has ended, and nothing more is done about it."""

    id: int
    role: Role
    unit: str
    from_on: dt.date
    until_on: dt.date | None
    is_over: bool
    has_begun: bool


@dataclass(frozen=True)
class Change:
    """One thing that an administrator did, as a timeline shows it."""

    id: int
    kind: EventKind
    by: str
    recorded_at: dt.datetime
    detail: dict[str, str]


@dataclass(frozen=True)
class PersonShown:
    """An account with its roles and what was done to it."""

    id: int
    number: str
    full_name: str
    name: str
    rank: Rank
    is_detective: bool
    accreditation: Accreditation
    grade: str | None
    created_at: dt.datetime
    retired_at: dt.datetime | None
    must_change_password: bool
    roles: tuple[Held, ...]
    changes: tuple[Change, ...]


def people(session: Session, words: str, today: dt.date, number: int = 1, size: int = PAGE_SIZE) -> Page:
    """A page of people whose number or name has these words in it, in use first, by name."""
    wanted = folded(words)
    condition = sa.or_(
        Person.username.contains(words.strip().lower(), autoescape=True),
        Person.name_search.contains(wanted, autoescape=True),
    )
    condition = condition if wanted else sa.true()
    total = session.scalar(sa.select(sa.func.count()).select_from(Person).where(condition)) or 0
    number = min(number, Page([], number, total, size).pages)
    found = session.scalars(
        sa.select(Person)
        .where(condition)
        .order_by(Person.retired_at.is_not(None), Person.name_search, Person.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    roles = _todays_roles(session, [row.id for row in found], today)
    note_read(session, "person", [row.id for row in found])
    rows = [
        PersonRow(
            row.id,
            row.username,
            with_rank(row.full_name, row.rank, row.is_detective),
            Accreditation(row.accreditation),
            tuple(roles.get(row.id, ())),
            row.retired_at is not None,
        )
        for row in found
    ]
    return Page(rows, number, total, size)


def _todays_roles(session: Session, ids: Sequence[int], today: dt.date) -> dict[int, list[tuple[Role, str]]]:
    roles: dict[int, list[tuple[Role, str]]] = {}
    for person_id, role, unit in session.execute(
        sa.select(RoleHolding.person_id, RoleHolding.role, Unit.name)
        .join(Unit, Unit.id == RoleHolding.unit_id)
        .where(RoleHolding.person_id.in_(ids), in_force(today))
        .order_by(RoleHolding.role, Unit.name)
    ):
        roles.setdefault(person_id, []).append((role, unit))
    return roles


def show_person(session: Session, person_id: int, today: dt.date, policy: Policy) -> PersonShown:
    """An account. Raises NotFound."""
    row = session.get(Person, person_id)
    if row is None:
        raise NotFound("There is no such person.")
    note_read(session, "person", [person_id])
    return PersonShown(
        row.id,
        row.username,
        row.full_name,
        with_rank(row.full_name, row.rank, row.is_detective),
        row.rank,
        row.is_detective,
        Accreditation(row.accreditation),
        row.grade,
        row.created_at,
        row.retired_at,
        row.must_change_password,
        tuple(_roles(session, RoleHolding.person_id == person_id, today)),
        tuple(_changes(session, person_id, policy)),
    )


def show_role(session: Session, holding_id: int, today: dt.date) -> tuple[Held, int]:
    """A role and whose it is. Raises NotFound."""
    person_id = session.scalar(sa.select(RoleHolding.person_id).where(RoleHolding.id == holding_id))
    if person_id is None:
        raise NotFound("There is no such role.")
    [held] = _roles(session, RoleHolding.id == holding_id, today)
    return held, person_id


def _roles(session: Session, which: sa.ColumnElement[bool], today: dt.date) -> list[Held]:
    rows = session.execute(
        sa.select(RoleHolding, Unit.name)
        .join(Unit, Unit.id == RoleHolding.unit_id)
        .where(which)
        .order_by(RoleHolding.from_on.desc(), RoleHolding.id.desc())
    )
    held = [
        Held(
            row.id,
            row.role,
            unit,
            row.from_on,
            row.until_on,
            is_over=row.until_on is not None and row.until_on <= today,
            has_begun=row.from_on <= today,
        )
        for row, unit in rows
    ]
    return sorted(held, key=lambda each: each.is_over)


def _changes(session: Session, person_id: int, policy: Policy) -> list[Change]:
    rows = session.execute(
        sa.select(CaseEvent, EventDetail.detail)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .outerjoin(EventDetail, EventDetail.event_id == CaseEvent.id)
        .where(
            Stream.kind == StreamKind.PERSON,
            Stream.subject_id == person_id,
            CaseEvent.kind.in_(ADMINISTERED),
        )
        .order_by(CaseEvent.sequence.desc())
    ).all()
    by = names(session, {event.actor_id for event, _ in rows} | mentors_of(event for event, _ in rows))
    unit_names = dict(session.execute(sa.select(Unit.id, Unit.name)).all())
    return [
        Change(
            event.id,
            event.kind,
            by.get(event.actor_id, "the installation"),
            event.recorded_at,
            _in_words(event, unit_names, policy)
            or held_in_words(event, by)
            or (json.loads(detail) if detail else {}),
        )
        for event, detail in rows
    ]


def _in_words(event: CaseEvent, unit_names: dict[int, str], policy: Policy) -> dict[str, str]:
    """Which role, where and for how long; nothing for other kinds."""
    if event.kind not in (EventKind.ROLE_GIVEN, EventKind.ROLE_ENDED):
        return {}
    facts = json.loads(event.canonical)["facts"]
    role, unit = policy.word(f"role.{facts['role']}"), unit_names[facts["unit"]]
    days = f"from {_day(facts['from'])}"
    if facts["until"] is not None:
        days = f"{days} until {_day(facts['until'])}"
    return {"role": f"{role} in {unit} {days}"}


def _day(text: str) -> str:
    day = dt.date.fromisoformat(text)
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class UnitRow:
    """One unit. Without a tray holder no crime can be recorded for it."""

    id: int
    code: str
    name: str
    tray_holder_id: int | None
    tray_holder: str
    people: int


def units_in_full(session: Session, today: dt.date) -> list[UnitRow]:
    """Every unit with its tray's holder and how many people have a role in it today, by name."""
    working = (
        sa.select(sa.func.count(sa.distinct(RoleHolding.person_id)))
        .join(Person, Person.id == RoleHolding.person_id)
        .where(RoleHolding.unit_id == Unit.id, in_force(today), Person.retired_at.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(sa.select(Unit, working).order_by(Unit.name, Unit.id)).all()
    holders = names(session, {unit.tray_holder_id for unit, _ in rows})
    note_read(session, "person", holders)
    return [
        UnitRow(
            unit.id, unit.code, unit.name, unit.tray_holder_id, holders.get(unit.tray_holder_id, ""), count
        )
        for unit, count in rows
    ]


def show_unit(session: Session, unit_id: int, today: dt.date) -> UnitRow:
    """One unit. Raises NotFound."""
    for unit in units_in_full(session, today):
        if unit.id == unit_id:
            return unit
    raise NotFound("There is no such unit.")
