"""A direction given or done while the case moves on at the same moment."""

from __future__ import annotations

from tests import making
from tests.making_directions import direct
from tests.races.at_work import set_up
from tests.races.overlapping import one_waits
from tests.stores import Store
from vocabulary import State, Step
from workflow.refusals import Refusal
from workflow.services import directions
from workflow.services.particulars import HandOver
from workflow.services.reallocating import reallocate


def test_a_direction_that_waited_for_the_filing_is_refused(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    _, given = one_waits(
        one_store,
        scene.step(scene.force.officer, Step.FILE_NO_FURTHER_ACTION),
        lambda session: direct(session, scene.force, scene.case),
    )
    assert isinstance(given, Refusal)
    assert scene.ask("SELECT count(*) FROM direction WHERE investigation_id = :case") == [(0,)]


def test_a_filing_that_waited_for_a_direction_ends_it(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    one_waits(
        one_store,
        lambda session: direct(session, scene.force, scene.case),
        scene.step(scene.force.officer, Step.FILE_NO_FURTHER_ACTION),
    )
    assert scene.state is State.NO_FURTHER_ACTION
    assert scene.ask("SELECT status FROM duty WHERE investigation_id = :case AND kind = 'direction'") == [
        ("excused",)
    ]


def test_a_sign_off_that_waited_for_a_direction_stands(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    one_waits(
        one_store,
        lambda session: direct(session, scene.force, scene.case),
        scene.step(scene.force.sergeant, Step.AUTHORISE),
    )
    assert scene.state is State.AWAITING_VICTIM_UPDATE


def test_a_direction_done_while_the_case_is_handed_over_is_done_once_and_stays_with_whoever_did_it(
    one_store: Store,
):
    scene = set_up(one_store, making.an_investigation)
    force = scene.force
    with one_store.session() as session:
        given = direct(session, force, scene.case)
        session.commit()
    hand_over = HandOver(force.colleague.id, "Nothing.", "Nothing.", "None.")

    def done(session):
        return directions.mark_done(session, force.officer, given, "Asked.", now=making.NOW)

    one_waits(
        one_store,
        done,
        lambda session: reallocate(session, force.sergeant, scene.case.id, hand_over, now=making.NOW),
    )
    assert scene.ask("SELECT to_person_id, done_by_id FROM direction WHERE investigation_id = :case") == [
        (force.officer.id, force.officer.id)
    ]
