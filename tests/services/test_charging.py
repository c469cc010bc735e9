"""A charge is a fact decided elsewhere: recorded at once, whatever is missing."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from models import CaseEvent, DecisionEnded, Suspect
from tests import making
from tests.making import Case, Force
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
    state_of,
)
from vocabulary import DecisionEnding, DutyKind, DutyStatus, EventKind, State, Step, SuspectDecision
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotPermitted, StepNotOpen, WouldLapse
from workflow.services import suspect_decisions
from workflow.services.charging import record_charge
from workflow.services.particulars import Charge, InWords


def charge(session: Session, force: Force, case: Case, suspect: int, **changes: object) -> int:
    given = Charge(suspect, changes.pop("charged_at", LATER), changes.pop("offence", "Theft, section 1"))
    actor = changes.pop("actor", force.officer)
    return record_charge(session, actor, case.id, given, now=LATER, **changes)


@pytest.mark.parametrize("name", ["recorded", "allocated", "investigated"])
def test_a_charge_is_recorded_whatever_is_missing(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    suspect = making.add_suspect(session, force, case)
    event_id = charge(session, force, case, suspect)
    assert state_of(session, case) is State.IN_PROSECUTION
    row = session.get_one(Suspect, suspect, populate_existing=True)
    assert (row.decision, row.decided_at, row.decision_reason) == (
        SuspectDecision.CHARGED,
        LATER,
        "Theft, section 1",
    )
    event = last_event_of(session, case.id)
    assert (event.id, event.kind) == (event_id, EventKind.CHARGE_RECORDED)
    assert facts_of(event)["suspect"] == suspect
    assert detail_of(session, event) == {"offence": "Theft, section 1"}


def test_a_second_suspects_charge_leaves_the_case_in_prosecution(
    session: Session, force: Force, cases: Cases
):
    for _ in range(2):
        charge(session, force, cases.investigated, making.add_suspect(session, force, cases.investigated))
    assert state_of(session, cases.investigated) is State.IN_PROSECUTION


@pytest.mark.parametrize("name", ["told_closure"])
def test_a_standing_proposal_lapses_first(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    with pytest.raises(WouldLapse):
        charge(session, force, case, case.suspect)
    before = making.last_event(session, case.id)
    charge(session, force, case, case.suspect, lapse_accepted=True)
    assert kinds_since(session, case, before) == [EventKind.PROPOSAL_LAPSED, EventKind.CHARGE_RECORDED]
    assert state_of(session, case) is State.IN_PROSECUTION
    assert session.get_one(DecisionEnded, case.decision).ending is DecisionEnding.LAPSED


def test_a_finished_case_is_reopened_in_the_same_act(session: Session, force: Force, cases: Cases):
    case, before = cases.closed, making.last_event(session, cases.closed.id)
    charge(session, force, case, case.suspect, submission_id="charged")
    assert kinds_since(session, case, before) == [
        EventKind.NEW_INFORMATION_RECEIVED,
        EventKind.CASE_REOPENED,
        EventKind.CHARGE_RECORDED,
    ]
    [considered] = duties_of(session, case, DutyKind.CONSIDER_REOPENING, None)
    assert considered.status is DutyStatus.MET
    row = row_of(session, case)
    assert (row.state, row.round, row.oic_id, row.responsible_id) == (
        State.IN_PROSECUTION,
        2,
        None,
        force.sergeant.id,
    )
    assert len(duties_of(session, case, DutyKind.ALLOCATE)) == 1
    with pytest.raises(AlreadyRecorded) as repeated:
        charge(session, force, case, case.suspect, submission_id="charged")
    assert session.get_one(CaseEvent, repeated.value.event_id).kind is EventKind.CHARGE_RECORDED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"offence": " "}, "offence"),
        ({"charged_at": LATER + dt.timedelta(minutes=1)}, "charged_at"),
        ({"charged_at": making.REPORTED - dt.timedelta(minutes=1)}, "charged_at"),
    ],
)
def test_a_charge_that_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    suspect = making.add_suspect(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted) as refused:
        charge(session, force, cases.investigated, suspect, **changes)
    assert refused.value.field == field


def test_a_charge_is_of_a_suspect_of_this_crime_and_recorded_once(
    session: Session, force: Force, cases: Cases
):
    elsewhere = making.add_suspect(session, force, cases.allocated)
    for suspect in (elsewhere, 999_999):
        with pytest.raises(FactNotAccepted, match="suspect of this crime"):
            charge(session, force, cases.investigated, suspect)
    charge(session, force, cases.allocated, elsewhere)
    with pytest.raises(FactNotAccepted, match="already recorded"):
        charge(session, force, cases.allocated, elsewhere)


def test_a_charge_is_recorded_by_the_units_own_people(session: Session, force: Force, cases: Cases):
    suspect = making.add_suspect(session, force, cases.investigated)
    for who in ("other_officer", "other_sergeant", "victim_care_officer", "auditor"):
        with pytest.raises(NotPermitted):
            charge(session, force, cases.investigated, suspect, actor=getattr(force, who))


def test_work_is_resumed_with_a_reason(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    charge(session, force, case, making.add_suspect(session, force, case))
    with pytest.raises(FactNotAccepted) as refused:
        making.attempt(session, force.officer, case, Step.RESUME_INVESTIGATION, InWords(" "), LATER)
    assert refused.value.field == "words"
    making.take(session, force.officer, case, Step.RESUME_INVESTIGATION, InWords("Discontinued."), LATER)
    assert state_of(session, case) is State.INVESTIGATING
    event = last_event_of(session, case.id)
    assert (event.kind, detail_of(session, event)) == (
        EventKind.INVESTIGATION_RESUMED,
        {"reason": "Discontinued."},
    )


def test_only_a_prosecution_is_resumed_from(session: Session, force: Force, cases: Cases):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.officer, cases.ready, Step.RESUME_INVESTIGATION, InWords("w"), LATER)


def test_a_charge_is_not_taken_as_a_step(session: Session, force: Force, cases: Cases):
    """It has a service of its own, because nothing may stand in its way."""
    suspect = making.add_suspect(session, force, cases.investigated)
    with pytest.raises(StepNotOpen):
        making.attempt(
            session, force.officer, cases.investigated, Step.RECORD_CHARGE, Charge(suspect, NOW, "T"), LATER
        )


def test_a_charged_suspect_is_not_let_off_on_another_page(session: Session, force: Force, cases: Cases):
    suspect = making.add_suspect(session, force, cases.investigated)
    charge(session, force, cases.investigated, suspect)
    with pytest.raises(FactNotAccepted, match="Resume the investigation first"):
        suspect_decisions.record_suspect_decision(
            session, force.officer, suspect, SuspectDecision.ELIMINATED, "Abroad.", now=LATER
        )
    with pytest.raises(FactNotAccepted, match="Resume the investigation first"):
        suspect_decisions.record_suspect_decision(
            session, force.sergeant, suspect, SuspectDecision.ELIMINATED, "Abroad.", now=LATER
        )
    with pytest.raises(FactNotAccepted, match="Resume the investigation first"):
        suspect_decisions.decide_no_further_action(session, force.sergeant, suspect, "r", "n", now=LATER)
