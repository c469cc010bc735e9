"""Resolutions out of court: recorded as given, checked by another, completed or failed, and the outcome."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import OutOfCourtResolution, Suspect
from tests import making
from tests.making import Case, Force
from tests.making_resolutions import as_given, check
from tests.services.prepared import (
    LATER,
    Cases,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    state_of,
)
from vocabulary import (
    DiversionResult,
    DutyKind,
    EventKind,
    Rank,
    ResolutionCheck,
    ResolutionKind,
    Role,
    State,
    Step,
    SuspectDecision,
)
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal, WouldLapse
from workflow.requirements.resolutions import what_is_missing
from workflow.requirements.sign_offs import involvement
from workflow.services import resolutions, suspect_decisions, suspects
from workflow.services.opening import policy_at
from workflow.services.steps import Refused, Taken

DIVERTED = {"kind": ResolutionKind.DIVERSION, "diversion_ends_on": dt.date(2026, 6, 3)}
BORN = {"child": dt.date(2012, 5, 4), "adult": dt.date(1990, 5, 4), "unknown": None}


@pytest.fixture
def suspect(session: Session, force: Force, cases: Cases) -> int:
    return making.add_suspect(session, force, cases.investigated)


def give(session: Session, force: Force, suspect: int, who: str = "officer", **changes) -> int:
    more = {name: changes.pop(name) for name in ("lapse_accepted", "submission_id") if name in changes}
    given = as_given(force, LATER, **changes)
    return resolutions.give_resolution(session, getattr(force, who), suspect, given, now=LATER, **more)


def end(session: Session, force: Force, suspect: int, result: DiversionResult, words: str = "Six sessions."):
    return resolutions.end_diversion(session, force.officer, suspect, result, LATER, words, now=LATER)


def aged(session: Session, force: Force, case: Case, age: str) -> int:
    added = suspects.SuspectToAdd("Kit Pike", "Seen.", "Theft", BORN[age])
    return suspects.add_suspect(session, force.officer, case.id, added, now=LATER)


def propose(session: Session, force: Force, case: Case, outcome: str) -> Taken | Refused:
    making.care_for(session, force, case, LATER)
    making.answer_the_minimum(session, force, case, LATER)
    return making.attempt(session, force.officer, case, Step.PROPOSE_CLOSURE, making.proposal(outcome), LATER)


def still_needed(result: object) -> list[str]:
    return [found.key for found in result.assessment.still_needed] if isinstance(result, Refused) else []


def test_what_was_given_is_the_suspects_decision_and_a_check_is_owed(
    session: Session, force: Force, cases: Cases, suspect: int
):
    before = making.last_event(session, cases.investigated.id)
    made = give(session, force, suspect)
    row, person = session.get_one(OutOfCourtResolution, made), session.get_one(Suspect, suspect)
    assert (row.kind, row.given_by_id, row.conditions) == (
        ResolutionKind.COMMUNITY_RESOLUTION,
        force.officer.id,
        "He pays for the lock.",
    )
    assert person.decision is SuspectDecision.OUT_OF_COURT_RESOLUTION
    assert person.decision_reason == "Community resolution, 2 March 2026."
    assert kinds_since(session, cases.investigated, before) == [
        EventKind.SUSPECT_DECIDED,
        EventKind.RESOLUTION_GIVEN,
    ]
    [duty] = duties_of(session, cases.investigated, DutyKind.CHECK_RESOLUTION)
    assert duty.due_at == LATER + dt.timedelta(hours=72)
    assert "force setting" in duty.rule
    assert verify(session).is_sound


def test_nothing_that_is_missing_stands_in_the_way(session: Session, force: Force, suspect: int):
    made = give(
        session, force, suspect, kind=ResolutionKind.DIVERSION, conditions=" ", admitted=None,
        victim_consulted=None,
    )  # fmt: skip
    row = session.get_one(OutOfCourtResolution, made)
    assert (row.conditions, row.admitted, row.victim_consulted, row.diversion_ends_on) == (None,) * 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"given_at": LATER + dt.timedelta(minutes=1)}, "given_at"),
        ({"given_at": making.REPORTED - dt.timedelta(hours=1)}, "given_at"),
        ({"given_by_id": 999_999}, "given_by"),
        ({"diversion_ends_on": dt.date(2026, 6, 3)}, "diversion_ends_on"),
        (DIVERTED | {"diversion_ends_on": dt.date(2026, 3, 1)}, "diversion_ends_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    session: Session, force: Force, suspect: int, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        give(session, force, suspect, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("age", "said"),
    [
        ("child", None),
        ("unknown", "The suspect's date of birth is not recorded."),
        ("adult", "It is for a suspect under 18, and this one was not."),
    ],
)
def test_what_was_wrongly_given_is_recorded_as_given_and_the_sergeant_who_checks_is_told(
    session: Session, force: Force, cases: Cases, age: str, said: str | None
):
    suspect = aged(session, force, cases.investigated, age)
    ends = {"diversion_ends_on": LATER.date()}
    give(session, force, suspect, kind=ResolutionKind.DEFERRED_PROSECUTION, **ends)
    [known] = read_case(session, cases.investigated.id, LATER).suspects
    assert what_is_missing(known.resolution, policy_at(LATER)) == ([said] if said else [])


def test_a_kind_is_not_given_before_the_day_it_began(session: Session, force: Force):
    january = dt.datetime(2026, 1, 20, 9, 0, tzinfo=dt.UTC)
    times = dict.fromkeys(("occurred_from_at", "occurred_until_at", "reported_at"), january)
    case = making.an_investigation(session, force, **times)
    suspect = aged(session, force, case, "child")
    with pytest.raises(FactNotAccepted) as refused:
        give(
            session, force, suspect, kind=ResolutionKind.DEFERRED_PROSECUTION,
            given_at=dt.datetime(2026, 1, 31, 9, 0, tzinfo=dt.UTC),
        )  # fmt: skip
    assert refused.value.field == "kind"


def test_who_records_one_and_who_may_not(session: Session, force: Force, suspect: int):
    for who in ("other_officer", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            give(session, force, suspect, who)
    give(session, force, suspect, "colleague")


def test_whoever_gave_it_is_a_part_of_the_case_and_whoever_checks_it_is_not(
    session: Session, force: Force, cases: Cases, suspect: int
):
    give(session, force, suspect, given_by_id=force.inspector.id)
    check(session, force, suspect, LATER)
    case = read_case(session, cases.investigated.id, LATER)
    assert "gave the suspect" in involvement(case, force.inspector.id, policy_at(LATER))
    assert involvement(case, force.sergeant.id, policy_at(LATER)) is None


def test_a_check_ends_what_was_owed_for_this_suspect_and_no_other(
    session: Session, force: Force, cases: Cases, suspect: int
):
    second = making.add_suspect(session, force, cases.investigated)
    for each in (suspect, second):
        give(session, force, each)
    event_id = check(session, force, second, LATER, result=ResolutionCheck.TO_SCRUTINY, words="No admission.")
    [left] = duties_of(session, cases.investigated, DutyKind.CHECK_RESOLUTION)
    event = last_event_of(session, cases.investigated.id)
    assert event.id == event_id
    assert left.id not in facts_of(event)["duties"]
    assert read_case(session, cases.investigated.id, LATER).suspect(second).resolution.check_result == (
        "to_scrutiny"
    )
    assert verify(session).is_sound


def test_who_checks_it(session: Session, force: Force, cases: Cases, suspect: int):
    give(session, force, suspect, given_by_id=force.inspector.id)
    constable = making.a_person(session, "acting", Rank.CONSTABLE, (Role.SUPERVISOR, force.unit))
    for who, why in (
        (force.officer, "supervisor"),
        (force.auditor, "supervisor"),
        (constable, "rank of sergeant"),
        (force.inspector, "Ask another"),
    ):
        with pytest.raises(NotPermitted, match=why):
            check(session, force, suspect, LATER, who=who)
    check(session, force, suspect, LATER, who=force.other_sergeant)
    with pytest.raises(FactNotAccepted, match="already"):
        check(session, force, suspect, LATER)


def test_the_panel_is_told_why_and_nothing_is_checked_that_was_not_given(
    session: Session, force: Force, suspect: int
):
    with pytest.raises(FactNotAccepted) as refused:
        check(session, force, suspect, LATER)
    assert refused.value.field == "result"
    give(session, force, suspect)
    with pytest.raises(FactNotAccepted) as refused:
        check(session, force, suspect, LATER, result=ResolutionCheck.TO_SCRUTINY, words=" ")
    assert refused.value.field == "words"


def test_a_resolution_nobody_checked_does_not_close_a_crime(
    session: Session, force: Force, cases: Cases, suspect: int
):
    give(session, force, suspect)
    assert still_needed(propose(session, force, cases.investigated, "8")) == ["resolution_is_checked"]
    check(session, force, suspect, LATER)
    assert still_needed(propose(session, force, cases.investigated, "3")) == [
        "outcome_is_that_of_the_resolution"
    ]
    assert isinstance(propose(session, force, cases.investigated, "8"), Taken)


def test_a_decision_without_what_was_given_does_not_close_a_crime(
    session: Session, force: Force, cases: Cases, suspect: int
):
    suspect_decisions.record_suspect_decision(
        session, force.officer, suspect, SuspectDecision.OUT_OF_COURT_RESOLUTION, "Agreed.", now=LATER
    )
    assert still_needed(propose(session, force, cases.investigated, "8")) == [
        "resolution_is_checked",
        "outcome_is_that_of_the_resolution",
    ]


def test_what_stands_is_what_was_decided_last(session: Session, force: Force, cases: Cases, suspect: int):
    give(session, force, suspect)
    suspect_decisions.record_suspect_decision(
        session, force.officer, suspect, SuspectDecision.WANTED, "Not traced.", now=LATER
    )
    assert read_case(session, cases.investigated.id, LATER).suspect(suspect).resolution is None
    # What was given is looked at, whatever came after.
    check(session, force, suspect, LATER)
    assert duties_of(session, cases.investigated, DutyKind.CHECK_RESOLUTION) == []
    assert verify(session).is_sound


@pytest.mark.parametrize("name", ["proposed", "signed"])
def test_a_proposal_lapses_once_that_is_accepted(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    suspect = making.add_suspect(session, force, case, LATER, lapse_accepted=True)
    making.care_for(session, force, case, LATER)
    making.answer_the_minimum(session, force, case, LATER)
    suspect_decisions.record_suspect_decision(
        session, force.colleague, suspect, SuspectDecision.ELIMINATED, "Abroad.", now=LATER
    )
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), LATER)
    with pytest.raises(WouldLapse):
        give(session, force, suspect)
    give(session, force, suspect, lapse_accepted=True)
    assert state_of(session, case) is State.INVESTIGATING


def test_a_finished_case_is_reopened_first(session: Session, force: Force, cases: Cases):
    suspect = cases.closed.suspect
    with pytest.raises(Refusal, match="finished"):
        give(session, force, suspect)
