"""Somebody's role ends, or they retire, while they are given something to answer for (never 4)."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import making
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import Act, one_waits
from tests.stores import Store
from vocabulary import Step
from workflow.refusals import FactNotAccepted, Refusal, StillResponsible
from workflow.services import accounts, people
from workflow.services.particulars import ToOfficer
from workflow.services.steps import Refused, Taken


def allocating(scene: Scene) -> Act:
    return scene.step(scene.force.sergeant, Step.ALLOCATE, ToOfficer(scene.force.colleague.id))


def retiring(scene: Scene, person: int) -> Act:
    return lambda session: accounts.retire_person(session, scene.force.administrator, person, now=making.NOW)


def test_whoever_is_given_a_crime_meanwhile_does_not_retire(one_store: Store):
    scene = set_up(one_store, making.a_crime)
    given, retired = one_waits(one_store, allocating(scene), retiring(scene, scene.force.colleague.id))
    assert isinstance(given, Taken)
    assert isinstance(retired, StillResponsible)


def test_whoever_retires_meanwhile_is_given_no_crime(one_store: Store):
    scene = set_up(one_store, making.a_crime)
    retired, given = one_waits(one_store, retiring(scene, scene.force.colleague.id), allocating(scene))
    assert retired is None
    assert isinstance(given, Refused | Refusal)


@pytest.mark.parametrize("naming_comes_first", [True, False])
def test_whoever_is_named_for_the_tray_meanwhile_stays(one_store: Store, naming_comes_first: bool):
    scene = set_up(one_store, making.a_crime)
    inspector = scene.force.inspector.id

    def naming(session: Session) -> None:
        people.name_tray_holder(
            session, scene.force.administrator, scene.force.unit, inspector, now=making.NOW
        )

    if naming_comes_first:
        _, retired = one_waits(one_store, naming, retiring(scene, inspector))
        assert isinstance(retired, StillResponsible)
    else:
        _, named = one_waits(one_store, retiring(scene, inspector), naming)
        assert isinstance(named, FactNotAccepted)


@pytest.mark.parametrize("naming_comes_first", [True, False])
def test_a_crime_that_is_recorded_while_the_tray_changes_hands_goes_with_it(
    one_store: Store, naming_comes_first: bool
):
    scene = set_up(one_store, making.a_crime)
    force = scene.force

    def recording(session: Session) -> int:
        return making.a_crime(session, force).id

    def naming(session: Session) -> None:
        people.name_tray_holder(session, force.administrator, force.unit, force.inspector.id, now=making.NOW)

    if naming_comes_first:
        _, recorded = one_waits(one_store, naming, recording)
    else:
        recorded, _ = one_waits(one_store, recording, naming)
    assert answered_for_by(scene, recorded) == force.inspector.id


def answered_for_by(scene: Scene, case: int) -> int:
    ((person,),) = scene.ask(f"SELECT responsible_id FROM investigation WHERE id = {case}")
    return person
