"""Columns that decide who signs, changed by plain SQL that no guard refuses: verification names the row."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from tests.insight.filled import Filled, session_on_it  # noqa: F401

# Of the case in which a high-risk domestic assault waits for sign-off: what is done, and what is said of
# which table. Nothing here needs a guard to be dropped.
TAMPERED = {
    "a risk flag taken away": (
        "DELETE FROM investigation_flag WHERE investigation_id = :case AND flag = 'high_risk'",
        "investigation",
        "its flag high_risk is missing, and no event took it away",
    ),
    "a risk flag exchanged": (
        "UPDATE investigation_flag SET flag = 'weapon' WHERE investigation_id = :case AND flag = 'high_risk'",
        "investigation",
        "its flag high_risk is missing",
    ),
    "a risk flag given": (
        "INSERT INTO investigation_flag (investigation_id, flag) VALUES (:case, 'weapon')",
        "investigation",
        "it has the flag weapon, and no event gave it",
    ),
    "the class": (
        "UPDATE investigation SET offence_class = 'theft' WHERE id = :case",
        "investigation",
        "its offence_class is theft, and its events say serious_violence",
    ),
    "the offence": (
        "UPDATE investigation SET offence = 'theft_other' WHERE id = :case",
        "investigation",
        "its offence is theft_other, and its events say strangulation",
    ),
    "who answers for it": (
        "UPDATE investigation SET responsible_id = recorded_by_id + 1 WHERE id = :case",
        "investigation",
        "its responsible_id is",
    ),
    "its unit": (
        "UPDATE investigation SET unit_id = unit_id + 1 WHERE id = :case",
        "investigation",
        "its unit_id is",
    ),
    "its state": (
        "UPDATE investigation SET state = 'investigating' WHERE id = :case",
        "investigation",
        "its state is investigating, and its events say awaiting_sign_off",
    ),
    "when it was reported": (
        "UPDATE investigation SET reported_at = recorded_at WHERE id = :case",
        "investigation",
        "its reported_at is",
    ),
    "who recorded it": (
        "UPDATE investigation SET recorded_by_id = recorded_by_id + 1 WHERE id = :case",
        "investigation",
        "its recorded_by_id is",
    ),
    "when it was recorded": (
        "UPDATE investigation SET recorded_at = reported_at WHERE id = :case",
        "investigation",
        "its recorded_at is",
    ),
    "when it was last worked on": (
        "UPDATE investigation SET last_event_at = reported_at WHERE id = :case",
        "investigation",
        "its last_event_at is",
    ),
    "what happened": (
        "UPDATE investigation SET summary = 'Nothing much.' WHERE id = :case",
        "investigation",
        "its summary is not the text that its events hold",
    ),
    "where it happened": (
        "UPDATE investigation SET place = 'Elsewhere' WHERE id = :case",
        "investigation",
        "its place is not the text that its events hold",
    ),
    "when the victim was added": (
        "UPDATE victim SET added_at = '2026-12-01 09:00:00.000000' WHERE investigation_id = :case",
        "victim",
        "its added_at is",
    ),
    "why nobody is suspected": (
        "UPDATE investigation SET no_suspect_reason = 'Another.' WHERE id = :case",
        "investigation",
        "its no_suspect_reason is not the text that its events hold",
    ),
    "who answered a line": (
        "UPDATE line_of_inquiry SET answered_by_id = answered_by_id + 1 WHERE investigation_id = :case",
        "line_of_inquiry",
        "its answered_by_id is",
    ),
    "what a line found": (
        "UPDATE line_of_inquiry SET result = 'Much was found.' WHERE investigation_id = :case",
        "line_of_inquiry",
        "its result is not the text that its case's events hold",
    ),
    "where a line points": (
        "UPDATE line_of_inquiry SET bearing = 'away' WHERE investigation_id = :case",
        "line_of_inquiry",
        "its bearing is away, and its case's events say neutral",
    ),
    "what kind of line": (
        "UPDATE line_of_inquiry SET category = 'media_appeal' WHERE investigation_id = :case",
        "line_of_inquiry",
        "its category is media_appeal",
    ),
    "when evidence is lost": (
        "UPDATE line_of_inquiry SET evidence_expires_at = added_at WHERE investigation_id = :case",
        "line_of_inquiry",
        "its evidence_expires_at is",
    ),
    "a line added": (
        "INSERT INTO line_of_inquiry (investigation_id, category, objective, owner_id, status, added_at,"
        " added_by_id) SELECT investigation_id, category, objective, owner_id, 'open', added_at, added_by_id"
        " FROM line_of_inquiry WHERE investigation_id = :case",
        "line_of_inquiry",
        "no event of its case tells of it",
    ),
    "what the victim wants": (
        "UPDATE victim SET view = 'supports' WHERE investigation_id = :case",
        "victim",
        "its view is supports, and its case's events say does_not_support",
    ),
    "enhanced rights": (
        "UPDATE victim SET is_enhanced = (1 = 0) WHERE investigation_id = :case",
        "victim",
        "its is_enhanced is False, and its case's events say True",
    ),
    "why enhanced rights": (
        "UPDATE victim SET categories = '[]' WHERE investigation_id = :case",
        "victim",
        "its categories is [], and its case's events say ['vulnerable']",
    ),
    "when the victim was born": (
        "UPDATE victim SET born_on = '2012-05-01' WHERE investigation_id = :case",
        "victim",
        "its born_on is not the text that its case's events hold",
    ),
    "what the victim needs": (
        "UPDATE victim SET needs = 'None.' WHERE investigation_id = :case",
        "victim",
        "its needs is not the text that its case's events hold",
    ),
    "what the victim answered": (
        "UPDATE victim SET support_referral = 'accepted' WHERE investigation_id = :case",
        "victim",
        "its support_referral is accepted",
    ),
    "a contact added": (
        "INSERT INTO contact (investigation_id, victim_id, channel, result, happened_at, recorded_at,"
        " recorded_by_id, told, said) SELECT investigation_id, victim_id, channel, result, happened_at,"
        " recorded_at, recorded_by_id, told, said FROM contact WHERE investigation_id = :case LIMIT 1",
        "contact",
        "no event of its case tells of it",
    ),
    "a running duty met": (
        "UPDATE duty SET status = 'met', ended_at = due_at WHERE investigation_id = :case"
        " AND status = 'running'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "a running duty met by another's event": (
        "UPDATE duty SET status = 'met', ended_at = due_at, ended_by_event_id = (SELECT"
        " max(ended_by_event_id) FROM duty WHERE investigation_id = :case)"
        " WHERE investigation_id = :case AND status = 'running'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "a promise for another day": (
        "UPDATE duty SET due_at = '2026-01-01 09:00:00.000000' WHERE investigation_id = :case"
        " AND status = 'running'",
        "duty",
        "it is due 2026-01-01T09:00:00+00:00, and its case's events say",
    ),
    "a duty excused": (
        "UPDATE duty SET status = 'excused' WHERE investigation_id = :case AND kind = 'needs_assessment'",
        "duty",
        "its status is excused, and its case's events say met",
    ),
    "a duty running again": (
        "UPDATE duty SET status = 'running', ended_at = NULL, ended_by_event_id = NULL"
        " WHERE investigation_id = :case AND kind = 'promise' AND status = 'met'",
        "duty",
        "its status is running, and its case's events say met",
    ),
    "a duty of another kind": (
        "UPDATE duty SET kind = 'support_referral' WHERE investigation_id = :case AND kind = 'promise'",
        "duty",
        "no event of its case started it",
    ),
    "a duty that ran from later": (
        "UPDATE duty SET triggered_at = ended_at WHERE investigation_id = :case"
        " AND kind = 'needs_assessment'",
        "duty",
        "it runs from",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_column_that_decides_who_signs_is_held_against_its_events(
    session: Session, filled: Filled, what: str
):
    statement, table, said = TAMPERED[what]
    changed = session.execute(sa.text(statement), {"case": filled.domestic.id})
    assert changed.rowcount > 0
    fault = ledger.verify(session).fault
    assert fault is not None
    assert fault.table == table
    assert said in fault.what


OF_PEOPLE = {
    "a rank": ("UPDATE person SET rank = 'superintendent' WHERE id = :person", "person", "its rank is"),
    "a detective": (
        "UPDATE person SET is_detective = (1 = 1) WHERE id = :person",
        "person",
        "its is_detective is True, and their events say False",
    ),
    "an accreditation": (
        "UPDATE person SET accreditation = 3 WHERE id = :person",
        "person",
        "its accreditation is 3",
    ),
    "another's name": (
        "UPDATE person SET full_name = 'Somebody Else' WHERE id = :person",
        "person",
        "its full_name is not the text",
    ),
    "a role taken": (
        "INSERT INTO role_holding (person_id, unit_id, role, from_on) SELECT person_id, unit_id,"
        " 'supervisor', from_on FROM role_holding WHERE person_id = :person",
        "role_holding",
        "no event of its person gives this role for these days",
    ),
    "a role in another unit": (
        "UPDATE role_holding SET unit_id = unit_id + 1 WHERE person_id = :person",
        "role_holding",
        "no event of its person gives this role for these days",
    ),
    "a role given earlier": (
        "UPDATE role_holding SET from_on = '2020-01-01' WHERE person_id = :person",
        "role_holding",
        "no event of its person gives this role for these days",
    ),
    "another's tray": ("UPDATE unit SET tray_holder_id = :person", "unit", "its tray_holder_id is"),
}


@pytest.mark.parametrize("what", OF_PEOPLE)
def test_rank_and_role_are_held_against_their_persons_events(session: Session, filled: Filled, what: str):
    statement, table, said = OF_PEOPLE[what]
    session.execute(sa.text(statement), {"person": filled.force.officer.id})
    fault = ledger.verify(session).fault
    assert fault is not None
    assert fault.table == table
    assert said in fault.what


def test_a_fault_never_repeats_personal_text(session: Session, filled: Filled):
    session.execute(
        sa.text("UPDATE victim SET needs = 'A secret.' WHERE id = :id"), {"id": filled.domestic.victims[0]}
    )
    said = str(ledger.verify(session).fault)
    assert "secret" not in said
    assert "interpreter" not in said
