"""Units, people and roles, added and changed with an event each, by administrators."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, RoleHolding, Unit
from models.base import folded
from vocabulary import READING_ROLES, Accreditation, Actor, EventKind, Rank, Role, StreamKind
from workflow import recording
from workflow.refusals import FactNotAccepted, NotFound, Refusal
from workflow.services.administering import find_unit as find_unit
from workflow.services.administering import lock_person, lock_unit, permit, refuse_grade, refuse_role_from
from workflow.services.handing_over import Ending, let_go, pass_tray_on
from workflow.services.opening import LONDON

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
    must_change_password: bool = False
    grade: str | None = None


def add_unit(
    session: Session,
    actor: Actor | None,
    code: str,
    name: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Add a unit; returns its id."""
    permit(session, actor, submission_id)
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
        submission_id=submission_id,
    )
    return unit.id


def rename_unit(
    session: Session,
    actor: Actor | None,
    unit_id: int,
    name: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> None:
    """Call a unit by another name. Its code stays."""
    permit(session, actor, submission_id)
    unit = lock_unit(session, unit_id)
    if session.scalar(sa.select(Unit.id).where(Unit.name == name, Unit.id != unit_id)) is not None:
        raise FactNotAccepted("name", f"There is already a unit called {name}.")
    was, unit.name = unit.name, name
    recording.append(
        session,
        StreamKind.FORCE,
        FORCE,
        EventKind.UNIT_RENAMED,
        actor=actor,
        now=now,
        facts={"unit": unit_id, "name": name, "was": was},
        submission_id=submission_id,
    )


def name_tray_holder(
    session: Session,
    actor: Actor | None,
    unit_id: int,
    person_id: int,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> None:
    """Say who answers for a unit's new crimes, and for those in its tray now: a supervisor of that unit."""
    permit(session, actor, submission_id)
    unit = lock_unit(session, unit_id)
    lock_person(session, person_id, shared=True)
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
    )
    if holds is None:
        raise FactNotAccepted("person", "Choose a supervisor of this unit.")
    unit.tray_holder_id = person_id
    pass_tray_on(session, actor, unit_id, person_id, now=now)
    recording.append(
        session,
        StreamKind.FORCE,
        FORCE,
        EventKind.TRAY_HOLDER_SET,
        actor=actor,
        now=now,
        facts={"unit": unit_id},
        about_person_id=person_id,
        submission_id=submission_id,
    )


def add_person(
    session: Session,
    actor: Actor | None,
    person: PersonToAdd,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Add somebody with an account and no role yet; returns their id."""
    permit(session, actor, submission_id)
    username = person.username.strip().lower()
    if not username:
        raise FactNotAccepted("username", "Enter a collar or staff number.")
    if session.scalar(sa.select(Person.id).where(Person.username == username)) is not None:
        raise FactNotAccepted("username", f"There is already an account {username}.")
    refuse_grade(person.grade, person.rank, now)
    row = Person(
        username=username,
        full_name=person.full_name,
        name_search=folded(person.full_name),
        rank=person.rank,
        is_detective=person.is_detective,
        accreditation=int(person.accreditation),
        grade=person.grade,
        password_hash=person.password_hash,
        must_change_password=person.must_change_password,
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
            "grade": person.grade,
        },
        detail={"name": person.full_name},
        about_person_id=row.id,
        submission_id=submission_id,
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
    submission_id: str | None = None,
) -> int:
    """Give a role in a unit from a day; returns the holding's id."""
    permit(session, actor, submission_id)
    if actor is not None and actor.id == person_id and role in READING_ROLES:
        raise FactNotAccepted(
            "role", "You cannot give yourself a role that reads cases. Ask another administrator."
        )
    if until_on is not None and until_on <= from_on:
        raise FactNotAccepted("until_on", "The role must end after it begins.")
    refuse_role_from(lock_person(session, person_id), from_on)
    if session.get(Unit, unit_id) is None:
        raise FactNotAccepted("unit", "Choose a unit from the list.")
    _refuse_overlap(session, person_id, unit_id, role, from_on, until_on)
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
        submission_id=submission_id,
    )
    return holding.id


def _refuse_overlap(
    session: Session, person_id: int, unit_id: int, role: Role, from_on: dt.date, until_on: dt.date | None
) -> None:
    held = session.scalar(
        sa.select(RoleHolding.id).where(
            RoleHolding.person_id == person_id,
            RoleHolding.unit_id == unit_id,
            RoleHolding.role == role,
            sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > from_on),
            sa.true() if until_on is None else RoleHolding.from_on < until_on,
        )
    )
    if held is not None:
        raise FactNotAccepted("role", "They hold this role in this unit already on some of these days.")


def end_role(
    session: Session,
    actor: Actor | None,
    holding_id: int,
    until_on: dt.date,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """End a role on a day, the first on which it is not held any more; returns the event's id.

    Refused while its holder answers for something that no other role of theirs would cover (never 4).
    """
    permit(session, actor, submission_id)
    person_id = session.scalar(sa.select(RoleHolding.person_id).where(RoleHolding.id == holding_id))
    if person_id is None:
        raise NotFound("There is no such role.")
    # Allocating waits for these rows, so that no crime is given to somebody who is leaving.
    lock_person(session, person_id)
    holding = session.get_one(RoleHolding, holding_id, populate_existing=True, with_for_update=True)
    if actor is not None and actor.id == person_id and holding.role is Role.ADMINISTRATOR:
        raise Refusal("You cannot end your own role as administrator. Ask another administrator.")
    _refuse_end(holding, until_on, now.astimezone(LONDON).date())
    let_go(session, actor, person_id, Ending(holding, until_on), now=now)
    was_until, holding.until_on = holding.until_on, until_on
    return recording.append(
        session,
        StreamKind.PERSON,
        person_id,
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
        about_person_id=person_id,
        submission_id=submission_id,
    ).id


def _refuse_end(holding: RoleHolding, until_on: dt.date, today: dt.date) -> None:
    """A role that has ended stays ended, what was done under one stays done, and none is drawn out here."""
    if holding.until_on is not None and holding.until_on <= today:
        raise Refusal("This role has ended already.")
    if until_on < today:
        raise FactNotAccepted("until_on", "A role ends today or later: what was done under it stands.")
    if until_on <= holding.from_on:
        raise FactNotAccepted("until_on", "The role must end after it begins: it is held for a day at least.")
    if holding.until_on is not None and until_on >= holding.until_on:
        raise FactNotAccepted("until_on", "It ends by then already. To draw it out, give the role again.")
