"""One contact as it was made: which rights it gives, what it told, from when it counts, what it repeats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import sqlalchemy as sa

from models import Contact, Duty, Victim
from vocabulary import Channel, ContactResult, RightSubject
from workflow.duties import is_discharged_by
from workflow.refusals import FactNotAccepted
from workflow.services.opening import Opened
from workflow.services.owing_rights import right_of, rights_chosen
from workflow.telling import WRITTEN

# A paper that somebody hands over is in writing too.
BY_HAND_OR_WRITTEN = WRITTEN | {Channel.IN_PERSON}
# What was told and the reasons for it are one text; this stands between them.
BEFORE_REASONS = "\n\nReasons given: "


@dataclass(frozen=True)
class ContactMade:
    """One attempt. `tells_decision_id`: the decision told, with its reasons, in `told`.

    `keeps_promises`: ids of running promise duties this contact keeps. `took_account`: more than a call,
    it took the victim's account or statement, which makes its taker a part of the case (practice P30).
    `covers`: ids of running rights that this contact gives, with their `reasons` where they ask for any.
    `left_message`: on a machine, or with somebody else. `embargo_read`: what must not be told was read first.
    `told_of_review`: that they may have the decision reviewed, and until when.
    """

    channel: Channel
    result: ContactResult
    happened_at: dt.datetime
    told: str = ""
    said: str = ""
    tells_decision_id: int | None = None
    promised: str = ""
    promised_for: dt.datetime | None = None
    keeps_promises: frozenset[int] = field(default=frozenset())
    took_account: bool = False
    left_message: bool = False
    embargo_read: bool = False
    told_of_review: bool = False
    covers: frozenset[int] = field(default=frozenset())
    reasons: str = ""


def says_what_others_said(opened: Opened, row: Contact) -> bool:
    """Is it one of several contacts with this victim that say the same, word for word (inspection C34)?

    Said once for each such text: the contact that makes it too many.
    """
    words = " ".join(row.told.split()).casefold()
    if not words:
        return False
    corrected = sa.select(Contact.supersedes_id).where(Contact.supersedes_id.is_not(None))
    before = opened.session.scalars(
        sa.select(Contact.told).where(
            Contact.victim_id == row.victim_id, Contact.id != row.id, Contact.id.not_in(corrected)
        )
    )
    same = sum(" ".join(told.split()).casefold() == words for told in before)
    return same == opened.policy.setting("same_words_contacts") - 1


def told_with_reasons(contact: ContactMade) -> str:
    """What was told, with the reasons that were given, unless it is they that were told."""
    reasons = contact.reasons.strip()
    if reasons == contact.told.strip():
        return contact.told
    return f"{contact.told.rstrip()}{BEFORE_REASONS}{reasons}" if reasons else contact.told


def rights_covered(opened: Opened, victim: Victim, contact: ContactMade) -> list[Duty]:
    """The rights that this contact gives: those whose trigger happened before it did (practice P22)."""
    if not contact.covers:
        return []
    if contact.result is not ContactResult.REACHED:
        raise FactNotAccepted("covers", "A victim who was not reached was given none of these.")
    duties = rights_chosen(opened, victim.id, contact.covers, "covers")
    rights = {duty.id: right_of(opened, duty) for duty in duties}
    for right in rights.values():
        if right.subject is RightSubject.UPDATES:
            raise FactNotAccepted("covers", f"{right.title}: record what was agreed on the page Updates.")
        if right.written and contact.channel not in BY_HAND_OR_WRITTEN:
            raise FactNotAccepted(
                "covers", f"{right.title}: by letter, e-mail or text message, or on paper given by hand."
            )
        if right.reasons and not contact.reasons.strip():
            raise FactNotAccepted("reasons", f"{right.title}: write the reasons that they were given.")
    return [duty for duty in duties if is_discharged_by(duty.triggered_at, contact.happened_at)]
