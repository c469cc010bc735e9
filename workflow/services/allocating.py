"""Giving a crime to an officer, and starting work."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from models import Person, RoleHolding
from vocabulary import Accreditation, DutyKind, EventKind, Role, State, Step
from workflow.case_file import AllocationAsked, CaseFile
from workflow.findings import Assessment
from workflow.refusals import FactNotAccepted
from workflow.services import directing, owing
from workflow.services.opening import LONDON, Opened
from workflow.services.particulars import InWords, ToOfficer


def ask(opened: Opened, particulars: ToOfficer) -> CaseFile:
    """Put the candidate officer into the case file."""
    # Held until the end, so that their role does not end, nor they retire, while they take the crime on.
    officer = opened.session.get(
        Person, particulars.officer_id, with_for_update={"read": True}, populate_existing=True
    )
    if officer is None:
        raise FactNotAccepted("officer", "Choose an officer from the list.")
    today = opened.now.astimezone(LONDON).date()
    in_unit = opened.session.scalar(
        sa.select(RoleHolding.id)
        .where(
            RoleHolding.person_id == officer.id,
            RoleHolding.unit_id == opened.row.unit_id,
            RoleHolding.role == Role.INVESTIGATOR,
            RoleHolding.from_on <= today,
            sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > today),
        )
        # Whoever is ending this role waits, and then finds the crime.
        .with_for_update(read=True)
    )
    return replace(
        opened.case,
        allocation=AllocationAsked(
            officer.id,
            Accreditation(officer.accreditation),
            in_unit is not None,
            officer.retired_at is not None,
        ),
    )


def allocate(
    opened: Opened, step: Step, particulars: ToOfficer, target: State, assessment: Assessment
) -> int:
    """The officer becomes officer in the case, and responsible for it; directions are theirs to follow."""
    directing.refuse_a_time_that_is_past(opened, particulars.directions_due_at, "directions_due_at")
    opened.row.oic_id = particulars.officer_id
    opened.row.responsible_id = particulars.officer_id
    opened.row.state = target
    event = opened.event(
        EventKind.CASE_ALLOCATED,
        facts={
            "officer": particulars.officer_id,
            "round": opened.row.round,
            "warned": [found.key for found in assessment.findings if found.finding.advice],
        },
        detail={"directions": particulars.directions},
        about_person_id=particulars.officer_id,
    )
    owing.end(opened, event, owing.running(opened, DutyKind.ALLOCATE), at=opened.now)
    if particulars.directions.strip():
        directing.give(opened, particulars.officer_id, particulars.directions, particulars.directions_due_at)
    return event.id


def start(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """Work begins. No content gate: needs, plan and reviews are duties (practice P2)."""
    opened.row.state = target
    return opened.event(EventKind.INVESTIGATION_STARTED).id
