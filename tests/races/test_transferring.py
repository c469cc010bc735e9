"""While another force's acceptance is recorded, somebody else signs, finishes or takes the transfer back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests import making_endings
from tests.making import Case, Force
from tests.making_endings import CANCELLATION, TRANSFER
from tests.races.at_work import set_up
from tests.races.overlapping import one_waits
from tests.stores import Store
from vocabulary import State, Step
from workflow.refusals import Refusal, StepNotOpen
from workflow.services.particulars import InWords
from workflow.services.steps import Refused, Taken


def proposed(session: Session, force: Force) -> Case:
    return making_endings.proposed(session, force, TRANSFER)


def accept(scene):
    return lambda session: making_endings.accept(session, scene.force, scene.case)


def test_a_sign_off_that_waited_for_the_acceptance_finds_it(one_store: Store):
    scene = set_up(one_store, proposed)
    _, signed = one_waits(one_store, accept(scene), scene.step(scene.force.inspector, Step.AUTHORISE))
    assert isinstance(signed, Taken)
    assert scene.state is State.AWAITING_VICTIM_UPDATE


def test_a_sign_off_before_the_acceptance_is_refused_and_the_acceptance_stands(one_store: Store):
    scene = set_up(one_store, proposed)
    refused, accepted = one_waits(one_store, scene.step(scene.force.inspector, Step.AUTHORISE), accept(scene))
    assert isinstance(refused, Refused)
    assert isinstance(accepted, int)
    assert scene.events("transfer_accepted") == 1


def test_an_acceptance_that_waited_for_the_withdrawal_has_nothing_to_be_recorded_on(one_store: Store):
    scene = set_up(one_store, proposed)
    withdraw = scene.step(scene.force.colleague, Step.WITHDRAW_PROPOSAL, InWords("Not yet."))
    _, late = one_waits(one_store, withdraw, accept(scene))
    assert isinstance(late, Refusal)
    assert scene.state is State.RECORDED
    assert scene.events("transfer_accepted") == 0


def test_two_acceptances_at_once_are_recorded_once(one_store: Store):
    scene = set_up(one_store, proposed)
    _, late = one_waits(one_store, accept(scene), accept(scene))
    assert isinstance(late, Refusal)
    assert scene.events("transfer_accepted") == 1


def test_two_people_cancelling_at_once_cancel_once(one_store: Store):
    scene = set_up(one_store, lambda session, force: making_endings.told(session, force, CANCELLATION))
    _, again = one_waits(
        one_store,
        scene.step(scene.force.sergeant, Step.CANCEL),
        scene.step(scene.force.inspector, Step.CANCEL),
    )
    assert isinstance(again, StepNotOpen)
    assert scene.state is State.CANCELLED
    assert scene.events("case_cancelled") == 1


def test_a_line_that_waited_for_the_cancelling_needs_a_reopening(one_store: Store):
    scene = set_up(one_store, lambda session, force: making_endings.told(session, force, CANCELLATION))
    cancel = scene.step(scene.force.sergeant, Step.CANCEL)
    cancelled, added = one_waits(one_store, cancel, scene.add_line(lapse_accepted=True))
    assert isinstance(cancelled, Taken)
    assert isinstance(added, Refusal)
