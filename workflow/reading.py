"""Rows → case files, for one case or thousands, in a constant number of queries; and the lock.

Reading functions note what they read in `session.info`, so that the read log can say who looked at what.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    CaseEvent,
    Contact,
    Decision,
    DecisionEnded,
    Investigation,
    InvestigationFlag,
    LineOfInquiry,
    SignOff,
    Stream,
    Suspect,
    Victim,
)
from vocabulary import EventKind, StreamKind, SuspectDecision
from workflow import case_file
from workflow.refusals import NotFound

NOTED = "read"
INVOLVES_BY_ITS_FACTS = (
    EventKind.LINE_RESULTED,
    EventKind.LINE_NOT_PURSUED,
    EventKind.LINE_ANSWERED_ELSEWHERE,
    EventKind.SUSPECT_DECIDED,
)


def note_read(session: Session, kind: str, ids: Iterable[int]) -> None:
    """Remember that this session read these records about people."""
    session.info.setdefault(NOTED, defaultdict(set))[kind].update(ids)


def noted_reads(session: Session) -> dict[str, list[int]]:
    """What was read so far, by kind of record, sorted."""
    return {kind: sorted(ids) for kind, ids in sorted(session.info.get(NOTED, {}).items()) if ids}


def lock_case(session: Session, investigation_id: int, now: dt.datetime) -> case_file.CaseFile:
    """Lock one investigation for writing and read it afresh. Every service begins here."""
    return lock_cases(session, [investigation_id], now)[investigation_id]


def lock_cases(session: Session, ids: Collection[int], now: dt.datetime) -> dict[int, case_file.CaseFile]:
    """Lock several investigations, always in id order, so that two people cannot block each other."""
    session.scalars(
        sa.select(Investigation)
        .where(Investigation.id.in_(ids))
        .order_by(Investigation.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return read_cases(session, ids, now)


def read_case(session: Session, investigation_id: int, now: dt.datetime) -> case_file.CaseFile:
    """One case file. Raises NotFound."""
    return read_cases(session, [investigation_id], now)[investigation_id]


def read_cases(session: Session, ids: Collection[int], now: dt.datetime) -> dict[int, case_file.CaseFile]:
    """Case files by id, as they are at `now`. Raises NotFound when one does not exist."""
    wanted = set(ids)
    rows = session.scalars(
        sa.select(Investigation).where(Investigation.id.in_(wanted)).execution_options(populate_existing=True)
    ).all()
    if len(rows) != len(wanted):
        raise NotFound("There is no such investigation.")
    note_read(session, "investigation", wanted)
    lines, suspects, victims = _lines(session, wanted), _suspects(session, wanted), _victims(session, wanted)
    flags, acts = _flags(session, wanted), _acts(session, wanted)
    decisions = _decisions(session, {row.current_decision_id for row in rows} - {None})
    return {
        row.id: case_file.CaseFile(
            id=row.id,
            as_at=now,
            state=row.state,
            round=row.round,
            offence=row.offence,
            offence_class=row.offence_class,
            flags=frozenset(flags[row.id]),
            unit_id=row.unit_id,
            oic_id=row.oic_id,
            responsible_id=row.responsible_id,
            reported_at=row.reported_at,
            no_victim_reason_given=bool(row.no_victim_reason),
            no_suspect_reason_given=bool(row.no_suspect_reason),
            no_lines_agreed_by_id=row.no_lines_agreed_by_id,
            last_event_id=row.last_event_id,
            last_material_event_id=row.last_material_event_id,
            lines=tuple(lines[row.id]),
            suspects=tuple(suspects[row.id]),
            victims=tuple(victims[row.id]),
            decision=decisions.get(row.current_decision_id),
            acts=tuple(acts[row.id]),
        )
        for row in rows
    }


def _flags(session: Session, ids: Collection[int]) -> dict[int, list]:
    flags = defaultdict(list)
    for row in session.execute(
        sa.select(InvestigationFlag.investigation_id, InvestigationFlag.flag).where(
            InvestigationFlag.investigation_id.in_(ids)
        )
    ):
        flags[row.investigation_id].append(row.flag)
    return flags


def _lines(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Line]]:
    other, other_case = aliased(LineOfInquiry), aliased(Investigation)
    lines = defaultdict(list)
    for line, status, answered_by, reference in session.execute(
        sa.select(LineOfInquiry, other.status, other.answered_by_id, other_case.reference)
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


def _suspects(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Suspect]]:
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


def _victims(session: Session, ids: Collection[int]) -> dict[int, list[case_file.Victim]]:
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
            )
        )
    note_read(session, "victim", [victim.id for each in victims.values() for victim in each])
    return victims


def _acts(session: Session, ids: Collection[int]) -> dict[int, list[case_file.ActDone]]:
    acts = defaultdict(list)
    canonical = sa.case((CaseEvent.kind.in_(INVOLVES_BY_ITS_FACTS), CaseEvent.canonical)).label("canonical")
    for row in session.execute(
        sa.select(Stream.subject_id, CaseEvent.kind, CaseEvent.actor_id, CaseEvent.about_person_id, canonical)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id.in_(ids))
        .order_by(CaseEvent.id)
    ):
        facts = json.loads(row.canonical)["facts"] if row.canonical else {}
        decided = facts.get("decision")
        acts[row.subject_id].append(
            case_file.ActDone(
                row.kind,
                row.actor_id,
                row.about_person_id,
                facts.get("category"),
                SuspectDecision(decided) if decided else None,
            )
        )
    return acts


def _decisions(session: Session, ids: Collection[int]) -> dict[int, case_file.Decision]:
    signed = defaultdict(list)
    for row in session.scalars(sa.select(SignOff).where(SignOff.decision_id.in_(ids)).order_by(SignOff.id)):
        signed[row.decision_id].append(
            case_file.SignedBy(row.signed_by_id, row.rank_then, row.was_detective, row.signed_at)
        )
    found = session.execute(
        sa.select(Decision, DecisionEnded.ending)
        .outerjoin(DecisionEnded, DecisionEnded.decision_id == Decision.id)
        .where(Decision.id.in_(ids))
    )
    return {
        row.id: case_file.Decision(
            id=row.id,
            kind=row.kind,
            outcome_code=row.outcome_code or "",
            round=row.round,
            proposed_from=row.proposed_from,
            proposed_by_id=row.proposed_by_id,
            proposed_at=row.proposed_at,
            proposed_at_event_id=row.proposed_at_event_id,
            rank_needed=row.rank_needed,
            detective_needed=row.detective_needed,
            sign_offs_needed=row.sign_offs_needed,
            sign_offs=tuple(signed[row.id]),
            ending=ending,
        )
        for row, ending in found
    }
