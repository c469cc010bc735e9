"""Waiting is not working: it leaves the active list, and stops no duty and no contact."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight import work_lists
from models import Person
from tests import making, making_cps
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    last_event_of,
    row_of,
)
from vocabulary import DecisionKind, DutyKind, DutyStatus, EventKind, Step, WaitingOn
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotPermitted, Refusal
from workflow.services import waiting
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords
from workflow.working_days import end_of_day

A_WEEK = NOW.date() + dt.timedelta(days=7)
MINUTE = dt.timedelta(minutes=1)


def wait(session: Session, force: Force, case: Case, **changes: object) -> int:
    actor, now = changes.pop("actor", force.officer), changes.pop("now", NOW)
    submission_id = changes.pop("submission_id", None)
    begun = making_cps.a_wait(force, **changes)
    return waiting.start_waiting(session, actor, case.id, begun, now=now, submission_id=submission_id)


def listed(session: Session, force: Force, which, actor=None) -> set[int]:
    page = work_lists.cases(session, which(actor or force.officer), policy_at(NOW))
    return {row.id for row in page.rows}


def test_a_wait_leaves_the_active_list_for_that_of_whoever_waits_or_chases(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    assert case.id in listed(session, force, work_lists.mine)
    event_id = wait(session, force, case, chaser_id=force.colleague.id)
    row = row_of(session, case)
    assert (row.waiting_on, row.waiting_since_at, row.chase_by_at, row.chaser_id) == (
        WaitingOn.LABORATORY,
        NOW,
        end_of_day(A_WEEK),
        force.colleague.id,
    )
    assert case.id not in listed(session, force, work_lists.mine)
    for actor in (force.officer, force.colleague):
        assert case.id in listed(session, force, work_lists.waiting, actor)
    assert case.id not in listed(session, force, work_lists.waiting, force.inspector)
    event = last_event_of(session, case.id)
    assert (event.id, event.kind, event.about_person_id) == (
        event_id,
        EventKind.WAITING_STARTED,
        force.colleague.id,
    )
    [duty] = duties_of(session, case, DutyKind.CHASE)
    assert (duty.due_at, duty.what) == (end_of_day(A_WEEK), "Chase the laboratory")


def test_a_wait_answers_nothing_stops_no_duty_and_takes_no_proposal_back(
    session: Session, force: Force, cases: Cases
):
    case = cases.proposed
    before = row_of(session, case).last_material_event_id
    owed = {duty.id for kind in DutyKind for duty in duties_of(session, case, kind)}
    wait(session, force, case)
    row = row_of(session, case)
    assert (row.last_material_event_id, row.current_decision_id) == (before, case.decision)
    running = {duty.id for kind in DutyKind for duty in duties_of(session, case, kind)}
    assert owed < running
    making.sign_off(session, force, case, LATER)
    making.tell(session, force, case, LATER)


def test_chased_in_vain_the_wait_goes_on_by_another_day(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    wait(session, force, case)
    again = A_WEEK + dt.timedelta(days=7)
    wait(session, force, case, chase_on=again, now=LATER)
    first, second = duties_of(session, case, DutyKind.CHASE, None)
    assert (first.status, second.status) == (DutyStatus.MET, DutyStatus.RUNNING)
    assert second.due_at == end_of_day(again)


def test_the_end_of_a_wait_brings_the_case_back_and_ends_the_chase(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    wait(session, force, case)
    waiting.end_waiting(session, force.officer, case.id, "It came.", now=LATER)
    assert row_of(session, case).waiting_on is None
    assert case.id in listed(session, force, work_lists.mine)
    [duty] = duties_of(session, case, DutyKind.CHASE, None)
    assert duty.status is DutyStatus.MET
    event = last_event_of(session, case.id)
    assert (event.kind, detail_of(session, event)) == (EventKind.WAITING_ENDED, {"words": "It came."})


def test_a_finished_case_waits_for_nobody(session: Session, force: Force, cases: Cases):
    case = cases.told
    wait(session, force, case)
    making.take(session, force.officer, case, making.FINISH[DecisionKind.NO_FURTHER_ACTION], InWords(), LATER)
    assert row_of(session, case).waiting_on is None
    [duty] = duties_of(session, case, DutyKind.CHASE, None)
    assert duty.status is DutyStatus.EXCUSED
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("New."), LATER)
    for finished in (cases.filed, cases.closed):
        with pytest.raises(Refusal, match="finished"):
            wait(session, force, finished)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since_at": NOW + MINUTE}, "since_at"),
        ({"since_at": making.REPORTED - MINUTE}, "since_at"),
        ({"chase_on": NOW.date() - dt.timedelta(days=1)}, "chase_on"),
        ({"chaser_id": 999_999}, "chaser"),
        ({"words": " "}, "words"),
    ],
)
def test_a_wait_that_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        wait(session, force, cases.investigated, **changes)
    assert refused.value.field == field


def test_nobody_who_has_left_chases(session: Session, force: Force, cases: Cases):
    session.get_one(Person, force.colleague.id).retired_at = NOW
    session.flush()
    with pytest.raises(FactNotAccepted, match="who chases"):
        wait(session, force, cases.investigated, chaser_id=force.colleague.id)


def test_a_wait_is_ended_once_and_with_a_word(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted, match="not waiting"):
        waiting.end_waiting(session, force.officer, cases.investigated.id, "It came.", now=LATER)
    wait(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted, match="Write what came"):
        waiting.end_waiting(session, force.officer, cases.investigated.id, " ", now=LATER)


def test_waiting_is_for_the_units_own_people_and_recorded_once(session: Session, force: Force, cases: Cases):
    for who in ("other_officer", "other_sergeant", "victim_care_officer", "auditor"):
        actor = getattr(force, who)
        with pytest.raises(NotPermitted):
            wait(session, force, cases.investigated, actor=actor)
        with pytest.raises(NotPermitted):
            waiting.end_waiting(session, actor, cases.investigated.id, "It came.", now=LATER)
    wait(session, force, cases.investigated, actor=force.colleague, submission_id="waits")
    with pytest.raises(AlreadyRecorded):
        wait(session, force, cases.investigated, actor=force.colleague, submission_id="waits")
