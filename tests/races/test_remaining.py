"""While a decision is signed or carried out, somebody records what it has to reckon with."""

from __future__ import annotations

from tests import making
from tests.making_remaining import answers
from tests.races.at_work import set_up
from tests.races.overlapping import one_waits
from tests.stores import Store
from vocabulary import DecisionKind, Inquest, RemainsQuestion, State, Step
from workflow.refusals import CaseHasMoved, Refusal, WouldLapse
from workflow.services.deaths import Death, record_death
from workflow.services.line_facts import explain_loss
from workflow.services.remaining import record_risk_that_remains
from workflow.services.reviews import record_review
from workflow.services.steps import Taken


def a_closure(session, force):
    return making.a_case_ready_to_close(session, force, DecisionKind.CLOSURE)


def answering(scene, **more):
    given = answers(RemainsQuestion.FIREARMS)
    return lambda session: record_risk_that_remains(
        session, scene.force.officer, scene.case.suspect, given, now=making.NOW, **more
    )


def owning_up(scene, **more):
    return lambda session: explain_loss(
        session, scene.force.officer, scene.case.lines[0], "Too late.", now=making.NOW, **more
    )


def test_a_closing_that_waited_for_an_answer_about_the_suspect_is_stale(one_store: Store):
    scene = set_up(one_store, a_closure)
    close = scene.step(scene.force.officer, Step.CLOSE)
    _, closed = one_waits(one_store, answering(scene, lapse_accepted=True), close)
    assert isinstance(closed, CaseHasMoved)
    assert scene.state is State.INVESTIGATING


def test_an_answer_that_waited_for_the_closing_needs_a_reopening(one_store: Store):
    scene = set_up(one_store, a_closure)
    close = scene.step(scene.force.officer, Step.CLOSE)
    closed, answered = one_waits(one_store, close, answering(scene, lapse_accepted=True))
    assert isinstance(closed, Taken)
    assert isinstance(answered, Refusal)
    assert scene.state is State.CLOSED
    assert scene.ask("SELECT count(*) FROM risk_that_remains WHERE investigation_id = :case") == [(0,)]


def test_an_explanation_that_waited_for_the_sign_off_is_warned_that_it_would_lapse(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    sign = scene.step(scene.force.sergeant, Step.AUTHORISE)
    _, explained = one_waits(one_store, sign, owning_up(scene))
    assert isinstance(explained, WouldLapse)
    assert scene.state is State.AWAITING_VICTIM_UPDATE


def test_a_sign_off_that_waited_for_a_death_is_stale(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    death = Death(making.NOW.date(), Inquest.OPEN)
    _, signed = one_waits(
        one_store,
        lambda session: record_death(
            session, scene.force.officer, scene.case.victims[0], death, now=making.NOW, lapse_accepted=True
        ),
        scene.step(scene.force.sergeant, Step.AUTHORISE),
    )
    assert isinstance(signed, CaseHasMoved)
    assert scene.how_the_decision_ended() == ["lapsed"]


def test_a_review_that_waited_for_the_closing_is_not_recorded_and_owes_nothing(one_store: Store):
    scene = set_up(one_store, a_closure)
    closed, reviewed = one_waits(
        one_store,
        scene.step(scene.force.officer, Step.CLOSE),
        lambda session: record_review(
            session, scene.force.sergeant, scene.case.id, "Go on.", None, now=making.NOW
        ),
    )
    assert isinstance(closed, Taken)
    assert isinstance(reviewed, Refusal)
    assert scene.ask("SELECT count(*) FROM duty WHERE investigation_id = :case AND kind = 'review'") == [(0,)]


def test_a_closing_that_waited_for_a_review_goes_on_and_ends_what_it_owes(one_store: Store):
    scene = set_up(one_store, a_closure)
    _, closed = one_waits(
        one_store,
        lambda session: record_review(
            session, scene.force.sergeant, scene.case.id, "Go on.", None, now=making.NOW
        ),
        scene.step(scene.force.officer, Step.CLOSE),
    )
    assert isinstance(closed, Taken)
    status = "SELECT status FROM duty WHERE investigation_id = :case AND kind = 'review'"
    assert scene.ask(status) == [("excused",)]
