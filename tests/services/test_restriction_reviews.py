"""The day on which a restriction is to be looked at again is owed, until it is looked at or lifted."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import Duty
from tests import making_restricted as restricted
from tests.making_restricted import REVIEW_ON
from tests.services.prepared import LATER, Cases, Force, duties_of
from vocabulary import DutyKind, DutyStatus, Restriction
from workflow.services import restricting
from workflow.working_days import end_of_day

KIND = DutyKind.REVIEW_RESTRICTION
DAY = dt.timedelta(days=1)


def the_duty(session: Session, force: Force, cases: Cases) -> Duty:
    restricted.restrict(session, force, cases.investigated)
    [duty] = duties_of(session, cases.investigated, KIND)
    return duty


def status_of(session: Session, duty: Duty) -> DutyStatus:
    return session.get_one(Duty, duty.id, populate_existing=True).status


def test_restricting_owes_another_look_by_the_end_of_that_day(session: Session, force: Force, cases: Cases):
    duty = the_duty(session, force, cases)
    assert duty.due_at == end_of_day(REVIEW_ON)
    assert duty.rule.startswith("By the date set: ")


def test_restricting_again_is_that_look_and_owes_the_next(session: Session, force: Force, cases: Cases):
    first = the_duty(session, force, cases)
    again, kind = REVIEW_ON + 28 * DAY, Restriction.RESTRICTED
    restricting.restrict(
        session, force.inspector, cases.investigated.id, kind, again, "It goes on.", now=LATER
    )
    assert status_of(session, first) is DutyStatus.MET
    [second] = duties_of(session, cases.investigated, KIND)
    assert second.due_at == end_of_day(again)


def test_lifting_it_discharges_it(session: Session, force: Force, cases: Cases):
    duty = the_duty(session, force, cases)
    restricting.lift_restriction(session, force.inspector, cases.investigated.id, "Over.", now=LATER)
    assert status_of(session, duty) is DutyStatus.MET


def test_a_look_after_the_day_is_late(session: Session, force: Force, cases: Cases):
    duty = the_duty(session, force, cases)
    late = end_of_day(REVIEW_ON) + DAY
    restricting.lift_restriction(session, force.inspector, cases.investigated.id, "Over.", now=late)
    assert status_of(session, duty) is DutyStatus.MET_LATE


def test_a_finished_case_stays_restricted_and_owes_it_too(session: Session, force: Force, cases: Cases):
    restricted.restrict(session, force, cases.filed)
    assert len(duties_of(session, cases.filed, KIND)) == 1
