"""Signing in and out, and changing a password. Hashes are made and checked outside the transaction."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, SignInSession
from vocabulary import EventKind, StreamKind
from workflow import recording
from workflow.ledger import sha256
from workflow.refusals import Refusal
from workflow.services.opening import policy_at

# Of everybody in the demonstration force; it stands on the sign-in page of every demonstration.
PUBLISHED_PASSWORD = "fairlead demo"


def why_not_this_password(password: str, *, is_production: bool) -> str | None:
    """Why a password opens nothing, whoever's it is; None when it may. Asked wherever one is typed.

    So a database that once held the demonstration can be put to real use without its people coming along.
    """
    if is_production and password == PUBLISHED_PASSWORD:
        return "This is the password of the demonstration, which is published. It opens nothing here."
    return None


@dataclass(frozen=True)
class Credentials:
    """What sign-in compares: read first, compared outside the transaction."""

    person_id: int
    password_hash: str
    locked_until_at: dt.datetime | None

    def is_locked(self, now: dt.datetime) -> bool:
        return self.locked_until_at is not None and self.locked_until_at > now


def credentials_of(session: Session, username: str) -> Credentials | None:
    """The account's stored hash, or None when there is no such account in use."""
    row = session.scalar(
        sa.select(Person).where(Person.username == username.strip().lower(), Person.retired_at.is_(None))
    )
    return Credentials(row.id, row.password_hash, row.locked_until_at) if row else None


def sign_in(session: Session, person_id: int, *, now: dt.datetime) -> str:
    """Begin a session after the password was found right; returns the token for the cookie."""
    person = _lock(session, person_id)
    if person.locked_until_at is not None and person.locked_until_at > now:
        raise Refusal("This account is locked for a short time after too many wrong passwords.")
    person.failed_sign_ins, person.locked_until_at = 0, None
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(token_hash=sha256(token), person_id=person.id, created_at=now, last_seen_at=now)
    )
    session.flush()
    _note(session, person.id, EventKind.SIGNED_IN, now)
    return token


def note_failed_sign_in(session: Session, person_id: int, *, now: dt.datetime) -> bool:
    """Count a wrong password; returns whether the account is now locked for a while."""
    person = _lock(session, person_id)
    person.failed_sign_ins += 1
    policy = policy_at(now)
    locked = person.failed_sign_ins >= policy.setting("sign_in_attempts")
    if locked:
        person.failed_sign_ins = 0
        person.locked_until_at = now + dt.timedelta(minutes=policy.setting("sign_in_lock_minutes"))
    _note(session, person.id, EventKind.SIGN_IN_FAILED, now, {"locked": locked})
    return locked


def sign_out(session: Session, token: str, *, now: dt.datetime) -> None:
    """End the session this token belongs to, if it is still going."""
    row = session.scalar(sa.select(SignInSession).where(SignInSession.token_hash == sha256(token)))
    if row is not None and row.ended_at is None:
        row.ended_at = now
        session.flush()
        _note(session, row.person_id, EventKind.SIGNED_OUT, now)


def change_password(
    session: Session, person_id: int, new_hash: str, keep_token: str | None, *, now: dt.datetime
) -> None:
    """Store a new hash and end every other session of this person. The old password was found right."""
    person = _lock(session, person_id)
    person.password_hash, person.must_change_password, person.failed_sign_ins = new_hash, False, 0
    session.execute(
        sa.update(SignInSession)
        .where(
            SignInSession.person_id == person_id,
            SignInSession.ended_at.is_(None),
            SignInSession.token_hash != (sha256(keep_token) if keep_token else ""),
        )
        .values(ended_at=now)
    )
    _note(session, person_id, EventKind.PASSWORD_CHANGED, now)


def _lock(session: Session, person_id: int) -> Person:
    return session.scalars(
        sa.select(Person)
        .where(Person.id == person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _note(
    session: Session, person_id: int, kind: EventKind, now: dt.datetime, facts: dict | None = None
) -> None:
    recording.append(
        session,
        StreamKind.PERSON,
        person_id,
        kind,
        actor=None,
        now=now,
        facts=facts,
        about_person_id=person_id,
    )
