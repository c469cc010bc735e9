"""How a step or an act on a case begins: the lock, the repeat, the staleness; and the event it appends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Investigation
from vocabulary import Actor, EventKind, StreamKind
from workflow import recording
from workflow.case_file import CaseFile
from workflow.policy.loader import load_book
from workflow.policy.pack import Policy
from workflow.reading import lock_case
from workflow.refusals import AlreadyRecorded, CaseHasMoved
from workflow.restrictions import refuse_reading

LONDON = ZoneInfo("Europe/London")


def policy_at(now: dt.datetime) -> Policy:
    """The policy in force at an instant, by its date in London."""
    return load_book().as_of(now.astimezone(LONDON).date())


@dataclass
class Opened:
    """A case locked for an act, with everything its service needs. `event` appends to its stream."""

    session: Session
    actor: Actor
    case: CaseFile
    row: Investigation
    now: dt.datetime
    policy: Policy
    submission_id: str | None
    seen_event_id: int | None = None  # the last event that the page showed from which a step is taken

    def event(self, kind: EventKind, *, facts=None, detail=None, about_person_id=None) -> CaseEvent:
        """Append one event by the actor. The submission id goes to the act's first event only."""
        submission_id, self.submission_id = self.submission_id, None
        return recording.append(
            self.session,
            StreamKind.INVESTIGATION,
            self.row.id,
            kind,
            actor=self.actor,
            now=self.now,
            facts=facts,
            detail=detail,
            about_person_id=about_person_id,
            submission_id=submission_id,
        )


def refuse_repeat(session: Session, submission_id: str | None) -> None:
    """Raise AlreadyRecorded when this form was already accepted once."""
    if submission_id is None:
        return
    event_id = session.scalar(sa.select(CaseEvent.id).where(CaseEvent.submission_id == submission_id))
    if event_id is not None:
        raise AlreadyRecorded(event_id)


def lock_for(
    session: Session,
    actor: Actor,
    investigation_id: int,
    now: dt.datetime,
    submission_id: str | None,
    *,
    stub_will_do: bool = False,
) -> Opened:
    """Lock and read the case; refuse a repeat. Permission is the caller's next line.

    Whoever does not read a restricted case writes nothing on it either; `stub_will_do`: save what its stub
    offers.
    """
    case = lock_case(session, investigation_id, now)
    refuse_reading(actor, case, stub_will_do=stub_will_do)
    refuse_repeat(session, submission_id)
    row = session.get_one(Investigation, investigation_id)
    return Opened(session, actor, case, row, now, policy_at(now), submission_id)


def refuse_stale(case: CaseFile, seen_event_id: int | None) -> None:
    """An edit or step is stale only if something *material* happened after its page was shown."""
    if seen_event_id is not None and case.last_material_event_id > seen_event_id:
        raise CaseHasMoved(case.id, seen_event_id, case.last_event_id)
