"""The small form of `make bench`: every query of the pages of whom to ring is found by index."""

from __future__ import annotations

import pytest

from benchmarks.force import Size
from benchmarks.plans import Plan, plan_of
from benchmarks.who_to_ring import Opened, faults, open_pages, read_whole
from tests.databases import Server
from tests.stores import Store, migrated_postgres, own_postgres  # noqa: F401

A_QUERY = Plan("SELECT 1", (), 10)


@pytest.mark.postgres
def test_no_page_of_whom_to_ring_goes_through_a_whole_table(postgres_server: Server):
    """Of 1,200 victims and 4,800 duties, with the planner told to do without reading tables whole.

    In so small a force that would be the quickest: what is shown here is that there is an index for each
    query. That the planner chooses them by itself in a large force, `make bench` shows.
    """
    size = Size(units=3, victims_of_a_unit=400, in_care_of_a_unit=60)
    opened = open_pages(postgres_server, size, seed=0.5, by_index_only=True)
    assert [fault for page in opened for fault in read_whole(page)] == []
    assert all(page.blocks > 0 for page in opened)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "whole"),
    [
        ("SELECT * FROM duty WHERE what = 'x'", ("duty",)),
        ("SELECT id FROM victim ORDER BY name_search LIMIT 5", ("victim",)),
        ("SELECT * FROM duty WHERE victim_id = 1", ()),
        ("SELECT * FROM unit", ()),
    ],
)
def test_a_table_or_an_index_that_is_gone_through_from_end_to_end_is_seen(
    own_postgres: Store,  # noqa: F811
    statement: str,
    whole: tuple[str, ...],
):
    with own_postgres.engine.connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        assert plan_of(connection, statement, None).read_whole == whole


@pytest.mark.parametrize(
    ("plans", "said"),
    [
        ((A_QUERY,), []),
        ((A_QUERY, A_QUERY), ["asked once for each row"]),
        ((Plan("SELECT 1", ("duty",), 10),), ["goes through all of duty"]),
        ((Plan("SELECT 1", (), 41),), ["more than 4 times as many"]),
    ],
)
def test_what_a_large_force_would_suffer_from_is_said_in_a_sentence(plans, said):
    found = list(faults([Opened("/page", (A_QUERY,), 0.1)], [Opened("/page", plans, 9.9)]))
    for words, fault in zip(said, found, strict=True):
        assert words in fault
