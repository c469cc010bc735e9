"""Suspects: one row per person per crime, and facts about them (practice P6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Suspect
from models.base import folded
from vocabulary import Act, Actor, DutyKind, EventKind, SuspectDecision
from workflow.duties import to_the_minute
from workflow.refusals import FactNotAccepted, NotFound, Refusal
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.finishing import agree_on_lines_again
from workflow.services.opening import Opened
from workflow.services.suspects_told import end_what_telling_ends, is_told_first
from workflow.services.times import refuse_birth_to_come, refuse_impossible_time


@dataclass(frozen=True)
class SuspectToAdd:
    """A suspect as first recorded. `is_vulnerable`: they are, or may be."""

    name: str
    why_suspected: str
    offences_considered: str
    born_on: dt.date | None = None
    is_vulnerable: bool = False


def _open_to_add(
    session: Session,
    actor: Actor,
    investigation_id: int,
    now: dt.datetime,
    submission_id: str | None,
    lapse_accepted: bool,
) -> Opened:
    return open_act(
        session,
        actor,
        Act.ADD_SUSPECT,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )


def add_suspect(
    session: Session,
    actor: Actor,
    investigation_id: int,
    suspect: SuspectToAdd,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Add a suspect; returns the row's id."""
    opened = _open_to_add(session, actor, investigation_id, now, submission_id, lapse_accepted)
    refuse_birth_to_come(suspect.born_on, now)
    row = Suspect(
        investigation_id=investigation_id,
        name=suspect.name,
        name_search=folded(suspect.name),
        born_on=suspect.born_on,
        offences_considered=suspect.offences_considered,
        why_suspected=suspect.why_suspected,
        is_vulnerable=suspect.is_vulnerable,
        added_at=now,
        added_by_id=actor.id,
    )
    session.add(row)
    agree_on_lines_again(opened.row)
    session.flush()
    opened.event(
        EventKind.SUSPECT_ADDED,
        facts={"suspect": row.id, "vulnerable": row.is_vulnerable},
        detail={
            "name": suspect.name,
            "why": suspect.why_suspected,
            "offences": suspect.offences_considered,
        },
    )
    return row.id


def record_no_suspect(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Write why a crime has no suspect; returns the event's id."""
    opened = _open_to_add(session, actor, investigation_id, now, submission_id, lapse_accepted)
    if opened.case.suspects:
        raise FactNotAccepted("reason", "This crime has a suspect recorded. Decide that suspect instead.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why there is no suspect.")
    opened.row.no_suspect_reason = reason
    return opened.event(EventKind.NO_SUSPECT_RECORDED, detail={"reason": reason}).id


RECORDED_IN_ERROR = (
    "This suspect was recorded in error. If the person is suspected after all, add them again."
)


def open_fact(
    session: Session,
    actor: Actor,
    suspect_id: int,
    act: Act,
    now: dt.datetime,
    submission_id: str | None,
    lapse_accepted: bool,
    makes_lapse: bool = True,
    seen_event_id: int | None = None,
) -> tuple[Opened, Suspect]:
    """Begin an act about one suspect: the case locked, the row read afresh."""
    suspect = session.get(Suspect, suspect_id)
    if suspect is None:
        raise NotFound("There is no such suspect.")
    opened = open_act(
        session,
        actor,
        act,
        suspect.investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=makes_lapse,
        lapse_accepted=lapse_accepted,
        seen_event_id=seen_event_id,
    )
    session.refresh(suspect)
    refuse_recorded_in_error(suspect)
    return opened, suspect


def refuse_recorded_in_error(suspect: Suspect) -> None:
    """The row is kept as it was, and nothing is added to it."""
    if suspect.recorded_in_error_at is not None:
        raise Refusal(RECORDED_IN_ERROR)


def record_suspect_told(
    session: Session,
    actor: Actor,
    suspect_id: int,
    told_at: dt.datetime,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    why_first: str = "",
) -> int:
    """The suspect was told how it ended for them. Not material: telling is part of carrying out.

    Told before the victims, it is recorded all the same, with the reason when there is one, and a
    supervisor of the unit looks at it (practice P19).
    """
    opened, suspect = open_fact(
        session, actor, suspect_id, Act.RECORD_SUSPECT_TOLD, now, submission_id, False, makes_lapse=False
    )
    if suspect.decision is None:
        raise FactNotAccepted("told_at", "Nothing has been decided about this suspect yet.")
    refuse_impossible_time(opened, "told_at", told_at, "This")
    signed = suspect.decision is SuspectDecision.NO_FURTHER_ACTION
    if signed and told_at < to_the_minute(suspect.decided_at):
        raise FactNotAccepted("told_at", "This cannot be before the decision was signed.")
    is_first = is_told_first(opened, suspect.id, told_at)
    met, moot = end_what_telling_ends(opened, suspect.id, told_at)
    suspect.told_at, suspect.told_first = told_at, is_first
    event = opened.event(
        EventKind.SUSPECT_TOLD,
        facts={
            "suspect": suspect.id,
            "told_at": told_at,
            "first": is_first,
            "discharges": [duty.id for duty in met],
            "excuses": [duty.id for duty in moot],
        },
        detail={"why_first": why_first if is_first else ""},
    )
    owing.end(opened, event, met, at=told_at)
    owing.excuse(opened, event, moot)
    if is_first:
        unsaid = "" if why_first.strip() else "; why is not written"
        owing.owe(
            opened, DutyKind.SUSPECT_TOLD_FIRST, event, f"A suspect was told before the victims{unsaid}"
        )
    session.flush()
    return event.id
