"""The CPS is asked, and its replies are recorded whatever is missing; a plan becomes lines with dates."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CpsAction, CpsReferral, CpsReferralSuspect, CpsReply, LineOfInquiry
from tests import making, making_cps
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    state_of,
)
from vocabulary import (
    Bearing,
    CpsAsked,
    CpsGround,
    CpsReplyKind,
    DutyKind,
    DutyStatus,
    EventKind,
    LineStatus,
    State,
    Step,
)
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotPermitted, Refusal, StepNotOpen, WouldLapse
from workflow.services import lines
from workflow.services.particulars import Referral
from workflow.services.steps import take_step
from workflow.working_days import end_of_day

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


def test_a_referral_puts_the_case_with_the_cps_and_starts_the_chase(
    session: Session, force: Force, cases: Cases, suspect: int, asked: int
):
    case = cases.investigated
    assert state_of(session, case) is State.AWAITING_CPS
    row = session.get_one(CpsReferral, asked)
    assert (row.asked, row.reference, row.words, row.referred_at, row.round) == (
        CpsAsked.FULL_CODE_CHARGE,
        "URN 42AB",
        "Is there enough?",
        NOW,
        1,
    )
    about = sa.select(CpsReferralSuspect.suspect_id).where(CpsReferralSuspect.referral_id == asked)
    assert session.scalars(about).all() == [suspect]
    event = last_event_of(session, case.id)
    assert (event.kind, facts_of(event)["suspects"]) == (EventKind.REFERRED_TO_CPS, [suspect])
    [duty] = duties_of(session, case, DutyKind.CPS_REPLY_CHASE)
    assert (duty.triggered_at, duty.trigger_event_id) == (NOW, event.id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"referred_at": LATER + MINUTE}, "referred_at"),
        ({"referred_at": making.REPORTED - MINUTE}, "referred_at"),
        ({"suspects": frozenset({999_999})}, "suspects"),
        ({"suspects": frozenset()}, "suspects"),
    ],
)
def test_a_referral_that_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, suspect: int, changes: dict, field: str
):
    given = {
        "asked": CpsAsked.FULL_CODE_CHARGE,
        "referred_at": NOW,
        "suspects": frozenset({suspect}),
    } | changes
    with pytest.raises(FactNotAccepted) as refused:
        take(session, force, cases.investigated, Referral(**given))
    assert refused.value.field == field


def take(session: Session, force: Force, case: Case, referral: Referral, actor=None):
    seen = making.last_event(session, case.id)
    who = actor or force.officer
    return take_step(session, who, case.id, Step.REFER_TO_CPS, referral, seen_event_id=seen, now=LATER)


def test_early_advice_may_be_asked_for_before_anybody_is_named(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    making_cps.refer(session, force, case.id, asked=CpsAsked.EARLY_ADVICE)
    making_cps.reply(session, force, case.id, referral_id=making_cps.cps_referrals(session, case.id)[0].id)
    assert state_of(session, case) is State.INVESTIGATING


def test_a_case_is_referred_while_it_is_investigated_by_whoever_runs_it(
    session: Session, force: Force, cases: Cases
):
    early = Referral(CpsAsked.EARLY_ADVICE, NOW)
    for case in (cases.allocated, cases.proposed, cases.filed):
        with pytest.raises(StepNotOpen):
            take(session, force, case, early, actor=force.sergeant)
    for who in ("colleague", "other_sergeant", "victim_care_officer", "auditor"):
        with pytest.raises(NotPermitted):
            take(session, force, cases.investigated, early, actor=getattr(force, who))


@pytest.mark.parametrize(
    "kind", [CpsReplyKind.EARLY_ADVICE, CpsReplyKind.TRIAGE_REJECTED, CpsReplyKind.ACTION_PLAN]
)
def test_a_reply_brings_the_case_back_to_work_and_ends_the_chase(
    session: Session, force: Force, cases: Cases, asked: int, kind: CpsReplyKind
):
    case = cases.investigated
    event_id = reply(session, force, case, kind, referral_id=asked, words="")
    assert state_of(session, case) is State.INVESTIGATING
    row = session.scalars(sa.select(CpsReply)).one()
    assert (row.kind, row.referral_id, row.words, row.replied_at) == (kind, asked, "", LATER)
    event = last_event_of(session, case.id)
    assert (event.id, event.kind) == (event_id, EventKind.CPS_REPLIED)
    [duty] = duties_of(session, case, DutyKind.CPS_REPLY_CHASE, None)
    assert (duty.status, duty.ended_at, duty.ended_by_event_id) == (DutyStatus.MET, LATER, event_id)


def test_the_case_stays_with_the_cps_until_it_has_replied_about_everybody(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case = cases.investigated
    second = making.add_suspect(session, force, case)
    both = making_cps.refer(session, force, case.id, suspect, second)
    reply(session, force, case, NFA, referral_id=both, suspect_id=suspect)
    assert state_of(session, case) is State.AWAITING_CPS
    assert len(duties_of(session, case, DutyKind.CPS_REPLY_CHASE)) == 1
    reply(session, force, case, NFA, referral_id=both, suspect_id=second, ground=CpsGround.NOT_SAID)
    assert state_of(session, case) is State.INVESTIGATING
    assert duties_of(session, case, DutyKind.CPS_REPLY_CHASE) == []


def test_each_action_of_a_plan_becomes_a_line_of_the_officer_with_a_duty_by_its_day(
    session: Session, force: Force, cases: Cases, asked: int
):
    case, before = cases.investigated, making.last_event(session, cases.investigated.id)
    actions = (making_cps.an_action(), making_cps.an_action("cctv"))
    reply(session, force, case, CpsReplyKind.ACTION_PLAN, referral_id=asked, actions=actions)
    assert kinds_since(session, case, before) == [
        EventKind.CPS_REPLIED,
        EventKind.LINE_ADDED,
        EventKind.LINE_ADDED,
    ]
    rows = session.scalars(sa.select(CpsAction).order_by(CpsAction.id)).all()
    added = [session.get_one(LineOfInquiry, row.id) for row in rows]
    assert [(line.category, line.owner_id, line.status) for line in added] == [
        ("financial", force.officer.id, LineStatus.OPEN),
        ("cctv", force.officer.id, LineStatus.OPEN),
    ]
    due = end_of_day(making_cps.TOMORROW)
    duties = duties_of(session, case, DutyKind.CPS_ACTION)
    assert [(duty.due_at, duty.trigger_event_id) for duty in duties] == [(due, row.event_id) for row in rows]


def a_plan(session: Session, force: Force, case: Case, referral: int) -> int:
    """Recorded with one action; returns the action's line."""
    plan = CpsReplyKind.ACTION_PLAN
    reply(session, force, case, plan, referral_id=referral, actions=(making_cps.an_action(),))
    return session.scalars(sa.select(CpsAction.id).order_by(CpsAction.id.desc())).first()


def test_an_answered_action_ends_its_duty_and_no_other(
    session: Session, force: Force, cases: Cases, asked: int
):
    case = cases.investigated
    first, second = a_plan(session, force, case, asked), a_plan(session, force, case, asked)
    lines.result_line(session, force.officer, second, "None kept.", Bearing.NEUTRAL, now=LATER)
    [running] = duties_of(session, case, DutyKind.CPS_ACTION)
    assert running.trigger_event_id == session.get_one(CpsAction, first).event_id


def test_an_action_that_was_superseded_is_answered_by_the_line_in_its_place(
    session: Session, force: Force, cases: Cases, asked: int
):
    case = cases.investigated
    old = a_plan(session, force, case, asked)
    supersede = (session, force.officer)
    new = lines.supersede_line(
        *supersede, old, "financial", "The bank.", force.officer.id, now=LATER, why="Wrong firm."
    )
    assert len(duties_of(session, case, DutyKind.CPS_ACTION)) == 1
    event = lines.result_line(session, force.officer, new, "None kept.", Bearing.NEUTRAL, now=LATER)
    [duty] = duties_of(session, case, DutyKind.CPS_ACTION, None)
    assert (duty.status, duty.ended_by_event_id) == (DutyStatus.MET, event)


def test_a_reply_nobody_recorded_having_asked_for_is_recorded_all_the_same(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    reply(session, force, case, CpsReplyKind.EARLY_ADVICE)
    assert session.scalars(sa.select(CpsReply.referral_id)).all() == [None]
    assert state_of(session, case) is State.INVESTIGATING


@pytest.mark.parametrize("name", ["proposed", "signed", "told"])
def test_a_reply_takes_a_standing_proposal_back_after_a_warning(
    session: Session, force: Force, cases: Cases, name: str
):
    case = getattr(cases, name)
    with pytest.raises(WouldLapse):
        reply(session, force, case, CpsReplyKind.EARLY_ADVICE)
    reply(session, force, case, CpsReplyKind.EARLY_ADVICE, lapse_accepted=True)
    assert state_of(session, case) is State.INVESTIGATING


def test_a_proposal_made_while_the_cps_is_asked_is_open_and_says_what_it_waits_for(
    session: Session, force: Force, cases: Cases
):
    case = cases.ready
    making_cps.refer(session, force, case.id, asked=CpsAsked.EARLY_ADVICE)
    refused = making.attempt(
        session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), now=LATER
    )
    assert "no_referral_waits" in [found.key for found in refused.assessment.still_needed]
    assert state_of(session, case) is State.AWAITING_CPS


def test_on_a_finished_case_a_reply_is_recorded_as_new_information_instead(
    session: Session, force: Force, cases: Cases
):
    with pytest.raises(Refusal, match="as new information"):
        reply(session, force, cases.filed, CpsReplyKind.EARLY_ADVICE)


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (CpsReplyKind.EARLY_ADVICE, {"replied_at": LATER + MINUTE}, "replied_at"),
        (CpsReplyKind.EARLY_ADVICE, {"replied_at": making.REPORTED - MINUTE}, "replied_at"),
        (CpsReplyKind.EARLY_ADVICE, {"replied_at": NOW - MINUTE, "to_it": True}, "replied_at"),
        (CpsReplyKind.EARLY_ADVICE, {"referral_id": 999_999}, "referral"),
        (CpsReplyKind.EARLY_ADVICE, {"suspect_id": 999_999}, "suspect"),
        (CpsReplyKind.EARLY_ADVICE, {"ground": CpsGround.NOT_SAID}, "ground"),
        (NFA, {}, "suspect"),
        (CpsReplyKind.CHARGE, {}, "kind"),
        (CpsReplyKind.ACTION_PLAN, {"actions": (making_cps.an_action("nonsense"),)}, "category"),
    ],
)
def test_a_reply_that_cannot_be_is_not_recorded(
    session: Session, force: Force, cases: Cases, asked: int, kind, changes: dict, field: str
):
    changes = {**changes, "referral_id": asked} if changes.get("to_it") else dict(changes)
    changes.pop("to_it", None)
    with pytest.raises(FactNotAccepted) as refused:
        reply(session, force, cases.investigated, kind, **changes)
    assert refused.value.field == field


def test_a_reply_is_about_somebody_the_cps_was_asked_about(
    session: Session, force: Force, cases: Cases, asked: int
):
    other = making.add_suspect(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted, match="asked about"):
        reply(session, force, cases.investigated, NFA, referral_id=asked, suspect_id=other)


def test_replies_are_recorded_by_the_units_own_people_and_once(
    session: Session, force: Force, cases: Cases, asked: int
):
    for who in ("other_officer", "other_sergeant", "victim_care_officer", "auditor"):
        with pytest.raises(NotPermitted):
            reply(session, force, cases.investigated, CpsReplyKind.EARLY_ADVICE, actor=getattr(force, who))
    more = {"referral_id": asked, "actor": force.colleague, "submission_id": "replied"}
    reply(session, force, cases.investigated, CpsReplyKind.EARLY_ADVICE, **more)
    with pytest.raises(AlreadyRecorded):
        reply(session, force, cases.investigated, CpsReplyKind.EARLY_ADVICE, **more)
