"""People, units and roles, added and changed with an event each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, Person, RoleHolding, Unit
from models.base import folded
from vocabulary import FINISHED, Accreditation, Act, Actor, EventKind, Rank, Role, StreamKind
from workflow import recording
from workflow.permissions import why_not
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, StillResponsible
from workflow.services.opening import LONDON

ANSWERS_FOR_CRIMES = (Role.INVESTIGATOR, Role.SUPERVISOR)
FORCE = 1  # the force's own stream has one subject


@dataclass(frozen=True)
class PersonToAdd:
    """`password_hash` is made outside the transaction: hashing is slow on purpose."""

    username: str
    full_name: str
    rank: Rank
    password_hash: str
    is_detective: bool = False
    accreditation: Accreditation = Accreditation.NONE


def add_unit(session: Session, actor: Actor | None, code: str, name: str, *, now: dt.datetime) -> int:
    """Add a unit; returns its id."""
    _refuse_unless_administrator(actor)
    if session.scalar(sa.select(Unit.id).where(sa.or_(Unit.code == code, Unit.name == name))) is not None:
        raise FactNotAccepted("code", f"There is already a unit {code} or a unit called {name}.")
    unit = Unit(code=code, name=name)
    session.add(unit)
    session.flush()
    recording.append(
        session,
        StreamKind.FORCE,
        FORCE,
        EventKind.UNIT_ADDED,
        actor=actor,
        now=now,
        facts={"unit": unit.id, "code": code},
    )
    return unit.id


def name_tray_holder(
    session: Session, actor: Actor | None, unit_id: int, person_id: int, *, now: dt.datetime
) -> None:
    """Say who answers for a unit's new crimes: a supervisor of that unit."""
    _refuse_unless_administrator(actor)
    holds = session.scalar(
        sa.select(RoleHolding.id)
        .join(Person, Person.id == RoleHolding.person_id)
        .where(
            RoleHolding.person_id == person_id,
            RoleHolding.unit_id == unit_id,
            RoleHolding.role == Role.SUPERVISOR,
            RoleHolding.from_on <= now.astimezone(LONDON).date(),
            RoleHolding.until_on.is_(None),
            Person.retired_at.is_(None),
        )
        .with_for_update(read=True, of=RoleHolding)
    )
    if holds is None:
        raise FactNotAccepted("person", "Choose a supervisor of this unit.")
    session.get_one(Unit, unit_id).tray_holder_id = person_id
    recording.append(
        session,
        StreamKind.FORCE,
        FORCE,
        EventKind.TRAY_HOLDER_SET,
        actor=actor,
        now=now,
        facts={"unit": unit_id},
        about_person_id=person_id,
    )


def add_person(session: Session, actor: Actor | None, person: PersonToAdd, *, now: dt.datetime) -> int:
    """Add somebody with an account and no role yet; returns their id."""
    _refuse_unless_administrator(actor)
    username = person.username.strip().lower()
    if not username:
        raise FactNotAccepted("username", "Enter a collar or staff number.")
    if session.scalar(sa.select(Person.id).where(Person.username == username)) is not None:
        raise FactNotAccepted("username", f"There is already an account {username}.")
    row = Person(
        username=username,
        full_name=person.full_name,
        name_search=folded(person.full_name),
        rank=person.rank,
        is_detective=person.is_detective,
        accreditation=int(person.accreditation),
        password_hash=person.password_hash,
        created_at=now,
    )
    session.add(row)
    session.flush()
    recording.append(
        session,
        StreamKind.PERSON,
        row.id,
        EventKind.PERSON_ADDED,
        actor=actor,
        now=now,
        facts={
            "rank": person.rank,
            "detective": person.is_detective,
            "accreditation": int(person.accreditation),
        },
        detail={"name": person.full_name},
        about_person_id=row.id,
    )
    return row.id


def give_role(
    session: Session,
    actor: Actor | None,
    person_id: int,
    unit_id: int,
    role: Role,
    from_on: dt.date,
    *,
    now: dt.datetime,
    until_on: dt.date | None = None,
) -> int:
    """Give a role in a unit from a day; returns the holding's id."""
    _refuse_unless_administrator(actor)
    if until_on is not None and until_on <= from_on:
        raise FactNotAccepted("until_on", "The role must end after it begins.")
    holding = RoleHolding(person_id=person_id, unit_id=unit_id, role=role, from_on=from_on, until_on=until_on)
    session.add(holding)
    session.flush()
    recording.append(
        session,
        StreamKind.PERSON,
        person_id,
        EventKind.ROLE_GIVEN,
        actor=actor,
        now=now,
        facts={"unit": unit_id, "role": role, "from": from_on, "until": until_on},
        about_person_id=person_id,
    )
    return holding.id


def end_role(
    session: Session, actor: Actor | None, holding_id: int, until_on: dt.date, *, now: dt.datetime
) -> int:
    """End a role from a day (it is no longer held on that day); returns the event's id.

    Refused while the person answers for something that nobody could then act on: the unit's tray, or its
    unfinished crimes (StillResponsible names them), unless another role there lets them go on.
    """
    _refuse_unless_administrator(actor)
    # Allocating waits for this row, so that no crime is given to somebody who is leaving.
    holding = session.get(RoleHolding, holding_id, populate_existing=True, with_for_update=True)
    if holding is None:
        raise NotFound("There is no such role.")
    today, was_until = now.astimezone(LONDON).date(), holding.until_on
    if was_until is not None and was_until <= until_on:
        raise FactNotAccepted("until_on", f"This role already ends on {was_until:%-d %B %Y}.")
    if until_on < today or until_on <= holding.from_on:
        raise FactNotAccepted("until_on", "A role ends today at the earliest, and after the day it began.")
    if holding.role in ANSWERS_FOR_CRIMES:
        _refuse_while_responsible(session, holding, today)
    holding.until_on = until_on
    return recording.append(
        session,
        StreamKind.PERSON,
        holding.person_id,
        EventKind.ROLE_ENDED,
        actor=actor,
        now=now,
        facts={
            "unit": holding.unit_id,
            "role": holding.role,
            "from": holding.from_on,
            "was_until": was_until,
            "until": until_on,
        },
        about_person_id=holding.person_id,
    ).id


def _refuse_while_responsible(session: Session, holding: RoleHolding, today: dt.date) -> None:
    unit = session.get_one(Unit, holding.unit_id, populate_existing=True, with_for_update=True)
    if holding.role is Role.SUPERVISOR and unit.tray_holder_id == holding.person_id:
        raise FactNotAccepted(
            "until_on", f"They hold the tray of {unit.name}. Name another supervisor first."
        )
    others = sa.select(RoleHolding.id).where(
        RoleHolding.person_id == holding.person_id,
        RoleHolding.unit_id == holding.unit_id,
        RoleHolding.role.in_(ANSWERS_FOR_CRIMES),
        RoleHolding.id != holding.id,
        RoleHolding.from_on <= today,
        RoleHolding.until_on.is_(None),
    )
    if session.scalars(others).first() is not None:
        return
    left = session.execute(
        sa.select(Investigation.id, Investigation.reference)
        .where(
            Investigation.responsible_id == holding.person_id,
            Investigation.unit_id == holding.unit_id,
            Investigation.state.not_in(FINISHED),
        )
        .order_by(Investigation.id)
    ).all()
    if left:
        raise StillResponsible(unit.name, [(case_id, reference) for case_id, reference in left])


def _refuse_unless_administrator(actor: Actor | None) -> None:
    """Nobody acts at the command line, which asks for more than a role."""
    reason = why_not(actor, Act.ADMINISTER_PEOPLE) if actor is not None else None
    if reason is not None:
        raise NotPermitted(reason)


def find_unit(session: Session, code: str) -> int | None:
    """The id of the unit with this code."""
    return session.scalar(sa.select(Unit.id).where(Unit.code == code))
