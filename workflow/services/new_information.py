"""New information on a finished case: recorded by anybody, considered by a supervisor (design §2).

Not material: a finished case rests on its decision as it was made, until it is reopened.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import CaseEvent
from vocabulary import Act, Actor, DutyKind, EventKind
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time


@dataclass(frozen=True)
class Information:
    """What came, from whom or where, and when."""

    words: str
    source: str
    came_at: dt.datetime


def receive(
    session: Session,
    actor: Actor,
    investigation_id: int,
    information: Information,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record new information on a finished case; a supervisor of its unit now has to consider it."""
    opened = open_act(
        session,
        actor,
        Act.RECORD_NEW_INFORMATION,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    if not information.words.strip():
        raise FactNotAccepted("words", "Write what is new.")
    if not information.source.strip():
        raise FactNotAccepted("source", "Write from whom or where it came.")
    refuse_impossible_time(opened, "came_at", information.came_at, "It", "have come")
    return write_information(opened, information).id


def write_information(opened: Opened, information: Information) -> CaseEvent:
    """The event, and the duty to consider reopening that it starts."""
    event = opened.event(
        EventKind.NEW_INFORMATION_RECEIVED,
        facts={"came_at": information.came_at},
        detail={"words": information.words, "source": information.source},
    )
    owing.owe(opened, DutyKind.CONSIDER_REOPENING, event, "Consider reopening: new information has come")
    return event


def consider(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reason: str,
    *,
    now: dt.datetime,
    seen_event_id: int,
    submission_id: str | None = None,
) -> int:
    """The case stays finished, because …; of what the page showed. Returns the event's id.

    What came after the page was opened is not considered by it: its duty goes on.
    """
    opened = open_act(
        session,
        actor,
        Act.CONSIDER_NEW_INFORMATION,
        investigation_id,
        now,
        submission_id=submission_id,
    )
    shown = [
        duty
        for duty in owing.running(opened, DutyKind.CONSIDER_REOPENING)
        if duty.trigger_event_id <= seen_event_id
    ]
    if not shown:
        raise FactNotAccepted("reason", "Nothing that this page showed waits to be considered.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why the case stays finished.")
    event = opened.event(
        EventKind.NEW_INFORMATION_CONSIDERED,
        facts={"information": [duty.trigger_event_id for duty in shown]},
        detail={"reason": reason},
    )
    owing.end(opened, event, shown, at=now)
    session.flush()
    return event.id
