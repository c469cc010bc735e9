"""Resolutions out of court: recorded as given, checked by a sergeant afterwards, diversions ended (P12)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Duty, OutOfCourtResolution, Person, Suspect
from vocabulary import (
    Act,
    Actor,
    DiversionResult,
    DutyKind,
    EventKind,
    ResolutionCheck,
    ResolutionKind,
    SuspectDecision,
    Trigger,
)
from workflow.duties import to_the_minute
from workflow.policy.resolutions import ResolutionRule
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import LONDON, Opened, policy_at
from workflow.services.owing_rights import event_owing
from workflow.services.suspect_decisions import (
    refuse_in_prosecution,
    undecide_suspect,
    write_suspect_decision,
)
from workflow.services.suspects import open_fact
from workflow.services.times import refuse_impossible_time


@dataclass(frozen=True)
class ResolutionAsGiven:
    """What was given. What is not known is None or empty: the sergeant who checks it sees that."""

    kind: ResolutionKind
    given_at: dt.datetime
    given_by_id: int
    conditions: str = ""
    admitted: bool | None = None
    victim_consulted: bool | None = None
    diversion_ends_on: dt.date | None = None


def give_resolution(
    session: Session,
    actor: Actor,
    suspect_id: int,
    given: ResolutionAsGiven,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record a resolution given to a suspect; returns its id. Refused only for what cannot be true.

    One that should not have been given was given all the same: whoever checks it sees what is wrong.
    """
    opened, suspect = open_fact(
        session,
        actor,
        suspect_id,
        Act.RECORD_SUSPECT_FACT,
        now,
        submission_id,
        lapse_accepted,
        seen_event_id=seen_event_id,
    )
    rule = _refuse_what_cannot_be(opened, given)
    refuse_in_prosecution(opened, suspect, "kind")
    reason = f"{rule.title}, {given.given_at.astimezone(LONDON):%-d %B %Y}."
    decision = SuspectDecision.OUT_OF_COURT_RESOLUTION
    write_suspect_decision(opened, suspect, decision, reason)
    opened.event(
        EventKind.SUSPECT_DECIDED,
        facts={"suspect": suspect.id, "decision": decision},
        detail={"reason": reason},
    )
    return _write(opened, suspect, given)


def _write(opened: Opened, suspect: Suspect, given: ResolutionAsGiven) -> int:
    row = OutOfCourtResolution(
        investigation_id=opened.row.id,
        suspect_id=suspect.id,
        kind=given.kind,
        given_at=given.given_at,
        given_by_id=given.given_by_id,
        conditions=given.conditions.strip() or None,
        admitted=given.admitted,
        victim_consulted=given.victim_consulted,
        diversion_ends_on=given.diversion_ends_on,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    event = event_owing(
        opened,
        EventKind.RESOLUTION_GIVEN,
        [Trigger.RESOLUTION_GIVEN],
        given.given_at,
        facts={
            "suspect": suspect.id,
            "resolution": row.id,
            "kind": given.kind,
            "given_at": given.given_at,
            "admitted": given.admitted,
            "victim_consulted": given.victim_consulted,
            "diversion_ends_on": given.diversion_ends_on,
        },
        detail={"conditions": given.conditions.strip()},
        about_person_id=given.given_by_id,
    )
    owing.owe(opened, DutyKind.CHECK_RESOLUTION, event, "Check the resolution given to a suspect")
    return row.id


def _refuse_what_cannot_be(opened: Opened, given: ResolutionAsGiven) -> ResolutionRule:
    refuse_impossible_time(opened, "given_at", given.given_at, "The resolution", "have been given")
    rule = policy_at(given.given_at).resolution(given.kind)
    if rule is None:
        raise FactNotAccepted(
            "kind", "There was no such resolution on the day it is said to have been given."
        )
    if opened.session.get(Person, given.given_by_id) is None:
        raise FactNotAccepted("given_by", "Choose who gave it.")
    if given.diversion_ends_on is not None:
        if not rule.is_diversion:
            raise FactNotAccepted(
                "diversion_ends_on", "Only a diversion or a deferred prosecution has an end."
            )
        if given.diversion_ends_on < given.given_at.astimezone(LONDON).date():
            raise FactNotAccepted("diversion_ends_on", "It cannot end before it was given.")
    return rule


def _last_resolution(session: Session, suspect_id: int) -> OutOfCourtResolution | None:
    return session.scalars(
        sa.select(OutOfCourtResolution)
        .where(OutOfCourtResolution.suspect_id == suspect_id)
        .order_by(OutOfCourtResolution.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).first()


def check_resolution(
    session: Session,
    actor: Actor,
    suspect_id: int,
    result: ResolutionCheck,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """A sergeant looked at the last resolution of a suspect: right, or to the scrutiny panel with reasons.

    Returns the event's id. On a finished case too: what was given is looked at whatever came after.
    """
    suspect = session.get(Suspect, suspect_id)
    if suspect is None:
        raise NotFound("There is no such suspect.")
    opened = open_act(
        session,
        actor,
        Act.CHECK_RESOLUTION,
        suspect.investigation_id,
        now,
        submission_id=submission_id,
    )
    row = _last_resolution(session, suspect_id)
    if row is None:
        raise FactNotAccepted("result", "No resolution out of court is recorded for this suspect.")
    if row.check_result is not None:
        raise FactNotAccepted("result", "This resolution has been checked already.")
    rule = policy_at(row.given_at).resolution(row.kind)
    why = why_not_check(actor, rule, (row.given_by_id, row.recorded_by_id, opened.case.oic_id))
    if why is not None:
        raise NotPermitted(why)
    if result is ResolutionCheck.TO_SCRUTINY and not words.strip():
        raise FactNotAccepted("words", "Write what the scrutiny panel should look at.")
    row.check_result, row.checked_at, row.checked_by_id = result, now, actor.id
    duties = _owed_for(opened, row)
    event = opened.event(
        EventKind.RESOLUTION_CHECKED,
        facts={
            "suspect": suspect_id,
            "resolution": row.id,
            "result": result,
            "rank": actor.rank,
            "duties": [duty.id for duty in duties],
        },
        detail={"words": words},
    )
    owing.end(opened, event, duties, at=now)
    session.flush()
    return event.id


def _owed_for(opened: Opened, row: OutOfCourtResolution) -> list[Duty]:
    """The check that is owed for this resolution, and not for another suspect's."""
    duties = owing.running(opened, DutyKind.CHECK_RESOLUTION)
    triggers = dict(
        opened.session.execute(
            sa.select(CaseEvent.id, CaseEvent.canonical).where(
                CaseEvent.id.in_([duty.trigger_event_id for duty in duties])
            )
        ).all()
    )
    about = {event_id: json.loads(text)["facts"]["resolution"] for event_id, text in triggers.items()}
    return [duty for duty in duties if about[duty.trigger_event_id] == row.id]


def why_not_check(actor: Actor, rule: ResolutionRule, involved: Collection[int | None]) -> str | None:
    """Why this supervisor is not the one to check it; None when they may. The pack says of which rank.

    `involved`: whoever gave it, whoever recorded it, and the officer in the case.
    """
    if actor.rank.seniority < rule.checked_by.seniority:
        rank = rule.checked_by.value.replace("_", " ")
        return f"This is checked by a supervisor of the rank of {rank} or above. Ask one."
    if actor.id in involved:
        return "You gave or recorded this resolution, or hold the case. Ask another supervisor to check it."
    return None


def end_diversion(
    session: Session,
    actor: Actor,
    suspect_id: int,
    result: DiversionResult,
    ended_at: dt.datetime,
    words: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """A diversion was completed, or failed, which brings the suspect back to be decided. The event's id."""
    opened, suspect = open_fact(
        session,
        actor,
        suspect_id,
        Act.RECORD_SUSPECT_FACT,
        now,
        submission_id,
        lapse_accepted,
        seen_event_id=seen_event_id,
    )
    row = _last_resolution(session, suspect_id)
    stands = suspect.decision is SuspectDecision.OUT_OF_COURT_RESOLUTION
    rule = policy_at(row.given_at).resolution(row.kind) if row is not None and stands else None
    if rule is None or not rule.is_diversion or row.diversion_result is not None:
        raise FactNotAccepted("result", "No diversion of this suspect is in progress.")
    if ended_at > now:
        raise FactNotAccepted("ended_at", "This cannot be in the future.")
    if ended_at < to_the_minute(row.given_at):
        raise FactNotAccepted("ended_at", "It cannot have ended before it was given.")
    if result is DiversionResult.FAILED and not words.strip():
        raise FactNotAccepted("words", "Write in what it failed.")
    row.diversion_result, row.diversion_ended_at = result, ended_at
    if result is DiversionResult.FAILED:
        undecide_suspect(suspect)
    session.flush()
    return opened.event(
        EventKind.DIVERSION_ENDED,
        facts={"suspect": suspect.id, "resolution": row.id, "result": result, "ended_at": ended_at},
        detail={"words": words},
    ).id
