"""Every service and every step, by two people at the same moment: the second waits, and sees what was done.

They share a database and a force, each on a case of its own; once they are over, the whole of it is verified.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from tests import making
from tests.making import Force
from tests.races.overlapping import must_be_sound, wait_in_turn
from tests.races.races_of_care import OF_CARE
from tests.races.races_of_reviews import OF_REVIEWS
from tests.races.races_of_ringing import OF_RINGING
from tests.races.races_of_steps import OF_STEPS
from tests.races.races_of_withdrawals import OF_WITHDRAWALS
from tests.races.races_of_work import OF_WORK
from tests.races.racing import Race, StepRace
from tests.stores import Store, copy_of
from workflow.refusals import Refusal
from workflow.services.steps import Refused

RACES: tuple[Race | StepRace, ...] = (
    *OF_WORK,
    *OF_CARE,
    *OF_RINGING,
    *OF_REVIEWS,
    *OF_WITHDRAWALS,
    *OF_STEPS,
)
pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Force]]:
    with copy_of(request, "postgresql", tmp_path_factory.mktemp("races")) as store:
        with store.session() as session:
            force = making.a_force(session)
            session.commit()
        yield store, force
        must_be_sound(store)


@pytest.mark.parametrize("race", RACES, ids=str)
def test_whoever_does_the_same_at_the_same_moment_waits_and_sees_it_done(
    shared: tuple[Store, Force], race: Race | StepRace
):
    store, force = shared
    with store.session() as session:
        first, second = race.set_up(session, force)
        session.commit()
    done, late = wait_in_turn(store, first, second)
    assert not isinstance(done, Refused | Refusal), done
    assert not isinstance(late, sa.exc.IntegrityError), "a constraint said no, and no person was told why"
    assert isinstance(late, Refused | Refusal) is not race.both_stand, late
