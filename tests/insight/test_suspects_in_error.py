"""A suspect who should never have been recorded is on no list and found by no search."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.search import Search, find_cases
from tests import making
from tests.insight.test_shift import ABUSE, DAY, cases_in
from tests.making import NOW, Case, Force
from vocabulary import SuspectDecision
from workflow.services import suspect_corrections, suspect_decisions
from workflow.services.opening import policy_at

LATE = NOW + 2 * DAY


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


@pytest.fixture
def case(session: Session, force: Force) -> Case:
    return making.an_investigation(session, force, flags=ABUSE, no_suspect_reason="")


def in_error(session: Session, force: Force, suspect: int) -> None:
    suspect_corrections.record_in_error(
        session, force.detective_inspector, suspect, "Another of the same name.", now=NOW
    )


def test_nobody_is_asked_to_interview_them(session, force, case):
    suspect = making.add_suspect(session, force, case)
    assert cases_in(session, force.sergeant, "not-interviewed", LATE) == [case.id]
    in_error(session, force, suspect)
    assert cases_in(session, force.sergeant, "not-interviewed", LATE) == []


def test_nobody_looks_for_them(session, force, case):
    suspect = making.add_suspect(session, force, case)
    suspect_decisions.record_suspect_decision(
        session, force.officer, suspect, SuspectDecision.WANTED, "Not found.", now=NOW
    )
    assert cases_in(session, force.inspector, "wanted") == [case.id]
    in_error(session, force, suspect)
    assert cases_in(session, force.inspector, "wanted") == []


def test_a_search_by_their_name_does_not_call_them_a_suspect(session, force, case):
    suspect = making.add_suspect(session, force, case)

    def people() -> dict[int, list[str]]:
        return find_cases(session, Search(name="pike"), policy_at(NOW)).people

    assert people() == {case.id: ["Suspect: Rowan Pike"]}
    in_error(session, force, suspect)
    assert people() == {}
