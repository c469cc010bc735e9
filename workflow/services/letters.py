"""Letters to victims: made as they were read, kept word for word, and recorded when they are handed over."""

from __future__ import annotations

import datetime as dt
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Letter, LetterEmail, LetterHandedOver, Victim
from vocabulary import (
    Act,
    Actor,
    ContactResult,
    DutyStatus,
    EventKind,
    HandedOver,
    LetterKind,
    LetterLanguage,
    Mailing,
    RightSubject,
)
from workflow.duties import to_the_minute
from workflow.ledger import digest_of_detail, sha256
from workflow.letters import CHANNEL_OF, LetterAsked, address_lines, still_tells
from workflow.policy.letters import MAY_ASK_FOR_REVIEW
from workflow.reading.letters import draft_letter
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted
from workflow.restrictions import why_not_write_over
from workflow.services.contacts import ContactMade, write_contact
from workflow.services.opening import Opened, policy_at
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim

# What victims have a right to, that a letter of this kind gives.
GIVES = {LetterKind.WRITTEN_CONFIRMATION: {RightSubject.CONFIRMATION}}
# Beside this the page shows the letter again: what was seen is not what would be made.
SEEN = "letter"
NOT_AS_SEEN = "The letter is not as you saw it: something has changed since. Read it again, then make it."


def make_letter(
    session: Session,
    actor: Actor,
    victim_id: int,
    asked: LetterAsked,
    seen_sha256: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Make a letter; returns its id. In every state, never stale: what was seen says whether it still holds.

    `seen_sha256`: of the text that whoever makes it has read. No other text is made.
    """
    opened, victim = open_for_victim(session, actor, Act.MAKE_LETTER, victim_id, now, submission_id)
    whom = opened.case.victim(victim.id)
    why = why_not_write_over(actor, opened.case, whom)
    if why is not None:
        raise NotPermitted(why)
    decision_id = asked.decision_id if asked.kind is LetterKind.DECISION else None
    letter = draft_letter(session, opened.case, victim.id, asked, opened.policy, now)
    text = letter.as_text()
    if sha256(text) != seen_sha256:
        raise FactNotAccepted(SEEN, NOT_AS_SEEN)
    template = opened.policy.letters.templates[asked.kind]
    row = Letter(
        investigation_id=opened.row.id,
        victim_id=victim.id,
        kind=asked.kind,
        decision_id=decision_id,
        template_version=template.version,
        policy_version=opened.policy.version,
        language=LetterLanguage.PLAIN_ENGLISH,
        text=text,
        sha256=seen_sha256,
        nonce=secrets.token_hex(16),
        told=_told(asked, letter.subject),
        speaks_of_review=bool(asked.may_ask_for_review) and template.offers_review,
        made_at=now,
        made_by_id=actor.id,
    )
    session.add(row)
    session.flush()
    opened.event(
        EventKind.LETTER_MADE,
        facts={
            "letter": row.id,
            "victim": victim.id,
            "kind": row.kind,
            "decision": row.decision_id,
            "template": row.template_version,
            "policy": row.policy_version,
            "language": row.language,
            "text": digest_of_detail(row.nonce, row.text),
            "speaks_of_review": row.speaks_of_review,
        },
        detail={"told": row.told},
    )
    session.flush()
    return row.id


def _told(asked: LetterAsked, subject: str) -> str:
    """What a contact by this letter tells. One that only asks to be rung tells nothing."""
    if asked.kind is LetterKind.UNABLE_TO_CONTACT:
        return ""
    return f"{subject}: {asked.words.strip()}" if asked.words.strip() else f"{subject}, in writing."


def hand_over_letter(
    session: Session,
    actor: Actor,
    letter_id: int,
    how: HandedOver,
    happened_at: dt.datetime,
    *,
    now: dt.datetime,
    embargo_read: bool = False,
    submission_id: str | None = None,
) -> int:
    """Record that a letter was posted or given by hand, which is a contact; returns the contact's id.

    It happened: it is kept, whether or not it was safe, and marked as any contact is (practice P4).
    """
    opened, letter, victim = open_for_letter(
        session, actor, Act.HAND_OVER_LETTER, letter_id, now, submission_id
    )
    if how is HandedOver.EMAILED:
        raise FactNotAccepted("how", "A letter goes by e-mail from its own page, which records it.")
    refuse_what_has_gone(opened, letter, "how")
    if happened_at < to_the_minute(letter.made_at):
        raise FactNotAccepted("happened_at", "It cannot have been handed over before it was made.")
    refuse_impossible_time(opened, "happened_at", happened_at, "It", "have been handed over")
    if how is HandedOver.POSTED and not address_lines(victim.address or ""):
        raise FactNotAccepted(
            "how", "No address is recorded for them, so this letter cannot have been posted to it."
        )
    return write_handed_over(opened, letter, victim, how, happened_at, embargo_read=embargo_read)


def open_for_letter(
    session: Session, actor: Actor, act: Act, letter_id: int, now: dt.datetime, submission_id: str | None
) -> tuple[Opened, Letter, Victim]:
    """Begin an act about a letter: the case locked, the rows read."""
    letter = session.get(Letter, letter_id)
    if letter is None:
        raise NotFound("There is no such letter.")
    opened, victim = open_for_victim(session, actor, act, letter.victim_id, now, submission_id)
    return opened, letter, victim


def refuse_what_has_gone(opened: Opened, letter: Letter, field: str) -> None:
    """Raise FactNotAccepted for a letter that was handed over, or is about to be."""
    gone = opened.session.scalar(
        sa.select(LetterHandedOver.id).where(LetterHandedOver.letter_id == letter.id)
    )
    if gone is not None:
        raise FactNotAccepted(field, "This letter was handed over already. For another copy, make another.")
    waiting = opened.session.scalar(
        sa.select(LetterEmail.id).where(
            LetterEmail.letter_id == letter.id, LetterEmail.standing == Mailing.WAITING
        )
    )
    if waiting is not None:
        raise FactNotAccepted(field, "This letter waits to be sent by e-mail.")


def write_handed_over(
    opened: Opened,
    letter: Letter,
    victim: Victim,
    how: HandedOver,
    happened_at: dt.datetime,
    *,
    embargo_read: bool,
    email_id: int | None = None,
) -> int:
    """The contact that it is, by the rules of contacts; the row, and its event. Returns the contact's id."""
    whom = opened.case.victim(victim.id)
    tells = still_tells(opened.case, whom, opened.policy, letter.decision_id)
    reached = letter.kind is not LetterKind.UNABLE_TO_CONTACT
    contact_id = write_contact(
        opened,
        victim,
        ContactMade(
            CHANNEL_OF[how],
            ContactResult.REACHED if reached else ContactResult.ATTEMPTED,
            happened_at,
            told=letter.told,
            tells_decision_id=letter.decision_id if tells else None,
            embargo_read=embargo_read,
            covers=_rights_given(opened, victim.id, letter.kind),
            told_of_review=_speaks_of_review(letter),
        ),
    )
    row = LetterHandedOver(
        investigation_id=opened.row.id,
        letter_id=letter.id,
        how=how,
        handed_over_at=happened_at,
        contact_id=contact_id,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
    )
    opened.session.add(row)
    opened.session.flush()
    opened.event(
        EventKind.LETTER_HANDED_OVER,
        facts={
            "handed_over": row.id,
            "letter": letter.id,
            "victim": victim.id,
            "kind": letter.kind,
            "how": how,
            "handed_over_at": happened_at,
            "contact": contact_id,
            "email": email_id,
        },
    )
    opened.session.flush()
    return contact_id


def _rights_given(opened: Opened, victim_id: int, kind: LetterKind) -> frozenset[int]:
    """The running rights that such a letter gives, whenever it is read."""
    subjects, rights = GIVES.get(kind, set()), opened.policy.rights
    return frozenset(
        right.duty_id
        for right in opened.case.victim(victim_id).rights
        if right.status is DutyStatus.RUNNING
        and right.key in rights
        and rights[right.key].subject in subjects
    )


def _speaks_of_review(letter: Letter) -> bool:
    """As it was when it was made. Of an older letter, the template of that day says which heading says so."""
    if letter.speaks_of_review is not None:
        return letter.speaks_of_review
    template = policy_at(letter.made_at).letters.templates[letter.kind]
    headings = [
        each.text for each in template.paragraphs if each.is_heading and each.when == MAY_ASK_FOR_REVIEW
    ]
    return any(heading in letter.text for heading in headings)
