"""Ways around the guards that plain SQL offers: another's row, another's number, a chain put aside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.guards import NEVER_REMOVED
from tests.models.filled import fill_every_table
from tests.models.rows import FINISHES_AS, ReadyCase, Rows
from tests.stores import Store, refused
from vocabulary import DecisionKind, EventKind

FINISH = "UPDATE investigation SET state = :state WHERE id = :case"


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


def of(session: Session, table: str) -> str:
    names = [column["name"] for column in sa.inspect(session.connection()).get_columns(table)]
    return ", ".join(f'"{name}"' for name in names)


# A chain that is put aside says nothing of who was officer, or of what happened since.


@pytest.mark.parametrize("change", ["subject_id = -subject_id", "kind = 'offender'"])
def test_a_chain_is_not_put_aside(rows: Rows, change: str):
    ready = rows.ready()
    said = refused(
        rows.session,
        f"UPDATE stream SET {change} WHERE kind = 'investigation' AND subject_id = :case",
        case=ready.id,
    )
    assert "a chain stays with what it tells of" in said


# On SQLite, a plain connection has recursive triggers off: REPLACE then asks no trigger on DELETE.


@pytest.fixture
def plain(own_sqlite: Store) -> Iterator[Rows]:
    with own_sqlite.session() as session:
        rows = Rows(session)
        fill_every_table(rows)
        session.commit()
        session.connection().connection.driver_connection.execute("PRAGMA recursive_triggers=OFF")
        yield rows


@pytest.mark.parametrize("table", NEVER_REMOVED)
def test_nothing_that_stays_is_replaced_by_a_plain_connection(plain: Rows, table: str):
    names = of(plain.session, table)
    where = f"WHERE id = {plain.investigation()}" if table == "investigation" else "LIMIT 1"
    said = refused(
        plain.session, f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} {where}"
    )
    assert "is never replaced" in said


@pytest.mark.parametrize("table", [name for name in NEVER_REMOVED if name != "cps_referral_suspect"])
def test_no_row_takes_the_number_of_another(plain: Rows, table: str):
    """It would remove the other: an untold victim, an open line."""
    fill_every_table(plain)
    first, second = plain.session.scalars(sa.text(f"SELECT id FROM {table} ORDER BY id LIMIT 2")).all()
    said = refused(
        plain.session,
        f"UPDATE OR REPLACE {table} SET id = :first WHERE id = :second",
        first=first,
        second=second,
    )
    assert any(words in said for words in ("is never replaced", "stays", "never changed", "of the same case"))


@pytest.mark.parametrize("table", ["victim_channel", "cps_referral_suspect"])
def test_a_row_known_by_two_columns_is_not_replaced_by_its_place(plain: Rows, table: str):
    """Such a table has a row id besides its key, and INSERT OR REPLACE goes by either."""
    place = plain.session.scalar(sa.text(f"SELECT rowid FROM {table}"))
    other = {
        "victim_channel": "SELECT safe_contact_id, 'in_person', 1 FROM victim_channel",
        "cps_referral_suspect": "SELECT referral_id, (SELECT max(id) FROM suspect) FROM cps_referral_suspect",
    }[table]
    into = f"{table} (rowid, {of(plain.session, table)})"
    said = refused(plain.session, f"INSERT OR REPLACE INTO {into} SELECT {place}, * FROM ({other} LIMIT 1)")
    assert "is never replaced" in said


# What told a finished case is not corrected away.


def test_a_correction_that_would_not_count_does_not_untell_a_finished_case(rows: Rows):
    ready = rows.ready(told=False)
    first = rows.contact(ready.id, ready.victim, ready.decision)
    rows.finish(ready)
    said = refused_contact(rows, ready, first, counts=False)
    assert "before the contact that told its decision is corrected" in said


def test_nor_does_one_when_what_is_left_does_not_count(rows: Rows):
    ready = rows.ready(told=False)
    first = rows.contact(ready.id, ready.victim, ready.decision)
    rows.contact(ready.id, ready.victim, ready.decision, counts=False)
    rows.finish(ready)
    said = refused_contact(rows, ready, first, decision_id=None)
    assert "before the contact that told its decision is corrected" in said


def refused_contact(rows: Rows, ready: ReadyCase, corrects: int, **changes: object) -> str:
    more = {"supersedes_id": corrects, "correction_reason": "Why", "decision_id": ready.decision}
    with pytest.raises(sa.exc.IntegrityError) as caught, rows.session.begin_nested():
        rows.contact(ready.id, ready.victim, **more | changes)
    return str(caught.value.orig)


# That no line is reasonable is agreed by somebody else.


@pytest.mark.parametrize("who", ["officer", "proposer"])
def test_no_finish_when_who_agreed_that_no_line_is_reasonable_has_the_case_or_proposed(rows: Rows, who: str):
    ready = rows.ready(DecisionKind.NO_FURTHER_ACTION, line=False)
    agreed_by = ready.proposer
    if who == "officer":
        agreed_by = rows.person()
        rows.set(ready.id, oic_id=agreed_by)
    rows.set(ready.id, no_lines_agreed_by_id=agreed_by, no_lines_reason_digest="d" * 64)
    said = refused(rows.session, FINISH, case=ready.id, state=FINISHES_AS[ready.kind])
    assert "every line of inquiry is answered" in said


def test_what_is_owed_is_not_put_off(rows: Rows):
    case = rows.investigation()
    duty = rows.duty(case, rows.event(case, EventKind.CRIME_RECORDED))
    said = refused(rows.session, "UPDATE duty SET due_at = '2027-01-01' WHERE id = :id", id=duty)
    assert "never put off" in said
    rows.session.execute(sa.text("UPDATE duty SET due_at = '2026-01-01 09:00:00.000000'"))


# What a row names is of the row's own case.


def test_a_contact_is_with_a_victim_of_its_case(rows: Rows):
    ready, other = rows.ready(), rows.investigation()
    with pytest.raises(sa.exc.IntegrityError, match="is of the same case"):
        rows.contact(other, ready.victim, ready.decision)


def test_an_exception_is_about_a_decision_of_its_case(rows: Rows):
    ready, other = rows.ready(), rows.ready()
    event = rows.event(ready.id, EventKind.TELLING_EXCEPTION_RECORDED, ready.signer)
    said = refused(
        rows.session,
        "INSERT INTO telling_exception (investigation_id, victim_id, decision_id, kind, words, happened_at,"
        " told_by_body, reference, recorded_at, recorded_by_id, event_id) SELECT :case, :victim, :decision,"
        " 'told_by_another_body', 'W', recorded_at, 'cps', 'R', recorded_at, :by, id FROM case_event"
        " WHERE id = :event",
        case=ready.id,
        victim=ready.victim,
        decision=other.decision,
        by=ready.signer,
        event=event,
    )
    assert "is of the same case" in said
