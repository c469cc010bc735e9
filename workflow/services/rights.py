"""Developments of a case that victims are owed word of, and the lawful reasons why a right was not given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Victim
from vocabulary import (
    BY_OTHER_ACTS,
    OF_A_SUSPECT,
    OF_A_VICTIM,
    OF_THE_PILOT,
    Act,
    Actor,
    EventKind,
    SuspectDecision,
    Trigger,
    WhyNotGiven,
)
from workflow.duties import to_the_minute
from workflow.permissions import why_not
from workflow.reading.developments import developments_of
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import involvement
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import Opened
from workflow.services.owing_rights import event_owing, rights_running
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim
from workflow.telling import why_not_unable
from workflow.working_days import LONDON


@dataclass(frozen=True)
class Development:
    """Something that happened outside Fairlead's own acts. `words`: what a victim may be told of it.

    `suspect_id`: whom it is about, of what happens to a suspect. `victim_id`: of what concerns one victim.
    """

    trigger: Trigger
    happened_at: dt.datetime
    words: str
    suspect_id: int | None = None
    victim_id: int | None = None


def record_development(
    session: Session,
    actor: Actor,
    investigation_id: int,
    development: Development,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record it, and owe victims what they have a right to; returns the event's id. Never blocked."""
    opened = open_act(
        session, actor, Act.RECORD_DEVELOPMENT, investigation_id, now, submission_id=submission_id
    )
    victim = _refuse_what_cannot_be(opened, development)
    # What the CPS intends is a fact everywhere, and a right only where its pilot applies.
    owes = development.trigger is not Trigger.CPS_INTENDS_TO_STOP or _is_in_the_pilot(opened)
    event = event_owing(
        opened,
        EventKind.DEVELOPMENT_RECORDED,
        [development.trigger] if owes else [],
        development.happened_at,
        facts={
            "development": development.trigger,
            "happened_at": development.happened_at,
            "suspect": development.suspect_id,
            "victim": development.victim_id,
        },
        detail={"words": development.words},
        victims=None if victim is None else [victim],
    )
    session.flush()
    return event.id


def _refuse_what_cannot_be(opened: Opened, development: Development) -> Victim | None:
    """The victim it concerns, of what concerns one alone; FactNotAccepted for what cannot be."""
    if development.trigger in BY_OTHER_ACTS:
        raise FactNotAccepted("trigger", "This has a page of its own. Record it there.")
    refuse_impossible_time(opened, "happened_at", development.happened_at, "This", "have happened")
    if not development.words.strip():
        raise FactNotAccepted("words", "Write what happened, as a victim may be told it.")
    suspects = {suspect.id for suspect in opened.case.suspects}
    if development.trigger in OF_A_SUSPECT and development.suspect_id not in suspects:
        raise FactNotAccepted("suspect", "Choose the suspect it is about. Add the suspect first if need be.")
    if development.trigger is Trigger.CPS_INTENDS_TO_STOP:
        _refuse_whoever_is_not_charged(opened, development)
    if development.trigger not in OF_A_VICTIM:
        return None
    if development.victim_id not in {victim.id for victim in opened.case.victims}:
        raise FactNotAccepted("victim", "Choose the victim it concerns.")
    if development.trigger in OF_THE_PILOT:
        _refuse_what_did_not_come_before(opened, development)
    return opened.session.get_one(Victim, development.victim_id)


def _is_in_the_pilot(opened: Opened) -> bool:
    return opened.policy.pilot.applies(opened.case.offence_class, opened.now.astimezone(LONDON).date())


def _refuse_whoever_is_not_charged(opened: Opened, development: Development) -> None:
    if opened.case.suspect(development.suspect_id).decision is not SuspectDecision.CHARGED:
        raise FactNotAccepted("suspect", "Choose a suspect who is charged: only a prosecution is stopped.")


def _refuse_what_did_not_come_before(opened: Opened, development: Development) -> None:
    """A review before stopping follows what the CPS intends; its result, what the victim asked."""
    if not _is_in_the_pilot(opened):
        raise FactNotAccepted(
            "trigger",
            "The CPS's pilot of a review before a prosecution is stopped does not apply to this crime here. "
            "Once it is stopped, the victim may ask the CPS for a review: record that under Right to review.",
        )
    held = developments_of(opened.session, opened.row.id)
    if development.trigger is Trigger.STOP_REVIEW_ASKED:
        if not any(each.trigger is Trigger.CPS_INTENDS_TO_STOP for each in held):
            raise FactNotAccepted("trigger", "Record first that the CPS means to stop the prosecution.")
    elif not any(
        each.trigger is Trigger.STOP_REVIEW_ASKED and each.victim_id == development.victim_id for each in held
    ):
        raise FactNotAccepted("trigger", "Record first that this victim asked for the review.")


def excuse_rights(
    session: Session,
    actor: Actor,
    victim_id: int,
    duty_ids: Collection[int],
    why: WhyNotGiven,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Why a victim was not given what they had a right to; returns the event's id.

    That they declined, anybody at work records, in their words, before it is overdue. A good reason
    (section 5 of the Victims and Prisoners Act 2024), that they cannot be reached, and whatever is overdue, a
    supervisor of the unit records who has no part in the case.
    """
    opened, _ = open_for_victim(session, actor, Act.EXCUSE_RIGHT, victim_id, now, submission_id)
    if not duty_ids:
        raise FactNotAccepted("rights", "Choose at least one.")
    duties = rights_running(opened, victim_id, duty_ids, "rights")
    if why is not WhyNotGiven.DECLINED or any(duty.due_at < now for duty in duties):
        _refuse_whoever_excuses_themselves(opened)
    if not words.strip():
        asked = "the victim's own words" if why is WhyNotGiven.DECLINED else "the reason"
        raise FactNotAccepted("words", f"Write {asked}.")
    if why is WhyNotGiven.UNABLE_TO_CONTACT:
        since = to_the_minute(max(duty.triggered_at for duty in duties))
        short = why_not_unable(opened.case, opened.case.victim(victim_id), since, opened.policy)
        if short is not None:
            raise FactNotAccepted("why", short)
    event = opened.event(
        EventKind.RIGHT_EXCUSED,
        facts={
            "victim": victim_id,
            "duties": [duty.id for duty in duties],
            "rights": [duty.right_key for duty in duties],
            "why": why,
        },
        detail={"words": words},
    )
    owing.excuse(opened, event, duties)
    session.flush()
    return event.id


def _refuse_whoever_excuses_themselves(opened: Opened) -> None:
    reason = why_not(opened.actor, Act.GIVE_GOOD_REASON, opened.case)
    if reason is None:
        part = involvement(opened.case, opened.actor.id, opened.policy)
        reason = f"On this case, whoever gives the reason {part}. Ask another supervisor." if part else None
    if reason is not None:
        raise NotPermitted(reason)
