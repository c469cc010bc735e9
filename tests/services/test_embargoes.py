"""What must not be told yet: a sergeant agrees, whoever rings reads it, it ends by itself or by an act."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from insight.telling import show_telling
from models import Embargo
from tests import making, making_telling
from tests.making import Force
from tests.making_telling import DAY
from tests.services.prepared import LATER, NOW, Cases, facts_of, last_event_of
from vocabulary import EventKind, Rank, Role
from workflow.reading import read_case
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services.contacts import record_contact
from workflow.services.embargoes import end_embargo


def held(session: Session, case: making.Case, now=LATER) -> list[int]:
    return [embargo.id for embargo, _ in show_telling(session, case.id, now).embargoes]


def test_it_holds_until_its_time_and_a_proposal_stands(session: Session, force: Force, cases: Cases):
    before = read_case(session, cases.signed.id, LATER).last_material_event_id
    making_telling.an_embargo(session, force, cases.signed)
    event = last_event_of(session, cases.signed.id)
    assert (event.kind, facts_of(event)) == (
        EventKind.EMBARGO_SET,
        {"until_at": (NOW + DAY).isoformat(timespec="microseconds")},
    )
    assert len(held(session, cases.signed)) == 1
    assert held(session, cases.signed, NOW + DAY) == []
    assert read_case(session, cases.signed.id, LATER).last_material_event_id == before


def test_it_is_ended_early_with_a_reason_and_once(session: Session, force: Force, cases: Cases):
    making_telling.an_embargo(session, force, cases.signed)
    [embargo] = held(session, cases.signed)
    for who in (force.officer, force.victim_care_officer):
        with pytest.raises(NotPermitted):
            end_embargo(session, who, cases.signed.id, embargo, "Arrested.", now=LATER)
    with pytest.raises(FactNotAccepted) as refused:
        end_embargo(session, force.sergeant, cases.signed.id, embargo, " ", now=LATER)
    assert refused.value.field == "why"
    end_embargo(session, force.sergeant, cases.signed.id, embargo, "Arrested.", now=LATER)
    assert held(session, cases.signed) == []
    with pytest.raises(FactNotAccepted, match="still must not be told"):
        end_embargo(session, force.sergeant, cases.signed.id, embargo, "Arrested.", now=LATER)
    verified = verify(session)
    assert verified.is_sound, verified.fault


@pytest.mark.parametrize(("changes", "field"), [({"what": " "}, "what"), ({"until_at": NOW}, "until_at")])
def test_what_and_until_when_are_needed(session: Session, force: Force, cases: Cases, changes, field):
    with pytest.raises(FactNotAccepted) as refused:
        making_telling.an_embargo(session, force, cases.signed, **changes)
    assert refused.value.field == field


def test_a_sergeant_at_least_agrees(session: Session, force: Force, cases: Cases):
    with pytest.raises(NotPermitted, match="done by a supervisor"):
        making_telling.an_embargo(session, force, cases.signed, actor=force.officer)
    acting = making.a_person(session, "acting9", Rank.CONSTABLE, (Role.SUPERVISOR, force.unit))
    with pytest.raises(NotPermitted, match="a sergeant or above"):
        making_telling.an_embargo(session, force, cases.signed, actor=acting)


@pytest.mark.parametrize("read", [True, False])
def test_a_contact_says_what_stood_then_and_whether_it_was_read(
    session: Session, force: Force, cases: Cases, read: bool
):
    making_telling.an_embargo(session, force, cases.signed)
    embargo = session.scalars(sa.select(Embargo.id)).one()
    made = making.telling(cases.signed, LATER, embargo_read=read)
    record_contact(session, force.officer, cases.signed.victims[0], made, now=LATER)
    facts = facts_of(last_event_of(session, cases.signed.id))
    assert (facts["embargoes"], facts["embargo_read"]) == ([embargo], read)


def test_one_that_was_over_then_is_not_named(session: Session, force: Force, cases: Cases):
    making_telling.an_embargo(session, force, cases.signed, until_at=LATER)
    record_contact(
        session, force.officer, cases.signed.victims[0], making.telling(cases.signed, LATER), now=LATER
    )
    assert "embargoes" not in facts_of(last_event_of(session, cases.signed.id))
