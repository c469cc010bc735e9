"""Correcting a contact: another takes its place, the mistaken one is kept and counts for nothing."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Contact, DecisionEnded, Duty
from vocabulary import (
    FINISHED_BY_FAIRLEAD,
    Act,
    Actor,
    ContactResult,
    DecisionEnding,
    DutyKind,
    DutyStatus,
    EventKind,
)
from workflow.duties import is_discharged_by
from workflow.refusals import FactNotAccepted, NotFound
from workflow.services import owing
from workflow.services.contact_events import WrittenContact, contact_events
from workflow.services.contacts import ContactMade, take_back_what_its_taker_signed, write_contact
from workflow.services.ended_since import Ended, end_anew, ended_since, first_of
from workflow.services.opening import Opened
from workflow.services.told import (
    TOLD_ENDS,
    decided,
    excused_by_exceptions,
    to_tell,
    unwanted_since,
    when_decided,
)
from workflow.services.victims import open_for_victim
from workflow.services.wanted_again import NOT_WANTED_ENDS
from workflow.telling import channels_that_count

ENDED = (DutyStatus.MET, DutyStatus.MET_LATE)


def correct_contact(
    session: Session,
    actor: Actor,
    contact_id: int,
    contact: ContactMade,
    why: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record what a contact truly was; returns the new row's id. Additive: never stale, not material.

    What the mistaken one discharged is owed again, from when and until when it was owed before, unless
    this one discharges it or something since has excused it. A case that was finished on its telling has
    to be reopened first.
    """
    old = session.get(Contact, contact_id)
    if old is None:
        raise NotFound("There is no such contact.")
    opened, victim = open_for_victim(session, actor, Act.CORRECT_CONTACT, old.victim_id, now, submission_id)
    if session.scalar(sa.select(Contact.id).where(Contact.supersedes_id == contact_id)) is not None:
        raise FactNotAccepted("why", "This contact is corrected already. Correct the one in its place.")
    if not why.strip():
        raise FactNotAccepted("why", "Write what was wrong with the record.")
    _refuse_to_untell_a_finished_case(opened, old, contact)
    take_back_what_its_taker_signed(opened, contact, lapse_accepted)
    written = contact_events(opened)
    mine = [each for each in written if each.contact_id == contact_id]
    others = [each for each in written if each.contact_id != contact_id]
    again, excused = _owed_again(opened, mine), _begun(opened, mine)
    never_owed = [*excused, *_begun_and_not_wanted(opened, mine)]
    ended = {duty.id: _what_else_ended(opened, duty, others) for duty in again}
    owes = _owed_anew(opened, mine, others, [duty for duty in again if ended[duty.id] is None])
    event = opened.event(
        EventKind.CONTACT_CORRECTED,
        facts={
            "victim": victim.id,
            "contact": contact_id,
            "runs_again": [duty.id for duty in again],
            "excused": [duty.id for duty in never_owed],
            **({"owes": [{"decision": id_, "since": at} for id_, at in owes.items()]} if owes else {}),
        },
        detail={"why": why},
    )
    for duty in again:
        end_anew(duty, ended[duty.id])
    for decision_id, at in owes.items():
        more = {"triggered_at": at, "victim": victim, "decision_id": decision_id}
        owing.owe(opened, DutyKind.TELL_DECISION, event, to_tell(opened, decision_id), **more)
    owing.excuse(opened, event, excused)
    session.flush()
    first = _first_recorded_at(old, contact, {duty.id for duty in again})
    return write_contact(opened, victim, contact, contact_id, why, first)


def _first_recorded_at(old: Contact, contact: ContactMade, discharged: set[int]) -> dt.datetime | None:
    """When what a correction says was recorded already; None where it says more, or moves it back.

    A mended word makes nobody late, and what was not said before wins nobody time.
    """
    reaches = contact.result is ContactResult.REACHED and old.result is not ContactResult.REACHED
    tells = contact.tells_decision_id not in (None, old.decision_id) or old.counts is False
    gives = not (contact.covers | contact.keeps_promises) <= discharged
    if reaches or tells or gives or old.unsafe is not None or contact.happened_at < old.happened_at:
        return None
    return old.recorded_at


def _refuse_to_untell_a_finished_case(opened: Opened, old: Contact, contact: ContactMade) -> None:
    decision_id = opened.row.current_decision_id
    is_what_told = old.decision_id is not None and old.decision_id == decision_id
    if opened.case.state not in FINISHED_BY_FAIRLEAD or not is_what_told:
        return
    whom = opened.case.victim(old.victim_id)
    channels = channels_that_count(opened.case, whom, opened.policy).channels
    still_tells = contact.tells_decision_id == decision_id and contact.channel in channels
    others = [each for each in whom.tellings(decision_id) if each.id != old.id and each.counts is not False]
    if not still_tells and not others:
        raise FactNotAccepted(
            "tells_decision",
            "This case was finished because this contact told the victim its decision. A supervisor of its "
            "unit reopens it first; then the contact can be corrected.",
        )


def _owed_again(opened: Opened, mine: list[WrittenContact]) -> list[Duty]:
    """What the contact discharged: decisions that it told, promises that it kept."""
    by = [each.event_id for each in mine]
    return _duties(opened, Duty.ended_by_event_id.in_(by), Duty.status.in_(ENDED))


def _begun(opened: Opened, mine: list[WrittenContact]) -> list[Duty]:
    """What the contact promised and is not kept yet, and the update that was to follow it.

    The one in its place promises it, and is followed by an update, or nobody did.
    """
    return _duties(
        opened,
        Duty.trigger_event_id.in_([each.event_id for each in mine]),
        Duty.kind.in_((DutyKind.PROMISE, DutyKind.NEXT_UPDATE)),
        Duty.status == DutyStatus.RUNNING,
    )


def _begun_and_not_wanted(opened: Opened, mine: list[WrittenContact]) -> list[Duty]:
    """The update that was to follow it and ended by their word that they do not want contact.

    It stays so; if they take that back, it is not owed again.
    """
    begun = _duties(
        opened,
        Duty.trigger_event_id.in_([each.event_id for each in mine]),
        Duty.kind == DutyKind.NEXT_UPDATE,
        Duty.status == DutyStatus.EXCUSED,
    )
    return [
        duty
        for duty in begun
        if duty.ended_by_event_id in {event_id for event_id, _ in unwanted_since(opened, duty, stands=True)}
    ]


def _duties(opened: Opened, *conditions: sa.ColumnElement[bool]) -> list[Duty]:
    query = sa.select(Duty).where(Duty.investigation_id == opened.row.id, *conditions)
    return list(opened.session.scalars(query.order_by(Duty.id).with_for_update()))


def _owed_anew(
    opened: Opened, mine: list[WrittenContact], others: list[WrittenContact], running: list[Duty]
) -> dict[int, dt.datetime]:
    """Decisions that this contact alone told, though their own duty was excused by then → since when owed.

    What excused it, an exception, ended as they were told, or since: nothing stands for telling them now.
    """
    owed = {}
    for decision_id in {each.told for each in mine if each.told is not None} & set(decided(opened)):
        [whose] = {each.victim_id for each in mine}
        is_owed = any(
            duty.kind is DutyKind.TELL_DECISION and duty.decision_id == decision_id for duty in running
        ) or owing.running(opened, DutyKind.TELL_DECISION, victim_id=whose, decision_id=decision_id)
        excepted = any(each.is_about(decision_id) for each in opened.case.victim(whose).exceptions)
        told = any(each.told == decision_id and each.victim_id == whose for each in others)
        if not (is_owed or excepted or told):
            owed[decision_id] = when_decided(opened, decision_id, "tells_decision")
    return dict(sorted(owed.items()))


def _what_else_ended(opened: Opened, duty: Duty, others: list[WrittenContact]) -> Ended | None:
    """The first of: told by another contact, taken back, not wanted by the victim, an exception's end."""
    if duty.kind in NOT_WANTED_ENDS:
        return _what_else_gave(opened, duty, others)
    if duty.kind not in TOLD_ENDS:
        return None
    found = [
        Ended(each.event_id, each.happened_at, excuses=False, counted_at=each.counted_at)
        for each in others
        if each.told == duty.decision_id
        and each.victim_id == duty.victim_id
        and is_discharged_by(duty.triggered_at, each.happened_at)
    ]
    taken_back = opened.session.get(DecisionEnded, duty.decision_id)
    if taken_back is not None and taken_back.ending is not DecisionEnding.CARRIED_OUT:
        found.append(Ended(taken_back.event_id, taken_back.ended_at, excuses=True))
    found += [Ended(event_id, at, excuses=True) for event_id, at in excused_by_exceptions(opened, duty)]
    return first_of(found)


def _what_else_gave(opened: Opened, duty: Duty, others: list[WrittenContact]) -> Ended | None:
    """That no contact is wanted, or what else has ended it since."""
    stopped = [
        Ended(event_id, at, excuses=True) for event_id, at in unwanted_since(opened, duty, stands=True)
    ]
    return first_of([*stopped, *ended_since(opened, duty, others)])
