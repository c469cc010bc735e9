"""What administering changes in rows is held against its events."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Investigation, Person, Unit
from tests.insight.filled import Filled, session_on_it  # noqa: F401
from tests.making import NOW
from vocabulary import Accreditation, Rank
from workflow.services import accounts, people, sign_in
from workflow.services.accounts import WhoTheyAre

PROMOTED = WhoTheyAre("Zoë Ní Bhriain", Rank.SERGEANT, True, Accreditation.PIP3)


@pytest.fixture
def administered(session: Session, filled: Filled) -> Filled:
    """A tray passed on, a unit renamed, somebody changed, somebody with a password for once, one retired."""
    force = filled.force
    administrator, officer, colleague = force.administrator, force.officer.id, force.colleague.id
    people.name_tray_holder(session, administrator, force.unit, force.inspector.id, now=NOW)
    people.rename_unit(session, administrator, force.unit, "Riverside", now=NOW)
    accounts.change_person(session, administrator, officer, PROMOTED, now=NOW)
    accounts.reset_password(session, administrator, officer, "hash", "Seen.", now=NOW)
    accounts.retire_person(session, administrator, colleague, now=NOW)
    return filled


def test_what_was_administered_is_sound(session: Session, administered: Filled):
    force = administered.force
    assert session.get_one(Investigation, administered.reopened.id).responsible_id == force.inspector.id
    assert session.get_one(Unit, force.unit).name == "Riverside"
    assert session.get_one(Person, force.officer.id).must_change_password
    assert session.get_one(Person, force.colleague.id).retired_at == NOW
    assert verify(session).fault is None
    sign_in.change_password(session, force.officer.id, "their own", None, now=NOW)
    assert verify(session).fault is None


TAMPERED = {
    "who answers for what was in the tray": (
        "UPDATE investigation SET responsible_id = :sergeant WHERE id = :reopened",
        "its responsible_id is",
    ),
    "what a unit is called": (
        "UPDATE unit SET name = 'Another' WHERE id = :unit",
        "its name is Another, and the force's events say Riverside",
    ),
    "what a unit's code is": (
        "UPDATE unit SET code = 'ANOTHER' WHERE id = :unit",
        "its code is ANOTHER, and the force's events say",
    ),
    "whose tray it is": (
        "UPDATE unit SET tray_holder_id = :sergeant WHERE id = :unit",
        "its tray_holder_id is",
    ),
    "a rank after a change": (
        "UPDATE person SET rank = 'inspector' WHERE id = :officer",
        "its rank is inspector, and their events say sergeant",
    ),
    "a name after a change": (
        "UPDATE person SET full_name = 'Somebody Else' WHERE id = :officer",
        "its full_name is not the text that their events hold",
    ),
    "a password that needs no changing": (
        "UPDATE person SET must_change_password = (1 = 0) WHERE id = :officer",
        "its must_change_password is False, and their events say True",
    ),
    "somebody retired who comes back": (
        "UPDATE person SET retired_at = NULL WHERE id = :colleague",
        "its retired_at is None, and their events say",
    ),
    "somebody let go without an event": (
        "UPDATE person SET retired_at = created_at WHERE id = :sergeant",
        "and their events say None",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_administering_changed_is_held_against_its_events(
    session: Session, administered: Filled, what: str
):
    statement, said = TAMPERED[what]
    force = administered.force
    rows = {
        "sergeant": force.sergeant.id,
        "officer": force.officer.id,
        "colleague": force.colleague.id,
        "unit": force.unit,
        "reopened": administered.reopened.id,
    }
    session.flush()
    named = {name: row for name, row in rows.items() if f":{name}" in statement}
    assert session.execute(sa.text(statement), named).rowcount == 1
    fault = verify(session).fault
    assert fault is not None
    assert said in fault.what
