"""No duty runs on for ever: what nobody owes any more ends with the case, and what is owed is asked."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Direction, LineOfInquiry
from tests import making, making_endings
from tests.making import NOW, Case, Force
from tests.services.prepared import LATER, Cases, duties_of, facts_of, last_event_of, row_of
from tests.services.test_reallocating import charged_unallocated
from vocabulary import (
    CpsAsked,
    CpsReplyKind,
    DecisionKind,
    DutyKind,
    RiskFlag,
    State,
    Step,
)
from workflow.services import reclassifying, risk
from workflow.services.changing_unit import transfer_unit
from workflow.services.directions import DirectionToGive, add_direction
from workflow.services.particulars import HandOver, InWords, ToUnit
from workflow.services.reallocating import reallocate

CLOSURE, FIRST = DecisionKind.CLOSURE, DutyKind.FIRST_REVIEW
SAID = {"urgent": "Nothing.", "promised": "Nothing.", "exhibits": "None."}


def assert_sound(session: Session) -> None:
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_a_crime_charged_and_closed_before_anybody_had_it_is_not_to_be_allocated(
    session: Session, force: Force
):
    case = dataclasses.replace(charged_unallocated(session, force), kind=CLOSURE)
    making.care_for(session, force, case)
    making.answer_the_minimum(session, force, case)
    making.take(session, force.sergeant, case, Step.PROPOSE_CLOSURE, making.proposal("1"))
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Yes."))
    case = making.proposed_on(session, case)
    making.tell(session, force, case)
    making.take(session, force.sergeant, case, Step.CLOSE)
    assert duties_of(session, case, DutyKind.ALLOCATE) == []
    assert facts_of(last_event_of(session, case.id))["excuses"] == ["allocate"]
    assert_sound(session)


def test_a_cancelled_crime_chases_nobody_at_the_cps_and_answers_nothing_for_it(
    session: Session, force: Force, cases: Cases
):
    case = dataclasses.replace(cases.investigated, kind=DecisionKind.CANCELLATION)
    referral = making.making_cps.refer(session, force, case.id, asked=CpsAsked.EARLY_ADVICE)
    plan = {"referral_id": referral, "actions": (making.making_cps.an_action(),)}
    making.making_cps.reply(session, force, case.id, CpsReplyKind.ACTION_PLAN, **plan)
    making.take(session, force.officer, case, Step.PROPOSE_CANCELLATION, making_endings.cancelling())
    making.take(session, force.inspector, case, Step.AUTHORISE)
    case = making.proposed_on(session, case)
    making.tell(session, force, case)
    making.take(session, force.sergeant, case, Step.CANCEL)
    assert row_of(session, case).state is State.CANCELLED
    assert duties_of(session, case, DutyKind.CPS_ACTION) == []
    assert_sound(session)


# A crime that turns out to be one that is reviewed.


@pytest.mark.parametrize("how", ["a risk is recorded", "the class is raised"])
def test_a_first_review_is_owed_from_when_it_is_known_that_the_crime_is_one_that_is_reviewed(
    session: Session, force: Force, cases: Cases, how: str
):
    case = cases.investigated
    assert duties_of(session, case, FIRST) == []
    if how == "a risk is recorded":
        abuse = {RiskFlag.DOMESTIC_ABUSE}
        risk.record_risk(session, force.officer, case.id, abuse, "They live together.", now=LATER)
    else:
        reclassifying.reclassify(session, force.officer, case.id, "rape", "Her account.", now=LATER)
    [owed] = duties_of(session, case, FIRST)
    assert owed.triggered_at == LATER
    risk.record_risk(session, force.officer, case.id, {RiskFlag.STALKING}, "He followed her.", now=LATER)
    assert len(duties_of(session, case, FIRST)) == 1
    assert_sound(session)


def test_it_is_not_owed_before_somebody_has_the_crime(session: Session, force: Force, cases: Cases):
    abuse = {RiskFlag.DOMESTIC_ABUSE}
    risk.record_risk(session, force.officer, cases.recorded.id, abuse, "They live together.", now=LATER)
    assert duties_of(session, cases.recorded, FIRST) == []


def test_whoever_is_the_first_to_have_it_by_a_hand_over_is_reviewed_too(session: Session, force: Force):
    case = charged_unallocated(session, force)
    abuse = {RiskFlag.DOMESTIC_ABUSE}
    risk.record_risk(session, force.officer, case.id, abuse, "They live together.", now=LATER)
    reallocate(session, force.sergeant, case.id, HandOver(force.officer.id, **SAID), now=LATER)
    assert len(duties_of(session, case, FIRST)) == 1
    assert_sound(session)


# What goes with a crime through another unit's tray.


def through_the_other_tray(session: Session, force: Force, case: Case) -> None:
    to = ToUnit(force.other_unit, "It is theirs.", **SAID)
    transfer_unit(session, force.sergeant, case.id, to, now=LATER)
    reallocate(session, force.other_sergeant, case.id, HandOver(force.other_officer.id, **SAID), now=LATER)


def test_open_lines_and_directions_reach_the_officer_of_the_other_unit(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    line = making.add_line(session, force, case)
    asked = DirectionToGive(force.officer.id, "View the doorbell.")
    direction = add_direction(session, force.sergeant, case.id, asked, now=NOW)
    through_the_other_tray(session, force, case)
    assert session.get_one(LineOfInquiry, line, populate_existing=True).owner_id == force.other_officer.id
    given = session.get_one(Direction, direction, populate_existing=True)
    assert given.to_person_id == force.other_officer.id
    assert_sound(session)
