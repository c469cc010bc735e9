"""A crime of another class, and a victim added later: what is owed then, once and from then on."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty
from tests import making, making_telling
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, duties_of
from vocabulary import Channel, DecisionKind, DutyKind, DutyStatus, RiskFlag, Step, Trigger, VictimKind
from workflow.services.charging import record_charge
from workflow.services.crimes import classify
from workflow.services.particulars import Charge, InWords
from workflow.services.reclassifying import reclassify
from workflow.services.rights import Development, record_development
from workflow.services.risk import record_risk
from workflow.services.victims import VictimToAdd, add_victim

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
ANOTHER = VictimToAdd(VictimKind.PERSON, "Bram Castle")


def rights(session: Session, case: Case, victim: int | None = None) -> dict[str, Duty]:
    duties = duties_of(session, case, DutyKind.RIGHT, status=None)
    return {each.right_key: each for each in duties if victim in (None, each.victim_id)}


def asked(session: Session, case: Case) -> list[Duty]:
    return duties_of(session, case, DutyKind.ASK_SAFE_CONTACT, status=None)


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


def graver(session: Session, force: Force, case: Case, offence: str, now: dt.datetime = LATER) -> None:
    reclassify(session, force.officer, case.id, offence, "The doctor's report.", now=now)


def bailed(session: Session, force: Force, case: Case) -> int:
    suspect = making.add_suspect(session, force, case)
    what = Development(Trigger.SUSPECT_BAILED, NOW, "Bailed until May.", suspect)
    record_development(session, force.officer, case.id, what, now=NOW)
    return suspect


def test_a_graver_class_starts_what_it_brings_from_then_on(session: Session, force: Force):
    case = making.an_investigation(session, force)
    assert set(rights(session, case)) == {"written_confirmation"}
    graver(session, force, case, "assault_common")
    begun = rights(session, case)
    assert set(begun) == {"written_confirmation", "information", "how_often"}
    assert begun["how_often"].triggered_at == LATER
    assert begun["written_confirmation"].triggered_at == making.REPORTED
    assert is_sound(session)


def test_what_was_owed_for_the_same_trigger_is_not_doubled(session: Session, force: Force):
    case = making.an_investigation(session, force)
    bailed(session, force, case)
    for number, offence in enumerate(("assault_common", "robbery_personal", "stalking"), 1):
        graver(session, force, case, offence, LATER + number * HOUR)
    keys = [each.right_key for each in duties_of(session, case, DutyKind.RIGHT, status=None)]
    assert sorted(keys) == sorted(set(keys))
    assert is_sound(session)


def test_who_wants_no_contact_is_owed_nothing_more_and_asked_nothing(session: Session, force: Force):
    case = making.an_investigation(session, force)
    making_telling.no_contact_wanted(session, force, case.victims[0])
    graver(session, force, case, "stalking")
    assert set(rights(session, case)) == {"written_confirmation"}
    assert asked(session, case) == []
    assert is_sound(session)


def test_a_class_that_asks_first_has_safe_contact_asked_again_once(session: Session, force: Force):
    case = making.an_investigation(session, force)
    making_telling.say_what_is_safe(session, force, case.victims[0], Channel.PHONE)
    graver(session, force, case, "assault_common")
    assert asked(session, case) == []
    graver(session, force, case, "stalking", LATER + HOUR)
    [ask] = asked(session, case)
    record_risk(
        session, force.officer, case.id, {RiskFlag.DOMESTIC_ABUSE}, "He is her son.", now=LATER + 2 * HOUR
    )
    assert asked(session, case) == [ask]
    making_telling.say_what_is_safe(session, force, case.victims[0], Channel.IN_PERSON, now=LATER + 3 * HOUR)
    assert ask.status is DutyStatus.MET
    assert is_sound(session)


def test_a_risk_that_asks_first_has_safe_contact_asked_again(session: Session, force: Force):
    case = making.an_investigation(session, force)
    record_risk(session, force.officer, case.id, {RiskFlag.DOMESTIC_ABUSE}, "He is her son.", now=LATER)
    assert [each.victim_id for each in asked(session, case)] == list(case.victims)
    assert is_sound(session)


def test_classifying_a_crime_starts_what_its_class_brings(session: Session, force: Force):
    case = making.a_crime(session, force, offence="unclassified_violence_or_sexual")
    before = set(rights(session, case))
    classify(session, force.sergeant, case.id, "assault_common", now=LATER)
    assert set(rights(session, case)) - before == {"information"}
    assert is_sound(session)


def test_what_was_decided_before_a_reopening_is_not_told_a_second_time(session: Session, force: Force):
    case = making.a_finished_case(session, force, DecisionKind.CLOSURE)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("He is back."), LATER)
    record_risk(session, force.officer, case.id, {RiskFlag.DOMESTIC_ABUSE}, "Her son.", now=LATER + HOUR)
    keys = [each.right_key for each in duties_of(session, case, DutyKind.RIGHT, status=None)]
    assert keys.count("resolution") == 1
    assert is_sound(session)


@pytest.mark.parametrize("charged", [False, True])
def test_a_victim_added_later_is_owed_what_is_in_force_from_when_they_were_added(
    session: Session, force: Force, charged: bool
):
    case = making.an_investigation(session, force)
    suspect = bailed(session, force, case)
    if charged:
        record_charge(session, force.officer, case.id, Charge(suspect, NOW, "Theft"), now=NOW)
    added = add_victim(session, force.officer, case.id, ANOTHER, now=LATER + DAY)
    begun = rights(session, case, added)
    in_force = {"charge"} if charged else {"bail", "bail_conditions"}
    assert set(begun) == {"written_confirmation"} | in_force
    assert {each.triggered_at for each in begun.values()} == {LATER + DAY}
    assert is_sound(session)
