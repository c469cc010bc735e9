"""One contact as the page that corrects it shows it: what it told, kept and promised."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.victims import ToTell
from models import CaseEvent, Contact, Decision, Duty, Suspect
from vocabulary import OF_A_RIGHT, DutyKind, DutyStatus
from workflow.reading import note_read
from workflow.refusals import NotFound


@dataclass(frozen=True)
class ContactShown:
    """`kept`: (duty, what) of the promises that it kept; `covered`: of the rights that it gave.

    `promised`: what it promised and is still owed.
    """

    row: Contact
    told: ToTell | None
    kept: list[tuple[int, str]]
    covered: list[tuple[int, str]]
    promised: str
    promised_for: dt.datetime | None


def show_contact(session: Session, contact_id: int) -> ContactShown:
    """Raises NotFound."""
    row = session.get(Contact, contact_id)
    if row is None:
        raise NotFound("There is no such contact.")
    note_read(session, "victim", [row.victim_id])
    note_read(session, "investigation", [row.investigation_id])
    started, ended = aliased(CaseEvent), aliased(CaseEvent)
    promises = session.execute(
        sa.select(Duty, started.canonical, ended.canonical)
        .join(started, started.id == Duty.trigger_event_id)
        .outerjoin(ended, ended.id == Duty.ended_by_event_id)
        .where(Duty.victim_id == row.victim_id, Duty.kind.in_((DutyKind.PROMISE, *OF_A_RIGHT)))
        .order_by(Duty.id)
    ).all()
    ended_by_it = [duty for duty, _, by in promises if by and _names(by, contact_id)]
    kept = [(duty.id, duty.what) for duty in ended_by_it if duty.kind is DutyKind.PROMISE]
    covered = [(duty.id, duty.what) for duty in ended_by_it if duty.kind in OF_A_RIGHT]
    made = [
        duty
        for duty, by, _ in promises
        if duty.kind is DutyKind.PROMISE and duty.status is DutyStatus.RUNNING and _names(by, contact_id)
    ]
    return ContactShown(
        row,
        _told(session, row.decision_id) if row.decision_id is not None else None,
        kept,
        covered,
        made[0].what if made else "",
        made[0].due_at if made else None,
    )


def _names(canonical: str, contact_id: int) -> bool:
    """Is this an event of the contact? Others, such as that of a decision taken back, name none."""
    return json.loads(canonical)["facts"].get("contact") == contact_id


def _told(session: Session, decision_id: int) -> ToTell:
    decision, suspect = session.execute(
        sa.select(Decision, Suspect.name)
        .outerjoin(Suspect, Suspect.id == Decision.suspect_id)
        .where(Decision.id == decision_id)
    ).one()
    return ToTell(decision.id, decision.outcome_code, suspect)
