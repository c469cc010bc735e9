"""Victims are told before suspects; when one was not, it is kept, and a supervisor looks at it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Suspect
from tests import making, making_cps, making_telling
from tests.making import Case, Force
from tests.making_interviews import interview
from tests.making_telling import DAY
from tests.services.prepared import LATER, NOW, detail_of, duties_of, facts_of, last_event_of
from vocabulary import Channel, DutyKind, DutyStatus, RiskFlag, SuspectDecision
from workflow.services.suspect_decisions import decide_no_further_action, record_suspect_decision
from workflow.services.suspects import record_suspect_told

LATEST = LATER + dt.timedelta(hours=1)


def an_interviewed_suspect(session: Session, force: Force, case: Case) -> int:
    suspect = making.add_suspect(session, force, case)
    interview(session, force.officer, suspect)
    return suspect


def no_further_action(session: Session, force: Force, **changes: object) -> tuple[Case, int]:
    case = making.an_investigation(session, force, no_suspect_reason="", **changes)
    suspect = an_interviewed_suspect(session, force, case)
    making_cps.no_early_advice(session, force, case.id, suspect, NOW)
    making.answer_the_minimum(session, force, case)
    decide_no_further_action(session, force.detective_inspector, suspect, "Weak.", "", now=LATER)
    return case, suspect


def told(session: Session, force: Force, suspect: int, at: dt.datetime = LATEST, why: str = "") -> None:
    record_suspect_told(session, force.officer, suspect, at, now=LATEST + DAY, why_first=why)
    verified = verify(session)
    assert verified.is_sound, verified.fault


def first_duties(session: Session, case: Case) -> list[str]:
    return [duty.what for duty in duties_of(session, case, DutyKind.SUSPECT_TOLD_FIRST)]


@pytest.mark.parametrize(
    ("changes", "due_at"),
    [
        ({}, dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=dt.UTC)),
        ({"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}, LATER + DAY),
        ({"offence": "rape"}, LATER + DAY),
    ],
)
def test_telling_the_suspect_waits_no_longer_than_the_crime_allows(
    session: Session, force: Force, changes: dict, due_at: dt.datetime
):
    case, suspect = no_further_action(session, force, **changes)
    (duty,) = duties_of(session, case, DutyKind.TELL_SUSPECT)
    assert (duty.due_at, duty.victim_id) == (due_at, None)
    told(session, force, suspect)
    assert duty.status is DutyStatus.MET


def test_who_was_never_interviewed_is_not_owed_it(session: Session, force: Force):
    case = making.an_investigation(session, force, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    decide_no_further_action(session, force.sergeant, suspect, "Weak.", "Abroad.", now=LATER)
    assert duties_of(session, case, DutyKind.TELL_SUSPECT) == []


def test_told_before_the_victims_it_is_kept_with_the_reason_and_looked_at(session: Session, force: Force):
    case, suspect = no_further_action(session, force)
    told(session, force, suspect, why="Bail ended at the desk.")
    row = session.get_one(Suspect, suspect)
    assert (row.told_at, row.told_first) == (LATEST, True)
    event = last_event_of(session, case.id)
    assert facts_of(event)["first"] is True
    assert detail_of(session, event) == {"why_first": "Bail ended at the desk."}
    assert first_duties(session, case) == ["A suspect was told before the victims"]


def test_without_a_reason_it_is_kept_all_the_same_and_that_is_said(session: Session, force: Force):
    case, suspect = no_further_action(session, force)
    told(session, force, suspect)
    assert first_duties(session, case) == ["A suspect was told before the victims; why is not written"]


@pytest.mark.parametrize("how", ["told", "tried", "wants no contact"])
def test_after_the_victims_were_told_or_tried_nothing_is_marked(session: Session, force: Force, how: str):
    case, suspect = no_further_action(session, force)
    (victim,) = case.victims
    if how == "told":
        made = making.telling(case, LATER, tells_decision_id=None)
        making.contacts.record_contact(session, force.officer, victim, made, now=LATER)
    elif how == "tried":
        making_telling.attempt(session, force, victim, Channel.PHONE, LATER)
    else:
        making_telling.no_contact_wanted(session, force, victim, LATER)
    told(session, force, suspect, why="Not needed.")
    assert session.get_one(Suspect, suspect).told_first is False
    assert first_duties(session, case) == []
    assert detail_of(session, last_event_of(session, case.id)) == {}


def test_an_attempt_after_the_suspect_was_told_comes_too_late(session: Session, force: Force):
    case, suspect = no_further_action(session, force)
    at = LATEST + dt.timedelta(minutes=5)
    making_telling.attempt(session, force, case.victims[0], Channel.PHONE, at)
    told(session, force, suspect)
    assert len(first_duties(session, case)) == 1


def a_signed_crime_with(session: Session, force: Force, suspects: int) -> tuple[Case, list[int]]:
    """Everybody suspected was interviewed and eliminated, and outcome 18 is signed."""
    case = making.an_investigation(session, force, no_suspect_reason="")
    interviewed = [an_interviewed_suspect(session, force, case) for _ in range(suspects)]
    for suspect in interviewed:
        record_suspect_decision(
            session, force.officer, suspect, SuspectDecision.ELIMINATED, "Elsewhere.", now=NOW
        )
    making.care_for(session, force, case)
    answered = making.answer_the_minimum(session, force, case)
    case = Case(case.id, victims=case.victims, lines=answered)
    making.take(session, force.officer, case, making.PROPOSE[case.kind], making.proposal(), NOW)
    case = making.proposed_on(session, case)
    making.sign_off(session, force, case, LATER)
    return case, interviewed


def test_the_sign_off_owes_telling_all_the_others_and_the_last_of_them_ends_it(
    session: Session, force: Force
):
    case, (first, second) = a_signed_crime_with(session, force, 2)
    (duty,) = duties_of(session, case, DutyKind.TELL_SUSPECT)
    assert duty.decision_id == case.decision
    told(session, force, first)
    assert duty.status is DutyStatus.RUNNING
    told(session, force, second)
    assert duty.status is DutyStatus.MET


def test_a_telling_before_the_sign_off_leaves_nothing_owed(session: Session, force: Force):
    case, (suspect,) = a_signed_crime_with(session, force, 1)
    told(session, force, suspect, at=NOW)
    (duty,) = duties_of(session, case, DutyKind.TELL_SUSPECT, status=None)
    assert duty.status is DutyStatus.EXCUSED


def test_a_lapse_takes_it_back(session: Session, force: Force):
    case, _ = a_signed_crime_with(session, force, 1)
    making.add_line(session, force, case, lapse_accepted=True)
    assert duties_of(session, case, DutyKind.TELL_SUSPECT) == []
    verified = verify(session)
    assert verified.is_sound, verified.fault
