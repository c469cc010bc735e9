"""A case is restricted, or the glass reviewed, at the moment at which somebody else acts on it."""

from __future__ import annotations

from tests import making
from tests import making_restricted as restricted
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import Act, one_waits
from tests.stores import Store
from vocabulary import GlassFinding, Restriction, State, Step
from workflow.refusals import FactNotAccepted, HiddenRecord, RecordRestricted
from workflow.services.break_glass import review_break_glass
from workflow.services.notes import add_note
from workflow.services.steps import Taken


def restrict(scene: Scene, kind: Restriction = Restriction.RESTRICTED) -> Act:
    return lambda session: restricted.restrict(session, scene.force, scene.case, kind)


def note(scene: Scene) -> Act:
    return lambda session: add_note(
        session, scene.force.other_officer, scene.case.id, "Words.", now=making.NOW
    )


def test_a_note_from_outside_that_waited_for_the_restriction_is_refused(one_store: Store):
    scene = set_up(one_store, making.an_investigation)
    _, refused = one_waits(one_store, restrict(scene), note(scene))
    assert isinstance(refused, RecordRestricted)
    assert scene.events("note_added") == 0


def test_a_sign_off_from_outside_that_waited_for_a_covert_restriction_finds_no_case(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    _, refused = one_waits(
        one_store,
        restrict(scene, Restriction.COVERT),
        scene.step(scene.force.other_sergeant, Step.AUTHORISE),
    )
    assert isinstance(refused, HiddenRecord)
    assert scene.state is State.AWAITING_SIGN_OFF


def test_a_restriction_that_waited_for_the_sign_off_leaves_it_as_it_is(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    taken, _ = one_waits(one_store, scene.step(scene.force.other_sergeant, Step.AUTHORISE), restrict(scene))
    assert isinstance(taken, Taken)
    assert scene.state is State.AWAITING_VICTIM_UPDATE
    assert scene.how_the_decision_ended() == []


def test_of_two_reviews_at_once_one_stands(one_store: Store):
    scene = set_up(one_store, making.an_investigation)
    with one_store.session() as session:
        restricted.restrict(session, scene.force, scene.case)
        glass = restricted.break_glass(session, scene.force.other_officer, scene.case)
        session.commit()

    def review(who, finding: GlassFinding) -> Act:
        return lambda session: review_break_glass(session, who, glass, finding, "Why.", now=making.NOW)

    _, late = one_waits(
        one_store,
        review(scene.force.inspector, GlassFinding.NOT_JUSTIFIED),
        review(scene.force.auditor, GlassFinding.JUSTIFIED),
    )
    assert isinstance(late, FactNotAccepted)
    assert scene.ask("SELECT finding FROM break_glass WHERE investigation_id = :case") == [("not_justified",)]
