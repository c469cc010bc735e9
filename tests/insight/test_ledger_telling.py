"""Rows about telling, changed behind Fairlead's back: verification names the row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from tests import making, making_telling
from tests.insight.filled import (  # noqa: F401
    Filled,
    Standing,
    behind_its_back,
    made_once,
    session_above,
)
from tests.making import Force
from vocabulary import Channel
from workflow.reading import read_case
from workflow.services.embargoes import end_embargo

NOW = making.NOW
TAMPERED = {
    "a way made safe": ("UPDATE victim_channel SET is_safe = (1 = 1)", "victim_channel", "what is safe"),
    "a way left out": ("DELETE FROM victim_channel", "victim_channel", "what is safe"),
    "another adviser": (
        "UPDATE safe_contact SET adviser_name = 'Another'",
        "safe_contact",
        "its adviser_name is not the text",
    ),
    "messages allowed": (
        "UPDATE safe_contact SET no_messages = (1 = 0)",
        "safe_contact",
        "its no_messages is",
    ),
    "another reason": (
        "UPDATE telling_exception SET words = 'Other.'",
        "telling_exception",
        "is not the text",
    ),
    "a later review": (
        "UPDATE telling_exception SET review_on = '2027-01-01'",
        "telling_exception",
        "its review_on is 2027-01-01",
    ),
    "agreed by another": (
        "UPDATE telling_exception SET agreed_by_id = recorded_by_id + 1",
        "telling_exception",
        "its agreed_by_id is",
    ),
    "agreed, and it was not": (
        "INSERT INTO telling_exception_agreed (exception_id, agreed_at, agreed_by_id, event_id)"
        " SELECT id, recorded_at, recorded_by_id, event_id FROM telling_exception",
        "telling_exception_agreed",
        "no event of its case tells of it",
    ),
    "an exception removed": ("DELETE FROM telling_exception", "telling_exception", "it is missing"),
    "an exception put in": (
        "INSERT INTO telling_exception (investigation_id, victim_id, decision_id, kind, words, agreed_by_id,"
        " review_on, recorded_at, recorded_by_id, event_id) SELECT investigation_id, victim_id, decision_id,"
        " kind, words, agreed_by_id, review_on, recorded_at, recorded_by_id, event_id - 1"
        " FROM telling_exception",
        "telling_exception",
        "no event of its case tells of it",
    ),
    "an exception ended": (
        "INSERT INTO telling_exception_ended (exception_id, ended_at, ended_by_id, event_id)"
        " SELECT id, recorded_at, recorded_by_id, event_id FROM telling_exception",
        "telling_exception_ended",
        "no event of its case tells of it",
    ),
    "an embargo for longer": (
        "UPDATE embargo SET until_at = '2027-01-01 00:00:00.000000'",
        "embargo",
        "its until_at is",
    ),
    "an embargo's end removed": ("DELETE FROM embargo_ended", "embargo_ended", "it is missing"),
    "a contact that counts": (
        "UPDATE contact SET counts = (1 = 1) WHERE counts = (1 = 0)",
        "contact",
        "its counts is True",
    ),
    "a contact unmarked": ("UPDATE contact SET unsafe = NULL", "contact", "its unsafe is None"),
    "who heard the victim": (
        "UPDATE victim SET view_heard_by_id = view_heard_by_id + 1 WHERE view_heard_by_id IS NOT NULL",
        "victim",
        "its view_heard_by_id is",
    ),
    "a duty to look at it met": (
        "UPDATE duty SET status = 'met', ended_at = due_at WHERE kind = 'unsafe_contact'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "a later review of the duty": (
        "UPDATE duty SET due_at = '2027-01-01 00:00:00.000000' WHERE kind = 'tell_later'",
        "duty",
        "it is due 2027-01-01T00:00:00+00:00",
    ),
}


def told(session: Session, force: Force) -> None:
    """A case with every kind of these rows."""
    case = making.signed_off(session, force)
    (victim,) = case.victims
    making_telling.say_what_is_safe(
        session, force, victim, adviser=True, unsafe=frozenset({Channel.LETTER}), no_messages=True
    )
    letter = making.telling(case, channel=Channel.LETTER, tells_decision_id=None)
    making.contacts.record_contact(session, force.officer, victim, letter, now=NOW)
    making_telling.not_yet(session, force, case)
    making_telling.an_embargo(session, force, case)
    [embargo] = session.scalars(sa.text("SELECT id FROM embargo"))
    end_embargo(session, force.sergeant, case.id, embargo, "Arrested.", now=NOW)
    assert read_case(session, case.id, NOW).victims[0].exceptions


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, told) as made:
        yield made


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_about_telling_is_held_against_its_event(session: Session, what: str):
    statement, table, said = TAMPERED[what]
    with behind_its_back(session) as change:
        assert change(statement).rowcount > 0
    fault = ledger.verify(session).fault
    assert fault is not None
    assert (fault.table, said in fault.what) == (table, True), fault
