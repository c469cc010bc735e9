"""Proposing an ending, signing it off, returning and withdrawing it."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, DecisionEnded, SignOff
from tests import making
from tests.making import Case, Force
from tests.making_interviews import interview
from tests.services.prepared import (
    LATER,
    Cases,
    decision_of,
    detail_of,
    duties_of,
    facts_of,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import (
    Bearing,
    DecisionEnding,
    DecisionKind,
    DutyKind,
    EventKind,
    Rank,
    State,
    Step,
    VictimView,
)
from workflow.ledger import sha256
from workflow.refusals import FactNotAccepted, NotPermitted, StepNotOpen
from workflow.services import charging, lines, victims
from workflow.services.particulars import Charge, InWords
from workflow.services.steps import Refused

PROPOSE = Step.PROPOSE_NO_FURTHER_ACTION


def keys(refused: object) -> list[str]:
    assert isinstance(refused, Refused)
    return [found.key for found in refused.assessment.still_needed]


def propose(session: Session, force: Force, case: Case, outcome: str = "18", step: Step = PROPOSE) -> object:
    return making.attempt(session, force.officer, case, step, making.proposal(outcome), LATER)


def test_a_proposal_seals_what_was_found_and_on_what(session: Session, force: Force, cases: Cases):
    rests_on = row_of(session, cases.ready).last_material_event_id
    propose(session, force, cases.ready)
    decision, event = decision_of(session, cases.ready), last_event_of(session, cases.ready.id)
    assert state_of(session, cases.ready) is State.AWAITING_SIGN_OFF
    assert decision.evaluation_hash == sha256(decision.evaluation)
    assert (event.kind, decision.event_id) == (EventKind.DECISION_PROPOSED, event.id)
    assert facts_of(event) == {
        "kind": "no_further_action",
        "outcome": "18",
        "round": 1,
        "rests_on": rests_on,
        "rank_needed": "sergeant",
        "detective_needed": False,
        "sign_offs_needed": 1,
        "evaluation": decision.evaluation_hash,
    }
    assert set(detail_of(session, event)) == {"evidence", "lines", "victim", "risk"}
    sealed = json.loads(decision.evaluation)
    unmet = {found["key"] for found in sealed["findings"] if found["outcome"] == "unmet"}
    assert unmet == {"reports_are_confirmed_in_writing"}  # still owed, and not due yet
    assert sealed["facts"]["proposal"]["outcome_code"] == "18"


def test_a_sealed_evaluation_holds_no_name_and_no_words(session: Session, force: Force, cases: Cases):
    for case in (cases.proposed, cases.signed, cases.for_two, cases.told_closure):
        sealed = decision_of(session, case).evaluation
        said = ("She understands", "want to go on", "A screen", "MG11")
        for words in ("Amina", "Farah", "Rowan", "Pike", "bicycle", "Ferry", *said):
            assert words not in sealed


def test_a_refusal_is_on_record_with_all_that_is_missing(session: Session, force: Force, cases: Cases):
    refused = propose(session, force, cases.investigated)
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.STEP_REFUSED
    assert event.id == refused.event_id
    assert facts_of(event) == {
        "step": "propose_no_further_action",
        "gate": "no_further_action",
        "policy": refused.assessment.policy_version,
        "unmet": [
            "lines_are_recorded",
            "minimum_lines_are_answered",
            "needs_are_assessed",
            "support_is_offered",
        ],
    }
    assert state_of(session, cases.investigated) is State.INVESTIGATING
    assert row_of(session, cases.investigated).current_decision_id is None


@pytest.mark.parametrize(
    ("step", "outcome", "key"),
    [
        (PROPOSE, "8", "outcome_means_no_further_action"),
        (PROPOSE, "19", "outcome_means_no_further_action"),
        (PROPOSE, "99", "outcome_means_no_further_action"),
        (PROPOSE, "16", "outcome_fits_the_suspects"),
        (PROPOSE, "14", "outcome_fits_the_victims"),
        (Step.PROPOSE_CLOSURE, "18", "outcome_closes"),
        (Step.PROPOSE_CLOSURE, "1", "outcome_fits_the_suspects"),
    ],
)
def test_an_outcome_that_does_not_fit_is_refused(
    session: Session, force: Force, cases: Cases, step: Step, outcome: str, key: str
):
    assert key in keys(propose(session, force, cases.ready, outcome, step))


@pytest.mark.parametrize("who", ["colleague", "other_officer", "other_sergeant", "victim_care_officer"])
def test_who_does_not_run_the_case_does_not_propose(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted):
        making.attempt(session, getattr(force, who), cases.ready, PROPOSE, making.proposal(), LATER)


@pytest.mark.parametrize("name", ["recorded", "allocated", "proposed", "signed", "filed"])
def test_a_proposal_is_made_while_work_goes_on(session: Session, force: Force, cases: Cases, name: str):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.sergeant, getattr(cases, name), PROPOSE, making.proposal(), LATER)


def test_the_last_sign_off_moves_the_case_on_and_owes_the_victim_the_telling(
    session: Session, force: Force, cases: Cases
):
    seen = making.last_event(session, cases.proposed.id)
    making.sign_off(session, force, cases.proposed, LATER)
    assert state_of(session, cases.proposed) is State.AWAITING_VICTIM_UPDATE
    given = session.scalars(sa.select(SignOff).where(SignOff.decision_id == cases.proposed.decision)).one()
    assert (given.signed_by_id, given.rank_then, given.was_detective) == (
        force.sergeant.id,
        Rank.SERGEANT,
        False,
    )
    assert given.evaluation_hash == sha256(given.evaluation)
    event = last_event_of(session, cases.proposed.id)
    assert facts_of(event) == {
        "decision": cases.proposed.decision,
        "rank": "sergeant",
        "detective": False,
        "seen": seen,
        "given": 1,
        "needed": 1,
        "evaluation": given.evaluation_hash,
    }
    (duty,) = duties_of(session, cases.proposed, DutyKind.TELL_DECISION)
    assert (duty.victim_id, duty.decision_id) == (cases.proposed.victims[0], cases.proposed.decision)


def test_a_sign_off_needs_a_supervisor(session: Session, force: Force, cases: Cases):
    for who in ("officer", "colleague", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            making.attempt(session, getattr(force, who), cases.proposed, Step.AUTHORISE)


def test_the_officer_in_the_case_does_not_sign_even_as_a_supervisor(
    session: Session, force: Force, cases: Cases
):
    row_of(session, cases.proposed).oic_id = force.inspector.id
    session.flush()
    refused = making.attempt(session, force.inspector, cases.proposed, Step.AUTHORISE)
    assert keys(refused) == ["signer_is_independent"]


def test_who_proposed_does_not_sign(session: Session, force: Force, cases: Cases):
    making.take(session, force.sergeant, cases.ready, PROPOSE, making.proposal(), LATER)
    assert keys(making.attempt(session, force.sergeant, cases.ready, Step.AUTHORISE)) == [
        "signer_is_independent"
    ]


@pytest.mark.parametrize(
    "involved", ["interviewed", "interviewed with another", "took the victim's words", "answered a line"]
)
def test_who_did_something_on_the_case_does_not_sign(
    session: Session, force: Force, cases: Cases, involved: str
):
    case = cases.ready_to_close
    match involved:
        case "interviewed":
            interview(session, force.officer, case.suspect, LATER, force.inspector.id)
        case "interviewed with another":
            interview(session, force.officer, case.suspect, LATER, second_officer_id=force.inspector.id)
        case "took the victim's words":
            victims.record_view(
                session, force.inspector, case.victims[0], VictimView.SUPPORTS, "Go on.", now=LATER
            )
        case "answered a line":
            line = making.add_line(session, force, case, now=LATER)
            lines.result_line(session, force.inspector, line, "Found.", Bearing.NEUTRAL, now=LATER)
    propose(session, force, case, "8", Step.PROPOSE_CLOSURE)
    refused = making.attempt(session, force.inspector, case, Step.AUTHORISE, InWords(), LATER)
    assert keys(refused) == ["signer_is_independent"]
    assert last_event_of(session, case.id).kind is EventKind.STEP_REFUSED


def test_rank_and_detective_are_asked_apart(session: Session, force: Force, cases: Cases):
    for who in ("sergeant", "inspector"):
        refused = making.attempt(session, getattr(force, who), cases.for_two, Step.AUTHORISE)
        assert keys(refused) == ["signer_has_the_authority"]
    decision = decision_of(session, cases.for_two)
    assert (decision.rank_needed, decision.detective_needed, decision.sign_offs_needed) == (
        Rank.INSPECTOR,
        True,
        2,
    )


def test_where_two_must_sign_two_people_sign(session: Session, force: Force, cases: Cases):
    first = making.take(session, force.detective_inspector, cases.for_two, Step.AUTHORISE)
    assert first.state is State.AWAITING_SIGN_OFF
    again = making.attempt(session, force.detective_inspector, cases.for_two, Step.AUTHORISE)
    assert keys(again) == ["signer_is_independent"]
    second = making.take(session, force.second_detective_inspector, cases.for_two, Step.AUTHORISE)
    assert second.state is State.AWAITING_VICTIM_UPDATE


def test_returning_gives_directions_and_goes_back(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        making.attempt(session, force.sergeant, cases.proposed, Step.RETURN_FOR_WORK, InWords(" "))
    assert refused.value.field == "words"
    making.take(
        session, force.sergeant, cases.proposed, Step.RETURN_FOR_WORK, InWords("Ask at number 14."), LATER
    )
    assert state_of(session, cases.proposed) is State.INVESTIGATING
    assert_ended(session, cases.proposed, DecisionEnding.RETURNED, EventKind.PROPOSAL_RETURNED)
    event = session.get_one(CaseEvent, session.get_one(DecisionEnded, cases.proposed.decision).event_id)
    assert detail_of(session, event) == {"directions": "Ask at number 14."}


def test_who_directed_may_still_sign(session: Session, force: Force, cases: Cases):
    making.take(session, force.sergeant, cases.proposed, Step.RETURN_FOR_WORK, InWords("Ask again."), LATER)
    propose(session, force, cases.proposed)
    making.sign_off(session, force, cases.proposed, LATER)
    assert state_of(session, cases.proposed) is State.AWAITING_VICTIM_UPDATE


@pytest.mark.parametrize("who", ["officer", "sergeant"])
def test_a_proposal_is_withdrawn_by_its_own_side(session: Session, force: Force, cases: Cases, who: str):
    making.take(
        session, getattr(force, who), cases.proposed, Step.WITHDRAW_PROPOSAL, InWords("Too soon."), LATER
    )
    assert state_of(session, cases.proposed) is State.INVESTIGATING
    assert_ended(session, cases.proposed, DecisionEnding.WITHDRAWN, EventKind.PROPOSAL_WITHDRAWN)


def test_a_proposal_is_not_withdrawn_by_others(session: Session, force: Force, cases: Cases):
    for who in ("colleague", "other_sergeant", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            making.attempt(session, getattr(force, who), cases.proposed, Step.WITHDRAW_PROPOSAL)


@pytest.mark.parametrize("step", [Step.AUTHORISE, Step.RETURN_FOR_WORK, Step.WITHDRAW_PROPOSAL])
@pytest.mark.parametrize("name", ["ready", "signed", "closed"])
def test_only_a_standing_proposal_is_signed_returned_or_withdrawn(
    session: Session, force: Force, cases: Cases, step: Step, name: str
):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.sergeant, getattr(cases, name), step, InWords("w"), LATER)


def test_a_proposal_goes_back_to_where_it_was_made(session: Session, force: Force, cases: Cases):
    suspect = making.add_suspect(session, force, cases.ready, LATER)
    case = Case(cases.ready.id, DecisionKind.CLOSURE, cases.ready.victims, suspect=suspect)
    charging.record_charge(session, force.officer, case.id, Charge(suspect, LATER, "Theft"), now=LATER)
    making.answer_the_minimum(session, force, case, LATER)
    propose(session, force, case, "1", Step.PROPOSE_CLOSURE)
    making.take(session, force.officer, case, Step.WITHDRAW_PROPOSAL, InWords("w"), LATER)
    assert state_of(session, case) is State.IN_PROSECUTION


def assert_ended(session: Session, case: Case, ending: DecisionEnding, kind: EventKind) -> None:
    ended = session.get_one(DecisionEnded, case.decision)
    event = session.get_one(CaseEvent, ended.event_id)
    assert (ended.ending, ended.event_id, event.kind) == (ending, event.id, kind)
    assert row_of(session, case).current_decision_id is None
