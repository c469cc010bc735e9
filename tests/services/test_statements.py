"""The offer of a personal statement: never a bare tick, a day where it is open, asked where it is due."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, StatementOffer
from tests import making, making_telling
from tests.making import Force
from tests.making_withdrawals import offer_statement
from tests.services.prepared import LATER
from vocabulary import DecisionKind, DutyKind, DutyStatus, StatementAnswer
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import charging
from workflow.services.particulars import Charge
from workflow.services.steps import Taken
from workflow.working_days import end_of_day

NOT_YET = StatementAnswer.NOT_YET
IN_A_WEEK = LATER.date() + dt.timedelta(days=7)


def offers_owed(session: Session, victim: int) -> list[Duty]:
    query = sa.select(Duty).where(Duty.victim_id == victim, Duty.kind == DutyKind.OFFER_STATEMENT)
    return list(session.scalars(query.order_by(Duty.id)))


@pytest.fixture
def victim(session: Session, force: Force) -> int:
    return making.an_investigation(session, force).victims[0]


def test_an_answer_is_kept_with_who_offered_it_and_when(session: Session, force: Force, victim: int):
    row = session.get_one(StatementOffer, offer_statement(session, force, victim, LATER))
    assert (row.answer, row.words, row.offered_by_id, row.offered_at, row.again_on) == (
        StatementAnswer.ACCEPTED,
        "Yes, to be read aloud.",
        force.victim_care_officer.id,
        LATER,
        None,
    )
    assert offers_owed(session, victim) == []
    assert verify(session).is_sound


@pytest.mark.parametrize("answer", [NOT_YET, StatementAnswer.OFFERED])
def test_without_an_answer_there_is_a_day_on_which_it_is_offered_again(
    session: Session, force: Force, victim: int, answer: StatementAnswer
):
    for again_on in (None, LATER.date(), making.NOW.date()):
        with pytest.raises(FactNotAccepted) as refused:
            offer_statement(session, force, victim, LATER, answer=answer, again_on=again_on)
        assert refused.value.field == "again_on"
    offer_statement(session, force, victim, LATER, answer=answer, again_on=IN_A_WEEK)
    [duty] = offers_owed(session, victim)
    assert (duty.status, duty.due_at) == (DutyStatus.RUNNING, end_of_day(IN_A_WEEK))
    later = LATER + dt.timedelta(days=3)
    offer_statement(session, force, victim, later, answer=answer, again_on=IN_A_WEEK + dt.timedelta(days=7))
    assert [each.status for each in offers_owed(session, victim)] == [DutyStatus.MET, DutyStatus.RUNNING]
    offer_statement(session, force, victim, later, answer=StatementAnswer.DECLINED)
    assert [each.status for each in offers_owed(session, victim)] == [DutyStatus.MET, DutyStatus.MET]
    assert verify(session).is_sound


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"offered_by_id": 10**9}, "offered_by"),
        ({"offered_at": LATER + dt.timedelta(minutes=5)}, "offered_at"),
    ],
)
def test_it_is_never_a_bare_tick(session: Session, force: Force, victim: int, changes, field):
    with pytest.raises(FactNotAccepted) as refused:
        offer_statement(session, force, victim, LATER, **changes)
    assert refused.value.field == field


def test_it_is_recorded_by_anybody_at_work_and_on_a_finished_case_too(session: Session, force: Force):
    case = making.a_finished_case(session, force)
    with pytest.raises(NotPermitted):
        offer_statement(session, force, case.victims[0], LATER, force.auditor)
    offer_statement(session, force, case.victims[0], LATER, force.other_officer)


def a_charged_case(session: Session, force: Force) -> making.Case:
    """Charged, and nobody has offered a statement: the charge is recorded all the same."""
    case = making.an_investigation(session, force, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    charge = Charge(suspect, making.NOW, "Theft")
    charging.record_charge(session, force.officer, case.id, charge, now=making.NOW)
    making.care_for(session, force, case)
    for line in making.minimum_of(
        making.read_case(session, case.id, making.NOW), making.policy_at(making.NOW)
    ):
        added = making.add_line(session, force, case, line)
        making.lines.result_line(
            session, force.officer, added, "Nothing.", making.Bearing.NEUTRAL, now=making.NOW
        )
    return making.Case(case.id, DecisionKind.CLOSURE, case.victims)


def proposes(session: Session, force: Force, case: making.Case, now: dt.datetime = LATER) -> bool | set[str]:
    step = making.PROPOSE[DecisionKind.CLOSURE]
    with session.begin_nested() as trial:
        result = making.attempt(session, force.officer, case, step, making.proposal("1"), now)
        found = isinstance(result, Taken) or {each.key for each in result.assessment.still_needed}
        trial.rollback()
    session.expire_all()
    return found


def test_what_was_charged_is_not_closed_before_it_was_offered(session: Session, force: Force):
    case = a_charged_case(session, force)
    making_telling.give_all_rights(session, force, case.id, LATER)
    assert proposes(session, force, case) == {"personal_statement_was_offered"}
    offer_statement(session, force, case.victims[0], LATER, answer=NOT_YET, again_on=IN_A_WEEK)
    assert proposes(session, force, case) is True, "it is offered on a day that is set, and stays owed"
    late = LATER + dt.timedelta(days=8)
    assert proposes(session, force, case, late) == {"personal_statement_was_offered"}
    offer_statement(session, force, case.victims[0], late, answer=StatementAnswer.DECLINED)
    assert proposes(session, force, case, late) is True
