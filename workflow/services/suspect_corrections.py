"""Correcting who a suspect is, and a suspect who should never have been recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.base import folded
from vocabulary import Act, Actor, DutyKind, EventKind
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import owing
from workflow.services.finishing import agree_on_lines_again
from workflow.services.interviews import is_found_to_have_needed_adult
from workflow.services.proposing import overtake_signed_decision
from workflow.services.suspect_decisions import refuse_in_prosecution, why_not_decide
from workflow.services.suspects import open_fact
from workflow.services.times import refuse_birth_to_come


@dataclass(frozen=True)
class WhoTheyAre:
    """A suspect's name, date of birth and the offences considered, as they should be."""

    name: str
    offences_considered: str
    born_on: dt.date | None = None


def correct_suspect(
    session: Session,
    actor: Actor,
    suspect_id: int,
    correct: WhoTheyAre,
    why: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """A name was mis-spelt, an alias found, a date of birth learnt; returns the event's id.

    The event keeps what stood there before. Material: who is suspected is what a decision rests on.
    """
    opened, suspect = open_fact(
        session,
        actor,
        suspect_id,
        Act.CORRECT_SUSPECT,
        now,
        submission_id,
        lapse_accepted,
        seen_event_id=seen_event_id,
    )
    if not correct.name.strip():
        raise FactNotAccepted("name", "Enter the suspect's name.")
    if not correct.offences_considered.strip():
        raise FactNotAccepted("offences_considered", "Enter the offences considered.")
    refuse_birth_to_come(correct.born_on, now)
    if not why.strip():
        raise FactNotAccepted("why", "Write how this is known.")
    before = {
        "name": suspect.name,
        "offences": suspect.offences_considered,
        "born_on": _day(suspect.born_on),
    }
    after = {
        "name": correct.name,
        "offences": correct.offences_considered,
        "born_on": _day(correct.born_on),
    }
    changed = sorted(name for name in after if after[name] != before[name])
    if not changed:
        raise FactNotAccepted("name", "Nothing here is different from what is recorded.")
    born_before = suspect.born_on
    suspect.name, suspect.name_search = correct.name, folded(correct.name)
    suspect.offences_considered, suspect.born_on = correct.offences_considered, correct.born_on
    session.flush()
    detail = {name: after[name] for name in changed}
    detail |= {f"{name}_was": before[name] for name in changed}
    needed_before = is_found_to_have_needed_adult(session, suspect.id, born_before)
    was_a_child = not needed_before and is_found_to_have_needed_adult(session, suspect.id, suspect.born_on)
    event = opened.event(
        EventKind.SUSPECT_CORRECTED,
        facts={"suspect": suspect.id, "changed": changed, "lacks_adult": was_a_child},
        detail={**detail, "why": why},
    )
    if was_a_child:
        what = "A suspect is found to have been a child when interviewed without an appropriate adult"
        owing.owe(opened, DutyKind.INTERVIEW_WITHOUT_ADULT, event, what)
    return event.id


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""


def record_in_error(
    session: Session,
    actor: Actor,
    suspect_id: int,
    reason: str,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """A suspect who should never have been recorded counts no more; the row is kept. The event's id.

    It would otherwise be a way round no further action for a named suspect, so it takes the authority and
    the independence of deciding that. Whoever does it is a part of the case from then on.
    """
    opened, suspect = open_fact(
        session,
        actor,
        suspect_id,
        Act.DECIDE_SUSPECT,
        now,
        submission_id,
        lapse_accepted,
        seen_event_id=seen_event_id,
    )
    why_not = why_not_decide(actor, opened.case, opened.policy)
    if why_not is not None:
        raise NotPermitted(why_not)
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why this person should never have been recorded as a suspect.")
    refuse_in_prosecution(opened, suspect, "reason")
    overtake_signed_decision(opened, suspect.id)
    suspect.recorded_in_error_at, suspect.recorded_in_error_by_id = now, actor.id
    suspect.recorded_in_error_reason = reason
    agree_on_lines_again(opened.row)
    session.flush()
    return opened.event(
        EventKind.SUSPECT_RECORDED_IN_ERROR,
        facts={"suspect": suspect.id, "rank": actor.rank, "detective": actor.is_detective},
        detail={"reason": reason},
    ).id
