"""While a decision is signed or carried out, somebody else changes what it rests on, or signs too."""

from __future__ import annotations

from tests import making
from tests.races.at_work import set_up
from tests.races.overlapping import all_at_once, one_waits
from tests.stores import Store
from vocabulary import DecisionKind, State, Step
from workflow.refusals import CaseHasMoved, Refusal, StepNotOpen, WouldLapse
from workflow.services import contacts
from workflow.services.particulars import InWords
from workflow.services.steps import Refused, Taken


def test_a_sign_off_that_waited_for_a_new_line_is_stale(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    _, signed = one_waits(
        one_store, scene.add_line(lapse_accepted=True), scene.step(scene.force.sergeant, Step.AUTHORISE)
    )
    assert isinstance(signed, CaseHasMoved)
    assert scene.state is State.INVESTIGATING
    assert scene.how_the_decision_ended() == ["lapsed"]
    assert scene.events("decision_signed_off") == 0


def test_a_line_that_waited_for_the_sign_off_is_warned_that_the_decision_would_lapse(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    _, added = one_waits(one_store, scene.step(scene.force.sergeant, Step.AUTHORISE), scene.add_line())
    assert isinstance(added, WouldLapse)
    assert scene.state is State.AWAITING_VICTIM_UPDATE
    assert scene.events("line_added") == len(scene.case.lines)


def test_a_line_accepted_while_the_sign_off_was_given_makes_the_signed_decision_lapse(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    one_waits(
        one_store, scene.step(scene.force.sergeant, Step.AUTHORISE), scene.add_line(lapse_accepted=True)
    )
    assert scene.state is State.INVESTIGATING
    assert scene.how_the_decision_ended() == ["lapsed"]
    assert scene.ask("SELECT status FROM duty WHERE decision_id = :decision") == [("excused",)]


def test_where_one_sign_off_is_needed_the_second_of_two_at_once_finds_it_done(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    taken, late = one_waits(
        one_store,
        scene.step(scene.force.sergeant, Step.AUTHORISE),
        scene.step(scene.force.inspector, Step.AUTHORISE),
    )
    assert isinstance(taken, Taken)
    assert isinstance(late, StepNotOpen)
    assert scene.ask("SELECT signed_by_id FROM sign_off WHERE decision_id = :decision") == [
        (scene.force.sergeant.id,)
    ]
    assert scene.ask("SELECT status FROM duty WHERE decision_id = :decision") == [("running",)]


def test_where_two_sign_offs_are_needed_two_at_once_are_both_counted(one_store: Store):
    scene = set_up(one_store, making.a_case_for_two_signers)
    first, second = one_waits(
        one_store,
        scene.step(scene.force.detective_inspector, Step.AUTHORISE),
        scene.step(scene.force.second_detective_inspector, Step.AUTHORISE),
    )
    assert (first.state, second.state) == (State.AWAITING_SIGN_OFF, State.AWAITING_VICTIM_UPDATE)
    assert scene.ask("SELECT signed_by_id FROM sign_off WHERE decision_id = :decision ORDER BY id") == [
        (scene.force.detective_inspector.id,),
        (scene.force.second_detective_inspector.id,),
    ]


def test_one_person_signing_twice_at_once_is_counted_once(one_store: Store):
    scene = set_up(one_store, making.a_case_for_two_signers)
    sign = scene.step(scene.force.detective_inspector, Step.AUTHORISE)
    first, second = one_waits(one_store, sign, sign)
    assert isinstance(first, Taken)
    assert isinstance(second, Refused)
    assert [found.key for found in second.assessment.still_needed] == ["signer_is_independent"]
    assert scene.state is State.AWAITING_SIGN_OFF


def test_a_withdrawal_and_a_sign_off_at_once_leave_one_of_them(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    withdraw = scene.step(scene.force.officer, Step.WITHDRAW_PROPOSAL)
    sign = scene.step(scene.force.sergeant, Step.AUTHORISE)
    _, signed = one_waits(one_store, withdraw, sign)
    assert isinstance(signed, StepNotOpen)
    assert scene.how_the_decision_ended() == ["withdrawn"]
    assert scene.events("decision_signed_off") == 0


def test_a_victim_added_while_the_case_is_closed_has_to_wait_for_a_reopening(one_store: Store):
    scene = set_up(one_store, lambda s, f: making.a_case_ready_to_close(s, f, DecisionKind.CLOSURE))
    closed, added = one_waits(
        one_store,
        scene.step(scene.force.officer, Step.CLOSE),
        scene.add_victim(lapse_accepted=True),
    )
    assert isinstance(closed, Taken)
    assert isinstance(added, Refusal)
    assert "finished" in added.why
    assert scene.state is State.CLOSED
    assert scene.ask("SELECT count(*) FROM victim WHERE investigation_id = :case") == [(1,)]


def test_a_closing_that_waited_for_a_new_victim_is_stale(one_store: Store):
    scene = set_up(one_store, lambda s, f: making.a_case_ready_to_close(s, f, DecisionKind.CLOSURE))
    _, closed = one_waits(
        one_store, scene.add_victim(lapse_accepted=True), scene.step(scene.force.officer, Step.CLOSE)
    )
    assert isinstance(closed, CaseHasMoved)
    assert scene.state is State.INVESTIGATING
    assert scene.ask("SELECT count(*) FROM victim WHERE investigation_id = :case") == [(2,)]


def test_a_telling_that_waited_for_the_lapse_tells_nothing_that_stands(one_store: Store):
    scene = set_up(one_store, making.signed_off)
    tell = making.telling(scene.case)
    _, told = one_waits(
        one_store,
        scene.add_line(lapse_accepted=True),
        lambda session: contacts.record_contact(
            session, scene.force.victim_care_officer, scene.case.victims[0], tell, now=making.NOW
        ),
    )
    assert isinstance(told, int), "contact is never refused for what happened meanwhile"
    assert scene.state is State.INVESTIGATING
    assert scene.ask("SELECT status FROM duty WHERE decision_id = :decision") == [("excused",)]


def test_two_people_filing_at_once_file_once(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    file = Step.FILE_NO_FURTHER_ACTION
    _, again = one_waits(
        one_store, scene.step(scene.force.officer, file), scene.step(scene.force.sergeant, file)
    )
    assert isinstance(again, StepNotOpen)
    assert scene.events("case_filed_no_further_action") == 1


def test_a_reopening_while_another_reopens_begins_one_round(one_store: Store):
    scene = set_up(one_store, making.a_finished_case)
    reopen = [
        scene.step(actor, Step.REOPEN, InWords("A witness came forward."))
        for actor in (scene.force.sergeant, scene.force.inspector)
    ]
    _, again = one_waits(one_store, *reopen)
    assert isinstance(again, CaseHasMoved)
    assert scene.ask("SELECT round FROM investigation WHERE id = :case") == [(2,)]


def test_everybody_deciding_at_once_leaves_a_record_that_is_sound(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    force = scene.force
    all_at_once(
        one_store,
        scene.step(force.sergeant, Step.AUTHORISE),
        scene.step(force.inspector, Step.AUTHORISE),
        scene.step(force.sergeant, Step.RETURN_FOR_WORK),
        scene.step(force.officer, Step.WITHDRAW_PROPOSAL),
        scene.add_line(lapse_accepted=True),
        scene.add_victim(lapse_accepted=True),
    )
    assert scene.events("decision_signed_off") <= 1
    assert len(scene.how_the_decision_ended()) == 1, "what was recorded last took the decision back"
