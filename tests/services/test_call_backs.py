"""A share of those who withdraw is rung back by somebody outside the team, who chooses nothing of it."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import CallBack, CaseEvent, Contact, Duty
from tests import making, making_telling, making_withdrawals
from tests.making import Force
from tests.making_withdrawals import agree_call_back, call_back, held, withdraw
from tests.services.prepared import LATER, facts_of
from vocabulary import (
    CallBackResult,
    Channel,
    ContactResult,
    DutyKind,
    DutyStatus,
    EventKind,
    Rank,
    RiskFlag,
    Role,
    VictimView,
)
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.sampling import is_drawn
from workflow.services.opening import policy_at
from workflow.services.victims import record_view

LATEST = LATER + dt.timedelta(hours=1)
NOT_THEIRS = CallBackResult.NOT_OWN_DECISION


def duties(session: Session, victim: int, kind: DutyKind = DutyKind.CALL_BACK) -> list[DutyStatus]:
    query = sa.select(Duty.status).where(Duty.victim_id == victim, Duty.kind == kind).order_by(Duty.id)
    return list(session.scalars(query))


@pytest.fixture
def case(session: Session, force: Force) -> making.Case:
    return making.an_investigation(session, force)


@pytest.fixture
def drawn(session: Session, force: Force, case: making.Case) -> int:
    """A victim who withdrew and is to be rung back."""
    return making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)


@pytest.fixture
def not_drawn(session: Session, force: Force, case: making.Case) -> int:
    return making_withdrawals.a_withdrawal(session, force, case.id, drawn=False)


class TestTheDraw:
    """By what nobody chooses, written where it cannot be changed."""

    def test_it_is_made_by_the_hash_of_what_was_just_written_and_can_be_made_again(
        self, session: Session, force: Force, case: making.Case
    ):
        percent = policy_at(LATER).setting("withdrawal_call_back_percent")
        for wanted in (True, False):
            victim = making_withdrawals.a_withdrawal(session, force, case.id, drawn=wanted)
            recorded = session.get_one(CaseEvent, held(session, victim).event_id)
            view = session.scalars(sa.select(CaseEvent).where(CaseEvent.hash == recorded.previous_hash)).one()
            assert view.kind is EventKind.VICTIM_VIEW_RECORDED
            assert is_drawn(view.hash, percent) is wanted
            assert facts_of(recorded)["drawn"] is wanted
            assert duties(session, victim) == ([DutyStatus.RUNNING] if wanted else [])
        assert verify(session).is_sound

    def test_about_as_many_are_drawn_as_the_policy_says(self, session: Session, force: Force):
        percent = policy_at(LATER).setting("withdrawal_call_back_percent")
        drawn = sum(is_drawn(f"an event {number}", percent) for number in range(20_000))
        assert abs(drawn / 200 - percent) < 1

    def test_recording_it_again_draws_the_same(self, session: Session, force: Force, drawn, not_drawn):
        for _ in range(30):
            withdraw(session, force, not_drawn, LATER, reason=making_withdrawals.WithdrawalReason.HEALTH)
            withdraw(session, force, drawn, LATER)
        assert not held(session, not_drawn).is_drawn
        assert held(session, drawn).is_drawn
        assert duties(session, not_drawn) == []
        assert duties(session, drawn) == [DutyStatus.RUNNING]

    def test_taking_it_back_and_recording_it_again_escapes_nothing(
        self, session: Session, force: Force, drawn
    ):
        for _ in range(3):
            record_view(session, force.officer, drawn, VictimView.SUPPORTS, "Yes.", now=LATER)
            assert DutyStatus.RUNNING not in duties(session, drawn)
            withdraw(session, force, drawn, LATER)
            assert duties(session, drawn)[-1] is DutyStatus.RUNNING
        assert verify(session).is_sound


class TestTheCall:
    """By a way that is safe, after a risk check; a contact like every other."""

    def test_it_is_kept_as_a_contact_and_ends_what_was_owed(self, session: Session, force: Force, drawn):
        call_back(session, force, drawn, LATER, rung_at=LATER - dt.timedelta(minutes=10))
        row = session.get_one(CallBack, held(session, drawn).id)
        contact = session.get_one(Contact, row.contact_id)
        assert (contact.result, contact.said, contact.unsafe) == (
            ContactResult.REACHED,
            "Yes, I decided that.",
            None,
        )
        assert duties(session, drawn) == [DutyStatus.MET]
        assert verify(session).is_sound
        with pytest.raises(FactNotAccepted, match="drawn to be rung back"):
            call_back(session, force, drawn, LATEST)

    def test_one_typed_long_afterwards_counts_from_then(self, session: Session, force: Force, drawn):
        due = session.scalar(sa.select(Duty.due_at).where(Duty.kind == DutyKind.CALL_BACK))
        in_time = due - dt.timedelta(hours=1)
        call_back(session, force, drawn, due + dt.timedelta(days=2), rung_at=in_time)
        assert duties(session, drawn) == [DutyStatus.MET_LATE]
        assert verify(session).is_sound

    def test_one_who_was_not_drawn_is_not_rung(self, session: Session, force: Force, not_drawn):
        with pytest.raises(FactNotAccepted, match="drawn to be rung back"):
            call_back(session, force, not_drawn, LATER)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"risk_check": " "}, "risk_check"),
            ({"channel": None}, "channel"),
            ({"rung_at": None}, "rung_at"),
            ({"rung_at": LATEST}, "rung_at"),
            ({"rung_at": making.NOW - dt.timedelta(minutes=5)}, "rung_at"),
            ({"words": " "}, "words"),
            ({"help_was_offered": None}, "help_was_offered"),
            ({"result": CallBackResult.NOT_REACHED}, "result"),
        ],
    )
    def test_what_is_missing_is_said_beside_its_field(
        self, session: Session, force: Force, drawn, changes, field
    ):
        with pytest.raises(FactNotAccepted) as refused:
            call_back(session, force, drawn, LATER, **changes)
        assert refused.value.field == field

    def test_only_by_a_way_that_is_safe_for_them(self, session: Session, force: Force):
        case = making.an_investigation(
            session, force, offence="assault_common", flags=frozenset({RiskFlag.DOMESTIC_ABUSE})
        )
        victim = making_withdrawals.a_withdrawal(session, force, case.id, drawn=True)
        with pytest.raises(FactNotAccepted, match="not recorded as safe") as refused:
            call_back(session, force, victim, LATER, channel=Channel.PHONE)
        assert refused.value.field == "channel"
        making_telling.say_what_is_safe(session, force, victim, Channel.PHONE, now=LATER)
        call_back(session, force, victim, LATER, channel=Channel.PHONE)

    def test_the_risk_check_may_say_not_to_ring(self, session: Session, force: Force, drawn):
        call_back(
            session,
            force,
            drawn,
            LATER,
            result=CallBackResult.NOT_RUNG,
            risk_check="He answers her telephone.",
            channel=None,
            rung_at=None,
            words="",
            help_was_offered=None,
        )
        assert duties(session, drawn) == [DutyStatus.MET]
        assert session.get_one(CallBack, held(session, drawn).id).contact_id is None
        assert verify(session).is_sound

    @pytest.mark.parametrize("result", [CallBackResult.NOT_RUNG, CallBackResult.NOT_REACHED])
    def test_that_nobody_rings_is_not_for_a_victim_care_officer_to_say(
        self, session: Session, force: Force, drawn, result
    ):
        elsewhere = making.a_person(
            session, "care_elsewhere", Rank.POLICE_STAFF, (Role.VICTIM_CARE_OFFICER, force.other_unit)
        )
        with pytest.raises(FactNotAccepted, match="a sergeant or above") as refused:
            call_back(session, force, drawn, LATER, elsewhere, result=result)
        assert refused.value.field == "result"
        assert duties(session, drawn) == [DutyStatus.RUNNING]

    def test_one_who_cannot_be_reached_was_tried_as_often_as_the_rule_asks(
        self, session: Session, force: Force, drawn
    ):
        later = making_telling.enough_attempts(session, force, drawn, LATER)
        call_back(session, force, drawn, later, result=CallBackResult.NOT_REACHED)
        assert session.get_one(CallBack, held(session, drawn).id).result is CallBackResult.NOT_REACHED
        assert verify(session).is_sound


class TestWhoAskedNotToBeContacted:
    """They are left alone, unless somebody of the policy's rank agrees."""

    def test_a_detective_inspector_agrees_or_nobody_rings(self, session: Session, force: Force, drawn):
        with pytest.raises(FactNotAccepted, match="has not asked"):
            agree_call_back(session, force, drawn, LATER)
        making_telling.no_contact_wanted(session, force, drawn, LATER)
        with pytest.raises(NotPermitted, match="a detective inspector or above agrees"):
            call_back(session, force, drawn, LATER)
        for person in (force.other_sergeant, force.inspector):
            with pytest.raises(NotPermitted, match="detective inspector"):
                agree_call_back(session, force, drawn, LATER, person)
        with pytest.raises(NotPermitted):
            agree_call_back(session, force, drawn, LATER, force.officer)
        agree_call_back(session, force, drawn, LATER)
        with pytest.raises(FactNotAccepted, match="agreed already"):
            agree_call_back(session, force, drawn, LATER)
        call_back(session, force, drawn, LATER)
        assert duties(session, drawn) == [DutyStatus.MET]
        assert verify(session).is_sound

    def test_where_nobody_agrees_it_is_enough_to_write_that(self, session: Session, force: Force, drawn):
        making_telling.no_contact_wanted(session, force, drawn, LATER)
        call_back(session, force, drawn, LATER, result=CallBackResult.NOT_RUNG)
        assert duties(session, drawn) == [DutyStatus.MET]
