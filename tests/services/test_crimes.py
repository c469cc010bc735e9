"""Recording a crime, classifying it, giving it to an officer, and starting work."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from models import CaseEvent, Investigation, Person, Unit
from tests import making
from tests.making import Case, Force, crime_to_record
from tests.making_endings import cancelling
from tests.services.prepared import (
    LATER,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    kinds_since,
    last_event_of,
    row_of,
)
from vocabulary import Accreditation, DutyKind, EventKind, Rank, RiskFlag, Role, State, Step
from workflow.reading import read_case
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    NotPermitted,
    Refusal,
    StepNotOpen,
    WouldLapse,
)
from workflow.services.crimes import classify, record_crime
from workflow.services.no_lines import agree_no_lines
from workflow.services.particulars import InWords, ToOfficer
from workflow.services.steps import Refused

HOUR = dt.timedelta(hours=1)


def record(session: Session, force: Force, **changes: object) -> int:
    actor, submission = changes.pop("actor", force.officer), changes.pop("submission_id", None)
    return record_crime(
        session, actor, crime_to_record(force, **changes), now=LATER, submission_id=submission
    )


def test_a_crime_is_recorded_into_its_units_tray(session: Session, force: Force):
    flags = frozenset({RiskFlag.HATE_CRIME, RiskFlag.INJURY})
    case = Case(record(session, force, flags=flags))
    row = row_of(session, case)
    assert (row.state, row.responsible_id, row.oic_id, row.recorded_by_id) == (
        State.RECORDED,
        force.sergeant.id,
        None,
        force.officer.id,
    )
    assert read_case(session, case.id, LATER).flags == flags
    assert kinds_since(session, case, 0) == [EventKind.CRIME_RECORDED, EventKind.VICTIM_ADDED]
    (duty,) = duties_of(session, case, DutyKind.ALLOCATE)
    assert duty.due_at == LATER + dt.timedelta(days=1)


def test_what_was_recorded_is_in_its_first_event(session: Session, force: Force):
    case = record(session, force, victims=(), no_victim_reason="State-based crime.")
    event = last_event_of(session, case)
    assert facts_of(event)["flags"] == []
    assert facts_of(event)["responsible"] == force.sergeant.id
    assert set(detail_of(session, event)) >= {"summary", "place"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"offence": "witchcraft"}, "offence"),
        ({"unit_id": 999_999}, "unit"),
        ({"reported_at": LATER + HOUR}, "reported_at"),
        ({"occurred_from_at": making.REPORTED + HOUR, "occurred_until_at": LATER}, "occurred_from_at"),
        ({"occurred_until_at": making.REPORTED - 5 * HOUR}, "occurred_until_at"),
        ({"occurred_until_at": LATER + HOUR}, "occurred_until_at"),
    ],
)
def test_a_crime_that_cannot_be_is_not_recorded(session: Session, force: Force, changes: dict, field: str):
    with pytest.raises(FactNotAccepted) as refused:
        record(session, force, **changes)
    assert refused.value.field == field


def test_a_reference_is_used_once_however_it_is_written(session: Session, force: Force):
    record(session, force, reference="AB/1/26")
    with pytest.raises(FactNotAccepted, match="already in use"):
        record(session, force, reference="ab/1/26")


def test_a_crime_is_recorded_by_an_investigator_or_supervisor(session: Session, force: Force):
    record(session, force, actor=force.other_sergeant)
    for who in ("victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            record(session, force, actor=getattr(force, who))


def test_a_unit_without_a_tray_holder_takes_no_crime(session: Session, force: Force):
    session.get_one(Unit, force.unit).tray_holder_id = None
    session.flush()
    with pytest.raises(Refusal, match="Nobody holds the tray"):
        record(session, force)


def test_a_crime_sent_twice_is_recorded_once(session: Session, force: Force):
    first = record(session, force, submission_id="crime")
    with pytest.raises(AlreadyRecorded) as repeated:
        record(session, force, submission_id="crime")
    event = last_event_of(session, first)
    assert repeated.value.event_id < event.id


# Classifying: for crimes that came from published files without an offence.


@pytest.fixture
def unclassified(session: Session, force: Force) -> Case:
    case = making.a_crime(session, force)
    row = session.get_one(Investigation, case.id)
    row.offence_class, row.offence = "unclassified", "other_published"
    session.flush()
    return case


def test_an_unclassified_crime_gets_its_offence_once(session: Session, force: Force, unclassified: Case):
    classify(session, force.officer, unclassified.id, "robbery_personal", now=LATER)
    row = row_of(session, unclassified)
    assert (row.offence, row.offence_class) == ("robbery_personal", "robbery")
    event = last_event_of(session, unclassified.id)
    assert (event.kind, facts_of(event)) == (
        EventKind.CRIME_CLASSIFIED,
        {
            "from": "other_published",
            "offence": "robbery_personal",
            "class": "robbery",
            "rights": [[unclassified.victims[0], "information"]],
            "rights_since": LATER.isoformat(timespec="microseconds"),
        },
    )
    with pytest.raises(FactNotAccepted, match="already classified"):
        classify(session, force.officer, unclassified.id, "theft_other", now=LATER)


def test_a_crime_is_classified_as_something(session: Session, force: Force, unclassified: Case):
    with pytest.raises(FactNotAccepted):
        classify(session, force.officer, unclassified.id, "witchcraft", now=LATER)
    with pytest.raises(NotPermitted):
        classify(session, force.other_officer, unclassified.id, "theft_other", now=LATER)


def test_classifying_from_an_old_page_is_stale(session: Session, force: Force, unclassified: Case):
    seen = making.last_event(session, unclassified.id)
    making.add_line(session, force, unclassified)
    with pytest.raises(CaseHasMoved):
        classify(session, force.officer, unclassified.id, "theft_other", now=LATER, seen_event_id=seen)


def test_an_unclassified_crime_is_not_allocated(session: Session, force: Force, unclassified: Case):
    refused = allocate(session, force, unclassified)
    assert isinstance(refused, Refused)
    assert "crime_is_classified" in [found.key for found in refused.assessment.still_needed]


# Allocating and starting.


def allocate(session: Session, force: Force, case: Case, officer: int = 0, who: str = "sergeant") -> object:
    to = ToOfficer(officer or force.officer.id, "Ask at the station.")
    return making.attempt(session, getattr(force, who), case, Step.ALLOCATE, to, LATER)


def test_an_allocated_crime_has_an_officer_who_answers_for_it(session: Session, force: Force, cases: Cases):
    taken = allocate(session, force, cases.recorded)
    row = row_of(session, cases.recorded)
    assert (row.state, row.oic_id, row.responsible_id) == (
        State.ALLOCATED,
        force.officer.id,
        force.officer.id,
    )
    event = session.get_one(CaseEvent, taken.event_id)
    assert (event.kind, event.about_person_id) == (EventKind.CASE_ALLOCATED, force.officer.id)
    assert detail_of(session, event) == {"directions": "Ask at the station."}
    assert duties_of(session, cases.recorded, DutyKind.ALLOCATE) == []


def test_a_crime_is_allocated_by_a_supervisor_of_its_unit(session: Session, force: Force, cases: Cases):
    for who in ("officer", "other_sergeant", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            allocate(session, force, cases.recorded, who=who)


def test_a_crime_is_allocated_to_an_investigator_of_its_unit(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted):
        allocate(session, force, cases.recorded, 999_999)
    left = making.a_person(session, "left", Rank.CONSTABLE, (Role.INVESTIGATOR, force.unit))
    session.get_one(Person, left.id).retired_at = LATER
    session.flush()
    for officer in (force.other_officer, force.sergeant, left):
        refused = allocate(session, force, cases.recorded, officer.id)
        assert [found.key for found in refused.assessment.still_needed] == ["officer_can_take_it"]
        assert last_event_of(session, cases.recorded.id).kind is EventKind.STEP_REFUSED


def test_accreditation_blocks_or_warns_by_the_kind_of_crime(session: Session, force: Force):
    none = making.a_person(
        session, "new", Rank.CONSTABLE, (Role.INVESTIGATOR, force.unit), accreditation=Accreditation.NONE
    )
    rape, theft = making.a_crime(session, force, offence="rape"), making.a_crime(session, force)
    refused = allocate(session, force, rape, none.id)
    assert [found.key for found in refused.assessment.still_needed] == ["officer_is_accredited"]
    taken = allocate(session, force, theft, none.id)
    assert facts_of(session.get_one(CaseEvent, taken.event_id))["warned"] == ["officer_is_accredited"]


def test_work_is_started_by_who_runs_the_case(session: Session, force: Force, cases: Cases):
    for who in ("colleague", "other_sergeant", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            making.attempt(session, getattr(force, who), cases.allocated, Step.START_INVESTIGATION)
    making.take(session, force.officer, cases.allocated, Step.START_INVESTIGATION, InWords(), LATER)
    assert row_of(session, cases.allocated).state is State.INVESTIGATING


@pytest.mark.parametrize("step", [Step.ALLOCATE, Step.START_INVESTIGATION])
def test_a_step_is_not_taken_from_another_state(session: Session, force: Force, cases: Cases, step: Step):
    with pytest.raises(StepNotOpen):
        making.attempt(session, force.sergeant, cases.investigated, step, ToOfficer(force.officer.id), LATER)


def test_classifying_takes_back_what_was_proposed_before_anybody_knew_what_it_was(
    session: Session, force: Force, unclassified: Case
):
    making.take(session, force.officer, unclassified, Step.PROPOSE_CANCELLATION, cancelling())
    with pytest.raises(WouldLapse):
        classify(session, force.officer, unclassified.id, "rape", now=LATER)
    classify(session, force.officer, unclassified.id, "rape", now=LATER, lapse_accepted=True)
    row = row_of(session, unclassified)
    assert (row.state, row.offence_class) == (State.RECORDED, "rape_and_serious_sexual")
    assert row.current_decision_id is None


def test_that_no_line_is_reasonable_is_asked_again_once_it_is_known_what_the_crime_is(
    session: Session, force: Force, unclassified: Case
):
    why = "It is lost."
    agree_no_lines(session, force.detective_inspector, unclassified.id, why, now=LATER)
    classify(session, force.officer, unclassified.id, "rape", now=LATER)
    row = row_of(session, unclassified)
    assert (row.no_lines_agreed_by_id, row.no_lines_reason_digest) == (None, None)
