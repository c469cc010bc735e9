"""While an override is granted or ended, somebody else signs or finishes, or grants the same."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Override
from tests import making
from tests.making import NOW
from tests.making_overrides import to_grant
from tests.races.at_work import Scene, set_up
from tests.races.overlapping import all_at_once, one_waits
from tests.stores import Store
from vocabulary import State, Step
from workflow.refusals import CaseHasMoved, FactNotAccepted, Refusal, WouldLapse
from workflow.services.overrides import end_override, grant_override
from workflow.services.steps import Taken


def grants(scene: Scene, **more: object):
    def grant(session: Session) -> int:
        asked = to_grant("support_is_offered")
        return grant_override(session, scene.force.inspector, scene.case.id, asked, now=NOW, **more)

    return grant


def ends(scene: Scene, **more: object):
    def end(session: Session) -> int:
        number = session.scalar(
            sa.select(sa.func.max(Override.id)).where(Override.investigation_id == scene.case.id)
        )
        return end_override(session, scene.force.sergeant, number, "Asked.", now=NOW, **more)

    return end


def proposed_by_overrides(session: Session, force) -> making.Case:
    """Nobody cared for the victim; two overrides; proposed."""
    case = making.an_investigation(session, force)
    answered = making.answer_the_minimum(session, force, case)
    for requirement in ("needs_are_assessed", "support_is_offered"):
        grant_override(session, force.inspector, case.id, to_grant(requirement), now=NOW)
    case = making.Case(case.id, victims=case.victims, lines=answered)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    return making.proposed_on(session, case)


def told_by_overrides(session: Session, force) -> making.Case:
    case = proposed_by_overrides(session, force)
    making.sign_off(session, force, case)
    making.tell(session, force, case)
    return case


def test_a_sign_off_that_waited_for_an_override_to_end_is_stale(one_store: Store):
    scene = set_up(one_store, proposed_by_overrides)
    _, signed = one_waits(
        one_store, ends(scene, lapse_accepted=True), scene.step(scene.force.sergeant, Step.AUTHORISE)
    )
    assert isinstance(signed, CaseHasMoved)
    assert scene.state is State.INVESTIGATING
    assert scene.events("decision_signed_off") == 0


def test_ending_one_that_waited_for_the_sign_off_is_warned(one_store: Store):
    scene = set_up(one_store, proposed_by_overrides)
    _, ended = one_waits(one_store, scene.step(scene.force.sergeant, Step.AUTHORISE), ends(scene))
    assert isinstance(ended, WouldLapse)
    assert scene.state is State.AWAITING_VICTIM_UPDATE
    assert scene.events("override_ended") == 0


def test_ending_one_while_the_case_is_filed_finds_it_finished(one_store: Store):
    scene = set_up(one_store, told_by_overrides)
    filed, ended = one_waits(
        one_store,
        scene.step(scene.force.officer, Step.FILE_NO_FURTHER_ACTION),
        ends(scene, lapse_accepted=True),
    )
    assert isinstance(filed, Taken)
    assert isinstance(ended, Refusal)
    assert "finished" in ended.why
    assert scene.ask(
        "SELECT count(*) FROM override WHERE investigation_id = :case AND ended_at IS NOT NULL"
    ) == [(0,)]


def test_the_same_override_granted_twice_at_once_is_granted_once(one_store: Store):
    scene = set_up(one_store, making.an_investigation)
    first, second = one_waits(one_store, grants(scene), grants(scene))
    assert isinstance(first, int)
    assert isinstance(second, FactNotAccepted)
    assert scene.events("override_granted") == 1


def test_everybody_at_once_leaves_a_record_that_is_sound(one_store: Store):
    scene = set_up(one_store, proposed_by_overrides)
    all_at_once(
        one_store,
        ends(scene, lapse_accepted=True),
        grants(scene, lapse_accepted=True),
        scene.step(scene.force.sergeant, Step.AUTHORISE),
        scene.step(scene.force.officer, Step.WITHDRAW_PROPOSAL),
    )
    assert scene.events("decision_signed_off") <= 1
