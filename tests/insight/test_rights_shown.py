"""A victim's page says of a right whether somebody tried in time, by the same reckoning as every figure."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.rights import show_rights
from tests import making, making_telling, making_updates
from tests.making import NOW
from vocabulary import ContactResult, DutyKind
from workflow.services import contacts
from workflow.services.opening import policy_at

HOURS = policy_at(NOW).setting("recorded_late_after_hours")


@pytest.mark.parametrize(("hours_afterwards", "in_time"), [(HOURS - 1, True), (HOURS, False)])
def test_an_attempt_counts_from_when_it_was_recorded_where_that_was_long_afterwards(
    session: Session, hours_afterwards: int, in_time: bool
):
    force = making.a_force(session)
    case = making.signed_off(session, force)
    [victim] = case.victims
    policy = policy_at(NOW)
    [owed] = [
        each for each in show_rights(session, victim, policy).rights if each.kind is DutyKind.TELL_DECISION
    ]
    tried = owed.due_at - dt.timedelta(minutes=1)
    attempt = making.telling(case, result=ContactResult.ATTEMPTED, happened_at=tried, tells_decision_id=None)
    recorded_at = tried + dt.timedelta(hours=hours_afterwards)
    contacts.record_contact(session, force.officer, victim, attempt, now=recorded_at)
    [shown] = [each for each in show_rights(session, victim, policy).rights if each.id == owed.id]
    assert shown.was_tried_in_time is in_time
    assert shown.first_tried_at == (tried if in_time else recorded_at)


@pytest.mark.parametrize(("days", "is_shown"), [(3, False), (30, True)])
def test_an_update_that_is_not_owed_any_more_is_shown_where_it_was_overdue_by_then(
    session: Session, days: int, is_shown: bool
):
    force = making.a_force(session)
    case = making.an_investigation(session, force)
    making_updates.agree(session, force, case.victims[0])
    making_telling.no_contact_wanted(session, force, case.victims[0], NOW + dt.timedelta(days=days))
    shown = show_rights(session, case.victims[0], policy_at(NOW)).rights
    assert (DutyKind.NEXT_UPDATE in {each.kind for each in shown}) is is_shown
