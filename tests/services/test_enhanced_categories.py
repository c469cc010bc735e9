"""Why a victim has enhanced rights: every category that applies is kept, and a child simply has them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Victim
from tests import making
from tests.making import NOW, Case, Force
from tests.services.prepared import LATER, Cases, duties_of, facts_of, last_event_of
from vocabulary import DutyKind, RiskFlag, VictimKind
from workflow.refusals import FactNotAccepted
from workflow.services.needs import Assessed, assess_needs
from workflow.services.opening import policy_at
from workflow.services.victims import VictimToAdd, add_victim

A_CHILD, GROWN_UP = dt.date(2012, 5, 1), dt.date(1990, 5, 1)


def assess(session: Session, force: Force, case: Case, *categories: str, **more: object) -> Victim:
    assessed = Assessed("Many.", frozenset(categories), **more)
    assess_needs(session, force.officer, case.victims[0], assessed, now=LATER)
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return session.get_one(Victim, case.victims[0])


def test_several_categories_are_kept_and_any_gives_enhanced_rights(
    session: Session, force: Force, cases: Cases
):
    victim = assess(session, force, cases.investigated, "intimidated", "vulnerable")
    assert (victim.is_enhanced, victim.categories) == (True, ["intimidated", "vulnerable"])
    victim = assess(session, force, cases.investigated)
    assert (victim.is_enhanced, victim.categories) == (False, [])


def test_discretion_has_a_reason(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        assess(session, force, cases.investigated, "discretion", reason=" ")
    assert refused.value.field == "reason"
    victim = assess(
        session, force, cases.investigated, "discretion", reason="She cares for her mother alone."
    )
    assert (victim.is_enhanced, victim.discretion_reason) == (True, "She cares for her mother alone.")
    victim = assess(session, force, cases.investigated, "vulnerable", reason="Not asked of this one.")
    assert victim.discretion_reason is None


def test_a_category_that_the_policy_does_not_have_is_refused(session: Session, force: Force, cases: Cases):
    with pytest.raises(FactNotAccepted) as refused:
        assess(session, force, cases.investigated, "unlucky")
    assert refused.value.field == "categories"


def test_a_child_has_them_whatever_is_chosen_and_a_grown_up_does_not(
    session: Session, force: Force, cases: Cases
):
    child = assess(session, force, cases.investigated, born_on=A_CHILD)
    assert (child.is_enhanced, child.categories, child.born_on) == (True, ["vulnerable"], A_CHILD)
    assert facts_of(last_event_of(session, cases.investigated.id))["by_age"] == ["vulnerable"]
    again = assess(session, force, cases.investigated)
    assert (again.is_enhanced, again.born_on) == (True, A_CHILD)
    grown_up = assess(session, force, cases.investigated, born_on=GROWN_UP)
    assert (grown_up.is_enhanced, grown_up.categories) == (False, [])


@pytest.mark.parametrize(("days", "is_enhanced"), [(1, True), (0, False)])
def test_it_is_asked_how_old_they_were_when_it_happened(
    session: Session, force: Force, days: int, is_enhanced: bool
):
    turns_18 = (NOW - dt.timedelta(hours=6)).date()
    case = making.an_investigation(session, force, occurred_from_at=NOW - dt.timedelta(hours=6))
    born_on = turns_18.replace(year=turns_18.year - 18) + dt.timedelta(days=days)
    assert assess(session, force, case, born_on=born_on).is_enhanced is is_enhanced


def test_a_child_added_as_a_victim_is_owed_everything_sooner_from_the_first(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    child = VictimToAdd(VictimKind.PERSON, "Bram Castle", born_on=A_CHILD)
    added = add_victim(session, force.officer, case.id, child, now=LATER, lapse_accepted=True)
    row = session.get_one(Victim, added)
    assert (row.is_enhanced, row.categories) == (True, ["vulnerable"])
    assert [
        each.kind for each in duties_of(session, case, DutyKind.NEEDS_ASSESSMENT) if each.victim_id == added
    ]
    verified = verify(session)
    assert verified.is_sound, verified.fault


@pytest.mark.parametrize(
    "who",
    [
        VictimToAdd(VictimKind.BUSINESS, "Corner shop", "Ola Brandt", born_on=A_CHILD),
        VictimToAdd(VictimKind.PERSON, "Bram Castle", born_on=LATER.date() + dt.timedelta(days=1)),
    ],
)
def test_a_birth_that_cannot_be_is_refused(session: Session, force: Force, cases: Cases, who: VictimToAdd):
    with pytest.raises(FactNotAccepted) as refused:
        add_victim(session, force.officer, cases.investigated.id, who, now=LATER)
    assert refused.value.field == "born_on"


@pytest.mark.parametrize(
    ("offence_class", "flags", "proposed"),
    [
        ("theft", (), []),
        ("rape_and_serious_sexual", (), ["most_serious"]),
        ("theft", (RiskFlag.DOMESTIC_ABUSE,), ["most_serious"]),
        ("assault", (RiskFlag.HATE_CRIME, RiskFlag.CHILD_VICTIM), ["vulnerable", "most_serious"]),
        ("theft", (RiskFlag.REPEAT_VICTIM,), ["persistently_targeted"]),
    ],
)
def test_the_class_and_the_risks_of_a_crime_propose_categories(offence_class, flags, proposed):
    found = policy_at(NOW).enhanced.proposed(offence_class, frozenset(flags))
    assert list(found) == proposed
    assert all(found.values())
