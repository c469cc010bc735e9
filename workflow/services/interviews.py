"""An interview of a suspect under caution, and who was there for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Interview, Person, Suspect
from vocabulary import (
    Act,
    Actor,
    AppropriateAdult,
    DutyKind,
    EventKind,
    InterviewRecord,
    LegalAdvice,
    Trigger,
)
from workflow.interviews import lacks_adult, needs_adult
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.services.owing_rights import event_owing
from workflow.services.owing_statements import offers_owed
from workflow.services.suspects import open_fact
from workflow.services.times import refuse_impossible_time


@dataclass(frozen=True)
class InterviewHeld:
    """An interview as it was held. `second_officer_id`: somebody of the force who interviewed too.

    `is_vulnerable`: the suspect is, or may be. `interpreter`: the language, where one was used.
    """

    at: dt.datetime
    by_id: int
    account: str
    recorded_how: InterviewRecord
    legal_advice: LegalAdvice
    adult: AppropriateAdult
    second_officer_id: int | None = None
    is_vulnerable: bool = False
    why_no_adult: str = ""
    interpreter: str = ""
    place: str = ""
    others_present: str = ""


def record_interview(
    session: Session,
    actor: Actor,
    suspect_id: int,
    held: InterviewHeld,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """The suspect was interviewed under caution; returns the event's id.

    Without an appropriate adult where one was needed, it is recorded all the same, with the reason when
    there is one, and a supervisor of the unit looks at it the same shift (practice P4).
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
    _refuse_what_cannot_be(opened, held)
    suspect.interviewed_at, suspect.interviewed_by_id = held.at, held.by_id
    # Nothing that is learnt later takes this back by leaving a box empty.
    suspect.is_vulnerable = suspect.is_vulnerable or held.is_vulnerable
    row = _write(opened, suspect, held)
    offers = offers_owed(opened, held.at, at_once=False)
    event = event_owing(
        opened,
        EventKind.SUSPECT_INTERVIEWED,
        [Trigger.SUSPECT_INTERVIEWED],
        held.at,
        facts={
            "suspect": suspect.id,
            "interviewed_at": held.at,
            "interview": row.id,
            "second": held.second_officer_id,
            "recorded_how": held.recorded_how,
            "advice": held.legal_advice,
            "adult": held.adult,
            "lacks_adult": row.lacks_adult,
            "vulnerable": suspect.is_vulnerable,
            **offers.facts,
        },
        detail={
            "account": held.account,
            "why_no_adult": row.why_no_adult or "",
            "interpreter": held.interpreter,
            "place": held.place,
            "others_present": held.others_present,
        },
        about_person_id=held.by_id,
    )
    offers.owe(event)
    if held.second_officer_id is not None:
        opened.event(
            EventKind.SUSPECT_INTERVIEW_JOINED,
            facts={"suspect": suspect.id, "interview": row.id},
            about_person_id=held.second_officer_id,
        )
    if row.lacks_adult:
        unsaid = "" if row.why_no_adult else "; why is not written"
        what = f"A suspect was interviewed without an appropriate adult{unsaid}"
        owing.owe(opened, DutyKind.INTERVIEW_WITHOUT_ADULT, event, what)
    session.flush()
    return event.id


def _refuse_what_cannot_be(opened: Opened, held: InterviewHeld) -> None:
    refuse_impossible_time(opened, "interviewed_at", held.at, "The interview")
    if opened.session.get(Person, held.by_id) is None:
        raise FactNotAccepted("interviewed_by", "Choose who held the interview.")
    if held.second_officer_id is None:
        return
    if held.second_officer_id == held.by_id:
        raise FactNotAccepted("second_officer", "Choose somebody other than who held the interview.")
    if opened.session.get(Person, held.second_officer_id) is None:
        raise FactNotAccepted("second_officer", "Choose who else interviewed, or nobody.")


def _write(opened: Opened, suspect: Suspect, held: InterviewHeld) -> Interview:
    lacking = lacks_adult(held.adult, needs_adult(suspect.born_on, suspect.is_vulnerable, held.at))
    row = Interview(
        investigation_id=opened.row.id,
        suspect_id=suspect.id,
        interviewed_at=held.at,
        interviewed_by_id=held.by_id,
        second_officer_id=held.second_officer_id,
        place=held.place or None,
        recorded_how=held.recorded_how,
        legal_advice=held.legal_advice,
        adult=held.adult,
        lacks_adult=lacking,
        why_no_adult=(held.why_no_adult.strip() or None) if lacking else None,
        interpreter=held.interpreter or None,
        others_present=held.others_present or None,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    return row


def is_found_to_have_needed_adult(session: Session, suspect_id: int, born_on: dt.date | None) -> bool:
    """Was a suspect born on that day a child in an interview that is not marked?"""
    unmarked = sa.select(Interview.interviewed_at).where(
        Interview.suspect_id == suspect_id,
        Interview.adult == AppropriateAdult.NOT_NEEDED,
        Interview.lacks_adult.is_(False),
    )
    return any(needs_adult(born_on, False, at) for at in session.scalars(unmarked))
