"""The units of Anyshire Police and who works in them. Nobody here is real."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vocabulary import Accreditation, Actor, Rank, Role
from workflow.services import people
from workflow.services.sign_in import PUBLISHED_PASSWORD

PASSWORD = PUBLISHED_PASSWORD
YEARS_HELD = dt.timedelta(days=400)

UNITS = {
    "NG": "Northgate investigations",
    "PP": "Public protection",
    "EB": "Eastbrook investigations",
    "SC": "Serious crime",
}

INVESTIGATOR, SUPERVISOR, CARE = Role.INVESTIGATOR, Role.SUPERVISOR, Role.VICTIM_CARE_OFFICER
PC, SGT, INSP = Rank.CONSTABLE, Rank.SERGEANT, Rank.INSPECTOR
STAFF, NONE = Rank.POLICE_STAFF, Accreditation.NONE
PIP1, PIP2, PIP3 = Accreditation.PIP1, Accreditation.PIP2, Accreditation.PIP3

# username, name, rank, detective, accreditation, ((role, unit), …)
PEOPLE = (
    ("4471", "Joe Hale", PC, False, PIP1, ((INVESTIGATOR, "NG"),)),
    ("4502", "Priya Raman", PC, True, PIP2, ((INVESTIGATOR, "NG"),)),
    ("4518", "Callum Reid", PC, False, PIP1, ((INVESTIGATOR, "NG"),)),
    ("4525", "Aoife Brennan", PC, False, PIP1, ((INVESTIGATOR, "NG"),)),
    ("4560", "Daniel Kerr", PC, False, PIP1, ((INVESTIGATOR, "EB"),)),
    ("4561", "Sunita Rao", PC, False, PIP1, ((INVESTIGATOR, "EB"),)),
    ("4580", "Gwen Tait", STAFF, False, PIP1, ((INVESTIGATOR, "EB"),)),
    ("4533", "Siân Morgan", PC, True, PIP2, ((INVESTIGATOR, "PP"),)),
    ("4571", "Hannah Lowe", PC, True, PIP2, ((INVESTIGATOR, "PP"),)),
    ("4572", "Ifan Price", PC, False, PIP1, ((INVESTIGATOR, "PP"),)),
    ("4570", "Marcus Webb", PC, True, PIP2, ((INVESTIGATOR, "SC"),)),
    ("2210", "Tom Ellery", SGT, False, PIP1, ((SUPERVISOR, "NG"),)),
    ("2231", "Marta Kowal", SGT, False, PIP1, ((SUPERVISOR, "NG"),)),
    ("2245", "Amara Nwosu", SGT, True, PIP2, ((SUPERVISOR, "PP"),)),
    ("2250", "Colin Marsh", SGT, True, PIP2, ((SUPERVISOR, "SC"),)),
    ("2260", "Bola Adeyinka", SGT, False, PIP1, ((SUPERVISOR, "EB"),)),
    ("2262", "Kate Thornton", SGT, False, PIP1, ((SUPERVISOR, "EB"),)),
    ("1107", "Helen Frost", INSP, False, PIP2, ((SUPERVISOR, "NG"),)),
    ("1130", "Owain Bevan", INSP, False, PIP2, ((SUPERVISOR, "EB"),)),
    ("1120", "Daniel Achebe", INSP, True, PIP2, ((SUPERVISOR, "PP"),)),
    ("1121", "Rosa Whitfield", INSP, True, PIP3, ((SUPERVISOR, "SC"),)),
    ("1003", "Peter Langley", Rank.CHIEF_INSPECTOR, True, PIP3, ((SUPERVISOR, "SC"),)),
    ("1001", "Yasmin Farouk", Rank.SUPERINTENDENT, False, PIP2, ((SUPERVISOR, "NG"),)),
    ("9034", "Ruth Bello", STAFF, False, NONE, ((CARE, "NG"), (CARE, "PP"))),
    ("9035", "Owen Davies", STAFF, False, NONE, ((CARE, "EB"), (CARE, "SC"))),
    ("9050", "Ian Carver", STAFF, False, NONE, ((Role.AUDITOR, "NG"),)),
    ("9061", "Farida Noor", STAFF, False, NONE, ((Role.CRIME_ASSESSOR, "NG"), (Role.CRIME_ASSESSOR, "EB"))),
    ("9070", "Owen Tate", STAFF, False, NONE, ((Role.CRIME_REGISTRAR, "PP"),)),
    ("9001", "Nadia Haq", STAFF, False, NONE, ((Role.ADMINISTRATOR, "NG"),)),
)
TRAYS = {"NG": "2210", "PP": "2245", "EB": "2260", "SC": "2250"}


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
