"""Developments of a case: whole, never blocked, owed to whom they concern."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making
from tests.making import Case, Force
from tests.services.prepared import LATER, NOW, Cases, duties_of
from vocabulary import DutyKind, Trigger, VictimKind
from workflow.refusals import FactNotAccepted
from workflow.services.rights import Development, record_development
from workflow.services.victims import VictimToAdd, add_victim

DAY = dt.timedelta(days=1)


@pytest.fixture
def suspected(session: Session, force: Force, cases: Cases) -> Case:
    """A case with a suspect."""
    return replace(cases.investigated, suspect=making.add_suspect(session, force, cases.investigated))


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"trigger": Trigger.SUSPECT_CHARGED}, "trigger"),
        ({"happened_at": LATER + DAY}, "happened_at"),
        ({"words": " "}, "words"),
        ({"suspect_id": None}, "suspect"),
        ({"trigger": Trigger.COMPLAINT_RECEIVED}, "victim"),
    ],
)
def test_a_development_is_whole(session: Session, force: Force, suspected: Case, what: dict, field: str):
    case = suspected
    values = {
        "trigger": Trigger.SUSPECT_ARRESTED,
        "happened_at": NOW,
        "words": "Arrested at home.",
        "suspect_id": case.suspect,
    } | what
    with pytest.raises(FactNotAccepted) as refused:
        record_development(session, force.officer, case.id, Development(**values), now=LATER)
    assert refused.value.field == field


def test_a_complaint_is_owed_an_answer_to_whoever_made_it(session: Session, force: Force, suspected: Case):
    case = suspected
    shop = VictimToAdd(VictimKind.BUSINESS, "Corner shop", contact_name="Ola Brandt")
    add_victim(session, force.officer, case.id, shop, now=NOW)
    complaint = Development(Trigger.COMPLAINT_RECEIVED, NOW, "Nobody rang.", victim_id=case.victims[0])
    record_development(session, force.other_officer, case.id, complaint, now=NOW)
    owed = {each.right_key: each.victim_id for each in duties_of(session, case, DutyKind.RIGHT)}
    assert owed["complaint"] == case.victims[0]
    verified = verify(session)
    assert verified.is_sound, verified.fault
