"""Letters made, handed over and asked to be sent, by calling the services as a page would."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Letter, Victim
from tests.making import NOW, Case, Force
from vocabulary import Actor, HandedOver, LetterKind
from workflow.ledger import sha256
from workflow.letters import LetterAsked, LetterText
from workflow.reading import read_case
from workflow.reading.letters import draft_letter
from workflow.services.letters import hand_over_letter, make_letter
from workflow.services.letters_by_email import ask_to_email
from workflow.services.opening import policy_at

WORDS = "The film from the car park has come. It shows nobody who can be recognised.\n\nWe now ask the shop."
AN_UPDATE = LetterAsked(LetterKind.UPDATE, WORDS)
A_CONFIRMATION = LetterAsked(LetterKind.WRITTEN_CONFIRMATION)
ASKS_TO_BE_RUNG = LetterAsked(LetterKind.UNABLE_TO_CONTACT)
# In the same minute a letter cannot be handed over before it was made.
SOON = dt.timedelta(minutes=10)


def a_decision(case: Case, words: str = "Nobody saw it, and no camera looks at the garden.") -> LetterAsked:
    return LetterAsked(LetterKind.DECISION, words, case.decision)


def lives_at(session: Session, victim: int, address: str | None = None, email: str | None = None) -> None:
    """Put an address in the victim's row, as it would be recorded with them."""
    row = session.get_one(Victim, victim)
    row.address, row.email = address or "7 Mill Lane, Anytown, AN1 2BC", email
    session.flush()


def preview(session: Session, case_id: int, victim: int, asked: LetterAsked, now: dt.datetime) -> LetterText:
    return draft_letter(session, read_case(session, case_id, now), victim, asked, policy_at(now), now)


def made(
    session: Session,
    force: Force,
    victim: int,
    asked: LetterAsked = AN_UPDATE,
    now: dt.datetime = NOW,
    actor: Actor | None = None,
) -> int:
    """Read as a page shows it, then made."""
    case_id = session.scalar(sa.select(Victim.investigation_id).where(Victim.id == victim))
    seen = sha256(preview(session, case_id, victim, asked, now).as_text())
    return make_letter(session, actor or force.officer, victim, asked, seen, now=now)


def handed_over(
    session: Session,
    force: Force,
    letter: int,
    how: HandedOver = HandedOver.POSTED,
    now: dt.datetime = NOW + SOON,
    at: dt.datetime | None = None,
    actor: Actor | None = None,
) -> int:
    return hand_over_letter(session, actor or force.officer, letter, how, at or now, now=now)


def asked_by_email(
    session: Session, force: Force, letter: int, now: dt.datetime = NOW + SOON, actor: Actor | None = None
) -> int:
    return ask_to_email(session, actor or force.officer, letter, now=now)


def row_of(session: Session, letter: int) -> Letter:
    return session.get_one(Letter, letter, populate_existing=True)
