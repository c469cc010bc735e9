"""Whatever is owed is on the first page of whoever owes it: each kind of duty, one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.auditing import AUDITED
from insight.listing import begin
from models import CaseEvent, Duty, Investigation, Stream
from tests import making, making_cps, making_overrides, making_restricted, making_withdrawals
from tests.insight.test_shift import DAY, HOUR, asked, block, cases_in, shift
from tests.making import NOW, Case, Force
from tests.making_directions import direct
from vocabulary import OF_A_RIGHT, Actor, DutyKind, DutyStatus, Role, StreamKind
from workflow.services import waiting
from workflow.services.opening import policy_at


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


def owe(session: Session, case: Case, kind: DutyKind) -> int:
    """A duty of this kind that is due in some hours, as services write them."""
    event = session.scalar(
        sa.select(sa.func.max(CaseEvent.id))
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(Stream.kind == StreamKind.INVESTIGATION, Stream.subject_id == case.id)
    )
    to_victims = policy_at(NOW).duty_rule(kind).owed_by is Role.VICTIM_CARE_OFFICER
    duty = Duty(
        investigation_id=case.id,
        victim_id=case.victims[0] if to_victims or kind is DutyKind.PROMISE else None,
        kind=kind,
        right_key="arrest" if kind in OF_A_RIGHT else None,
        status=DutyStatus.RUNNING,
        what=f"Owed: {kind}",
        triggered_at=NOW,
        trigger_event_id=event,
        due_at=NOW + 6 * HOUR,
        rule="Within some hours.",
        policy_version="1",
    )
    session.add(duty)
    session.flush()
    return duty.id


def on_first_page(session: Session, actor: Actor, now: dt.datetime = NOW) -> set[str]:
    """What every row of the lists that this page begins says."""
    if actor.holds(Role.AUDITOR):
        blocks = begin(session, AUDITED, asked(actor, now))
    else:
        blocks = shift(session, actor, now).blocks
    # A victim is listed once, with what falls due first and how much more there is.
    return {row.what.split(" (and ")[0] for each in blocks for row in each.rows}


def who_owes(force: Force, kind: DutyKind) -> Actor:
    return {
        Role.SUPERVISOR: force.sergeant,
        Role.INVESTIGATOR: force.officer,
        Role.VICTIM_CARE_OFFICER: force.victim_care_officer,
    }[policy_at(NOW).duty_rule(kind).owed_by]


# What is owed by one person, whatever their role: who, in which words, and when it is on their page.
Owed = tuple[Actor, str, dt.datetime]


def by_direction(session: Session, force: Force) -> Owed:
    direct(session, force, making.an_investigation(session, force), to=force.colleague, what="Ask at 14.")
    return force.colleague, "Ask at 14.", NOW


def by_override(session: Session, force: Force) -> Owed:
    making_overrides.grant(session, force, making.an_investigation(session, force))
    return force.inspector, words_of(session, DutyKind.OVERRIDE_EXPIRES), NOW + 2 * DAY


def by_broken_glass(session: Session, force: Force) -> Owed:
    case = making.an_investigation(session, force)
    making_restricted.restrict(session, force, case)
    making_restricted.break_glass(session, force.other_officer, case)
    return force.auditor, "Review a breaking of the glass", NOW


def by_waiting(session: Session, force: Force) -> Owed:
    case = making.an_investigation(session, force)
    wait = making_cps.a_wait(force, chaser_id=force.colleague.id)
    waiting.start_waiting(session, force.officer, case.id, wait, now=NOW)
    return force.colleague, words_of(session, DutyKind.CHASE), NOW + 7 * DAY


def by_a_withdrawal(session: Session, force: Force) -> Owed:
    case = making.an_investigation(session, force)
    making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)
    return force.other_sergeant, words_of(session, DutyKind.CALL_BACK), NOW


def words_of(session: Session, kind: DutyKind) -> str:
    return session.scalars(sa.select(Duty.what).where(Duty.kind == kind)).one()


BY_ONE_PERSON: dict[DutyKind, Callable[[Session, Force], Owed]] = {
    DutyKind.DIRECTION: by_direction,
    DutyKind.OVERRIDE_EXPIRES: by_override,
    DutyKind.REVIEW_BREAK_GLASS: by_broken_glass,
    DutyKind.CHASE: by_waiting,
    DutyKind.CALL_BACK: by_a_withdrawal,
}


@pytest.mark.parametrize("kind", DutyKind)
def test_every_kind_of_duty_is_on_the_first_page_of_whoever_owes_it(session, force, kind):
    if kind in BY_ONE_PERSON:
        owes, what, when = BY_ONE_PERSON[kind](session, force)
        assert what in on_first_page(session, owes, when)
    elif kind is DutyKind.ALLOCATE:
        making.a_crime(session, force)
        assert "12 Ferry Lane" in on_first_page(session, who_owes(force, kind))
    else:
        owe(session, making.an_investigation(session, force), kind)
        assert f"Owed: {kind}" in on_first_page(session, who_owes(force, kind))


def test_a_call_back_is_on_the_pages_of_those_outside_the_team_and_of_nobody_in_it(session, force):
    elsewhere = making.a_person(
        session,
        "care_elsewhere",
        force.victim_care_officer.rank,
        (Role.VICTIM_CARE_OFFICER, force.other_unit),
    )
    _, what, _ = by_a_withdrawal(session, force)
    for who in (force.other_sergeant, force.detective_inspector, elsewhere):
        assert what in on_first_page(session, who)
    for who in (force.officer, force.sergeant, force.inspector, force.victim_care_officer):
        assert what not in on_first_page(session, who, NOW + 30 * DAY)


def test_a_broken_glass_is_on_the_pages_of_those_who_may_review_it_though_they_do_not_read_the_case(
    session, force
):
    by_broken_glass(session, force)
    for who in (force.auditor, force.inspector, force.detective_inspector):
        assert "Review a breaking of the glass" in on_first_page(session, who)


def test_a_contact_that_may_not_be_safe_is_first_on_the_page_of_every_supervisor_of_the_unit(session, force):
    """However much else is overdue there, it is looked at in the same shift."""
    for _ in range(6):
        owe(session, making.an_investigation(session, force), DutyKind.CHECK_RESOLUTION)
    case = making.an_investigation(session, force)
    owe(session, case, DutyKind.UNSAFE_CONTACT)
    for who in (force.sergeant, force.inspector):
        assert block(session, who, "supervisor-owes", NOW + DAY).rows[0].case_id == case.id
    assert cases_in(session, force.other_sergeant, "supervisor-owes", NOW + DAY) == []


def test_what_is_due_in_four_weeks_is_not_yet_on_a_supervisors_first_page(session, force):
    duty = session.get_one(Duty, owe(session, making.an_investigation(session, force), DutyKind.REVIEW))
    assert duty.what not in on_first_page(session, force.sergeant, duty.due_at - 28 * DAY)
    assert duty.what in on_first_page(session, force.sergeant, duty.due_at - 6 * DAY)


def test_what_waits_or_is_in_a_tray_is_on_the_page_of_whoever_answers_for_it(session, force):
    """Off the active list is not off everybody's list (practice P5)."""
    case = making.an_investigation(session, force)
    owe(session, case, DutyKind.PROMISE)
    owe(session, case, DutyKind.SUPPORT_REFERRAL)
    waiting.start_waiting(session, force.officer, case.id, making_cps.a_wait(force), now=NOW)
    found = on_first_page(session, force.officer)
    assert {"Owed: promise", "Owed: support_referral"} <= found
    tray = making.a_crime(session, force)
    owe(session, tray, DutyKind.NEEDS_ASSESSMENT)
    holder = session.get_one(Investigation, tray.id).responsible_id
    [answers] = [each for each in vars(force).values() if isinstance(each, Actor) and each.id == holder]
    assert "Owed: needs_assessment" in on_first_page(session, answers)
