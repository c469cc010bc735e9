"""Victims: adding them, the offer of support, what they want."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import CaseEvent, Person, Victim, WithdrawalTakenBack
from models.base import folded
from vocabulary import (
    Act,
    Actor,
    DutyKind,
    EventKind,
    SupportReferral,
    VictimKind,
    VictimView,
)
from workflow.reading import note_read
from workflow.refusals import FactNotAccepted, NotFound
from workflow.services import owing
from workflow.services.acts import open_act
from workflow.services.opening import Opened
from workflow.services.owing_rights import event_owing, standing_now
from workflow.services.owing_statements import offers_owed_to
from workflow.services.times import refuse_birth_to_come, refuse_impossible_time


@dataclass(frozen=True)
class VictimToAdd:
    """A victim as first recorded. A business has a contact's name, and was never born."""

    kind: VictimKind
    name: str
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    safe_contact: str = ""
    address: str = ""
    born_on: dt.date | None = None


def add_victim(
    session: Session,
    actor: Actor,
    investigation_id: int,
    victim: VictimToAdd,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Add a victim; returns the row's id. Material: they too are owed the decision."""
    opened = open_act(
        session,
        actor,
        Act.ADD_VICTIM,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    return add_victim_row(opened, victim, triggered_at=now).id


def record_no_victim(
    session: Session,
    actor: Actor,
    investigation_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Write why a crime has no identifiable victim; returns the event's id."""
    opened = open_act(
        session,
        actor,
        Act.ADD_VICTIM,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    if opened.case.victims:
        raise FactNotAccepted("reason", "This crime has a victim recorded, so there is one.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why there is no identifiable victim.")
    opened.row.no_victim_reason = reason
    return opened.event(EventKind.NO_VICTIM_RECORDED, detail={"reason": reason}).id


def add_victim_row(opened: Opened, victim: VictimToAdd, *, triggered_at: dt.datetime) -> Victim:
    """Write the row and its event, and owe what stands when they are added; to a person, Right 4 too."""
    if victim.kind is VictimKind.BUSINESS and not victim.contact_name.strip():
        raise FactNotAccepted("contact_name", "Enter the name of the person to contact at this business.")
    if victim.kind is VictimKind.BUSINESS and victim.born_on is not None:
        raise FactNotAccepted("born_on", "A business has no date of birth. Leave it empty.")
    refuse_birth_to_come(victim.born_on, opened.now)
    of_age = opened.policy.enhanced.of_their_age(victim.born_on, opened.row.occurred_from_at)
    row = Victim(
        investigation_id=opened.row.id,
        kind=victim.kind,
        name=victim.name,
        name_search=folded(victim.name),
        contact_name=victim.contact_name or None,
        phone=victim.phone or None,
        email=victim.email or None,
        safe_contact=victim.safe_contact or None,
        address=victim.address or None,
        born_on=victim.born_on,
        is_enhanced=bool(of_age),
        categories=sorted(of_age) or None,
        added_at=opened.now,
        added_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    note_read(opened.session, "victim", [row.id])
    offers = offers_owed_to(opened, row, triggered_at)
    event = event_owing(
        opened,
        EventKind.VICTIM_ADDED,
        [each.trigger for each in standing_now(opened)],
        triggered_at,
        facts={
            "victim": row.id,
            "kind": victim.kind,
            "owed_from": triggered_at,
            **({"categories": sorted(of_age)} if of_age else {}),
            **offers.facts,
        },
        detail={
            "name": victim.name,
            "born_on": victim.born_on.isoformat() if victim.born_on else "",
        },
        victims=[row],
    )
    offers.owe(event)
    if victim.kind is VictimKind.PERSON:
        for kind, what in (
            (DutyKind.NEEDS_ASSESSMENT, "Assess the victim's needs"),
            (DutyKind.SUPPORT_REFERRAL, "Offer a referral to support"),
        ):
            owing.owe(opened, kind, event, what, triggered_at=triggered_at, victim=row)
    return row


def open_for_victim(
    session: Session,
    actor: Actor,
    act: Act,
    victim_id: int,
    now: dt.datetime,
    submission_id: str | None,
    *,
    makes_lapse: bool = False,
    lapse_accepted: bool = False,
) -> tuple[Opened, Victim]:
    """Begin an act for one victim: the case locked, the row read afresh."""
    victim = session.get(Victim, victim_id)
    if victim is None:
        raise NotFound("There is no such victim.")
    opened = open_act(
        session,
        actor,
        act,
        victim.investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=makes_lapse,
        lapse_accepted=lapse_accepted,
    )
    session.refresh(victim)
    return opened, victim


def record_support_offer(
    session: Session,
    actor: Actor,
    victim_id: int,
    answer: SupportReferral,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Support was offered and the victim answered; a decline is an answer. Returns the event's id."""
    opened, victim = open_for_victim(session, actor, Act.REFER_TO_SUPPORT, victim_id, now, submission_id)
    victim.support_referral, victim.support_offered_at = answer, now
    event = opened.event(
        EventKind.SUPPORT_OFFERED,
        facts={"victim": victim.id, "answer": answer},
        detail={"words": words},
    )
    owing.end(opened, event, owing.running(opened, DutyKind.SUPPORT_REFERRAL, victim_id=victim.id), at=now)
    session.flush()
    return event.id


def record_view(
    session: Session,
    actor: Actor,
    victim_id: int,
    view: VictimView,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
    heard_by_id: int | None = None,
    heard_at: dt.datetime | None = None,
) -> int:
    """What the victim wants, in their own words; returns the event's id. Material.

    Whoever records it heard it now, unless it says who did, and when.
    """
    opened, victim = open_for_victim(
        session,
        actor,
        Act.RECORD_VIEW,
        victim_id,
        now,
        submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    return write_view(opened, victim, view, words, heard_by_id or actor.id, heard_at or now).id


def write_view(
    opened: Opened, victim: Victim, view: VictimView, words: str, heard_by_id: int, heard_at: dt.datetime
) -> CaseEvent:
    """The one writer of what a victim wants. That they support it takes back a withdrawal that holds."""
    if not words.strip():
        raise FactNotAccepted("words", "Write the victim's own words.")
    refuse_impossible_time(opened, "heard_at", heard_at, "They", "have said it")
    if opened.session.get(Person, heard_by_id) is None:
        raise FactNotAccepted("heard_by", "Choose who heard them.")
    victim.view, victim.view_recorded_at = view, opened.now
    victim.view_heard_at, victim.view_heard_by_id = heard_at, heard_by_id
    withdrawal = opened.case.victim(victim.id).withdrawal if view is VictimView.SUPPORTS else None
    asked = owing.running(opened, DutyKind.CALL_BACK, victim_id=victim.id) if withdrawal is not None else ()
    facts: dict[str, object] = {"victim": victim.id, "view": view, "heard_at": heard_at}
    if withdrawal is not None:
        facts |= {"takes_back": withdrawal.id, "excuses": [duty.id for duty in asked]}
    event = opened.event(
        EventKind.VICTIM_VIEW_RECORDED, facts=facts, detail={"words": words}, about_person_id=heard_by_id
    )
    if withdrawal is not None:
        row = WithdrawalTakenBack(
            withdrawal_id=withdrawal.id,
            taken_back_at=opened.now,
            recorded_by_id=opened.actor.id,
            event_id=event.id,
        )
        opened.session.add(row)
        owing.excuse(opened, event, asked)
        opened.session.flush()
    return event
