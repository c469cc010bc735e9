"""One who was rung back says that it was not their own decision: what that starts, and what it keeps away."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, Withdrawal
from tests import making, making_withdrawals
from tests.making import Force
from tests.making_withdrawals import call_back, held, withdraw
from tests.services.prepared import LATER, last_event_of
from vocabulary import (
    CallBackResult,
    DutyKind,
    DutyStatus,
    EventKind,
)
from workflow.reading import read_case
from workflow.refusals import NotPermitted
from workflow.services.marked import look_at_marked

LATEST = LATER + dt.timedelta(hours=1)
NOT_THEIRS = CallBackResult.NOT_OWN_DECISION


def duties(session: Session, victim: int) -> list[DutyStatus]:
    query = (
        sa.select(Duty.status)
        .where(Duty.victim_id == victim, Duty.kind == DutyKind.CALL_BACK)
        .order_by(Duty.id)
    )
    return list(session.scalars(query))


@pytest.fixture
def case(session: Session, force: Force) -> making.Case:
    return making.an_investigation(session, force)


@pytest.fixture
def drawn(session: Session, force: Force, case: making.Case) -> int:
    """A victim who withdrew and is to be rung back."""
    return making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)


def test_a_supervisor_of_the_unit_looks_at_it(session: Session, force: Force, case, drawn):
    call_back(session, force, drawn, LATER, result=NOT_THEIRS, words="Nobody asked me.")
    owed = session.scalars(
        sa.select(Duty).where(Duty.investigation_id == case.id, Duty.kind == DutyKind.WITHDRAWAL_IN_DOUBT)
    ).one()
    assert owed.status is DutyStatus.RUNNING
    with pytest.raises(NotPermitted):
        look_at_marked(session, force.other_sergeant, case.id, [owed.id], "Asked.", now=LATEST)
    look_at_marked(session, force.sergeant, case.id, [owed.id], "Asked the officer.", now=LATEST)
    assert verify(session).is_sound


def test_it_keeps_an_outcome_away_until_they_are_rung_back_about_another(
    session: Session, force: Force, drawn
):
    first = held(session, drawn)
    call_back(session, force, drawn, LATER, result=NOT_THEIRS)

    def withdrawal():
        return read_case(session, first.investigation_id, LATEST).victim(drawn).withdrawal

    assert withdrawal().is_in_doubt
    withdraw(session, force, drawn, LATER)
    assert withdrawal().is_in_doubt, "who withdraws again is asked again"
    assert duties(session, drawn) == [DutyStatus.MET, DutyStatus.RUNNING]
    withdraw(session, force, drawn, LATER)
    assert duties(session, drawn) == [DutyStatus.MET, DutyStatus.RUNNING], "and is owed it once"
    call_back(session, force, drawn, LATEST)
    assert not withdrawal().is_in_doubt
    assert verify(session).is_sound


def test_on_a_finished_case_it_is_new_information(session: Session, force: Force):
    case = making.a_case_ready_to_propose(session, force)
    victim = next(
        each
        for each in iter(lambda: making_withdrawals.a_withdrawal(session, force, case.id, drawn=True), None)
    )
    whole = making.Case(case.id, case.kind, (*case.victims, *_others(session, case.id, case.victims)))
    making.care_for(session, force, whole)
    making.take(session, force.officer, whole, making.PROPOSE[case.kind], making.proposal())
    whole = making.proposed_on(session, whole)
    making.sign_off(session, force, whole)
    making.tell(session, force, whole)
    making.take(session, force.officer, whole, making.FINISH[case.kind])
    call_back(session, force, victim, LATER, result=NOT_THEIRS, words="Nobody asked me.")
    kinds = set(
        session.scalars(
            sa.select(Duty.kind).where(Duty.investigation_id == case.id, Duty.status == DutyStatus.RUNNING)
        )
    )
    assert kinds >= {DutyKind.WITHDRAWAL_IN_DOUBT, DutyKind.CONSIDER_REOPENING}
    assert last_event_of(session, case.id).kind is EventKind.NEW_INFORMATION_RECEIVED
    assert verify(session).is_sound


def _others(session: Session, case_id: int, known: tuple[int, ...]) -> list[int]:
    query = sa.select(Withdrawal.victim_id).where(Withdrawal.investigation_id == case_id).distinct()
    return sorted(set(session.scalars(query)) - set(known))
