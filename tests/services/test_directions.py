"""Directions: who gives them, when they are due, whose they are, and how they end."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, Person
from tests import making
from tests.making import Case, Force
from tests.making_directions import WHAT, direct, directions_of
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    row_of,
)
from vocabulary import DutyKind, DutyStatus, EventKind, State, Step
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.requirements.sign_offs import involvement
from workflow.services import directions
from workflow.services.opening import policy_at
from workflow.services.particulars import HandOver, InWords, ToOfficer
from workflow.services.reallocating import reallocate

DAY = dt.timedelta(days=1)
DONE = "Asked: nobody heard anything."


def running(session: Session, case: Case) -> list[Duty]:
    return duties_of(session, case, DutyKind.DIRECTION)


def mark(session: Session, who, direction: int, words: str = DONE, now: dt.datetime = LATER, **more) -> int:
    return directions.mark_done(session, who, direction, words, now=now, **more)


def test_a_direction_is_on_record_and_due_by_the_policy(session: Session, force: Force, cases: Cases):
    given = direct(session, force, cases.investigated)
    (row,) = directions_of(session, cases.investigated)
    assert (row.id, row.to_person_id, row.given_by_id) == (given, force.officer.id, force.sergeant.id)
    assert (row.what, row.due_at, row.done_at) == (WHAT, NOW + 3 * DAY, None)
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, event.about_person_id) == (EventKind.DIRECTION_GIVEN, force.officer.id)
    assert facts_of(event)["direction"] == given
    assert detail_of(session, event) == {"what": WHAT}
    (duty,) = running(session, cases.investigated)
    assert (duty.direction_id, duty.due_at, duty.trigger_event_id) == (given, row.due_at, event.id)
    assert verify(session).is_sound


def test_a_direction_is_due_by_the_time_that_was_given(session: Session, force: Force, cases: Cases):
    direct(session, force, cases.investigated, due_at=NOW + DAY)
    (duty,) = running(session, cases.investigated)
    assert duty.due_at == directions_of(session, cases.investigated)[0].due_at == NOW + DAY
    assert duty.rule.startswith("By the time given with it: ")
    assert verify(session).is_sound


def test_directing_is_neither_material_nor_involvement(session: Session, force: Force, cases: Cases):
    before = row_of(session, cases.proposed).last_material_event_id
    direct(session, force, cases.proposed)
    row = row_of(session, cases.proposed)
    assert (row.state, row.last_material_event_id) == (State.AWAITING_SIGN_OFF, before)
    case = read_case(session, cases.proposed.id, NOW)
    assert involvement(case, force.sergeant.id, policy_at(NOW)) is None
    making.sign_off(session, force, cases.proposed, LATER)


@pytest.mark.parametrize("who", ["officer", "victim_care_officer", "auditor", "administrator"])
def test_only_a_supervisor_directs(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted, match="supervisor"):
        direct(session, force, cases.investigated, by=getattr(force, who))


def test_a_supervisor_of_another_unit_directs_too(session: Session, force: Force, cases: Cases):
    direct(session, force, cases.investigated, by=force.detective_inspector)
    assert len(running(session, cases.investigated)) == 1


@pytest.mark.parametrize("who", ["other_officer", "auditor", "administrator"])
def test_who_does_not_work_in_the_unit_is_not_directed(
    session: Session, force: Force, cases: Cases, who: str
):
    with pytest.raises(FactNotAccepted, match="works in its unit") as refused:
        direct(session, force, cases.investigated, to=getattr(force, who))
    assert refused.value.field == "to"


def test_who_has_retired_is_not_directed(session: Session, force: Force, cases: Cases):
    session.execute(sa.update(Person).where(Person.id == force.colleague.id).values(retired_at=NOW))
    with pytest.raises(FactNotAccepted, match="works in its unit"):
        direct(session, force, cases.investigated, to=force.colleague)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"what": "  "}, "what"), ({"due_at": NOW}, "due_at")],
)
def test_what_cannot_be_a_direction_is_refused_beside_its_field(
    session: Session, force: Force, cases: Cases, more: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        direct(session, force, cases.investigated, **more)
    assert refused.value.field == field


def test_the_same_form_sent_twice_directs_once(session: Session, force: Force, cases: Cases):
    direct(session, force, cases.investigated, submission_id="once")
    with pytest.raises(AlreadyRecorded):
        direct(session, force, cases.investigated, submission_id="once")


def test_a_finished_case_takes_no_direction(session: Session, force: Force, cases: Cases):
    with pytest.raises(Refusal, match="finished"):
        direct(session, force, cases.closed)


@pytest.mark.parametrize("who", ["colleague", "sergeant", "officer", "inspector"])
def test_done_is_said_by_whoever_it_was_given_to_gave_it_or_runs_the_case(
    session: Session, force: Force, cases: Cases, who: str
):
    given = direct(session, force, cases.investigated, to=force.colleague)
    event_id = mark(session, getattr(force, who), given)
    (row,) = directions_of(session, cases.investigated)
    assert (row.done_at, row.done_by_id, row.done_words) == (LATER, getattr(force, who).id, DONE)
    event = last_event_of(session, cases.investigated.id)
    assert (event.id, event.kind) == (event_id, EventKind.DIRECTION_DONE)
    assert detail_of(session, event) == {"words": DONE}
    (duty,) = duties_of(session, cases.investigated, DutyKind.DIRECTION, None)
    assert (duty.status, duty.ended_at, duty.ended_by_event_id) == (DutyStatus.MET, LATER, event_id)
    assert verify(session).is_sound


@pytest.mark.parametrize("who", ["colleague", "other_sergeant", "victim_care_officer", "auditor"])
def test_nobody_else_says_that_it_is_done(session: Session, force: Force, cases: Cases, who: str):
    given = direct(session, force, cases.investigated)
    with pytest.raises(NotPermitted):
        mark(session, getattr(force, who), given)


def test_done_after_its_time_is_done_late(session: Session, force: Force, cases: Cases):
    given = direct(session, force, cases.investigated)
    mark(session, force.officer, given, now=NOW + 4 * DAY)
    (duty,) = duties_of(session, cases.investigated, DutyKind.DIRECTION, None)
    assert duty.status is DutyStatus.MET_LATE


def test_one_of_two_directions_is_done_and_the_other_stays_open(session: Session, force: Force, cases: Cases):
    first = direct(session, force, cases.investigated)
    second = direct(session, force, cases.investigated, what="Seize the CCTV.")
    mark(session, force.officer, first)
    assert [duty.direction_id for duty in running(session, cases.investigated)] == [second]
    assert verify(session).is_sound


def test_done_needs_words_and_is_said_once(session: Session, force: Force, cases: Cases):
    given = direct(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted, match="Write what was done"):
        mark(session, force.officer, given, " ")
    mark(session, force.officer, given)
    with pytest.raises(Refusal, match="done already"):
        mark(session, force.officer, given)
    with pytest.raises(NotFound):
        mark(session, force.officer, 9_999_999)


def test_a_returned_proposal_leaves_its_directions_with_the_officer(
    session: Session, force: Force, cases: Cases
):
    before = row_of(session, cases.proposed).last_event_id
    said = InWords("Ask at number 14.", LATER + DAY)
    making.take(session, force.sergeant, cases.proposed, Step.RETURN_FOR_WORK, said, LATER)
    assert kinds_since(session, cases.proposed, before) == [
        EventKind.PROPOSAL_RETURNED,
        EventKind.DIRECTION_GIVEN,
    ]
    (row,) = directions_of(session, cases.proposed)
    assert (row.to_person_id, row.what, row.due_at) == (force.officer.id, "Ask at number 14.", LATER + DAY)
    assert verify(session).is_sound


def test_a_crime_allocated_with_directions_leaves_them_with_its_officer(
    session: Session, force: Force, cases: Cases
):
    said = ToOfficer(force.colleague.id, "See the doorbell video first.")
    making.take(session, force.sergeant, cases.recorded, Step.ALLOCATE, said)
    (row,) = directions_of(session, cases.recorded)
    assert (row.to_person_id, row.given_by_id) == (force.colleague.id, force.sergeant.id)
    assert row.what == "See the doorbell video first."


@pytest.mark.parametrize(
    ("step", "said", "field"),
    [
        (Step.RETURN_FOR_WORK, InWords("Ask again.", NOW), "due_at"),
        (Step.ALLOCATE, ToOfficer(1, "Ask.", directions_due_at=NOW), "directions_due_at"),
    ],
)
def test_a_time_that_is_past_is_refused_beside_its_field(
    session: Session, force: Force, cases: Cases, step: Step, said, field: str
):
    case = cases.proposed if step is Step.RETURN_FOR_WORK else cases.recorded
    if isinstance(said, ToOfficer):
        said = replace(said, officer_id=force.colleague.id)
    with pytest.raises(FactNotAccepted, match="still to come") as refused:
        making.attempt(session, force.sergeant, case, step, said, LATER)
    assert refused.value.field == field


def test_open_directions_go_to_the_next_officer_with_the_case(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    done = direct(session, force, case)
    mark(session, force.officer, done, now=NOW)
    mine = direct(session, force, case)
    others = direct(session, force, case, to=force.victim_care_officer)
    hand_over = HandOver(force.colleague.id, "Nothing.", "Nothing.", "None.")
    reallocate(session, force.sergeant, case.id, hand_over, now=LATER)
    assert {row.id: row.to_person_id for row in directions_of(session, case)} == {
        done: force.officer.id,
        mine: force.colleague.id,
        others: force.victim_care_officer.id,
    }
    assert facts_of(last_event_of(session, case.id))["directions"] == [mine]
    assert verify(session).is_sound


def test_a_finished_case_asks_nothing_more_of_anybody(session: Session, force: Force, cases: Cases):
    given = direct(session, force, cases.told)
    making.take(session, force.officer, cases.told, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    (duty,) = duties_of(session, cases.told, DutyKind.DIRECTION, None)
    assert (duty.direction_id, duty.status) == (given, DutyStatus.EXCUSED)
    with pytest.raises(Refusal, match="asked no longer"):
        mark(session, force.officer, given)
    assert verify(session).is_sound
