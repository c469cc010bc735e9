"""Signing in and out: tokens are kept as digests, wrong passwords lock for a while."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Person, SignInSession
from tests.making import Force
from tests.services.prepared import LATER, facts_of, last_event_of
from vocabulary import EventKind, StreamKind
from workflow.ledger import sha256
from workflow.refusals import Refusal
from workflow.services import sign_in
from workflow.services.opening import policy_at


@pytest.fixture
def person(force: Force) -> int:
    return force.officer.id


def sessions(session: Session, person: int) -> list[SignInSession]:
    query = sa.select(SignInSession).where(SignInSession.person_id == person).order_by(SignInSession.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def last_kind(session: Session, person: int) -> EventKind:
    return last_event_of(session, person, StreamKind.PERSON).kind


def fail(session: Session, person: int, times: int, now: dt.datetime = LATER) -> bool:
    return [sign_in.note_failed_sign_in(session, person, now=now) for _ in range(times)][-1]


def test_an_account_is_found_by_its_name_however_it_is_typed(session: Session, person: int):
    row = session.get_one(Person, person)
    found = sign_in.credentials_of(session, f"  {row.username.upper()} ")
    assert (found.person_id, found.password_hash, found.locked_until_at) == (person, "x", None)
    assert sign_in.credentials_of(session, "nobody") is None


def test_somebody_who_has_left_has_no_account(session: Session, person: int):
    row = session.get_one(Person, person)
    row.retired_at = LATER
    session.flush()
    assert sign_in.credentials_of(session, row.username) is None


def test_only_a_digest_of_the_token_is_kept(session: Session, person: int):
    token = sign_in.sign_in(session, person, now=LATER)
    (kept,) = sessions(session, person)
    assert kept.token_hash == sha256(token) != token
    assert last_kind(session, person) is EventKind.SIGNED_IN
    assert token not in last_event_of(session, person, StreamKind.PERSON).canonical


def test_signing_out_ends_that_session_once(session: Session, person: int):
    first, second = (sign_in.sign_in(session, person, now=LATER) for _ in "ab")
    sign_in.sign_out(session, first, now=LATER)
    assert [each.ended_at for each in sessions(session, person)] == [LATER, None]
    event = last_event_of(session, person, StreamKind.PERSON)
    assert event.kind is EventKind.SIGNED_OUT
    sign_in.sign_out(session, first, now=LATER)
    sign_in.sign_out(session, "no such token", now=LATER)
    assert last_event_of(session, person, StreamKind.PERSON).id == event.id
    assert second


def test_too_many_wrong_passwords_lock_the_account_for_a_while(session: Session, person: int):
    policy = policy_at(LATER)
    attempts = policy.setting("sign_in_attempts")
    until = LATER + dt.timedelta(minutes=policy.setting("sign_in_lock_minutes"))
    assert fail(session, person, attempts - 1) is False
    assert fail(session, person, 1) is True
    event = last_event_of(session, person, StreamKind.PERSON)
    assert (event.kind, facts_of(event)) == (EventKind.SIGN_IN_FAILED, {"locked": True})
    assert session.get_one(Person, person).locked_until_at == until
    with pytest.raises(Refusal, match="locked for a short time"):
        sign_in.sign_in(session, person, now=until - dt.timedelta(seconds=1))
    sign_in.sign_in(session, person, now=until)


def test_a_right_password_forgets_the_wrong_ones(session: Session, person: int):
    attempts = policy_at(LATER).setting("sign_in_attempts")
    fail(session, person, attempts - 1)
    sign_in.sign_in(session, person, now=LATER)
    assert fail(session, person, attempts - 1) is False


def test_a_new_password_ends_the_other_sessions(session: Session, person: int):
    kept, *_ = (sign_in.sign_in(session, person, now=LATER) for _ in "abc")
    sign_in.change_password(session, person, "new hash", kept, now=LATER)
    assert session.get_one(Person, person).password_hash == "new hash"
    assert [each.ended_at for each in sessions(session, person)] == [None, LATER, LATER]
    assert last_kind(session, person) is EventKind.PASSWORD_CHANGED
    sign_in.change_password(session, person, "newer hash", None, now=LATER)
    assert all(each.ended_at for each in sessions(session, person))


def test_a_new_password_ends_no_session_of_somebody_else(session: Session, force: Force, person: int):
    sign_in.sign_in(session, force.colleague.id, now=LATER)
    sign_in.change_password(session, person, "new hash", None, now=LATER)
    assert [each.ended_at for each in sessions(session, force.colleague.id)] == [None]
