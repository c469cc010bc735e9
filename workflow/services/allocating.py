"""Giving a crime to an officer, and starting work."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa

from models import Investigation, Person, RoleHolding
from vocabulary import FINISHED, Accreditation, DutyKind, EventKind, Role, State, Step, Trigger
from workflow.case_file import AllocationAsked, CaseFile
from workflow.findings import Assessment
from workflow.reading.skills import skills_of
from workflow.refusals import FactNotAccepted
from workflow.requirements.allocation import helped_by
from workflow.services import directing, owing
from workflow.services.opening import LONDON, Opened
from workflow.services.owing_rights import event_owing
from workflow.services.particulars import InWords, ToOfficer
from workflow.services.reviews import asks_for_a_first_review, owe_first_review


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
    skills = skills_of(opened.session, [officer.id], today)[officer.id]
    mentor = _mentor_holds(opened, particulars, today)
    return replace(
        opened.case,
        allocation=AllocationAsked(
            officer.id,
            skills.accreditation,
            in_unit is not None,
            officer.retired_at is not None,
            crimes_held=_crimes_held(opened, officer.id),
            mentor=mentor,
            training=skills.training,
            trainer=skills.trainer,
        ),
    )


def _crimes_held(opened: Opened, officer_id: int) -> int:
    """Unfinished crimes of which they are officer in the case, this one not counted."""
    query = sa.select(sa.func.count()).select_from(Investigation)
    query = query.where(
        Investigation.oic_id == officer_id,
        Investigation.state.in_([state for state in State if state not in FINISHED]),
        Investigation.id != opened.row.id,
    )
    return opened.session.scalar(query) or 0


def _mentor_holds(opened: Opened, particulars: ToOfficer, today: dt.date) -> Accreditation | None:
    """What the mentor named for this case holds. Raises FactNotAccepted for somebody who cannot be one."""
    mentor_id = particulars.mentor_id
    if mentor_id is None:
        return None
    mentor = opened.session.get(Person, mentor_id)
    if mentor is None or mentor.retired_at is not None:
        raise FactNotAccepted("mentor", "Choose a mentor from the list.")
    if mentor_id == particulars.officer_id:
        raise FactNotAccepted("mentor", "Somebody is not their own mentor. Choose another.")
    held = skills_of(opened.session, [mentor_id], today)[mentor_id].accreditation
    needed = opened.policy.allocation(opened.case.offence_class, opened.case.flags).needed
    if held < needed:
        raise FactNotAccepted(
            "mentor", f"A mentor for this crime holds {needed.name}. Choose somebody who does."
        )
    return held


def allocate(
    opened: Opened, step: Step, particulars: ToOfficer, target: State, assessment: Assessment
) -> int:
    """The officer becomes officer in the case, and responsible for it; directions are theirs to follow."""
    directing.refuse_a_time_that_is_past(opened, particulars.directions_due_at, "directions_due_at")
    opened.row.oic_id = particulars.officer_id
    opened.row.responsible_id = particulars.officer_id
    opened.row.state = target
    is_reviewed = asks_for_a_first_review(opened)
    event = opened.event(
        EventKind.CASE_ALLOCATED,
        facts={
            "officer": particulars.officer_id,
            "round": opened.row.round,
            "first_review": is_reviewed,
            "warned": [found.key for found in assessment.findings if found.finding.advice],
        },
        detail={"directions": particulars.directions},
        about_person_id=particulars.officer_id,
    )
    name_mentor(opened, particulars)
    owing.end(opened, event, owing.running(opened, DutyKind.ALLOCATE), at=opened.now)
    if is_reviewed:
        owe_first_review(opened, event)
    if particulars.directions.strip():
        directing.give(opened, particulars.officer_id, particulars.directions, particulars.directions_due_at)
    return event.id


def name_mentor(opened: Opened, particulars: ToOfficer) -> int | None:
    """Put on record who stands beside the officer on this case, who is then not independent of it (P30).

    The mentor named for it; or the supervisor of the training by which the officer may be given it. Returns
    the event's id, or None where nobody does.
    """
    asked, mentor_id = opened.case.allocation, particulars.mentor_id
    needed = opened.policy.allocation(opened.case.offence_class, opened.case.flags).needed
    today = opened.now.astimezone(LONDON).date()
    until: dt.date | None = today + dt.timedelta(days=opened.policy.setting("mentor_days"))
    if mentor_id is None:
        if asked.accreditation >= needed or helped_by(asked, needed) is None:
            return None
        skills = skills_of(opened.session, [asked.officer_id], today)[asked.officer_id]
        mentor_id, until = skills.trainer_id, None
    return opened.event(
        EventKind.MENTOR_NAMED,
        facts={"officer": asked.officer_id, "until": until, "trains": particulars.mentor_id is None},
        about_person_id=mentor_id,
    ).id


def start(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """Work begins. No content gate: needs, plan and reviews are duties (practice P2)."""
    opened.row.state = target
    return event_owing(
        opened,
        EventKind.INVESTIGATION_STARTED,
        [Trigger.INVESTIGATION_OPENED],
        opened.now,
        facts={},
    ).id
