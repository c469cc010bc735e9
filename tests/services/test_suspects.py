"""Suspects: one row for each, facts about them, and a decision with its own gate."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Decision, Suspect
from tests import making
from tests.making import Force
from tests.making_interviews import as_held
from tests.services.prepared import (
    LATER,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    state_of,
)
from vocabulary import DecisionKind, DutyKind, EventKind, State, SuspectDecision
from workflow.ledger import sha256
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.services import suspect_decisions, suspects
from workflow.services.interviews import record_interview
from workflow.services.steps import Refused
from workflow.services.suspects import SuspectToAdd


@pytest.fixture
def suspect(session: Session, force: Force, cases: Cases) -> int:
    return making.add_suspect(session, force, cases.investigated)


def row(session: Session, suspect: int) -> Suspect:
    return session.get_one(Suspect, suspect, populate_existing=True)


def test_a_suspect_is_added_undecided(session: Session, force: Force, cases: Cases, suspect: int):
    added, event = row(session, suspect), last_event_of(session, cases.investigated.id)
    assert (added.decision, added.name_search) == (None, "rowan pike")
    assert (event.kind, facts_of(event)) == (
        EventKind.SUSPECT_ADDED,
        {"suspect": suspect, "vulnerable": False},
    )
    assert detail_of(session, event) == {
        "name": "Rowan Pike",
        "why": "Seen nearby with the bicycle.",
        "offences": "Theft",
    }


def test_nobody_was_born_tomorrow(session: Session, force: Force, cases: Cases):
    born = SuspectToAdd("N", "w", "o", LATER.date() + dt.timedelta(days=1))
    with pytest.raises(FactNotAccepted) as refused:
        suspects.add_suspect(session, force.officer, cases.investigated.id, born, now=LATER)
    assert refused.value.field == "born_on"


def test_somebody_may_be_born_today_by_the_calendar_of_london(session: Session, force: Force, cases: Cases):
    late = dt.datetime(2026, 8, 5, 23, 30, tzinfo=dt.UTC)
    born = SuspectToAdd("N", "w", "o", dt.date(2026, 8, 6))
    added = suspects.add_suspect(session, force.officer, cases.investigated.id, born, now=late)
    assert row(session, added).born_on == born.born_on


def interview(session: Session, force: Force, suspect: int, **changes: object) -> int:
    values = {"actor": force.officer, "at": LATER, "by": force.colleague.id} | changes
    held = as_held(values["by"], values["at"])
    return record_interview(session, values["actor"], suspect, held, now=LATER)


def test_an_interview_names_who_held_it(session: Session, force: Force, cases: Cases, suspect: int):
    interview(session, force, suspect)
    held = row(session, suspect)
    assert (held.interviewed_at, held.interviewed_by_id) == (LATER, force.colleague.id)
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, event.about_person_id) == (EventKind.SUSPECT_INTERVIEWED, force.colleague.id)
    assert detail_of(session, event)["account"] == "No comment."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"at": LATER + dt.timedelta(minutes=1)}, "interviewed_at"),
        ({"at": making.REPORTED - dt.timedelta(minutes=1)}, "interviewed_at"),
        ({"by": 999_999}, "interviewed_by"),
    ],
)
def test_an_interview_that_cannot_be_is_not_recorded(
    session: Session, force: Force, suspect: int, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        interview(session, force, suspect, **changes)
    assert refused.value.field == field


def test_facts_about_a_suspect_come_from_the_units_own_people(session: Session, force: Force, suspect: int):
    for who in ("other_officer", "other_sergeant", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            interview(session, force, suspect, actor=getattr(force, who))
    with pytest.raises(NotFound):
        interview(session, force, 999_999)


def decide(session: Session, force: Force, suspect: int, decision: SuspectDecision, reason: str = "w") -> int:
    return suspect_decisions.record_suspect_decision(
        session, force.officer, suspect, decision, reason, now=LATER
    )


@pytest.mark.parametrize(
    "decision", sorted(set(SuspectDecision) - {SuspectDecision.CHARGED, SuspectDecision.NO_FURTHER_ACTION})
)
def test_what_was_decided_elsewhere_is_recorded(
    session: Session, force: Force, cases: Cases, suspect: int, decision: SuspectDecision
):
    decide(session, force, suspect, decision)
    decided = row(session, suspect)
    assert (decided.decision, decided.decided_at, decided.decided_by_id) == (
        decision,
        LATER,
        force.officer.id,
    )
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, facts_of(event)) == (
        EventKind.SUSPECT_DECIDED,
        {"suspect": suspect, "decision": decision},
    )
    assert state_of(session, cases.investigated) is State.INVESTIGATING


@pytest.mark.parametrize("decision", [SuspectDecision.CHARGED, SuspectDecision.NO_FURTHER_ACTION])
def test_a_charge_and_no_further_action_have_their_own_way(
    session: Session, force: Force, suspect: int, decision: SuspectDecision
):
    with pytest.raises(FactNotAccepted, match="on its own page"):
        decide(session, force, suspect, decision)
    assert row(session, suspect).decision is None


def test_a_decision_says_what_it_rests_on(session: Session, force: Force, suspect: int):
    with pytest.raises(FactNotAccepted, match="what this rests on"):
        decide(session, force, suspect, SuspectDecision.ELIMINATED, " ")


def test_a_new_decision_has_still_to_be_told(session: Session, force: Force, suspect: int):
    decide(session, force, suspect, SuspectDecision.WANTED)
    suspects.record_suspect_told(session, force.officer, suspect, LATER, now=LATER)
    decide(session, force, suspect, SuspectDecision.ELIMINATED)
    assert row(session, suspect).told_at is None


def no_further_action(session: Session, force: Force, suspect: int, **changes: object) -> object:
    values = {"reason": "Too little.", "no_interview_reason": "Abroad.", "now": LATER} | changes
    actor = values.pop("actor", force.sergeant)
    return suspect_decisions.decide_no_further_action(
        session, actor, suspect, values.pop("reason"), values.pop("no_interview_reason"), **values
    )


def test_no_further_action_for_a_suspect_is_a_sealed_decision_to_be_told(
    session: Session, force: Force, cases: Cases, suspect: int
):
    event_id = no_further_action(session, force, suspect)
    decided, event = row(session, suspect), last_event_of(session, cases.investigated.id)
    assert (decided.decision, decided.no_interview_reason) == (SuspectDecision.NO_FURTHER_ACTION, "Abroad.")
    decision = session.scalars(sa.select(Decision).where(Decision.suspect_id == suspect)).one()
    assert decision.kind is DecisionKind.SUSPECT_NO_FURTHER_ACTION
    assert decision.evaluation_hash == sha256(decision.evaluation) == facts_of(event)["evaluation"]
    assert (event.id, decision.event_id) == (event_id, event_id)
    assert state_of(session, cases.investigated) is State.INVESTIGATING
    (duty,) = duties_of(session, cases.investigated, DutyKind.TELL_DECISION)
    assert duty.decision_id == decision.id


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"reason": " "}, "suspect_decision_has_reasons"),
        ({"no_interview_reason": " "}, "suspect_account_was_sought"),
    ],
)
def test_no_further_action_needs_reasons(
    session: Session, force: Force, cases: Cases, suspect: int, changes: dict, key: str
):
    refused = no_further_action(session, force, suspect, **changes)
    assert isinstance(refused, Refused)
    assert [found.key for found in refused.assessment.still_needed] == [key]
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, facts_of(event)["step"], facts_of(event)["unmet"]) == (
        EventKind.STEP_REFUSED,
        "decide_suspect",
        [key],
    )
    assert row(session, suspect).decision is None


def test_after_an_interview_no_other_reason_is_asked(session: Session, force: Force, suspect: int):
    interview(session, force, suspect)
    assert isinstance(no_further_action(session, force, suspect, no_interview_reason=""), int)


def test_no_further_action_is_decided_by_somebody_independent_with_the_rank(
    session: Session, force: Force, cases: Cases, suspect: int
):
    with pytest.raises(NotPermitted):
        no_further_action(session, force, suspect, actor=force.officer)
    interview(session, force, suspect, by=force.sergeant.id)
    refused = no_further_action(session, force, suspect)
    assert [found.key for found in refused.assessment.still_needed] == ["signer_is_independent"]
    case = making.an_investigation(session, force, offence="harassment")
    harasser = making.add_suspect(session, force, case)
    making.see_to_the_rest(session, force, case.id)
    refused = no_further_action(session, force, harasser)
    assert [found.key for found in refused.assessment.still_needed] == ["signer_has_the_authority"]
    assert isinstance(no_further_action(session, force, harasser, actor=force.inspector), int)


def test_a_refused_decision_makes_no_proposal_lapse(session: Session, force: Force, cases: Cases):
    case, before = cases.told_closure, making.last_event(session, cases.told_closure.id)
    refused = no_further_action(session, force, case.suspect, reason="", lapse_accepted=True)
    assert isinstance(refused, Refused)
    assert kinds_since(session, case, before) == [EventKind.STEP_REFUSED]
    assert state_of(session, case) is State.AWAITING_VICTIM_UPDATE


def test_a_finished_case_changes_no_suspects_decision(session: Session, force: Force, cases: Cases):
    with pytest.raises(Refusal, match=r"This case is finished\. A supervisor"):
        no_further_action(session, force, cases.closed.suspect)
    with pytest.raises(Refusal, match="This case is finished"):
        decide(session, force, cases.closed.suspect, SuspectDecision.WANTED)


def tell(session: Session, force: Force, suspect: int, at: dt.datetime = LATER) -> int:
    return suspects.record_suspect_told(session, force.officer, suspect, at, now=LATER)


def test_a_suspect_is_told_what_was_decided(session: Session, force: Force, cases: Cases, suspect: int):
    with pytest.raises(FactNotAccepted, match="Nothing has been decided"):
        tell(session, force, suspect)
    decide(session, force, suspect, SuspectDecision.ELIMINATED)
    for at in (LATER + dt.timedelta(minutes=1), making.REPORTED - dt.timedelta(minutes=1)):
        with pytest.raises(FactNotAccepted) as refused:
            tell(session, force, suspect, at)
        assert refused.value.field == "told_at"
    tell(session, force, suspect)
    assert row(session, suspect).told_at == LATER
    assert last_event_of(session, cases.investigated.id).kind is EventKind.SUSPECT_TOLD


def test_telling_a_suspect_makes_nothing_lapse_and_is_possible_after_the_end(
    session: Session, force: Force, cases: Cases
):
    for case in (cases.told_closure, cases.closed):
        tell(session, force, case.suspect)
    assert state_of(session, cases.told_closure) is State.AWAITING_VICTIM_UPDATE
