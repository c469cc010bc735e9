"""Rows about withdrawals, changed behind Fairlead's back: verification names the row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from insight import ledger
from tests import making, making_hearings, making_telling, making_updates, making_withdrawals
from tests.insight.filled import (  # noqa: F401
    Filled,
    Standing,
    behind_its_back,
    made_once,
    session_above,
)
from tests.making import Force
from vocabulary import CallBackResult, StatementAnswer, VictimView
from workflow.services.victims import record_view

NOW = making.NOW
NOT_THEIRS = CallBackResult.NOT_OWN_DECISION
TAMPERED = {
    "other words": ("UPDATE withdrawal SET words = 'Other.'", "withdrawal", "its words is not the text"),
    "another reason": ("UPDATE withdrawal SET reason = 'health'", "withdrawal", "its reason is health"),
    "heard by another": (
        "UPDATE withdrawal SET heard_by_id = heard_by_id + 1",
        "withdrawal",
        "its heard_by_id is",
    ),
    "help that was not offered": (
        "UPDATE withdrawal SET help_offered = 'A lift.'",
        "withdrawal",
        "its help_offered is not the text",
    ),
    "another reference": (
        "UPDATE withdrawal SET account_reference = 'MG11/2'",
        "withdrawal",
        "its account_reference is not the text",
    ),
    "drawn no more": ("UPDATE withdrawal SET is_drawn = (1 = 0)", "withdrawal", "its is_drawn is False"),
    "of another unit": ("UPDATE withdrawal SET unit_id = unit_id + 1", "withdrawal", "its unit_id is"),
    "never taken back": ("DELETE FROM withdrawal_taken_back", "withdrawal_taken_back", "it is missing"),
    "taken back, and it was not": (
        "INSERT INTO withdrawal_taken_back (withdrawal_id, taken_back_at, recorded_by_id, event_id)"
        " SELECT max(id), max(recorded_at), max(recorded_by_id), max(event_id) FROM withdrawal",
        "withdrawal_taken_back",
        "no event of its case tells of it",
    ),
    "decided otherwise": (
        "UPDATE evidence_led_decision SET decided = 'go_on'",
        "evidence_led_decision",
        "its decided is go_on",
    ),
    "decided for another reason": (
        "UPDATE evidence_led_decision SET reason = 'Other.'",
        "evidence_led_decision",
        "its reason is not the text",
    ),
    "decided by another": (
        "UPDATE evidence_led_decision SET decided_by_id = decided_by_id + 1",
        "evidence_led_decision",
        "its decided_by_id is",
    ),
    "agreed by another": (
        "UPDATE call_back_agreed SET agreed_by_id = agreed_by_id + 1",
        "call_back_agreed",
        "its agreed_by_id is",
    ),
    "agreed for another reason": (
        "UPDATE call_back_agreed SET reason = 'Other.'",
        "call_back_agreed",
        "its reason is not the text",
    ),
    "their own decision after all": (
        "UPDATE call_back SET result = 'own_decision'",
        "call_back",
        "its result is own_decision",
    ),
    "another risk check": (
        "UPDATE call_back SET risk_check = 'Other.'",
        "call_back",
        "its risk_check is not the text",
    ),
    "rung by another": (
        "UPDATE call_back SET recorded_by_id = recorded_by_id + 1",
        "call_back",
        "its recorded_by_id is",
    ),
    "a call-back removed": ("DELETE FROM call_back", "call_back", "it is missing"),
    "accepted, and it was not": (
        "UPDATE statement_offer SET answer = 'accepted', again_on = NULL",
        "statement_offer",
        "its answer is accepted",
    ),
    "a later day": (
        "UPDATE statement_offer SET again_on = '2027-01-01'",
        "statement_offer",
        "its again_on is 2027-01-01",
    ),
    "less often than was agreed": (
        "UPDATE update_agreement SET every_days = 28",
        "update_agreement",
        "its every_days is 28",
    ),
    "other words in quiet times": (
        "UPDATE update_agreement SET quiet_times = 'Nothing.'",
        "update_agreement",
        "its quiet_times is not the text",
    ),
    "a hearing on another day": (
        "UPDATE hearing SET takes_place_at = '2027-01-01 00:00:00.000000' WHERE takes_place_at IS NOT NULL",
        "hearing",
        "its takes_place_at is 2027-01-01",
    ),
    "a hearing elsewhere": (
        "UPDATE hearing SET place = 'Elsewhere.' WHERE place IS NOT NULL",
        "hearing",
        "its place is not the text",
    ),
    "a hearing that moved no more": (
        "UPDATE hearing SET supersedes_id = NULL WHERE place IS NOT NULL",
        "hearing",
        "its supersedes_id is None",
    ),
    "no hearing": ("DELETE FROM hearing WHERE supersedes_id IS NOT NULL", "hearing", "it is missing"),
    "a hearing taken out that takes place": (
        "UPDATE hearing SET takes_place_at = recorded_at, place = 'There.' WHERE place IS NULL",
        "hearing",
        "and its case's events say None",
    ),
    "an update owed later": (
        "UPDATE duty SET due_at = '2027-01-01 00:00:00.000000' WHERE kind = 'next_update'",
        "duty",
        "it is due 2027-01-01T00:00:00+00:00",
    ),
    "no update owed": (
        "DELETE FROM duty WHERE kind = 'next_update'",
        "case_event",
        "the duty next_update that it started is missing",
    ),
    "a call-back no longer owed": (
        "UPDATE duty SET status = 'running', ended_at = NULL, ended_by_event_id = NULL"
        " WHERE kind = 'call_back' AND status = 'met'",
        "duty",
        "its status is running, and its case's events say met",
    ),
    "nobody looks at a withdrawal in doubt": (
        "DELETE FROM duty WHERE kind = 'withdrawal_in_doubt'",
        "case_event",
        "the duty withdrawal_in_doubt that it started is missing",
    ),
    "offered again later": (
        "UPDATE duty SET due_at = '2027-01-01 00:00:00.000000' WHERE kind = 'offer_statement'",
        "duty",
        "it is due 2027-01-01T00:00:00+00:00",
    ),
}


def withdrawn(session: Session, force: Force) -> None:
    """A case with every kind of these rows."""
    case = making.an_investigation(session, force)
    (victim,) = case.victims
    making_withdrawals.withdraw(session, force, victim)
    record_view(session, force.officer, victim, VictimView.SUPPORTS, "Yes.", now=NOW)
    making_withdrawals.decide_without(session, force, case.id)
    drawn = making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)
    making_telling.no_contact_wanted(session, force, drawn)
    making_withdrawals.agree_call_back(session, force, drawn)
    making_withdrawals.call_back(session, force, drawn, result=NOT_THEIRS)
    again = NOW.date() + dt.timedelta(days=7)
    making_withdrawals.offer_statement(session, force, victim, answer=StatementAnswer.NOT_YET, again_on=again)
    making_updates.agree(session, force, victim)
    first = making_hearings.list_hearing(session, force, case)
    moved = making_hearings.list_hearing(session, force, case, instead_of_id=first)
    making_hearings.take_out(session, force, case, moved)


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, withdrawn) as made:
        yield made


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_about_withdrawals_is_held_against_its_event(session: Session, what: str):
    statement, table, said = TAMPERED[what]
    with behind_its_back(session) as change:
        assert change(statement).rowcount > 0
    fault = ledger.verify(session).fault
    assert fault is not None
    assert (fault.table, said in fault.what) == (table, True), fault
