"""How often, and in which way, a victim is kept informed: agreed with them (Right 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Duty, Person, UpdateAgreement, Victim
from vocabulary import Act, Actor, Channel, ContactResult, DutyKind, EventKind, RightSubject
from workflow.duties import is_discharged_by
from workflow.refusals import FactNotAccepted
from workflow.services import owing, updates
from workflow.services.late import counts_from
from workflow.services.opening import Opened
from workflow.services.owing_rights import right_of, rights_that_run
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim


@dataclass(frozen=True)
class UpdatesAgreed:
    """What the victim said, to whom and when. Without `every_days`: only when something happens."""

    every_days: int | None
    method: Channel | None
    quiet_times: str
    words: str
    heard_by_id: int
    heard_at: dt.datetime


def agree_updates(
    session: Session,
    actor: Actor,
    victim_id: int,
    agreed: UpdatesAgreed,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record it, in the place of what was agreed before; returns the row's id."""
    opened, victim = open_for_victim(session, actor, Act.AGREE_UPDATES, victim_id, now, submission_id)
    _refuse_what_cannot_be(opened, victim, agreed)
    counted_at = counts_from(opened, agreed.heard_at)
    before = owing.running(opened, DutyKind.NEXT_UPDATE, victim_id=victim_id)
    asked = [
        duty for duty in _agreeing(opened, victim_id) if is_discharged_by(duty.triggered_at, agreed.heard_at)
    ]
    since = max([agreed.heard_at, *_last_reached(opened, victim_id)])
    # To ask them again is the update that was overdue; not so what was heard before that one began.
    late = [duty for duty in before if duty.due_at < counted_at]
    goes_on = any(not is_discharged_by(duty.triggered_at, agreed.heard_at) for duty in late)
    next_due = None if goes_on else updates.due_after(since, agreed.every_days)
    event = opened.event(
        EventKind.UPDATES_AGREED,
        facts={
            "victim": victim_id,
            "every_days": agreed.every_days,
            "method": agreed.method,
            "heard_at": agreed.heard_at,
            "happened_at": agreed.heard_at,
            "covers": [duty.id for duty in asked],
            **({"counted_at": counted_at} if counted_at != agreed.heard_at else {}),
            "since": since,
            "next_update": next_due,
        },
        detail={"words": agreed.words, "quiet_times": agreed.quiet_times},
        about_person_id=agreed.heard_by_id,
    )
    row = UpdateAgreement(
        investigation_id=opened.row.id,
        victim_id=victim_id,
        every_days=agreed.every_days,
        method=agreed.method,
        quiet_times=agreed.quiet_times,
        words=agreed.words,
        heard_by_id=agreed.heard_by_id,
        heard_at=agreed.heard_at,
        recorded_at=now,
        recorded_by_id=actor.id,
        event_id=event.id,
    )
    session.add(row)
    owing.end(opened, event, [*asked, *late], at=agreed.heard_at, counted_at=counted_at)
    owing.excuse(opened, event, [duty for duty in before if duty not in late])
    updates.owe_next(opened, event, victim, since, next_due)
    session.flush()
    return row.id


def _refuse_what_cannot_be(opened: Opened, victim: Victim, agreed: UpdatesAgreed) -> None:
    whom = opened.case.victim(victim.id)
    if whom.wants_no_contact:
        raise FactNotAccepted(
            "words", "This victim does not want contact. If that has changed, end it first."
        )
    longest = opened.policy.setting("update_longest_days")
    if agreed.every_days is not None and not 1 <= agreed.every_days <= longest:
        raise FactNotAccepted("every_days", f"Enter a number of days from 1 to {longest}.")
    if agreed.every_days is not None and agreed.method is None:
        raise FactNotAccepted("method", "Choose how they want to hear.")
    if agreed.method is not None and agreed.method in whom.ways.unsafe:
        raise FactNotAccepted("method", "They said that this way is not safe. Choose another.")
    if not agreed.quiet_times.strip():
        raise FactNotAccepted("quiet_times", "Write what happens while there is nothing new.")
    if not agreed.words.strip():
        raise FactNotAccepted("words", "Write what they said.")
    refuse_impossible_time(opened, "heard_at", agreed.heard_at, "This", "have been agreed")
    if opened.session.get(Person, agreed.heard_by_id) is None:
        raise FactNotAccepted("heard_by", "Choose who agreed it with them.")


def _agreeing(opened: Opened, victim_id: int) -> list[Duty]:
    """The rights to be asked how often: agreeing gives them."""
    running = rights_that_run(opened, victim_id)
    return [duty for duty in running if right_of(opened, duty).subject is RightSubject.UPDATES]


def _last_reached(opened: Opened, victim_id: int) -> Collection[dt.datetime]:
    contacts = opened.case.victim(victim_id).contacts
    return [
        each.happened_at
        for each in contacts
        if each.result is ContactResult.REACHED and each.unsafe is None and each.happened_at <= opened.now
    ]
