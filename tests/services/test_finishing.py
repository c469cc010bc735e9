"""Closing, filing and reopening: the last gate asks everything again."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import DecisionEnded, Suspect, Unit
from tests import making
from tests.making import Force
from tests.making_interviews import interview
from tests.services.prepared import (
    LATER,
    Cases,
    decision_of,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import (
    Bearing,
    ContactResult,
    DecisionEnding,
    DutyKind,
    EventKind,
    State,
    Step,
    VictimKind,
    VictimView,
)
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal, StepNotOpen
from workflow.services import contacts, lines, suspect_decisions, suspects, victims
from workflow.services.particulars import InWords, ToOfficer
from workflow.services.steps import Refused

ENDINGS = [
    pytest.param("told", Step.FILE_NO_FURTHER_ACTION, State.NO_FURTHER_ACTION, id="filed"),
    pytest.param("told_closure", Step.CLOSE, State.CLOSED, id="closed"),
]


def keys(refused: object) -> list[str]:
    assert isinstance(refused, Refused)
    return [found.key for found in refused.assessment.still_needed]


@pytest.mark.parametrize(("name", "step", "state"), ENDINGS)
def test_a_decision_signed_off_and_told_is_carried_out(
    session: Session, force: Force, cases: Cases, name: str, step: Step, state: State
):
    case = getattr(cases, name)
    making.take(session, force.officer, case, step, InWords(), LATER)
    row, event = row_of(session, case), last_event_of(session, case.id)
    assert (row.state, row.current_decision_id, row.round) == (state, case.decision, 1)
    assert row.responsible_id == force.officer.id
    ended = session.get_one(DecisionEnded, case.decision)
    assert (ended.ending, ended.ended_at, ended.event_id) == (DecisionEnding.CARRIED_OUT, LATER, event.id)
    assert facts_of(event) == {
        "decision": case.decision,
        "outcome": decision_of(session, case).outcome_code,
        "round": 1,
    }


@pytest.mark.parametrize("who", ["officer", "sergeant", "victim_care_officer"])
def test_who_runs_the_case_or_cares_for_its_victims_finishes_it(
    session: Session, force: Force, cases: Cases, who: str
):
    making.take(session, getattr(force, who), cases.told, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert state_of(session, cases.told) is State.NO_FURTHER_ACTION


@pytest.mark.parametrize("who", ["colleague", "other_officer", "other_sergeant", "auditor"])
def test_nobody_else_finishes_it(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted):
        making.attempt(session, getattr(force, who), cases.told, Step.FILE_NO_FURTHER_ACTION)


def test_each_ending_has_its_own_step(session: Session, force: Force, cases: Cases):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.officer, cases.told, Step.CLOSE, InWords(), LATER)
    with pytest.raises(StepNotOpen):
        making.attempt(
            session, force.officer, cases.told_closure, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER
        )


@pytest.mark.parametrize(
    "name", ["recorded", "allocated", "investigated", "ready", "proposed", "for_two", "filed", "closed"]
)
@pytest.mark.parametrize("step", [Step.CLOSE, Step.FILE_NO_FURTHER_ACTION])
def test_nothing_is_finished_before_it_is_signed_off_or_twice(
    session: Session, force: Force, cases: Cases, name: str, step: Step
):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.sergeant, getattr(cases, name), step, InWords(), LATER)


def test_every_victim_is_told_first(session: Session, force: Force, cases: Cases):
    refused = making.attempt(session, force.officer, cases.signed, Step.FILE_NO_FURTHER_ACTION)
    assert keys(refused) == ["every_victim_is_told_this_decision"]
    assert facts_of(last_event_of(session, cases.signed.id))["unmet"] == keys(refused)


@pytest.mark.parametrize("how", ["an attempt", "a call that told nothing", "another victim"])
def test_what_is_not_telling_does_not_count(session: Session, force: Force, cases: Cases, how: str):
    case = cases.signed
    changes = {
        "an attempt": {"result": ContactResult.ATTEMPTED, "tells_decision_id": None},
        "a call that told nothing": {"tells_decision_id": None},
        "another victim": {},
    }[how]
    victim = case.victims[0]
    if how == "another victim":
        both = (making.A_PERSON, making.A_PERSON)
        case = making.signed_off(session, force, victims=both)
        victim = case.victims[1]
    contacts.record_contact(session, force.officer, victim, making.telling(case, LATER, **changes), now=LATER)
    refused = making.attempt(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert keys(refused) == ["every_victim_is_told_this_decision"]


def test_a_telling_of_an_earlier_decision_does_not_count_for_a_later_one(
    session: Session, force: Force, cases: Cases
):
    line = making.add_line(session, force, cases.told, now=LATER, lapse_accepted=True)
    lines.result_line(session, force.officer, line, "Nothing.", Bearing.NEUTRAL, now=LATER)
    making.take(session, force.officer, cases.told, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER)
    again = making.proposed_on(session, cases.told)
    assert again.decision != cases.told.decision
    making.sign_off(session, force, again, LATER)
    refused = making.attempt(session, force.officer, again, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert keys(refused) == ["every_victim_is_told_this_decision"]


def test_suspects_who_were_interviewed_are_told_after_the_victims(
    session: Session, force: Force, cases: Cases
):
    case = making.an_investigation(session, force, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    interview(session, force.officer, suspect, LATER)
    suspect_decisions.decide_no_further_action(session, force.sergeant, suspect, "Weak.", "", now=LATER)
    making.care_for(session, force, case, LATER)
    making.answer_the_minimum(session, force, case, LATER)
    victims.record_view(
        session, force.victim_care_officer, case.victims[0], VictimView.SUPPORTS, "Go on.", now=LATER
    )
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("15"), LATER)
    case = making.proposed_on(session, case)
    making.sign_off(session, force, case, LATER)
    making.tell(session, force, case, LATER)
    refused = making.attempt(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert keys(refused) == ["every_suspect_is_told"]
    suspects.record_suspect_told(session, force.officer, suspect, LATER, now=LATER)
    making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert session.get_one(Suspect, suspect).told_at == LATER


def test_a_signer_who_becomes_involved_before_the_end_counts_no_more(
    session: Session, force: Force, cases: Cases
):
    row_of(session, cases.told).oic_id = force.sergeant.id
    session.flush()
    refused = making.attempt(session, force.sergeant, cases.told, Step.FILE_NO_FURTHER_ACTION)
    assert keys(refused) == ["decision_is_signed_off"]


# Reopening.


@pytest.mark.parametrize("name", ["filed", "closed"])
def test_a_reopened_case_begins_a_new_round_in_its_units_tray(
    session: Session, force: Force, cases: Cases, name: str
):
    case = getattr(cases, name)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A witness came forward."), LATER)
    row, event = row_of(session, case), last_event_of(session, case.id)
    assert (row.state, row.round, row.oic_id, row.current_decision_id) == (State.RECORDED, 2, None, None)
    assert row.responsible_id == session.get_one(Unit, force.unit).tray_holder_id
    assert event.kind is EventKind.CASE_REOPENED
    assert facts_of(event)["round"] == 2
    assert detail_of(session, event) == {"reason": "A witness came forward."}
    assert session.get_one(DecisionEnded, case.decision).ending is DecisionEnding.CARRIED_OUT
    assert len(duties_of(session, case, DutyKind.ALLOCATE)) == 1


def test_reopening_needs_a_supervisor_of_the_unit_and_a_reason(session: Session, force: Force, cases: Cases):
    for who in ("officer", "other_sergeant", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            making.attempt(session, getattr(force, who), cases.filed, Step.REOPEN, InWords("w"))
    with pytest.raises(FactNotAccepted) as refused:
        making.attempt(session, force.sergeant, cases.filed, Step.REOPEN, InWords(" "))
    assert refused.value.field == "words"


@pytest.mark.parametrize("name", ["recorded", "investigated", "proposed", "told"])
def test_only_a_finished_case_is_reopened(session: Session, force: Force, cases: Cases, name: str):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.sergeant, getattr(cases, name), Step.REOPEN, InWords("w"))


def test_a_unit_without_a_tray_holder_reopens_nothing(session: Session, force: Force, cases: Cases):
    session.get_one(Unit, force.unit).tray_holder_id = None
    session.flush()
    with pytest.raises(Refusal, match="Nobody holds the tray"):
        making.attempt(session, force.sergeant, cases.filed, Step.REOPEN, InWords("w"))


def test_after_a_reopening_everything_is_decided_and_told_afresh(
    session: Session, force: Force, cases: Cases
):
    case = cases.filed
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("w"), LATER)
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(force.colleague.id), LATER)
    making.take(session, force.colleague, case, Step.START_INVESTIGATION, InWords(), LATER)
    making.take(session, force.colleague, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER)
    again = making.proposed_on(session, case)
    assert decision_of(session, again).round == 2
    making.sign_off(session, force, again, LATER)
    refused = making.attempt(session, force.colleague, again, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert keys(refused) == ["every_victim_is_told_this_decision"]
    making.tell(session, force, again, LATER)
    making.take(session, force.colleague, again, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
    assert state_of(session, again) is State.NO_FURTHER_ACTION


def test_a_finished_case_still_takes_care_for_its_victim_and_nothing_material(
    session: Session, force: Force, cases: Cases
):
    case, before = cases.filed, making.last_event(session, cases.filed.id)
    making.care_for(session, force, case, LATER)
    contacts.record_contact(
        session,
        force.officer,
        case.victims[0],
        making.telling(case, LATER, tells_decision_id=None),
        now=LATER,
    )
    assert kinds_since(session, case, before) == [
        EventKind.NEEDS_ASSESSED,
        EventKind.SUPPORT_OFFERED,
        EventKind.CONTACT_RECORDED,
    ]
    for material in (
        lambda: making.add_suspect(session, force, case, LATER),
        lambda: victims.add_victim(
            session, force.officer, case.id, victims.VictimToAdd(VictimKind.PERSON, "N"), now=LATER
        ),
    ):
        with pytest.raises(Refusal, match="A supervisor of its unit can reopen it"):
            material()
    assert state_of(session, case) is State.NO_FURTHER_ACTION
