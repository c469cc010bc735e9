"""Whom a list offers to be rung, at which hours, and what it says of how."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from insight.work_lists import owed_to_victims
from tests import making, making_hearings, making_telling
from tests.insight.test_shift import DAY, HOUR, block, cases_in
from tests.making import NOW, Force
from vocabulary import Channel, Inquest, RiskFlag
from workflow.services import victims
from workflow.services.deaths import Death, record_death
from workflow.services.risk import record_risk
from workflow.services.safe_contacts import SafeContactSaid, record_safe_contact


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


def test_who_was_not_asked_is_told_of_once_and_who_was_asked_no_more(session, force):
    """Two rows of the policy say the same of stalking: a page says it once, and only while it is true."""
    flags = frozenset({RiskFlag.DOMESTIC_ABUSE, RiskFlag.STALKING})
    case = making.a_crime(session, force, offence="stalking", flags=flags)
    [row, *_] = block(session, force.victim_care_officer, "ask-first").rows
    assert row.not_by.count("only a visit or the victim's adviser is safe") == 1
    said = SafeContactSaid(frozenset({Channel.PHONE}), frozenset(), safe_times="Weekdays, 9 to 12")
    record_safe_contact(session, force.officer, case.victims[0], said, now=NOW)
    [row, *_] = block(session, force.victim_care_officer, "safe-to-ring").rows
    assert row.safe_contact == "By telephone. Hours they gave: Weekdays, 9 to 12"
    assert row.not_by == ""


@pytest.mark.parametrize(
    ("hour", "listed"), [(3, False), (7, False), (8, True), (20, True), (21, False), (23, False)]
)
def test_nobody_is_listed_to_be_rung_at_night(session, force, hour, listed):
    """The hours that a victim gave are in their own words: no list claims to know them at three at night."""
    said = victims.VictimToAdd(making.A_PERSON.kind, "Ama Owusu", safe_contact="Her sister, after 6pm")
    making.a_crime(session, force, victims=(said,))
    found = block(session, force.victim_care_officer, "safe-to-ring", (NOW + DAY).replace(hour=hour))
    assert bool(found.total) is listed
    assert found.listing.title == "Safe to ring, within the hours they gave"


def test_nobody_is_rung_on_what_was_safe_in_another_kind_of_crime_until_they_are_asked_again(session, force):
    case, care = making.an_investigation(session, force), force.victim_care_officer
    making_telling.say_what_is_safe(session, force, case.victims[0], Channel.PHONE)
    assert cases_in(session, care, "safe-to-ring", NOW + HOUR) == [case.id]
    record_risk(session, force.officer, case.id, {RiskFlag.DOMESTIC_ABUSE}, "He is her son.", now=NOW)
    assert cases_in(session, care, "safe-to-ring", NOW + HOUR) == []
    [row] = block(session, care, "ask-first", NOW + HOUR).rows
    assert (row.case_id, row.phone) == (case.id, "")
    making_telling.say_what_is_safe(session, force, case.victims[0], Channel.PHONE, now=NOW + HOUR)
    assert cases_in(session, care, "safe-to-ring", NOW + HOUR) == [case.id]
    assert verify(session).is_sound


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("Her sister Ada.", "Has died. Told in their place: Her sister Ada."),
        ("", "Has died. Nobody bereaved is named"),
    ],
)
def test_a_victim_who_has_died_is_not_rung_and_the_list_says_who_is_told(session, force, asked, named, said):
    first_said = victims.VictimToAdd(making.A_PERSON.kind, "Ama Owusu", safe_contact="On her mobile")
    case, care = making.an_investigation(session, force, victims=(first_said,)), force.victim_care_officer
    if asked:
        making_telling.say_what_is_safe(session, force, case.victims[0], Channel.PHONE)
    assert cases_in(session, care, "safe-to-ring", NOW + HOUR) == [case.id]
    making_hearings.list_hearing(session, force, case, NOW + DAY)
    died = Death(NOW.date(), Inquest.OPEN, named)
    record_death(session, force.officer, case.victims[0], died, now=NOW)
    assert cases_in(session, care, "safe-to-ring", NOW + HOUR) == []
    [row] = block(session, care, "ask-first", NOW + HOUR).rows
    assert (row.safe_contact, row.phone) == (said, "")
    [hearing] = block(session, care, "hearings", NOW + HOUR).rows
    assert (hearing.safe_contact, hearing.phone) == (said, "")
    assert {each.safe_contact for each in owed_to_victims(session, care).rows} == {said}
    assert verify(session).is_sound
