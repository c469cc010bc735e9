"""How one victim said it is safe to reach them (practice P20). Each recording is kept; the last one holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import SafeContact, VictimChannel
from vocabulary import Act, Actor, AdviserKind, Channel, DutyKind, EventKind
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.restrictions import why_not_write_over
from workflow.services import owing
from workflow.services.victims import open_for_victim
from workflow.telling import CHANNELS_IN_WORDS


@dataclass(frozen=True)
class SafeContactSaid:
    """All of what holds from now: what is left out is not recorded any more.

    `safe_words`: what to say, and what not. An adviser has a kind, a name and a way to be reached.
    `interpreter`: the language, where one is needed.
    """

    safe: frozenset[Channel] = frozenset()
    unsafe: frozenset[Channel] = frozenset()
    preferred: Channel | None = None
    no_messages: bool = False
    safe_times: str = ""
    safe_words: str = ""
    adviser_kind: AdviserKind | None = None
    adviser_name: str = ""
    adviser_reached: str = ""
    interpreter: str = ""


def record_safe_contact(
    session: Session,
    actor: Actor,
    victim_id: int,
    said: SafeContactSaid,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record it; returns the event's id. Never stale, in every state: somebody's safety does not wait."""
    opened, victim = open_for_victim(session, actor, Act.RECORD_SAFE_CONTACT, victim_id, now, submission_id)
    why = why_not_write_over(actor, opened.case, opened.case.victim(victim.id))
    if why is not None:
        raise NotPermitted(why)
    _refuse_what_cannot_be(said)
    event = opened.event(
        EventKind.SAFE_CONTACT_RECORDED,
        facts={
            "victim": victim.id,
            "safe": said.safe,
            "unsafe": said.unsafe,
            "preferred": said.preferred,
            "no_messages": said.no_messages,
            "adviser": said.adviser_kind,
        },
        detail={
            "times": said.safe_times,
            "words": said.safe_words,
            "interpreter": said.interpreter,
            "adviser_name": said.adviser_name,
            "adviser_reached": said.adviser_reached,
        },
    )
    asked = owing.running(opened, DutyKind.ASK_SAFE_CONTACT, victim_id=victim.id)
    owing.end(opened, event, asked, at=now)
    row = SafeContact(
        investigation_id=opened.row.id,
        victim_id=victim.id,
        preferred=said.preferred,
        no_messages=said.no_messages,
        safe_times=said.safe_times or None,
        safe_words=said.safe_words or None,
        interpreter=said.interpreter or None,
        adviser_kind=said.adviser_kind,
        adviser_name=said.adviser_name or None,
        adviser_reached=said.adviser_reached or None,
        recorded_at=now,
        recorded_by_id=actor.id,
        event_id=event.id,
    )
    session.add(row)
    session.flush()
    session.add_all(
        VictimChannel(safe_contact_id=row.id, channel=channel, is_safe=channel in said.safe)
        for channel in sorted(said.safe | said.unsafe)
    )
    session.flush()
    return event.id


def _refuse_what_cannot_be(said: SafeContactSaid) -> None:
    both = said.safe & said.unsafe
    if both:
        words = CHANNELS_IN_WORDS[sorted(both)[0]]
        raise FactNotAccepted("unsafe", f"It cannot be both safe and not safe to reach them {words}.")
    if said.preferred is not None and said.preferred in said.unsafe:
        raise FactNotAccepted("preferred", "What they prefer cannot be one of the ways that are not safe.")
    adviser = (
        ("adviser_kind", said.adviser_kind is not None, "Choose what the adviser is to them."),
        ("adviser_name", bool(said.adviser_name.strip()), "Enter the adviser's name."),
        ("adviser_reached", bool(said.adviser_reached.strip()), "Enter how the adviser is reached."),
    )
    is_begun = any(given for _, given, _ in adviser)
    for name, given, why in adviser:
        if is_begun and not given:
            raise FactNotAccepted(name, why)
