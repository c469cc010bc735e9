"""Stale pages, standing proposals and forms sent twice: what was shown is what is acted on, once."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models import CaseEvent
from tests import making
from tests.making import Force
from tests.making_interviews import as_held
from tests.services.prepared import LATER, Cases, duties_of, kinds_since, row_of, state_of
from vocabulary import (
    Bearing,
    Channel,
    ContactResult,
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    State,
    Step,
    SupportReferral,
    SuspectDecision,
    VictimKind,
    VictimView,
)
from workflow.refusals import AlreadyRecorded, CaseHasMoved, WouldLapse
from workflow.services import charging, contacts, lines, needs, no_lines, suspect_decisions, victims
from workflow.services.contacts import ContactMade
from workflow.services.interviews import record_interview
from workflow.services.particulars import Charge, InWords, ToOfficer
from workflow.services.steps import Refused, take_step

A_CALL = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER)

# Acts that change what a decision rests on, each on a case where it is possible.
MATERIAL: dict[str, Callable] = {
    "add a line": lambda s, f, c, **more: making.add_line(s, f, c, now=LATER, **more),
    "supersede a line": lambda s, f, c, **more: lines.supersede_line(
        s, f.officer, c.lines[0], "cctv", "o", f.officer.id, now=LATER, why="w", **more
    ),
    "add a suspect": lambda s, f, c, **more: making.add_suspect(s, f, c, LATER, **more),
    "add a victim": lambda s, f, c, **more: victims.add_victim(
        s, f.officer, c.id, victims.VictimToAdd(VictimKind.PERSON, "N"), now=LATER, **more
    ),
    "record what the victim wants": lambda s, f, c, **more: victims.record_view(
        s, f.victim_care_officer, c.victims[0], VictimView.SUPPORTS, "Go on.", now=LATER, **more
    ),
}
# The same, on a case with a suspect.
WITH_A_SUSPECT: dict[str, Callable] = {
    "record an interview": lambda s, f, c, **more: record_interview(
        s, f.officer, c.suspect, as_held(f.officer.id, LATER), now=LATER, **more
    ),
    "eliminate a suspect": lambda s, f, c, **more: suspect_decisions.record_suspect_decision(
        s, f.officer, c.suspect, SuspectDecision.ELIMINATED, "Abroad.", now=LATER, **more
    ),
    "decide a suspect": lambda s, f, c, **more: suspect_decisions.decide_no_further_action(
        s, f.detective_inspector, c.suspect, "Not enough.", "Not found.", now=LATER, **more
    ),
    "record a charge": lambda s, f, c, **more: charging.record_charge(
        s, f.officer, c.id, Charge(c.suspect, LATER, "Theft"), now=LATER, **more
    ),
}
ADDITIVE: dict[str, Callable] = {
    "record a contact": lambda s, f, c, **more: contacts.record_contact(
        s, f.officer, c.victims[0], A_CALL, now=LATER, **more
    ),
    "assess needs": lambda s, f, c, **more: needs.assess_needs(
        s, f.officer, c.victims[0], needs.Assessed("None"), now=LATER, **more
    ),
    "offer support": lambda s, f, c, **more: victims.record_support_offer(
        s, f.officer, c.victims[0], SupportReferral.ACCEPTED, "Yes", now=LATER, **more
    ),
}


def all_of(*tables: dict[str, Callable]) -> list:
    return [pytest.param(act, id=name) for table in tables for name, act in table.items()]


@pytest.mark.parametrize("name", ["proposed", "signed"])
@pytest.mark.parametrize("act", all_of(MATERIAL))
def test_a_standing_proposal_lapses_after_a_warning(
    session: Session, force: Force, cases: Cases, act: Callable, name: str
):
    case = getattr(cases, name)
    before = making.last_event(session, case.id)
    with pytest.raises(WouldLapse) as warned:
        act(session, force, case)
    assert warned.value.decision_id == case.decision
    assert kinds_since(session, case, before) == []
    act(session, force, case, lapse_accepted=True)
    assert kinds_since(session, case, before)[0] is EventKind.PROPOSAL_LAPSED
    assert state_of(session, case) is State.INVESTIGATING
    assert row_of(session, case).current_decision_id is None
    assert duties_of(session, case, DutyKind.TELL_DECISION) == []


def test_agreeing_once_more_that_there_is_no_line_takes_a_standing_proposal_back_once(
    session: Session, force: Force
):
    case = making.an_investigation(session, force, offence="perverting_justice")
    case = dataclasses.replace(case, kind=DecisionKind.NO_FURTHER_ACTION)
    agree = functools.partial(no_lines.agree_no_lines, session, force.sergeant, case.id, "None.", now=LATER)
    agree()
    making.care_for(session, force, case, LATER)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("18"), LATER)
    with pytest.raises(WouldLapse):
        agree()
    agree(lapse_accepted=True, submission_id="once")
    assert state_of(session, case) is State.INVESTIGATING
    with pytest.raises(AlreadyRecorded):
        agree(submission_id="once")


@pytest.mark.parametrize("act", all_of(WITH_A_SUSPECT))
def test_a_standing_closure_lapses_when_a_suspects_row_changes(
    session: Session, force: Force, cases: Cases, act: Callable
):
    case = cases.told_closure
    with pytest.raises(WouldLapse):
        act(session, force, case)
    act(session, force, case, lapse_accepted=True)
    expected = State.IN_PROSECUTION if act is WITH_A_SUSPECT["record a charge"] else State.INVESTIGATING
    assert state_of(session, case) is expected


@pytest.mark.parametrize("act", all_of(ADDITIVE))
def test_care_for_the_victim_makes_nothing_lapse(session: Session, force: Force, cases: Cases, act: Callable):
    act(session, force, cases.told)
    assert state_of(session, cases.told) is State.AWAITING_VICTIM_UPDATE
    making.take(session, force.officer, cases.told, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)


def test_a_lapsed_decision_is_excused_and_cannot_be_told_or_finished(
    session: Session, force: Force, cases: Cases
):
    making.add_line(session, force, cases.signed, now=LATER, lapse_accepted=True)
    (duty,) = duties_of(session, cases.signed, DutyKind.TELL_DECISION, status=None)
    assert duty.status is DutyStatus.EXCUSED
    assert duty.ended_at == LATER


@pytest.mark.parametrize("act", all_of(MATERIAL))
def test_a_step_from_a_page_older_than_something_material_is_stale(
    session: Session, force: Force, cases: Cases, act: Callable
):
    case = cases.ready
    seen = making.last_event(session, case.id)
    act(session, force, case)
    moved = making.last_event(session, case.id)
    with pytest.raises(CaseHasMoved) as stale:
        making.attempt(
            session,
            force.officer,
            case,
            Step.PROPOSE_NO_FURTHER_ACTION,
            making.proposal(),
            LATER,
            seen_event_id=seen,
        )
    assert (stale.value.seen_event_id, stale.value.last_event_id) == (seen, moved)


@pytest.mark.parametrize("act", all_of(ADDITIVE))
def test_a_step_from_a_page_older_than_something_added_is_not_stale(
    session: Session, force: Force, cases: Cases, act: Callable
):
    seen = making.last_event(session, cases.ready.id)
    act(session, force, cases.ready)
    making.take(
        session,
        force.officer,
        cases.ready,
        Step.PROPOSE_NO_FURTHER_ACTION,
        making.proposal(),
        LATER,
        seen_event_id=seen,
    )
    assert state_of(session, cases.ready) is State.AWAITING_SIGN_OFF


@pytest.mark.parametrize("act", all_of(MATERIAL, ADDITIVE))
def test_a_form_sent_twice_is_recorded_once(session: Session, force: Force, cases: Cases, act: Callable):
    act(session, force, cases.ready, submission_id="the-same-form")
    after = making.last_event(session, cases.ready.id)
    with pytest.raises(AlreadyRecorded) as repeated:
        act(session, force, cases.ready, submission_id="the-same-form")
    assert making.last_event(session, cases.ready.id) == after
    first = session.get_one(CaseEvent, repeated.value.event_id)
    assert first.submission_id == "the-same-form"
    assert first.kind.material == (act in MATERIAL.values())


@pytest.mark.parametrize("act", all_of(MATERIAL))
def test_a_repeat_finds_the_act_and_not_the_lapse_it_caused(
    session: Session, force: Force, cases: Cases, act: Callable
):
    act(session, force, cases.signed, submission_id="once", lapse_accepted=True)
    with pytest.raises(AlreadyRecorded) as repeated:
        act(session, force, cases.signed, submission_id="once")
    assert session.get_one(CaseEvent, repeated.value.event_id).kind is not EventKind.PROPOSAL_LAPSED


def test_a_step_sent_twice_is_taken_once(session: Session, force: Force, cases: Cases):
    arguments = (session, force.sergeant, cases.recorded.id, Step.ALLOCATE, ToOfficer(force.officer.id))
    more = {"seen_event_id": making.last_event(session, cases.recorded.id), "now": LATER}
    taken = take_step(*arguments, submission_id="s", **more)
    with pytest.raises(AlreadyRecorded) as repeated:
        take_step(*arguments, submission_id="s", **more)
    assert repeated.value.event_id == taken.event_id


def test_a_refused_form_sent_twice_is_refused_twice_with_its_reasons(
    session: Session, force: Force, cases: Cases
):
    arguments = {"particulars": making.proposal(), "now": LATER, "submission_id": "r"}
    for _ in range(2):
        refused = making.attempt(
            session, force.officer, cases.investigated, Step.PROPOSE_NO_FURTHER_ACTION, **arguments
        )
        assert isinstance(refused, Refused)
        assert refused.assessment.still_needed


def test_a_refusal_makes_no_page_stale(session: Session, force: Force, cases: Cases):
    case, seen = cases.ready, making.last_event(session, cases.ready.id)
    empty = making.proposal(evidence="", risk=" ")
    refused = making.attempt(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, empty, LATER)
    assert [found.key for found in refused.assessment.still_needed] == ["rationale_is_complete"]
    making.take(
        session,
        force.officer,
        case,
        Step.PROPOSE_NO_FURTHER_ACTION,
        making.proposal(),
        LATER,
        seen_event_id=seen,
    )


def test_an_answer_makes_a_page_stale_too(session: Session, force: Force, cases: Cases):
    line = making.add_line(session, force, cases.ready)
    seen = making.last_event(session, cases.ready.id)
    lines.result_line(session, force.officer, line, "Found.", Bearing.NEUTRAL, now=LATER)
    with pytest.raises(CaseHasMoved):
        making.attempt(
            session,
            force.officer,
            cases.ready,
            Step.PROPOSE_NO_FURTHER_ACTION,
            making.proposal(),
            LATER,
            seen_event_id=seen,
        )


def test_a_suspects_decision_is_stale_when_the_case_has_moved(session: Session, force: Force, cases: Cases):
    case = cases.ready_to_close
    seen = making.last_event(session, case.id)
    making.add_line(session, force, case, now=LATER)
    with pytest.raises(CaseHasMoved):
        suspect_decisions.decide_no_further_action(
            session, force.inspector, case.suspect, "r", "n", now=LATER, seen_event_id=seen
        )
