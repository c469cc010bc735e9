"""Roles are given and ended by administrators, and nobody who answers for something is let go (never 4)."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from models import Investigation, Person, RoleHolding, Unit
from tests import making
from tests.making import Force
from tests.services.prepared import LATER, Cases, facts_of, last_event_of
from vocabulary import FINISHED, Actor, EventKind, Rank, Role, StreamKind
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal, StillResponsible
from workflow.services import people
from workflow.services.handing_over import answers_for

TODAY = LATER.date()
TOMORROW = TODAY + dt.timedelta(days=1)


def role_of(session: Session, person: Actor, role: Role, unit: int) -> int:
    query = session.query(RoleHolding.id).filter_by(person_id=person.id, role=role, unit_id=unit)
    return query.scalar()


def end(session: Session, force: Force, holding: int, until_on: dt.date = TOMORROW, **more: object) -> None:
    people.end_role(session, more.pop("actor", force.administrator), holding, until_on, now=LATER)


def give(session: Session, force: Force, person: Actor, role: Role, unit: int, **more: object) -> int:
    return people.give_role(
        session, force.administrator, person.id, unit, role, more.pop("from_on", TODAY), now=LATER, **more
    )


def made_long_ago(session: Session, person: Actor) -> None:
    """Nobody holds a role before they have an account."""
    session.get_one(Person, person.id).created_at = LATER - dt.timedelta(days=90)
    session.flush()


def test_a_role_of_somebody_who_answers_for_nothing_is_ended(session: Session, force: Force):
    holding = role_of(session, force.colleague, Role.INVESTIGATOR, force.unit)
    end(session, force, holding)
    assert session.get_one(RoleHolding, holding).until_on == TOMORROW
    event = last_event_of(session, force.colleague.id, StreamKind.PERSON)
    assert (event.kind, event.actor_id) == (EventKind.ROLE_ENDED, force.administrator.id)
    assert facts_of(event) == {
        "unit": force.unit,
        "role": "investigator",
        "from": TODAY.isoformat(),
        "was_until": None,
        "until": TOMORROW.isoformat(),
    }


def test_the_role_of_an_officer_in_the_case_does_not_end_and_the_cases_are_named(
    session: Session, force: Force, cases: Cases
):
    holding = role_of(session, force.officer, Role.INVESTIGATOR, force.unit)
    with pytest.raises(StillResponsible, match=r"answer for 9 cases\. All of it has to be handed over"):
        end(session, force, holding)
    assert session.get_one(RoleHolding, holding, populate_existing=True).until_on is None
    found = answers_for(session, force.officer.id)
    assert (found.case_count, found.trays) == (9, ())
    reference = session.get_one(Investigation, cases.investigated.id).reference
    finished = session.get_one(Investigation, cases.closed.id).reference
    assert reference in found.references
    assert finished not in found.references


def test_the_role_of_somebody_who_holds_the_tray_does_not_end(session: Session, force: Force):
    holding = role_of(session, force.sergeant, Role.SUPERVISOR, force.unit)
    name = session.get_one(Unit, force.unit).name
    with pytest.raises(StillResponsible, match=f"answer for the tray of {name}"):
        end(session, force, holding)


def test_when_another_holds_the_tray_its_new_crimes_go_with_it_and_the_role_ends(
    session: Session, force: Force, cases: Cases
):
    people.name_tray_holder(session, force.administrator, force.unit, force.inspector.id, now=LATER)
    row = session.get_one(Investigation, cases.recorded.id, populate_existing=True)
    assert row.responsible_id == force.inspector.id
    event = last_event_of(session, cases.recorded.id)
    assert (event.kind, event.about_person_id) == (EventKind.RESPONSIBILITY_PASSED, force.inspector.id)
    assert facts_of(event) == {"responsible": force.inspector.id, "was": force.sergeant.id}
    assert (row.last_event_id, row.last_material_event_id < event.id) == (event.id, True)
    at_work = session.get_one(Investigation, cases.investigated.id, populate_existing=True)
    assert at_work.responsible_id == force.officer.id
    end(session, force, role_of(session, force.sergeant, Role.SUPERVISOR, force.unit))


def test_naming_who_holds_the_tray_already_hands_nothing_over(session: Session, force: Force, cases: Cases):
    before = last_event_of(session, cases.recorded.id).id
    people.name_tray_holder(session, force.administrator, force.unit, force.sergeant.id, now=LATER)
    assert last_event_of(session, cases.recorded.id).id == before


def test_finished_cases_of_whoever_goes_are_answered_for_by_who_holds_the_tray(
    session: Session, force: Force, cases: Cases
):
    for case in (cases.filed, cases.closed):
        session.get_one(Investigation, case.id).responsible_id = force.colleague.id
    session.flush()
    end(session, force, role_of(session, force.colleague, Role.INVESTIGATOR, force.unit))
    for case in (cases.filed, cases.closed):
        row = session.get_one(Investigation, case.id, populate_existing=True)
        assert row.responsible_id == force.sergeant.id
        assert row.state in FINISHED
        event = last_event_of(session, case.id)
        assert (event.kind, event.actor_id) == (EventKind.RESPONSIBILITY_PASSED, force.administrator.id)
        assert facts_of(event) == {"responsible": force.sergeant.id, "was": force.colleague.id}


def test_finished_cases_that_nobody_would_take_keep_their_officer(
    session: Session, force: Force, cases: Cases
):
    session.get_one(Investigation, cases.closed.id).responsible_id = force.colleague.id
    session.get_one(Unit, force.unit).tray_holder_id = None
    session.flush()
    with pytest.raises(Refusal, match="nobody holds its tray"):
        end(session, force, role_of(session, force.colleague, Role.INVESTIGATOR, force.unit))


def test_a_role_ends_while_another_in_the_unit_still_covers_the_cases(session: Session, force: Force):
    give(session, force, force.officer, Role.SUPERVISOR, force.unit)
    held = role_of(session, force.officer, Role.INVESTIGATOR, force.unit)
    end(session, force, held)
    assert session.get_one(RoleHolding, held).until_on is not None


@pytest.mark.parametrize(
    "more",
    [{"until_on": TODAY + dt.timedelta(days=90)}, {"from_on": TODAY + dt.timedelta(days=2)}],
    ids=["ends itself", "has not begun"],
)
def test_a_role_that_covers_only_for_a_time_covers_nothing(session: Session, force: Force, more: dict):
    give(session, force, force.officer, Role.SUPERVISOR, force.unit, **more)
    with pytest.raises(StillResponsible):
        end(session, force, role_of(session, force.officer, Role.INVESTIGATOR, force.unit))


def test_a_role_in_another_unit_does_not_cover_the_cases_of_this_one(session: Session, force: Force):
    give(session, force, force.officer, Role.INVESTIGATOR, force.other_unit)
    with pytest.raises(StillResponsible):
        end(session, force, role_of(session, force.officer, Role.INVESTIGATOR, force.unit))


def test_a_role_that_runs_no_cases_ends_whatever_its_holder_answers_for(session: Session, force: Force):
    held = role_of(session, force.officer, Role.INVESTIGATOR, force.unit)
    session.get_one(RoleHolding, held).until_on = TODAY + dt.timedelta(days=90)
    session.flush()
    given = give(session, force, force.officer, Role.AUDITOR, force.unit)
    end(session, force, given)
    assert session.get_one(RoleHolding, given).until_on is not None


def test_a_second_role_elsewhere_ends_while_the_unit_of_the_cases_keeps_its_officer(
    session: Session, force: Force
):
    given = give(session, force, force.officer, Role.INVESTIGATOR, force.other_unit)
    end(session, force, given)
    assert session.get_one(RoleHolding, given).until_on is not None


@pytest.mark.parametrize(
    ("until_on", "why"),
    [
        (TODAY, "held for a day at least"),
        (TODAY - dt.timedelta(days=1), "ends today or later"),
    ],
)
def test_a_role_does_not_end_before_it_was_held(session: Session, force: Force, until_on: dt.date, why: str):
    with pytest.raises(FactNotAccepted, match=why) as refused:
        end(session, force, role_of(session, force.colleague, Role.INVESTIGATOR, force.unit), until_on)
    assert refused.value.field == "until_on"


def test_an_end_is_brought_forward_and_not_put_off(session: Session, force: Force):
    last = TODAY + dt.timedelta(days=30)
    holding = give(session, force, force.colleague, Role.AUDITOR, force.unit, until_on=last)
    with pytest.raises(FactNotAccepted, match="ends by then already"):
        end(session, force, holding, last)
    end(session, force, holding, last - dt.timedelta(days=1))
    event = last_event_of(session, force.colleague.id, StreamKind.PERSON)
    assert facts_of(event)["was_until"] == last.isoformat()


def test_what_has_ended_does_not_end_again(session: Session, force: Force):
    made_long_ago(session, force.colleague)
    started = TODAY - dt.timedelta(days=9)
    holding = give(session, force, force.colleague, Role.AUDITOR, force.unit, from_on=started, until_on=TODAY)
    with pytest.raises(Refusal, match="has ended already"):
        end(session, force, holding)


def test_there_is_no_end_to_a_role_that_is_none(session: Session, force: Force):
    with pytest.raises(NotFound):
        end(session, force, 999_999)


@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.SUPERVISOR, Role.VICTIM_CARE_OFFICER, Role.AUDITOR])
def test_an_administrator_does_not_open_cases_to_themselves(session: Session, force: Force, role: Role):
    with pytest.raises(FactNotAccepted, match="Ask another administrator") as refused:
        give(session, force, force.administrator, role, force.unit)
    assert refused.value.field == "role"
    colleague = making.a_person(session, "second", Rank.POLICE_STAFF, (Role.ADMINISTRATOR, force.unit))
    people.give_role(session, colleague, force.administrator.id, force.unit, role, TODAY, now=LATER)


def test_an_administrator_does_not_end_their_own_role(session: Session, force: Force):
    holding = role_of(session, force.administrator, Role.ADMINISTRATOR, force.unit)
    with pytest.raises(Refusal, match="your own role as administrator"):
        end(session, force, holding)


@pytest.mark.parametrize(
    ("from_on", "until_on", "is_taken"),
    [(1, None, True), (20, None, True), (5, 8, True), (-9, None, True), (-9, 1, False), (30, None, False)],
)
def test_a_role_is_not_held_twice_on_a_day(
    session: Session, force: Force, from_on: int, until_on: int | None, is_taken: bool
):
    def day(number: int) -> dt.date:
        return TODAY + dt.timedelta(days=number)

    made_long_ago(session, force.colleague)
    give(session, force, force.colleague, Role.AUDITOR, force.unit, from_on=day(1), until_on=day(30))
    again = {"from_on": day(from_on), "until_on": None if until_on is None else day(until_on)}
    if is_taken:
        with pytest.raises(FactNotAccepted, match="already on some of these days"):
            give(session, force, force.colleague, Role.AUDITOR, force.unit, **again)
    else:
        give(session, force, force.colleague, Role.AUDITOR, force.unit, **again)
    give(session, force, force.colleague, Role.AUDITOR, force.other_unit, **again)


def test_a_role_is_given_to_somebody_in_a_unit_that_is_there(session: Session, force: Force):
    with pytest.raises(NotFound):
        people.give_role(session, None, 999_999, force.unit, Role.AUDITOR, TODAY, now=LATER)
    with pytest.raises(FactNotAccepted, match="Choose a unit"):
        give(session, force, force.colleague, Role.AUDITOR, 999_999)
    session.get_one(Person, force.colleague.id).retired_at = LATER
    session.flush()
    with pytest.raises(Refusal, match="have retired"):
        give(session, force, force.colleague, Role.AUDITOR, force.unit)


def test_only_administrators_give_and_end_roles(session: Session, force: Force):
    holding = role_of(session, force.colleague, Role.INVESTIGATOR, force.unit)
    for actor in (force.sergeant, force.auditor, force.colleague):
        with pytest.raises(NotPermitted, match="administrator"):
            end(session, force, holding, actor=actor)
        with pytest.raises(NotPermitted, match="administrator"):
            people.give_role(session, actor, force.colleague.id, force.unit, Role.AUDITOR, TODAY, now=LATER)
