"""A victim withdraws: what is kept, what it says of what they want, and what an outcome asks of it."""

from __future__ import annotations

import dataclasses

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Victim, Withdrawal
from tests import making, making_telling, making_withdrawals
from tests.making import Case, Force
from tests.making_withdrawals import decide_without, held, withdraw
from tests.services.prepared import LATER, facts_of, last_event_of
from vocabulary import Channel, DecisionKind, EventKind, EvidenceLed, RiskFlag, VictimView, WithdrawalReason
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal, WouldLapse
from workflow.services.steps import Refused, Taken
from workflow.services.victims import record_view

DOMESTIC = {"flags": frozenset({RiskFlag.DOMESTIC_ABUSE}), "offence": "assault_common"}
PROPOSE = making.PROPOSE[DecisionKind.NO_FURTHER_ACTION]


def still_needed(session: Session, force: Force, case: Case, outcome: str = "14") -> set[str]:
    """The keys that stand in the way of this outcome; tried, and taken back."""
    with session.begin_nested() as trial:
        result = making.attempt(session, force.officer, case, PROPOSE, making.proposal(outcome), LATER)
        found = set() if isinstance(result, Taken) else {each.key for each in result.assessment.still_needed}
        trial.rollback()
    session.expire_all()
    return found


def standing(session: Session, case: Case):
    return read_case(session, case.id, LATER).victims[0].withdrawal


def test_a_withdrawal_keeps_what_was_said_and_says_what_the_victim_wants(session: Session, force: Force):
    case = making.an_investigation(session, force)
    (victim,) = case.victims
    withdraw(session, force, victim, LATER)
    row = held(session, victim)
    assert (row.words, row.heard_by_id, row.heard_at) == (
        making_withdrawals.WORDS,
        force.victim_care_officer.id,
        LATER,
    )
    assert (row.unit_id, row.help_answer, row.account_reference) == (force.unit, "No, thank you.", "MG11/1")
    person = session.get_one(Victim, victim)
    assert (person.view, person.view_heard_by_id) == (
        VictimView.DOES_NOT_SUPPORT,
        force.victim_care_officer.id,
    )
    event = last_event_of(session, case.id)
    assert (event.kind, event.about_person_id) == (
        EventKind.WITHDRAWAL_RECORDED,
        force.victim_care_officer.id,
    )
    assert {"reason": "fears_court", "account": "signed_statement", "unit": force.unit}.items() <= facts_of(
        event
    ).items()
    assert verify(session).is_sound


def test_the_facts_of_its_event_hold_no_words_of_anybodys(session: Session, force: Force):
    case = making.an_investigation(session, force)
    withdraw(session, force, case.victims[0])
    event = last_event_of(session, case.id)
    for words in (making_withdrawals.WORDS, "MG11/1", "A screen", "No, thank you", "Locks changed"):
        assert words not in event.canonical


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": " "}, "words"),
        ({"view": VictimView.SUPPORTS}, "view"),
        ({"reason": WithdrawalReason.ANOTHER}, "reason_words"),
        ({"account": None}, "account"),
        ({"account_reference": " "}, "account_reference"),
        ({"help_answer": ""}, "help_answer"),
        ({"help_offered": ""}, "help_offered"),
        ({"heard_by_id": 10**9}, "heard_by"),
        ({"heard_at": LATER + (LATER - making.NOW)}, "heard_at"),
        ({"heard_at": making.REPORTED - (LATER - making.NOW)}, "heard_at"),
    ],
)
def test_what_is_half_said_is_sent_back_beside_its_field(session: Session, force: Force, changes, field):
    case = making.an_investigation(session, force)
    with pytest.raises(FactNotAccepted) as refused:
        withdraw(session, force, case.victims[0], LATER, **changes)
    assert refused.value.field == field


def test_what_nobody_asked_may_be_left_out_and_an_outcome_asks_for_it(session: Session, force: Force):
    case = making.a_case_ready_to_propose(session, force, **DOMESTIC)
    (victim,) = case.victims
    everything = {
        "withdrawal_is_on_record",
        "withdrawal_is_evidenced",
        "barriers_were_offered_help",
        "protection_was_considered",
        "evidence_led_route_was_decided",
    }
    assert still_needed(session, force, case) >= {"withdrawal_is_on_record", "evidence_led_route_was_decided"}
    bare = dict.fromkeys(("account_reference", "help_offered", "help_answer", "protection"), "")
    withdraw(session, force, victim, LATER, account=None, **bare)
    assert still_needed(session, force, case) & everything == everything - {"withdrawal_is_on_record"}
    withdraw(session, force, victim, LATER)
    assert still_needed(session, force, case) & everything == {"evidence_led_route_was_decided"}
    decide_without(session, force, case.id, LATER)
    assert still_needed(session, force, case) & everything == set()
    assert still_needed(session, force, case, "18") & everything == set()


def test_a_view_alone_is_no_withdrawal(session: Session, force: Force):
    case = making.a_case_ready_to_propose(session, force)
    view = (VictimView.DOES_NOT_SUPPORT, "Let it be.")
    record_view(session, force.victim_care_officer, case.victims[0], *view, now=LATER)
    decide_without(session, force, case.id, LATER)
    assert still_needed(session, force, case) == {"withdrawal_is_on_record"}
    withdraw(session, force, case.victims[0], LATER)
    decide_without(session, force, case.id, LATER)
    assert still_needed(session, force, case) == set()


def test_silence_is_not_withdrawal_and_nothing_is_asked_of_it_but_the_decision(
    session: Session, force: Force
):
    case = making.a_case_ready_to_propose(session, force)
    assert "withdrawal_is_on_record" in still_needed(session, force, case)
    later = making_telling.enough_attempts(session, force, case.victims[0], LATER)
    decide_without(session, force, case.id, later)
    result = making.attempt(session, force.officer, case, PROPOSE, making.proposal("14"), later)
    assert isinstance(result, Taken)


def test_one_who_supports_after_all_has_taken_it_back(session: Session, force: Force):
    case = making.an_investigation(session, force)
    (victim,) = case.victims
    withdraw(session, force, victim)
    assert standing(session, case) is not None
    record_view(session, force.officer, victim, VictimView.SUPPORTS, "I will do it.", now=LATER)
    assert standing(session, case) is None
    # What they want now is not brought back by the old words.
    record_view(session, force.officer, victim, VictimView.DOES_NOT_SUPPORT, "No.", now=LATER)
    assert standing(session, case) is None
    withdraw(session, force, victim, LATER)
    assert standing(session, case).id == held(session, victim).id
    assert verify(session).is_sound


def test_a_later_one_takes_the_place_of_the_one_before_and_both_are_kept(session: Session, force: Force):
    case = making.an_investigation(session, force)
    (victim,) = case.victims
    first = withdraw(session, force, victim)
    second = withdraw(session, force, victim, LATER, reason=WithdrawalReason.HEALTH)
    assert standing(session, case).id == second
    assert session.get_one(Withdrawal, first).reason is WithdrawalReason.FEARS_COURT
    kept = sa.select(sa.func.count()).where(Withdrawal.victim_id == victim)
    assert session.scalar(kept) == 2


def test_it_takes_a_standing_proposal_back_once_that_is_accepted(session: Session, force: Force):
    case = making.a_case_awaiting_sign_off(session, force)
    with pytest.raises(WouldLapse):
        withdraw(session, force, case.victims[0], LATER)
    withdraw(session, force, case.victims[0], LATER, lapse_accepted=True)
    assert read_case(session, case.id, LATER).decision is None
    assert verify(session).is_sound


def test_whoever_took_it_does_not_sign(session: Session, force: Force):
    case = making.a_case_ready_to_propose(session, force)
    withdraw(session, force, case.victims[0], LATER, heard_by_id=force.sergeant.id)
    decide_without(session, force, case.id, LATER)
    making.take(session, force.officer, case, PROPOSE, making.proposal("14"), LATER)
    result = making.attempt(session, force.sergeant, case, making.Step.AUTHORISE, now=LATER)
    assert isinstance(result, Refused)
    assert "took what the victim wants" in result.assessment.still_needed[0].finding.why


def test_on_a_finished_case_it_waits_for_a_reopening(session: Session, force: Force):
    case = making.a_finished_case(session, force)
    with pytest.raises(Refusal, match="finished"):
        withdraw(session, force, case.victims[0], LATER)


def test_nobody_outside_the_work_records_one(session: Session, force: Force):
    case = making.an_investigation(session, force)
    for person in (force.auditor, force.administrator, force.assessor):
        with pytest.raises(NotPermitted):
            withdraw(session, force, case.victims[0], LATER, person)


class TestGoingOnWithoutTheVictim:
    """Decided by a supervisor of the rank, who neither investigates nor took the withdrawal."""

    def test_rank_role_and_part_are_three_questions(self, session: Session, force: Force):
        case = making.an_investigation(session, force)
        for person in (force.officer, force.victim_care_officer):
            with pytest.raises(NotPermitted, match="decided by a supervisor"):
                decide_without(session, force, case.id, LATER, person)
        for person in (force.sergeant, force.inspector):
            with pytest.raises(NotPermitted, match="detective"):
                decide_without(session, force, case.id, LATER, person)
        withdraw(session, force, case.victims[0], heard_by_id=force.detective_inspector.id)
        with pytest.raises(NotPermitted, match="took what the victim wants"):
            decide_without(session, force, case.id, LATER)
        other = force.second_detective_inspector
        with pytest.raises(FactNotAccepted, match="Write why"):
            decide_without(session, force, case.id, LATER, other, reason=" ")
        decide_without(session, force, case.id, LATER, other)
        assert verify(session).is_sound

    def test_the_officer_in_the_case_does_not_decide_it_whatever_their_rank(
        self, session: Session, force: Force
    ):
        case = making.an_investigation(session, force)
        detective = dataclasses.replace(force.officer, rank=force.inspector.rank, is_detective=True)
        as_supervisor = dataclasses.replace(detective, roles=force.sergeant.roles)
        with pytest.raises(NotPermitted, match="not the officer in the case"):
            decide_without(session, force, case.id, LATER, as_supervisor)

    def test_that_it_goes_on_keeps_the_outcome_away_and_a_later_decision_holds(
        self, session: Session, force: Force
    ):
        case = making.a_case_ready_to_propose(session, force)
        withdraw(session, force, case.victims[0], LATER)
        decide_without(session, force, case.id, LATER, decided=EvidenceLed.GO_ON)
        assert still_needed(session, force, case) == {"evidence_led_route_was_decided"}
        decide_without(session, force, case.id, LATER)
        assert still_needed(session, force, case) == set()

    def test_it_is_decided_again_after_another_withdrawal(self, session: Session, force: Force):
        case = making.a_case_ready_to_propose(session, force)
        withdraw(session, force, case.victims[0], LATER)
        decide_without(session, force, case.id, LATER)
        withdraw(session, force, case.victims[0], LATER, channel=Channel.PHONE)
        assert still_needed(session, force, case) == {"evidence_led_route_was_decided"}

    def test_a_reopened_case_is_decided_afresh(self, session: Session, force: Force):
        ready = making.a_case_ready_to_propose(session, force)
        decide_without(session, force, ready.id)
        assert read_case(session, ready.id, LATER).evidence_led.decided is EvidenceLed.NOT_PURSUED
        making.take(session, force.officer, ready, PROPOSE, making.proposal())
        case = making.proposed_on(session, ready)
        making.sign_off(session, force, case)
        making.tell(session, force, case)
        making.take(session, force.officer, case, making.FINISH[case.kind])
        because = making.InWords("A witness came.")
        making.take(session, force.sergeant, case, making.Step.REOPEN, because, LATER)
        assert read_case(session, case.id, LATER).evidence_led is None
        assert verify(session).is_sound
