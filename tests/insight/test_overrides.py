"""The register of overrides: narrowed, counted by quarter, and as dear with one as with many."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import overrides
from insight.overrides import Asked, Standing
from insight.readable import read_as
from models import Override
from tests import making
from tests.making import NOW
from tests.making_overrides import an_officer, grant, to_grant
from tests.stores import Store
from vocabulary import Accreditation, Restriction
from workflow.policy.loader import load_book
from workflow.reading import noted_reads
from workflow.refusals import NotFound
from workflow.services import restricting
from workflow.services.overrides import end_override

DAY = dt.timedelta(days=1)
POLICY = load_book().as_of(NOW.date())


@pytest.fixture
def filled(own_store: Store):
    with own_store.session() as session:
        force = making.a_force(session)
        case = making.an_investigation(session, force)
        grant(session, force, case)
        grant(session, force, case, asked=to_grant("support_is_offered", ground="done_by_another_body"))
        second = session.scalar(sa.select(sa.func.max(Override.id)))
        end_override(session, force.sergeant, second, "Offered.", now=NOW + DAY)
        new = making.a_crime(session, force, offence="rape", no_suspect_reason="")
        officer = an_officer(session, force, "one", Accreditation.PIP1)
        asked = to_grant("officer_is_accredited", ground="nobody_accredited_free", officer_id=officer.id)
        grant(session, force, new, force.detective_inspector, asked)
        grant(session, force, making.an_investigation(session, force), now=NOW + 31 * DAY)
        session.commit()
    with own_store.session() as session:
        yield session, force


def read(session: Session, now: dt.datetime = NOW + 2 * DAY, **asked: object) -> list[tuple[str, Standing]]:
    page = overrides.register(session, Asked(**asked), now, POLICY)
    assert page.total == len(page.rows)
    return [(row.requirement, row.standing) for row in page.rows]


NEEDS, SUPPORT, ACCREDITED = "needs_are_assessed", "support_is_offered", "officer_is_accredited"


def test_each_stands_as_the_clock_has_it_the_newest_first(filled):
    session, _ = filled
    assert read(session, NOW + 32 * DAY) == [
        (NEEDS, Standing.LIVE),
        (ACCREDITED, Standing.EXPIRED),
        (SUPPORT, Standing.ENDED),
        (NEEDS, Standing.EXPIRED),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"standing": Standing.LIVE}, [ACCREDITED, NEEDS]),
        ({"standing": Standing.ENDED}, [SUPPORT]),
        ({"standing": Standing.EXPIRED}, []),
        ({"ground": "done_by_another_body"}, [SUPPORT]),
        ({"ground": "nobody_accredited_free"}, [ACCREDITED]),
        ({"unit_id": 999}, []),
    ],
)
def test_the_register_is_narrowed(filled, asked: dict, expected: list[str]):
    session, _ = filled
    assert {name for name, _ in read(session, **asked)} == set(expected)


def test_it_is_narrowed_to_who_granted_and_counted_by_quarter(filled):
    session, force = filled
    asked = Asked(granted_by_id=force.detective_inspector.id)
    assert [row.requirement for row in overrides.register(session, asked, NOW, POLICY).rows] == [ACCREDITED]
    assert overrides.by_quarter(session, asked, NOW) == [("2026, quarter 1", 1)]
    assert overrides.by_quarter(session, Asked(), NOW) == [("2026, quarter 2", 1), ("2026, quarter 1", 3)]
    named = {key for key, _ in overrides.grantors(session)}
    assert named == {force.inspector.id, force.detective_inspector.id}


def test_a_row_says_all_of_it_and_that_it_was_read_is_noted(filled):
    session, _ = filled
    [row] = [each for each in overrides.register(session, Asked(), NOW, POLICY).rows if each.about]
    assert row.title == "The officer holds the accreditation"
    assert row.ground == "Nobody accredited is free, and the crime cannot wait"
    assert row.reason == "He reads her letters."
    assert (row.about[:3], row.granted_by[:3]) == ("PC ", "DI ")
    assert row.last_day == (NOW + 7 * DAY).date()
    assert row.investigation_id in noted_reads(session)["investigation"]


def test_what_somebody_has_to_look_at_again_is_counted_until_it_is_ended(filled):
    session, force = filled
    assert overrides.count_to_look_at(session, force.inspector.id) == 2
    assert overrides.count_to_look_at(session, force.sergeant.id) == 0


def test_one_that_is_not_there_is_not_found(filled):
    session, _ = filled
    with pytest.raises(NotFound):
        overrides.one(session, 999_999, NOW, POLICY)


def asked_of_the_database(session: Session) -> int:
    statements: list[str] = []
    sa.event.listen(session.connection(), "before_cursor_execute", lambda *a: statements.append(a[2]))
    overrides.register(session, Asked(), NOW, POLICY)
    return len(statements)


def test_the_register_costs_as_much_with_many_as_with_few(own_store: Store):
    counted = []
    with own_store.session() as session:
        force = making.a_force(session)
        for _ in range(2):
            for _ in range(4):
                grant(session, force, making.an_investigation(session, force))
            counted.append(asked_of_the_database(session))
            session.commit()
    assert counted[0] == counted[1] == 2


def test_the_register_is_narrowed_to_nobody_and_nothing_of_a_case_that_is_not_read(filled):
    session, force = filled
    [case] = session.scalars(
        sa.select(Override.investigation_id).where(Override.requirement == ACCREDITED)
    ).all()
    for kind in Restriction:
        restricting.restrict(session, force.inspector, case, kind, NOW.date() + 9 * DAY, "Why.", now=NOW)
    read_as(session, force.other_officer, NOW)
    assert force.detective_inspector.id not in dict(overrides.grantors(session))
    assert overrides.count_to_look_at(session, force.detective_inspector.id) == 0
