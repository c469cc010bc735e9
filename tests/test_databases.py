"""Test databases are made, copied and dropped, and nothing else is touched."""

from __future__ import annotations

import psycopg
import pytest
import sqlalchemy as sa

from tests.databases import PREFIX, Server


def _run(url: str, statement: str) -> list[tuple]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        result = connection.exec_driver_sql(statement)
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows


def test_a_database_is_copied_with_its_rows(postgres_server: Server):
    with postgres_server.new_database() as first:
        _run(first, "CREATE TABLE line AS SELECT 'CCTV of the car park' AS objective")
        with postgres_server.new_database(template=first) as second:
            assert second != first
            assert _run(second, "SELECT objective FROM line") == [("CCTV of the car park",)]


def test_a_database_is_dropped_even_while_in_use(postgres_server: Server):
    with postgres_server.new_database() as url:
        name = sa.make_url(url).database
        left_open = psycopg.connect(sa.make_url(url).set(drivername="postgresql").render_as_string(False))
        assert name.startswith(PREFIX)
    left_open.close()
    assert _run(postgres_server.url, f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == []


def test_no_other_database_is_copied(postgres_server: Server):
    copy = postgres_server.new_database(template=postgres_server.url)
    with pytest.raises(ValueError, match="was not made for tests"), copy:
        pass
