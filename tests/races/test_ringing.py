"""Two people who would ring one victim at the same moment see each other, and neither is kept from it."""

from __future__ import annotations

from tests import making
from tests.races.at_work import set_up
from tests.races.overlapping import all_at_once
from tests.stores import Store
from workflow.reading.ringing import ringing_now
from workflow.services.opening import policy_at
from workflow.services.ringing import begin_ringing


def test_two_who_begin_at_the_same_moment_see_each_other_afterwards(one_store: Store):
    scene = set_up(one_store, making.an_investigation)
    [victim], force = scene.case.victims, scene.force
    both = (force.officer, force.victim_care_officer)
    all_at_once(
        one_store,
        *(lambda session, who=who: begin_ringing(session, who, victim, now=making.NOW) for who in both),
    )
    with one_store.session() as session:
        held = ringing_now(session, policy_at(making.NOW), making.NOW)
    assert {(each.victim_id, each.person_id) for each in held} == {(victim, who.id) for who in both}
