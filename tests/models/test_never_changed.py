"""The fifth never, and what keeps it: nothing on record is changed, removed, replaced or emptied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Base, CaseEvent, EventDetail, Suspect
from models.guards import NEVER_CHANGED, NEVER_REMOVED
from tests.models.filled import fill_every_table
from tests.models.rows import ReadyCase, Rows
from tests.stores import Store, copy_of, refused

# A column of each table that an attacker might want otherwise.
WORTH_CHANGING = {
    "case_event": "canonical",
    "event_detail": "detail",
    "decision": "evaluation",
    "sign_off": "evaluation",
    "decision_ended": "ending",
    "transfer_acceptance": "accepted_at",
    "contact": "told",
    "safe_contact": "safe_words",
    "victim_channel": "channel",
    "telling_exception": "words",
    "telling_exception_agreed": "agreed_at",
    "telling_exception_ended": "ended_at",
    "embargo": "what",
    "embargo_ended": "ended_at",
    "read_log": "subjects",
    "published_outcome": "label",
    "cps_referral": "words",
    "cps_reply": "words",
    "cps_decision_considered": "reason",
    "interview": "place",
    "letter": "text",
    "letter_handed_over": "how",
    "review_request": "words",
    "review_request_step": "words",
    "withdrawal": "words",
    "withdrawal_taken_back": "taken_back_at",
    "evidence_led_decision": "reason",
    "call_back_agreed": "reason",
    "call_back": "risk_check",
    "statement_offer": "words",
    "update_agreement": "words",
    "hearing": "place",
}


Full = tuple[Store, ReadyCase]


@contextmanager
def filled(request: pytest.FixtureRequest, dialect: str, factory: pytest.TempPathFactory) -> Iterator[Full]:
    """A database with a row in every table, made once: what these tests ask of it is refused."""
    with copy_of(request, dialect, factory.mktemp("full")) as store:
        with store.session() as session:
            ready = fill_every_table(Rows(session))
            session.commit()
        yield store, ready


@pytest.fixture(scope="session")
def full_store(request, dialect: str, tmp_path_factory) -> Iterator[Full]:
    with filled(request, dialect, tmp_path_factory) as made:
        yield made


@pytest.fixture(scope="module")
def full_sqlite(request, tmp_path_factory) -> Iterator[Store]:
    with filled(request, "sqlite", tmp_path_factory) as (store, _):
        yield store


@pytest.fixture
def session(full_store: Full) -> Iterator[Session]:
    with full_store[0].session() as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def full(full_store: Full) -> ReadyCase:
    return full_store[1]


def test_every_table_of_this_page_has_a_row_to_attack(session: Session):
    empty = [
        table
        for table in (*NEVER_CHANGED, *NEVER_REMOVED)
        if not session.scalar(sa.text(f"SELECT count(*) FROM {table}"))
    ]
    assert empty == []


def otherwise(table: str) -> str:
    """Another value for that column, which the column would hold."""
    return "'2026-03-02'" if WORTH_CHANGING[table].endswith("_at") else "'lapsed'"


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_what_is_on_record_is_not_changed(session: Session, table: str):
    said = refused(session, f"UPDATE {table} SET {WORTH_CHANGING[table]} = {otherwise(table)}")
    assert f"{table} is never changed" in said


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_not_even_to_what_it_already_was(session: Session, table: str):
    column = WORTH_CHANGING[table]
    assert f"{table} is never changed" in refused(session, f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", [*NEVER_CHANGED, *NEVER_REMOVED])
def test_what_is_on_record_is_not_removed(session: Session, table: str):
    assert "is never" in refused(session, f"DELETE FROM {table}")


@pytest.mark.parametrize("model", [CaseEvent, EventDetail, Suspect])
def test_nor_through_the_orm(session: Session, model: type[Base]):
    row = session.scalars(sa.select(model)).first()
    session.delete(row)
    with pytest.raises(sa.exc.IntegrityError, match="is never"):
        session.flush()


def test_an_event_is_not_changed_through_the_orm(session: Session, full: ReadyCase):
    event = session.scalars(sa.select(CaseEvent)).first()
    event.actor_id = full.signer
    with pytest.raises(sa.exc.IntegrityError, match="is never changed"):
        session.flush()


@pytest.mark.postgres
def test_no_table_is_emptied(own_postgres: Store):
    with own_postgres.session() as session:
        for table in (*NEVER_CHANGED, *NEVER_REMOVED):
            assert "is never emptied" in refused(session, f"TRUNCATE {table} CASCADE")


@pytest.mark.postgres
def test_emptying_what_they_hang_on_does_not_empty_them(own_postgres: Store):
    with own_postgres.session() as session:
        assert "is never emptied" in refused(session, "TRUNCATE unit CASCADE")


def columns(session: Session, table: str) -> str:
    return ", ".join(column["name"] for column in sa.inspect(session.connection()).get_columns(table))


@pytest.mark.parametrize("table", NEVER_CHANGED)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_no_row_is_replaced_on_sqlite(full_sqlite: Store, table: str, recursive: str):
    """A plain SQLite connection has recursive triggers off: then REPLACE asks no DELETE trigger."""
    with full_sqlite.session() as session:
        session.connection().connection.driver_connection.execute(f"PRAGMA recursive_triggers={recursive}")
        names = columns(session, table)
        said = refused(
            session, f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} LIMIT 1"
        )
        assert "never" in said
        session.invalidate()  # nobody else gets this connection


def test_no_row_is_replaced_by_its_other_keys_on_sqlite(own_sqlite: Store):
    with own_sqlite.session() as session:
        rows = Rows(session)
        rows.ready()
        said = refused(
            session,
            "INSERT OR REPLACE INTO case_event (stream_id, sequence, kind, recorded_at, canonical,"
            " previous_hash, hash) SELECT stream_id, sequence, kind, recorded_at, '{}', '', ''"
            " FROM case_event WHERE sequence = 2",
        )
        assert "there is a case_event with this stream_id, sequence" in said


@pytest.mark.parametrize("table", NEVER_REMOVED)
def test_nothing_that_stays_is_replaced_on_sqlite(own_sqlite: Store, table: str):
    with own_sqlite.session() as session:
        rows = Rows(session)
        fill_every_table(rows)
        names = columns(session, table)
        # The case in hand is not "recorded": take one that is, so that only replacing can be refused.
        fresh = rows.investigation()
        where = f"WHERE id = {fresh}" if table == "investigation" else "LIMIT 1"
        assert "never replaced" in refused(
            session, f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} {where}"
        )


def test_a_clash_is_not_turned_into_a_removal_by_an_update_on_sqlite(own_sqlite: Store):
    with own_sqlite.session() as session:
        rows = Rows(session)
        first, second = rows.investigation(), rows.investigation()
        said = refused(
            session,
            "UPDATE OR REPLACE investigation SET reference_search ="
            " (SELECT reference_search FROM investigation WHERE id = :first) WHERE id = :second",
            first=first,
            second=second,
        )
        assert "there is a investigation with this reference_search, and it is never replaced" in said


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_no_row_is_changed_by_inserting_it_again(session: Session, table: str):
    names, column = columns(session, table), WORTH_CHANGING[table]
    key = ", ".join(sa.inspect(session.connection()).get_pk_constraint(table)["constrained_columns"])
    said = refused(
        session,
        f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE 1 = 1 ORDER BY {key} LIMIT 1"
        f" ON CONFLICT ({key}) DO UPDATE SET {column} = {otherwise(table)}",
    )
    assert "never" in said


def test_a_finished_case_is_not_reached_by_inserting_it_again(store: Store):
    with store.session() as session:
        case, names = Rows(session).investigation(), columns(session, "investigation")
        said = refused(
            session,
            f"INSERT INTO investigation ({names}) SELECT {names} FROM investigation WHERE id = {case}"
            " ON CONFLICT (id) DO UPDATE SET state = 'closed'",
        )
        session.rollback()
    # SQLite asks what is inserted before it is updated.
    assert "an investigation finishes only" in said or "it is never replaced" in said
