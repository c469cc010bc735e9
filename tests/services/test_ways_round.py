"""Ways round a decision that takes authority, by acts that each look harmless."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy.orm import Session

from models import Suspect
from tests import making
from tests.making import Case, Force
from tests.making_resolutions import as_given
from tests.services.prepared import LATER, Cases, state_of
from vocabulary import (
    CpsReplyKind,
    DecisionKind,
    DiversionResult,
    ResolutionKind,
    State,
    Step,
    SuspectDecision,
)
from workflow.refusals import FactNotAccepted
from workflow.services import charging, resolutions, suspect_decisions
from workflow.services.particulars import Charge, InWords, ReplyMade


def decided_as(session: Session, case: Case) -> SuspectDecision | None:
    return session.get_one(Suspect, case.suspect, populate_existing=True).decision


def charged(session: Session, force: Force, case: Case) -> Case:
    suspect = making.add_suspect(session, force, case)
    charging.record_charge(session, force.officer, case.id, Charge(suspect, LATER, "Theft"), now=LATER)
    return dataclasses.replace(case, suspect=suspect, kind=DecisionKind.CLOSURE)


def decide(session: Session, actor, case: Case, decision: SuspectDecision) -> int:
    return suspect_decisions.record_suspect_decision(
        session, actor, case.suspect, decision, "As it turned out.", now=LATER
    )


def test_whoever_was_charged_is_not_let_go_behind_a_proposal_that_lapses(
    session: Session, force: Force, cases: Cases
):
    case = charged(session, force, cases.ready)
    making.answer_the_minimum(session, force, case, LATER)
    making.take(session, force.officer, case, Step.PROPOSE_CLOSURE, making.proposal("1"), LATER)
    with pytest.raises(FactNotAccepted, match="Resume the investigation first"):
        suspect_decisions.decide_no_further_action(
            session,
            force.inspector,
            case.suspect,
            "Below the test.",
            "He is abroad.",
            now=LATER,
            lapse_accepted=True,
        )
    assert decided_as(session, case) is SuspectDecision.CHARGED


@pytest.mark.parametrize("between", [SuspectDecision.WANTED, SuspectDecision.DECEASED, "a failed diversion"])
def test_a_charge_is_not_turned_into_an_elimination_by_way_of_something_else(
    session: Session, force: Force, cases: Cases, between: SuspectDecision | str
):
    case = charged(session, force, cases.investigated)
    making.take(session, force.officer, case, Step.RESUME_INVESTIGATION, InWords("Discontinued."), LATER)
    if between == "a failed diversion":
        given = as_given(force, LATER, kind=ResolutionKind.DIVERSION)
        resolutions.give_resolution(session, force.officer, case.suspect, given, now=LATER)
        resolutions.end_diversion(
            session, force.officer, case.suspect, DiversionResult.FAILED, LATER, "He never came.", now=LATER
        )
    else:
        decide(session, force.officer, case, between)
    with pytest.raises(FactNotAccepted, match="higher authority"):
        decide(session, force.officer, case, SuspectDecision.ELIMINATED)
    decide(session, force.sergeant, case, SuspectDecision.ELIMINATED)
    assert decided_as(session, case) is SuspectDecision.ELIMINATED


def test_a_signed_no_further_action_is_not_turned_into_one_either(
    session: Session, force: Force, cases: Cases
):
    suspect = making.add_suspect(session, force, cases.investigated)
    case = dataclasses.replace(cases.investigated, suspect=suspect)
    making.answer_the_minimum(session, force, case)
    suspect_decisions.decide_no_further_action(
        session, force.sergeant, suspect, "Below the test.", "He is abroad.", now=LATER
    )
    decide(session, force.officer, case, SuspectDecision.WANTED)
    with pytest.raises(FactNotAccepted, match="higher authority"):
        decide(session, force.officer, case, SuspectDecision.ELIMINATED)


def test_a_charge_by_the_cps_is_recorded_on_the_suspect_by_whichever_door(
    session: Session, force: Force, cases: Cases
):
    suspect = making.add_suspect(session, force, cases.investigated)
    case = dataclasses.replace(cases.investigated, suspect=suspect)
    referral = making.making_cps.refer(session, force, case.id, suspect)
    reply = ReplyMade(CpsReplyKind.CHARGE, LATER, "Charge.", referral, suspect)
    with pytest.raises(FactNotAccepted, match="Record the charge on the suspect"):
        making.take(session, force.officer, case, Step.RECORD_CPS_REPLY, reply, LATER)
    assert state_of(session, case) is State.AWAITING_CPS
