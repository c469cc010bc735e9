"""The offer of a statement is owed from the first need of one, and blocks neither a charge nor a referral."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty
from tests import making, making_cps, making_interviews, making_reviews, making_telling
from tests.making import NFA, NOW, Force
from tests.making_withdrawals import offer_statement
from tests.services.prepared import LATER, duties_of, last_event_of
from tests.services.test_statements import IN_A_WEEK, NOT_YET
from vocabulary import CpsAsked, DecisionKind, DutyKind, DutyStatus, StatementAnswer, VictimKind
from workflow.services import charging
from workflow.services.particulars import Charge
from workflow.services.telling_exceptions import end_exception
from workflow.services.victims import VictimToAdd, add_victim
from workflow.working_days import end_of_nth_working_day

OFFER = DutyKind.OFFER_STATEMENT
LATEST = LATER + dt.timedelta(hours=1)
A_SHOP = VictimToAdd(VictimKind.BUSINESS, "Corner Shop", "Deb Larkin")


@pytest.fixture
def case(session: Session, force: Force) -> making.Case:
    case = making.an_investigation(session, force, no_suspect_reason="")
    return making.Case(
        case.id, DecisionKind.CLOSURE, case.victims, suspect=making.add_suspect(session, force, case)
    )


def owed(session: Session, case: making.Case, status: DutyStatus | None = DutyStatus.RUNNING) -> list[Duty]:
    return duties_of(session, case, OFFER, status)


def charge(session: Session, force: Force, case: making.Case, now: dt.datetime = LATER) -> None:
    charging.record_charge(
        session, force.officer, case.id, Charge(case.suspect, now, "Theft"), now=now, lapse_accepted=True
    )


def interview(session: Session, force: Force, case: making.Case, now: dt.datetime = NOW) -> None:
    making_interviews.interview(session, force.officer, case.suspect, now)


class TestWhenItIsOwed:
    def test_from_when_a_suspect_is_interviewed_and_once(self, session: Session, force: Force, case):
        assert owed(session, case) == [], "a suspect alone triggers nothing"
        interview(session, force, case)
        [duty] = owed(session, case)
        assert (duty.victim_id, duty.due_at) == (case.victims[0], end_of_nth_working_day(NOW, 5))
        assert "force setting" in duty.rule
        interview(session, force, case, LATER)
        assert owed(session, case) == [duty]
        assert verify(session).is_sound

    def test_at_once_when_somebody_is_charged(self, session: Session, force: Force, case):
        charge(session, force, case)
        [duty] = owed(session, case)
        assert (duty.triggered_at, duty.due_at) == (LATER, LATER)
        assert "comes before the CPS is asked to charge" in duty.rule
        offer_statement(session, force, case.victims[0], LATEST)
        assert [each.status for each in owed(session, case, None)] == [DutyStatus.MET_LATE]
        assert verify(session).is_sound

    def test_at_once_when_the_cps_is_asked_to_charge(self, session: Session, force: Force, case):
        making_cps.refer(session, force, case.id, case.suspect, now=LATER)
        [duty] = owed(session, case)
        assert duty.due_at == LATER
        charge(session, force, case, LATEST)
        assert owed(session, case) == [duty]
        assert verify(session).is_sound

    def test_early_advice_is_not_asked_for_a_charge(self, session: Session, force: Force, case):
        making_cps.refer(session, force, case.id, case.suspect, asked=CpsAsked.EARLY_ADVICE, now=LATER)
        assert owed(session, case) == []

    def test_what_runs_is_due_at_once_then(self, session: Session, force: Force, case):
        interview(session, force, case)
        charge(session, force, case)
        [duty] = owed(session, case)
        assert (duty.triggered_at, duty.due_at) == (NOW, LATER)
        assert verify(session).is_sound

    def test_somebody_who_becomes_a_victim_later_is_owed_it_too(self, session: Session, force: Force, case):
        interview(session, force, case)
        added = add_victim(session, force.officer, case.id, making.A_PERSON, now=LATER)
        assert [each.victim_id for each in owed(session, case)] == [case.victims[0], added]
        charge(session, force, case)
        last = add_victim(session, force.officer, case.id, making.A_PERSON, now=LATEST)
        assert {each.victim_id: each.due_at for each in owed(session, case)}[last] == LATEST
        assert verify(session).is_sound


class TestWhoIsNotOwedIt:
    def test_whoever_was_asked_already_keeps_their_answer_and_their_day(
        self, session: Session, force: Force, case
    ):
        offer_statement(session, force, case.victims[0], LATER, answer=NOT_YET, again_on=IN_A_WEEK)
        [duty] = owed(session, case)
        day = duty.due_at
        assert duty.rule.startswith("By the day that was set: ")
        charge(session, force, case, LATEST)
        assert [(each.id, each.due_at) for each in owed(session, case)] == [(duty.id, day)]
        assert verify(session).is_sound

    def test_a_business(self, session: Session, force: Force):
        case = making.an_investigation(session, force, no_suspect_reason="", victims=(A_SHOP,))
        suspect = making.add_suspect(session, force, case)
        charge(session, force, making.Case(case.id, NFA, case.victims, suspect=suspect))
        assert owed(session, case) == []

    def test_whoever_wants_no_contact_until_they_do(self, session: Session, force: Force, case):
        (victim,) = case.victims
        interview(session, force, case)
        making_telling.no_contact_wanted(session, force, victim, LATER)
        assert [each.status for each in owed(session, case, None)] == [DutyStatus.EXCUSED]
        charge(session, force, case)
        assert owed(session, case) == []
        exception = making.read_case(session, case.id, LATEST).victim(victim).exceptions[0]
        end_exception(session, force.officer, victim, exception.id, "She rang.", now=LATEST)
        assert len(owed(session, case)) == 1
        assert verify(session).is_sound


class TestWithoutAProsecution:
    """At no further action it is only shown (practice P21)."""

    def test_it_ends_with_the_case_and_a_later_charge_owes_it_anew(self, session: Session, force: Force):
        case = making_reviews.finished(session, force)
        assert [each.status for each in owed(session, case, None)] == [DutyStatus.EXCUSED]
        charge(session, force, case)
        assert [each.due_at for each in owed(session, case)] == [LATER]
        assert last_event_of(session, case.id).kind == "charge_recorded"
        assert verify(session).is_sound

    def test_an_offer_ends_what_is_owed(self, session: Session, force: Force, case):
        interview(session, force, case)
        offer_statement(session, force, case.victims[0], LATER, answer=StatementAnswer.DECLINED)
        assert [each.status for each in owed(session, case, None)] == [DutyStatus.MET]
        assert verify(session).is_sound
