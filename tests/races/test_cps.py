"""A reply of the CPS, a wait or a charge, while somebody finishes, signs or reopens the case."""

from __future__ import annotations

from tests import making, making_cps
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import Act, one_waits
from tests.stores import Store
from vocabulary import DecisionKind, State, Step
from workflow.refusals import CaseHasMoved, Refusal, StepNotOpen, WouldLapse
from workflow.services import new_information, waiting
from workflow.services.charging import record_charge
from workflow.services.particulars import Charge, InWords
from workflow.services.steps import Refused, Taken


def reply(scene: Scene, **more: object) -> Act:
    return lambda session: making_cps.reply(session, scene.force, scene.case.id, **more)


def file(scene: Scene) -> Act:
    return scene.step(scene.force.officer, Step.FILE_NO_FURTHER_ACTION)


def test_a_reply_that_waited_for_the_filing_finds_the_case_finished(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    filed, refused = one_waits(one_store, file(scene), reply(scene, lapse_accepted=True))
    assert isinstance(filed, Taken)
    assert isinstance(refused, Refusal)
    assert "new information" in refused.why
    assert scene.events("cps_replied") == 0


def test_a_filing_that_waited_for_a_reply_is_stale(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    _, filed = one_waits(one_store, reply(scene, lapse_accepted=True), file(scene))
    assert isinstance(filed, CaseHasMoved)
    assert scene.state is State.INVESTIGATING


def test_a_reply_that_waited_for_the_sign_off_is_warned(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    _, refused = one_waits(one_store, scene.step(scene.force.sergeant, Step.AUTHORISE), reply(scene))
    assert isinstance(refused, WouldLapse)


def test_a_wait_that_waited_for_the_filing_is_refused_and_the_other_way_round_ends(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    wait = making_cps.a_wait(scene.force)
    begin = (scene.force.officer, scene.case.id, wait)
    _, filed = one_waits(one_store, lambda s: waiting.start_waiting(s, *begin, now=making.NOW), file(scene))
    assert isinstance(filed, Taken)
    assert scene.ask("SELECT waiting_on FROM investigation WHERE id = :case") == [(None,)]
    chases = "SELECT status FROM duty WHERE investigation_id = :case AND kind = 'chase'"
    assert scene.ask(chases) == [("excused",)]


def closed(one_store: Store) -> Scene:
    return set_up(one_store, lambda s, f: making.a_finished_case(s, f, DecisionKind.CLOSURE))


def charge(scene: Scene) -> Act:
    fact = Charge(scene.case.suspect, making.NOW, "Theft")
    return lambda s: record_charge(s, scene.force.officer, scene.case.id, fact, now=making.NOW)


def reopen(scene: Scene) -> Act:
    return scene.step(scene.force.sergeant, Step.REOPEN, InWords("A witness came forward."))


def test_a_charge_and_a_reopening_at_once_reopen_the_case_once(one_store: Store):
    scene = closed(one_store)
    _, late = one_waits(one_store, charge(scene), reopen(scene))
    assert isinstance(late, StepNotOpen | CaseHasMoved)
    assert (scene.state, scene.events("case_reopened")) == (State.IN_PROSECUTION, 1)


def test_a_charge_that_waited_for_a_reopening_is_a_charge_on_an_open_case(one_store: Store):
    scene = closed(one_store)
    taken, event = one_waits(one_store, reopen(scene), charge(scene))
    assert isinstance(taken, Taken)
    assert isinstance(event, int)
    assert (scene.state, scene.events("case_reopened")) == (State.IN_PROSECUTION, 1)
    assert scene.events("new_information_received") == 0


def test_new_information_that_waited_for_the_filing_is_taken(one_store: Store):
    scene = set_up(one_store, making.a_case_ready_to_close)
    news = (scene.force.officer, scene.case.id, making_cps.news())
    filed, received = one_waits(
        one_store, file(scene), lambda s: new_information.receive(s, *news, now=making.NOW)
    )
    assert isinstance(filed, Taken)
    assert isinstance(received, int)
    assert not isinstance(filed, Refused)
    duties = "SELECT status FROM duty WHERE investigation_id = :case AND kind = 'consider_reopening'"
    assert scene.ask(duties) == [("running",)]
