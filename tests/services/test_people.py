"""Units, people and roles: each change with an event, nothing twice."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Investigation, Person, RoleHolding, Unit
from tests import making
from tests.making import Force
from tests.services.prepared import LATER, detail_of, facts_of, last_event_of
from vocabulary import Accreditation, Actor, EventKind, Rank, Role, StreamKind
from workflow.refusals import FactNotAccepted, NotPermitted, StillResponsible
from workflow.services import people
from workflow.services.people import FORCE, PersonToAdd

TODAY = LATER.date()


def test_a_unit_is_added_with_an_event_of_the_force(session: Session, force: Force):
    unit = people.add_unit(session, force.administrator, "NEW", "New unit", now=LATER)
    event = last_event_of(session, FORCE, StreamKind.FORCE)
    assert (event.kind, event.actor_id) == (EventKind.UNIT_ADDED, force.administrator.id)
    assert facts_of(event) == {"unit": unit, "code": "NEW"}


@pytest.mark.parametrize(("code", "name"), [("NEW", "Another"), ("ANOTHER", "New unit")])
def test_units_do_not_share_a_code_or_a_name(session: Session, force: Force, code: str, name: str):
    people.add_unit(session, None, "NEW", "New unit", now=LATER)
    with pytest.raises(FactNotAccepted, match="already a unit"):
        people.add_unit(session, None, code, name, now=LATER)


def test_a_person_is_added_under_a_lower_case_name(session: Session, force: Force):
    added = people.add_person(
        session,
        force.administrator,
        PersonToAdd("  PC1234 ", "Zoë Ní Bhriain", Rank.CONSTABLE, "x", accreditation=Accreditation.PIP1),
        now=LATER,
    )
    row = session.get_one(Person, added)
    assert (row.username, row.name_search, row.accreditation) == ("pc1234", "zoe ni bhriain", 1)
    event = last_event_of(session, added, StreamKind.PERSON)
    assert (event.kind, event.about_person_id) == (EventKind.PERSON_ADDED, added)
    assert facts_of(event) == {"rank": "constable", "detective": False, "accreditation": 1, "grade": None}
    assert detail_of(session, event) == {"name": "Zoë Ní Bhriain"}
    assert "Zoë" not in event.canonical


@pytest.mark.parametrize("username", ["", "  ", "pc1234", "PC1234"])
def test_an_account_has_a_name_of_its_own(session: Session, force: Force, username: str):
    people.add_person(session, None, PersonToAdd("pc1234", "A", Rank.CONSTABLE, "x"), now=LATER)
    with pytest.raises(FactNotAccepted) as refused:
        people.add_person(session, None, PersonToAdd(username, "B", Rank.CONSTABLE, "x"), now=LATER)
    assert refused.value.field == "username"


def give(session: Session, force: Force, role: Role = Role.SUPERVISOR, **changes: object) -> int:
    values = {"from_on": TODAY, "now": LATER} | changes
    return people.give_role(
        session, force.administrator, force.colleague.id, force.unit, role, values.pop("from_on"), **values
    )


def test_a_role_is_given_from_a_day(session: Session, force: Force):
    until = TODAY + dt.timedelta(days=30)
    holding = session.get_one(RoleHolding, give(session, force, Role.AUDITOR, until_on=until))
    assert (holding.role, holding.from_on, holding.until_on) == (Role.AUDITOR, TODAY, until)
    event = last_event_of(session, force.colleague.id, StreamKind.PERSON)
    assert event.kind is EventKind.ROLE_GIVEN
    assert facts_of(event) == {
        "unit": force.unit,
        "role": "auditor",
        "from": TODAY.isoformat(),
        "until": until.isoformat(),
    }


def test_a_role_ends_after_it_begins(session: Session, force: Force):
    with pytest.raises(FactNotAccepted) as refused:
        give(session, force, until_on=TODAY)
    assert refused.value.field == "until_on"


def test_the_tray_is_held_by_a_supervisor_of_the_unit(session: Session, force: Force):
    for person in (force.officer, force.other_sergeant):
        with pytest.raises(FactNotAccepted, match="supervisor of this unit"):
            people.name_tray_holder(session, None, force.unit, person.id, now=LATER)
    people.name_tray_holder(session, force.administrator, force.unit, force.inspector.id, now=LATER)
    assert session.get_one(Unit, force.unit).tray_holder_id == force.inspector.id
    event = last_event_of(session, FORCE, StreamKind.FORCE)
    assert (event.kind, event.about_person_id) == (EventKind.TRAY_HOLDER_SET, force.inspector.id)


def test_a_role_that_has_not_begun_does_not_make_a_tray_holder(session: Session, force: Force):
    give(session, force, from_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(FactNotAccepted, match="supervisor of this unit"):
        people.name_tray_holder(session, None, force.unit, force.colleague.id, now=LATER)


def test_somebody_who_has_left_does_not_hold_a_tray(session: Session, force: Force):
    session.get_one(Person, force.inspector.id).retired_at = LATER
    session.flush()
    with pytest.raises(FactNotAccepted, match="supervisor of this unit"):
        people.name_tray_holder(session, None, force.unit, force.inspector.id, now=LATER)


def held(session: Session, person: Actor, role: Role) -> int:
    return session.scalar(
        sa.select(RoleHolding.id).where(RoleHolding.person_id == person.id, RoleHolding.role == role)
    )


TOMORROW = TODAY + dt.timedelta(days=1)


def end(session: Session, force: Force, holding: int, until_on: dt.date = TOMORROW) -> int:
    return people.end_role(session, force.administrator, holding, until_on, now=LATER)


def test_a_role_is_ended_with_an_event(session: Session, force: Force):
    holding = held(session, force.colleague, Role.INVESTIGATOR)
    event_id = end(session, force, holding)
    assert session.get_one(RoleHolding, holding).until_on == TOMORROW
    event = last_event_of(session, force.colleague.id, StreamKind.PERSON)
    assert (event.id, event.kind, event.actor_id) == (event_id, EventKind.ROLE_ENDED, force.administrator.id)
    assert facts_of(event) == {
        "unit": force.unit,
        "role": "investigator",
        "from": making.NOW.date().isoformat(),
        "was_until": None,
        "until": TOMORROW.isoformat(),
    }
    assert verify(session).fault is None


def test_a_role_of_somebody_who_answers_for_crimes_is_not_ended(session: Session):
    force = making.a_force(session)
    cases = [making.an_allocated_case(session, force) for _ in range(2)]
    making.a_finished_case(session, force)
    holding = held(session, force.officer, Role.INVESTIGATOR)
    with pytest.raises(StillResponsible) as refused:
        end(session, force, holding)
    assert [case_id for case_id, _ in refused.value.cases] == [case.id for case in cases]
    references = [session.get_one(Investigation, case.id).reference for case in cases]
    assert [reference for _, reference in refused.value.cases] == references
    assert "answer for 2 cases" in refused.value.why
    assert session.get_one(RoleHolding, holding).until_on is None


def test_it_is_ended_when_another_role_in_the_unit_lets_them_go_on(session: Session):
    force = making.a_force(session)
    making.an_allocated_case(session, force)
    people.give_role(session, None, force.officer.id, force.other_unit, Role.SUPERVISOR, TODAY, now=LATER)
    holding = held(session, force.officer, Role.INVESTIGATOR)
    with pytest.raises(StillResponsible):
        end(session, force, holding)
    people.give_role(session, None, force.officer.id, force.unit, Role.SUPERVISOR, TODAY, now=LATER)
    end(session, force, holding)
    assert session.get_one(RoleHolding, holding).until_on == TOMORROW


def test_the_holder_of_a_tray_names_another_before_leaving(session: Session):
    force = making.a_force(session)
    crime = making.a_crime(session, force)
    holding = held(session, force.sergeant, Role.SUPERVISOR)
    with pytest.raises(StillResponsible, match="the tray of"):
        end(session, force, holding)
    people.name_tray_holder(session, None, force.unit, force.inspector.id, now=LATER)
    end(session, force, holding)
    assert session.get_one(Investigation, crime.id).responsible_id == force.inspector.id
    assert verify(session).fault is None


def test_a_role_that_ends_may_end_earlier_and_not_later(session: Session, force: Force):
    holding = held(session, force.colleague, Role.INVESTIGATOR)
    end(session, force, holding, TOMORROW + dt.timedelta(days=5))
    end(session, force, holding)
    for until_on in (TOMORROW, TOMORROW + dt.timedelta(days=9)):
        with pytest.raises(FactNotAccepted, match="ends by then already"):
            end(session, force, holding, until_on)
    assert verify(session).fault is None


def test_people_and_units_are_administered_by_administrators(session: Session, force: Force):
    sergeant, unit, person = force.sergeant, force.unit, force.colleague.id
    holding = held(session, force.colleague, Role.INVESTIGATOR)
    for act in (
        lambda: people.add_unit(session, sergeant, "NEW", "New unit", now=LATER),
        lambda: people.name_tray_holder(session, sergeant, unit, force.inspector.id, now=LATER),
        lambda: people.add_person(session, sergeant, PersonToAdd("n", "N", Rank.CONSTABLE, "x"), now=LATER),
        lambda: people.give_role(session, sergeant, person, unit, Role.SUPERVISOR, TODAY, now=LATER),
        lambda: people.end_role(session, sergeant, holding, TOMORROW, now=LATER),
    ):
        with pytest.raises(NotPermitted, match="administrator"):
            act()
