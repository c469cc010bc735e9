"""Transferring a crime: not before the other force has accepted it."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import TransferAcceptance
from tests import making
from tests import making_endings as endings
from tests.making import Force
from tests.making_endings import CANCELLATION, TRANSFER
from tests.services.prepared import (
    detail_of,
    duties_of,
    kinds_since,
    last_event_of,
    row_of,
)
from vocabulary import (
    DecisionKind,
    DutyKind,
    EventKind,
    Step,
)
from workflow.refusals import FactNotAccepted, NotPermitted, Refusal
from workflow.services import charging
from workflow.services.particulars import Acceptance, Charge, InWords, Transferring
from workflow.services.steps import Refused
from workflow.services.transferring import record_acceptance


def keys(refused: object) -> list[str]:
    assert isinstance(refused, Refused)
    return [found.key for found in refused.assessment.still_needed]


def propose(session: Session, force: Force, kind: DecisionKind, particulars=None, **crime: object):
    case = making.a_crime(session, force, **crime)
    said = particulars or endings.PARTICULARS[kind]()
    return case, making.attempt(session, force.colleague, case, endings.PROPOSE[kind], said)


def sign(session: Session, actor, case):
    return making.attempt(session, actor, case, Step.AUTHORISE, InWords("Agreed."))


def charged_and_resumed(session: Session, force: Force) -> making.Case:
    """Somebody was charged; then work was resumed, and they stand charged still."""
    case = making.an_investigation(session, force, no_suspect_reason="")
    suspect = making.add_suspect(session, force, case)
    charge = Charge(suspect, making.NOW, "Theft")
    charging.record_charge(session, force.officer, case.id, charge, now=making.NOW)
    making.take(session, force.officer, case, Step.RESUME_INVESTIGATION, InWords("A second suspect."))
    return case


@pytest.mark.parametrize("kind", [CANCELLATION, TRANSFER])
def test_a_crime_with_somebody_charged_does_not_leave_unanswered(session: Session, force: Force, kind):
    case = charged_and_resumed(session, force)
    said = endings.PARTICULARS[kind]()
    expected = "no_suspect_stands_charged" if kind is CANCELLATION else "prosecution_moves_with_the_case"
    assert expected in keys(making.attempt(session, force.colleague, case, endings.PROPOSE[kind], said))


def test_it_leaves_once_it_is_written_what_becomes_of_the_prosecution(session: Session, force: Force):
    case = charged_and_resumed(session, force)
    said = Transferring("Otherton Police", "It is theirs.", "Otherton prosecutes; the CPS knows.")
    making.take(session, force.colleague, case, endings.PROPOSE[TRANSFER], said)
    event = last_event_of(session, case.id)
    assert detail_of(session, event)["prosecution"] == "Otherton prosecutes; the CPS knows."
    endings.accept(session, force, case)
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Agreed."))


def test_a_transfer_is_proposed_before_it_is_accepted_and_goes_no_further(session: Session, force: Force):
    case = endings.proposed(session, force, TRANSFER)
    refused = sign(session, force.inspector, case)
    assert keys(refused) == ["transfer_is_accepted"]
    [found] = refused.assessment.still_needed
    assert found.finding.why.startswith("Not accepted. Anyshire Police still owns this.")
    before = making.last_event(session, case.id)
    rests_on = row_of(session, case).last_material_event_id
    event_id = endings.accept(session, force, case)
    row = session.get_one(TransferAcceptance, case.decision)
    assert (row.accepted_at, row.recorded_by_id, row.event_id) == (making.NOW, force.colleague.id, event_id)
    assert kinds_since(session, case, before) == [EventKind.TRANSFER_ACCEPTED]
    event = last_event_of(session, case.id)
    assert detail_of(session, event) == {"acceptor": "Sergeant Blythe", "reference": "OTH/1182/26"}
    assert row_of(session, case).last_material_event_id == rests_on
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Agreed."))


def test_until_it_is_transferred_owner_duties_and_lines_stay(session: Session, force: Force):
    case = endings.told(session, force, TRANSFER)
    assert row_of(session, case).responsible_id == force.sergeant.id
    for kind in (DutyKind.ALLOCATE, DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL):
        assert len(duties_of(session, case, kind)) == 1
    making.take(session, force.sergeant, case, Step.TRANSFER)
    for kind in (DutyKind.ALLOCATE, DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL):
        assert duties_of(session, case, kind) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"acceptor": " "}, "acceptor"),
        ({"reference": ""}, "reference"),
        ({"accepted_at": making.NOW + dt.timedelta(hours=1)}, "accepted_at"),
        ({"accepted_at": making.REPORTED - dt.timedelta(hours=1)}, "accepted_at"),
    ],
)
def test_an_acceptance_that_cannot_be_is_not_recorded(
    session: Session, force: Force, changes: dict, field: str
):
    case = endings.proposed(session, force, TRANSFER)
    values = {"acceptor": "Sergeant Blythe", "reference": "OTH/1", "accepted_at": making.NOW} | changes
    with pytest.raises(FactNotAccepted) as refused:
        record_acceptance(session, force.colleague, case.id, Acceptance(**values), now=making.NOW)
    assert refused.value.field == field


def test_only_a_transfer_that_is_proposed_is_accepted_and_once(session: Session, force: Force):
    for case in (making.a_crime(session, force), endings.proposed(session, force, CANCELLATION)):
        with pytest.raises(Refusal, match="No transfer of this crime is proposed"):
            endings.accept(session, force, case)
    case = endings.proposed(session, force, TRANSFER)
    acceptance = Acceptance("Sergeant Blythe", "OTH/1", making.NOW)
    with pytest.raises(NotPermitted):
        record_acceptance(session, force.other_officer, case.id, acceptance, now=making.NOW)
    endings.accept(session, force, case)
    with pytest.raises(Refusal, match="recorded already"):
        endings.accept(session, force, case)


def test_an_acceptance_belongs_to_the_proposal_it_was_recorded_on(session: Session, force: Force):
    case = endings.proposed(session, force, TRANSFER)
    endings.accept(session, force, case)
    making.take(session, force.colleague, case, Step.WITHDRAW_PROPOSAL, InWords("Not yet."))
    making.take(session, force.colleague, case, Step.PROPOSE_TRANSFER, endings.transferring())
    assert keys(sign(session, force.inspector, case)) == ["transfer_is_accepted"]
    assert session.scalar(sa.select(sa.func.count()).select_from(TransferAcceptance)) >= 1
