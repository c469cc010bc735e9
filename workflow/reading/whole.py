"""Whole case files, and the lock that every service begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation
from workflow import case_file
from workflow.reading.asking import IDS, ask_about
from workflow.reading.cps import referrals_of, replies_of
from workflow.reading.decided import acts_of, decisions_of
from workflow.reading.noting import note_read
from workflow.reading.overrides import overrides_of
from workflow.reading.readers import who_reads
from workflow.reading.rows import flags_of, lines_of, suspects_of, victims_of
from workflow.reading.skills import accreditations
from workflow.reading.withdrawals import evidence_led_of
from workflow.refusals import NotFound
from workflow.working_days import LONDON

# Always in id order, so that two people who lock several cases cannot block each other.
CASES = (
    sa.select(Investigation)
    .where(Investigation.id.in_(IDS))
    .order_by(Investigation.id)
    .execution_options(populate_existing=True)
)


def lock_case(session: Session, investigation_id: int, now: dt.datetime) -> case_file.CaseFile:
    """Lock one investigation for writing and read it afresh. Every service begins here."""
    return lock_cases(session, [investigation_id], now)[investigation_id]


def lock_cases(session: Session, ids: Collection[int], now: dt.datetime) -> dict[int, case_file.CaseFile]:
    """Lock several investigations for writing, in id order, and read them afresh."""
    locked = session.scalars(CASES.with_for_update(), {"ids": list(ids)}).all()
    return _put_together(session, locked, set(ids), now)


def read_case(session: Session, investigation_id: int, now: dt.datetime) -> case_file.CaseFile:
    """One case file. Raises NotFound."""
    return read_cases(session, [investigation_id], now)[investigation_id]


def read_cases(session: Session, ids: Collection[int], now: dt.datetime) -> dict[int, case_file.CaseFile]:
    """Case files by id, as they are at `now`. Raises NotFound when one does not exist."""
    return _put_together(session, session.scalars(CASES, {"ids": list(ids)}).all(), set(ids), now)


def _put_together(
    session: Session, rows: Sequence[Investigation], wanted: set[int], now: dt.datetime
) -> dict[int, case_file.CaseFile]:
    if len(rows) != len(wanted):
        raise NotFound("There is no such investigation.")
    note_read(session, "investigation", wanted)
    asking = ask_about(session, wanted)
    lines, suspects, victims = lines_of(asking), suspects_of(asking), victims_of(asking)
    flags, overrides, acts = flags_of(asking), overrides_of(asking), acts_of(session, wanted)
    referrals, replies = referrals_of(asking), replies_of(asking)
    evidence_led = evidence_led_of(asking)
    officers = {row.oic_id for row in rows} - {None}
    accredited = accreditations(session, officers, now.astimezone(LONDON).date())
    decisions = decisions_of(session, {row.current_decision_id for row in rows} - {None})
    readers = who_reads(asking, rows, now)
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
            overrides=tuple(overrides[row.id]),
            occurred_until_at=row.occurred_until_at,
            oic_accreditation=accredited.get(row.oic_id),
            referrals=tuple(referrals[row.id]),
            replies=tuple(replies[row.id]),
            who_reads=readers[row.id],
            evidence_led=evidence_led.get(row.id),
        )
        for row in rows
    }
