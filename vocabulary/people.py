"""Who may act: roles, ranks, accreditation, and the actor of one request. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """Held by a person in a unit from a date, until a date."""

    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    VICTIM_CARE_OFFICER = "victim_care_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    # since 0007_three_more_endings
    CRIME_ASSESSOR = "crime_assessor"
    CRIME_REGISTRAR = "crime_registrar"


OPERATIONAL_ROLES = frozenset({Role.INVESTIGATOR, Role.SUPERVISOR, Role.VICTIM_CARE_OFFICER})
# They decide about crimes of every unit, and work on none.
DECIDING_ROLES = frozenset({Role.CRIME_ASSESSOR, Role.CRIME_REGISTRAR})
READING_ROLES = OPERATIONAL_ROLES | DECIDING_ROLES | {Role.AUDITOR}


class Rank(StrEnum):
    """Police ranks and, below them, staff without one. *Detective* is a separate field (practice P31)."""

    POLICE_STAFF = "police_staff"
    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent"

    @property
    def seniority(self) -> int:
        """Higher is more senior; for comparing ranks, never stored."""
        return list(Rank).index(self)


class Accreditation(IntEnum):
    """Level in the professionalising investigations programme; 0 is none held."""

    NONE = 0
    PIP1 = 1
    PIP2 = 2
    PIP3 = 3


class Programme(StrEnum):
    """A course of training, with a named supervisor, towards an accreditation."""

    PIP2 = "pip2"

    @property
    def leads_to(self) -> Accreditation:
        """What whoever completes it holds."""
        return Accreditation[self.name]


@dataclass(frozen=True, slots=True)
class Actor:
    """The person acting, as permissions and records see them. Made once a request.

    `roles` holds (role, unit id) pairs in force at the time of acting; `rank` is the one in force then: an
    acting rank goes before the one held, and a police-staff grade counts as the rank it is mapped to.
    """

    id: int
    rank: Rank
    is_detective: bool
    roles: frozenset[tuple[Role, int]]

    def holds(self, *roles: Role) -> bool:
        """Does the person hold any of these roles, in any unit?"""
        return any(role in roles for role, _ in self.roles)

    def holds_in(self, unit_id: int, *roles: Role) -> bool:
        """Does the person hold any of these roles in this unit?"""
        return any(role in roles and unit == unit_id for role, unit in self.roles)

    @property
    def held_roles(self) -> frozenset[Role]:
        """The roles held, in whichever unit."""
        return frozenset(role for role, _ in self.roles)

    @property
    def main_role(self) -> Role | None:
        """The role put on record with an act: the first held, supervisors' before others'."""
        held = {role for role, _ in self.roles}
        order = (
            Role.SUPERVISOR,
            Role.INVESTIGATOR,
            Role.VICTIM_CARE_OFFICER,
            Role.CRIME_REGISTRAR,
            Role.CRIME_ASSESSOR,
            Role.ADMINISTRATOR,
            Role.AUDITOR,
        )
        return next((role for role in order if role in held), None)
