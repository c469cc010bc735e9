"""Connections are set up so that writes are safe, and times and names are stored one way."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.base import UtcDateTime, folded
from models.session import set_only_reads, writing
from tests.stores import Store


def test_sqlite_checks_foreign_keys_syncs_fully_and_logs_ahead(own_sqlite: Store):
    with own_sqlite.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "synchronous", "journal_mode", "recursive_triggers")
        }
    assert found == {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "recursive_triggers": 1}


def test_a_sqlite_transaction_that_may_write_takes_the_lock_at_once(own_sqlite: Store):
    with own_sqlite.engine.connect() as first:
        first.exec_driver_sql("SELECT 1")
        with own_sqlite.engine.connect() as second:
            second.connection.driver_connection.execute("PRAGMA busy_timeout=0")
            with pytest.raises(sa.exc.OperationalError, match="locked"):
                second.exec_driver_sql("SELECT 1")


def test_a_sqlite_transaction_that_only_reads_waits_for_nobody(own_sqlite: Store):
    with own_sqlite.engine.connect() as first:
        first.exec_driver_sql("SELECT 1")
        set_only_reads(True)
        try:
            with own_sqlite.engine.connect() as second:
                second.connection.driver_connection.execute("PRAGMA busy_timeout=0")
                assert second.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0
        finally:
            set_only_reads(False)


@pytest.mark.postgres
def test_a_postgresql_transaction_that_only_reads_cannot_write(own_postgres: Store):
    set_only_reads(True)
    try:
        with own_postgres.engine.connect() as connection:  # noqa: SIM117
            with pytest.raises(sa.exc.InternalError, match="read-only transaction"):
                connection.exec_driver_sql("INSERT INTO unit (code, name) VALUES ('A', 'A')")
        with writing(), own_postgres.engine.connect() as connection:
            connection.exec_driver_sql("INSERT INTO unit (code, name) VALUES ('A', 'A')")
    finally:
        set_only_reads(False)


def test_a_time_without_a_zone_is_refused(session: Session):
    naive = dt.datetime(2026, 3, 1, 9, 0)  # noqa: DTZ001
    with pytest.raises(sa.exc.StatementError, match="has no time zone"):
        session.scalar(sa.select(sa.literal(naive, UtcDateTime())))


def test_a_time_comes_back_as_the_same_instant_in_utc(session: Session):
    summer = dt.datetime(2026, 7, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    session.execute(sa.text("CREATE TEMPORARY TABLE kept (at timestamp with time zone)"))
    kept = sa.table("kept", sa.column("at", UtcDateTime()))
    session.execute(sa.insert(kept).values(at=summer))
    found = session.scalar(sa.select(kept.c.at))
    assert found == summer
    assert found.tzinfo is dt.UTC


def test_names_are_compared_without_accents_case_or_extra_spaces():
    assert folded("  Zoë   O'BRIEN ") == "zoe o'brien"
    assert folded("STRASSE") == folded("straße")
