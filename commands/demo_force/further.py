"""Acts that a few of the force's cases need, each at the story's own time."""

from __future__ import annotations

import datetime as dt

from commands.demo_force.telling import Telling
from vocabulary import AdviserKind, Channel, CpsAsked, Restriction, Step, WaitingOn
from workflow.services import line_facts, restricting, safe_contacts, waiting
from workflow.services.particulars import Acceptance, Proposed, Referral
from workflow.services.transferring import record_acceptance


def result_came_back(t: Telling, by: str, line_id: int, words: str) -> None:
    """Put into the file as it came, by somebody who does not judge it."""
    line_facts.record_result_received(t.session, t.who(by), line_id, t.now, words, now=t.later(minutes=5))


def adviser(
    t: Telling, by: str, victim_id: int, kind: AdviserKind, name: str, reached: str, words: str
) -> None:
    """Only through somebody the victim chose, or in person."""
    said = safe_contacts.SafeContactSaid(
        safe=frozenset({Channel.THROUGH_ADVOCATE, Channel.IN_PERSON}),
        unsafe=frozenset({Channel.LETTER, Channel.TEXT, Channel.EMAIL}),
        preferred=Channel.THROUGH_ADVOCATE,
        no_messages=True,
        safe_words=words,
        adviser_kind=kind,
        adviser_name=name,
        adviser_reached=reached,
    )
    safe_contacts.record_safe_contact(t.session, t.who(by), victim_id, said, now=t.later(minutes=5))


def safe_by(
    t: Telling, by: str, victim_id: int, *channels: Channel, times: str = "", words: str = ""
) -> None:
    """These channels are safe, as the victim says; what else there is has not been asked about."""
    said = safe_contacts.SafeContactSaid(safe=frozenset(channels), safe_times=times, safe_words=words)
    safe_contacts.record_safe_contact(t.session, t.who(by), victim_id, said, now=t.later(minutes=5))


def wait_for(t: Telling, by: str, on: WaitingOn, words: str, days: int) -> None:
    wait = waiting.Wait(on, t.now, (t.now + dt.timedelta(days=days)).date(), t.who(by).id, words)
    waiting.start_waiting(t.session, t.who(by), t.id, wait, now=t.later(minutes=10))


def refer(t: Telling, by: str, suspects: list[int], reference: str, words: str) -> None:
    asked = Referral(CpsAsked.FULL_CODE_CHARGE, t.now, frozenset(suspects), reference, words)
    t.later(minutes=20)
    t.step(by, Step.REFER_TO_CPS, asked)


def restrict(t: Telling, by: str, kind: Restriction, why: str) -> None:
    day = (t.last + dt.timedelta(days=28)).date()
    restricting.restrict(t.session, t.who(by), t.id, kind, day, why, now=t.later(hours=1))


def accept(t: Telling, by: str, who: str, reference: str) -> None:
    record_acceptance(t.session, t.who(by), t.id, Acceptance(who, reference, t.now), now=t.later(minutes=30))


def propose(t: Telling, by: str, step: Step, particulars: Proposed) -> None:
    """An ending that is not the end of an investigation."""
    t.later(hours=3)
    t.step(by, step, particulars)
