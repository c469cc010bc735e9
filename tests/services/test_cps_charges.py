"""A charge answers what the CPS was asked about the suspect before it."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, CpsReply, Suspect
from tests import making, making_cps
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    kinds_since,
    last_event_of,
    state_of,
)
from vocabulary import (
    CpsReplyKind,
    DutyKind,
    EventKind,
    State,
    SuspectDecision,
)
from workflow.services.charging import record_charge
from workflow.services.particulars import Charge

MINUTE = dt.timedelta(minutes=1)
NFA = CpsReplyKind.NO_FURTHER_ACTION


@pytest.fixture
def suspect(session: Session, force: Force, cases: Cases) -> int:
    return making.add_suspect(session, force, cases.investigated)


@pytest.fixture
def asked(session: Session, force: Force, cases: Cases, suspect: int) -> int:
    """A referral of the investigated case about its suspect."""
    return making_cps.refer(session, force, cases.investigated.id, suspect)


def reply(session: Session, force: Force, case: Case, kind: CpsReplyKind, **more: object) -> int:
    return making_cps.reply(session, force, case.id, kind, now=LATER, **more)


def charge(session: Session, force: Force, case: Case, suspect: int, at: dt.datetime = LATER, **more) -> int:
    fact = Charge(suspect, at, "Theft, section 1")
    return record_charge(session, force.officer, case.id, fact, now=LATER, **more)


def test_a_charge_answers_what_the_cps_was_asked_about_the_suspect(
    session: Session, force: Force, cases: Cases, suspect: int, asked: int
):
    case, before = cases.investigated, making.last_event(session, cases.investigated.id)
    event_id = charge(session, force, case, suspect, submission_id="charged")
    assert kinds_since(session, case, before) == [EventKind.CPS_REPLIED, EventKind.CHARGE_RECORDED]
    assert session.get_one(CaseEvent, event_id).submission_id == "charged"
    row = session.scalars(sa.select(CpsReply)).one()
    assert (row.kind, row.referral_id, row.suspect_id, row.replied_at) == (
        CpsReplyKind.CHARGE,
        asked,
        suspect,
        LATER,
    )
    assert state_of(session, case) is State.IN_PROSECUTION
    assert duties_of(session, case, DutyKind.CPS_REPLY_CHASE) == []
    decided = session.get_one(Suspect, suspect, populate_existing=True)
    assert decided.decision is SuspectDecision.CHARGED


def test_a_charge_of_one_of_two_leaves_the_other_with_the_cps(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case = cases.investigated
    second = making.add_suspect(session, force, case)
    both = making_cps.refer(session, force, case.id, suspect, second)
    charge(session, force, case, suspect)
    assert state_of(session, case) is State.IN_PROSECUTION
    assert len(duties_of(session, case, DutyKind.CPS_REPLY_CHASE)) == 1
    reply(session, force, case, NFA, referral_id=both, suspect_id=second)
    assert state_of(session, case) is State.IN_PROSECUTION
    assert duties_of(session, case, DutyKind.CPS_REPLY_CHASE) == []
    assert detail_of(session, last_event_of(session, case.id)) == {"words": "As we see it."}


def test_a_charge_from_before_the_referral_answers_nothing(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case = cases.investigated
    making_cps.refer(session, force, case.id, suspect, referred_at=NOW + 30 * MINUTE, now=LATER)
    charge(session, force, case, suspect, at=NOW)
    assert session.scalars(sa.select(CpsReply)).all() == []
    assert len(duties_of(session, case, DutyKind.CPS_REPLY_CHASE)) == 1
