"""What the force does about a decision of the CPS, and about early advice that nobody sought."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CpsDecisionConsidered, CpsReply, Suspect
from tests import making, making_cps
from tests.making import Case, Force
from tests.services.prepared import LATER, Cases, facts_of, last_event_of, state_of
from vocabulary import CpsGround, CpsReplyKind, EventKind, State, Step, SuspectDecision, VictimView
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import cps_decisions, suspect_decisions, victims
from workflow.services.steps import Refused, Taken

NFA = CpsReplyKind.NO_FURTHER_ACTION


def decided(session: Session, force: Force, case: Case, suspect: int, **more: object) -> int:
    """The CPS was asked about a suspect and decided no further action; the reply's id."""
    referral = making_cps.refer(session, force, case.id, suspect)
    making_cps.reply(session, force, case.id, NFA, referral_id=referral, suspect_id=suspect, **more)
    return session.scalars(sa.select(CpsReply.id).order_by(CpsReply.id.desc())).first()


def consider(session: Session, force: Force, case: Case, reply: int, **changes: object) -> int:
    actor = changes.pop("actor", force.sergeant)
    said = (changes.pop("appealed", False), changes.pop("reason", "The lawyer is right."))
    return cps_decisions.consider_decision(session, actor, case.id, reply, *said, now=LATER, **changes)


@pytest.fixture
def suspect(session: Session, force: Force, cases: Cases) -> int:
    return making.add_suspect(session, force, cases.ready)


def let_go(session: Session, force: Force, suspect: int) -> int | Refused:
    said = ("The CPS decided so.", "She is in hospital.")
    return suspect_decisions.decide_no_further_action(session, force.sergeant, suspect, *said, now=LATER)


def test_a_decision_of_the_cps_is_considered_before_the_suspect_and_the_crime_are_let_go(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case = cases.ready
    reply = decided(session, force, case, suspect)
    refused = let_go(session, force, suspect)
    assert [found.key for found in refused.assessment.still_needed] == ["cps_decision_is_considered"]
    event_id = consider(session, force, case, reply)
    row = session.scalars(sa.select(CpsDecisionConsidered)).one()
    assert (row.reply_id, row.appealed, row.reason, row.considered_by_id) == (
        reply,
        False,
        "The lawyer is right.",
        force.sergeant.id,
    )
    event = last_event_of(session, case.id)
    assert (event.id, event.kind) == (event_id, EventKind.CPS_DECISION_CONSIDERED)
    assert facts_of(event)["appealed"] is False
    assert isinstance(let_go(session, force, suspect), int)


def test_the_crime_then_ends_with_an_outcome_of_the_cps_and_whoever_considered_may_sign(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case = cases.ready
    consider(session, force, case, decided(session, force, case, suspect))
    let_go(session, force, suspect)
    making.answer_the_minimum(session, force, case, LATER)
    view = (VictimView.SUPPORTS, "Go on.")
    victims.record_view(session, force.victim_care_officer, case.victims[0], *view, now=LATER)
    for outcome in ("9", "21"):
        refused = making.attempt(
            session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(outcome), LATER
        )
        assert "outcome_fits_the_cps_decision" in [each.key for each in refused.assessment.still_needed]
    taken = making.attempt(
        session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("15"), LATER
    )
    assert isinstance(taken, Taken)
    assert isinstance(making.sign_off(session, force, case, LATER), Taken)
    assert state_of(session, case) is State.AWAITING_VICTIM_UPDATE


def test_the_victims_view_goes_with_the_public_interest_too(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case = cases.ready
    consider(session, force, case, decided(session, force, case, suspect, ground=CpsGround.PUBLIC_INTEREST))
    let_go(session, force, suspect)
    making.answer_the_minimum(session, force, case, LATER)
    taken = making.attempt(
        session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal("9"), LATER
    )
    assert isinstance(taken, Taken)


def test_while_the_force_appeals_nobody_is_let_go(session: Session, force: Force, cases: Cases, suspect: int):
    case = cases.ready
    consider(session, force, case, decided(session, force, case, suspect), appealed=True)
    assert isinstance(let_go(session, force, suspect), Refused)
    making_cps.reply(session, force, case.id, NFA, suspect_id=suspect, now=LATER)
    last = session.scalars(sa.select(CpsReply.id).order_by(CpsReply.id.desc())).first()
    consider(session, force, case, last)
    assert isinstance(let_go(session, force, suspect), int)


def test_a_decision_is_considered_once_with_a_reason(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case, reply = cases.ready, decided(session, force, cases.ready, suspect)
    with pytest.raises(FactNotAccepted) as refused:
        consider(session, force, case, reply, reason=" ")
    assert refused.value.field == "reason"
    consider(session, force, case, reply)
    with pytest.raises(FactNotAccepted, match="already recorded"):
        consider(session, force, case, reply)
    making_cps.reply(session, force, case.id, CpsReplyKind.EARLY_ADVICE, now=LATER)
    advice = session.scalars(sa.select(CpsReply.id).order_by(CpsReply.id.desc())).first()
    for nothing in (advice, 999_999):
        with pytest.raises(FactNotAccepted) as refused:
            consider(session, force, case, nothing)
        assert refused.value.field == "reply"


def test_a_decision_is_considered_by_a_supervisor_who_is_not_the_officer_in_the_case(
    session: Session, force: Force, cases: Cases, suspect: int
):
    case, reply = cases.ready, decided(session, force, cases.ready, suspect)
    for who in ("officer", "colleague", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted, match="supervisor who is not the officer"):
            consider(session, force, case, reply, actor=getattr(force, who))
    consider(session, force, case, reply, actor=force.other_sergeant)


def test_why_early_advice_was_not_sought_is_recorded_for_each_suspect_chosen(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    first, second = (making.add_suspect(session, force, case) for _ in range(2))
    making_cps.no_early_advice(session, force, case.id, second, LATER)
    rows = session.scalars(sa.select(Suspect).where(Suspect.id.in_((first, second))).order_by(Suspect.id))
    assert [row.no_early_advice_reason for row in rows] == [None, "Nothing yet that a lawyer could read."]
    event = last_event_of(session, case.id)
    assert (event.kind, facts_of(event)) == (EventKind.EARLY_ADVICE_NOT_SOUGHT, {"suspects": [second]})


@pytest.mark.parametrize(
    ("suspects", "reason", "field"),
    [((), "Why.", "suspects"), ((999_999,), "Why.", "suspects"), (None, " ", "reason")],
)
def test_a_reason_is_of_suspects_of_this_crime_and_is_written(
    session: Session, force: Force, cases: Cases, suspects, reason: str, field: str
):
    case = cases.investigated
    chosen = (making.add_suspect(session, force, case),) if suspects is None else suspects
    with pytest.raises(FactNotAccepted) as refused:
        cps_decisions.record_no_early_advice(session, force.officer, case.id, chosen, reason, now=LATER)
    assert refused.value.field == field


def test_a_rape_suspect_is_let_go_only_once_the_cps_was_asked_or_why_not_is_written(
    session: Session, force: Force
):
    """Of two, one is charged, and the other is not let go before somebody thought of the CPS."""
    case = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    other = making.add_suspect(session, force, case)
    suspect = making.add_suspect(session, force, case)
    making_cps.refer(session, force, case.id, other)
    making.answer_the_minimum(session, force, case, suspect_id=suspect)
    said = ("Below the test.", "He is abroad.")
    inspector = force.detective_inspector
    refused = suspect_decisions.decide_no_further_action(session, inspector, suspect, *said, now=LATER)
    assert [found.key for found in refused.assessment.still_needed] == ["early_advice_was_sought"]
    making_cps.no_early_advice(session, force, case.id, suspect, LATER)
    done = suspect_decisions.decide_no_further_action(session, inspector, suspect, *said, now=LATER)
    assert isinstance(done, int)
    row = session.get_one(Suspect, suspect, populate_existing=True)
    assert row.decision is SuspectDecision.NO_FURTHER_ACTION
