"""An interview's row changed behind the database's back: who held it decides who is independent."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from tests import making
from tests.insight.filled import Filled, behind_its_back, session_on_it  # noqa: F401
from tests.making import Force
from tests.making_interviews import interview
from vocabulary import AppropriateAdult


@pytest.fixture(autouse=True)
def interviewed(session: Session, filled: Filled) -> None:
    force: Force = filled.force
    suspect = making.add_suspect(session, force, filled.open)
    interview(
        session,
        force.officer,
        suspect,
        second_officer_id=force.sergeant.id,
        adult=AppropriateAdult.ABSENT,
        why_no_adult="None came.",
        interpreter="Polish",
        place="Northgate",
        others_present="Ms Adeyemi",
    )
    verified = ledger.verify(session)
    assert verified.is_sound, verified.fault


TAMPERED = {
    "who held it": ("interviewed_by_id = recorded_by_id + 1", "its interviewed_by_id is"),
    "who else did": ("second_officer_id = NULL", "its second_officer_id is None"),
    "another second": ("second_officer_id = interviewed_by_id + 1", "its second_officer_id is"),
    "when": ("interviewed_at = '2026-01-01 00:00:00'", "its interviewed_at is"),
    "how recorded": ("recorded_how = 'notes'", "its recorded_how is notes"),
    "legal advice": ("legal_advice = 'present'", "its legal_advice is present"),
    "the adult": (
        "adult = 'present', lacks_adult = false, why_no_adult = NULL",
        "its adult is present",
    ),
    "why none": ("why_no_adult = NULL", "its why_no_adult is not the text"),
    "interpreter": ("interpreter = NULL", "its interpreter is not the text"),
    "place": ("place = 'Elsewhere'", "its place is not the text"),
    "who was there": ("others_present = NULL", "its others_present is not the text"),
}


@pytest.mark.parametrize(("change", "says"), TAMPERED.values(), ids=TAMPERED)
def test_a_column_changed_by_hand_is_named(session: Session, change: str, says: str):
    with behind_its_back(session) as run:
        run(f"UPDATE interview SET {change}")
    session.expire_all()
    assert says in str(ledger.verify(session).fault)


@pytest.mark.parametrize("made", ["its row removed", "a row of none"])
def test_a_row_without_its_event_and_an_event_without_its_row_are_named(session: Session, made: str):
    with behind_its_back(session) as run:
        if made == "its row removed":
            run("DELETE FROM interview")
        else:
            names = "investigation_id, suspect_id, interviewed_at, interviewed_by_id, recorded_how"
            names += ", legal_advice, adult, lacks_adult, recorded_at, recorded_by_id"
            run(f"INSERT INTO interview ({names}) SELECT {names} FROM interview")
    session.expire_all()
    says = "tell of it" if made == "its row removed" else "no event of its case tells of it"
    assert says in str(ledger.verify(session).fault)


def test_a_vulnerable_suspect_made_otherwise_by_hand_is_named(session: Session, filled: Filled):
    session.execute(sa.text("UPDATE suspect SET is_vulnerable = NOT is_vulnerable"))
    session.expire_all()
    assert "its is_vulnerable is" in str(ledger.verify(session).fault)


def test_the_duty_to_look_at_it_taken_away_by_hand_is_named(session: Session):
    with behind_its_back(session) as run:
        run("DELETE FROM duty WHERE kind = 'interview_without_adult'")
    session.expire_all()
    assert "the duty interview_without_adult that it started is missing" in str(ledger.verify(session).fault)
