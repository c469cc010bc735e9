"""Overrides, acting ranks, accreditations, training and grades are held against their events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Override
from tests import making
from tests.insight.filled import (  # noqa: F401
    Filled,
    Standing,
    behind_its_back,
    made_once,
    session_above,
)
from tests.making import NOW, Force
from tests.making_overrides import grant, to_grant
from vocabulary import Accreditation, Programme, Rank, Step
from workflow.services import people
from workflow.services.acting_ranks import end_acting_rank, give_acting_rank
from workflow.services.overrides import end_override
from workflow.services.skills import begin_training, end_accreditation, end_training, give_accreditation

TODAY = NOW.date()
DAY = dt.timedelta(days=1)


def overridden(session: Session, force: Force) -> None:
    """One replaced after it expired, one ended, one of a case that was finished; and everything by date."""
    case = making.an_investigation(session, force)
    grant(session, force, case)
    grant(session, force, case, now=NOW + 9 * DAY)
    grant(session, force, case, asked=to_grant("support_is_offered"))
    number = session.scalar(sa.select(sa.func.max(Override.id)))
    end_override(session, force.sergeant, number, "Offered.", now=NOW + DAY)
    finished = making.an_investigation(session, force)
    making.answer_the_minimum(session, force, finished)
    for requirement in ("needs_are_assessed", "support_is_offered"):
        grant(session, force, finished, asked=to_grant(requirement))
    making.take(session, force.officer, finished, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    finished = making.proposed_on(session, finished)
    making.sign_off(session, force, finished)
    making.tell(session, force, finished)
    making.take(session, force.officer, finished, Step.FILE_NO_FURTHER_ACTION)
    by, who = force.administrator, force.sergeant.id
    held = give_acting_rank(session, by, who, Rank.INSPECTOR, True, TODAY, now=NOW)
    end_acting_rank(session, by, held, TODAY + DAY, now=NOW)
    give_acting_rank(session, by, who, Rank.CHIEF_INSPECTOR, False, TODAY + DAY, now=NOW)
    held = give_accreditation(session, by, who, Accreditation.PIP2, TODAY, TODAY + 9 * DAY, now=NOW)
    end_accreditation(session, by, held, TODAY + DAY, now=NOW)
    held = begin_training(session, by, who, Programme.PIP2, force.inspector.id, TODAY, now=NOW)
    end_training(session, by, held, TODAY + DAY, now=NOW)
    staff = people.PersonToAdd("graded", "Jo", Rank.POLICE_STAFF, "x", grade="supervisor")
    people.add_person(session, by, staff, now=NOW)


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, overridden) as made:
        yield made


def test_what_was_done_is_sound(session: Session):
    assert verify(session).fault is None


LAST = "(SELECT max(id) FROM override)"
TAMPERED = {
    "a requirement": (f"UPDATE override SET requirement = 'x' WHERE id = {LAST}", "its requirement is x"),
    "a ground": (f"UPDATE override SET ground = 'x' WHERE id = {LAST}", "its ground is x"),
    "when it expires": (
        f"UPDATE override SET expires_at = (SELECT max(due_at) FROM duty) WHERE id = {LAST} - 4",
        "its expires_at is",
    ),
    "who granted it": (
        f"UPDATE override SET granted_by_id = granted_by_id + 1 WHERE id = {LAST}",
        "its granted_by_id is",
    ),
    "the rank then": (f"UPDATE override SET rank_then = 'constable' WHERE id = {LAST}", "its rank_then is"),
    "one that came back": (
        "UPDATE override SET ended_at = NULL WHERE ended_at IS NOT NULL",
        "its ended_at is None",
    ),
    "one taken away": (f"DELETE FROM override WHERE id = {LAST}", "it is missing, and its case's events"),
    "a duty that was done": (
        "UPDATE duty SET status = 'met' WHERE kind = 'override_expires' AND status = 'met_late'",
        "its status is met",
    ),
    "an acting rank": ("UPDATE acting_rank SET rank = 'superintendent'", "no event of its person tells"),
    "days of an acting rank": (
        "UPDATE acting_rank SET until_on = '2030-01-01' WHERE until_on IS NULL",
        "no event of its person tells",
    ),
    "one taken from them": ("DELETE FROM acting_rank WHERE until_on IS NULL", "a row of acting_rank from"),
    "an accreditation": ("UPDATE accreditation_held SET level = 3", "no event of its person tells"),
    "who trains": ("UPDATE trainee_programme SET mentor_id = mentor_id + 1", "no event of its person tells"),
    "a grade": ("UPDATE person SET grade = 'manager' WHERE username = 'graded'", "its grade is manager"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_its_back_is_found(session: Session, what: str):
    statement, said = TAMPERED[what]
    with behind_its_back(session) as change:
        assert change(statement).rowcount >= 1
    fault = verify(session).fault
    assert fault is not None
    assert said in fault.what
