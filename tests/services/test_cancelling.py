"""Cancelling a crime: the grounds, what shows them, who decides."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy.orm import Session

from tests import making
from tests import making_endings as endings
from tests.making import Force
from tests.making_endings import CANCELLATION
from tests.making_restricted import restrict
from tests.nevers import broken
from tests.services.prepared import (
    decision_of,
    facts_of,
    last_event_of,
    row_of,
    state_of,
)
from vocabulary import (
    DecisionKind,
    Restriction,
    State,
    Step,
)
from workflow.services.particulars import InWords
from workflow.services.steps import Refused


def keys(refused: object) -> list[str]:
    assert isinstance(refused, Refused)
    return [found.key for found in refused.assessment.still_needed]


def propose(session: Session, force: Force, kind: DecisionKind, particulars=None, **crime: object):
    case = making.a_crime(session, force, **crime)
    said = particulars or endings.PARTICULARS[kind]()
    return case, making.attempt(session, force.colleague, case, endings.PROPOSE[kind], said)


def sign(session: Session, actor, case):
    return making.attempt(session, actor, case, Step.AUTHORISE, InWords("Agreed."))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"ground": "nobody cares"}, "ground_for_cancelling_is_named"),
        ({"information": " "}, "information_that_shows_it_is_written"),
        ({"provider": ""}, "information_that_shows_it_is_written"),
        ({"ground": "duplicate"}, "other_crime_is_there"),
        ({"ground": "duplicate", "other_reference": "NONE/1/26"}, "other_crime_is_there"),
    ],
)
def test_what_a_ground_asks_for_is_asked(session: Session, force: Force, changes: dict, key: str):
    case, refused = propose(session, force, CANCELLATION, endings.cancelling(**changes))
    assert keys(refused) == [key]
    facts = facts_of(last_event_of(session, case.id))
    assert facts["ground"] == changes.get("ground", "recorded_in_error")


def test_a_duplicate_names_a_crime_that_stays_and_never_itself(session: Session, force: Force):
    first, second = making.a_crime(session, force), making.a_crime(session, force)

    def of(case):
        return endings.cancelling(ground="duplicate", other_reference=row_of(session, case).reference.lower())

    step = Step.PROPOSE_CANCELLATION
    itself = making.attempt(session, force.colleague, first, step, of(first))
    assert keys(itself) == ["other_crime_is_there"]
    making.take(session, force.colleague, first, step, of(second))
    assert facts_of(last_event_of(session, first.id))["other_crime"] == second.id
    each_other = making.attempt(session, force.colleague, second, step, of(first))
    assert keys(each_other) == ["other_crime_is_there"]


def test_that_there_is_a_covert_crime_is_not_found_out_by_cancelling_into_it(session: Session, force: Force):
    covert, other = (
        making.an_investigation(session, force),
        making.a_crime(session, force, unit_id=force.other_unit),
    )
    restrict(session, force, covert, Restriction.COVERT)
    said = endings.cancelling(ground="duplicate", other_reference=row_of(session, covert).reference)
    by_another = making.attempt(session, force.other_officer, other, Step.PROPOSE_CANCELLATION, said)
    nothing = endings.cancelling(ground="duplicate", other_reference="NONE/1/26")
    nowhere = making.attempt(session, force.other_officer, other, Step.PROPOSE_CANCELLATION, nothing)
    assert by_another.assessment == nowhere.assessment
    making.take(session, force.officer, making.a_crime(session, force), Step.PROPOSE_CANCELLATION, said)


def test_a_crime_that_stays_and_is_cancelled_meanwhile_is_found_at_the_sign_off(
    session: Session, force: Force
):
    first, second = making.a_crime(session, force), making.a_crime(session, force)
    said = endings.cancelling(ground="duplicate", other_reference=row_of(session, second).reference)
    making.take(session, force.colleague, first, Step.PROPOSE_CANCELLATION, said)
    making.take(session, force.colleague, second, Step.PROPOSE_CANCELLATION, endings.cancelling())
    assert keys(sign(session, force.inspector, first)) == ["other_crime_is_there"]


def test_only_the_registrar_cancels_a_rape(session: Session, force: Force):
    case = endings.proposed(session, force, CANCELLATION, **endings.A_RAPE_OF_LONG_AGO)
    refused = sign(session, force.detective_inspector, case)
    [found] = refused.assessment.still_needed
    assert found.finding.why == "Only the Force Crime Registrar can cancel a rape."
    assert facts_of(last_event_of(session, case.id))["gate"] == "cancellation"
    registrar = endings.a_registrar(session, force)
    making.take(session, registrar, case, Step.RETURN_FOR_WORK, InWords("Her health is not information."))
    assert state_of(session, case) is State.RECORDED


def test_the_registrar_or_an_inspector_cancels_another_crime(session: Session, force: Force):
    for who in (endings.a_registrar(session, force), force.inspector):
        case = endings.proposed(session, force, CANCELLATION)
        assert keys(sign(session, force.sergeant, case)) == ["signer_has_the_authority"]
        making.take(session, who, case, Step.AUTHORISE, InWords("Agreed."))
        assert state_of(session, case) is State.AWAITING_VICTIM_UPDATE


def test_a_crime_is_cancelled_with_a_line_open_and_the_line_is_pointed_out(session: Session, force: Force):
    case = making.an_investigation(session, force)
    soon = making.NOW + dt.timedelta(hours=31)
    making.add_line(session, force, case, evidence_expires_at=soon)
    making.take(session, force.officer, case, Step.PROPOSE_CANCELLATION, endings.cancelling())
    case = making.proposed_on(session, case)
    sealed = json.loads(decision_of(session, case).evaluation)["findings"]
    [advice] = [found for found in sealed if found["key"] == "no_evidence_is_lost_meanwhile"]
    assert advice["advice"]
    assert "evidence lost in 31 hours" in advice["why"]
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Agreed."))
    making.tell(session, force, case)
    making.take(session, force.officer, case, Step.CANCEL)
    assert state_of(session, case) is State.CANCELLED
    assert broken(session) == {}
