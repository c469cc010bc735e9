"""The risk that remains: answered of one suspect, answered again, and asked before they are released."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import RiskThatRemains
from tests import making
from tests.making import Case, Force
from tests.making_remaining import DONE, answers
from tests.making_restricted import restrict
from tests.services.prepared import LATER, Cases, detail_of, facts_of, kinds_since, last_event_of, state_of
from vocabulary import EventKind, RemainsAnswer, RemainsQuestion, Restriction, RiskFlag, State
from workflow.reading import read_case
from workflow.refusals import (
    AlreadyRecorded,
    CaseHasMoved,
    FactNotAccepted,
    NotFound,
    NotPermitted,
    Refusal,
    WouldLapse,
)
from workflow.services import suspect_decisions, suspects
from workflow.services.remaining import Answered, record_risk_that_remains
from workflow.services.steps import Refused
from workflow.services.suspect_corrections import record_in_error

FIREARMS, ORDER = RemainsQuestion.FIREARMS, RemainsQuestion.PROTECTIVE_ORDER
NO = RemainsAnswer.NO
BORN = dt.date(1990, 3, 27)


def answer(session: Session, force: Force, suspect: int, given: dict, who: str = "officer", **more) -> int:
    return record_risk_that_remains(session, getattr(force, who), suspect, given, now=LATER, **more)


@pytest.fixture
def abused(session: Session, force: Force) -> Case:
    """Domestic abuse under investigation, with a suspect."""
    case = making.an_investigation(
        session, force, flags=frozenset({RiskFlag.DOMESTIC_ABUSE}), no_suspect_reason=""
    )
    return Case(case.id, victims=case.victims, suspect=making.add_suspect(session, force, case))


def rows_of(session: Session, suspect: int) -> dict[RemainsQuestion, RiskThatRemains]:
    query = sa.select(RiskThatRemains).where(RiskThatRemains.suspect_id == suspect)
    return {row.question: row for row in session.scalars(query.execution_options(populate_existing=True))}


def test_what_was_answered_is_kept_with_who_and_when(session: Session, force: Force, abused: Case):
    given = {FIREARMS: Answered(NO, "Licensing is closed until Monday."), **answers(ORDER)}
    answer(session, force, abused.suspect, given)
    rows = rows_of(session, abused.suspect)
    firearms, order = rows[FIREARMS], rows[ORDER]
    assert (firearms.answer, firearms.reason) == (NO, "Licensing is closed until Monday.")
    assert (order.answer, order.order_kind) == (RemainsAnswer.YES, "dvpn")
    assert {(row.answered_by_id, row.answered_at) for row in rows.values()} == {(force.officer.id, LATER)}
    event = last_event_of(session, abused.id)
    assert event.kind is EventKind.RISK_THAT_REMAINS_RECORDED
    assert facts_of(event) == {
        "suspect": abused.suspect,
        "answers": {
            "firearms": {"row": firearms.id, "answer": "no", "order": None},
            "protective_order": {"row": order.id, "answer": "yes", "order": "dvpn"},
        },
    }
    assert detail_of(session, event)["firearms"] == "Licensing is closed until Monday."


def test_it_is_answered_again_and_the_events_keep_what_was_said_before(
    session: Session, force: Force, abused: Case
):
    answer(session, force, abused.suspect, {FIREARMS: Answered(NO, "Not yet."), **answers(ORDER)})
    answer(session, force, abused.suspect, {FIREARMS: DONE, **answers(ORDER)}, who="colleague")
    assert rows_of(session, abused.suspect)[FIREARMS].answer is RemainsAnswer.YES
    assert rows_of(session, abused.suspect)[FIREARMS].answered_by_id == force.colleague.id
    assert rows_of(session, abused.suspect)[ORDER].answered_by_id == force.officer.id
    told = facts_of(last_event_of(session, abused.id))["answers"]
    assert list(told) == ["firearms"]
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_the_same_answers_again_are_nothing_to_record(session: Session, force: Force, abused: Case):
    answer(session, force, abused.suspect, answers())
    for given in (answers(), {}):
        with pytest.raises(FactNotAccepted, match="at least one"):
            answer(session, force, abused.suspect, given)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({FIREARMS: Answered(NO, " ")}, "firearms_reason"),
        ({FIREARMS: Answered(RemainsAnswer.NOT_APPLICABLE)}, "firearms_reason"),
        ({ORDER: Answered(RemainsAnswer.YES)}, "order_kind"),
        ({ORDER: Answered(RemainsAnswer.YES, "", "witchcraft")}, "order_kind"),
    ],
)
def test_what_is_missing_is_refused_beside_its_field(
    session: Session, force: Force, abused: Case, given: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        answer(session, force, abused.suspect, given)
    assert refused.value.field == field
    assert rows_of(session, abused.suspect) == {}


def test_who_answers(session: Session, force: Force, abused: Case):
    for who, question in zip(("officer", "colleague", "sergeant"), RemainsQuestion, strict=False):
        answer(session, force, abused.suspect, answers(question), who=who)
    for who in ("other_officer", "other_sergeant", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            answer(session, force, abused.suspect, answers(), who=who)


def test_answering_is_supervision_for_nobody_and_involves_nobody(
    session: Session, force: Force, abused: Case
):
    answer(session, force, abused.suspect, answers(), who="sergeant")
    assert_released(session, force, abused, who="inspector")


def test_a_page_shown_before_the_case_moved_answers_nothing(session: Session, force: Force, abused: Case):
    seen = making.last_event(session, abused.id)
    answer(session, force, abused.suspect, answers(FIREARMS))
    with pytest.raises(CaseHasMoved):
        answer(session, force, abused.suspect, answers(ORDER), seen_event_id=seen)


def test_sent_twice_it_is_recorded_once(session: Session, force: Force, abused: Case):
    answer(session, force, abused.suspect, answers(FIREARMS), submission_id="one")
    with pytest.raises(AlreadyRecorded):
        answer(session, force, abused.suspect, answers(ORDER), submission_id="one")


def test_a_standing_proposal_lapses_once_that_is_accepted(session: Session, force: Force, cases: Cases):
    case = cases.told_closure
    before = making.last_event(session, case.id)
    with pytest.raises(WouldLapse):
        answer(session, force, case.suspect, answers(FIREARMS))
    answer(session, force, case.suspect, answers(FIREARMS), lapse_accepted=True)
    assert kinds_since(session, case, before) == [
        EventKind.PROPOSAL_LAPSED,
        EventKind.RISK_THAT_REMAINS_RECORDED,
    ]
    assert state_of(session, case) is State.INVESTIGATING


def test_a_finished_case_is_reopened_first_and_a_suspect_who_is_none_is_not_found(
    session: Session, force: Force, cases: Cases
):
    with pytest.raises(Refusal, match="finished"):
        answer(session, force, cases.closed.suspect, answers(FIREARMS))
    with pytest.raises(NotFound):
        answer(session, force, 99_999, answers(FIREARMS))


def release(session: Session, force: Force, case: Case, who: str = "inspector") -> int | Refused:
    decide = suspect_decisions.decide_no_further_action
    return decide(session, getattr(force, who), case.suspect, "Not enough.", "He is abroad.", now=LATER)


def assert_released(session: Session, force: Force, case: Case, who: str = "inspector") -> None:
    result = release(session, force, case, who)
    assert isinstance(result, int), [found.key for found in result.assessment.still_needed]


def test_nobody_is_released_in_domestic_abuse_before_each_question_is_answered(
    session: Session, force: Force, abused: Case
):
    refused = release(session, force, abused)
    assert [found.key for found in refused.assessment.still_needed] == [
        "protective_order_was_considered",
        "firearms_were_checked",
        "children_were_referred",
        "position_of_trust_was_reported",
        "other_allegations_were_looked_at",
        "intelligence_was_submitted",
        "suspect_welfare_was_considered",
    ]
    answer(session, force, abused.suspect, answers())
    assert_released(session, force, abused)


def test_other_crimes_that_name_the_same_person_are_counted_by_name_and_date_of_birth(
    session: Session, force: Force, abused: Case
):
    for name, born_on in (("ROWAN PIKE", BORN), ("Rowan Pike", None), ("Rowan Pike", BORN)):
        other = making.an_investigation(session, force, no_suspect_reason="")
        added = suspects.SuspectToAdd(name, "Seen.", "Theft", born_on)
        suspects.add_suspect(session, force.officer, other.id, added, now=LATER)
    here = suspects.SuspectToAdd("rowan  pike", "Seen.", "Assault", BORN)
    suspect = suspects.add_suspect(session, force.officer, abused.id, here, now=LATER)
    case = read_case(session, abused.id, LATER)
    assert case.suspect(suspect).other_crimes == 2
    assert case.suspect(abused.suspect).other_crimes == 0


def test_a_covert_crime_is_not_counted_nor_one_that_named_them_in_error(session: Session, force: Force):
    case = making.an_investigation(session, force)
    here = same_person(session, force, case)
    covert, mistaken = making.an_investigation(session, force), making.an_investigation(session, force)
    same_person(session, force, covert)
    restrict(session, force, covert, Restriction.COVERT)
    there = same_person(session, force, mistaken)
    record_in_error(session, force.detective_inspector, there, "Another Rowan.", now=LATER)
    assert read_case(session, case.id, LATER).suspect(here).other_crimes == 0


def same_person(session: Session, force: Force, case: Case) -> int:
    known = suspects.SuspectToAdd("Rowan Pike", "Seen.", "Theft", BORN)
    return suspects.add_suspect(session, force.officer, case.id, known, now=LATER)
