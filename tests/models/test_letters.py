"""What the database itself holds to of letters that go by e-mail: once, as asked, one at a time."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.models.letter_rows import a_letter, an_email, handed_over
from tests.models.rows import NOW, ReadyCase, Rows
from tests.stores import refused
from vocabulary import Mailing, NotSent

ENDED = {"standing": Mailing.NOT_SENT, "ended_at": NOW, "why_not": NotSent.ADDRESS_REFUSED}


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


@pytest.fixture
def ready(rows: Rows) -> ReadyCase:
    return rows.ready()


def test_one_waits_at_a_time_and_another_is_asked_for_after_one_that_did_not_go(rows: Rows, ready: ReadyCase):
    letter = a_letter(rows, ready)
    an_email(rows, ready, letter, **ENDED)
    an_email(rows, ready, letter)
    with pytest.raises(sa.exc.IntegrityError):
        an_email(rows, ready, letter)


@pytest.mark.parametrize(
    "change",
    [
        "address = 'another@example.org'",
        "asked_by_id = asked_by_id + 1",
        "nonce = 'another'",
        "claimed_at = NULL",
        "claimed_at = '2027-01-01'",
    ],
)
def test_what_was_asked_stays_and_is_taken_up_once(rows: Rows, ready: ReadyCase, change: str):
    an_email(rows, ready, a_letter(rows, ready), claimed_at=NOW)
    said = refused(rows.session, f"UPDATE letter_email SET {change}")
    assert "a letter goes by e-mail once, as it was asked" in said


def test_what_has_ended_does_not_wait_again(rows: Rows, ready: ReadyCase):
    an_email(rows, ready, a_letter(rows, ready), **ENDED)
    said = refused(
        rows.session, "UPDATE letter_email SET standing = 'waiting', ended_at = NULL, why_not = NULL"
    )
    assert "a letter goes by e-mail once, as it was asked" in said


def test_a_letter_is_of_its_victims_case_and_goes_by_a_contact_of_it(rows: Rows, ready: ReadyCase):
    other = rows.ready()
    for act, table in (
        (lambda: a_letter(rows, ready, victim_id=other.victim), "letter"),
        (lambda: a_letter(rows, ready, kind="decision", decision_id=other.decision), "letter"),
        (
            lambda: handed_over(
                rows, ready, a_letter(rows, ready), contact_id=rows.contact(other.id, other.victim)
            ),
            "letter_handed_over",
        ),
        (lambda: an_email(rows, ready, a_letter(rows, other)), "letter_email"),
    ):
        with pytest.raises(sa.exc.IntegrityError) as caught, rows.session.begin_nested():
            act()
        assert f"what a {table} names is of the same case" in str(caught.value.orig)
