"""The third never with its exceptions, attacked by direct SQL on both engines."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.models.filled_telling import agree, end_exception, telling_exception
from tests.models.rows import FINISHES_AS, NOW, ReadyCase, Rows
from tests.stores import refused
from vocabulary import EventKind, ExceptionKind, OtherBody

FINISH = "UPDATE investigation SET state = :state WHERE id = :case"
ANSWER = {
    "kind": ExceptionKind.DOES_NOT_WANT_CONTACT,
    "decision_id": None,
    "agreed_by_id": None,
    "happened_at": NOW,
}
ELSEWHERE = {
    "kind": ExceptionKind.TOLD_BY_ANOTHER_BODY,
    "agreed_by_id": None,
    "told_by_body": OtherBody.CPS,
    "reference": "CPS/1",
    "happened_at": NOW,
}
NOT_YET = {"kind": ExceptionKind.NOT_TOLD_YET, "review_on": NOW.date()}


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


@pytest.fixture(params=list(FINISHES_AS), ids=list(FINISHES_AS.values()))
def untold(request: pytest.FixtureRequest, rows: Rows) -> ReadyCase:
    return rows.ready(request.param, told=False)


def refusal(rows: Rows, ready: ReadyCase) -> str:
    return refused(rows.session, FINISH, case=ready.id, state=FINISHES_AS[ready.kind])


def excuse(rows: Rows, ready: ReadyCase, by: int | None = None, **changes: object) -> int:
    if changes.get("kind") is ExceptionKind.DOES_NOT_WANT_CONTACT:
        changes["heard_by_id"] = ready.signer
    decision = changes.pop("decision_id", ready.decision)
    return telling_exception(rows, ready.id, ready.victim, decision, by or ready.signer, **changes)


@pytest.mark.parametrize("what", [{}, NOT_YET], ids=["unable", "not yet"])
def test_an_exception_that_is_agreed_stands_in_for_telling(rows: Rows, untold: ReadyCase, what: dict):
    assert "every victim has been told" in refusal(rows, untold)
    excuse(rows, untold, **what)
    rows.finish(untold)


@pytest.mark.parametrize("what", [ANSWER, ELSEWHERE], ids=["answer", "cps"])
def test_what_anybody_records_stands_once_somebody_independent_agrees(
    rows: Rows, untold: ReadyCase, what: dict
):
    for person in (untold.officer, untold.proposer):
        agree(rows, untold.id, excuse(rows, untold, **what), person)
    last = excuse(rows, untold, **what)
    assert "every victim has been told" in refusal(rows, untold)
    agree(rows, untold.id, last, untold.signer)
    rows.finish(untold)


def test_or_once_somebody_signs_who_had_seen_it(rows: Rows, untold: ReadyCase):
    event = rows.event(untold.id, EventKind.TELLING_EXCEPTION_RECORDED, untold.officer)
    excuse(rows, untold, by=untold.officer, event_id=event, **ANSWER)
    rows.sign_off(untold.id, untold.decision, rows.person(), seen_event_id=event - 1)
    assert "every victim has been told" in refusal(rows, untold)
    rows.sign_off(untold.id, untold.decision, rows.person(), seen_event_id=event)
    rows.finish(untold)


@pytest.mark.parametrize("wrong", ["kind", "case", "person"])
def test_an_agreement_rests_on_its_own_event(rows: Rows, untold: ReadyCase, wrong: str):
    case = rows.investigation() if wrong == "case" else untold.id
    kind = EventKind.NOTE_ADDED if wrong == "kind" else EventKind.TELLING_EXCEPTION_AGREED
    event = rows.event(case, kind, untold.officer if wrong == "person" else untold.signer)
    said = refused(
        rows.session,
        "INSERT INTO telling_exception_agreed (exception_id, agreed_at, agreed_by_id, event_id)"
        " SELECT id, recorded_at, :by, :event FROM telling_exception WHERE id = :exception",
        exception=excuse(rows, untold, **ELSEWHERE),
        by=untold.signer,
        event=event,
    )
    assert "an agreement rests on its own event" in said


def test_one_that_has_ended_does_not(rows: Rows, untold: ReadyCase):
    end_exception(rows, untold.id, excuse(rows, untold), untold.signer)
    assert "every victim has been told" in refusal(rows, untold)


def test_nor_one_of_another_decision_or_another_victim(rows: Rows, untold: ReadyCase):
    excuse(rows, untold, decision_id=rows.decision(untold.id, untold.proposer))
    other = rows.victim(untold.id)
    telling_exception(rows, untold.id, other, untold.decision, untold.signer)
    assert "every victim has been told" in refusal(rows, untold)


def test_nor_what_the_officer_or_the_proposer_agreed(rows: Rows, untold: ReadyCase):
    for person in (untold.officer, untold.proposer):
        excuse(rows, untold, by=person)
    assert "every victim has been told" in refusal(rows, untold)


def test_a_telling_that_does_not_count_tells_nobody(rows: Rows, untold: ReadyCase):
    rows.contact(untold.id, untold.victim, untold.decision, counts=False)
    assert "every victim has been told" in refusal(rows, untold)
    rows.contact(untold.id, untold.victim, untold.decision, counts=True)
    rows.finish(untold)


@pytest.mark.parametrize("wrong", ["kind", "case", "person"])
def test_an_exception_rests_on_its_own_event(rows: Rows, untold: ReadyCase, wrong: str):
    case = rows.investigation() if wrong == "case" else untold.id
    kind = EventKind.NOTE_ADDED if wrong == "kind" else EventKind.TELLING_EXCEPTION_RECORDED
    event = rows.event(case, kind, untold.officer if wrong == "person" else untold.signer)
    said = refused(
        rows.session,
        "INSERT INTO telling_exception (investigation_id, victim_id, decision_id, kind, words, agreed_by_id,"
        " recorded_at, recorded_by_id, event_id) SELECT investigation_id, :victim, id, 'unable_to_contact',"
        " '', :by, proposed_at, :by, :event FROM decision WHERE id = :decision",
        victim=untold.victim,
        by=untold.signer,
        event=event,
        decision=untold.decision,
    )
    assert "rests on its own event" in said
