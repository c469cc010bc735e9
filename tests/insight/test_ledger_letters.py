"""Rows of letters, changed behind Fairlead's back: verification names the row, and repeats nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making, making_letters
from tests.insight.filled import (  # noqa: F401
    Filled,
    Standing,
    behind_its_back,
    made_once,
    session_above,
)
from tests.making import Force
from vocabulary import NotSent
from workflow.services.letters_by_email import record_not_sent, record_sent, take_up

LATER = making_letters.NOW + 2 * making_letters.SOON
TAMPERED = {
    "another text": ("UPDATE letter SET text = 'A secret.'", "letter", "its text is not the text"),
    "another salt": ("UPDATE letter SET nonce = 'n'", "letter", "its text is not the text"),
    "another hash": ("UPDATE letter SET sha256 = 'f'", "letter", "its sha256 is not that of its text"),
    "what it tells": ("UPDATE letter SET told = 'A secret.'", "letter", "its told is not the text"),
    "that it speaks of a review": (
        "UPDATE letter SET speaks_of_review = (1 = 1)",
        "letter",
        "its speaks_of_review is True",
    ),
    "another kind": ("UPDATE letter SET kind = 'written_confirmation'", "letter", "its kind is"),
    "another version": ("UPDATE letter SET template_version = '9'", "letter", "its template_version is 9"),
    "another policy": ("UPDATE letter SET policy_version = '9'", "letter", "its policy_version is 9"),
    "another writer": ("UPDATE letter SET made_by_id = made_by_id + 1", "letter", "its made_by_id is"),
    "made earlier": ("UPDATE letter SET made_at = '2020-01-01 00:00:00.000000'", "letter", "its made_at is"),
    "no letter": ("DELETE FROM letter", "letter", "it is missing"),
    "given by hand": (
        "UPDATE letter_handed_over SET how = 'by_hand'",
        "letter_handed_over",
        "its how is by_hand",
    ),
    "handed over earlier": (
        "UPDATE letter_handed_over SET handed_over_at = '2020-01-01 00:00:00.000000'",
        "letter_handed_over",
        "its handed_over_at is",
    ),
    "never handed over": ("DELETE FROM letter_handed_over", "letter_handed_over", "it is missing"),
    "to another address": ("UPDATE letter_email SET address = 'x'", "letter_email", "its address is not"),
    "waits again": (
        "UPDATE letter_email SET standing = 'waiting', ended_at = NULL, why_not = NULL",
        "letter_email",
        "its standing is waiting",
    ),
    "for another reason": (
        "UPDATE letter_email SET why_not = 'interrupted' WHERE why_not IS NOT NULL",
        "letter_email",
        "its why_not is interrupted",
    ),
    "asked by another": (
        "UPDATE letter_email SET asked_by_id = asked_by_id + 1",
        "letter_email",
        "its asked_by_id is",
    ),
    "what was read": (
        "UPDATE letter_email SET embargo_read = (1 = 1)",
        "letter_email",
        "its embargo_read is True",
    ),
    "ended earlier": (
        "UPDATE letter_email SET ended_at = '2020-01-01 00:00:00.000000'",
        "letter_email",
        "its ended_at is",
    ),
    "never asked": ("DELETE FROM letter_email", "letter_email", "it is missing"),
}


def written(session: Session, force: Force) -> None:
    """A letter posted, one that went by e-mail, and one that did not."""
    [victim] = making.an_investigation(session, force).victims
    making_letters.lives_at(session, victim, email="amina@example.org")
    making_letters.handed_over(session, force, making_letters.made(session, force, victim))
    for goes in (True, False):
        email = making_letters.asked_by_email(session, force, making_letters.made(session, force, victim))
        if goes:
            take_up(session, email, now=LATER)
            record_sent(session, email, now=LATER)
        else:
            record_not_sent(session, email, NotSent.ADDRESS_REFUSED, now=LATER)


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, written) as made:
        yield made


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_changed_by_hand_is_named(session: Session, what: str):
    statement, table, says = TAMPERED[what]
    with behind_its_back(session) as run:
        run(statement)
    fault = verify(session).fault
    assert fault is not None
    assert fault.table == table
    assert says in fault.what
    assert "secret" not in fault.what


def test_a_letter_that_no_event_tells_of_is_named(session: Session):
    names = [column["name"] for column in sa.inspect(session.connection()).get_columns("letter")]
    kept = ", ".join(name for name in names if name != "id")
    session.execute(
        sa.text(f"INSERT INTO letter ({kept}) SELECT {kept} FROM letter WHERE kind = 'update' LIMIT 1")
    )
    assert "no event of its case tells of it" in verify(session).fault.what
