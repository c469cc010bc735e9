"""Giving a crime to another officer: who may, what is handed over, who answers, and what lapses."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight import work_lists
from models import Investigation, LineOfInquiry
from tests import making, making_endings
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import Accreditation, DecisionKind, DutyKind, DutyStatus, EventKind, Rank, Role, State, Step
from workflow.reading import read_case
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    NotPermitted,
    Refusal,
    WouldLapse,
)
from workflow.requirements.sign_offs import involvement
from workflow.services.charging import record_charge
from workflow.services.opening import policy_at
from workflow.services.particulars import Charge, HandOver, InWords
from workflow.services.reallocating import reallocate
from workflow.services.steps import Refused

SAID = {"urgent": "CCTV is lost on Friday.", "promised": "A call on Monday.", "exhibits": "Store 4."}


def give(
    session: Session, force: Force, case: Case, to: str | int = "colleague", who: str = "sergeant", **more
) -> int | Refused:
    officer = to if isinstance(to, int) else getattr(force, to).id
    said = SAID | {name: more.pop(name) for name in SAID if name in more}
    return reallocate(session, getattr(force, who), case.id, HandOver(officer, **said), now=LATER, **more)


def charged_unallocated(session: Session, force: Force) -> Case:
    case = making.a_crime(session, force)
    suspect = making.add_suspect(session, force, case)
    record_charge(session, force.officer, case.id, Charge(suspect, NOW, "Theft"), now=NOW)
    return case


def test_the_new_officer_answers_at_once_and_the_hand_over_is_kept(
    session: Session, force: Force, cases: Cases
):
    give(session, force, cases.investigated)
    row = row_of(session, cases.investigated)
    assert (row.oic_id, row.responsible_id) == (force.colleague.id, force.colleague.id)
    assert row.state is State.INVESTIGATING
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, event.actor_id, event.about_person_id) == (
        EventKind.CASE_ALLOCATED,
        force.sergeant.id,
        force.colleague.id,
    )
    assert facts_of(event)["from"] == force.officer.id
    assert detail_of(session, event) == SAID


def test_whoever_held_it_before_is_still_not_independent(session: Session, force: Force, cases: Cases):
    give(session, force, cases.investigated)
    case = read_case(session, cases.investigated.id, LATER)
    for who in (force.officer, force.colleague):
        assert involvement(case, who.id, policy_at(LATER)) is not None
    assert involvement(case, force.sergeant.id, policy_at(LATER)) is None


def test_open_lines_of_the_old_officer_go_to_the_new_one(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    mine, answered = making.add_line(session, force, case), making.add_line(session, force, case, "property")
    making.lines.result_line(session, force.officer, answered, "Sold.", making.Bearing.NEUTRAL, now=LATER)
    other = making.lines.add_line(
        session, force.inspector, case.id, "intelligence", "Ask.", force.inspector.id, now=LATER
    )
    give(session, force, case)
    owners = {line: session.get_one(LineOfInquiry, line).owner_id for line in (mine, answered, other)}
    assert owners == {mine: force.colleague.id, answered: force.officer.id, other: force.inspector.id}
    assert facts_of(last_event_of(session, case.id))["lines"] == [mine]


@pytest.mark.parametrize("name", ["allocated", "investigated", "proposed", "for_two", "signed", "told"])
def test_in_every_unfinished_state_but_the_tray(session: Session, force: Force, cases: Cases, name: str):
    give(session, force, getattr(cases, name), lapse_accepted=True)
    assert row_of(session, getattr(cases, name)).oic_id == force.colleague.id


@pytest.mark.parametrize(("name", "why"), [("recorded", "allocate it instead"), ("closed", "finished")])
def test_what_is_new_is_allocated_and_what_is_finished_reopened(
    session: Session, force: Force, cases: Cases, name: str, why: str
):
    with pytest.raises(Refusal, match=why):
        give(session, force, getattr(cases, name))


@pytest.mark.parametrize("resumed", [False, True])
def test_a_crime_charged_before_anybody_had_it_finds_its_officer(
    session: Session, force: Force, resumed: bool
):
    case = charged_unallocated(session, force)
    if resumed:
        making.take(session, force.sergeant, case, Step.RESUME_INVESTIGATION, InWords("A second suspect."))
    (duty,) = duties_of(session, case, DutyKind.ALLOCATE)
    assert listed(session, force, case)
    give(session, force, case)
    assert row_of(session, case).oic_id == force.colleague.id
    assert duty.status is DutyStatus.MET
    assert facts_of(last_event_of(session, case.id))["from"] is None
    assert not listed(session, force, case)


def listed(session: Session, force: Force, case: Case, who: str = "sergeant") -> bool:
    condition = work_lists.to_allocate(getattr(force, who))
    return work_lists.count(session, condition & (Investigation.id == case.id)) == 1


def test_the_list_to_allocate_holds_what_has_no_officer(session: Session, force: Force, cases: Cases):
    on_it = {name for name, case in vars(cases).items() if listed(session, force, case)}
    assert on_it == {"recorded"}
    assert not listed(session, force, cases.recorded, who="other_sergeant")
    making.take(session, force.sergeant, cases.closed, Step.REOPEN, InWords("A witness."), LATER)
    assert listed(session, force, cases.closed)


@pytest.mark.parametrize("kind", list(making_endings.PROPOSE))
def test_what_is_to_end_without_an_officer_waits_for_none_unless_it_comes_back(
    session: Session, force: Force, kind: DecisionKind
):
    case = making_endings.proposed(session, force, kind)
    assert not listed(session, force, case)
    making.take(session, force.inspector, case, Step.RETURN_FOR_WORK, InWords("Look again."), LATER)
    assert listed(session, force, case)


def test_who_gives_a_crime_to_another(session: Session, force: Force, cases: Cases):
    for who in ("officer", "colleague", "other_sergeant", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            give(session, force, cases.investigated, who=who)
    give(session, force, cases.investigated, who="inspector")


def test_the_gate_of_allocation_stands_here_too(session: Session, force: Force):
    case = making.an_investigation(session, force, offence="rape", no_suspect_reason="")
    pip1 = making.a_person(
        session,
        "pip1",
        Rank.CONSTABLE,
        (Role.INVESTIGATOR, force.unit),
        accreditation=Accreditation.PIP1,
    )
    for to, key in ((pip1.id, "officer_is_accredited"), ("other_officer", "officer_can_take_it")):
        refused = give(session, force, case, to)
        assert [found.key for found in refused.assessment.still_needed] == [key]
        assert facts_of(last_event_of(session, case.id))["step"] == "reallocate"
    assert row_of(session, case).oic_id == force.officer.id


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": "officer"}, "officer"),
        ({"to": 999_999}, "officer"),
        ({"urgent": " "}, "urgent"),
        ({"promised": ""}, "promised"),
        ({"exhibits": ""}, "exhibits"),
    ],
)
def test_what_is_missing_is_named(session: Session, force: Force, cases: Cases, changes: dict, field: str):
    with pytest.raises(FactNotAccepted) as refused:
        give(session, force, cases.investigated, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["proposed", "signed"])
def test_a_proposal_lapses_once_that_is_accepted(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    before = making.last_event(session, case.id)
    with pytest.raises(WouldLapse):
        give(session, force, case)
    give(session, force, case, lapse_accepted=True)
    assert kinds_since(session, case, before) == [EventKind.PROPOSAL_LAPSED, EventKind.CASE_ALLOCATED]
    assert state_of(session, case) is State.INVESTIGATING


def test_a_stale_page_and_a_repeat_change_nothing(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    seen = making.last_event(session, case.id)
    making.add_line(session, force, case)
    with pytest.raises(CaseHasMoved):
        give(session, force, case, seen_event_id=seen)
    give(session, force, case, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        give(session, force, case, submission_id="one")
