"""Suspects: one row per person per crime, facts about them, and a decision on each (practice P6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from models import Person, Suspect
from models.base import folded
from vocabulary import FINISHED, Act, Actor, DecisionKind, EventKind, Gate, SuspectDecision
from workflow.case_file import SignOffAsked, SuspectDecisionAsked
from workflow.duties import to_the_minute
from workflow.refusals import FactNotAccepted, NotFound, Refusal
from workflow.requirements import assess
from workflow.requirements.sign_offs import authority_needed
from workflow.services.acts import lapse_if_standing, open_act
from workflow.services.opening import Opened, refuse_stale
from workflow.services.proposing import owe_telling, write_decision
from workflow.services.sealing import seal
from workflow.services.steps import Refused, record_refusal


@dataclass(frozen=True)
class SuspectToAdd:
    """A suspect as first recorded."""

    name: str
    why_suspected: str
    offences_considered: str
    born_on: dt.date | None = None


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
    if suspect.born_on is not None and suspect.born_on > now.date():
        raise FactNotAccepted("born_on", "The date of birth cannot be in the future.")
    row = Suspect(
        investigation_id=investigation_id,
        name=suspect.name,
        name_search=folded(suspect.name),
        born_on=suspect.born_on,
        offences_considered=suspect.offences_considered,
        why_suspected=suspect.why_suspected,
        added_at=now,
        added_by_id=actor.id,
    )
    session.add(row)
    session.flush()
    opened.event(
        EventKind.SUSPECT_ADDED,
        facts={"suspect": row.id},
        detail={"name": suspect.name, "why": suspect.why_suspected},
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


def _open_fact(
    session: Session,
    actor: Actor,
    suspect_id: int,
    act: Act,
    now: dt.datetime,
    submission_id: str | None,
    lapse_accepted: bool,
    makes_lapse: bool = True,
) -> tuple[Opened, Suspect]:
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
        open_when_finished=not makes_lapse,
    )
    session.refresh(suspect)
    return opened, suspect


def record_interview(
    session: Session,
    actor: Actor,
    suspect_id: int,
    interviewed_at: dt.datetime,
    interviewed_by_id: int,
    account: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """The suspect was interviewed under caution; returns the event's id."""
    opened, suspect = _open_fact(
        session, actor, suspect_id, Act.RECORD_SUSPECT_FACT, now, submission_id, lapse_accepted
    )
    if interviewed_at > now:
        raise FactNotAccepted("interviewed_at", "The interview cannot be in the future.")
    if interviewed_at < to_the_minute(opened.case.reported_at):
        raise FactNotAccepted("interviewed_at", "The interview cannot be before the crime was reported.")
    if session.get(Person, interviewed_by_id) is None:
        raise FactNotAccepted("interviewed_by", "Choose who held the interview.")
    suspect.interviewed_at, suspect.interviewed_by_id = interviewed_at, interviewed_by_id
    return opened.event(
        EventKind.SUSPECT_INTERVIEWED,
        facts={"suspect": suspect.id, "interviewed_at": interviewed_at},
        detail={"account": account},
        about_person_id=interviewed_by_id,
    ).id


DECIDED_HERE = frozenset(SuspectDecision) - {SuspectDecision.CHARGED, SuspectDecision.NO_FURTHER_ACTION}


def record_suspect_decision(
    session: Session,
    actor: Actor,
    suspect_id: int,
    decision: SuspectDecision,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record what was decided about a suspect elsewhere, or an elimination; returns the event's id.

    A charge has an act of its own, and no further action its own gate: both are refused here.
    """
    if decision not in DECIDED_HERE:
        raise FactNotAccepted("decision", "Record a charge, or decide no further action, on its own page.")
    opened, suspect = _open_fact(
        session, actor, suspect_id, Act.RECORD_SUSPECT_FACT, now, submission_id, lapse_accepted
    )
    if not reason.strip():
        raise FactNotAccepted("reason", "Write what this rests on.")
    _write_decision(opened, suspect, decision, reason)
    return opened.event(
        EventKind.SUSPECT_DECIDED,
        facts={"suspect": suspect.id, "decision": decision},
        detail={"reason": reason},
    ).id


def _write_decision(opened: Opened, suspect: Suspect, decision: SuspectDecision, reason: str) -> None:
    if suspect.decision is SuspectDecision.CHARGED:
        raise FactNotAccepted("decision", "This suspect was charged. Resume the investigation first.")
    suspect.decision, suspect.decision_reason = decision, reason
    suspect.decided_at, suspect.decided_by_id = opened.now, opened.actor.id
    suspect.told_at = None
    opened.session.flush()


def decide_no_further_action(
    session: Session,
    actor: Actor,
    suspect_id: int,
    reason: str,
    no_interview_reason: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int | Refused:
    """A signed decision on one suspect, with its own gate; it does not move the crime.

    Returns the event's id, or Refused with all findings.
    """
    opened, suspect = _open_fact(
        session, actor, suspect_id, Act.DECIDE_SUSPECT, now, submission_id, False, makes_lapse=False
    )
    refuse_stale(opened.case, seen_event_id)
    if opened.case.state in FINISHED:
        raise Refusal("This case is finished. It has to be reopened before a suspect's decision changes.")
    asked = replace(
        opened.case,
        decision=None,
        sign_off=SignOffAsked(actor.id, actor.rank, actor.is_detective),
        suspect_decision=SuspectDecisionAsked(suspect_id, bool(reason.strip())),
        suspects=tuple(
            replace(each, no_interview_reason_given=bool(no_interview_reason.strip()))
            if each.id == suspect_id
            else each
            for each in opened.case.suspects
        ),
    )
    assessment = assess(Gate.SUSPECT_NO_FURTHER_ACTION, asked, opened.policy)
    if not assessment.is_passed:
        return Refused(assessment, record_refusal(opened, Act.DECIDE_SUSPECT, assessment))
    lapse_if_standing(opened, lapse_accepted)
    suspect.no_interview_reason = no_interview_reason.strip() or None
    _write_decision(opened, suspect, SuspectDecision.NO_FURTHER_ACTION, reason)
    needed = authority_needed(asked, DecisionKind.SUSPECT_NO_FURTHER_ACTION, opened.policy)
    sealed = seal(asked, assessment)
    event = opened.event(
        EventKind.SUSPECT_DECIDED,
        facts={
            "suspect": suspect.id,
            "decision": SuspectDecision.NO_FURTHER_ACTION,
            "rank": actor.rank,
            "detective": actor.is_detective,
            "evaluation": sealed.hash,
        },
        detail={"reason": reason, "no_interview_reason": no_interview_reason},
    )
    decision = write_decision(
        opened,
        DecisionKind.SUSPECT_NO_FURTHER_ACTION,
        event,
        needed,
        sealed,
        sign_offs_needed=1,
        suspect_id=suspect.id,
    )
    owe_telling(opened, event, decision.id)
    return event.id


def record_suspect_told(
    session: Session,
    actor: Actor,
    suspect_id: int,
    told_at: dt.datetime,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """The suspect was told how it ended for them. Not material: telling is part of carrying out."""
    opened, suspect = _open_fact(
        session, actor, suspect_id, Act.RECORD_SUSPECT_FACT, now, submission_id, False, makes_lapse=False
    )
    if suspect.decision is None:
        raise FactNotAccepted("told_at", "Nothing has been decided about this suspect yet.")
    if told_at > now:
        raise FactNotAccepted("told_at", "This cannot be in the future.")
    if told_at < to_the_minute(opened.case.reported_at):
        raise FactNotAccepted("told_at", "This cannot be before the crime was reported.")
    suspect.told_at = told_at
    return opened.event(EventKind.SUSPECT_TOLD, facts={"suspect": suspect.id, "told_at": told_at}).id
