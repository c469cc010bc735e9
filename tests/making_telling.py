"""Ways that are safe, attempts, exceptions and embargoes, made by calling the services as a page would."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests import making_updates
from tests.making import NOW, Case, Force
from vocabulary import Actor, AdviserKind, Channel, ContactResult, DutyStatus, OtherBody
from workflow.reading import read_case
from workflow.services import agreeing, contacts, embargoes, safe_contacts, telling_exceptions

DAY = dt.timedelta(days=1)
WORDS = "She says so."


def say_what_is_safe(
    session: Session, force: Force, victim: int, *safe: Channel, now: dt.datetime = NOW, **more: object
) -> int:
    """What the victim said when asked; `adviser`: that an adviser stands beside them."""
    if more.pop("adviser", False):
        more |= {"adviser_kind": AdviserKind.ISVA, "adviser_name": "Ada Moss", "adviser_reached": "01632 960"}
    said = safe_contacts.SafeContactSaid(frozenset(safe), **more)
    return safe_contacts.record_safe_contact(session, force.victim_care_officer, victim, said, now=now)


def attempt(
    session: Session, force: Force, victim: int, channel: Channel, at: dt.datetime, **more: object
) -> int:
    tried = contacts.ContactMade(channel, ContactResult.ATTEMPTED, at, **more)
    return contacts.record_contact(session, force.victim_care_officer, victim, tried, now=at)


def enough_attempts(session: Session, force: Force, victim: int, since: dt.datetime = NOW) -> dt.datetime:
    """Three on two days by two ways; returns a time after the last of them."""
    for channel, days in ((Channel.PHONE, 1), (Channel.PHONE, 2), (Channel.TEXT, 2)):
        attempt(session, force, victim, channel, since + days * DAY)
    return since + 2 * DAY + dt.timedelta(hours=1)


def give_all_rights(session: Session, force: Force, case_id: int, now: dt.datetime = NOW) -> None:
    """A visit at which each victim is given what they have a right to by now."""
    for victim in read_case(session, case_id, now).victims:
        owed = frozenset(each.duty_id for each in victim.rights if each.status is DutyStatus.RUNNING)
        given = making_updates.given_by_contact(victim, owed)
        if given != owed:
            making_updates.agree(session, force, victim.id, now, every_days=None)
        made = contacts.ContactMade(
            Channel.IN_PERSON,
            ContactResult.REACHED,
            now,
            told="All of it.",
            covers=given,
            reasons="As asked.",
        )
        contacts.record_contact(session, force.victim_care_officer, victim.id, made, now=now)


def no_contact_wanted(
    session: Session, force: Force, victim: int, now: dt.datetime = NOW, actor: Actor | None = None, **more
) -> int:
    who = actor or force.victim_care_officer
    values = {
        "words": "Please do not ring me again.",
        "heard_by_id": force.officer.id,
        "heard_at": now,
    } | more
    return telling_exceptions.record_no_contact(session, who, victim, **values, now=now)


def unable(
    session: Session, force: Force, case: Case, now: dt.datetime, actor: Actor | None = None, **more
) -> int:
    values = {"decision_id": case.decision, "words": "Rang twice, and sent a text."} | more
    who, (victim, *_) = actor or force.other_sergeant, case.victims
    return telling_exceptions.agree_unable_to_contact(session, who, victim, **values, now=now)


def not_yet(
    session: Session, force: Force, case: Case, now: dt.datetime = NOW, actor: Actor | None = None, **more
) -> int:
    values = {
        "decision_id": case.decision,
        "words": "He lives with her and reads her telephone.",
        "review_on": (now + 7 * DAY).date(),
    } | more
    who, (victim, *_) = actor or force.inspector, case.victims
    return telling_exceptions.agree_not_told_yet(session, who, victim, **values, now=now)


def elsewhere(
    session: Session, force: Force, case: Case, now: dt.datetime = NOW, actor: Actor | None = None, **more
) -> int:
    values = {
        "decision_id": case.decision,
        "body": OtherBody.CPS,
        "told_at": now,
        "reference": "CPS/77",
        "words": "The reviewing lawyer rang her.",
    } | more
    who, (victim, *_) = actor or force.victim_care_officer, case.victims
    return telling_exceptions.record_told_elsewhere(session, who, victim, **values, now=now)


def agreed(
    session: Session,
    force: Force,
    victim: int,
    exception: int,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
    words: str = "Rang her adviser: it is so.",
) -> int:
    who = actor or force.other_sergeant
    return agreeing.agree_exception(session, who, victim, exception, words, now=now)


def over(
    session: Session,
    force: Force,
    victim: int,
    exception: int,
    now: dt.datetime,
    actor: Actor | None = None,
    words: str = "She rang us herself.",
) -> int:
    who = actor or force.victim_care_officer
    return telling_exceptions.end_exception(session, who, victim, exception, words, now=now)


def an_embargo(
    session: Session, force: Force, case: Case, now: dt.datetime = NOW, actor: Actor | None = None, **more
) -> int:
    values = {"what": "That an arrest is planned.", "until_at": now + DAY} | more
    return embargoes.set_embargo(session, actor or force.sergeant, case.id, **values, now=now)
