"""Accounts: what somebody is (name, rank, detective, accreditation), a password for once, retirement."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, SignInSession
from models.base import folded
from vocabulary import Accreditation, Actor, EventKind, Rank, StreamKind
from workflow import recording
from workflow.refusals import Refusal
from workflow.services.administering import lock_person, permit, refuse_grade
from workflow.services.handing_over import let_go

# Nothing that is read aloud or written down as something else.
EASILY_READ = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4


@dataclass(frozen=True)
class WhoTheyAre:
    """What may change about somebody: everything but the number they sign in with."""

    full_name: str
    rank: Rank
    is_detective: bool
    accreditation: Accreditation
    grade: str | None = None


def one_time_password() -> str:
    """A password that nobody chose, in groups that can be read out."""
    groups = ("".join(secrets.choice(EASILY_READ) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def change_person(
    session: Session,
    actor: Actor | None,
    person_id: int,
    now_is: WhoTheyAre,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> None:
    """Change who somebody is, from now on. What they signed keeps the rank that they had then."""
    person = _open(session, actor, person_id, submission_id, "change what is held about yourself")
    before = WhoTheyAre(
        person.full_name, person.rank, person.is_detective, Accreditation(person.accreditation), person.grade
    )
    refuse_grade(now_is.grade, now_is.rank, now)
    if before == now_is:
        raise Refusal("Nothing was changed: this is what is held already.")
    person.full_name, person.name_search = now_is.full_name, folded(now_is.full_name)
    person.rank, person.is_detective = now_is.rank, now_is.is_detective
    person.accreditation, person.grade = int(now_is.accreditation), now_is.grade
    recording.append(
        session,
        StreamKind.PERSON,
        person_id,
        EventKind.PERSON_CHANGED,
        actor=actor,
        now=now,
        facts={
            "rank": now_is.rank,
            "detective": now_is.is_detective,
            "accreditation": int(now_is.accreditation),
            "grade": now_is.grade,
            "was_rank": before.rank,
            "was_detective": before.is_detective,
            "was_accreditation": int(before.accreditation),
            "was_grade": before.grade,
        },
        detail={"name": now_is.full_name},
        about_person_id=person_id,
        submission_id=submission_id,
    )


def reset_password(
    session: Session,
    actor: Actor | None,
    person_id: int,
    password_hash: str,
    asked_how: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> None:
    """Put a password for one sign-in in place of theirs, and end what they have open."""
    person = _open(session, actor, person_id, submission_id, "reset your own password")
    person.password_hash, person.must_change_password = password_hash, True
    person.failed_sign_ins, person.locked_until_at = 0, None
    _end_sessions(session, person_id, now)
    recording.append(
        session,
        StreamKind.PERSON,
        person_id,
        EventKind.PASSWORD_RESET,
        actor=actor,
        now=now,
        detail={"asked_how": asked_how},
        about_person_id=person_id,
        submission_id=submission_id,
    )


def retire_person(
    session: Session,
    actor: Actor | None,
    person_id: int,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> None:
    """Close an account for good. Refused while its owner answers for anything (never 4)."""
    person = _open(session, actor, person_id, submission_id, "retire yourself")
    let_go(session, actor, person_id, now=now)
    person.retired_at = now
    _end_sessions(session, person_id, now)
    recording.append(
        session,
        StreamKind.PERSON,
        person_id,
        EventKind.PERSON_RETIRED,
        actor=actor,
        now=now,
        about_person_id=person_id,
        submission_id=submission_id,
    )


def _open(
    session: Session, actor: Actor | None, person_id: int, submission_id: str | None, not_oneself: str
) -> Person:
    """The account, locked; nobody administers their own, so that always two people know."""
    permit(session, actor, submission_id)
    if actor is not None and actor.id == person_id:
        raise Refusal(f"You cannot {not_oneself} here. Ask another administrator.")
    person = lock_person(session, person_id)
    if person.retired_at is not None:
        raise Refusal("They have retired, and their account is closed.")
    return person


def _end_sessions(session: Session, person_id: int, now: dt.datetime) -> None:
    session.execute(
        sa.update(SignInSession)
        .where(SignInSession.person_id == person_id, SignInSession.ended_at.is_(None))
        .values(ended_at=now)
    )
