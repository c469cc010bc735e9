"""What corrections and resolutions wrote, changed by plain SQL: verification names the row."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from tests import making
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401
from tests.making_resolutions import resolve
from vocabulary import Channel, ContactResult, SuspectDecision
from workflow.services import contact_corrections, contacts, suspect_corrections, suspect_decisions

NOW = making.NOW
MISSED = contacts.ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW)


def write(session: Session, filled: Filled) -> None:
    """Three suspects, one resolved, one taken out, one who has died, and a contact corrected."""
    force, case = filled.force, filled.open
    one, two, three = (making.add_suspect(session, force, case) for _ in range(3))
    resolve(session, force, one)
    right = suspect_corrections.WhoTheyAre("Rowan Pyke", "Theft", dt.date(1990, 5, 4))
    suspect_corrections.correct_suspect(session, force.officer, one, right, "His passport.", now=NOW)
    suspect_corrections.record_in_error(session, force.inspector, two, "Her own name.", now=NOW)
    suspect_decisions.record_suspect_decision(
        session, force.officer, three, SuspectDecision.DECEASED, "Rang.", now=NOW, proof_of_death="Seen."
    )
    old = contacts.record_contact(session, force.officer, case.victims[0], MISSED, now=NOW)
    contact_corrections.correct_contact(session, force.officer, old, MISSED, "Another number.", now=NOW)


TAMPERED = {
    "kind": ("UPDATE out_of_court_resolution SET kind = 'penalty_notice'", "its kind is penalty_notice"),
    "giver": ("UPDATE out_of_court_resolution SET given_by_id = given_by_id + 1", "its given_by_id is"),
    "conditions": (
        "UPDATE out_of_court_resolution SET conditions = 'None.'",
        "its conditions is not the text",
    ),
    "admission": ("UPDATE out_of_court_resolution SET admitted = NULL", "its admitted is None"),
    "check": ("UPDATE out_of_court_resolution SET check_result = 'to_scrutiny'", "its check_result is"),
    "birth": ("UPDATE suspect SET born_on = '1991-05-04' WHERE born_on IS NOT NULL", "its born_on is not"),
    "name": ("UPDATE suspect SET name = 'X' WHERE name = 'Rowan Pyke'", "its name is not the text"),
    "offences": ("UPDATE suspect SET offences_considered = 'X'", "its offences_considered is not the text"),
    "proof": ("UPDATE suspect SET death_proof = 'X' WHERE death_proof IS NOT NULL", "its death_proof is not"),
    "back again": (
        "UPDATE suspect SET recorded_in_error_at = NULL, recorded_in_error_by_id = NULL,"
        " recorded_in_error_reason = NULL WHERE recorded_in_error_at IS NOT NULL",
        "its recorded_in_error_at is None",
    ),
    "check owed": (
        "UPDATE duty SET status = 'running', ended_at = NULL, ended_by_event_id = NULL"
        " WHERE kind = 'check_resolution'",
        "its status is running",
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_column_changed_by_hand_is_named(session: Session, filled: Filled, name: str):
    write(session, filled)
    verified = ledger.verify(session)
    assert verified.is_sound, verified.fault
    statement, says = TAMPERED[name]
    session.execute(sa.text(statement + (" AND" if "WHERE" in statement else " WHERE") + " 1 = 1"))
    session.expire_all()
    assert says in str(ledger.verify(session).fault)


def test_a_contact_made_to_correct_none_is_named(session: Session, filled: Filled):
    write(session, filled)
    with behind_its_back(session) as change:
        change("UPDATE contact SET supersedes_id = NULL, correction_reason = NULL")
    session.expire_all()
    assert "its supersedes_id is None" in str(ledger.verify(session).fault)
