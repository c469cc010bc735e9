"""What whoever rings is told first: what was promised, what to keep back, who came out of custody today."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Embargo
from tests import making, making_telling
from tests.insight.test_shift import DAY, HOUR, block, cases_in, promise
from tests.making import NOW, Case, Force
from vocabulary import Trigger
from workflow.services.contacts import record_contact
from workflow.services.embargoes import end_embargo, set_embargo
from workflow.services.rights import Development, record_development


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


def rows(session: Session, force: Force, now=NOW + HOUR) -> list:
    return block(session, force.victim_care_officer, "ask-first", now).rows


def test_every_promise_that_runs_is_said_with_the_time_it_was_given_for(session, force):
    case = making.an_investigation(session, force)
    assert rows(session, force)[0].promised == ()
    promise(session, force, case)
    assert rows(session, force)[0].promised == (("I will ring", NOW + HOUR),)


def test_what_must_not_be_told_yet_is_said_until_it_may_be(session, force):
    case = making.an_investigation(session, force)
    making.an_investigation(session, force)
    set_embargo(session, force.sergeant, case.id, "The arrest planned", NOW + DAY, now=NOW)
    held = {row.case_id: row.kept_back for row in rows(session, force)}
    assert held.pop(case.id) == (("The arrest planned", NOW + DAY),)
    assert list(held.values()) == [()]
    assert {row.kept_back for row in rows(session, force, NOW + DAY)} == {()}


def test_an_embargo_that_was_ended_keeps_nothing_back(session, force):
    case = making.an_investigation(session, force)
    making_telling.an_embargo(session, force, case)
    embargo = session.scalar(sa.select(Embargo.id).where(Embargo.investigation_id == case.id))
    assert rows(session, force)[0].kept_back
    end_embargo(session, force.sergeant, case.id, embargo, "He was arrested.", now=NOW)
    assert rows(session, force)[0].kept_back == ()


def comes_out(session: Session, force: Force, case: Case, trigger: Trigger, at=NOW) -> None:
    suspect = making.add_suspect(session, force, case, at)
    happened = Development(trigger, at, "He is out.", suspect)
    record_development(session, force.officer, case.id, happened, now=at)


@pytest.mark.parametrize(
    "trigger", [Trigger.SUSPECT_RELEASED, Trigger.SUSPECT_BAILED, Trigger.UNDER_INVESTIGATION]
)
def test_a_suspect_who_came_out_today_is_listed_once_until_the_victim_is_told(session, force, trigger):
    case = making.an_investigation(session, force, no_suspect_reason="")
    care = force.victim_care_officer
    assert cases_in(session, care, "released") == []
    comes_out(session, force, case, trigger)
    assert cases_in(session, care, "released", NOW + HOUR) == [case.id]
    assert cases_in(session, care, "released", NOW + DAY) == []
    making_telling.give_all_rights(session, force, case.id, NOW)
    assert cases_in(session, care, "released", NOW + HOUR) == []


def test_an_arrest_is_no_release(session, force):
    case = making.an_investigation(session, force, no_suspect_reason="")
    comes_out(session, force, case, Trigger.SUSPECT_ARRESTED)
    assert cases_in(session, force.victim_care_officer, "released", NOW + HOUR) == []


def test_a_release_leads_to_the_contact_that_tells_it(session, force):
    case = making.an_investigation(session, force, no_suspect_reason="")
    comes_out(session, force, case, Trigger.SUSPECT_RELEASED)
    [row] = block(session, force.victim_care_officer, "released", NOW + HOUR).rows
    gives = {"covers": frozenset({row.item_id}), "reasons": "No evidence.", "tells_decision_id": None}
    told = making.telling(case, NOW + HOUR, **gives)
    record_contact(session, force.officer, case.victims[0], told, now=NOW + HOUR)
    assert cases_in(session, force.victim_care_officer, "released", NOW + HOUR) == []


def test_a_release_of_today_is_listed_though_an_older_one_was_never_told(session, force):
    case, care = making.an_investigation(session, force, no_suspect_reason=""), force.victim_care_officer
    comes_out(session, force, case, Trigger.SUSPECT_BAILED)
    comes_out(session, force, case, Trigger.SUSPECT_RELEASED, NOW + 3 * DAY)
    assert cases_in(session, care, "released", NOW + 3 * DAY + HOUR) == [case.id]
    assert verify(session).is_sound
