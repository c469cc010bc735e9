"""While a decision is signed or carried out, somebody reclassifies, corrects, or gives the crime away."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import making
from tests.making_resolutions import as_given
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import Act, one_waits
from tests.stores import Store
from vocabulary import Channel, ContactResult, DecisionKind, State, Step
from workflow.refusals import CaseHasMoved, FactNotAccepted, Refusal, WouldLapse
from workflow.services import contact_corrections, contacts, people, resolutions, suspect_corrections
from workflow.services.changing_unit import transfer_unit
from workflow.services.particulars import ToUnit
from workflow.services.reclassifying import reclassify
from workflow.services.steps import Refused, Taken

NOW = making.NOW


def transferring(scene: Scene, **more: object) -> Act:
    to = ToUnit(scene.force.other_unit, "A series there.", "Nothing.", "Nothing.", "None.")
    return lambda session: transfer_unit(session, scene.force.inspector, scene.case.id, to, now=NOW, **more)


def reclassifying(scene: Scene, **more: object) -> Act:
    return lambda session: reclassify(
        session, scene.force.officer, scene.case.id, "robbery_personal", "A knife.", now=NOW, **more
    )


def untelling(scene: Scene) -> Act:
    missed = contacts.ContactMade(Channel.PHONE, ContactResult.ATTEMPTED, NOW)
    [[contact]] = scene.ask("SELECT max(id) FROM contact WHERE investigation_id = :case")
    return lambda session: contact_corrections.correct_contact(
        session, scene.force.officer, contact, missed, "Her neighbour answered.", now=NOW
    )


def correcting(scene: Scene, **more: object) -> Act:
    right = suspect_corrections.WhoTheyAre("Rowan Pyke", "Theft")
    return lambda session: suspect_corrections.correct_suspect(
        session, scene.force.officer, scene.case.suspect, right, "His passport.", now=NOW, **more
    )


def taking_out(scene: Scene, **more: object) -> Act:
    return lambda session: suspect_corrections.record_in_error(
        session, scene.force.inspector, scene.case.suspect, "Her own name.", now=NOW, **more
    )


def resolving(scene: Scene, **more: object) -> Act:
    return lambda session: resolutions.give_resolution(
        session, scene.force.officer, scene.case.suspect, as_given(scene.force), now=NOW, **more
    )


def to_close(store: Store) -> Scene:
    return set_up(store, lambda s, f: making.a_case_ready_to_close(s, f, DecisionKind.CLOSURE))


ACTS = [transferring, reclassifying, correcting, taking_out, resolving]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_closing_that_waited_is_stale(one_store: Store, act):
    scene = to_close(one_store)
    done, closed = one_waits(
        one_store, act(scene, lapse_accepted=True), scene.step(scene.force.officer, Step.CLOSE)
    )
    assert isinstance(done, int)
    assert isinstance(closed, Refusal)
    assert scene.state is State.INVESTIGATING
    assert scene.how_the_decision_ended() == ["lapsed"]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_what_waited_for_the_closing_needs_a_reopening(one_store: Store, act):
    scene = to_close(one_store)
    closed, done = one_waits(
        one_store, scene.step(scene.force.officer, Step.CLOSE), act(scene, lapse_accepted=True)
    )
    assert isinstance(closed, Taken)
    assert isinstance(done, Refusal)
    assert "finished" in done.why
    assert scene.state is State.CLOSED


def test_a_sign_off_that_waited_for_another_class_is_stale(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    _, signed = one_waits(
        one_store,
        reclassifying(scene, lapse_accepted=True),
        scene.step(scene.force.sergeant, Step.AUTHORISE),
    )
    assert isinstance(signed, CaseHasMoved)
    assert scene.events("decision_signed_off") == 0


def test_another_class_that_waited_for_the_sign_off_is_warned(one_store: Store):
    scene = set_up(one_store, making.a_case_awaiting_sign_off)
    _, done = one_waits(one_store, scene.step(scene.force.sergeant, Step.AUTHORISE), reclassifying(scene))
    assert isinstance(done, WouldLapse)
    assert scene.state is State.AWAITING_VICTIM_UPDATE


def test_a_closing_that_waited_for_the_correction_finds_the_victim_not_told(one_store: Store):
    scene = to_close(one_store)
    _, closed = one_waits(one_store, untelling(scene), scene.step(scene.force.officer, Step.CLOSE))
    assert isinstance(closed, Refused)
    assert [found.key for found in closed.assessment.still_needed] == ["every_victim_is_told_this_decision"]
    assert scene.state is State.AWAITING_VICTIM_UPDATE


def test_a_correction_that_waited_for_the_closing_untells_nobody(one_store: Store):
    scene = to_close(one_store)
    _, corrected = one_waits(one_store, scene.step(scene.force.officer, Step.CLOSE), untelling(scene))
    assert isinstance(corrected, FactNotAccepted)
    assert scene.events("contact_corrected") == 0


def test_of_two_corrections_of_one_contact_one_is_kept(one_store: Store):
    scene = to_close(one_store)
    act = untelling(scene)
    first, second = one_waits(one_store, act, act)
    assert isinstance(first, int)
    assert isinstance(second, FactNotAccepted)


@pytest.mark.parametrize("naming_comes_first", [True, False])
def test_a_crime_given_away_while_the_tray_changes_hands_goes_with_it(
    one_store: Store, naming_comes_first: bool
):
    scene = set_up(one_store, making.an_investigation)
    force = scene.force

    def naming(session: Session) -> None:
        people.name_tray_holder(
            session, force.administrator, force.other_unit, force.detective_inspector.id, now=NOW
        )

    acts = (naming, transferring(scene)) if naming_comes_first else (transferring(scene), naming)
    one_waits(one_store, *acts)
    assert scene.ask("SELECT responsible_id, oic_id FROM investigation WHERE id = :case") == [
        (force.detective_inspector.id, None)
    ]
