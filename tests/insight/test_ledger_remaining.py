"""What remains, changed by plain SQL that no guard refuses: verification names the row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from models import Victim
from tests import making
from tests.insight.filled import Filled, Standing, made_once, session_above  # noqa: F401
from tests.making import Case, Force
from tests.making_remaining import GROUNDS, answers
from vocabulary import Inquest
from workflow.services import deaths, line_facts, remaining, reviews


def told(session: Session, force: Force) -> Case:
    """A case of which all of it is recorded."""
    case = making.an_investigation(session, force)
    suspect = making.add_suspect(session, force, case)
    making.add_suspect(session, force, case)  # about whom nothing is answered
    remaining.record_risk_that_remains(session, force.officer, suspect, answers(), now=making.NOW)
    line = making.add_line(session, force, case, "victim_device", suspect_id=suspect)
    for act, what in (
        (line_facts.record_result_received, making.NOW),
        (line_facts.explain_loss, "Too late."),
        (line_facts.justify_request, GROUNDS),
    ):
        act(session, force.officer, line, what, now=making.NOW)
    died = deaths.Death(making.NOW.date(), Inquest.OPEN, "Her brother.", making.NOW.date())
    deaths.record_death(session, force.officer, case.victims[0], died, now=making.NOW)
    reviews.record_review(session, force.sergeant, case.id, "Go on.", None, now=making.NOW)
    return Case(case.id, victims=case.victims, lines=(line,), suspect=suspect)


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, told) as made:
        yield made


OF_THE_ANSWERS = "UPDATE risk_that_remains SET {} WHERE investigation_id = :case AND question = 'firearms'"
OF_THE_LINE = "UPDATE line_of_inquiry SET {} WHERE investigation_id = :case"
OF_THE_VICTIM = "UPDATE victim SET {} WHERE investigation_id = :case"
TAMPERED = {
    "an answer": (OF_THE_ANSWERS.format("answer = 'no'"), "risk_that_remains", "its answer is no"),
    "a reason": (OF_THE_ANSWERS.format("reason = 'R'"), "risk_that_remains", "its reason is not the text"),
    "who answered": (
        OF_THE_ANSWERS.format("answered_by_id = answered_by_id + 1"),
        "risk_that_remains",
        "its answered_by_id is",
    ),
    "the order": (
        "UPDATE risk_that_remains SET order_kind = 'other' WHERE investigation_id = :case"
        " AND question = 'protective_order'",
        "risk_that_remains",
        "its order_kind is other",
    ),
    "an answer added": (
        "INSERT INTO risk_that_remains (investigation_id, suspect_id, question, answer, answered_at,"
        " answered_by_id) SELECT i.id, (SELECT max(s.id) FROM suspect s WHERE"
        " s.investigation_id = i.id), 'told_in_person', 'yes', i.recorded_at,"
        " i.responsible_id FROM investigation i WHERE i.id = :case",
        "risk_that_remains",
        "no event of its case tells of it",
    ),
    "whom a line is about": (OF_THE_LINE.format("suspect_id = NULL"), "line_of_inquiry", "its suspect_id is"),
    "that a result came back": (
        OF_THE_LINE.format("result_received_at = NULL"),
        "line_of_inquiry",
        "its result_received_at is None",
    ),
    "why evidence was lost": (
        OF_THE_LINE.format("loss_reason = 'Nobody knows.'"),
        "line_of_inquiry",
        "its loss_reason is not the text",
    ),
    "the scope of a request": (
        OF_THE_LINE.format("scope = 'Everything.'"),
        "line_of_inquiry",
        "its scope is not the text",
    ),
    "that an inquest is open": (OF_THE_VICTIM.format("inquest = 'concluded'"), "victim", "its inquest is"),
    "when the coroner was told": (
        OF_THE_VICTIM.format("coroner_told_on = NULL"),
        "victim",
        "its coroner_told_on is None",
    ),
    "who is bereaved": (
        OF_THE_VICTIM.format("bereaved_contact = 'Nobody.'"),
        "victim",
        "its bereaved_contact is not the text",
    ),
    "when the next review is due": (
        "UPDATE duty SET due_at = triggered_at WHERE investigation_id = :case AND kind = 'review'",
        "duty",
        "it is due",
    ),
    "that a review is owed": (
        "UPDATE duty SET status = 'excused', ended_at = due_at WHERE investigation_id = :case"
        " AND kind = 'review'",
        "duty",
        "its status is excused",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_remains_is_held_against_its_events(session: Session, standing: Standing, what: str):
    statement, table, said = TAMPERED[what]
    assert session.execute(sa.text(statement), {"case": standing.made.id}).rowcount > 0
    fault = ledger.verify(session).fault
    assert fault is not None
    assert (fault.table, said in fault.what) == (table, True), fault


def test_a_fault_never_repeats_who_is_bereaved(session: Session, standing: Standing):
    session.get_one(Victim, standing.made.victims[0]).bereaved_contact = "Somebody secret."
    session.flush()
    assert "secret" not in str(ledger.verify(session).fault)
