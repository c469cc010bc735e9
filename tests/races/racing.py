"""What two people do to one case at the same moment, one entry for each service and each step.

An entry names the very function that is called, so that what tests/house/test_every_act_is_raced.py finds
here is what tests/races/test_every_act.py runs.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent
from tests import making
from tests.making import NOW, Case, Force
from tests.races.overlapping import Act
from vocabulary import Step
from workflow.services.particulars import InWords
from workflow.services.steps import take_step


@dataclass(frozen=True)
class Race:
    """Two people call one service with the same words.

    `made` prepares the case and returns what the service is given after the actor. Where a page says what it
    showed, so do both: it was opened before either began. `both_stand`: it is a fact or only adds, so both
    are kept; otherwise whoever waited is refused. `second`: the other person, where not the same one.
    """

    service: Callable
    who: str
    made: Callable[[Session, Force], tuple]
    both_stand: bool = False
    second: str = ""
    now: dt.datetime = NOW
    more: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.service.__name__

    def set_up(self, session: Session, force: Force) -> tuple[Act, Act]:
        said, more = self.made(session, force), dict(self.more)
        if "seen_event_id" in inspect.signature(self.service).parameters:
            more["seen_event_id"] = session.scalar(sa.select(sa.func.max(CaseEvent.id)))

        def by(name: str) -> Act:
            actor = getattr(force, name)
            return lambda own: self.service(own, actor, *said, now=self.now, **more)

        return by(self.who), by(self.second or self.who)


@dataclass(frozen=True)
class StepRace:
    """Two people take one step, each from a page that was opened before either began."""

    step: Step
    who: str
    made: Callable[[Session, Force], Case]
    particulars: Callable[[Force, Case], object] = lambda force, case: InWords("Because it is so.")
    second: str = ""
    both_stand = False

    def __str__(self) -> str:
        return self.step.value

    def set_up(self, session: Session, force: Force) -> tuple[Act, Act]:
        case = self.made(session, force)
        given, seen = self.particulars(force, case), making.last_event(session, case.id)

        def by(name: str) -> Act:
            actor = getattr(force, name)
            return lambda own: take_step(own, actor, case.id, self.step, given, seen_event_id=seen, now=NOW)

        return by(self.who), by(self.second or self.who)
