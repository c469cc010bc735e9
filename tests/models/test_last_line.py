"""The first four nevers, attacked by direct SQL on both engines: the database is the last line."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.models.rows import FINISHES_AS, ReadyCase, Rows
from tests.stores import refused
from vocabulary import ContactResult, DecisionEnding, DecisionKind, EventKind, LineStatus

FINISH = "UPDATE investigation SET state = :state WHERE id = :case"


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


@pytest.fixture(params=list(FINISHES_AS), ids=list(FINISHES_AS.values()))
def kind(request: pytest.FixtureRequest) -> DecisionKind:
    return request.param


def refusal(rows: Rows, ready: ReadyCase) -> str:
    """What the database says to taking the last step by SQL."""
    return refused(rows.session, FINISH, case=ready.id, state=FINISHES_AS[ready.kind])


def change(table: str, column: str) -> str:
    return f"UPDATE {table} SET {column} = :value WHERE id = :id"


def test_a_case_of_which_nothing_is_missing_finishes(rows: Rows, kind: DecisionKind):
    assert rows.finish(rows.ready(kind)) == FINISHES_AS[kind]


# The first never: every line answered.


def test_no_finish_with_an_open_line(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.line(ready.id, LineStatus.OPEN)
    assert "every line of inquiry is answered" in refusal(rows, ready)


def test_no_finish_without_a_line_and_without_an_agreed_reason(rows: Rows, kind: DecisionKind):
    assert "every line of inquiry is answered" in refusal(rows, rows.ready(kind, line=False))


def test_no_finish_when_every_line_is_superseded(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind, line=False)
    elsewhere = rows.line(rows.investigation())
    rows.line(ready.id, LineStatus.SUPERSEDED, superseded_by_line_id=elsewhere)
    assert "every line of inquiry is answered" in refusal(rows, ready)


def test_a_case_without_a_line_finishes_once_somebody_agreed_why(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind, line=False)
    rows.set(ready.id, no_lines_agreed_by_id=ready.signer, no_lines_reason_digest="d" * 64)
    assert rows.finish(ready) == FINISHES_AS[kind]


@pytest.mark.parametrize("other", [LineStatus.OPEN, LineStatus.SUPERSEDED, LineStatus.ANSWERED_ELSEWHERE])
def test_no_finish_on_an_answer_elsewhere_that_is_no_answer(
    rows: Rows, kind: DecisionKind, other: LineStatus
):
    ready = rows.ready(kind)
    third = rows.line(rows.investigation(), LineStatus.OPEN)
    points_on = {
        LineStatus.SUPERSEDED: {"superseded_by_line_id": third},
        LineStatus.ANSWERED_ELSEWHERE: {"answered_on_line_id": third},
    }
    pointed_at = rows.line(rows.investigation(), other, **points_on.get(other, {}))
    rows.line(ready.id, LineStatus.ANSWERED_ELSEWHERE, answered_on_line_id=pointed_at)
    assert "every line of inquiry is answered" in refusal(rows, ready)


@pytest.mark.parametrize("other", [LineStatus.RESULTED, LineStatus.NOT_PURSUED])
def test_an_answered_line_of_another_crime_is_an_answer(rows: Rows, kind: DecisionKind, other: LineStatus):
    ready = rows.ready(kind)
    pointed_at = rows.line(rows.investigation(), other)
    rows.line(ready.id, LineStatus.ANSWERED_ELSEWHERE, answered_on_line_id=pointed_at)
    assert rows.finish(ready) == FINISHES_AS[kind]


def test_a_line_that_answers_a_finished_crime_is_not_superseded(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    live = rows.investigation()
    pointed_at, new = rows.line(live), rows.line(live, LineStatus.OPEN)
    rows.line(ready.id, LineStatus.ANSWERED_ELSEWHERE, answered_on_line_id=pointed_at)
    rows.finish(ready)
    said = refused(
        rows.session,
        "UPDATE line_of_inquiry SET status = 'superseded', bearing = NULL, superseded_by_line_id = :new"
        " WHERE id = :id",
        id=pointed_at,
        new=new,
    )
    assert "a finished case rests on this line" in said


@pytest.mark.parametrize("table", ["line_of_inquiry", "victim", "suspect"])
def test_nothing_is_moved_out_of_the_way_to_another_case(rows: Rows, kind: DecisionKind, table: str):
    ready = rows.ready(kind)
    moved = {
        "line_of_inquiry": lambda: rows.line(ready.id, LineStatus.OPEN),
        "victim": lambda: rows.victim(ready.id),
        "suspect": lambda: rows.suspect(ready.id),
    }[table]()
    said = refused(rows.session, change(table, "investigation_id"), id=moved, value=rows.investigation())
    assert "stays with its case" in said


# The second never: signed off, by people independent of it, as it stands.


def test_no_finish_without_a_decision(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.set(ready.id, current_decision_id=None)
    assert "an investigation finishes only" in refusal(rows, ready)


def test_no_finish_on_the_decision_of_another_case(rows: Rows, kind: DecisionKind):
    ready, other = rows.ready(kind), rows.ready(kind)
    rows.set(ready.id, current_decision_id=other.decision)
    assert "an investigation finishes only" in refusal(rows, ready)


def test_no_finish_on_a_decision_of_the_other_kind(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    state = next(state for each, state in FINISHES_AS.items() if each is not kind)
    said = refused(rows.session, FINISH, case=ready.id, state=state)
    assert "signed off by people independent" in said


@pytest.mark.parametrize("state", ["cancelled", "transferred"])
def test_no_finish_in_a_way_nobody_decided(rows: Rows, kind: DecisionKind, state: str):
    said = refused(rows.session, FINISH, case=rows.ready(kind).id, state=state)
    assert "signed off by people independent" in said


def test_no_finish_on_a_decision_of_an_earlier_round(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.finish(ready)
    rows.set(ready.id, state="recorded", round=2)
    rows.set(ready.id, state="awaiting_victim_update")
    assert "signed off by people independent" in refusal(rows, ready)


def test_the_round_is_not_put_back_to_reach_an_earlier_decision(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.finish(ready)
    rows.set(ready.id, state="recorded", round=2)
    said = refused(rows.session, change("investigation", "round"), id=ready.id, value=1)
    assert "only by being reopened" in said


def test_no_finish_with_too_few_sign_offs(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind, sign_offs_needed=2)
    assert "signed off by people independent" in refusal(rows, ready)
    rows.sign_off(ready.id, ready.decision, rows.person())
    rows.finish(ready)


SIGN_AGAIN = (
    "INSERT INTO sign_off (decision_id, signed_by_id, signed_at, rank_then, was_detective, seen_event_id,"
    " event_id, policy_version, evaluation, evaluation_hash) SELECT decision_id, :by, signed_at, rank_then,"
    " was_detective, seen_event_id, :event, policy_version, evaluation, evaluation_hash FROM sign_off"
    " WHERE decision_id = :decision"
)


def sign_by(rows: Rows, ready: ReadyCase, person: int, event_by: int | None = None) -> str:
    event = rows.event(ready.id, EventKind.DECISION_SIGNED_OFF, event_by or person)
    return refused(rows.session, SIGN_AGAIN, by=person, event=event, decision=ready.decision)


def test_nobody_signs_off_what_they_proposed(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    assert "nobody signs off a decision they proposed" in sign_by(rows, ready, ready.proposer)


def test_the_officer_in_the_case_does_not_sign_it_off(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    assert "a case they investigate" in sign_by(rows, ready, ready.officer)


def test_taking_the_officer_off_the_case_does_not_let_them_sign_it_off(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.set(ready.id, oic_id=None)
    assert "a case they investigate" in sign_by(rows, ready, ready.officer)


def test_nobody_signs_twice(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    assert "signed_by_id" in sign_by(rows, ready, ready.signer)


def test_a_sign_off_rests_on_its_signers_own_event(rows: Rows, kind: DecisionKind):
    ready, person = rows.ready(kind), rows.person()
    assert "rests on its own event" in sign_by(rows, ready, person, event_by=ready.signer)
    elsewhere = rows.event(rows.investigation(), EventKind.DECISION_SIGNED_OFF, person)
    said = refused(rows.session, SIGN_AGAIN, by=person, event=elsewhere, decision=ready.decision)
    assert "rests on its own event" in said


@pytest.mark.parametrize("event", [EventKind.LINE_RESULTED, EventKind.DECISION_SIGNED_OFF])
def test_a_decision_rests_on_the_event_of_its_proposal(rows: Rows, kind: DecisionKind, event: EventKind):
    ready = rows.ready(kind)
    said = refused(
        rows.session,
        "INSERT INTO decision (investigation_id, kind, round, outcome_code, proposed_from, proposed_by_id,"
        " proposed_at, proposed_at_event_id, event_id, rank_needed, detective_needed, sign_offs_needed,"
        " policy_version, evaluation, evaluation_hash) SELECT investigation_id, kind, round, outcome_code,"
        " proposed_from, proposed_by_id, proposed_at, proposed_at_event_id, :event, rank_needed,"
        " detective_needed, 1, policy_version, evaluation, evaluation_hash FROM decision WHERE id = :id",
        id=ready.decision,
        event=rows.event(ready.id, event, ready.proposer),
    )
    assert "rests on its own event" in said


def test_no_finish_when_the_signer_has_become_the_officer_in_the_case(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.set(ready.id, oic_id=ready.signer)
    assert "signed off by people independent" in refusal(rows, ready)


@pytest.mark.parametrize(
    ("ending", "event"),
    [
        (DecisionEnding.LAPSED, EventKind.PROPOSAL_LAPSED),
        (DecisionEnding.RETURNED, EventKind.PROPOSAL_RETURNED),
        (DecisionEnding.WITHDRAWN, EventKind.PROPOSAL_WITHDRAWN),
    ],
)
def test_no_finish_on_a_decision_that_stands_no_more(
    rows: Rows, kind: DecisionKind, ending: DecisionEnding, event: EventKind
):
    ready = rows.ready(kind)
    rows.ended(ready.id, ready.decision, ending, event)
    assert "signed off by people independent" in refusal(rows, ready)


def test_no_finish_after_something_material_has_happened(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.event(ready.id, EventKind.SUSPECT_INTERVIEWED)
    assert "signed off by people independent" in refusal(rows, ready)


def test_putting_the_last_material_event_back_does_not_hide_it(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rests_on = rows.last_material_event(ready.id)
    rows.event(ready.id, EventKind.SUSPECT_INTERVIEWED)
    rows.set(ready.id, last_material_event_id=rests_on)
    assert "signed off by people independent" in refusal(rows, ready)


# The third never: every victim told this decision.


def test_no_finish_with_a_victim_who_was_not_told(rows: Rows, kind: DecisionKind):
    assert "every victim has been told" in refusal(rows, rows.ready(kind, told=False))


def test_no_finish_when_one_victim_of_two_was_told(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind)
    rows.victim(ready.id)
    assert "every victim has been told" in refusal(rows, ready)


def test_an_attempt_tells_nobody(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind, told=False)
    rows.contact(ready.id, ready.victim, result=ContactResult.ATTEMPTED)
    assert "every victim has been told" in refusal(rows, ready)
    said = refused(
        rows.session,
        "INSERT INTO contact (investigation_id, victim_id, channel, result, happened_at, recorded_at,"
        " recorded_by_id, told, said, decision_id) SELECT investigation_id, victim_id, channel, result,"
        " happened_at, recorded_at, recorded_by_id, told, said, :decision FROM contact",
        decision=ready.decision,
    )
    assert "ck_contact_telling_reaches" in said


def test_telling_another_decision_is_not_telling_this_one(rows: Rows, kind: DecisionKind):
    ready = rows.ready(kind, told=False)
    rows.contact(ready.id, ready.victim, rows.decision(ready.id, ready.proposer, kind=kind))
    assert "every victim has been told" in refusal(rows, ready)


# The fourth never: somebody is responsible, at every instant.


def test_somebody_is_responsible_at_every_instant(rows: Rows):
    case = rows.investigation()
    said = refused(rows.session, change("investigation", "responsible_id"), id=case, value=None)
    assert "responsible_id" in said
