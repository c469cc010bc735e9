"""New information on a finished case: anybody brings it, a supervisor considers it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight import work_lists
from insight.new_information import waits_to_be_considered, with_new_information
from tests import making, making_cps
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import DutyKind, DutyStatus, EventKind, State, Step
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotPermitted, Refusal
from workflow.services import new_information
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords

MINUTE = dt.timedelta(minutes=1)


def receive(session: Session, force: Force, case: Case, **changes: object) -> int:
    actor, submission_id = changes.pop("actor", force.other_officer), changes.pop("submission_id", None)
    news = making_cps.news(**changes)
    return new_information.receive(session, actor, case.id, news, now=LATER, submission_id=submission_id)


def consider(session: Session, force: Force, case: Case, reason: str = "Known already.", **more) -> int:
    more.setdefault("seen_event_id", making.last_event(session, case.id))
    actor = more.pop("actor", force.sergeant)
    return new_information.consider(session, actor, case.id, reason, now=LATER, **more)


def listed(session: Session, actor) -> set[int]:
    page = work_lists.cases(session, with_new_information(actor), policy_at(NOW))
    return {row.id for row in page.rows}


@pytest.mark.parametrize("name", ["filed", "closed"])
def test_it_leaves_the_case_finished_and_asks_a_supervisor(
    session: Session, force: Force, cases: Cases, name: str
):
    case, before = getattr(cases, name), row_of(session, getattr(cases, name))
    stood = (before.state, before.last_material_event_id, before.current_decision_id)
    event_id = receive(session, force, case)
    row = row_of(session, case)
    assert (row.state, row.last_material_event_id, row.current_decision_id) == stood
    event = last_event_of(session, case.id)
    assert (event.id, event.kind) == (event_id, EventKind.NEW_INFORMATION_RECEIVED)
    assert detail_of(session, event) == {"words": "A hit on the glove.", "source": "The laboratory"}
    [duty] = duties_of(session, case, DutyKind.CONSIDER_REOPENING)
    assert (duty.triggered_at, duty.due_at) == (LATER, LATER + dt.timedelta(hours=24))
    assert case.id in listed(session, force.sergeant)
    assert case.id not in listed(session, force.other_sergeant) | listed(session, force.officer)
    [shown] = waits_to_be_considered(session, case.id)
    assert (shown.words, shown.source, shown.came_at) == ("A hit on the glove.", "The laboratory", NOW)


@pytest.mark.parametrize("who", ["officer", "other_officer", "other_sergeant", "victim_care_officer"])
def test_whoever_works_here_brings_it(session: Session, force: Force, cases: Cases, who: str):
    receive(session, force, cases.filed, actor=getattr(force, who))
    assert len(waits_to_be_considered(session, cases.filed.id)) == 1


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_others_do_not(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted):
        receive(session, force, cases.filed, actor=getattr(force, who))


@pytest.mark.parametrize("name", ["recorded", "investigated", "proposed", "told"])
def test_on_a_case_that_is_not_finished_it_is_recorded_as_what_it_is(
    session: Session, force: Force, cases: Cases, name: str
):
    with pytest.raises(Refusal, match="not finished"):
        receive(session, force, getattr(cases, name))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"source": " "}, "source"),
        ({"came_at": LATER + MINUTE}, "came_at"),
        ({"came_at": making.REPORTED - MINUTE}, "came_at"),
    ],
)
def test_what_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        receive(session, force, cases.filed, **changes)
    assert refused.value.field == field


def test_a_supervisor_of_the_unit_writes_why_the_case_stays_finished(
    session: Session, force: Force, cases: Cases
):
    case = cases.filed
    first, second = receive(session, force, case), receive(session, force, case)
    for who in ("officer", "other_sergeant", "victim_care_officer", "auditor"):
        with pytest.raises(NotPermitted, match="supervisor of the unit"):
            consider(session, force, case, actor=getattr(force, who))
    event_id = consider(session, force, case)
    event = last_event_of(session, case.id)
    assert (event.id, event.kind) == (event_id, EventKind.NEW_INFORMATION_CONSIDERED)
    assert facts_of(event) == {"information": [first, second]}
    ended = duties_of(session, case, DutyKind.CONSIDER_REOPENING, None)
    assert {duty.status for duty in ended} == {DutyStatus.MET}
    assert case.id not in listed(session, force.sergeant)
    assert state_of(session, case) is State.NO_FURTHER_ACTION
    assert waits_to_be_considered(session, case.id) == []


def test_what_came_after_the_page_was_opened_is_not_considered_by_it(
    session: Session, force: Force, cases: Cases
):
    case = cases.filed
    receive(session, force, case)
    seen = making.last_event(session, case.id)
    later = receive(session, force, case)
    consider(session, force, case, seen_event_id=seen)
    [running] = duties_of(session, case, DutyKind.CONSIDER_REOPENING)
    assert running.trigger_event_id == later
    with pytest.raises(FactNotAccepted, match="Nothing that this page showed"):
        consider(session, force, case, seen_event_id=seen)


def test_it_is_considered_with_a_reason_and_once(session: Session, force: Force, cases: Cases):
    case = cases.filed
    with pytest.raises(FactNotAccepted, match="Nothing"):
        consider(session, force, case)
    receive(session, force, case, submission_id="came")
    with pytest.raises(AlreadyRecorded):
        receive(session, force, case, submission_id="came")
    with pytest.raises(FactNotAccepted, match="Write why"):
        consider(session, force, case, " ")


def test_reopening_is_the_other_answer(session: Session, force: Force, cases: Cases):
    case = cases.filed
    receive(session, force, case)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A hit."), LATER)
    [duty] = duties_of(session, case, DutyKind.CONSIDER_REOPENING, None)
    assert duty.status is DutyStatus.MET
    assert len(duties_of(session, case, DutyKind.ALLOCATE)) == 1
    with pytest.raises(Refusal, match="has been reopened"):
        consider(session, force, case)
