"""What was signed, agreed or charged is overruled only with authority, and does not outlive its facts."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy.orm import Session

from models import DecisionEnded, LineOfInquiry, Suspect
from tests import making
from tests.making import Case, Force
from tests.making_interviews import as_held
from tests.services.prepared import LATER, Cases, duties_of, kinds_since, row_of
from vocabulary import (
    Actor,
    Bearing,
    DecisionEnding,
    DecisionKind,
    DutyKind,
    EventKind,
    LineStatus,
    Rank,
    RiskFlag,
    Role,
    Step,
    SuspectDecision,
)
from workflow.refusals import CaseHasMoved, FactNotAccepted
from workflow.services import charging, lines, no_lines, suspect_decisions, suspects
from workflow.services.interviews import record_interview
from workflow.services.particulars import Charge, InWords
from workflow.services.steps import Refused

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def rape(session: Session, force: Force) -> Case:
    """A rape whose suspect's no further action was signed by a detective inspector."""
    case = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    making.answer_the_minimum(session, force, case)
    making.making_cps.no_early_advice(session, force, case.id, suspect, making.NOW)
    suspect_decisions.decide_no_further_action(
        session, force.detective_inspector, suspect, "Below the test.", "He is abroad.", now=making.NOW
    )
    return dataclasses.replace(case, suspect=suspect)


def eliminate(session: Session, actor, case: Case, **more: object) -> int:
    decided = SuspectDecision.ELIMINATED
    return suspect_decisions.record_suspect_decision(
        session, actor, case.suspect, decided, "His twin did it.", **({"now": LATER} | more)
    )


@pytest.mark.parametrize("who", ["officer", "sergeant", "inspector"])
def test_a_signed_no_further_action_is_not_turned_into_an_elimination_below_its_authority(
    session: Session, force: Force, rape: Case, who: str
):
    with pytest.raises(FactNotAccepted, match="higher authority") as refused:
        eliminate(session, getattr(force, who), rape)
    assert refused.value.field == "decision"
    assert session.get_one(Suspect, rape.suspect).decision is SuspectDecision.NO_FURTHER_ACTION


def of_the_unit(session: Session, force: Force) -> Actor:
    roles = (Role.SUPERVISOR, force.unit)
    return making.a_person(session, "unit_di", Rank.INSPECTOR, roles, detective=True)


@pytest.mark.parametrize("how", ["eliminated", "charged"])
def test_what_overtakes_a_signed_no_further_action_ends_it_and_its_telling(
    session: Session, force: Force, rape: Case, how: str
):
    (owed,) = duties_of(session, rape, DutyKind.TELL_DECISION)
    before = making.last_event(session, rape.id)
    if how == "eliminated":
        eliminate(session, of_the_unit(session, force), rape)
    else:
        charge = Charge(rape.suspect, LATER, "Rape")
        charging.record_charge(session, force.officer, rape.id, charge, now=LATER)
    assert session.get_one(DecisionEnded, owed.decision_id).ending is DecisionEnding.LAPSED
    assert duties_of(session, rape, DutyKind.TELL_DECISION) == []
    assert EventKind.PROPOSAL_LAPSED in kinds_since(session, rape, before)


def test_a_charged_suspect_is_decided_again_once_the_investigation_is_resumed(
    session: Session, force: Force, cases: Cases
):
    suspect = making.add_suspect(session, force, cases.investigated)
    case = dataclasses.replace(cases.investigated, suspect=suspect)
    charging.record_charge(session, force.officer, case.id, Charge(suspect, LATER, "Theft"), now=LATER)
    with pytest.raises(FactNotAccepted, match="Resume the investigation first"):
        eliminate(session, force.sergeant, case)
    making.take(session, force.officer, case, Step.RESUME_INVESTIGATION, InWords("Discontinued."), LATER)
    with pytest.raises(FactNotAccepted, match="done by a supervisor"):
        eliminate(session, force.officer, case)
    eliminate(session, force.sergeant, case)
    assert session.get_one(Suspect, suspect).decision is SuspectDecision.ELIMINATED


def test_a_second_officers_decision_on_the_same_page_is_stale(session: Session, force: Force, cases: Cases):
    suspect = making.add_suspect(session, force, cases.investigated)
    case = dataclasses.replace(cases.investigated, suspect=suspect)
    seen = making.last_event(session, case.id)
    eliminate(session, force.officer, case, seen_event_id=seen)
    with pytest.raises(CaseHasMoved):
        eliminate(session, force.colleague, case, seen_event_id=seen)
    held = as_held(force.colleague.id, LATER)
    with pytest.raises(CaseHasMoved):
        record_interview(session, force.colleague, suspect, held, now=LATER, seen_event_id=seen)


def test_a_suspect_is_not_told_no_further_action_before_it_was_signed(
    session: Session, force: Force, rape: Case
):
    early = making.NOW - HOUR
    with pytest.raises(FactNotAccepted, match="before the decision was signed"):
        suspects.record_suspect_told(session, force.officer, rape.suspect, early, now=LATER)
    suspects.record_suspect_told(session, force.officer, rape.suspect, LATER, now=LATER)


def test_whoever_eliminated_a_suspect_does_not_sign(session: Session, force: Force):
    case = making.an_investigation(session, force)
    case = dataclasses.replace(case, suspect=making.add_suspect(session, force, case))
    eliminate(session, force.sergeant, case, now=making.NOW)
    making.care_for(session, force, case)
    making.answer_the_minimum(session, force, case)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("18"))
    asked = making.attempt(session, force.sergeant, case, Step.AUTHORISE)
    assert isinstance(asked, Refused)
    assert "eliminated a suspect" in " ".join(found.finding.why for found in asked.assessment.still_needed)
    making.take(session, force.inspector, case, Step.AUTHORISE)


def test_whoever_answered_the_line_another_crime_points_at_does_not_sign(session: Session, force: Force):
    other = making.an_investigation(session, force)
    there = making.add_line(session, force, other)
    lines.result_line(session, force.sergeant, there, "Nobody.", Bearing.NEUTRAL, now=making.NOW)
    case = making.a_case_ready_to_propose(session, force)
    here = making.add_line(session, force, case)
    reference = row_of(session, other).reference
    lines.answer_on_another_crime(session, force.officer, here, reference, there, "", now=making.NOW)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("18"))
    assert isinstance(making.attempt(session, force.sergeant, case, Step.AUTHORISE), Refused)
    making.take(session, force.inspector, case, Step.AUTHORISE)


# That no line is reasonable.


def agree(session: Session, actor, case: Case) -> int:
    return no_lines.agree_no_lines(session, actor, case.id, "It is lost.", now=LATER)


def test_that_no_line_is_reasonable_is_agreed_by_whoever_may_sign_no_further_action(
    session: Session, force: Force
):
    raped = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    for who in (force.other_sergeant, force.inspector):
        with pytest.raises(FactNotAccepted, match="detective inspector"):
            agree(session, who, raped)
    agree(session, force.second_detective_inspector, raped)
    risky = making.an_investigation(session, force, flags=frozenset({RiskFlag.HIGH_RISK}))
    with pytest.raises(FactNotAccepted, match="an inspector"):
        agree(session, force.sergeant, risky)


def test_it_counts_for_nothing_once_whoever_agreed_it_is_part_of_the_case(
    session: Session, force: Force, cases: Cases
):
    agree(session, force.sergeant, cases.investigated)
    making.care_for(session, force, cases.investigated, LATER)
    row_of(session, cases.investigated).oic_id = force.sergeant.id
    session.flush()
    refused = making.attempt(
        session,
        force.sergeant,
        cases.investigated,
        Step.PROPOSE_NO_FURTHER_ACTION,
        making.proposal("18"),
        LATER,
    )
    assert isinstance(refused, Refused)
    assert "lines_are_recorded" in {found.key for found in refused.assessment.still_needed}


@pytest.mark.parametrize("what", ["a suspect is added", "the case is reopened"])
def test_it_is_agreed_on_the_facts_of_then_and_again_when(session: Session, force: Force, what: str):
    # Of no class that has a minimum: that would still be asked.
    investigated = making.an_investigation(session, force, offence="perverting_justice")
    agree(session, force.sergeant, investigated)
    assert row_of(session, investigated).no_lines_agreed_by_id == force.sergeant.id
    if what == "a suspect is added":
        making.add_suspect(session, force, investigated, LATER)
    else:
        case = dataclasses.replace(investigated, kind=DecisionKind.NO_FURTHER_ACTION)
        making.care_for(session, force, case, LATER)
        making.take(
            session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("18"), LATER
        )
        making.take(session, force.other_sergeant, case, Step.AUTHORISE, InWords("Yes."), LATER)
        case = making.proposed_on(session, case)
        making.tell(session, force, case, LATER)
        making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), LATER)
        making.take(session, force.sergeant, case, Step.REOPEN, InWords("A DNA hit."), LATER)
    row = row_of(session, investigated)
    assert (row.no_lines_agreed_by_id, row.no_lines_reason_digest) == (None, None)


def test_a_superseded_line_keeps_its_answer_and_its_evidence_is_lost_when_it_was(
    session: Session, force: Force, cases: Cases
):
    lost = LATER + 24 * HOUR
    line = making.add_line(session, force, cases.investigated, evidence_expires_at=lost)
    lines.result_line(session, force.officer, line, "Found.", Bearing.TOWARDS, now=LATER)
    new = lines.supersede_line(
        session,
        force.officer,
        line,
        "cctv",
        "Both cameras",
        force.officer.id,
        why="One was missed.",
        now=LATER,
    )
    old = session.get_one(LineOfInquiry, line, populate_existing=True)
    assert (old.status, old.result, old.bearing) == (LineStatus.SUPERSEDED, "Found.", Bearing.TOWARDS)
    assert session.get_one(LineOfInquiry, new).evidence_expires_at == lost
