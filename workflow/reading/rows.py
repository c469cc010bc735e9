"""Rows → parts of case files: risk flags, lines, suspects, victims with their contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Contact,
    Investigation,
    InvestigationFlag,
    LineOfInquiry,
    Suspect,
    Victim,
)
from workflow import case_file
from workflow.reading.noting import note_read
from workflow.reading.readers import told_reference


def flags_of(session: Session, ids: Collection[int]) -> dict[int, list]:
    flags = defaultdict(list)
    for row in session.execute(
        sa.select(InvestigationFlag.investigation_id, InvestigationFlag.flag).where(
            InvestigationFlag.investigation_id.in_(ids)
        )
    ):
        flags[row.investigation_id].append(row.flag)
    return flags


def lines_of(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Line]]:
    other, other_case = aliased(LineOfInquiry), aliased(Investigation)
    lines = defaultdict(list)
    for line, status, answered_by, reference in session.execute(
        sa.select(LineOfInquiry, other.status, other.answered_by_id, told_reference(other_case))
        .outerjoin(other, other.id == LineOfInquiry.answered_on_line_id)
        .outerjoin(other_case, other_case.id == other.investigation_id)
        .where(LineOfInquiry.investigation_id.in_(ids))
        .order_by(LineOfInquiry.id)
        .execution_options(populate_existing=True)
    ):
        lines[line.investigation_id].append(
            case_file.Line(
                id=line.id,
                category=line.category,
                status=line.status,
                owner_id=line.owner_id,
                bearing=line.bearing,
                not_pursued_reason=line.not_pursued_reason,
                answered_by_id=line.answered_by_id,
                answered_on_line_id=line.answered_on_line_id,
                answered_on_status=status,
                answered_on_reference=reference,
                answered_on_by_id=answered_by,
                evidence_expires_at=line.evidence_expires_at,
            )
        )
    return lines


def suspects_of(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Suspect]]:
    suspects = defaultdict(list)
    for row in session.scalars(
        sa.select(Suspect)
        .where(Suspect.investigation_id.in_(ids))
        .order_by(Suspect.id)
        .execution_options(populate_existing=True)
    ):
        suspects[row.investigation_id].append(
            case_file.Suspect(
                id=row.id,
                decision=row.decision,
                decided_by_id=row.decided_by_id,
                interviewed_at=row.interviewed_at,
                interviewed_by_id=row.interviewed_by_id,
                no_interview_reason_given=bool(row.no_interview_reason),
                told_at=row.told_at,
            )
        )
    note_read(session, "suspect", [suspect.id for each in suspects.values() for suspect in each])
    return suspects


def victims_of(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Victim]]:
    contacts = defaultdict(list)
    for row in session.execute(
        sa.select(
            Contact.id,
            Contact.victim_id,
            Contact.result,
            Contact.happened_at,
            Contact.recorded_at,
            Contact.decision_id,
            Contact.channel,
        )
        .where(Contact.investigation_id.in_(ids))
        .order_by(Contact.happened_at, Contact.id)
    ):
        contacts[row.victim_id].append(
            case_file.Contact(
                row.id, row.result, row.happened_at, row.recorded_at, row.decision_id, row.channel
            )
        )
    victims = defaultdict(list)
    for row in session.scalars(
        sa.select(Victim)
        .where(Victim.investigation_id.in_(ids))
        .order_by(Victim.id)
        .execution_options(populate_existing=True)
    ):
        victims[row.investigation_id].append(
            case_file.Victim(
                id=row.id,
                kind=row.kind,
                needs_assessed_at=row.needs_assessed_at,
                is_enhanced=row.is_enhanced,
                support_referral=row.support_referral,
                view=row.view,
                contacts=tuple(contacts[row.id]),
                details_hidden=row.details_hidden,
            )
        )
    note_read(session, "victim", [victim.id for each in victims.values() for victim in each])
    return victims
