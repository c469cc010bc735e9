"""What an administrator's lists read: a page of people costs as much whoever is on it."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import administration
from tests import making
from tests.stores import Store
from vocabulary import Rank, Role
from workflow.policy.loader import load_book
from workflow.reading import noted_reads
from workflow.refusals import NotFound

TODAY = making.NOW.date()


@pytest.fixture
def filled(own_store: Store):
    with own_store.session() as session:
        force = making.a_force(session)
        session.commit()
    with own_store.session() as session:
        yield session, force


def cost(session: Session, size: int) -> tuple[int, int]:
    """(rows, queries) of a page of people."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        page = administration.people(session, "", TODAY, size=size)
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return len(page.rows), len(asked)


def test_a_page_of_people_costs_the_same_however_many_are_on_it(filled):
    session, _ = filled
    cost(session, 1)
    (few, asked_of_few), (many, asked_of_many) = cost(session, 2), cost(session, 11)
    assert (few, many) == (2, 11)
    assert asked_of_few == asked_of_many == 3


def test_a_list_of_people_notes_whom_it_shows_and_holds_todays_roles(filled):
    session, force = filled
    later = administration.people(session, "auditor", TODAY)
    [row] = later.rows
    assert [role for role, _ in row.roles] == [Role.AUDITOR]
    assert noted_reads(session) == {"person": [force.auditor.id]}
    [row] = administration.people(session, "auditor", TODAY - dt.timedelta(days=1)).rows
    assert row.roles == ()


def test_a_person_who_is_none_is_not_found(filled):
    session, _ = filled
    policy = load_book().as_of(TODAY)
    for find in (
        lambda: administration.show_person(session, 999_999, TODAY, policy),
        lambda: administration.show_role(session, 999_999, TODAY),
        lambda: administration.show_unit(session, 999_999, TODAY),
    ):
        with pytest.raises(NotFound):
            find()


def test_a_unit_counts_its_people_of_today_once_each(filled):
    session, force = filled
    unit = administration.show_unit(session, force.unit, TODAY)
    making.a_person(
        session, "both", Rank.CONSTABLE, (Role.INVESTIGATOR, force.unit), (Role.SUPERVISOR, force.unit)
    )
    assert administration.show_unit(session, force.unit, TODAY).people == unit.people + 1
