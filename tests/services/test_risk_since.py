"""A risk that comes to be known after a case was finished: new information, and who is asked again."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making
from tests.making import Force
from tests.services.prepared import (
    LATER,
    Cases,
    duties_of,
    kinds_since,
    row_of,
)
from tests.services.test_risk import ABUSE, add, flags_of
from vocabulary import DutyKind, EventKind, Step
from workflow.reading import read_case
from workflow.services.particulars import InWords


@pytest.mark.parametrize("name", ["closed", "filed"])
def test_on_a_finished_case_it_is_new_information_and_the_decision_stands(
    session: Session, force: Force, cases: Cases, name: str
):
    case = getattr(cases, name)
    row, before = row_of(session, case), making.last_event(session, case.id)
    rests_on, state = row.last_material_event_id, row.state
    add(session, force, case, ABUSE)
    assert flags_of(session, case) == {ABUSE}
    assert kinds_since(session, case, before) == [
        EventKind.RISK_RECORDED_SINCE,
        EventKind.NEW_INFORMATION_RECEIVED,
    ]
    row = row_of(session, case)
    assert (row.last_material_event_id, row.state) == (rests_on, state)
    assert len(duties_of(session, case, DutyKind.CONSIDER_REOPENING)) == 1
    assert verify(session).is_sound
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("He is back."))
    assert ABUSE in read_case(session, case.id, LATER).flags
    assert verify(session).is_sound


@pytest.mark.parametrize("name", ["closed", "filed"])
def test_on_a_finished_case_victims_are_asked_again_how_it_is_safe_to_reach_them(
    session: Session, force: Force, cases: Cases, name: str
):
    case = getattr(cases, name)
    add(session, force, case, ABUSE)
    asked = duties_of(session, case, DutyKind.ASK_SAFE_CONTACT)
    assert [each.victim_id for each in asked] == list(case.victims)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("He is back."))
    assert duties_of(session, case, DutyKind.ASK_SAFE_CONTACT) == asked
    assert verify(session).is_sound
