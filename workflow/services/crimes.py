"""Recording a crime by hand, and classifying it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Investigation, InvestigationFlag, Unit
from models.base import folded
from vocabulary import (
    Act,
    Actor,
    DatePrecision,
    DutyKind,
    EventKind,
    Origin,
    ReportedHow,
    RiskFlag,
    State,
)
from workflow.permissions import why_not
from workflow.policy.entries import UNCLASSIFIED
from workflow.reading import lock_case, note_read
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import owing
from workflow.services.acts import lapse_if_standing, open_act
from workflow.services.finishing import agree_on_lines_again, tray_holder_of
from workflow.services.graver import event_of_another_kind
from workflow.services.opening import Opened, policy_at, refuse_repeat
from workflow.services.risk import add_flags
from workflow.services.victims import VictimToAdd, add_victim_row

CLASSIFIED = "This crime is already classified. Reclassify it instead."


@dataclass(frozen=True)
class CrimeToRecord:
    """What is written down when a crime is recorded. Times are aware."""

    reference: str
    offence: str
    unit_id: int
    occurred_from_at: dt.datetime
    occurred_until_at: dt.datetime
    reported_at: dt.datetime
    reported_how: ReportedHow
    place: str
    summary: str
    flags: frozenset[RiskFlag] = frozenset()
    victims: tuple[VictimToAdd, ...] = field(default=())
    no_victim_reason: str = ""
    no_suspect_reason: str = ""


def record_crime(
    session: Session,
    actor: Actor,
    crime: CrimeToRecord,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record a crime into its unit's tray, with a duty to allocate it; returns the investigation's id."""
    refuse_repeat(session, submission_id)
    reason = why_not(actor, Act.RECORD_CRIME)
    if reason is not None:
        raise NotPermitted(reason)
    policy = policy_at(now)
    offence = policy.offence(crime.offence)
    if offence is None:
        raise FactNotAccepted("offence", "Choose an offence from the list.")
    unit = session.get(Unit, crime.unit_id)
    if unit is None:
        raise FactNotAccepted("unit", "Choose a unit from the list.")
    _refuse_impossible_times(crime, now)
    _refuse_taken_reference(session, crime.reference)
    row = Investigation(
        reference=crime.reference,
        origin=Origin.FORCE,
        offence=offence.key,
        offence_class=offence.offence_class,
        state=State.RECORDED,
        unit_id=unit.id,
        responsible_id=tray_holder_of(unit),
        recorded_by_id=actor.id,
        occurred_from_at=crime.occurred_from_at,
        occurred_until_at=crime.occurred_until_at,
        date_precision=DatePrecision.EXACT,
        reported_at=crime.reported_at,
        reported_how=crime.reported_how,
        place=crime.place,
        summary=crime.summary,
        no_victim_reason=crime.no_victim_reason or None,
        no_suspect_reason=crime.no_suspect_reason or None,
        recorded_at=now,
        last_event_at=now,
    )
    _write(session, row, submission_id)
    session.add_all(InvestigationFlag(investigation_id=row.id, flag=flag) for flag in sorted(crime.flags))
    session.flush()
    opened = Opened(session, actor, lock_case(session, row.id, now), row, now, policy, submission_id)
    event = opened.event(
        EventKind.CRIME_RECORDED,
        facts={
            "offence": offence.key,
            "class": offence.offence_class,
            "flags": crime.flags,
            "unit": unit.id,
            "responsible": row.responsible_id,
            "reported_at": crime.reported_at,
            "no_victim_reason": bool(crime.no_victim_reason),
            "no_suspect_reason": bool(crime.no_suspect_reason),
        },
        detail={
            "summary": crime.summary,
            "place": crime.place,
            "no_victim_reason": crime.no_victim_reason,
            "no_suspect_reason": crime.no_suspect_reason,
        },
    )
    owing.owe(opened, DutyKind.ALLOCATE, event, "Allocate the crime to an officer")
    for victim in crime.victims:
        add_victim_row(opened, victim, triggered_at=crime.reported_at)
    note_read(session, "investigation", [row.id])
    return row.id


def _write(session: Session, row: Investigation, submission_id: str | None) -> None:
    """A new crime has no row to lock: whoever recorded it a moment ago is met at its unique reference."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        refuse_repeat(session, submission_id)
        _refuse_taken_reference(session, row.reference)
        raise


def _refuse_impossible_times(crime: CrimeToRecord, now: dt.datetime) -> None:
    if crime.reported_at > now:
        raise FactNotAccepted("reported_at", "The report cannot be in the future.")
    if crime.occurred_from_at > crime.reported_at:
        raise FactNotAccepted("occurred_from_at", "The crime cannot have begun after it was reported.")
    if crime.occurred_until_at < crime.occurred_from_at:
        raise FactNotAccepted("occurred_until_at", "The crime cannot have ended before it began.")
    if crime.occurred_until_at > now:
        raise FactNotAccepted("occurred_until_at", "The end of the crime cannot be in the future.")


def _refuse_taken_reference(session: Session, reference: str) -> None:
    """The sentence is the same for a covert crime: that it is one must not be read from it."""
    taken = session.scalar(
        sa.select(Investigation.id).where(Investigation.reference_search == folded(reference))
    )
    if taken is not None:
        raise FactNotAccepted(
            "reference", f"{reference} is already in use. Check the number, or find that crime."
        )


def classify(
    session: Session,
    actor: Actor,
    investigation_id: int,
    offence_key: str,
    *,
    now: dt.datetime,
    flags: Collection[RiskFlag] = (),
    risk_reason: str = "",
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Give an unclassified crime its offence, and what is known about risk: an imported one came without.

    Who signs, and which lines are asked, follow from it: what was proposed or agreed before is asked again.
    Lowering a class later is another act with its own gate.
    """
    opened = open_act(
        session,
        actor,
        Act.CLASSIFY,
        investigation_id,
        now,
        submission_id=submission_id,
        seen_event_id=seen_event_id,
    )
    if opened.row.offence_class != UNCLASSIFIED:
        raise FactNotAccepted("offence", CLASSIFIED)
    offence = opened.policy.offence(offence_key)
    if offence is None or offence.offence_class == UNCLASSIFIED:
        raise FactNotAccepted("offence", "Choose the offence this crime is.")
    lapse_if_standing(opened, lapse_accepted)
    before = opened.row.offence
    opened.row.offence, opened.row.offence_class = offence.key, offence.offence_class
    agree_on_lines_again(opened.row)
    event = event_of_another_kind(
        opened,
        EventKind.CRIME_CLASSIFIED,
        (UNCLASSIFIED, opened.case.flags),
        (offence.offence_class, opened.case.flags),
        facts={"from": before, "offence": offence.key, "class": offence.offence_class},
    )
    if not opened.case.flags.issuperset(flags):
        add_flags(opened, flags, risk_reason)
    return event.id
