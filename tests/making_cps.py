"""What passes between the police and the CPS, and what a case waits for, made by calling the services."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import Investigation
from tests.making_people import NOW, Force
from vocabulary import Actor, CpsAsked, CpsGround, CpsReplyKind, Step, WaitingOn
from workflow.reading import read_case
from workflow.services import cps, cps_decisions, new_information, waiting
from workflow.services.particulars import ActionAsked, Referral, ReplyMade
from workflow.services.steps import Taken, take_step

TOMORROW = NOW.date() + dt.timedelta(days=1)


def no_early_advice(session: Session, force: Force, case_id: int, suspect: int, now: dt.datetime) -> int:
    """It is recorded why the CPS was not asked about a suspect."""
    return cps_decisions.record_no_early_advice(
        session, force.officer, case_id, [suspect], "Nothing yet that a lawyer could read.", now=now
    )


def refer(
    session: Session,
    force: Force,
    case_id: int,
    *suspects: int,
    asked: CpsAsked = CpsAsked.FULL_CODE_CHARGE,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    referred_at: dt.datetime | None = None,
) -> int:
    """Refer suspects to the CPS; returns the referral's id."""
    seen = session.get_one(Investigation, case_id, populate_existing=True).last_event_id
    referral = Referral(asked, referred_at or now, frozenset(suspects), "URN 42AB", "Is there enough?")
    who = actor or force.officer
    taken = take_step(session, who, case_id, Step.REFER_TO_CPS, referral, seen_event_id=seen, now=now)
    assert isinstance(taken, Taken)
    return cps_referrals(session, case_id, now)[-1].id


def cps_referrals(session: Session, case_id: int, now: dt.datetime = NOW):
    """The case's referrals as rules see them."""
    return read_case(session, case_id, now).referrals


def reply(
    session: Session,
    force: Force,
    case_id: int,
    kind: CpsReplyKind = CpsReplyKind.EARLY_ADVICE,
    *,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    lapse_accepted: bool = False,
    submission_id: str | None = None,
    **changes: object,
) -> int:
    """The CPS replies; returns the event's id."""
    if kind is CpsReplyKind.NO_FURTHER_ACTION:
        changes.setdefault("ground", CpsGround.EVIDENTIAL)
    made = ReplyMade(kind, changes.pop("replied_at", now), changes.pop("words", "As we see it."), **changes)
    more = {"now": now, "lapse_accepted": lapse_accepted, "submission_id": submission_id}
    return cps.record_reply(session, actor or force.officer, case_id, made, **more)


def an_action(category: str = "financial", due_on: dt.date = TOMORROW) -> ActionAsked:
    return ActionAsked(category, "Ask the taxi firm for its records.", due_on)


def a_wait(force: Force, now: dt.datetime = NOW, **changes: object) -> waiting.Wait:
    values = {
        "on": WaitingOn.LABORATORY,
        "since_at": now,
        "chase_on": now.date() + dt.timedelta(days=7),
        "chaser_id": force.officer.id,
        "words": "The glove.",
    }
    return waiting.Wait(**(values | changes))


def news(now: dt.datetime = NOW, **changes: object) -> new_information.Information:
    """New information, as it comes in."""
    values = {"words": "A hit on the glove.", "source": "The laboratory", "came_at": now}
    return new_information.Information(**(values | changes))
