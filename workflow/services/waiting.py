"""Waiting is not working (practice P5): whom the work waits for, who asks again by when, and that it is over.

Not material: a wait answers nothing, stops no duty and changes nothing that a decision rests on.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import CaseEvent, Person
from vocabulary import Act, Actor, DutyKind, EventKind, WaitingOn
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time
from workflow.working_days import end_of_day

WHOM = {
    WaitingOn.LABORATORY: "the laboratory",
    WaitingOn.CPS: "the CPS",
    WaitingOn.OTHER_FORCE: "the other force",
    WaitingOn.MEDICAL: "the medical evidence",
    WaitingOn.COURT: "the court",
}


@dataclass(frozen=True)
class Wait:
    """What is waited for since when, who chases it, by which day."""

    on: WaitingOn
    since_at: dt.datetime
    chase_on: dt.date
    chaser_id: int
    words: str


def start_waiting(
    session: Session,
    actor: Actor,
    investigation_id: int,
    wait: Wait,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Begin a wait, or go on with one after chasing, by a new date; returns the event's id."""
    opened = open_act(session, actor, Act.START_WAITING, investigation_id, now, submission_id=submission_id)
    _refuse_impossible(opened, wait)
    row, chase_by_at = opened.row, end_of_day(wait.chase_on)
    row.waiting_on, row.waiting_since_at = wait.on, wait.since_at
    row.chase_by_at, row.chaser_id = chase_by_at, wait.chaser_id
    session.flush()
    event = opened.event(
        EventKind.WAITING_STARTED,
        facts={"on": wait.on, "since": wait.since_at, "chase_by": chase_by_at},
        detail={"words": wait.words},
        about_person_id=wait.chaser_id,
    )
    owing.end(opened, event, owing.running(opened, DutyKind.CHASE), at=now)
    owing.owe(opened, DutyKind.CHASE, event, f"Chase {WHOM[wait.on]}", promised_for=chase_by_at)
    return event.id


def _refuse_impossible(opened: Opened, wait: Wait) -> None:
    refuse_impossible_time(opened, "since_at", wait.since_at, "The wait", "have begun")
    if end_of_day(wait.chase_on) <= opened.now:
        raise FactNotAccepted("chase_on", "The day to chase by must be today or later.")
    chaser = opened.session.get(Person, wait.chaser_id)
    if chaser is None or chaser.retired_at is not None:
        raise FactNotAccepted("chaser", "Choose who chases it.")
    if not wait.words.strip():
        raise FactNotAccepted("words", "Write what is waited for.")


def end_waiting(
    session: Session,
    actor: Actor,
    investigation_id: int,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """The wait is over, because it came or because nobody waits any longer; returns the event's id."""
    opened = open_act(session, actor, Act.END_WAITING, investigation_id, now, submission_id=submission_id)
    if opened.row.waiting_on is None:
        raise FactNotAccepted("words", "This case is not waiting for anybody.")
    if not words.strip():
        raise FactNotAccepted("words", "Write what came, or why nobody waits any longer.")
    event = opened.event(
        EventKind.WAITING_ENDED, facts={"on": opened.row.waiting_on}, detail={"words": words}
    )
    owing.end(opened, event, owing.running(opened, DutyKind.CHASE), at=now)
    clear(opened)
    return event.id


def clear(opened: Opened) -> None:
    """Nothing is waited for any more."""
    row = opened.row
    row.waiting_on = row.waiting_since_at = row.chase_by_at = row.chaser_id = None
    opened.session.flush()


def excuse(opened: Opened, event: CaseEvent) -> None:
    """A case that is finished waits for nobody."""
    owing.excuse(opened, event, owing.running(opened, DutyKind.CHASE))
    clear(opened)
