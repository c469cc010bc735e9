"""While a case is finished on an exception, somebody ends it; while one is told, somebody agrees to wait."""

from __future__ import annotations

from tests import making, making_telling
from tests.races.at_work import set_up
from tests.races.overlapping import one_waits
from tests.stores import Store
from vocabulary import State, Step
from workflow.refusals import FactNotAccepted
from workflow.services import contacts
from workflow.services.steps import Refused, Taken

FILE = Step.FILE_NO_FURTHER_ACTION


def excepted(session, force) -> making.Case:
    case = making.signed_off(session, force)
    making_telling.no_contact_wanted(session, force, case.victims[0], actor=force.other_sergeant)
    return case


def unagreed(session, force) -> making.Case:
    case = making.signed_off(session, force)
    making_telling.elsewhere(session, force, case)
    return case


def agree_to_it(scene):
    [(exception,)] = scene.ask("SELECT id FROM telling_exception WHERE investigation_id = :case")
    return lambda session: making_telling.agreed(session, scene.force, scene.case.victims[0], exception)


def test_a_filing_that_waited_for_the_agreement_is_taken_and_the_other_way_round_refused(one_store: Store):
    scene = set_up(one_store, unagreed)
    file = scene.step(scene.force.officer, FILE)
    refused, _ = one_waits(one_store, file, agree_to_it(scene))
    assert isinstance(refused, Refused)
    scene = set_up(one_store, unagreed)
    _, filed = one_waits(one_store, agree_to_it(scene), scene.step(scene.force.officer, FILE))
    assert isinstance(filed, Taken)


def test_an_agreement_that_waited_for_the_exception_to_end_finds_nothing(one_store: Store):
    scene = set_up(one_store, unagreed)
    _, agreed = one_waits(one_store, end_it(scene), agree_to_it(scene))
    assert isinstance(agreed, FactNotAccepted)


def end_it(scene):
    [(exception,)] = scene.ask("SELECT id FROM telling_exception WHERE investigation_id = :case")
    return lambda session: making_telling.over(
        session, scene.force, scene.case.victims[0], exception, making.NOW
    )


def test_a_filing_that_waited_for_the_exception_to_end_is_refused(one_store: Store):
    scene = set_up(one_store, excepted)
    _, filed = one_waits(one_store, end_it(scene), scene.step(scene.force.officer, FILE))
    assert isinstance(filed, Refused)
    assert scene.state is State.AWAITING_VICTIM_UPDATE


def test_an_exception_that_ends_after_the_filing_is_owed_again(one_store: Store):
    scene = set_up(one_store, excepted)
    one_waits(one_store, scene.step(scene.force.officer, FILE), end_it(scene))
    assert scene.state is State.NO_FURTHER_ACTION
    assert sorted(scene.ask("SELECT status FROM duty WHERE decision_id = :decision")) == [
        ("excused",),
        ("running",),
    ]


def test_an_agreement_that_waited_for_the_telling_finds_nothing_owed(one_store: Store):
    scene = set_up(one_store, making.signed_off)
    tell = making.telling(scene.case)
    _, agreed = one_waits(
        one_store,
        lambda session: contacts.record_contact(
            session, scene.force.victim_care_officer, scene.case.victims[0], tell, now=making.NOW
        ),
        lambda session: making_telling.not_yet(session, scene.force, scene.case),
    )
    assert isinstance(agreed, FactNotAccepted)
    assert "not owed to this victim now" in agreed.why
