"""Referring to the CPS, and its replies. A reply is a fact: recorded whatever is missing (P1, P8)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, CpsAction, CpsReferral, CpsReferralSuspect, CpsReply, Duty
from vocabulary import (
    Act,
    Actor,
    CpsAsked,
    CpsReplyKind,
    DutyKind,
    EventKind,
    State,
    Step,
    Trigger,
)
from workflow import case_file, machine
from workflow.duties import to_the_minute
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.lines import write_line
from workflow.services.opening import Opened
from workflow.services.owing_rights import event_owing
from workflow.services.owing_statements import OffersOwed, offers_owed
from workflow.services.particulars import ActionAsked, Referral, ReplyMade
from workflow.services.times import refuse_impossible_time
from workflow.working_days import end_of_day

OF_ONE_SUSPECT = (CpsReplyKind.CHARGE, CpsReplyKind.NO_FURTHER_ACTION)


def refer(opened: Opened, step: Step, asked: Referral, target: State, assessment: None) -> int:
    """Ask the CPS. The chase of its reply is owed from when it was asked."""
    _refuse_impossible_referral(opened, asked)
    row = CpsReferral(
        investigation_id=opened.row.id,
        round=opened.row.round,
        asked=asked.asked,
        reference=asked.reference,
        words=asked.words,
        referred_at=asked.referred_at,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    opened.session.add_all(
        CpsReferralSuspect(referral_id=row.id, suspect_id=suspect) for suspect in sorted(asked.suspects)
    )
    opened.session.flush()
    opened.row.state = target
    offers = _offers_owed(opened, asked)
    event = opened.event(
        EventKind.REFERRED_TO_CPS,
        facts={
            "referral": row.id,
            "round": row.round,
            "asked": asked.asked,
            "referred_at": asked.referred_at,
            "suspects": asked.suspects,
            **offers.facts,
        },
        detail={"reference": asked.reference, "words": asked.words},
    )
    what = "Chase the CPS's reply"
    owing.owe(opened, DutyKind.CPS_REPLY_CHASE, event, what, triggered_at=asked.referred_at)
    offers.owe(event)
    return event.id


def _offers_owed(opened: Opened, asked: Referral) -> OffersOwed:
    """Before somebody is charged every victim is offered a statement. Early advice is not asked for that."""
    if asked.asked is CpsAsked.EARLY_ADVICE:
        return OffersOwed(opened, asked.referred_at, at_once=False)
    return offers_owed(opened, asked.referred_at, at_once=True)


def _refuse_impossible_referral(opened: Opened, asked: Referral) -> None:
    refuse_impossible_time(opened, "referred_at", asked.referred_at, "The referral")
    if not asked.suspects <= {suspect.id for suspect in opened.case.suspects}:
        raise FactNotAccepted("suspects", "Choose suspects of this crime.")
    if asked.asked is not CpsAsked.EARLY_ADVICE and not asked.suspects:
        raise FactNotAccepted("suspects", "Choose each suspect whom the CPS is asked to charge.")


def record_reply(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reply: ReplyMade,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record what the CPS replied; returns the event's id. A charge is recorded on the suspect instead.

    A standing proposal lapses first (after the warning). The case goes back to work once nothing waits.
    """
    opened = open_act(
        session,
        actor,
        Act.RECORD_REPLY_OF_CPS,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    _refuse_a_charge(reply)
    return write_reply(opened, reply)


def take_reply(opened: Opened, step: Step, reply: ReplyMade, target: State, assessment: None) -> int:
    """The same, taken as the step that it is."""
    _refuse_a_charge(reply)
    return write_reply(opened, reply)


def _refuse_a_charge(reply: ReplyMade) -> None:
    """A reply alone would say that a suspect was charged who stands undecided."""
    if reply.kind is CpsReplyKind.CHARGE:
        raise FactNotAccepted("kind", "Record the charge on the suspect: it answers the referral too.")


def write_reply(opened: Opened, reply: ReplyMade) -> int:
    """The reply's row, event, duties and, when nothing waits any more, the case back at work."""
    referral = _refuse_impossible_reply(opened, reply)
    row = CpsReply(
        investigation_id=opened.row.id,
        round=opened.row.round,
        referral_id=reply.referral_id,
        suspect_id=reply.suspect_id,
        kind=reply.kind,
        ground=reply.ground,
        words=reply.words,
        replied_at=reply.replied_at,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    waited = referral is not None and referral in opened.case.waiting_referrals
    opened.case = _with_reply(opened.case, row)
    waiting = opened.case.waiting_referrals
    if not waiting and opened.row.state in machine.sources(Step.RECORD_CPS_REPLY):
        opened.row.state = machine.move(opened.row.state, Step.RECORD_CPS_REPLY)
    event = event_owing(
        opened,
        EventKind.CPS_REPLIED,
        [Trigger.CPS_DECIDED_AGAINST] if reply.kind is CpsReplyKind.NO_FURTHER_ACTION else [],
        reply.replied_at,
        facts={
            "reply": row.id,
            "round": row.round,
            "referral": reply.referral_id,
            "suspect": reply.suspect_id,
            "kind": reply.kind,
            "ground": reply.ground,
            "replied_at": reply.replied_at,
            "answered": waited and referral not in waiting,
            "still_waiting": bool(waiting),
        },
        detail={"words": reply.words},
    )
    if waited and referral not in waiting:
        owing.end(opened, event, _chases_of(opened, referral.id), at=reply.replied_at)
    for action in reply.actions:
        _add_action(opened, row.id, action)
    opened.session.flush()
    return event.id


def _refuse_impossible_reply(opened: Opened, reply: ReplyMade) -> case_file.CpsReferral | None:
    """Returns the referral that was replied to, where one is named."""
    refuse_impossible_time(opened, "replied_at", reply.replied_at, "The reply")
    referral = next((each for each in opened.case.referrals if each.id == reply.referral_id), None)
    if referral is None and reply.referral_id is not None:
        raise FactNotAccepted("referral", "Choose a referral of this crime.")
    if referral is not None and reply.replied_at < to_the_minute(referral.referred_at):
        raise FactNotAccepted("replied_at", "The reply cannot be before the case was referred.")
    known = {suspect.id for suspect in opened.case.suspects}
    about = frozenset(referral.suspects) & known if referral and referral.suspects else known
    if (reply.kind in OF_ONE_SUSPECT or reply.suspect_id is not None) and reply.suspect_id not in about:
        raise FactNotAccepted("suspect", "Choose a suspect whom the CPS was asked about.")
    if (reply.kind is CpsReplyKind.NO_FURTHER_ACTION) != (reply.ground is not None):
        raise FactNotAccepted("ground", "Choose the ground that the CPS gave, or that it gave none.")
    for action in reply.actions:
        if not action.objective.strip():
            raise FactNotAccepted("actions", "Write what each action of the plan asks for.")
        if end_of_day(action.due_on) < opened.case.reported_at:
            raise FactNotAccepted("actions", "An action cannot have been due before the crime was reported.")
    return referral


def _with_reply(case: case_file.CaseFile, row: CpsReply) -> case_file.CaseFile:
    made = case_file.CpsReply(
        row.id, row.round, row.referral_id, row.suspect_id, row.kind, row.ground, row.replied_at
    )
    return replace(case, replies=(*case.replies, made))


def _chases_of(opened: Opened, referral_id: int) -> list[Duty]:
    """The duty to chase that one referral started: its event names the referral."""
    duties = owing.running(opened, DutyKind.CPS_REPLY_CHASE)
    started_by = {
        event_id: json.loads(canonical)["facts"]["referral"]
        for event_id, canonical in opened.session.execute(
            sa.select(CaseEvent.id, CaseEvent.canonical).where(
                CaseEvent.id.in_([duty.trigger_event_id for duty in duties])
            )
        )
    }
    return [duty for duty in duties if started_by[duty.trigger_event_id] == referral_id]


def _add_action(opened: Opened, reply_id: int, action: ActionAsked) -> None:
    due_at = end_of_day(action.due_on)
    line, event = write_line(
        opened,
        action.category,
        action.objective,
        opened.row.oic_id or opened.actor.id,
        None,
        asked_by_cps={"cps_reply": reply_id, "cps_due_at": due_at},
    )
    opened.session.add(
        CpsAction(
            id=line.id,
            investigation_id=opened.row.id,
            reply_id=reply_id,
            event_id=event.id,
            due_at=due_at,
        )
    )
    what = f"Answer the CPS: {action.objective}"[:300]
    owing.owe(opened, DutyKind.CPS_ACTION, event, what, promised_for=due_at)


def answer_by_charge(opened: Opened, suspect_id: int, charged_at: dt.datetime, offence: str) -> None:
    """A charge answers what the CPS was asked about this suspect before it."""
    kept, opened.submission_id = opened.submission_id, None
    for referral in opened.case.waiting_referrals:
        about = referral.waits_about(opened.case.replies)
        if suspect_id in about and charged_at >= to_the_minute(referral.referred_at):
            reply = ReplyMade(CpsReplyKind.CHARGE, charged_at, offence, referral.id, suspect_id)
            write_reply(opened, reply)
    opened.submission_id = kept
