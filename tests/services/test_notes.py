"""Free notes: by anybody operational, in any state, and nothing rests on them."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import making
from tests.making import Force
from tests.services.prepared import LATER, Cases, detail_of, facts_of, last_event_of, row_of, state_of
from vocabulary import EventKind
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted
from workflow.services.notes import add_note

WORDS = "He works nights: ring after four."


@pytest.mark.parametrize("who", ["officer", "other_officer", "other_sergeant", "victim_care_officer"])
def test_anybody_operational_adds_a_note(session: Session, force: Force, cases: Cases, who: str):
    add_note(session, getattr(force, who), cases.investigated.id, WORDS, now=LATER)
    event = last_event_of(session, cases.investigated.id)
    assert (event.kind, event.actor_id) == (EventKind.NOTE_ADDED, getattr(force, who).id)
    assert (facts_of(event), detail_of(session, event)) == ({}, {"note": WORDS})


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_nobody_else_does(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted):
        add_note(session, getattr(force, who), cases.investigated.id, WORDS, now=LATER)


@pytest.mark.parametrize("name", ["recorded", "proposed", "signed", "filed", "closed"])
def test_a_note_moves_nothing(session: Session, force: Force, cases: Cases, name: str):
    case = getattr(cases, name)
    row = row_of(session, case)
    before = (row.state, row.last_material_event_id, row.current_decision_id)
    add_note(session, force.officer, case.id, WORDS, now=LATER)
    row = row_of(session, case)
    assert (row.state, row.last_material_event_id, row.current_decision_id) == before
    assert row.last_event_id == last_event_of(session, case.id).id


def test_a_signed_decision_is_carried_out_all_the_same(session: Session, force: Force, cases: Cases):
    add_note(session, force.officer, cases.told.id, WORDS, now=LATER)
    making.take(session, force.officer, cases.told, making.FINISH[cases.told.kind])
    assert state_of(session, cases.told) == "no_further_action"


def test_a_note_says_something_on_a_case_that_is_there_and_once(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        add_note(session, force.officer, cases.recorded.id, " ", now=LATER)
    assert refused.value.field == "words"
    with pytest.raises(NotFound):
        add_note(session, force.officer, 999_999, WORDS, now=LATER)
    add_note(session, force.officer, cases.recorded.id, WORDS, now=LATER, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        add_note(session, force.officer, cases.recorded.id, WORDS, now=LATER, submission_id="one")
