"""Developments of a case that victims are owed word of, and the lawful reasons why a right was not given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Person, Victim
from vocabulary import (
    BY_OTHER_ACTS,
    OF_A_COURT,
    OF_A_SUSPECT,
    OF_A_VICTIM,
    OF_THE_PILOT,
    Act,
    Actor,
    Channel,
    DutyKind,
    EventKind,
    SuspectDecision,
    Trigger,
    WhyNotGiven,
)
from workflow.duties import to_the_minute
from workflow.permissions import why_not
from workflow.policy.rights import Right
from workflow.reading.developments import developments_of
from workflow.reading.rights import declined_rights
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import involvement
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.hearings import NO_HEARING, Listed, keep_hearing, refuse_what_is_no_hearing
from workflow.services.opening import Opened
from workflow.services.owing_rights import event_owing, event_with_rights, right_of, rights_chosen
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim
from workflow.telling import why_not_unable
from workflow.working_days import LONDON


@dataclass(frozen=True)
class Development:
    """Something that happened outside Fairlead's own acts. `words`: what a victim may be told of it.

    `suspect_id`: whom it is about, of what happens to a suspect. `victim_id`: of what concerns one victim.
    `told_to_us_at`: when the force was told, of what a court did. `listed`: of a hearing, when and where.
    """

    trigger: Trigger
    happened_at: dt.datetime
    words: str
    suspect_id: int | None = None
    victim_id: int | None = None
    told_to_us_at: dt.datetime | None = None
    listed: Listed = NO_HEARING

    @property
    def owed_from(self) -> dt.datetime:
        """Of what a court did, victims are owed word from when the force was told."""
        return self.told_to_us_at or self.happened_at


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
        development.owed_from,
        facts={
            "development": development.trigger,
            "happened_at": development.happened_at,
            "told_to_us_at": development.told_to_us_at,
            "suspect": development.suspect_id,
            "victim": development.victim_id,
            **development.listed.facts,
        },
        detail={"words": development.words, **development.listed.detail},
        victims=None if victim is None else [victim],
    )
    keep_hearing(opened, event, development.listed)
    session.flush()
    return event.id


def _refuse_what_cannot_be(opened: Opened, development: Development) -> Victim | None:
    """The victim it concerns, of what concerns one alone; FactNotAccepted for what cannot be."""
    if development.trigger in BY_OTHER_ACTS:
        raise FactNotAccepted("trigger", "This has a page of its own. Record it there.")
    refuse_impossible_time(opened, "happened_at", development.happened_at, "This", "have happened")
    _refuse_when_we_were_told(opened, development)
    refuse_what_is_no_hearing(opened, development.trigger, development.listed, development.happened_at)
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


def _refuse_when_we_were_told(opened: Opened, development: Development) -> None:
    told_at = development.told_to_us_at
    if development.trigger not in OF_A_COURT:
        if told_at is not None:
            raise FactNotAccepted("told_to_us_at", "This is asked only of what a court did. Leave it empty.")
        return
    if told_at is None:
        raise FactNotAccepted("told_to_us_at", "Enter when we were told what the court did.")
    refuse_impossible_time(
        opened,
        "told_to_us_at",
        told_at,
        "We",
        "have been told of it",
        earliest=development.happened_at,
        before="it happened",
    )


@dataclass(frozen=True)
class Heard:
    """Who heard what a victim said, when, and how they said it."""

    by_id: int
    at: dt.datetime
    how: Channel


def excuse_rights(
    session: Session,
    actor: Actor,
    victim_id: int,
    duty_ids: Collection[int],
    why: WhyNotGiven,
    words: str,
    heard: Heard | None = None,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Why a victim was not given what they had a right to; returns the event's id.

    That they declined, anybody at work records, in their words, before it is overdue: `heard` by whom, and
    how. A good reason (section 5 of the Victims and Prisoners Act 2024), that they cannot be reached, and
    whatever is overdue, a supervisor of the unit records who has no part in the case. What somebody who
    cannot be reached was not given is to be given later.
    """
    opened, victim = open_for_victim(session, actor, Act.EXCUSE_RIGHT, victim_id, now, submission_id)
    if not duty_ids:
        raise FactNotAccepted("rights", "Choose at least one.")
    duties = rights_chosen(opened, victim_id, duty_ids, "rights")
    if why is not WhyNotGiven.DECLINED or any(duty.due_at < now for duty in duties):
        _refuse_whoever_excuses_themselves(opened)
    if not words.strip():
        asked = "the victim's own words" if why is WhyNotGiven.DECLINED else "the reason"
        raise FactNotAccepted("words", f"Write {asked}.")
    heard = _heard(opened, heard) if why is WhyNotGiven.DECLINED else None
    later: dict[str, Right] = {}
    if why is WhyNotGiven.UNABLE_TO_CONTACT:
        later = {duty.right_key: right_of(opened, duty) for duty in duties}
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
            "later": sorted(later),
            "heard_at": heard.at if heard else None,
            "how": heard.how if heard else None,
        },
        detail={"words": words},
        about_person_id=heard.by_id if heard else None,
    )
    owing.excuse(opened, event, duties)
    for _, right in sorted(later.items()):
        what = f"{right.title}, once they can be reached"
        owing.owe(opened, DutyKind.LATER_CONTACT, event, what, victim=victim, right_key=right.key)
    session.flush()
    return event.id


def _heard(opened: Opened, heard: Heard | None) -> Heard:
    """FactNotAccepted while it is not said who heard the victim, when and how."""
    if heard is None or opened.session.get(Person, heard.by_id) is None:
        raise FactNotAccepted("heard_by", "Choose who heard them, when, and how they said it.")
    refuse_impossible_time(opened, "heard_at", heard.at, "They", "have said it")
    return heard


def want_rights_again(
    session: Session,
    actor: Actor,
    victim_id: int,
    duty_ids: Collection[int],
    words: str,
    heard: Heard,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """What a victim declined they want after all: owed from when they said so. Returns the event's id."""
    opened, victim = open_for_victim(session, actor, Act.WANT_RIGHT_AGAIN, victim_id, now, submission_id)
    if opened.case.victim(victim_id).wants_no_contact:
        raise FactNotAccepted(
            "rights", "This victim does not want contact. If that has changed, end it first."
        )
    declined = {duty.id: duty for duty in declined_rights(session, victim_id)}
    if not duty_ids or not declined.keys() >= set(duty_ids):
        raise FactNotAccepted("rights", "Choose what this victim declined.")
    if not words.strip():
        raise FactNotAccepted("words", "Write the victim's own words.")
    heard = _heard(opened, heard)
    chosen = [declined[duty_id] for duty_id in sorted(set(duty_ids))]
    if heard.at < to_the_minute(max(duty.ended_at for duty in chosen)):
        raise FactNotAccepted("heard_at", "They cannot have taken it back before it was recorded.")
    event = event_with_rights(
        opened,
        EventKind.RIGHT_WANTED_AGAIN,
        [(victim, right_of(opened, duty)) for duty in chosen],
        heard.at,
        facts={
            "victim": victim_id,
            "declined": [duty.id for duty in chosen],
            "heard_at": heard.at,
            "how": heard.how,
        },
        detail={"words": words},
        about_person_id=heard.by_id,
    )
    session.flush()
    return event.id


def _refuse_whoever_excuses_themselves(opened: Opened) -> None:
    reason = why_not(opened.actor, Act.GIVE_GOOD_REASON, opened.case)
    if reason is None:
        part = involvement(opened.case, opened.actor.id, opened.policy)
        reason = f"On this case, whoever gives the reason {part}. Ask another supervisor." if part else None
    if reason is not None:
        raise NotPermitted(reason)
