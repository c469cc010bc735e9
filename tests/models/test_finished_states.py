"""Finished states are entered by one way and left by one way, whatever SQL is used."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Investigation
from tests.models.interview_rows import an_interview
from tests.models.rows import FINISHES_AS, Rows
from tests.stores import refused
from vocabulary import FINISHED, FINISHED_BY_FAIRLEAD, EventKind, LineStatus, Origin, State

OPEN_STATES = [state for state in State if state not in FINISHED]
SET_STATE = "UPDATE investigation SET state = :state WHERE id = :case"


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


def imported(rows: Rows, state: State = State.DECIDED_BEFORE_FAIRLEAD) -> int:
    """A case as the published data give it: mostly decided by somebody before Fairlead."""
    return rows.investigation(state=state, origin=Origin.PUBLISHED_DATA, published_crime_id="c" * 64)


@pytest.mark.parametrize("state", sorted(set(State) - {State.RECORDED, State.DECIDED_BEFORE_FAIRLEAD}))
def test_an_investigation_starts_as_recorded_or_decided_before(rows: Rows, state: State):
    columns = (
        "origin, offence, offence_class, unit_id, responsible_id, occurred_from_at, occurred_until_at,"
        " date_precision, reported_at, reported_how, place, summary, recorded_at, last_event_at, round,"
        " published_label_differs, last_event_id, last_material_event_id"
    )
    case = rows.investigation()
    said = refused(
        rows.session,
        f"INSERT INTO investigation (reference, reference_search, state, {columns})"
        f" SELECT 'NEW/1', 'new/1', :state, {columns} FROM investigation WHERE id = :case",
        state=str(state),
        case=case,
    )
    assert "an investigation starts as recorded" in said


@pytest.mark.parametrize("before", [state for state in OPEN_STATES if state != "awaiting_victim_update"])
@pytest.mark.parametrize("after", sorted(FINISHED_BY_FAIRLEAD))
def test_a_finish_comes_only_after_telling(rows: Rows, before: State, after: State):
    ready = rows.ready()
    rows.set(ready.id, state=before)
    assert "an investigation finishes only" in refused(rows.session, SET_STATE, case=ready.id, state=after)


@pytest.mark.parametrize("after", [state for state in State if state not in {"recorded", "closed"}])
def test_a_finished_case_goes_nowhere_but_back_to_recorded(rows: Rows, after: State):
    ready = rows.ready()
    rows.finish(ready)
    refused(
        rows.session,
        "UPDATE investigation SET state = :state, round = 2 WHERE id = :case",
        case=ready.id,
        state=after,
    )
    assert rows.session.get_one(Investigation, ready.id, populate_existing=True).state is State.CLOSED


@pytest.mark.parametrize("round_number", [1, 3, 0])
def test_a_finished_case_is_reopened_into_the_next_round_only(rows: Rows, round_number: int):
    ready = rows.ready()
    rows.finish(ready)
    refused(
        rows.session,
        "UPDATE investigation SET state = 'recorded', round = :round WHERE id = :case",
        case=ready.id,
        round=round_number,
    )
    rows.set(ready.id, state="recorded", round=2)
    assert rows.session.get_one(Investigation, ready.id).round == 2


@pytest.mark.parametrize("after", [state for state in State if state not in FINISHED | {"recorded"}])
def test_a_case_decided_before_fairlead_is_worked_on_only_once_reopened(rows: Rows, after: State):
    said = refused(rows.session, SET_STATE, case=imported(rows), state=after)
    assert "changes only by being reopened" in said


def test_a_case_decided_before_fairlead_is_reopened_into_the_next_round(rows: Rows):
    case = imported(rows)
    assert "only by being reopened" in refused(rows.session, SET_STATE, case=case, state="recorded")
    rows.set(case, state="recorded", round=2)


@pytest.mark.parametrize("before", OPEN_STATES)
def test_no_case_is_said_to_have_been_decided_before_fairlead_afterwards(rows: Rows, before: State):
    case = rows.investigation()
    rows.set(case, state=before)
    said = refused(rows.session, SET_STATE, case=case, state="decided_before_fairlead")
    assert "only an untouched published crime" in said


def test_a_crime_of_the_force_is_not_made_a_published_one(rows: Rows):
    case = rows.investigation()
    said = refused(
        rows.session,
        "UPDATE investigation SET state = 'decided_before_fairlead', origin = 'published_data',"
        " published_crime_id = 'x' WHERE id = :case",
        case=case,
    )
    assert "never changes" in said or "only an untouched published crime" in said
    said = refused(
        rows.session,
        "UPDATE investigation SET origin = 'published_data', published_crime_id = 'x' WHERE id = :case",
        case=case,
    )
    assert "where an investigation came from never changes" in said


def test_a_published_crime_on_which_somebody_acted_was_not_decided_before(rows: Rows):
    case = imported(rows, State.RECORDED)
    rows.event(case, EventKind.CRIME_CLASSIFIED, rows.person())
    said = refused(rows.session, SET_STATE, case=case, state="decided_before_fairlead")
    assert "only an untouched published crime" in said


def test_an_untouched_published_crime_may_turn_out_to_have_been_decided_before(rows: Rows):
    case = imported(rows, State.RECORDED)
    rows.set(case, state="decided_before_fairlead")
    assert rows.session.get_one(Investigation, case).state is State.DECIDED_BEFORE_FAIRLEAD


@pytest.mark.parametrize("column", ["current_decision_id", "no_lines_agreed_by_id"])
def test_a_finished_case_keeps_what_it_was_finished_on(rows: Rows, column: str):
    ready = rows.ready(line=False)
    rows.set(ready.id, no_lines_agreed_by_id=ready.signer, no_lines_reason_digest="d" * 64)
    rows.finish(ready)
    said = refused(
        rows.session,
        f"UPDATE investigation SET {column} = NULL, no_lines_reason_digest = NULL WHERE id = :case",
        case=ready.id,
    )
    assert "keeps what it was finished on" in said


@pytest.mark.parametrize("kind", list(FINISHES_AS))
def test_nothing_a_gate_asks_about_is_added_to_a_finished_case(rows: Rows, kind: str):
    ready = rows.ready(kind)
    open_line = rows.line(rows.investigation(), LineStatus.OPEN)
    suspect, victim = rows.suspect(ready.id), rows.victim(ready.id)
    rows.contact(ready.id, victim, ready.decision)
    interview = an_interview(rows, ready.id, suspect_id=suspect)
    rows.finish(ready)
    for statement, values in (
        ("UPDATE line_of_inquiry SET objective = 'Another' WHERE id = :id", {"id": ready.line}),
        ("UPDATE line_of_inquiry SET investigation_id = :case WHERE id = :id", {"id": open_line}),
        (
            "INSERT INTO line_of_inquiry (investigation_id, category, objective, owner_id, status, added_at,"
            " added_by_id) SELECT :case, category, objective, owner_id, status, added_at, added_by_id"
            " FROM line_of_inquiry WHERE id = :id",
            {"id": open_line},
        ),
        (
            "INSERT INTO suspect (investigation_id, name, name_search, offences_considered, why_suspected,"
            " added_at, added_by_id) SELECT :case, name, name_search, offences_considered, why_suspected,"
            " added_at, added_by_id FROM suspect WHERE id = :id",
            {"id": suspect},
        ),
        (
            "INSERT INTO victim (investigation_id, kind, name, name_search, is_enhanced, added_at)"
            " SELECT :case, kind, name, name_search, is_enhanced, added_at FROM victim WHERE id = :id",
            {"id": victim},
        ),
        (
            "INSERT INTO interview (investigation_id, suspect_id, interviewed_at, interviewed_by_id,"
            " recorded_how, legal_advice, adult, lacks_adult, recorded_at, recorded_by_id) SELECT :case,"
            " suspect_id, interviewed_at, interviewed_by_id, recorded_how, legal_advice, adult, lacks_adult,"
            " recorded_at, recorded_by_id FROM interview WHERE id = :id",
            {"id": interview},
        ),
    ):
        given = values | ({"case": ready.id} if ":case" in statement else {})
        said = refused(rows.session, statement, **given)
        assert "reopened" in said or "stays with its case" in said
