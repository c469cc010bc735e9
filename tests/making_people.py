"""Two units with somebody for every part, made by calling the services."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vocabulary import Accreditation, Actor, Rank, Role
from workflow.services import people

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)  # a Monday

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Force:
    """Two units and somebody for every part. The sergeant holds the unit's tray."""

    unit: int
    other_unit: int
    sergeant: Actor
    inspector: Actor
    detective_inspector: Actor
    second_detective_inspector: Actor
    officer: Actor
    colleague: Actor
    other_sergeant: Actor
    other_officer: Actor
    victim_care_officer: Actor
    auditor: Actor
    administrator: Actor
    assessor: Actor
    registrar: Actor


def a_force(session: Session, now: dt.datetime = NOW) -> Force:
    """Two units with their people."""
    number = next(_numbers)
    unit = people.add_unit(session, None, f"U{number}", f"Unit {number}", now=now)
    other = people.add_unit(session, None, f"V{number}", f"Other unit {number}", now=now)

    def person(name: str, rank: Rank, *roles: tuple[Role, int], detective: bool = False) -> Actor:
        return a_person(session, f"{name}{number}", rank, *roles, detective=detective, now=now)

    force = Force(
        unit=unit,
        other_unit=other,
        sergeant=person("sergeant", Rank.SERGEANT, (Role.SUPERVISOR, unit)),
        inspector=person("inspector", Rank.INSPECTOR, (Role.SUPERVISOR, unit)),
        detective_inspector=person("di", Rank.INSPECTOR, (Role.SUPERVISOR, other), detective=True),
        second_detective_inspector=person("di2", Rank.INSPECTOR, (Role.SUPERVISOR, other), detective=True),
        officer=person("officer", Rank.CONSTABLE, (Role.INVESTIGATOR, unit)),
        colleague=person("colleague", Rank.CONSTABLE, (Role.INVESTIGATOR, unit)),
        other_sergeant=person("other_sergeant", Rank.SERGEANT, (Role.SUPERVISOR, other)),
        other_officer=person("other_officer", Rank.CONSTABLE, (Role.INVESTIGATOR, other)),
        victim_care_officer=person("care", Rank.POLICE_STAFF, (Role.VICTIM_CARE_OFFICER, unit)),
        auditor=person("auditor", Rank.POLICE_STAFF, (Role.AUDITOR, unit)),
        administrator=person("admin", Rank.POLICE_STAFF, (Role.ADMINISTRATOR, unit)),
        assessor=person("assessor", Rank.POLICE_STAFF, (Role.CRIME_ASSESSOR, unit)),
        registrar=person("registrar", Rank.POLICE_STAFF, (Role.CRIME_REGISTRAR, other)),
    )
    people.name_tray_holder(session, None, unit, force.sergeant.id, now=now)
    people.name_tray_holder(session, None, other, force.other_sergeant.id, now=now)
    return force


def a_person(
    session: Session,
    username: str,
    rank: Rank,
    *roles: tuple[Role, int],
    detective: bool = False,
    accreditation: Accreditation = Accreditation.PIP2,
    now: dt.datetime = NOW,
) -> Actor:
    """Somebody with an account and roles from today, as they act."""
    added = people.add_person(
        session,
        None,
        people.PersonToAdd(username, f"Person {username}", rank, "x", detective, accreditation),
        now=now,
    )
    for role, unit in roles:
        people.give_role(session, None, added, unit, role, now.date(), now=now)
    return Actor(added, rank, detective, frozenset(roles))
