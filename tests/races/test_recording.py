"""The same form, the same reference or the same case, sent by two people at the same moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from tests import making
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import Act, all_at_once, one_waits
from tests.stores import Store
from vocabulary import Step, VictimView
from workflow.refusals import AlreadyRecorded, CaseHasMoved, FactNotAccepted
from workflow.services import crimes, people, victims
from workflow.services.particulars import ToOfficer
from workflow.services.steps import Taken


def reference_of(scene: Scene, number: int = 1) -> str:
    """One that no other test of this file records."""
    return f"{number}/{scene.case.id}/26"


def form_of(scene: Scene) -> str:
    return f"form-{scene.case.id}"


def record(scene: Scene, number: int = 1, **more: object) -> Act:
    crime = making.crime_to_record(scene.force, reference=reference_of(scene, number))
    return lambda session: crimes.record_crime(session, scene.force.officer, crime, now=making.NOW, **more)


def times_recorded(scene: Scene) -> int:
    ((number,),) = scene.ask(
        f"SELECT count(*) FROM investigation WHERE lower(reference) = '{reference_of(scene)}'"
    )
    return number


def test_two_people_recording_one_reference_at_once_record_one_crime(one_store: Store):
    scene = set_up(one_store, making.a_crime)
    recorded, refused = one_waits(one_store, record(scene), record(scene))
    assert isinstance(recorded, int)
    assert isinstance(refused, FactNotAccepted)
    assert (refused.field, times_recorded(scene)) == ("reference", 1)


def test_a_crime_sent_twice_at_once_is_recorded_once_and_found_again(one_store: Store):
    scene = set_up(one_store, making.a_crime)
    form = form_of(scene)
    recorded, again = one_waits(
        one_store, record(scene, submission_id=form), record(scene, submission_id=form)
    )
    assert isinstance(recorded, int)
    assert isinstance(again, AlreadyRecorded)
    assert times_recorded(scene) == 1


def test_two_crimes_recorded_at_once_are_both_recorded(one_store: Store):
    scene = set_up(one_store, making.a_crime)
    results = all_at_once(one_store, *(record(scene, number) for number in range(6)))
    assert len(set(results)) == 6
    assert all(isinstance(result, int) for result in results), results


SENT_TWICE: dict[str, Callable[[Scene], Act]] = {
    "a line": lambda scene: scene.add_line(submission_id=form_of(scene)),
    "a victim": lambda scene: scene.add_victim(submission_id=form_of(scene)),
    "what the victim wants": lambda scene: (
        lambda session: victims.record_view(
            session,
            scene.force.officer,
            scene.case.victims[0],
            VictimView.SUPPORTS,
            "Go on.",
            now=making.NOW,
            submission_id=form_of(scene),
        )
    ),
    "a proposal": lambda scene: scene.step(
        scene.force.officer, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal(), submission_id=form_of(scene)
    ),
}


@pytest.mark.parametrize("form", SENT_TWICE.values(), ids=SENT_TWICE)
def test_a_form_sent_twice_at_once_is_recorded_once(one_store: Store, form: Callable[[Scene], Act]):
    scene = set_up(one_store, making.a_case_ready_to_propose)
    _, again = one_waits(one_store, form(scene), form(scene))
    assert isinstance(again, AlreadyRecorded)
    assert scene.ask(f"SELECT id FROM case_event WHERE submission_id = '{form_of(scene)}'") == [
        (again.event_id,)
    ]
    assert scene.ask("SELECT last_event_id FROM investigation WHERE id = :case") == [(again.event_id,)]


def test_two_allocations_at_once_leave_one_officer_in_the_case(one_store: Store):
    scene = set_up(one_store, making.a_crime)
    force = scene.force
    taken, stale = one_waits(
        one_store,
        scene.step(force.sergeant, Step.ALLOCATE, ToOfficer(force.officer.id)),
        scene.step(force.inspector, Step.ALLOCATE, ToOfficer(force.colleague.id)),
    )
    assert isinstance(taken, Taken)
    assert isinstance(stale, CaseHasMoved)
    assert scene.ask("SELECT oic_id, responsible_id FROM investigation WHERE id = :case") == [
        (force.officer.id, force.officer.id)
    ]
    assert scene.events("case_allocated") == 1


def test_many_people_adding_to_one_case_at_once_lose_nothing(one_store: Store):
    scene = set_up(one_store, making.an_investigation)
    before = scene.ask("SELECT id FROM line_of_inquiry WHERE investigation_id = :case")
    results = all_at_once(one_store, *[scene.add_line()] * 4, *[scene.add_victim()] * 4)
    assert all(isinstance(result, int) for result in results), results
    after = scene.ask("SELECT id FROM line_of_inquiry WHERE investigation_id = :case")
    assert len(after) == len(before) + 4
    assert (scene.events("line_added"), scene.events("victim_added")) == (len(after), 5)


@pytest.mark.parametrize("recording_comes_first", [True, False])
def test_a_crime_recorded_while_the_tray_changes_hands_is_answered_for(
    one_store: Store, recording_comes_first: bool
):
    scene = set_up(one_store, making.a_crime)
    force = scene.force
    acts = [
        record(scene),
        lambda session: people.name_tray_holder(
            session, force.administrator, force.unit, force.inspector.id, now=making.NOW
        ),
    ]
    all_at_once(one_store, *(acts if recording_comes_first else reversed(acts)))
    ((responsible,),) = scene.ask(
        f"SELECT responsible_id FROM investigation WHERE reference = '{reference_of(scene)}'"
    )
    assert responsible in (force.sergeant.id, force.inspector.id)
    with one_store.session() as session:
        holder = sa.text("SELECT tray_holder_id FROM unit WHERE id = :unit")
        assert session.scalar(holder, {"unit": force.unit}) == force.inspector.id
