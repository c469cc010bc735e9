"""Names and lists of people, for pages. Rank and name together, as officers write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, RoleHolding, SignInSession, Unit
from vocabulary import Accreditation, Actor, Rank, Role
from workflow.policy.loader import load_book
from workflow.reading.ranks import rank_in_force
from workflow.reading.skills import accreditations

SHORT_RANK = {
    Rank.POLICE_STAFF: ("", ""),
    Rank.CONSTABLE: ("PC", "DC"),
    Rank.SERGEANT: ("PS", "DS"),
    Rank.INSPECTOR: ("Insp", "DI"),
    Rank.CHIEF_INSPECTOR: ("CI", "DCI"),
    Rank.SUPERINTENDENT: ("Supt", "DSupt"),
    Rank.CHIEF_SUPERINTENDENT: ("CSupt", "DCSupt"),
}


def with_rank(name: str, rank: Rank, is_detective: bool, is_acting: bool = False) -> str:
    """For example 'DS Amara Nwosu', 'A/Insp Tom Ellery' while acting; police staff by name alone."""
    short = SHORT_RANK[rank][is_detective]
    return f"{'A/' if is_acting and short else ''}{short} {name}".strip()


def acts_as(today: dt.date) -> tuple[sa.ColumnElement, ...]:
    """Columns of a person as they act on a day, to select beside others: what `known_as` reads."""
    held = rank_in_force(today)
    own = (Person.full_name, Person.rank.label("own_rank"), Person.grade)
    return (*own, held.rank, held.is_detective, held.is_acting)


def known_as(row: sa.Row, today: dt.date) -> str:
    """With the rank they act in; police staff with their grade, whatever rank that stands for."""
    if row.own_rank is not Rank.POLICE_STAFF:
        return with_rank(row.full_name, row.rank, row.is_detective, row.is_acting)
    title = grade_title(row.grade, today)
    return f"{row.full_name}, {title[:1].lower()}{title[1:]}" if title else row.full_name


def grade_title(grade: str | None, today: dt.date) -> str:
    """What the pack calls a grade of police staff; empty when there is none."""
    held = load_book().as_of(today).grades.get(grade) if grade else None
    return held.title if held else ""


def names(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    """Names with rank, by id."""
    wanted = {person_id for person_id in ids if person_id is not None}
    if not wanted:
        return {}
    rows = session.execute(
        sa.select(Person.id, Person.full_name, Person.rank, Person.is_detective).where(Person.id.in_(wanted))
    )
    return {row.id: with_rank(row.full_name, row.rank, row.is_detective) for row in rows}


def in_force(today: dt.date) -> sa.ColumnElement[bool]:
    """Role holdings in force on a day."""
    return sa.and_(
        RoleHolding.from_on <= today, sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > today)
    )


@dataclass(frozen=True)
class Officer:
    """Somebody who could be chosen."""

    id: int
    name: str
    rank: Rank
    is_detective: bool
    accreditation: Accreditation


def officers(
    session: Session, roles: Role | Collection[Role], today: dt.date, unit_id: int | None = None
) -> list[Officer]:
    """People in use who hold one of these roles today, in a unit or anywhere, each once, by name."""
    held = [roles] if isinstance(roles, Role) else list(roles)
    query = (
        sa.select(Person.id, *acts_as(today))
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .where(RoleHolding.role.in_(held), in_force(today), Person.retired_at.is_(None))
        .distinct()
        .order_by(Person.full_name, Person.id)
    )
    if unit_id is not None:
        query = query.where(RoleHolding.unit_id == unit_id)
    rows = session.execute(query).all()
    held = accreditations(session, [row.id for row in rows], today)
    return [Officer(row.id, known_as(row, today), row.rank, row.is_detective, held[row.id]) for row in rows]


def units(session: Session) -> list[tuple[int, str]]:
    """Every unit as (id, name), by name."""
    return [(row.id, row.name) for row in session.execute(sa.select(Unit.id, Unit.name).order_by(Unit.name))]


@dataclass(frozen=True)
class SignedInPerson:
    """Who a session belongs to, as the whole request sees them."""

    actor: Actor
    name: str
    username: str
    session_id: int
    last_seen_at: dt.datetime
    must_change_password: bool


def signed_in_person(
    session: Session, token_hash: str, now: dt.datetime, idle: dt.timedelta, today: dt.date
) -> SignedInPerson | None:
    """The person whose live session has this token, or None when it has ended or idled out."""
    row = session.execute(
        sa.select(SignInSession, Person, *acts_as(today))
        .join(Person, Person.id == SignInSession.person_id)
        .where(
            SignInSession.token_hash == token_hash,
            SignInSession.ended_at.is_(None),
            SignInSession.last_seen_at > now - idle,
            Person.retired_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    held, person = row.SignInSession, row.Person
    roles = session.execute(
        sa.select(RoleHolding.role, RoleHolding.unit_id).where(
            RoleHolding.person_id == person.id, in_force(today)
        )
    )
    return SignedInPerson(
        Actor(person.id, row.rank, row.is_detective, frozenset((r.role, r.unit_id) for r in roles)),
        known_as(row, today),
        person.username,
        held.id,
        held.last_seen_at,
        person.must_change_password,
    )


def session_owner(session: Session, token_hash: str) -> int | None:
    """Whose session this token was, ended or not; None when there never was one."""
    return session.scalar(sa.select(SignInSession.person_id).where(SignInSession.token_hash == token_hash))


def demo_people(session: Session, today: dt.date) -> list[tuple[Role, str, str, str]]:
    """(role, name, username, unit) of everybody with a role today, for the demo's sign-in page."""
    rows = session.execute(
        sa.select(
            RoleHolding.role,
            Person.full_name,
            Person.rank,
            Person.is_detective,
            Person.username,
            Unit.name.label("unit"),
        )
        .join(Person, Person.id == RoleHolding.person_id)
        .join(Unit, Unit.id == RoleHolding.unit_id)
        .where(in_force(today), Person.retired_at.is_(None))
        .order_by(RoleHolding.role, Person.full_name, Person.id)
    )
    units: dict[tuple[Role, str, str], list[str]] = {}
    for row in rows:
        who = (row.role, with_rank(row.full_name, row.rank, row.is_detective), row.username)
        units.setdefault(who, []).append(row.unit)
    order = list(Role)
    found = [(*who, " and ".join(sorted(named))) for who, named in units.items()]
    return sorted(found, key=lambda each: order.index(each[0]))


def anybody(session: Session) -> bool:
    """Is there anybody in the database at all?"""
    return session.scalar(sa.select(sa.exists().where(Person.id.is_not(None)))) is True
