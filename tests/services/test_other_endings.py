"""What the three rarer endings have in common: who proposes, how each goes back, how each is finished."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import DecisionEnded
from tests import making
from tests import making_endings as endings
from tests.making import Force
from tests.making_endings import CANCELLATION, NOT_INVESTIGATED, TRANSFER
from tests.nevers import broken
from tests.services.prepared import (
    LATER,
    duties_of,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import (
    DecisionEnding,
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    RiskFlag,
    State,
    Step,
)
from workflow.refusals import NotPermitted, StepNotOpen, WouldLapse
from workflow.services import risk
from workflow.services.particulars import InWords
from workflow.services.steps import Refused

KINDS = (NOT_INVESTIGATED, CANCELLATION, TRANSFER)
ENDS_AS = {
    NOT_INVESTIGATED: (State.NO_FURTHER_ACTION, EventKind.CASE_FILED_NO_FURTHER_ACTION),
    CANCELLATION: (State.CANCELLED, EventKind.CASE_CANCELLED),
    TRANSFER: (State.TRANSFERRED, EventKind.CASE_TRANSFERRED),
}


def keys(refused: object) -> list[str]:
    assert isinstance(refused, Refused)
    return [found.key for found in refused.assessment.still_needed]


def propose(session: Session, force: Force, kind: DecisionKind, particulars=None, **crime: object):
    case = making.a_crime(session, force, **crime)
    said = particulars or endings.PARTICULARS[kind]()
    return case, making.attempt(session, force.colleague, case, endings.PROPOSE[kind], said)


def sign(session: Session, actor, case):
    return making.attempt(session, actor, case, Step.AUTHORISE, InWords("Agreed."))


@pytest.mark.parametrize("kind", KINDS)
def test_each_ending_goes_all_the_way_and_the_record_is_sound(
    session: Session, force: Force, kind: DecisionKind
):
    case = endings.finished(session, force, kind)
    state, event = ENDS_AS[kind]
    row, last = row_of(session, case), last_event_of(session, case.id)
    assert (row.state, last.kind, row.current_decision_id) == (state, event, case.decision)
    assert row.responsible_id == force.sergeant.id
    assert session.get_one(DecisionEnded, case.decision).ending is DecisionEnding.CARRIED_OUT
    assert duties_of(session, case, DutyKind.ALLOCATE) == []
    [excused] = duties_of(session, case, DutyKind.ALLOCATE, DutyStatus.EXCUSED)
    assert excused.ended_by_event_id == last.id
    session.flush()
    assert broken(session) == {}
    verified = verify(session)
    assert verified.is_sound, verified.fault


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["sergeant", "colleague", "inspector"])
def test_investigators_and_supervisors_of_the_unit_propose(
    session: Session, force: Force, kind: DecisionKind, who: str
):
    case = making.a_crime(session, force)
    making.take(session, getattr(force, who), case, endings.PROPOSE[kind], endings.PARTICULARS[kind]())
    assert state_of(session, case) is State.AWAITING_SIGN_OFF


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["other_officer", "other_sergeant", "auditor", "victim_care_officer"])
def test_nobody_else_proposes(session: Session, force: Force, kind: DecisionKind, who: str):
    case = making.a_crime(session, force)
    with pytest.raises(NotPermitted):
        making.attempt(session, getattr(force, who), case, endings.PROPOSE[kind], endings.PARTICULARS[kind]())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", [Step.WITHDRAW_PROPOSAL, Step.RETURN_FOR_WORK])
def test_taken_back_it_is_in_the_tray_again_with_the_duty_to_allocate(
    session: Session, force: Force, kind: DecisionKind, step: Step
):
    case = endings.proposed(session, force, kind)
    who = force.colleague if step is Step.WITHDRAW_PROPOSAL else force.inspector
    making.take(session, who, case, step, InWords("Look again."))
    assert state_of(session, case) is State.RECORDED
    assert len(duties_of(session, case, DutyKind.ALLOCATE)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_something_material_takes_it_back_after_a_warning(session: Session, force: Force, kind: DecisionKind):
    case = endings.signed(session, force, kind)
    flags = {RiskFlag.WEAPON}
    with pytest.raises(WouldLapse):
        risk.record_risk(session, force.officer, case.id, flags, "A knife.", now=LATER)
    risk.record_risk(session, force.officer, case.id, flags, "A knife.", now=LATER, lapse_accepted=True)
    assert state_of(session, case) is State.RECORDED
    assert verify(session).is_sound


@pytest.mark.parametrize("kind", KINDS)
def test_every_victim_is_told_before_it_is_finished(session: Session, force: Force, kind: DecisionKind):
    case = endings.signed(session, force, kind)
    assert len(duties_of(session, case, DutyKind.TELL_DECISION)) == 1
    refused = making.attempt(session, force.sergeant, case, endings.FINISH[kind], InWords())
    assert keys(refused) == ["every_victim_is_told_this_decision"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", [Step.CLOSE, Step.FILE_NO_FURTHER_ACTION, Step.CANCEL, Step.TRANSFER])
def test_each_is_finished_by_its_own_step(session: Session, force: Force, kind: DecisionKind, step: Step):
    case = endings.told(session, force, kind)
    if step is endings.FINISH[kind]:
        return
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.sergeant, case, step, InWords())
