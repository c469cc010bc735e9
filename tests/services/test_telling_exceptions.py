"""A decision may be final for a victim who was not told it: each reason, who agrees, and what stays owed."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making, making_telling
from tests.making import Case, Force
from tests.making_telling import DAY
from tests.services.prepared import LATER, NOW, Cases, duties_of, facts_of, kinds_since, last_event_of
from vocabulary import (
    Channel,
    DutyKind,
    DutyStatus,
    EventKind,
    ExceptionKind,
    State,
    Step,
)
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import involvement
from workflow.services import victims
from workflow.services.contacts import record_contact
from workflow.services.opening import policy_at
from workflow.services.particulars import InWords
from workflow.services.steps import Refused, Taken
from workflow.services.telling_exceptions import record_no_contact


def finish(session: Session, force: Force, case: Case, now: dt.datetime) -> Taken | Refused:
    return making.attempt(session, force.officer, case, making.FINISH[case.kind], now=now)


def finishes(session: Session, force: Force, case: Case, now: dt.datetime) -> bool:
    verified = verify(session)
    assert verified.is_sound, verified.fault
    return isinstance(finish(session, force, case, now), Taken)


def held(session: Session, case: Case) -> list[ExceptionKind]:
    return [each.kind for each in read_case(session, case.id, LATER).victims[0].exceptions]


def exception_id(session: Session, case: Case) -> int:
    return read_case(session, case.id, LATER).victims[0].exceptions[-1].id


def owed(session: Session, case: Case) -> list[tuple[DutyKind, dt.datetime]]:
    kinds = (DutyKind.TELL_DECISION, DutyKind.TRY_AGAIN, DutyKind.TELL_LATER, DutyKind.AGREE_EXCEPTION)
    return [(duty.kind, duty.due_at) for kind in kinds for duty in duties_of(session, case, kind)]


# They do not want contact.


def test_an_answer_recorded_after_the_sign_off_stands_once_somebody_independent_agrees(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    (victim,) = case.victims
    assert not finishes(session, force, case, LATER)
    making_telling.no_contact_wanted(session, force, victim, LATER)
    event = last_event_of(session, case.id)
    assert event.kind is EventKind.TELLING_EXCEPTION_RECORDED
    assert event.about_person_id == force.officer.id
    assert [kind for kind, _ in owed(session, case)] == [DutyKind.AGREE_EXCEPTION]
    assert not finishes(session, force, case, LATER)
    making_telling.agreed(session, force, victim, exception_id(session, case), LATER)
    assert last_event_of(session, case.id).kind is EventKind.TELLING_EXCEPTION_AGREED
    (duty,) = duties_of(session, case, DutyKind.AGREE_EXCEPTION, status=None)
    assert (duty.status, owed(session, case)) == (DutyStatus.MET, [])
    assert finishes(session, force, case, LATER)


def test_it_stands_for_what_is_decided_later_until_it_is_taken_back(session: Session, force: Force):
    case = making.a_case_awaiting_sign_off(session, force)
    (victim,) = case.victims
    making_telling.no_contact_wanted(session, force, victim)
    making.sign_off(session, force, case)
    assert owed(session, case) == []
    making_telling.over(session, force, victim, exception_id(session, case), LATER)
    assert facts_of(last_event_of(session, case.id))["owes"] == [case.decision]
    assert [kind for kind, _ in owed(session, case)] == [DutyKind.TELL_DECISION]
    assert not finishes(session, force, case, LATER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"heard_by_id": 999_999}, "heard_by"),
        ({"heard_at": LATER + DAY}, "heard_at"),
        ({"heard_at": making.REPORTED - DAY}, "heard_at"),
    ],
)
def test_their_words_and_who_heard_them_when_are_needed(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        making_telling.no_contact_wanted(session, force, cases.signed.victims[0], LATER, **changes)
    assert refused.value.field == field


def test_it_is_recorded_once_and_by_anybody_operational(session: Session, force: Force, cases: Cases):
    (victim,) = cases.recorded.victims
    with pytest.raises(NotPermitted):
        making_telling.no_contact_wanted(session, force, victim, actor=force.auditor)
    making_telling.no_contact_wanted(session, force, victim, actor=force.other_officer)
    with pytest.raises(FactNotAccepted, match="recorded already"):
        making_telling.no_contact_wanted(session, force, victim)


# They cannot be reached.


def test_enough_attempts_and_a_sergeants_agreement_stand_in_and_trying_again_is_owed(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    later = making_telling.enough_attempts(session, force, case.victims[0])
    making_telling.unable(session, force, case, later)
    [(kind, due_at)] = owed(session, case)
    assert (kind, due_at > later + 20 * DAY) == (DutyKind.TRY_AGAIN, True)
    assert finishes(session, force, case, later)
    assert [kind for kind, _ in owed(session, case)] == [DutyKind.TRY_AGAIN]


def test_three_calls_in_ten_minutes_are_one_attempt(session: Session, force: Force, cases: Cases):
    case, at = cases.signed, NOW + dt.timedelta(minutes=30)
    for minutes in (0, 4, 9):
        making_telling.attempt(
            session, force, case.victims[0], Channel.PHONE, at + dt.timedelta(minutes=minutes)
        )
    with pytest.raises(FactNotAccepted, match="Same channel, same day: counts as one attempt") as refused:
        making_telling.unable(session, force, case, LATER)
    assert refused.value.field == "words"


def test_somebody_who_is_reached_after_all_is_told_and_the_exception_ends(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    later = making_telling.enough_attempts(session, force, case.victims[0])
    making_telling.unable(session, force, case, later)
    before = making.last_event(session, case.id)
    record_contact(
        session, force.officer, case.victims[0], making.telling(case, later + DAY), now=later + DAY
    )
    assert kinds_since(session, case, before) == [
        EventKind.CONTACT_RECORDED,
        EventKind.TELLING_EXCEPTION_ENDED,
    ]
    assert held(session, case) == []
    (duty,) = duties_of(session, case, DutyKind.TRY_AGAIN, status=None)
    assert duty.status is DutyStatus.MET
    assert finishes(session, force, case, later + DAY)


# Another body told them.


def test_another_body_told_them_meets_what_was_owed_once_somebody_agrees_to_it(
    session: Session, force: Force, cases: Cases
):
    case = cases.signed
    making_telling.elsewhere(session, force, case, LATER)
    (duty,) = duties_of(session, case, DutyKind.TELL_DECISION, status=None)
    assert {kind for kind, _ in owed(session, case)} == {DutyKind.TELL_DECISION, DutyKind.AGREE_EXCEPTION}
    assert not finishes(session, force, case, LATER)
    making_telling.agreed(session, force, case.victims[0], exception_id(session, case), LATER)
    assert (duty.status, duty.ended_at) == (DutyStatus.MET, LATER)
    assert finishes(session, force, case, LATER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"words": " "}, "words"),
        ({"told_at": LATER + DAY}, "told_at"),
        ({"told_at": NOW - DAY}, "told_at"),
        ({"decision_id": 999_999}, "decision"),
    ],
)
def test_what_another_body_did_is_whole(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        making_telling.elsewhere(session, force, cases.signed, LATER, **changes)
    assert refused.value.field == field


# All of them.


@pytest.mark.parametrize("ask", [making_telling.unable, making_telling.not_yet, making_telling.elsewhere])
def test_only_what_is_owed_now_needs_an_exception(session: Session, force: Force, cases: Cases, ask):
    with pytest.raises(FactNotAccepted, match="not owed to this victim now"):
        ask(session, force, cases.told, LATER)
    with pytest.raises(FactNotAccepted, match="not signed off yet"):
        ask(session, force, cases.proposed, LATER)


def test_it_is_of_one_decision_and_a_new_round_asks_again(session: Session, force: Force, cases: Cases):
    case = cases.signed
    making_telling.elsewhere(session, force, case, LATER, force.other_sergeant)
    making.take(session, force.officer, case, making.FINISH[case.kind], now=LATER)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A witness came forward."), LATER)
    again = read_case(session, case.id, LATER)
    assert again.state is State.RECORDED
    assert again.victims[0].exceptions[0].is_about(case.decision + 999) is False


@pytest.mark.parametrize("record", [making_telling.not_yet, making_telling.elsewhere])
def test_what_a_lapse_takes_back_is_not_owed_later(session: Session, force: Force, cases: Cases, record):
    record(session, force, cases.signed, LATER)
    making.add_line(session, force, cases.signed, lapse_accepted=True)
    assert owed(session, cases.signed) == []
    verified = verify(session)
    assert verified.is_sound, verified.fault


@pytest.mark.parametrize("finished", [False, True])
def test_when_it_holds_no_more_the_decision_is_owed_again(
    session: Session, force: Force, cases: Cases, finished: bool
):
    case = cases.signed
    making_telling.not_yet(session, force, case, LATER)
    if finished:
        making.take(session, force.officer, case, making.FINISH[case.kind], now=LATER)
    exception = exception_id(session, case)
    with pytest.raises(NotPermitted):
        making_telling.over(session, force, case.victims[0], exception, LATER)
    with pytest.raises(FactNotAccepted):
        making_telling.over(session, force, case.victims[0], exception, LATER, force.sergeant, " ")
    making_telling.over(session, force, case.victims[0], exception, LATER, force.sergeant)
    assert [kind for kind, _ in owed(session, case)] == [DutyKind.TELL_DECISION]
    with pytest.raises(FactNotAccepted, match="still holds"):
        making_telling.over(session, force, case.victims[0], exception, LATER, force.sergeant)
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_sent_twice_it_is_recorded_once(session: Session, force: Force, cases: Cases):
    what = (session, force.officer, cases.signed.victims[0], "No.", force.officer.id, LATER)
    record_no_contact(*what, now=LATER, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        record_no_contact(*what, now=LATER, submission_id="one")


def test_who_heard_what_a_victim_wants_is_on_record_and_is_part_of_the_case(
    session: Session, force: Force, cases: Cases
):
    (victim,) = cases.investigated.victims
    view = (victim, victims.VictimView.DOES_NOT_SUPPORT, "Let it be.")
    heard = {"heard_by_id": force.sergeant.id, "heard_at": NOW}
    victims.record_view(session, force.officer, *view, now=LATER, **heard)
    file = read_case(session, cases.investigated.id, LATER)
    assert file.victims[0].view_is_heard

    assert involvement(file, force.sergeant.id, policy_at(LATER)) == "took what the victim wants"
    for wrong, field in (({"heard_at": LATER + DAY}, "heard_at"), ({"heard_by_id": 999_999}, "heard_by")):
        with pytest.raises(FactNotAccepted) as refused:
            victims.record_view(session, force.officer, *view, now=LATER, **(heard | wrong))
        assert refused.value.field == field
