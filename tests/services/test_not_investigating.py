"""Not investigating a crime further: the questions, who signs, the second look, what is refused."""

from __future__ import annotations

import json

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from tests import making
from tests import making_endings as endings
from tests.making import Force
from tests.making_endings import NOT_INVESTIGATED
from tests.services.prepared import (
    decision_of,
    detail_of,
    facts_of,
    last_event_of,
    state_of,
)
from vocabulary import (
    AssessmentQuestion,
    Bearing,
    DecisionKind,
    Rank,
    RiskFlag,
    Role,
    State,
    Step,
)
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import lines, needs
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


def test_what_is_sealed_and_told_of_not_investigating(session: Session, force: Force):
    case = endings.proposed(session, force, NOT_INVESTIGATED)
    decision, event = decision_of(session, case), last_event_of(session, case.id)
    assert (decision.role_needed, decision.rank_needed) == (Role.CRIME_ASSESSOR, Rank.POLICE_STAFF)
    assert (decision.outcome_code, decision.proposed_from) == ("18", State.RECORDED)
    facts = facts_of(event)
    assert (facts["yes"], facts["no"]) == ([], sorted(AssessmentQuestion))
    assert detail_of(session, event) == {"reason": "Nobody saw it; no camera."}
    sealed = json.loads(decision.evaluation)["facts"]["proposal"]["not_investigating"]
    assert len(sealed["reason_digest"]) == 64
    assert "camera" not in decision.evaluation


def test_what_is_recorded_answers_for_itself(session: Session, force: Force):
    flags = frozenset({RiskFlag.REPEAT_VICTIM, RiskFlag.TRACKABLE_ITEM_TAKEN})
    _, refused = propose(session, force, NOT_INVESTIGATED, flags=flags)
    assert keys(refused) == ["why_it_is_not_investigated_is_written"]
    said = endings.not_investigating(why_not_allocated="The tracker was off when it was taken.")
    case, _ = propose(session, force, NOT_INVESTIGATED, said, flags=flags)
    facts = facts_of(last_event_of(session, case.id))
    assert facts["yes"] == ["traceable", "vulnerable_or_series"]
    assert not set(facts["yes"]) & set(facts["no"])


@pytest.mark.parametrize(
    ("crime", "key"),
    [
        ({"offence": "burglary_residential"}, "crime_may_be_left_uninvestigated"),
        ({"flags": frozenset({RiskFlag.DOMESTIC_ABUSE})}, "crime_may_be_left_uninvestigated"),
        ({"offence": "unclassified_violence_or_sexual"}, "crime_is_classified"),
    ],
)
def test_what_is_always_investigated_is_refused(session: Session, force: Force, crime: dict, key: str):
    case, refused = propose(session, force, NOT_INVESTIGATED, **crime)
    assert keys(refused) == [key]
    assert state_of(session, case) is State.RECORDED


def test_it_is_signed_by_a_crime_assessor_and_by_nobody_elses_rank(session: Session, force: Force):
    case = endings.proposed(session, force, NOT_INVESTIGATED)
    refused = sign(session, force.inspector, case)
    assert keys(refused) == ["signer_has_the_authority"]
    with pytest.raises(NotPermitted, match="a supervisor or by a crime assessor"):
        sign(session, endings.a_registrar(session, force), case)
    making.take(session, endings.an_assessor(session, force), case, Step.AUTHORISE, InWords("Agreed."))


@pytest.mark.parametrize("part", ["recorded", "took the call"])
def test_whoever_took_or_recorded_the_report_does_not_sign(session: Session, force: Force, part: str):
    roles = ((Role.CRIME_ASSESSOR, force.unit), (Role.INVESTIGATOR, force.unit))
    assessor = making.a_person(session, f"two_roles{force.unit}", Rank.POLICE_STAFF, *roles)
    said = endings.not_investigating()
    if part == "recorded":
        crime = making.crime_to_record(force)
        number = making.crimes.record_crime(session, assessor, crime, now=making.NOW)
        case = making.Case(number)
    else:
        case = making.a_crime(session, force)
        said = endings.not_investigating(call_taken_by_id=assessor.id)
    making.take(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, said)
    assert "signer_neither_took_nor_recorded_the_report" in keys(sign(session, assessor, case))


def test_a_person_who_is_none_took_no_call(session: Session, force: Force):
    with pytest.raises(FactNotAccepted) as refused:
        propose(session, force, NOT_INVESTIGATED, endings.not_investigating(call_taken_by_id=999_999))
    assert refused.value.field == "call_taken_by"


def test_a_case_that_is_drawn_needs_an_inspector_after_the_assessor(session: Session, force: Force):
    case = endings.a_crime_that_is_drawn(session, force)
    making.take(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, endings.not_investigating())
    decision = decision_of(session, case)
    assert (decision.sign_offs_needed, decision.second_rank_needed) == (2, Rank.INSPECTOR)
    assert keys(sign(session, force.inspector, case)) == ["signer_has_the_authority"]
    first, second = endings.an_assessor(session, force), endings.an_assessor(session, force, "another")
    making.take(session, first, case, Step.AUTHORISE, InWords("Agreed."))
    assert state_of(session, case) is State.AWAITING_SIGN_OFF
    for who in (second, force.sergeant):
        found = sign(session, who, case)
        assert keys(found) == ["signer_has_the_authority"]
        [why] = [each.finding.why for each in found.assessment.still_needed]
        assert "drawn for a second look" in why
    making.take(session, force.inspector, case, Step.AUTHORISE, InWords("Seen."))
    assert state_of(session, case) is State.AWAITING_VICTIM_UPDATE
    assert verify(session).is_sound


def test_the_draw_is_the_same_however_often_it_is_proposed(session: Session, force: Force):
    case = endings.proposed(session, force, NOT_INVESTIGATED)
    drawn = {decision_of(session, case).sign_offs_needed}
    for _ in range(3):
        making.take(session, force.colleague, case, Step.WITHDRAW_PROPOSAL, InWords("Again."))
        said = endings.not_investigating()
        making.take(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, said)
        drawn.add(decision_of(session, case).sign_offs_needed)
    assert len(drawn) == 1


def test_a_reopened_crime_is_investigated(session: Session, force: Force):
    case = endings.finished(session, force, NOT_INVESTIGATED)
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A recording turned up."))
    refused = making.attempt(
        session, force.sergeant, case, Step.PROPOSE_NOT_INVESTIGATING, endings.not_investigating()
    )
    assert keys(refused) == ["crime_was_not_reopened"]
    [why] = [found.finding.why for found in refused.assessment.still_needed]
    assert "propose no further action" in why


def test_an_open_line_is_answered_before_a_crime_is_left(session: Session, force: Force):
    case = making.a_crime(session, force)
    line = making.add_line(session, force, case)
    said = endings.not_investigating()
    refused = making.attempt(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, said)
    assert keys(refused) == ["every_line_is_answered"]
    lines.result_line(session, force.officer, line, "Nothing.", Bearing.NEUTRAL, now=making.NOW)
    making.take(session, force.colleague, case, Step.PROPOSE_NOT_INVESTIGATING, said)


def test_enhanced_rights_found_before_the_sign_off_answer_a_question_then_too(session: Session, force: Force):
    case = endings.proposed(session, force, NOT_INVESTIGATED)
    needs.assess_needs(
        session,
        force.officer,
        case.victims[0],
        needs.Assessed("He is deaf.", making.VULNERABLE),
        now=making.NOW,
    )
    refused = sign(session, endings.an_assessor(session, force), case)
    assert keys(refused) == ["why_it_is_not_investigated_is_written"]
