"""Whatever is changed behind Fairlead's back, verification finds it and names the row."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger, ledger_decisions
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401
from workflow.ledger import sha256


def test_what_was_written_by_the_services_is_sound(session: Session):
    verified = ledger.verify(session)
    assert verified.fault is None
    assert verified.is_sound
    counts = {
        name: session.scalar(sa.text(f"SELECT count(*) FROM {table}"))
        for name, table in (
            ("events", "case_event"),
            ("streams", "stream"),
            ("decisions", "decision"),
            ("sign_offs", "sign_off"),
        )
    }
    assert {name: getattr(verified, name) for name in counts} == counts
    assert min(counts.values()) >= 5


@pytest.mark.parametrize("size", [1, 2, 7])
def test_however_it_is_cut_into_batches(session: Session, monkeypatch: pytest.MonkeyPatch, size: int):
    whole = ledger.verify(session)
    monkeypatch.setattr(ledger, "BATCH", size)
    monkeypatch.setattr(ledger, "CASES_AT_ONCE", size)
    monkeypatch.setattr(ledger_decisions, "BATCH", size)
    assert ledger.verify(session) == whole


FIRST = "(SELECT id FROM stream WHERE kind = 'investigation' AND subject_id = :case)"
A_LINE_EVENT = f"stream_id = {FIRST} AND sequence = 6"

ITS_ID = f"(SELECT id FROM case_event WHERE {A_LINE_EVENT})"

# What is done to the open case's rows, and what verification says of which table.
ON_EVENTS = {
    "canonical text": (
        f"UPDATE case_event SET canonical = canonical || ' ' WHERE {A_LINE_EVENT}",
        "its hash is not",
    ),
    "hash": (f"UPDATE case_event SET hash = '{'0' * 64}' WHERE {A_LINE_EVENT}", "its hash is not"),
    "previous hash": (
        f"UPDATE case_event SET previous_hash = hash WHERE {A_LINE_EVENT}",
        "its column previous_hash",
    ),
    "kind": (
        f"UPDATE case_event SET kind = 'line_resulted' WHERE {A_LINE_EVENT}",
        "its column kind is line_resulted",
    ),
    "actor": (f"UPDATE case_event SET actor_id = actor_id + 1 WHERE {A_LINE_EVENT}", "its column actor_id"),
    "role": (
        f"UPDATE case_event SET actor_role = 'auditor' WHERE {A_LINE_EVENT}",
        "its column actor_role is auditor",
    ),
    "person named": (
        f"UPDATE case_event SET about_person_id = 1 WHERE {A_LINE_EVENT}",
        "its column about_person_id",
    ),
    "time": (
        f"UPDATE case_event SET recorded_at = '2026-01-01 00:00:00.000000' WHERE {A_LINE_EVENT}",
        "its column recorded_at is 2026-01-01T00:00:00.000000+00:00",
    ),
    "submission": (
        f"UPDATE case_event SET submission_id = 's' WHERE {A_LINE_EVENT}",
        "its column submission_id is s",
    ),
    "order": (
        f"UPDATE case_event SET sequence = sequence + 100 WHERE {A_LINE_EVENT}",
        "where number 6 should be",
    ),
    "an event removed": (f"DELETE FROM case_event WHERE {A_LINE_EVENT}", "where number 6 should be"),
    "detail": (
        f"UPDATE event_detail SET detail = '{{}}' WHERE event_id = {ITS_ID}",
        "its detail is not what the chain holds",
    ),
    "nonce": (
        f"UPDATE event_detail SET nonce = 'n' WHERE event_id = {ITS_ID}",
        "its detail is not what the chain holds",
    ),
    "a detail removed": (
        f"DELETE FROM event_detail WHERE event_id = {ITS_ID}",
        "its detail is missing, and no disposal is recorded",
    ),
    "a detail added": (
        "INSERT INTO event_detail (event_id, nonce, detail) SELECT id, 'n', '{}' FROM case_event"
        f" WHERE stream_id = {FIRST} AND sequence = 4",
        "a detail that the chain knows nothing of",
    ),
}


@pytest.mark.parametrize("what", ON_EVENTS)
def test_a_change_to_an_event_is_found(session: Session, filled: Filled, what: str):
    statement, said = ON_EVENTS[what]
    with behind_its_back(session) as change:
        change(statement, case=filled.open.id)
    fault = ledger.verify(session).fault
    assert fault.table == "case_event"
    assert said in fault.what


def test_the_first_fault_is_named_by_its_row(session: Session, filled: Filled):
    where = "stream_id = (SELECT id FROM stream WHERE kind = 'investigation' AND subject_id = :case)"
    with behind_its_back(session) as change:
        for case in (filled.open.id, filled.closed.id):
            change(f"UPDATE case_event SET hash = 'x' WHERE {where} AND sequence IN (3, 5)", case=case)
    first = session.scalar(sa.text("SELECT min(id) FROM case_event WHERE hash = 'x'"))
    fault = ledger.verify(session).fault
    assert str(fault) == f"case_event {first}: its hash is not that of its canonical text."


def test_an_event_rewritten_with_its_own_hash_breaks_the_next_link(session: Session, filled: Filled):
    event = session.execute(
        sa.text(f"SELECT id, canonical FROM case_event WHERE {A_LINE_EVENT}"), {"case": filled.open.id}
    ).one()
    canonical = event.canonical.replace('"category":"cctv"', '"category":"scene"')
    assert canonical != event.canonical
    with behind_its_back(session) as change:
        change(
            "UPDATE case_event SET canonical = :canonical, hash = :hash WHERE id = :id",
            canonical=canonical,
            hash=sha256(canonical),
            id=event.id,
        )
    fault = ledger.verify(session).fault
    assert fault.what == "it does not hold the hash of the event before it"
    assert fault.id > event.id


@pytest.mark.parametrize("canonical", ["not JSON", "[]", "{}", '{"form":2}'])
def test_a_text_that_is_no_event_is_found_whatever_its_hash(session: Session, filled: Filled, canonical: str):
    with behind_its_back(session) as change:
        change(
            f"UPDATE case_event SET canonical = :canonical, hash = :hash WHERE {A_LINE_EVENT}",
            canonical=canonical,
            hash=sha256(canonical),
            case=filled.open.id,
        )
    assert ledger.verify(session).fault.what == "its canonical text is not that of an event"


@pytest.mark.parametrize(
    ("column", "value"),
    [("length", "length + 1"), ("head_hash", "'x'"), ("last_event_id", "last_event_id - 1")],
)
def test_a_head_that_does_not_end_its_chain_is_found(
    session: Session, filled: Filled, column: str, value: str
):
    with behind_its_back(session) as change:
        change(f"UPDATE stream SET {column} = {value} WHERE id = {FIRST}", case=filled.open.id)
    fault = ledger.verify(session).fault
    assert fault.table == "stream"
    assert fault.what.startswith(f"{column} is ")


def test_the_last_event_cut_off_is_found_by_the_head(session: Session, filled: Filled):
    last = "(SELECT last_event_id FROM investigation WHERE id = :case)"
    with behind_its_back(session) as change:
        change(f"DELETE FROM event_detail WHERE event_id = {last}", case=filled.open.id)
        change(f"DELETE FROM case_event WHERE id = {last}", case=filled.open.id)
    fault = ledger.verify(session).fault
    assert fault.table == "stream"
    assert fault.what.startswith("length is ")


def test_a_chain_given_to_another_case_is_found(session: Session, filled: Filled):
    with behind_its_back(session) as change:
        change(f"UPDATE stream SET subject_id = 9999 WHERE id = {FIRST}", case=filled.open.id)
    fault = ledger.verify(session).fault
    assert fault.what == f"it was written for the stream investigation:{filled.open.id}"


def test_a_whole_chain_removed_is_found(session: Session, filled: Filled):
    events = f"(SELECT id FROM case_event WHERE stream_id = {FIRST})"
    with behind_its_back(session) as change:
        change(f"DELETE FROM event_detail WHERE event_id IN {events}", case=filled.open.id)
        change(f"DELETE FROM case_event WHERE stream_id = {FIRST}", case=filled.open.id)
    assert ledger.verify(session).fault.what == "it has no events"
    with behind_its_back(session) as change:
        change(f"DELETE FROM stream WHERE id = {FIRST}", case=filled.open.id)
    assert str(ledger.verify(session).fault) == f"investigation {filled.open.id}: it has no events."
