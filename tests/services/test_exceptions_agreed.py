"""What anybody recorded of a victim who was not told counts once somebody with no part in the case agrees."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making, making_telling
from tests.making import Case, Force
from tests.services.prepared import LATER, Cases, duties_of
from vocabulary import Actor, DutyKind, DutyStatus, Rank
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services.contacts import record_contact
from workflow.services.steps import Taken


def finishes(session: Session, force: Force, case: Case) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return isinstance(
        making.attempt(session, force.officer, case, making.FINISH[case.kind], now=LATER), Taken
    )


def exception_id(session: Session, case: Case) -> int:
    return read_case(session, case.id, LATER).victims[0].exceptions[-1].id


def owed(session: Session, case: Case) -> list[DutyKind]:
    kinds = (DutyKind.TELL_DECISION, DutyKind.AGREE_EXCEPTION)
    return [duty.kind for kind in kinds for duty in duties_of(session, case, kind)]


@pytest.mark.parametrize("record", [making_telling.no_contact_wanted, making_telling.elsewhere])
def test_who_may_agree_to_what_they_record_need_ask_nobody(
    session: Session, force: Force, cases: Cases, record
):
    case = cases.signed
    whom = case if record is making_telling.elsewhere else case.victims[0]
    record(session, force, whom, LATER, force.other_sergeant)
    assert owed(session, case) == []
    assert finishes(session, force, case)


def test_nobody_with_a_part_in_the_case_agrees_nor_twice(session: Session, force: Force, cases: Cases):
    case = cases.signed
    (victim,) = case.victims
    making_telling.elsewhere(session, force, case, LATER)
    exception = exception_id(session, case)
    for person in (force.officer, force.victim_care_officer, force.auditor):
        with pytest.raises(NotPermitted):
            making_telling.agreed(session, force, victim, exception, LATER, person)
    with pytest.raises(FactNotAccepted, match="how you know"):
        making_telling.agreed(session, force, victim, exception, LATER, force.inspector, " ")
    making_telling.agreed(session, force, victim, exception, LATER, force.inspector)
    with pytest.raises(FactNotAccepted, match="waits for somebody"):
        making_telling.agreed(session, force, victim, exception, LATER, force.inspector)


def test_what_is_not_agreed_is_ended_and_the_decision_is_owed_again(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    (victim,) = case.victims
    making_telling.no_contact_wanted(session, force, victim, LATER)
    making_telling.over(session, force, victim, exception_id(session, case), LATER)
    assert owed(session, case) == [DutyKind.TELL_DECISION]
    assert not finishes(session, force, case)


def test_what_was_in_sight_of_whoever_signed_needs_no_agreement(session: Session, force: Force):
    case = making.a_case_awaiting_sign_off(session, force)
    making_telling.no_contact_wanted(session, force, case.victims[0])
    making.sign_off(session, force, case)
    assert owed(session, case) == []
    with pytest.raises(FactNotAccepted, match="waits for somebody"):
        making_telling.agreed(session, force, case.victims[0], exception_id(session, case), LATER)
    assert finishes(session, force, case)


def test_a_victim_who_is_told_after_all_needs_nobody_to_agree(session: Session, force: Force, cases: Cases):
    case = cases.signed
    making_telling.elsewhere(session, force, case, LATER)
    record_contact(session, force.officer, case.victims[0], making.telling(case, LATER), now=LATER)
    (duty,) = duties_of(session, case, DutyKind.AGREE_EXCEPTION, status=None)
    assert duty.status is DutyStatus.EXCUSED
    assert finishes(session, force, case)


def test_the_rank_that_the_policy_asks_is_asked(session: Session, force: Force, cases: Cases):
    case = cases.signed
    making_telling.elsewhere(session, force, case, LATER)
    lower = Actor(force.other_sergeant.id, Rank.CONSTABLE, False, force.other_sergeant.roles)
    with pytest.raises(NotPermitted, match="sergeant"):
        making_telling.agreed(session, force, case.victims[0], exception_id(session, case), LATER, lower)
