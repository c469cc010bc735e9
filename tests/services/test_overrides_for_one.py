"""Overrides that are for one officer's allocation, or for the decision on one suspect."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import making
from tests.making import NOW, Force
from tests.making_overrides import an_officer, grant, to_grant
from tests.services.prepared import row_of
from vocabulary import Accreditation, Rank, Role, Step
from workflow.refusals import FactNotAccepted
from workflow.services import suspect_decisions
from workflow.services.particulars import ToOfficer
from workflow.services.steps import Refused


def test_of_an_allocation_it_opens_the_way_to_one_officer_alone(session: Session, force: Force):
    case = making.a_crime(session, force, offence="rape", no_suspect_reason="")
    one, other = (an_officer(session, force, name, Accreditation.PIP1) for name in ("one", "other"))
    asked = to_grant("officer_is_accredited", ground="nobody_accredited_free", officer_id=one.id)
    with pytest.raises(FactNotAccepted, match="a detective inspector or above"):
        grant(session, force, case, asked=asked)
    grant(session, force, case, force.detective_inspector, asked)
    refused = making.attempt(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(other.id))
    assert [found.key for found in refused.assessment.still_needed] == ["officer_is_accredited"]
    making.take(session, force.sergeant, case, Step.ALLOCATE, ToOfficer(one.id))
    assert row_of(session, case).oic_id == one.id


def test_nobody_grants_themselves_a_case(session: Session, force: Force):
    case = making.a_crime(session, force, offence="rape", no_suspect_reason="")
    roles = ((Role.SUPERVISOR, force.unit), (Role.INVESTIGATOR, force.unit))
    di = making.a_person(
        session, "own", Rank.INSPECTOR, *roles, detective=True, accreditation=Accreditation.PIP1
    )
    asked = to_grant("officer_is_accredited", ground="nobody_accredited_free", officer_id=di.id)
    with pytest.raises(FactNotAccepted, match="to yourself") as refused:
        grant(session, force, case, di, asked)
    assert refused.value.field == "officer"


def test_of_a_suspect_it_opens_the_decision_on_that_one_alone(session: Session, force: Force):
    case = making.an_investigation(session, force, no_suspect_reason="")
    one, other = making.add_suspect(session, force, case), making.add_suspect(session, force, case)
    asked = to_grant("suspect_account_was_sought", ground="unfit_for_interview", suspect_id=one)
    grant(session, force, case, asked=asked)

    def decide(suspect: int):
        return suspect_decisions.decide_no_further_action(
            session, force.sergeant, suspect, "Weak.", "", now=NOW
        )

    assert isinstance(decide(other), Refused)
    assert not isinstance(decide(one), Refused)
