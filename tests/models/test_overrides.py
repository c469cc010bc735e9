"""What the database refuses of overrides, whoever asks."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.models.overriding import an_override
from tests.models.rows import NOW, Rows
from tests.stores import refused
from vocabulary import DecisionKind, EventKind


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


@pytest.fixture
def case(rows: Rows) -> int:
    made = rows.investigation()
    rows.event(made, EventKind.CRIME_RECORDED)
    return made


@pytest.mark.parametrize(
    "change",
    [
        "ground = 'another'",
        "requirement = 'another'",
        "expires_at = granted_at",
        "rank_then = 'sergeant'",
        "officer_id = (SELECT max(id) FROM person)",
        "ended_at = NULL",
    ],
)
def test_an_override_is_never_changed(rows: Rows, case: int, change: str):
    an_override(rows, case)
    assert "is never changed, save that it ends" in refused(rows.session, f"UPDATE override SET {change}")


def test_it_ends_once(rows: Rows, case: int):
    number = an_override(rows, case)
    end = sa.text("UPDATE override SET ended_at = granted_at WHERE id = :id")
    rows.session.execute(end, {"id": number})
    said = refused(rows.session, "UPDATE override SET ended_at = expires_at")
    assert "is never changed, save that it ends" in said


@pytest.mark.parametrize("kind", [EventKind.NOTE_ADDED, EventKind.OVERRIDE_ENDED])
def test_it_rests_on_its_own_event(rows: Rows, case: int, kind: EventKind):
    by = rows.person()
    event = rows.event(case, kind, by)
    with pytest.raises(sa.exc.DatabaseError, match="rests on its own event"):
        an_override(rows, case, by, event_id=event)


def test_it_rests_on_the_event_of_whoever_granted_it(rows: Rows, case: int):
    event = rows.event(case, EventKind.OVERRIDE_GRANTED, rows.person())
    with pytest.raises(sa.exc.DatabaseError, match="rests on its own event"):
        an_override(rows, case, rows.person(), event_id=event)


@pytest.mark.parametrize("kind", [EventKind.CASE_ALLOCATED, EventKind.MENTOR_NAMED])
def test_nobody_grants_one_on_a_case_they_investigate(rows: Rows, case: int, kind: EventKind):
    officer = rows.person()
    rows.event(case, kind, about=officer)
    with pytest.raises(sa.exc.DatabaseError, match="a case they investigate"):
        an_override(rows, case, officer)


def test_nobody_grants_one_for_themselves(rows: Rows, case: int):
    officer = rows.person()
    with pytest.raises(sa.exc.IntegrityError, match="favours_another"):
        an_override(rows, case, officer, officer_id=officer)


def test_it_ends_after_it_begins(rows: Rows, case: int):
    with pytest.raises(sa.exc.IntegrityError, match="expires_after_granted"):
        an_override(rows, case, expires_at=NOW - dt.timedelta(days=1))


def test_a_mentor_of_the_officer_signs_nothing(rows: Rows):
    proposer, mentor, case = rows.person(), rows.person(), rows.investigation()
    rows.event(case, EventKind.CRIME_RECORDED)
    rows.event(case, EventKind.MENTOR_NAMED, about=mentor)
    decision = rows.decision(case, proposer, kind=DecisionKind.CLOSURE)
    with pytest.raises(sa.exc.DatabaseError, match="nobody signs off"):
        rows.sign_off(case, decision, mentor)


def test_a_case_is_not_finished_on_the_sign_off_of_somebody_who_became_a_mentor(rows: Rows):
    ready = rows.ready()
    rows.event(ready.id, EventKind.MENTOR_NAMED, about=ready.signer)
    with pytest.raises(sa.exc.DatabaseError, match="signed off by people independent"):
        rows.finish(ready)
