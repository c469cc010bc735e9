"""What a page about one victim shows: who they are, how to reach them safely, what they are owed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Decision, Duty, Suspect, UpdateAgreement, Victim
from vocabulary import OF_A_RIGHT, DutyKind, DutyStatus, Inquest, VictimKind
from workflow.reading import note_read
from workflow.refusals import NotFound


@dataclass(frozen=True)
class ToTell:
    """A decision this victim is still owed."""

    decision_id: int
    outcome_code: str | None
    suspect: str | None


@dataclass(frozen=True)
class VictimShown:
    """`promises` and `rights` are (duty id, what), still to be kept and given.

    `categories`: why they have enhanced rights; None where it was not asked. `right_keys`: which right each
    of them is. `updates`: how often they are kept informed, as agreed last. `to_ask_how_it_is_safe`: what
    they said of it holds no more until they are asked again.
    """

    id: int
    investigation_id: int
    kind: VictimKind
    name: str
    contact_name: str | None
    phone: str | None
    email: str | None
    safe_contact: str | None
    address: str | None
    details_hidden: bool
    is_enhanced: bool
    categories: list[str] | None
    discretion_reason: str | None
    born_on: dt.date | None
    needs_are_assessed: bool
    to_tell: list[ToTell]
    promises: list[tuple[int, str]]
    rights: list[tuple[int, str]]
    right_keys: dict[int, str]
    updates: UpdateAgreement | None
    to_ask_how_it_is_safe: bool
    has_died: bool


def show_victim(session: Session, victim_id: int) -> VictimShown:
    """Raises NotFound."""
    victim = session.get(Victim, victim_id)
    if victim is None:
        raise NotFound("There is no such victim.")
    duties = session.execute(
        sa.select(
            Duty.id,
            Duty.kind,
            Duty.what,
            Duty.right_key,
            Duty.decision_id,
            Decision.outcome_code,
            Suspect.name,
        )
        .outerjoin(Decision, Decision.id == Duty.decision_id)
        .outerjoin(Suspect, Suspect.id == Decision.suspect_id)
        .where(Duty.victim_id == victim_id, Duty.status == DutyStatus.RUNNING)
        .order_by(Duty.due_at, Duty.id)
    ).all()
    note_read(session, "victim", [victim.id])
    note_read(session, "investigation", [victim.investigation_id])
    return VictimShown(
        victim.id,
        victim.investigation_id,
        victim.kind,
        victim.name,
        victim.contact_name,
        victim.phone,
        victim.email,
        victim.safe_contact,
        victim.address,
        victim.details_hidden,
        victim.is_enhanced,
        victim.categories,
        victim.discretion_reason,
        victim.born_on,
        victim.needs_assessed_at is not None,
        [
            ToTell(row.decision_id, row.outcome_code, row.name)
            for row in duties
            if row.kind in (DutyKind.TELL_DECISION, DutyKind.TRY_AGAIN, DutyKind.TELL_LATER)
        ],
        [(row.id, row.what) for row in duties if row.kind is DutyKind.PROMISE],
        [(row.id, row.what) for row in duties if row.kind in OF_A_RIGHT],
        {row.id: row.right_key for row in duties if row.kind in OF_A_RIGHT},
        _agreed_last(session, victim_id),
        any(row.kind is DutyKind.ASK_SAFE_CONTACT for row in duties),
        victim.died_on is not None,
    )


def _agreed_last(session: Session, victim_id: int) -> UpdateAgreement | None:
    return session.scalar(
        sa.select(UpdateAgreement)
        .where(UpdateAgreement.victim_id == victim_id)
        .order_by(UpdateAgreement.id.desc())
        .limit(1)
    )


@dataclass(frozen=True)
class DeathShown:
    """What is recorded of a victim's death; all None while nothing is."""

    died_on: dt.date | None
    bereaved_contact: str | None
    coroner_told_on: dt.date | None
    inquest: Inquest | None


def show_death(session: Session, victim_id: int) -> DeathShown:
    """Of a victim who exists."""
    victim = session.get_one(Victim, victim_id)
    return DeathShown(victim.died_on, victim.bereaved_contact, victim.coroner_told_on, victim.inquest)
