"""A victim is not told yet: who agrees, until when, and that it stays owed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making, making_telling
from tests.making import Case, Force
from tests.making_telling import DAY
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, last_event_of
from vocabulary import (
    DutyKind,
    Rank,
    RiskFlag,
    Role,
    Step,
)
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services.contacts import record_contact
from workflow.services.particulars import InWords
from workflow.services.steps import Refused, Taken


def finish(session: Session, force: Force, case: Case, now: dt.datetime) -> Taken | Refused:
    return making.attempt(session, force.officer, case, making.FINISH[case.kind], now=now)


def finishes(session: Session, force: Force, case: Case, now: dt.datetime) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return isinstance(finish(session, force, case, now), Taken)


def owed(session: Session, case: Case) -> list[tuple[DutyKind, dt.datetime]]:
    kinds = (DutyKind.TELL_DECISION, DutyKind.TRY_AGAIN, DutyKind.TELL_LATER)
    return [(duty.kind, duty.due_at) for kind in kinds for duty in duties_of(session, case, kind)]


def test_it_is_agreed_by_an_inspector_until_a_day_and_stays_owed(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    making_telling.not_yet(session, force, case, LATER)
    facts = facts_of(last_event_of(session, case.id))
    assert (facts["rank"], facts["review_on"]) == ("inspector", (LATER + 7 * DAY).date().isoformat())
    [(kind, due_at)] = owed(session, case)
    assert (kind, due_at.date()) == (DutyKind.TELL_LATER, (LATER + 7 * DAY).date())
    assert finishes(session, force, case, LATER)
    assert [kind for kind, _ in owed(session, case)] == [DutyKind.TELL_LATER]


def test_once_the_review_is_past_it_stands_no_more(session: Session, force: Force, cases: Cases):
    making_telling.not_yet(session, force, cases.signed, LATER)
    assert finishes(session, force, cases.signed, LATER + 8 * DAY) is False


@pytest.mark.parametrize("days", [-1, 0, 29])
def test_the_review_is_dated_within_what_the_force_allows(
    session: Session, force: Force, cases: Cases, days: int
):
    with pytest.raises(FactNotAccepted) as refused:
        making_telling.not_yet(session, force, cases.signed, LATER, review_on=(LATER + days * DAY).date())
    assert refused.value.field == "review_on"


@pytest.mark.parametrize(
    ("changes", "too_low", "enough"),
    [
        ({}, "sergeant", "inspector"),
        ({"flags": frozenset({RiskFlag.CHILD_VICTIM})}, "inspector", "second_detective_inspector"),
    ],
)
def test_who_agrees_follows_the_crime(
    session: Session, force: Force, changes: dict, too_low: str, enough: str
):
    case = making.a_case_awaiting_sign_off(session, force, **changes)
    making.take(session, force.detective_inspector, case, Step.AUTHORISE, InWords("Agreed."))
    with pytest.raises(NotPermitted, match="This is decided by"):
        making_telling.not_yet(session, force, case, LATER, getattr(force, too_low))
    making_telling.not_yet(session, force, case, LATER, getattr(force, enough))


@pytest.mark.parametrize("ask", [making_telling.unable, making_telling.not_yet])
def test_nobody_with_a_part_in_the_case_agrees(session: Session, force: Force, cases: Cases, ask):
    case = cases.signed
    both = ((Role.INVESTIGATOR, force.unit), (Role.SUPERVISOR, force.unit))
    acting = making.a_person(session, f"acting{case.id}", Rank.INSPECTOR, *both)
    later = making_telling.enough_attempts(session, force, case.victims[0])
    call = making.telling(case, later, tells_decision_id=None, took_account=True, happened_at=NOW)
    record_contact(session, acting, case.victims[0], call, now=later)
    with pytest.raises(NotPermitted, match="took the victim's account"):
        ask(session, force, case, later, acting)
    for who in ("officer", "victim_care_officer"):
        with pytest.raises(NotPermitted, match="done by a supervisor"):
            ask(session, force, case, later, getattr(force, who))


def test_whoever_agreed_and_then_took_a_part_stands_for_nothing(session: Session, force: Force, cases: Cases):
    case = cases.signed
    making_telling.not_yet(session, force, case, LATER)
    call = making.telling(case, LATER, tells_decision_id=None, took_account=True)
    record_contact(session, force.inspector, case.victims[0], call, now=LATER)
    [left] = finish(session, force, case, LATER).assessment.still_needed
    assert left.key == "every_victim_is_told_this_decision"
    assert "took the victim's account" in left.finding.items[0].text
