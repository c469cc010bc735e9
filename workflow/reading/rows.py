"""Rows → parts of case files: risk flags, lines, suspects, victims with their contacts."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from models import (
    Contact,
    Investigation,
    InvestigationFlag,
    LineOfInquiry,
    OutOfCourtResolution,
    RiskThatRemains,
    Suspect,
    Victim,
)
from vocabulary import Restriction, SuspectDecision
from workflow import case_file
from workflow.ages import was_child
from workflow.reading.asking import IDS, Asking
from workflow.reading.noting import note_read
from workflow.reading.readers import told_reference
from workflow.reading.rights import rights_of
from workflow.reading.telling import exceptions_of, safe_ways_of
from workflow.reading.withdrawals import statements_of, withdrawals_of

OTHER_LINE, OTHER_CASE, OTHER_SUSPECT = aliased(LineOfInquiry), aliased(Investigation), aliased(Suspect)
CORRECTING = aliased(Contact)
FLAGS = sa.select(InvestigationFlag.investigation_id, InvestigationFlag.flag).where(
    InvestigationFlag.investigation_id.in_(IDS)
)
LINES = (
    sa.select(LineOfInquiry, OTHER_LINE.status, OTHER_LINE.answered_by_id, told_reference(OTHER_CASE))
    .outerjoin(OTHER_LINE, OTHER_LINE.id == LineOfInquiry.answered_on_line_id)
    .outerjoin(OTHER_CASE, OTHER_CASE.id == OTHER_LINE.investigation_id)
    .where(LineOfInquiry.investigation_id.in_(IDS))
    .order_by(LineOfInquiry.id)
    .execution_options(populate_existing=True)
)
REMAINS = (
    sa.select(RiskThatRemains.suspect_id, RiskThatRemains.question, RiskThatRemains.answer)
    .where(RiskThatRemains.investigation_id.in_(IDS))
    .order_by(RiskThatRemains.id)
)
OTHER_CRIMES = (
    sa.select(Suspect.id, sa.func.count(sa.distinct(OTHER_SUSPECT.investigation_id)))
    .join(
        OTHER_SUSPECT,
        sa.and_(
            OTHER_SUSPECT.name_search == Suspect.name_search,
            OTHER_SUSPECT.born_on == Suspect.born_on,
            OTHER_SUSPECT.investigation_id != Suspect.investigation_id,
            OTHER_SUSPECT.recorded_in_error_at.is_(None),
        ),
    )
    .join(OTHER_CASE, OTHER_CASE.id == OTHER_SUSPECT.investigation_id)
    # That there is a covert one is told to nobody, by a number neither.
    .where(OTHER_CASE.restriction.is_distinct_from(Restriction.COVERT))
    .where(Suspect.investigation_id.in_(IDS))
    .group_by(Suspect.id)
)
SUSPECTS = (
    sa.select(Suspect)
    .where(Suspect.investigation_id.in_(IDS), Suspect.recorded_in_error_at.is_(None))
    .order_by(Suspect.id)
    .execution_options(populate_existing=True)
)
RESOLUTIONS = (
    sa.select(OutOfCourtResolution)
    .where(OutOfCourtResolution.investigation_id.in_(IDS))
    .order_by(OutOfCourtResolution.id)
    .execution_options(populate_existing=True)
)
CONTACTS = (
    sa.select(
        Contact.id,
        Contact.victim_id,
        Contact.result,
        Contact.happened_at,
        Contact.recorded_at,
        Contact.decision_id,
        Contact.channel,
        Contact.counts,
        Contact.unsafe,
        Contact.told_of_review,
    )
    .where(Contact.investigation_id.in_(IDS), ~sa.exists().where(CORRECTING.supersedes_id == Contact.id))
    .order_by(Contact.happened_at, Contact.id)
)
VICTIMS = (
    sa.select(Victim)
    .where(Victim.investigation_id.in_(IDS))
    .order_by(Victim.id)
    .execution_options(populate_existing=True)
)


def flags_of(asking: Asking) -> dict[int, list]:
    flags = defaultdict(list)
    for row in asking.rows(InvestigationFlag, FLAGS):
        flags[row.investigation_id].append(row.flag)
    return flags


def lines_of(asking: Asking) -> dict[int, list[case_file.Line]]:
    lines = defaultdict(list)
    for line, status, answered_by, reference in asking.rows(LineOfInquiry, LINES):
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
                suspect_id=line.suspect_id,
                added_at=line.added_at,
                answered_at=line.answered_at,
                result_received_at=line.result_received_at,
                loss_explained=bool(line.loss_reason),
                request_justified=bool(line.necessity),
            )
        )
    return lines


def remains_of(asking: Asking) -> dict[int, list[case_file.Remains]]:
    """By suspect: what was answered about the risk that remains."""
    remains = defaultdict(list)
    for row in asking.rows(RiskThatRemains, REMAINS):
        remains[row.suspect_id].append(case_file.Remains(row.question, row.answer))
    return remains


def other_crimes_of(asking: Asking) -> dict[int, int]:
    """By suspect: in how many other crimes somebody of the same name and date of birth is suspected."""
    return defaultdict(int, map(tuple, asking.rows(Suspect, OTHER_CRIMES)))


def suspects_of(asking: Asking) -> dict[int, list[case_file.Suspect]]:
    """Those recorded in error are left out: they count in no rule."""
    suspects = defaultdict(list)
    remains, others = remains_of(asking), other_crimes_of(asking)
    resolutions = _resolutions_of(asking)
    for row in asking.objects(Suspect, SUSPECTS):
        suspects[row.investigation_id].append(
            case_file.Suspect(
                id=row.id,
                decision=row.decision,
                decided_by_id=row.decided_by_id,
                interviewed_at=row.interviewed_at,
                interviewed_by_id=row.interviewed_by_id,
                no_interview_reason_given=bool(row.no_interview_reason),
                told_at=row.told_at,
                remains=tuple(remains[row.id]),
                other_crimes=others[row.id],
                no_early_advice_reason_given=bool(row.no_early_advice_reason),
                death_is_proven=bool(row.death_proof),
                resolution=_resolution(row, resolutions.get(row.id)),
                told_first=bool(row.told_first),
            )
        )
    note_read(asking.session, "suspect", [suspect.id for each in suspects.values() for suspect in each])
    return suspects


def _resolutions_of(asking: Asking) -> dict[int, OutOfCourtResolution]:
    """The last resolution given to each suspect."""
    rows = asking.objects(OutOfCourtResolution, RESOLUTIONS)
    return {row.suspect_id: row for row in rows}


def _resolution(suspect: Suspect, row: OutOfCourtResolution | None) -> case_file.Resolution | None:
    """What was given, as long as that is what was decided about the suspect."""
    if row is None or suspect.decision is not SuspectDecision.OUT_OF_COURT_RESOLUTION:
        return None
    return case_file.Resolution(
        id=row.id,
        kind=row.kind,
        given_by_id=row.given_by_id,
        recorded_by_id=row.recorded_by_id,
        conditions_given=bool(row.conditions),
        admitted=row.admitted,
        victim_consulted=row.victim_consulted,
        check_result=row.check_result,
        checked_by_id=row.checked_by_id,
        diversion_ends_on=row.diversion_ends_on,
        diversion_result=row.diversion_result,
        was_child=None if suspect.born_on is None else was_child(suspect.born_on, row.given_at),
    )


def victims_of(asking: Asking) -> dict[int, list[case_file.Victim]]:
    """A contact that another corrects is left out: it told nothing and was no attempt."""
    contacts = defaultdict(list)
    for row in asking.rows(Contact, CONTACTS):
        contacts[row.victim_id].append(
            case_file.Contact(
                row.id,
                row.result,
                row.happened_at,
                row.recorded_at,
                row.decision_id,
                row.channel,
                row.counts,
                row.unsafe,
                bool(row.told_of_review),
            )
        )
    ways, exceptions, rights = safe_ways_of(asking), exceptions_of(asking), rights_of(asking)
    withdrawals, statements = withdrawals_of(asking), statements_of(asking)
    victims = defaultdict(list)
    for row in asking.objects(Victim, VICTIMS):
        victims[row.investigation_id].append(
            case_file.Victim(
                id=row.id,
                kind=row.kind,
                needs_assessed_at=row.needs_assessed_at,
                is_enhanced=row.is_enhanced,
                support_referral=row.support_referral,
                view=row.view,
                contacts=tuple(contacts[row.id]),
                died_on=row.died_on,
                bereaved_contact_named=bool(row.bereaved_contact),
                coroner_told=row.coroner_told_on is not None,
                inquest=row.inquest,
                ways=ways.get(row.id, case_file.SafeWays()),
                exceptions=tuple(exceptions[row.id]),
                view_is_heard=row.view_heard_at is not None,
                details_hidden=row.details_hidden,
                rights=tuple(rights[row.id]),
                withdrawal=withdrawals.get(row.id),
                statement=statements.get(row.id),
            )
        )
    note_read(asking.session, "victim", [victim.id for each in victims.values() for victim in each])
    return victims
