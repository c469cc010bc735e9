"""A line answered on another crime is as open as the line it points at."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Investigation, LineOfInquiry
from tests import making
from tests.making import Case, Force
from tests.services.prepared import LATER, Cases, facts_of, last_event_of, row_of, state_of
from vocabulary import Bearing, EventKind, LineStatus, NotPursuedReason, State, Step
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted
from workflow.services import lines
from workflow.services.particulars import InWords
from workflow.services.steps import Refused


@pytest.fixture
def line(session: Session, force: Force, cases: Cases) -> int:
    return making.add_line(session, force, cases.investigated)


@pytest.fixture
def other(session: Session, force: Force) -> Case:
    """Another crime with one open line of the same kind."""
    case = making.an_investigation(session, force)
    return Case(case.id, victims=case.victims, lines=(making.add_line(session, force, case),))


def answer(session: Session, force: Force, line: int, other: Case, **changes: object) -> int:
    reference = session.get_one(Investigation, other.id).reference
    values = {"other_line_id": None, "words": "", "now": LATER} | changes
    actor = values.pop("actor", force.officer)
    return lines.answer_on_another_crime(
        session,
        actor,
        line,
        values.pop("other_reference", reference),
        values.pop("other_line_id"),
        values.pop("words"),
        **values,
    )


def test_a_line_points_at_the_one_line_of_its_kind(
    session: Session, force: Force, cases: Cases, line: int, other: Case
):
    answer(session, force, line, other)
    row = session.get_one(LineOfInquiry, line, populate_existing=True)
    assert (row.status, row.answered_on_line_id) == (LineStatus.ANSWERED_ELSEWHERE, other.lines[0])
    assert row.result == f"Answered on {session.get_one(Investigation, other.id).reference}."
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.LINE_ANSWERED_ELSEWHERE
    assert facts_of(event) == {
        "line": line,
        "category": "cctv",
        "answered_on_line": other.lines[0],
        "answered_on_case": other.id,
    }


def test_the_reference_may_be_written_in_any_case(session: Session, force: Force, line: int):
    other = making.an_investigation(session, force, reference="cd/77/26")
    there = making.add_line(session, force, other)
    answer(session, force, line, other, other_reference="CD/77/26")
    assert session.get_one(LineOfInquiry, line).answered_on_line_id == there


def test_which_line_is_chosen_where_there_are_several(session: Session, force: Force, line: int, other: Case):
    second = making.add_line(session, force, other)
    with pytest.raises(FactNotAccepted) as refused:
        answer(session, force, line, other)
    assert refused.value.field == "other_line"
    answer(session, force, line, other, other_line_id=second)
    assert session.get_one(LineOfInquiry, line).answered_on_line_id == second


def test_a_line_of_another_kind_answers_only_when_it_is_chosen(session: Session, force: Force, line: int):
    other = making.an_investigation(session, force)
    scene = making.add_line(session, force, other, "scene")
    with pytest.raises(FactNotAccepted, match="has no line of this kind"):
        answer(session, force, line, other)
    answer(session, force, line, other, other_line_id=scene)


def test_only_another_crime_of_fairlead_answers(session: Session, force: Force, cases: Cases, line: int):
    own = row_of(session, cases.investigated).reference
    for reference in ("NO/1", own):
        with pytest.raises(FactNotAccepted, match="another crime in Fairlead"):
            answer(session, force, line, cases.allocated, other_reference=reference)
    with pytest.raises(NotFound):
        answer(session, force, 999_999, cases.allocated)


@pytest.mark.parametrize("ending", ["superseded", "pointing on"])
def test_a_line_that_answers_nothing_itself_is_not_pointed_at(
    session: Session, force: Force, line: int, other: Case, ending: str
):
    if ending == "superseded":
        lines.supersede_line(
            session, force.officer, other.lines[0], "scene", "o", force.officer.id, now=LATER, why="w"
        )
    else:
        third = making.an_investigation(session, force)
        making.add_line(session, force, third)
        answer(session, force, other.lines[0], third)
    with pytest.raises(FactNotAccepted, match="has no line of this kind"):
        answer(session, force, line, other)


def test_permission_comes_before_a_look_at_the_other_crime(
    session: Session, force: Force, line: int, other: Case
):
    making.add_line(session, force, other)
    with pytest.raises(NotPermitted):
        answer(session, force, line, other, actor=force.other_officer)


def test_sending_it_twice_finds_the_first_even_after_the_other_line_has_gone(
    session: Session, force: Force, line: int, other: Case
):
    first = answer(session, force, line, other, submission_id="twice")
    lines.supersede_line(
        session, force.officer, other.lines[0], "cctv", "o", force.officer.id, now=LATER, why="w"
    )
    making.add_line(session, force, other)
    with pytest.raises(AlreadyRecorded) as repeated:
        answer(session, force, line, other, submission_id="twice")
    assert repeated.value.event_id == first


def pointing_case(session: Session, force: Force, other: Case) -> Case:
    """Ready to be proposed but for one line, which another crime is to answer."""
    case = making.a_case_ready_to_propose(session, force)
    line = making.add_line(session, force, case)
    answer(session, force, line, other)
    return case


def propose(session: Session, force: Force, case: Case) -> object:
    return making.attempt(
        session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER
    )


@pytest.mark.parametrize("how", ["result", "reason"])
def test_the_gate_stays_shut_until_the_other_line_is_answered(
    session: Session, force: Force, other: Case, how: str
):
    case = pointing_case(session, force, other)
    refused = propose(session, force, case)
    assert isinstance(refused, Refused)
    (found,) = refused.assessment.still_needed
    assert found.key == "every_line_is_answered"
    assert "is still open" in found.finding.items[0].text
    if how == "result":
        lines.result_line(session, force.officer, other.lines[0], "Found.", Bearing.AWAY, now=LATER)
    else:
        lines.do_not_pursue_line(
            session, force.officer, other.lines[0], NotPursuedReason.NOT_POSSIBLE, "Lost.", now=LATER
        )
    propose(session, force, case)
    assert state_of(session, case) is State.AWAITING_SIGN_OFF


def test_an_answer_taken_back_elsewhere_before_the_end_shuts_the_last_gate(
    session: Session, force: Force, other: Case
):
    lines.result_line(session, force.officer, other.lines[0], "Found.", Bearing.AWAY, now=LATER)
    case = pointing_case(session, force, other)
    propose(session, force, case)
    case = making.proposed_on(session, case)
    making.sign_off(session, force, case, LATER)
    making.tell(session, force, case, LATER)
    lines.supersede_line(
        session, force.officer, other.lines[0], "cctv", "Look again", force.officer.id, now=LATER, why="Wrong"
    )
    refused = making.attempt(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert isinstance(refused, Refused)
    assert [found.key for found in refused.assessment.still_needed] == ["every_line_is_answered"]


def test_a_line_on_which_a_finished_crime_rests_is_not_superseded(
    session: Session, force: Force, other: Case
):
    """Else a finished crime would have an unanswered line: it is reopened first, or another line is added."""
    lines.result_line(session, force.officer, other.lines[0], "Found.", Bearing.AWAY, now=LATER)
    case = pointing_case(session, force, other)
    propose(session, force, case)
    case = making.proposed_on(session, case)
    making.sign_off(session, force, case, LATER)
    making.tell(session, force, case, LATER)
    making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    reference = row_of(session, case).reference
    with pytest.raises(FactNotAccepted, match=f"{reference} .*rests on this line"):
        lines.supersede_line(
            session, force.officer, other.lines[0], "cctv", "o", force.officer.id, now=LATER, why="Wrong"
        )
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("The recording was misread."), LATER)
    lines.supersede_line(
        session, force.officer, other.lines[0], "cctv", "o", force.officer.id, now=LATER, why="Wrong"
    )
