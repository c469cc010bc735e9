"""Who a crime may be given to, and what the allocation gate would say of each, before anybody is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import officers
from models import Investigation
from vocabulary import FINISHED, Gate, Role, State
from workflow.case_file import AllocationAsked, CaseFile
from workflow.policy.pack import Policy
from workflow.reading.skills import skills_of
from workflow.requirements import assess
from workflow.requirements.allocation import THIS_OFFICER


@dataclass(frozen=True)
class Candidate:
    """An investigator of the unit. `says`: what the gate finds of them, of accreditation and of load."""

    id: int
    name: str
    level: str
    says: str


def candidates(session: Session, case: CaseFile, policy: Policy, today: dt.date) -> list[Candidate]:
    """In the order of their names; whoever holds the crime now is left out."""
    people = [
        each for each in officers(session, Role.INVESTIGATOR, today, case.unit_id) if each.id != case.oic_id
    ]
    ids = [each.id for each in people]
    skills, held = skills_of(session, ids, today), _crimes_held(session, ids)
    found = []
    for each in people:
        theirs = skills[each.id]
        asked = AllocationAsked(
            each.id,
            theirs.accreditation,
            True,
            False,
            crimes_held=held.get(each.id, 0),
            training=theirs.training,
            trainer=theirs.trainer,
        )
        level = theirs.accreditation.name if theirs.accreditation else "no PIP level"
        found.append(
            Candidate(each.id, each.name, level, _said_of(replace(case, allocation=asked), policy, each.name))
        )
    return found


def _crimes_held(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Unfinished crimes by officer in the case."""
    unfinished = [state for state in State if state not in FINISHED]
    query = (
        sa.select(Investigation.oic_id, sa.func.count())
        .where(Investigation.oic_id.in_(ids), Investigation.state.in_(unfinished))
        .group_by(Investigation.oic_id)
    )
    return dict(session.execute(query).all())


def _said_of(asked: CaseFile, policy: Policy, name: str) -> str:
    found = assess(Gate.ALLOCATION, asked, policy).findings
    shown = [each.finding.why for each in found if each.key in ("officer_is_accredited", "officer_has_room")]
    return " ".join(shown).replace(THIS_OFFICER, name)
