"""How often a victim is kept informed: agreed with them, owed again after every contact, or ended."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, UpdateAgreement
from tests import making, making_telling, making_updates
from tests.making import Case, Force
from tests.services.prepared import LATER, Cases, duties_of
from vocabulary import Channel, ContactResult, DutyKind, DutyStatus, Step
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal
from workflow.services.contact_corrections import correct_contact
from workflow.services.contacts import ContactMade, record_contact
from workflow.services.particulars import InWords

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def updates(session: Session, case: Case, status: DutyStatus | None = DutyStatus.RUNNING) -> list[Duty]:
    return duties_of(session, case, DutyKind.NEXT_UPDATE, status=status)


def ring(session: Session, force: Force, case: Case, at: dt.datetime, **more: object) -> int:
    now = more.pop("now", at)
    values = {"channel": Channel.PHONE, "result": ContactResult.REACHED, "told": "Nothing new."} | more
    return record_contact(
        session, force.officer, case.victims[0], ContactMade(happened_at=at, **values), now=now
    )


def is_sound(session: Session) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return True


@pytest.fixture
def weekly(session: Session, force: Force) -> Case:
    """A case whose victim hears every week, as agreed on Friday 20 November at noon."""
    case = making.an_investigation(session, force, offence="assault_common")
    making_updates.agree(session, force, case.victims[0], LATER)
    return case


def test_agreeing_gives_the_right_to_be_asked_and_owes_the_first_update(
    session: Session, force: Force, weekly: Case
):
    [asked] = [
        each
        for each in duties_of(session, weekly, DutyKind.RIGHT, status=None)
        if each.right_key == "how_often"
    ]
    assert (asked.status, asked.ended_at) == (DutyStatus.MET, LATER)
    [owed] = updates(session, weekly)
    assert owed.triggered_at == LATER
    assert owed.due_at.date() == LATER.date() + 7 * DAY
    assert owed.due_at.strftime("%H:%M:%S") == "23:59:59"
    assert owed.rule.startswith("As often as was agreed with the victim")
    assert is_sound(session)


def test_each_contact_that_reaches_them_is_the_update_and_owes_the_next(
    session: Session, force: Force, weekly: Case
):
    ring(session, force, weekly, LATER + 3 * DAY)
    [first] = updates(session, weekly, DutyStatus.MET)
    assert first.ended_at == LATER + 3 * DAY
    [after] = updates(session, weekly)
    assert after.due_at.date() == LATER.date() + 10 * DAY
    ring(session, force, weekly, LATER + 12 * DAY)
    [late] = updates(session, weekly, DutyStatus.MET_LATE)
    assert late.id == after.id
    assert len(updates(session, weekly)) == 1
    assert is_sound(session)


@pytest.mark.parametrize(
    "made",
    [
        {"result": ContactResult.ATTEMPTED, "told": ""},
        {"channel": Channel.LETTER},
    ],
)
def test_an_attempt_and_an_unsafe_way_are_no_update(session: Session, force: Force, weekly: Case, made: dict):
    unsafe = frozenset({Channel.LETTER})
    making_telling.say_what_is_safe(session, force, weekly.victims[0], Channel.PHONE, unsafe=unsafe)
    [owed] = updates(session, weekly)
    ring(session, force, weekly, LATER + DAY, **made)
    assert updates(session, weekly) == [owed]
    assert is_sound(session)


def test_an_update_that_is_typed_long_afterwards_counts_as_late(session: Session, force: Force, weekly: Case):
    ring(session, force, weekly, LATER + DAY, now=LATER + 20 * DAY)
    assert len(updates(session, weekly, DutyStatus.MET_LATE)) == 1
    assert is_sound(session)


def test_what_they_change_takes_the_place_of_what_was_agreed(session: Session, force: Force, weekly: Case):
    [before] = updates(session, weekly)
    making_updates.agree(session, force, weekly.victims[0], LATER + DAY, every_days=28)
    assert before.status is DutyStatus.EXCUSED
    [owed] = updates(session, weekly)
    assert owed.due_at.date() == LATER.date() + 29 * DAY
    making_updates.agree(session, force, weekly.victims[0], LATER + 2 * DAY, every_days=None)
    ring(session, force, weekly, LATER + 3 * DAY)
    assert updates(session, weekly) == []
    assert is_sound(session)


@pytest.mark.parametrize("every_days", [7, None])
def test_an_overdue_update_is_met_late_by_asking_again_and_not_wiped_out(
    session: Session, force: Force, weekly: Case, every_days: int | None
):
    [overdue] = updates(session, weekly)
    at = LATER + 60 * DAY
    making_updates.agree(session, force, weekly.victims[0], at, every_days=every_days)
    assert (overdue.status, overdue.ended_at) == (DutyStatus.MET_LATE, at)
    assert len(updates(session, weekly)) == (1 if every_days else 0)
    assert is_sound(session)


def test_what_is_said_to_be_heard_in_time_and_typed_long_afterwards_is_late(
    session: Session, force: Force, weekly: Case
):
    [overdue] = updates(session, weekly)
    making_updates.agree(
        session, force, weekly.victims[0], LATER + 60 * DAY, at=LATER + 2 * DAY, every_days=None
    )
    assert (overdue.status, overdue.ended_at) == (DutyStatus.MET_LATE, LATER + 2 * DAY)
    assert is_sound(session)


def test_what_was_heard_before_an_overdue_update_began_does_not_end_it(
    session: Session, force: Force, weekly: Case
):
    ring(session, force, weekly, LATER + DAY)
    [overdue] = updates(session, weekly)
    making_updates.agree(session, force, weekly.victims[0], LATER + 60 * DAY, at=LATER + HOUR, every_days=28)
    assert updates(session, weekly) == [overdue]
    assert is_sound(session)
    ring(session, force, weekly, LATER + 61 * DAY)
    assert overdue.status is DutyStatus.MET_LATE
    assert [each.due_at.date() for each in updates(session, weekly)] == [LATER.date() + 89 * DAY]
    assert is_sound(session)


def test_a_contact_that_is_corrected_after_asking_again_leaves_what_was_overdue_by_then_late(
    session: Session, force: Force, weekly: Case
):
    [first] = updates(session, weekly)
    contact = ring(session, force, weekly, LATER + DAY)
    [second] = updates(session, weekly)
    making_updates.agree(session, force, weekly.victims[0], LATER + 60 * DAY)
    assert second.status is DutyStatus.MET_LATE
    missed = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER + DAY)
    correct_contact(session, force.officer, contact, missed, "Her neighbour.", now=LATER + 61 * DAY)
    assert (first.status, first.ended_at) == (DutyStatus.MET_LATE, LATER + 60 * DAY)
    assert len(updates(session, weekly)) == 1
    assert is_sound(session)


def test_what_is_agreed_is_typed_later_and_a_contact_since_was_the_first_update(
    session: Session, force: Force
):
    case = making.an_investigation(session, force)
    ring(session, force, case, LATER + 2 * HOUR)
    making_updates.agree(session, force, case.victims[0], LATER + 3 * HOUR, at=LATER)
    [owed] = updates(session, case)
    assert owed.triggered_at == LATER + 2 * HOUR
    assert is_sound(session)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"every_days": 0}, "every_days"),
        ({"every_days": 183}, "every_days"),
        ({"method": None}, "method"),
        ({"method": Channel.LETTER}, "method"),
        ({"quiet_times": " "}, "quiet_times"),
        ({"words": " "}, "words"),
        ({"at": LATER + DAY}, "heard_at"),
        ({"heard_by_id": 999_999}, "heard_by"),
    ],
)
def test_what_is_agreed_is_whole(session: Session, force: Force, cases: Cases, changes: dict, field: str):
    victim = cases.investigated.victims[0]
    making_telling.say_what_is_safe(session, force, victim, Channel.PHONE, unsafe=frozenset({Channel.LETTER}))
    with pytest.raises(FactNotAccepted) as refused:
        making_updates.agree(session, force, victim, LATER, **changes)
    assert refused.value.field == field


def test_anybody_at_work_agrees_it_and_an_auditor_does_not(session: Session, force: Force, cases: Cases):
    victim = cases.investigated.victims[0]
    with pytest.raises(NotPermitted):
        making_updates.agree(session, force, victim, LATER, force.auditor)
    row = session.get_one(
        UpdateAgreement, making_updates.agree(session, force, victim, LATER, force.other_officer)
    )
    assert (row.every_days, row.method, row.heard_by_id) == (7, Channel.PHONE, force.officer.id)


def test_how_often_is_not_ticked_on_a_contact(session: Session, force: Force):
    case = making.an_investigation(session, force, offence="assault_common")
    [right] = [each for each in duties_of(session, case, DutyKind.RIGHT) if each.right_key == "how_often"]
    with pytest.raises(FactNotAccepted, match="page Updates"):
        ring(session, force, case, LATER, covers=frozenset({right.id}))


def test_who_wants_no_contact_is_owed_no_update_until_they_take_it_back(
    session: Session, force: Force, weekly: Case
):
    [owed] = updates(session, weekly)
    due_at = owed.due_at
    making_telling.no_contact_wanted(session, force, weekly.victims[0], LATER + HOUR)
    assert owed.status is DutyStatus.EXCUSED
    with pytest.raises(FactNotAccepted, match="does not want contact"):
        making_updates.agree(session, force, weekly.victims[0], LATER + HOUR)
    exception = read_case(session, weekly.id, LATER + HOUR).victims[0].exceptions[-1].id
    making_telling.over(session, force, weekly.victims[0], exception, LATER + 2 * HOUR)
    assert (owed.status, owed.due_at) == (DutyStatus.RUNNING, due_at)
    assert is_sound(session)


def test_a_finished_case_owes_no_update_and_one_that_is_reopened_does(
    session: Session, force: Force, cases: Cases
):
    case = making.a_case_ready_to_close(session, force)
    making_updates.agree(session, force, case.victims[0], LATER)
    making.take(session, force.officer, case, Step.FILE_NO_FURTHER_ACTION, InWords(), now=LATER + HOUR)
    [ended] = updates(session, case, None)
    assert ended.status is DutyStatus.EXCUSED
    with pytest.raises(Refusal, match="finished"):
        making_updates.agree(session, force, case.victims[0], LATER + 2 * HOUR)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("News."), now=LATER + 3 * DAY)
    [owed] = updates(session, case)
    assert owed.due_at.date() == LATER.date() + 10 * DAY
    assert is_sound(session)


def test_a_contact_corrected_to_an_attempt_was_no_update(session: Session, force: Force, weekly: Case):
    [first] = updates(session, weekly)
    contact = ring(session, force, weekly, LATER + DAY)
    [second] = updates(session, weekly)
    missed = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER + DAY)
    correct_contact(session, force.officer, contact, missed, "Her neighbour.", now=LATER + DAY + HOUR)
    assert (first.status, second.status) == (DutyStatus.RUNNING, DutyStatus.EXCUSED)
    assert is_sound(session)


def test_a_contact_corrected_after_the_next_leaves_one_update_running(
    session: Session, force: Force, weekly: Case
):
    [first] = updates(session, weekly)
    contact = ring(session, force, weekly, LATER + DAY)
    ring(session, force, weekly, LATER + 9 * DAY)
    missed = ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, LATER + DAY)
    correct_contact(session, force.officer, contact, missed, "Her neighbour.", now=LATER + 10 * DAY)
    assert (first.status, first.ended_at) == (DutyStatus.MET_LATE, LATER + 9 * DAY)
    assert len(updates(session, weekly)) == 1
    assert is_sound(session)


def test_a_mended_word_leaves_the_update_as_it_was(session: Session, force: Force, weekly: Case):
    contact = ring(session, force, weekly, LATER + DAY)
    again = ContactMade(Channel.PHONE, ContactResult.REACHED, LATER + DAY, told="Nothing new yet.")
    correct_contact(session, force.officer, contact, again, "A word.", now=LATER + 2 * DAY)
    [owed] = updates(session, weekly)
    assert owed.due_at.date() == LATER.date() + 8 * DAY
    assert len(updates(session, weekly, DutyStatus.MET)) == 1
    assert is_sound(session)
