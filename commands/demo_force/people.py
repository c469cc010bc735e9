"""Two units of Anyshire Police and who works in them. Nobody here is real."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vocabulary import Accreditation, Actor, Rank, Role
from workflow.services import people
from workflow.services.sign_in import PUBLISHED_PASSWORD

PASSWORD = PUBLISHED_PASSWORD
YEARS_HELD = dt.timedelta(days=400)

UNITS = {"NG": "Northgate investigations", "PP": "Public protection"}

# username, name, rank, detective, accreditation, ((role, unit), …)
PEOPLE = (
    ("4471", "Joe Hale", Rank.CONSTABLE, False, Accreditation.PIP1, ((Role.INVESTIGATOR, "NG"),)),
    ("4502", "Priya Raman", Rank.CONSTABLE, True, Accreditation.PIP2, ((Role.INVESTIGATOR, "NG"),)),
    ("4518", "Callum Reid", Rank.CONSTABLE, False, Accreditation.PIP1, ((Role.INVESTIGATOR, "NG"),)),
    ("4533", "Siân Morgan", Rank.CONSTABLE, True, Accreditation.PIP2, ((Role.INVESTIGATOR, "PP"),)),
    ("2210", "Tom Ellery", Rank.SERGEANT, False, Accreditation.PIP1, ((Role.SUPERVISOR, "NG"),)),
    ("2231", "Marta Kowal", Rank.SERGEANT, False, Accreditation.PIP1, ((Role.SUPERVISOR, "NG"),)),
    ("2245", "Amara Nwosu", Rank.SERGEANT, True, Accreditation.PIP2, ((Role.SUPERVISOR, "PP"),)),
    ("1107", "Helen Frost", Rank.INSPECTOR, False, Accreditation.PIP2, ((Role.SUPERVISOR, "NG"),)),
    ("1120", "Daniel Achebe", Rank.INSPECTOR, True, Accreditation.PIP2, ((Role.SUPERVISOR, "PP"),)),
    (
        "9034",
        "Ruth Bello",
        Rank.POLICE_STAFF,
        False,
        Accreditation.NONE,
        ((Role.VICTIM_CARE_OFFICER, "NG"), (Role.VICTIM_CARE_OFFICER, "PP")),
    ),
    ("9050", "Ian Carver", Rank.POLICE_STAFF, False, Accreditation.NONE, ((Role.AUDITOR, "NG"),)),
    ("9061", "Farida Noor", Rank.POLICE_STAFF, False, Accreditation.NONE, ((Role.CRIME_ASSESSOR, "NG"),)),
    ("9070", "Owen Tate", Rank.POLICE_STAFF, False, Accreditation.NONE, ((Role.CRIME_REGISTRAR, "PP"),)),
    ("9001", "Nadia Haq", Rank.POLICE_STAFF, False, Accreditation.NONE, ((Role.ADMINISTRATOR, "NG"),)),
)
TRAYS = {"NG": "2210", "PP": "2245"}


@dataclass(frozen=True)
class Force:
    """Unit ids by code, and people by number as they act."""

    units: dict[str, int]
    people: dict[str, Actor]


def add_people(session: Session, password_hash: str, now: dt.datetime) -> Force:
    """Add the units and everybody, with their roles held for more than a year."""
    then = now - YEARS_HELD
    units = {code: people.add_unit(session, None, code, name, now=then) for code, name in UNITS.items()}
    actors = {}
    for username, name, rank, is_detective, accreditation, roles in PEOPLE:
        person = people.PersonToAdd(username, name, rank, password_hash, is_detective, accreditation)
        person_id = people.add_person(session, None, person, now=then)
        held = frozenset((role, units[code]) for role, code in roles)
        for role, unit_id in sorted(held):
            people.give_role(session, None, person_id, unit_id, role, then.date(), now=then)
        actors[username] = Actor(person_id, rank, is_detective, held)
    for code, username in TRAYS.items():
        people.name_tray_holder(session, None, units[code], actors[username].id, now=then)
    return Force(units, actors)
