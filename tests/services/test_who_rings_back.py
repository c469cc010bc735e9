"""Who rings a victim back about a withdrawal: nobody of the team, nor anybody with a part in the case."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import CallBack, RoleHolding
from tests import making, making_withdrawals
from tests.insight.test_shift import block
from tests.making import Force
from tests.making_withdrawals import call_back, held
from tests.services.prepared import LATER
from vocabulary import CallBackResult, Rank, Role
from workflow.refusals import NotPermitted
from workflow.services import people
from workflow.services.changing_unit import transfer_unit
from workflow.services.particulars import ToUnit
from workflow.services.steps import Refused


@pytest.fixture
def case(session: Session, force: Force) -> making.Case:
    return making.an_investigation(session, force)


@pytest.fixture
def drawn(session: Session, force: Force, case: making.Case) -> int:
    """A victim who withdrew and is to be rung back."""
    return making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)


def test_nobody_of_the_unit_rings(session: Session, force: Force, drawn):
    for person in (
        force.officer,
        force.colleague,
        force.sergeant,
        force.inspector,
        force.victim_care_officer,
        force.auditor,
        force.other_officer,
    ):
        with pytest.raises(NotPermitted, match="another unit"):
            call_back(session, force, drawn, LATER, person)
    call_back(session, force, drawn, LATER)


def test_nor_do_those_who_were_the_team_when_the_victim_withdrew(session: Session, force: Force, drawn):
    case_id = held(session, drawn).investigation_id
    theirs = ToUnit(force.other_unit, "They work on it.", "None.", "None.", "None.")
    transfer_unit(session, force.sergeant, case_id, theirs, now=LATER)
    with pytest.raises(NotPermitted, match="the unit that took the withdrawal"):
        call_back(session, force, drawn, LATER, force.sergeant)


@pytest.mark.parametrize(
    ("from_day", "until_day", "is_refused"),
    [(-30, 1, True), (-30, 0, False), (1, 2, True), (-30, None, True)],
    ids=["then", "before then alone", "in between", "then and ever since"],
)
def test_roles_count_by_their_days_and_moving_away_makes_nobody_an_outsider(
    session: Session, force: Force, drawn, from_day, until_day, is_refused
):
    """They withdrew on day 0 and are rung on day 3; the caller works elsewhere by then."""
    heard, rung = making.NOW.date(), making.NOW + dt.timedelta(days=3)
    making.a_crime(
        session, force, unit_id=force.other_unit
    )  # their own unit's crimes say nothing of this one
    mover = making.a_person(session, "mover", Rank.SERGEANT, (Role.SUPERVISOR, force.other_unit))
    session.add(
        RoleHolding(
            person_id=mover.id,
            unit_id=force.unit,
            role=Role.SUPERVISOR,
            from_on=heard + dt.timedelta(days=from_day),
            until_on=None if until_day is None else heard + dt.timedelta(days=until_day),
        )
    )
    session.flush()
    listed = [row.victim_id for row in block(session, mover, "ring-back", rung).rows]
    assert (drawn in listed) is not is_refused
    if is_refused:
        with pytest.raises(NotPermitted, match="did when it was taken or since"):
            call_back(session, force, drawn, rung, mover)
    else:
        call_back(session, force, drawn, rung, mover)


def test_nor_do_those_who_worked_where_the_crime_is_now(session: Session, force: Force, drawn):
    third = people.add_unit(session, None, "X", "Third unit", now=making.NOW)
    case_id = held(session, drawn).investigation_id
    theirs = ToUnit(force.other_unit, "They work on it.", "None.", "None.", "None.")
    transfer_unit(session, force.sergeant, case_id, theirs, now=LATER)
    mover = making.a_person(session, "mover", Rank.SERGEANT, (Role.SUPERVISOR, third))
    days = {"from_on": making.NOW.date(), "until_on": making.NOW.date() + dt.timedelta(days=1)}
    session.add(RoleHolding(person_id=mover.id, unit_id=force.other_unit, role=Role.INVESTIGATOR, **days))
    session.flush()
    with pytest.raises(NotPermitted, match="the unit that holds the crime"):
        call_back(session, force, drawn, LATER, mover)


def test_nor_does_whoever_has_a_part_in_the_case(session: Session, force: Force, case):
    victim = making_withdrawals.a_withdrawal(
        session, force, case.id, drawn=True, heard_by_id=force.other_sergeant.id
    )
    with pytest.raises(NotPermitted, match="took what the victim wants"):
        call_back(session, force, victim, LATER)


def test_a_victim_care_officer_of_another_unit_rings(session: Session, force: Force, drawn):
    elsewhere = making.a_person(
        session,
        "care_elsewhere",
        force.victim_care_officer.rank,
        (Role.VICTIM_CARE_OFFICER, force.other_unit),
    )
    call_back(session, force, drawn, LATER, elsewhere)
    row = session.get_one(CallBack, held(session, drawn).id)
    assert (row.recorded_by_id, row.result) == (elsewhere.id, CallBackResult.OWN_DECISION)


def test_a_case_does_not_end_on_a_drawn_withdrawal_before_somebody_rang(session: Session, force: Force):
    """Proposed, signed and told without it: the team need not know who was drawn until the end."""
    case = making.a_case_ready_to_propose(session, force)
    [victim] = case.victims
    making_withdrawals.drawn_at_last(session, force, victim, LATER)
    making_withdrawals.decide_without(session, force, case.id, LATER)
    propose, finish = making.PROPOSE[making.NFA], making.FINISH[making.NFA]
    making.take(session, force.officer, case, propose, making.proposal("14"), LATER)
    case = making.proposed_on(session, case)
    making.sign_off(session, force, case, LATER)
    making.tell(session, force, case, LATER)
    refused = making.attempt(session, force.officer, case, finish, now=LATER)
    assert isinstance(refused, Refused)
    assert [found.key for found in refused.assessment.still_needed] == ["drawn_withdrawals_were_rung_back"]
    call_back(session, force, victim, LATER, result=CallBackResult.NOT_RUNG)
    making.take(session, force.officer, case, finish, now=LATER)
    assert verify(session).is_sound
