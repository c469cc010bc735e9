"""A crime given to another unit: who answers, what goes with it, and that it waits there to be allocated."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight import work_lists
from insight.ledger import verify
from models import Investigation, LineOfInquiry
from tests import making
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    Cases,
    detail_of,
    duties_of,
    facts_of,
    last_event_of,
    row_of,
    state_of,
)
from tests.services.test_reallocating import charged_unallocated
from vocabulary import DutyKind, EventKind, State, Step
from workflow.reading import read_case
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    NotPermitted,
    Refusal,
    StillResponsible,
    WouldLapse,
)
from workflow.requirements.sign_offs import involvement
from workflow.services import accounts, people
from workflow.services.changing_unit import transfer_unit
from workflow.services.opening import policy_at
from workflow.services.particulars import HandOver, ToOfficer, ToUnit
from workflow.services.reallocating import reallocate

SAID = {
    "reason": "It belongs to a series there.",
    "urgent": "CCTV is lost on Friday.",
    "promised": "A call on Monday.",
    "exhibits": "Store 4.",
}


def give(session: Session, force: Force, case: Case, who: str = "sergeant", **more) -> int:
    said = SAID | {name: more.pop(name) for name in SAID if name in more}
    to = ToUnit(more.pop("unit", force.other_unit), **said)
    return transfer_unit(session, getattr(force, who), case.id, to, now=LATER, **more)


def is_listed(session: Session, actor, case: Case) -> bool:
    condition = work_lists.to_allocate(actor) & (Investigation.id == case.id)
    return work_lists.count(session, condition) == 1


def test_whoever_holds_the_other_tray_answers_at_once(session: Session, force: Force, cases: Cases):
    give(session, force, cases.investigated)
    row, event = row_of(session, cases.investigated), last_event_of(session, cases.investigated.id)
    assert (row.unit_id, row.responsible_id, row.oic_id) == (
        force.other_unit,
        force.other_sergeant.id,
        None,
    )
    assert row.state is State.INVESTIGATING
    assert (event.kind, event.about_person_id) == (EventKind.UNIT_TRANSFERRED, force.other_sergeant.id)
    assert facts_of(event)["was_officer"] == force.officer.id
    assert detail_of(session, event) == SAID
    assert is_listed(session, force.other_sergeant, cases.investigated)
    assert not is_listed(session, force.sergeant, cases.investigated)
    assert verify(session).is_sound


def test_it_is_owed_there_to_allocate_it_and_allocating_ends_that(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    give(session, force, case)
    [duty] = duties_of(session, case, DutyKind.ALLOCATE)
    assert duty.triggered_at == LATER
    to = HandOver(force.other_officer.id, "Nothing.", "Nothing.", "None.")
    reallocate(session, force.other_sergeant, case.id, to, now=LATER)
    assert duties_of(session, case, DutyKind.ALLOCATE) == []
    assert row_of(session, case).oic_id == force.other_officer.id
    assert verify(session).is_sound


def test_a_new_crime_stays_new_and_its_time_does_not_begin_again(
    session: Session, force: Force, cases: Cases
):
    [before] = duties_of(session, cases.recorded, DutyKind.ALLOCATE)
    due_at = before.due_at
    give(session, force, cases.recorded)
    [duty] = duties_of(session, cases.recorded, DutyKind.ALLOCATE)
    assert (duty.id, duty.due_at) == (before.id, due_at)
    assert state_of(session, cases.recorded) is State.RECORDED
    making.take(
        session, force.other_sergeant, cases.recorded, Step.ALLOCATE, ToOfficer(force.other_officer.id), LATER
    )
    assert verify(session).is_sound


@pytest.mark.parametrize("name", ["recorded", "allocated", "investigated", "proposed", "for_two", "told"])
def test_in_every_unfinished_state_its_state_stays_or_is_what_was_proposed_from(
    session: Session, force: Force, cases: Cases, name: str
):
    case = getattr(cases, name)
    expected = state_of(session, case)
    if name in ("proposed", "for_two", "told"):
        expected = State.INVESTIGATING
        with pytest.raises(WouldLapse):
            give(session, force, case)
    give(session, force, case, lapse_accepted=True)
    assert state_of(session, case) is expected
    assert verify(session).is_sound


def test_a_crime_in_prosecution_stays_so(session: Session, force: Force):
    case = charged_unallocated(session, force)
    give(session, force, case)
    assert state_of(session, case) is State.IN_PROSECUTION
    assert row_of(session, case).responsible_id == force.other_sergeant.id


def test_open_lines_of_the_old_officer_go_to_whoever_answers(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    mine = making.add_line(session, force, case)
    other = making.lines.add_line(
        session, force.inspector, case.id, "intelligence", "Ask.", force.inspector.id, now=LATER
    )
    give(session, force, case)
    owners = [session.get_one(LineOfInquiry, line).owner_id for line in (mine, other)]
    assert owners == [force.other_sergeant.id, force.inspector.id]
    assert facts_of(last_event_of(session, case.id))["lines"] == [mine]
    assert verify(session).is_sound


def test_whoever_held_it_before_is_still_not_independent(session: Session, force: Force, cases: Cases):
    give(session, force, cases.investigated)
    case = read_case(session, cases.investigated.id, LATER)
    assert involvement(case, force.officer.id, policy_at(LATER)) is not None
    assert involvement(case, force.other_sergeant.id, policy_at(LATER)) is None


def test_a_finished_case_is_reopened_first(session: Session, force: Force, cases: Cases):
    with pytest.raises(Refusal, match="finished"):
        give(session, force, cases.closed)


def test_who_gives_a_crime_to_another_unit(session: Session, force: Force, cases: Cases):
    for who in ("officer", "other_sergeant", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            give(session, force, cases.investigated, who)
    give(session, force, cases.investigated, "inspector")


def test_a_unit_whose_tray_nobody_holds_takes_none(session: Session, force: Force, cases: Cases):
    empty = people.add_unit(session, None, "EMPTY", "Empty unit", now=LATER)
    with pytest.raises(Refusal, match="Nobody holds the tray"):
        give(session, force, cases.investigated, unit=empty)
    assert row_of(session, cases.investigated).unit_id == force.unit


@pytest.mark.parametrize("name", ["unit", *SAID])
def test_what_is_missing_is_named(session: Session, force: Force, cases: Cases, name: str):
    for unit in (force.unit, 999_999) if name == "unit" else (force.other_unit,):
        wrong = {"unit": unit} if name == "unit" else {name: " "}
        with pytest.raises(FactNotAccepted) as refused:
            give(session, force, cases.investigated, **wrong)
        assert refused.value.field == name


def test_what_no_officer_has_goes_on_with_the_tray(session: Session, force: Force, cases: Cases):
    give(session, force, cases.investigated)
    with pytest.raises(StillResponsible):
        accounts.retire_person(session, force.administrator, force.other_sergeant.id, now=LATER)
    people.name_tray_holder(
        session, force.administrator, force.other_unit, force.detective_inspector.id, now=LATER
    )
    assert row_of(session, cases.investigated).responsible_id == force.detective_inspector.id
    accounts.retire_person(session, force.administrator, force.other_sergeant.id, now=LATER)
    assert verify(session).is_sound


def test_a_stale_page_and_a_repeat_change_nothing(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    seen = making.last_event(session, case.id)
    making.add_line(session, force, case)
    with pytest.raises(CaseHasMoved):
        give(session, force, case, seen_event_id=seen)
    give(session, force, case, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        give(session, force, case, submission_id="one")
