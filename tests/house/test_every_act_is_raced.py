"""Every service of an act, and every step, is raced: what two people may do at once has been seen to wait.

The table that is run (tests/races/test_every_act.py) is the table that is read here: an entry holds the very
function that it calls, so nothing is declared that is not done. What opens an act, the services say.
"""

from __future__ import annotations

import pytest

from tests.house.test_every_act_is_walked import SERVICES
from tests.races.racing import Race, StepRace
from tests.races.test_every_act import RACES
from vocabulary import Act, Step

# What is not raced by two people who do the same, and why.
ACTS_NOT_RACED = {
    Act.ADMINISTER_PEOPLE: "it writes to people and units, and to no case; tests/races/test_letting_go.py "
    "races it against what is given to them",
}
STEPS_NOT_RACED = {
    Step.LAPSE: "nobody takes it: it happens within the acts that take a proposal back",
    Step.RECORD_CHARGE: "a fact, recorded by record_charge, which is raced",
    Step.RECORD_CPS_REPLY: "a fact, recorded by record_reply, which is raced",
}
RACED_SERVICES = {race.service.__name__ for race in RACES if isinstance(race, Race)}
RACED_STEPS = {race.step for race in RACES if isinstance(race, StepRace)}


@pytest.mark.parametrize("act", [act for act in Act if act not in ACTS_NOT_RACED])
def test_every_service_of_an_act_is_raced(act: Act):
    assert SERVICES[act], f"no service opens {act}"
    assert SERVICES[act] - RACED_SERVICES == set()


@pytest.mark.parametrize("step", [step for step in Step if step not in STEPS_NOT_RACED])
def test_every_step_is_raced(step: Step):
    assert step in RACED_STEPS


def test_nothing_is_raced_twice_or_for_nothing():
    named = [str(race) for race in RACES]
    assert len(named) == len(set(named))
    assert {race.service.__name__ for race in RACES if isinstance(race, Race)} <= set().union(
        *SERVICES.values()
    )


def test_what_is_left_out_is_left_out_for_a_reason_that_still_holds():
    assert all(why.strip() for why in (*ACTS_NOT_RACED.values(), *STEPS_NOT_RACED.values()))
    for act in ACTS_NOT_RACED:
        assert SERVICES[act] - RACED_SERVICES, f"{act} is raced by now: take it off the list"
    assert not RACED_STEPS & STEPS_NOT_RACED.keys()
    for fact in ("record_charge", "record_reply"):
        assert fact in RACED_SERVICES
