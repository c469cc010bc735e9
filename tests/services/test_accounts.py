"""Accounts: who somebody is, a password for once, retirement; each by an administrator, with an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models import Person, SignInSession, Unit
from tests.making import Force
from tests.services.prepared import LATER, detail_of, facts_of, last_event_of
from vocabulary import Accreditation, Actor, EventKind, Rank, StreamKind
from workflow.refusals import (
    AlreadyRecorded,
    FactNotAccepted,
    NotFound,
    NotPermitted,
    Refusal,
    StillResponsible,
)
from workflow.services import accounts, people, sign_in
from workflow.services.accounts import WhoTheyAre

PROMOTED = WhoTheyAre("Zoë Ní Bhriain", Rank.SERGEANT, True, Accreditation.PIP3)
SUBMISSION = "0b4c4a5e-7c5b-4f0e-9a55-6a6c2f0d8f11"


def event_of(session: Session, person: Actor):
    return last_event_of(session, person.id, StreamKind.PERSON)


def test_somebody_is_changed_from_now_on_and_what_they_were_is_kept(session: Session, force: Force):
    accounts.change_person(session, force.administrator, force.colleague.id, PROMOTED, now=LATER)
    row = session.get_one(Person, force.colleague.id)
    assert (row.full_name, row.name_search) == ("Zoë Ní Bhriain", "zoe ni bhriain")
    assert (row.rank, row.is_detective, row.accreditation) == (Rank.SERGEANT, True, 3)
    event = event_of(session, force.colleague)
    assert (event.kind, event.actor_id) == (EventKind.PERSON_CHANGED, force.administrator.id)
    assert facts_of(event) == {
        "rank": "sergeant",
        "detective": True,
        "accreditation": 3,
        "grade": None,
        "was_rank": "constable",
        "was_detective": False,
        "was_accreditation": 2,
        "was_grade": None,
    }
    assert detail_of(session, event) == {"name": "Zoë Ní Bhriain"}


def test_a_change_that_changes_nothing_is_none(session: Session, force: Force):
    accounts.change_person(session, force.administrator, force.colleague.id, PROMOTED, now=LATER)
    before = event_of(session, force.colleague).id
    with pytest.raises(Refusal, match="Nothing was changed"):
        accounts.change_person(session, force.administrator, force.colleague.id, PROMOTED, now=LATER)
    assert event_of(session, force.colleague).id == before


def test_a_password_for_once_ends_what_is_open_and_unlocks(session: Session, force: Force):
    sign_in.sign_in(session, force.colleague.id, now=LATER)
    row = session.get_one(Person, force.colleague.id)
    row.failed_sign_ins, row.locked_until_at = 4, LATER + dt.timedelta(minutes=9)
    session.flush()
    accounts.reset_password(
        session, force.administrator, force.colleague.id, "hash", "By telephone, known voice.", now=LATER
    )
    assert (row.password_hash, row.must_change_password) == ("hash", True)
    assert (row.failed_sign_ins, row.locked_until_at) == (0, None)
    assert open_sessions(session, force.colleague) == 0
    event = event_of(session, force.colleague)
    assert event.kind is EventKind.PASSWORD_RESET
    assert detail_of(session, event) == {"asked_how": "By telephone, known voice."}
    assert "hash" not in event.canonical.replace("head_hash", "")


def open_sessions(session: Session, person: Actor) -> int:
    return session.query(SignInSession).filter_by(person_id=person.id, ended_at=None).count()


def test_a_password_that_they_chose_themselves_opens_everything_again(session: Session, force: Force):
    accounts.reset_password(session, force.administrator, force.colleague.id, "hash", "Seen.", now=LATER)
    sign_in.change_password(session, force.colleague.id, "their own", None, now=LATER)
    assert session.get_one(Person, force.colleague.id).must_change_password is False


def test_passwords_for_once_are_all_different_and_long():
    made = {accounts.one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(each) == 19 and set(each) <= set(accounts.EASILY_READ + "-") for each in made)


def test_somebody_who_answers_for_nothing_retires(session: Session, force: Force):
    sign_in.sign_in(session, force.colleague.id, now=LATER)
    accounts.retire_person(session, force.administrator, force.colleague.id, now=LATER)
    assert session.get_one(Person, force.colleague.id).retired_at == LATER
    assert open_sessions(session, force.colleague) == 0
    assert event_of(session, force.colleague).kind is EventKind.PERSON_RETIRED
    with pytest.raises(Refusal, match="account is closed"):
        accounts.retire_person(session, force.administrator, force.colleague.id, now=LATER)


def test_nobody_retires_who_answers_for_cases_or_holds_a_tray(session: Session, force: Force):
    for person, why in ((force.officer, "9 cases"), (force.other_sergeant, "the tray of Other unit")):
        with pytest.raises(StillResponsible, match=why):
            accounts.retire_person(session, force.administrator, person.id, now=LATER)
        assert session.get_one(Person, person.id, populate_existing=True).retired_at is None


ACTS: dict[str, Callable[[Session, Actor, int], object]] = {
    "change": lambda s, actor, who: accounts.change_person(s, actor, who, PROMOTED, now=LATER),
    "reset": lambda s, actor, who: accounts.reset_password(s, actor, who, "hash", "Seen.", now=LATER),
    "retire": lambda s, actor, who: accounts.retire_person(s, actor, who, now=LATER),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_account_is_administered_by_another_administrator_and_nobody_else(
    session: Session, force: Force, act: str
):
    for actor in (force.sergeant, force.auditor, force.colleague):
        with pytest.raises(NotPermitted, match="administrator"):
            ACTS[act](session, actor, force.colleague.id)
    with pytest.raises(Refusal, match="Ask another administrator"):
        ACTS[act](session, force.administrator, force.administrator.id)
    with pytest.raises(NotFound):
        ACTS[act](session, force.administrator, 999_999)


def test_units_and_people_are_added_by_administrators_alone(session: Session, force: Force):
    person = people.PersonToAdd("new", "New", Rank.CONSTABLE, "x")
    with pytest.raises(NotPermitted):
        people.add_person(session, force.sergeant, person, now=LATER)
    with pytest.raises(NotPermitted):
        people.add_unit(session, force.sergeant, "NEW", "New", now=LATER)
    with pytest.raises(NotPermitted):
        people.rename_unit(session, force.sergeant, force.unit, "New", now=LATER)
    with pytest.raises(NotPermitted):
        people.name_tray_holder(session, force.sergeant, force.unit, force.inspector.id, now=LATER)


def test_a_form_sent_twice_adds_one_person(session: Session, force: Force):
    def add(number: str) -> int:
        person = people.PersonToAdd(number, "New", Rank.CONSTABLE, "x", must_change_password=True)
        return people.add_person(session, force.administrator, person, now=LATER, submission_id=SUBMISSION)

    assert session.get_one(Person, add("new1")).must_change_password is True
    with pytest.raises(AlreadyRecorded):
        add("new2")


def test_a_unit_gets_another_name_that_no_other_has(session: Session, force: Force):
    taken = session.get_one(Unit, force.other_unit).name
    with pytest.raises(FactNotAccepted, match="already a unit called") as refused:
        people.rename_unit(session, force.administrator, force.unit, taken, now=LATER)
    assert refused.value.field == "name"
    was = session.get_one(Unit, force.unit).name
    people.rename_unit(session, force.administrator, force.unit, "Riverside", now=LATER)
    assert session.get_one(Unit, force.unit, populate_existing=True).name == "Riverside"
    event = last_event_of(session, people.FORCE, StreamKind.FORCE)
    assert event.kind is EventKind.UNIT_RENAMED
    assert facts_of(event) == {"unit": force.unit, "name": "Riverside", "was": was}
    with pytest.raises(NotFound):
        people.rename_unit(session, force.administrator, 999_999, "Nowhere", now=LATER)
