"""Restrictions to look at again, on the first page of whoever agreed them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests import making
from tests import making_restricted as restricted
from tests.insight.test_shift import DAY, NOW, block, cases_in, force  # noqa: F401
from tests.making import Force
from tests.making_restricted import REVIEW_ON
from vocabulary import Restriction
from workflow.services import restricting

KEY = "restrictions"


def restrict_again(session: Session, force: Force, case: making.Case, by) -> None:  # noqa: F811
    day = REVIEW_ON + DAY
    restricting.restrict(session, by, case.id, Restriction.RESTRICTED, day, "It goes on.", now=NOW)


def test_whoever_agreed_a_restriction_has_it_on_their_list_by_its_day(session, force):  # noqa: F811
    later, first = making.an_investigation(session, force), making.a_finished_case(session, force)
    restrict_again(session, force, later, force.inspector)
    restricted.restrict(session, force, first, Restriction.COVERT)
    assert cases_in(session, force.inspector, KEY) == [first.id, later.id]
    assert cases_in(session, force.sergeant, KEY) == []
    [row, _] = block(session, force.inspector, KEY).rows
    assert row.at.date() == REVIEW_ON


def test_it_goes_to_whoever_looks_at_it_and_leaves_with_the_restriction(session, force):  # noqa: F811
    case = making.an_investigation(session, force)
    restricted.restrict(session, force, case)
    restricted.name(session, force, case, force.detective_inspector)
    restrict_again(session, force, case, force.detective_inspector)
    assert cases_in(session, force.inspector, KEY) == []
    assert cases_in(session, force.detective_inspector, KEY) == [case.id]
    restricting.lift_restriction(session, force.detective_inspector, case.id, "Over.", now=NOW)
    assert cases_in(session, force.detective_inspector, KEY) == []
