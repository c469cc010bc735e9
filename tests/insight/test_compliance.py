"""Figures of what victims are owed: what each duty is counted as, its month, and who tried in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.compliance import Rate
from models import Duty
from tests import making, making_telling, making_updates
from tests.insight.asking_figures import DAY, HOUR, LATER, TELL, figures, numbers
from tests.making import NOW, Case, Force
from vocabulary import (
    COUNTED_IN,
    Channel,
    ContactResult,
    CountedAs,
    DutyKind,
    DutyStatus,
    Figure,
    Trigger,
    WhyNotGiven,
)
from workflow.services import contacts, lines, rights
from workflow.services.contact_corrections import correct_contact


def told(case: Case, at: dt.datetime, **more: object) -> contacts.ContactMade:
    return making.telling(case, at, told_of_review=True, **more)


@pytest.fixture
def force(session: Session) -> Force:
    return making.a_force(session)


@pytest.fixture
def signed(session: Session, force: Force) -> Case:
    """A decision that its one victim is owed to be told, within five working days: by 9 March."""
    return making.signed_off(session, force)


def in_time(session: Session, force: Force, case: Case) -> None:
    making.tell(session, force, case, NOW + DAY)


def too_late(session: Session, force: Force, case: Case) -> None:
    making.tell(session, force, case, NOW + 20 * DAY)


def typed_too_late(session: Session, force: Force, case: Case) -> None:
    made = told(case, NOW + DAY)
    contacts.record_contact(session, force.victim_care_officer, case.victims[0], made, now=NOW + 20 * DAY)


def declined(session: Session, force: Force, case: Case) -> None:
    making_telling.no_contact_wanted(session, force, case.victims[0], NOW + DAY)


def not_reached(session: Session, force: Force, case: Case) -> None:
    making_telling.unable(
        session, force, case, making_telling.enough_attempts(session, force, case.victims[0])
    )


def not_safe(session: Session, force: Force, case: Case) -> None:
    making_telling.not_yet(session, force, case, NOW + DAY, force.detective_inspector)


def taken_back(session: Session, force: Force, case: Case) -> None:
    lines.add_line(
        session,
        force.officer,
        case.id,
        "cctv",
        "Look again.",
        force.officer.id,
        now=NOW + DAY,
        lapse_accepted=True,
    )


def nothing(session: Session, force: Force, case: Case) -> None:
    """It goes on being owed."""


@pytest.mark.parametrize(
    ("act", "now", "as_what"),
    [
        (in_time, LATER, CountedAs.MET_IN_TIME),
        (too_late, LATER, CountedAs.MET_LATE),
        (typed_too_late, LATER, CountedAs.RECORDED_LATE),
        (nothing, LATER, CountedAs.OVERDUE),
        (nothing, NOW + DAY, CountedAs.RUNNING),
        (declined, LATER, CountedAs.DECLINED),
        (not_reached, LATER, CountedAs.NOT_REACHED),
        (not_safe, LATER, CountedAs.NOT_SAFE_YET),
        (taken_back, LATER, CountedAs.NO_LONGER_OWED),
    ],
    ids=lambda each: getattr(each, "__name__", None) or str(each),
)
def test_telling_a_decision_is_counted_as_what_became_of_it(
    session: Session, force: Force, signed: Case, act: Callable, now: dt.datetime, as_what: CountedAs
):
    act(session, force, signed)
    found = numbers(session, now=now)
    assert found[Figure.OWED] == 1
    expected = {each for each in Figure if as_what in COUNTED_IN[each]}
    # Nobody tried in time where it was told late; nothing was excused late.
    expected -= {Figure.EXCUSED_AFTER_DUE}
    if as_what is not CountedAs.MET_IN_TIME:
        expected -= {Figure.TRIED_IN_TIME}
    assert set(found) == expected


@pytest.mark.parametrize(
    ("why", "at", "figure"),
    [
        (WhyNotGiven.DECLINED, NOW + HOUR, Figure.DECLINED),
        (WhyNotGiven.GOOD_REASON, NOW + HOUR, Figure.GOOD_REASON),
        (WhyNotGiven.GOOD_REASON, NOW + 10 * DAY, Figure.EXCUSED_AFTER_DUE),
    ],
)
def test_a_right_that_was_not_given_is_counted_by_its_lawful_reason(
    session: Session, force: Force, why: WhyNotGiven, at: dt.datetime, figure: Figure
):
    case = making.an_investigation(session, force)
    suspect = making.add_suspect(session, force, case)
    bailed = rights.Development(Trigger.SUSPECT_BAILED, NOW, "Bailed until May.", suspect_id=suspect)
    rights.record_development(session, force.other_officer, case.id, bailed, now=NOW)
    [duty] = session.scalars(sa.select(Duty).where(Duty.right_key == "bail"))
    heard = making_updates.heard(force, at) if why is WhyNotGiven.DECLINED else None
    what = ({duty.id}, why, "So it is.", heard)
    rights.excuse_rights(session, force.sergeant, case.victims[0], *what, now=at)
    found = numbers(session, "right.bail")
    assert found[figure] == found[Figure.EXCUSED] == 1
    assert (Figure.EXCUSED_AFTER_DUE in found) == (at > duty.due_at)
    assert Figure.HAD_TO_BE_MET not in found


def attempt(
    session: Session, force: Force, case: Case, at: dt.datetime, now: dt.datetime | None = None
) -> int:
    tried = contacts.ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, at)
    return contacts.record_contact(session, force.victim_care_officer, case.victims[0], tried, now=now or at)


def tried(session: Session) -> tuple[int, int, int]:
    found = numbers(session)
    return tuple(
        found.get(each, 0) for each in (Figure.TRIED_IN_TIME, Figure.TOLD_IN_TIME, Figure.HAD_TO_BE_TOLD)
    )


def test_trying_in_time_is_shown_apart_from_telling_in_time(session: Session, force: Force, signed: Case):
    assert tried(session) == (0, 0, 1)
    attempt(session, force, signed, NOW + 2 * DAY)
    assert tried(session) == (1, 0, 1)
    too_late(session, force, signed)
    assert tried(session) == (1, 0, 1)


def test_who_was_told_in_time_was_tried_in_time(session: Session, force: Force, signed: Case):
    in_time(session, force, signed)
    assert tried(session) == (1, 1, 1)


def test_an_attempt_that_was_typed_long_afterwards_counts_from_when_it_was(
    session: Session, force: Force, signed: Case
):
    attempt(session, force, signed, NOW + 2 * DAY, NOW + 20 * DAY)
    assert tried(session) == (0, 0, 1)
    attempt(session, force, signed, NOW + 3 * DAY, NOW + 4 * DAY - dt.timedelta(minutes=1))
    assert tried(session) == (1, 0, 1)


def test_a_whole_day_is_too_long_and_a_minute_less_is_not(session: Session, force: Force, signed: Case):
    [due_at] = session.scalars(sa.select(Duty.due_at).where(Duty.decision_id == signed.decision))
    at = (due_at - 2 * HOUR).replace(second=0)
    attempt(session, force, signed, at, at + DAY)
    assert tried(session) == (0, 0, 1)
    attempt(session, force, signed, at, at + DAY - dt.timedelta(minutes=1))
    assert tried(session) == (1, 0, 1)


def test_an_attempt_before_it_was_owed_is_none(session: Session, force: Force, signed: Case):
    attempt(session, force, signed, NOW - HOUR, NOW)
    assert tried(session) == (0, 0, 1)


def test_an_attempt_that_was_corrected_counts_as_what_it_truly_was(
    session: Session, force: Force, signed: Case
):
    first = attempt(session, force, signed, NOW + 2 * DAY)
    better = contacts.ContactMade(Channel.TEXT, ContactResult.ATTEMPTED, NOW + 2 * DAY)
    second = correct_contact(
        session, force.victim_care_officer, first, better, "It was a text.", now=NOW + 20 * DAY
    )
    # A word that is mended later makes nobody late.
    assert tried(session) == (1, 0, 1)
    moved = contacts.ContactMade(Channel.TEXT, ContactResult.ATTEMPTED, NOW + 15 * DAY)
    correct_contact(session, force.victim_care_officer, second, moved, "Later.", now=NOW + 20 * DAY)
    assert tried(session) == (0, 0, 1)


def test_promises_have_a_rate_of_those_kept(session: Session, force: Force):
    case = making.an_investigation(session, force)
    [victim] = case.victims

    def promise(by: dt.datetime, kept_at: dt.datetime | None) -> None:
        made = making.telling(case, promised="I will ring.", promised_for=by)
        contacts.record_contact(session, force.officer, victim, made, now=NOW)
        [duty] = session.scalars(
            sa.select(Duty.id).where(
                Duty.kind == DutyKind.PROMISE, Duty.status == DutyStatus.RUNNING, Duty.due_at == by
            )
        )
        if kept_at is not None:
            keeps = making.telling(case, kept_at, keeps_promises=frozenset({duty}))
            contacts.record_contact(session, force.officer, victim, keeps, now=kept_at)

    promise(NOW + DAY, NOW + HOUR)
    promise(NOW + 2 * DAY, NOW + 2 * DAY)
    promise(NOW + 3 * DAY, NOW + 4 * DAY)
    promise(NOW + 4 * DAY, None)
    promise(LATER + DAY, None)
    tally = figures(session).of("promise")
    assert tally.rate(Figure.MET_IN_TIME, few=10) == Rate(2, 4, True)
    assert tally.rate(Figure.MET_IN_TIME, few=4) == Rate(2, 4, False)
    assert tally.numbers[Figure.RUNNING] == 1
    # A promise is not met by trying.
    assert tally.rate(Figure.TRIED_IN_TIME, few=10) is None


def test_no_rate_is_a_share_of_nothing(session: Session, force: Force, signed: Case):
    tally = figures(session, now=NOW + HOUR).of(TELL)
    assert tally.numbers[Figure.OWED] == 1
    assert tally.rate(Figure.MET_IN_TIME, few=10) is None
    assert figures(session).of("right.court_result").numbers == {}


@pytest.mark.parametrize(
    ("number", "of", "percent"),
    [(0, 3, 0), (3, 3, 100), (199, 200, 99), (1, 1000, 1), (1, 8, 13), (1, 3, 33), (2, 3, 67)],
)
def test_a_rate_is_all_only_of_all_and_none_only_of_none(number: int, of: int, percent: int):
    assert Rate(number, of, False).percent == percent
