"""How a published crime arrives: an investigation, its first event, and the duty to allocate it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Duty, Investigation, Unit
from models.base import folded
from vocabulary import (
    DatePrecision,
    DutyKind,
    DutyStatus,
    EventKind,
    Origin,
    ReportedHow,
    State,
    StreamKind,
)
from workflow.duties import due
from workflow.ledger import Draft
from workflow.policy.pack import Policy
from workflow.published_crimes import SourceFile, StreetRow, month_bounds
from workflow.recording import append_many
from workflow.services.finishing import tray_holder_of

SHORTEST, LONGEST, LONGER_BY = 12, 36, 4


def create_crimes(
    session: Session,
    rows: Sequence[StreetRow],
    *,
    unit_id: int,
    policy: Policy,
    file: SourceFile,
    now: dt.datetime,
) -> None:
    """Put new crimes into the unit's tray, or on record as decided before Fairlead."""
    if not rows:
        return
    # Read anew, and locked: whoever holds the tray may be relieved of it while a long import runs.
    unit = session.get_one(Unit, unit_id, populate_existing=True, with_for_update=True)
    references = _references(session, [row.crime_id for row in rows])
    holder_id = tray_holder_of(unit)
    crimes = [
        _columns(row, references[row.crime_id], unit_id, holder_id, policy=policy, now=now) for row in rows
    ]
    ids = session.scalars(
        sa.insert(Investigation).returning(Investigation.id, sort_by_parameter_order=True), crimes
    ).all()
    drafts = [
        Draft(
            StreamKind.INVESTIGATION,
            investigation_id,
            EventKind.CRIME_IMPORTED,
            now,
            facts={
                "offence": crime["offence"],
                "class": crime["offence_class"],
                "category": row.crime_type,
                "label": crime["published_label"],
                "state": crime["state"],
                "unit": unit_id,
                "responsible": holder_id,
                "month": row.month,
                "crime_id": row.crime_id,
                "file": file.name,
            },
        )
        for investigation_id, crime, row in zip(ids, crimes, rows, strict=True)
    ]
    events = append_many(session, drafts)
    _owe_allocation(
        session,
        [
            (investigation_id, event_id)
            for investigation_id, event_id, crime in zip(ids, events, crimes, strict=True)
            if crime["state"] is State.RECORDED
        ],
        policy,
        now,
    )


def _columns(
    row: StreetRow, reference: str, unit_id: int, holder_id: int, *, policy: Policy, now: dt.datetime
) -> dict[str, object]:
    first, last = month_bounds(row.month)
    return {
        "reference": reference,
        "origin": Origin.PUBLISHED_DATA,
        "published_crime_id": row.crime_id,
        "published_label": row.label or None,
        "published_street_label": row.label or None,
        "published_label_differs": False,
        "offence": row.offence,
        "offence_class": policy.offence(row.offence).offence_class,
        "state": policy.published_label(row.label).arrives_as if row.label else State.RECORDED,
        "unit_id": unit_id,
        "responsible_id": holder_id,
        "recorded_by_id": None,
        "occurred_from_at": first,
        "occurred_until_at": last,
        "date_precision": DatePrecision.MONTH,
        "reported_at": first,
        "reported_how": ReportedHow.PUBLISHED_DATA,
        "place": row.place or "No location",
        "summary": f"Imported from data.police.uk, where it is published as “{row.crime_type}”.",
        "recorded_at": now,
        "last_event_at": now,
    }


def _owe_allocation(
    session: Session, cases: Sequence[tuple[int, int]], policy: Policy, now: dt.datetime
) -> None:
    """One duty each, by (investigation, event). The clock starts at the import: nobody could act before."""
    if not cases:
        return
    reckoned = due(DutyKind.ALLOCATE, now, enhanced=False, policy=policy, promised_for=None)
    session.execute(
        sa.insert(Duty),
        [
            {
                "investigation_id": investigation_id,
                "kind": DutyKind.ALLOCATE,
                "status": DutyStatus.RUNNING,
                "what": "Allocate the crime to an officer",
                "triggered_at": now,
                "trigger_event_id": event_id,
                "due_at": reckoned.due_at,
                "rule": reckoned.rule,
                "policy_version": reckoned.policy_version,
            }
            for investigation_id, event_id in cases
        ],
    )


def _references(session: Session, crime_ids: Collection[str]) -> dict[str, str]:
    """A reference for each crime: as much of its published id as it takes to be unlike all others."""
    given: dict[str, str] = {}
    waiting = list(crime_ids)
    for length in range(SHORTEST, LONGEST + 1, LONGER_BY):
        wanted = {crime_id: f"PUB/{crime_id[:length].upper()}" for crime_id in waiting}
        taken = set(
            session.scalars(
                sa.select(Investigation.reference_search).where(
                    Investigation.reference_search.in_({folded(each) for each in wanted.values()})
                )
            )
        )
        taken |= {folded(each) for each in given.values()}
        waiting = []
        for crime_id, reference in wanted.items():
            if folded(reference) in taken:
                waiting.append(crime_id)
            else:
                given[crime_id] = reference
                taken.add(folded(reference))
        if not waiting:
            break
    for crime_id in waiting:
        given[crime_id] = f"PUB/{hashlib.sha256(crime_id.encode()).hexdigest()[:LONGEST].upper()}"
    return given
