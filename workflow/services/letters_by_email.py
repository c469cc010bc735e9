"""Letters that go by e-mail: asked for, taken up once, recorded as sent or as not sent. Never sent twice.

Whoever sends (commands/letters.py) takes one up and commits, hands it to the mail server, and records what
became of it. One that was taken up and of which nothing was recorded may have arrived: it is not sent again.
"""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, Letter, LetterEmail, Person, RoleHolding, Victim
from vocabulary import Act, Actor, Channel, EventKind, HandedOver, LetterKind, Mailing, NotSent
from workflow.ledger import digest_of_detail
from workflow.letters import LetterText, london_day, read_back, why_not_by
from workflow.reading import lock_case
from workflow.reading.letters import decision_to_tell
from workflow.refusals import FactNotAccepted
from workflow.services.letters import open_for_letter, refuse_what_has_gone, write_handed_over
from workflow.services.opening import Opened, policy_at

FELL_SILENT = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class ToSend:
    """A letter taken up to be sent."""

    email_id: int
    address: str
    letter: LetterText
    marking: str


def ask_to_email(
    session: Session,
    actor: Actor,
    letter_id: int,
    *,
    now: dt.datetime,
    embargo_read: bool = False,
    submission_id: str | None = None,
) -> int:
    """Have a letter sent by e-mail to the address on record; returns the id of what waits."""
    opened, letter, victim = open_for_letter(
        session, actor, Act.HAND_OVER_LETTER, letter_id, now, submission_id
    )
    refuse_what_has_gone(opened, letter, "letter")
    if not (victim.email or "").strip():
        raise FactNotAccepted("letter", "No e-mail address is recorded for them.")
    _refuse_what_must_not_go(opened, letter)
    row = LetterEmail(
        investigation_id=opened.row.id,
        letter_id=letter.id,
        address=victim.email,
        nonce=secrets.token_hex(16),
        embargo_read=embargo_read,
        asked_at=now,
        asked_by_id=actor.id,
        standing=Mailing.WAITING,
    )
    session.add(row)
    session.flush()
    opened.event(
        EventKind.LETTER_EMAIL_ASKED,
        facts={
            "email": row.id,
            "letter": letter.id,
            "victim": victim.id,
            "kind": letter.kind,
            "address": digest_of_detail(row.nonce, row.address),
            "embargo_read": embargo_read,
        },
    )
    session.flush()
    return row.id


def _why_not_by_email(opened: Opened, letter: Letter) -> str | None:
    whom = opened.case.victim(letter.victim_id)
    return why_not_by(opened.case, whom, opened.policy, Channel.EMAIL, letter.decision_id)


def _refuse_what_must_not_go(opened: Opened, letter: Letter) -> None:
    match _why_not_now(opened, letter):
        case NotSent.NO_LONGER_SAFE:
            raise FactNotAccepted("letter", _why_not_by_email(opened, letter))
        case NotSent.DECISION_TAKEN_BACK:
            raise FactNotAccepted(
                "letter", "The decision that it tells was taken back since it was made: it does not go."
            )


def _why_not_now(opened: Opened, letter: Letter) -> NotSent | None:
    """What was safe and so when it was made may be so no more."""
    if _why_not_by_email(opened, letter) is not None:
        return NotSent.NO_LONGER_SAFE
    if letter.kind is LetterKind.DECISION:
        try:
            decision_to_tell(opened.session, opened.case, letter.decision_id)
        except FactNotAccepted:
            return NotSent.DECISION_TAKEN_BACK
    return None


def waiting_to_be_sent(session: Session) -> list[int]:
    """What waits and nobody has taken up, the oldest first."""
    query = sa.select(LetterEmail.id).where(
        LetterEmail.standing == Mailing.WAITING, LetterEmail.claimed_at.is_(None)
    )
    return list(session.scalars(query.order_by(LetterEmail.id)))


def fallen_silent(session: Session, now: dt.datetime) -> list[int]:
    """What was taken up a while ago, and nobody has said what became of it."""
    query = sa.select(LetterEmail.id).where(
        LetterEmail.standing == Mailing.WAITING, LetterEmail.claimed_at < now - FELL_SILENT
    )
    return list(session.scalars(query.order_by(LetterEmail.id)))


def take_up(session: Session, email_id: int, *, now: dt.datetime) -> ToSend | NotSent | None:
    """Take up one to be sent: the caller commits before it sends. None when another did.

    What must not go any more is recorded as not sent; returned is why.
    """
    opened, row, letter = _open(session, email_id, now)
    if row.standing is not Mailing.WAITING or row.claimed_at is not None:
        return None
    why = _why_not_now(opened, letter)
    if why is not None:
        _end_unsent(opened, row, letter, why)
        return why
    row.claimed_at = now
    session.flush()
    protection, case = opened.policy.protection, opened.case
    is_sensitive = case.who_reads.restriction is not None or protection.is_sensitive(
        case.offence_class, case.flags
    )
    marking = protection.marking(people=True, sensitive=is_sensitive)
    return ToSend(row.id, row.address, read_back(letter.text), marking)


def record_sent(session: Session, email_id: int, *, now: dt.datetime) -> int | None:
    """The mail server took it: it is handed over, in the name of whoever asked. Returns the contact's id."""
    opened, row, letter = _open(session, email_id, now)
    if row.standing is not Mailing.WAITING or row.claimed_at is None:
        return None
    opened.actor = _as_they_are(session, row.asked_by_id, now)
    row.standing, row.ended_at = Mailing.SENT, now
    victim = session.get_one(Victim, letter.victim_id, populate_existing=True)
    return write_handed_over(
        opened,
        letter,
        victim,
        HandedOver.EMAILED,
        now,
        embargo_read=row.embargo_read,
        email_id=row.id,
    )


def record_not_sent(session: Session, email_id: int, why: NotSent, *, now: dt.datetime) -> int | None:
    """It did not go; returns the event's id. The letter can be printed, or asked to be sent again."""
    opened, row, letter = _open(session, email_id, now)
    if row.standing is not Mailing.WAITING:
        return None
    return _end_unsent(opened, row, letter, why)


def _end_unsent(opened: Opened, row: LetterEmail, letter: Letter, why: NotSent) -> int:
    row.standing, row.ended_at, row.why_not = Mailing.NOT_SENT, opened.now, why
    event = opened.event(
        EventKind.LETTER_NOT_SENT,
        facts={
            "email": row.id,
            "letter": letter.id,
            "victim": letter.victim_id,
            "kind": letter.kind,
            "why": why,
        },
    )
    opened.session.flush()
    return event.id


def _open(session: Session, email_id: int, now: dt.datetime) -> tuple[Opened, LetterEmail, Letter]:
    """The case locked, then the row read afresh: Fairlead itself acts, for whoever asked."""
    investigation_id = session.get_one(LetterEmail, email_id).investigation_id
    case = lock_case(session, investigation_id, now)
    row = session.get_one(LetterEmail, email_id, populate_existing=True)
    investigation = session.get_one(Investigation, investigation_id)
    opened = Opened(session, None, case, investigation, now, policy_at(now), None)
    return opened, row, session.get_one(Letter, row.letter_id)


def _as_they_are(session: Session, person_id: int, now: dt.datetime) -> Actor:
    """Whoever asked, with the roles they hold today."""
    person, today = session.get_one(Person, person_id), london_day(now)
    roles = session.execute(
        sa.select(RoleHolding.role, RoleHolding.unit_id).where(
            RoleHolding.person_id == person_id,
            RoleHolding.from_on <= today,
            sa.or_(RoleHolding.until_on.is_(None), RoleHolding.until_on > today),
        )
    )
    return Actor(person.id, person.rank, person.is_detective, frozenset(tuple(row) for row in roles))
