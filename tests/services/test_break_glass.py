"""Breaking the glass: who may, for how long to the second, and who reviews it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from models import BreakGlass
from tests import making
from tests import making_restricted as restricted
from tests.making import Case, Force
from tests.services.prepared import LATER, Cases, detail_of, duties_of, facts_of, last_event_of, row_of
from vocabulary import DutyKind, DutyStatus, EventKind, GlassFinding, GlassReason, Restriction
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, HiddenRecord, NotPermitted, RecordRestricted
from workflow.restrictions import Details, details_of, why_not_read
from workflow.services import break_glass, restricting
from workflow.services.notes import add_note
from workflow.services.victim_details import hide_details

HOURS = dt.timedelta(hours=4)
SECOND = dt.timedelta(seconds=1)
KIND = DutyKind.REVIEW_BREAK_GLASS


@pytest.fixture
def case(session: Session, force: Force, cases: Cases) -> Case:
    """A restricted case."""
    restricted.restrict(session, force, cases.investigated)
    return cases.investigated


def review(session: Session, who, glass: int, **changes: object) -> int:
    said = {"finding": GlassFinding.JUSTIFIED, "words": "She was in danger."} | changes
    return break_glass.review_break_glass(session, who, glass, now=LATER, **said)


def test_the_glass_opens_the_case_for_the_hours_of_the_pack_to_the_second(
    session: Session, force: Force, case: Case
):
    material = row_of(session, case).last_material_event_id
    glass = restricted.break_glass(session, force.other_officer, case)
    end = making.NOW + HOURS
    assert session.get(BreakGlass, glass).until_at == end
    add_note(session, force.other_officer, case.id, "Went there.", now=end - SECOND)
    assert why_not_read(force.other_sergeant, read_case(session, case.id, LATER)) is not None
    with pytest.raises(RecordRestricted):
        add_note(session, force.other_officer, case.id, "Too late.", now=end)
    assert row_of(session, case).last_material_event_id == material


def test_it_is_an_event_and_owes_a_review(session: Session, force: Force, case: Case):
    glass = restricted.break_glass(session, force.other_officer, case)
    event = last_event_of(session, case.id)
    assert (event.kind, event.actor_id) == (EventKind.GLASS_BROKEN, force.other_officer.id)
    assert (facts_of(event)["glass"], facts_of(event)["reason"]) == (glass, "danger")
    assert detail_of(session, event) == {"words": "She rang from a locked room."}
    [duty] = duties_of(session, case, KIND)
    assert duty.trigger_event_id == event.id
    assert duty.due_at.date() == dt.date(2026, 3, 5)  # three working days after a Monday


def test_of_a_covert_case_there_is_no_glass(session: Session, force: Force, cases: Cases):
    restricted.restrict(session, force, cases.investigated, Restriction.COVERT)
    with pytest.raises(HiddenRecord):
        restricted.break_glass(session, force.other_officer, cases.investigated)


def test_a_case_made_covert_is_closed_to_whoever_had_broken_the_glass(
    session: Session, force: Force, case: Case
):
    restricted.break_glass(session, force.other_officer, case)
    restricted.restrict(session, force, case, Restriction.COVERT)
    with pytest.raises(HiddenRecord):
        add_note(session, force.other_officer, case.id, "Words.", now=LATER)


@pytest.mark.parametrize(("who", "why"), [("officer", "already"), ("auditor", "investigators")])
def test_who_needs_none_or_may_not_breaks_none(session: Session, force: Force, case: Case, who, why):
    with pytest.raises(NotPermitted, match=why):
        restricted.break_glass(session, getattr(force, who), case)


def test_words_are_needed_and_a_form_counts_once(session: Session, force: Force, case: Case):
    with pytest.raises(FactNotAccepted) as refused:
        break_glass.break_glass(session, force.other_officer, case.id, GlassReason.OTHER, " ", now=LATER)
    assert refused.value.field == "words"
    restricted.break_glass(session, force.other_officer, case, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        restricted.break_glass(session, force.other_officer, case, submission_id="one")


def test_through_the_glass_nobody_changes_who_reads(session: Session, force: Force, case: Case):
    restricted.break_glass(session, force.detective_inspector, case)
    with pytest.raises(NotPermitted, match="breaking the glass"):
        restricting.lift_restriction(session, force.detective_inspector, case.id, "Open.", now=LATER)
    with pytest.raises(NotPermitted):
        restricting.name_reader(
            session, force.detective_inspector, case.id, force.other_officer.id, "Open.", now=LATER
        )


@pytest.mark.parametrize("who", ["inspector", "second_detective_inspector", "auditor"])
def test_an_inspector_or_an_auditor_reviews_and_the_duty_ends(
    session: Session, force: Force, case: Case, who: str
):
    glass = restricted.break_glass(session, force.other_officer, case)
    review(session, getattr(force, who), glass, finding=GlassFinding.NOT_JUSTIFIED)
    row = session.get(BreakGlass, glass)
    assert (row.finding, row.reviewed_at) == (GlassFinding.NOT_JUSTIFIED, LATER)
    [duty] = duties_of(session, case, KIND, None)
    assert duty.status is DutyStatus.MET
    event = last_event_of(session, case.id)
    assert (event.kind, event.about_person_id) == (EventKind.GLASS_REVIEWED, force.other_officer.id)
    with pytest.raises(FactNotAccepted, match="reviewed already"):
        review(session, getattr(force, who), glass)


@pytest.mark.parametrize("who", ["detective_inspector", "other_sergeant", "officer", "administrator"])
def test_neither_the_person_nor_anybody_below_reviews(session: Session, force: Force, case: Case, who: str):
    glass = restricted.break_glass(session, force.detective_inspector, case)
    with pytest.raises((NotPermitted, RecordRestricted)):
        review(session, getattr(force, who), glass)
    assert session.get(BreakGlass, glass).reviewed_at is None


def test_a_review_ends_its_own_duty_and_no_other(session: Session, force: Force, case: Case):
    first = restricted.break_glass(session, force.other_officer, case)
    restricted.break_glass(session, force.other_sergeant, case)
    review(session, force.inspector, first)
    assert [duty.status for duty in duties_of(session, case, KIND, None)] == ["met", "running"]


def test_hidden_details_are_behind_the_glass_of_an_open_case(session: Session, force: Force, cases: Cases):
    case = cases.investigated
    [victim] = case.victims
    with pytest.raises(NotPermitted, match="already"):
        restricted.break_glass(session, force.other_officer, case)
    hide_details(session, force.other_sergeant, victim, True, "Her husband is an officer.", now=LATER)
    assert last_event_of(session, case.id).kind is EventKind.DETAILS_HIDDEN

    def details(who) -> Details:
        file = read_case(session, case.id, LATER)
        return details_of(who, file, file.victim(victim))

    assert details(force.colleague) is Details.SHOWN
    assert details(force.auditor) is Details.BEHIND_GLASS
    assert details(force.other_officer) is Details.BEHIND_GLASS
    restricted.break_glass(session, force.other_officer, case)
    assert details(force.other_officer) is Details.ON_THEIR_OWN_PAGE


def test_details_are_shown_again_by_the_units_own_supervisor(session: Session, force: Force, cases: Cases):
    [victim] = cases.investigated.victims
    with pytest.raises(NotPermitted):
        hide_details(session, force.officer, victim, True, "Why.", now=LATER)
    hide_details(session, force.other_sergeant, victim, True, "Why.", now=LATER)
    with pytest.raises(NotPermitted, match="of the unit"):
        hide_details(session, force.other_sergeant, victim, False, "Why.", now=LATER)
    with pytest.raises(FactNotAccepted, match="already"):
        hide_details(session, force.sergeant, victim, True, "Why.", now=LATER)
    hide_details(session, force.sergeant, victim, False, "It is over.", now=LATER)
    assert last_event_of(session, cases.investigated.id).kind is EventKind.DETAILS_SHOWN
