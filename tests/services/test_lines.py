"""Lines of inquiry: every act, every refusal, and what is left on record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models import LineOfInquiry, Person
from tests import making
from tests.making import Case, Force
from tests.services.prepared import (
    LATER,
    NOW,
    Cases,
    detail_of,
    facts_of,
    kinds_since,
    last_event_of,
    row_of,
)
from vocabulary import Bearing, EventKind, LineStatus, NotPursuedReason
from workflow.ledger import sha256
from workflow.refusals import FactNotAccepted, NotFound, NotPermitted, Refusal
from workflow.services import lines, no_lines


@pytest.fixture
def line(session: Session, force: Force, cases: Cases) -> int:
    """An open line on the case that is being investigated."""
    return making.add_line(session, force, cases.investigated)


def add(session: Session, force: Force, case: Case, **changes: object) -> int:
    values = {
        "category": "cctv",
        "objective": "Who rode off with it?",
        "owner_id": force.officer.id,
        "now": LATER,
    } | changes
    actor = values.pop("actor", force.officer)
    return lines.add_line(session, actor, case.id, **values)


def test_a_line_is_added_open_with_an_event(session: Session, force: Force, cases: Cases):
    expires = LATER + dt.timedelta(days=3)
    added = add(session, force, cases.investigated, evidence_expires_at=expires)
    row = session.get_one(LineOfInquiry, added)
    assert (row.status, row.evidence_expires_at, row.added_by_id) == (
        LineStatus.OPEN,
        expires,
        force.officer.id,
    )
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.LINE_ADDED
    assert facts_of(event) == {
        "line": added,
        "category": "cctv",
        "owner": force.officer.id,
        "supersedes": None,
        "evidence_expires_at": expires.isoformat(timespec="microseconds"),
        "suspect": None,
    }
    assert detail_of(session, event) == {"objective": "Who rode off with it?"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"category": "tea_leaves"}, "category"),
        ({"objective": "  "}, "objective"),
        ({"owner_id": 999_999}, "owner"),
    ],
)
def test_a_line_that_says_too_little_is_not_added(
    session: Session, force: Force, cases: Cases, changes: dict, field: str
):
    with pytest.raises(FactNotAccepted) as refused:
        add(session, force, cases.investigated, **changes)
    assert refused.value.field == field


def test_a_line_is_not_given_to_somebody_who_has_left(session: Session, force: Force, cases: Cases):
    session.get_one(Person, force.colleague.id).retired_at = NOW
    session.flush()
    with pytest.raises(FactNotAccepted, match="who will follow"):
        add(session, force, cases.investigated, owner_id=force.colleague.id)


@pytest.mark.parametrize("who", ["other_officer", "other_sergeant", "victim_care_officer", "auditor"])
def test_lines_are_added_by_the_units_own_people(session: Session, force: Force, cases: Cases, who: str):
    with pytest.raises(NotPermitted, match="officer in the case"):
        add(session, force, cases.investigated, actor=getattr(force, who))


def test_a_finished_case_takes_no_line(session: Session, force: Force, cases: Cases):
    with pytest.raises(Refusal, match="This case is finished"):
        add(session, force, cases.filed)


def test_a_line_is_answered_by_what_it_found(session: Session, force: Force, cases: Cases, line: int):
    event_id = lines.result_line(
        session, force.colleague, line, "A man on a blue bicycle.", Bearing.TOWARDS, now=LATER
    )
    row = session.get_one(LineOfInquiry, line, populate_existing=True)
    assert (row.status, row.bearing, row.result, row.answered_at, row.answered_by_id) == (
        LineStatus.RESULTED,
        Bearing.TOWARDS,
        "A man on a blue bicycle.",
        LATER,
        force.colleague.id,
    )
    event = last_event_of(session, cases.investigated.id)
    assert event.id == event_id
    assert event.kind is EventKind.LINE_RESULTED
    assert facts_of(event) == {"line": line, "category": "cctv", "bearing": "towards"}
    assert detail_of(session, event) == {"words": "A man on a blue bicycle."}


def test_a_line_is_answered_by_a_reason(session: Session, force: Force, cases: Cases, line: int):
    lines.do_not_pursue_line(
        session, force.officer, line, NotPursuedReason.NOT_POSSIBLE, "No camera.", now=LATER
    )
    row = session.get_one(LineOfInquiry, line, populate_existing=True)
    assert (row.status, row.not_pursued_reason) == (LineStatus.NOT_PURSUED, NotPursuedReason.NOT_POSSIBLE)
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.LINE_NOT_PURSUED
    assert facts_of(event)["reason"] == "not_possible"


ANSWERS: dict[str, Callable] = {
    "result": lambda session, actor, line: lines.result_line(
        session, actor, line, "Found.", Bearing.NEUTRAL, now=LATER
    ),
    "reason": lambda session, actor, line: lines.do_not_pursue_line(
        session, actor, line, NotPursuedReason.DISPROPORTIONATE, "Too far.", now=LATER
    ),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_line_is_answered_once(session: Session, force: Force, line: int, answer: Callable):
    answer(session, force.officer, line)
    for again in ANSWERS.values():
        with pytest.raises(FactNotAccepted, match="already answered"):
            again(session, force.officer, line)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_line_that_is_not_there_is_not_answered(session: Session, force: Force, answer: Callable):
    with pytest.raises(NotFound):
        answer(session, force.officer, 999_999)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_lines_are_answered_by_the_units_own_people(
    session: Session, force: Force, line: int, answer: Callable
):
    with pytest.raises(NotPermitted):
        answer(session, force.other_officer, line)


def test_an_answer_needs_words(session: Session, force: Force, line: int):
    with pytest.raises(FactNotAccepted) as refused:
        lines.result_line(session, force.officer, line, " ", Bearing.NEUTRAL, now=LATER)
    assert refused.value.field == "result"
    with pytest.raises(FactNotAccepted) as refused:
        lines.do_not_pursue_line(session, force.officer, line, NotPursuedReason.NOT_RELEVANT, "", now=LATER)
    assert refused.value.field == "words"


def supersede(session: Session, force: Force, line: int, **changes: object) -> int:
    values = {
        "category": "personal_video",
        "objective": "Doorbell at number 14",
        "owner_id": force.officer.id,
        "why": "There is no public camera there.",
        "now": LATER,
    } | changes
    return lines.supersede_line(session, force.officer, line, **values)


@pytest.mark.parametrize("answered", [False, True])
def test_a_mistaken_line_is_kept_and_another_stands_in_its_place(
    session: Session, force: Force, cases: Cases, line: int, answered: bool
):
    if answered:
        ANSWERS["result"](session, force.officer, line)
    before = making.last_event(session, cases.investigated.id)
    new = supersede(session, force, line)
    old = session.get_one(LineOfInquiry, line, populate_existing=True)
    assert (old.status, old.superseded_by_line_id) == (LineStatus.SUPERSEDED, new)
    assert old.result == ("Found." if answered else "There is no public camera there.")
    assert session.get_one(LineOfInquiry, new).status is LineStatus.OPEN
    assert kinds_since(session, cases.investigated, before) == [
        EventKind.LINE_ADDED,
        EventKind.LINE_SUPERSEDED,
    ]
    event = last_event_of(session, cases.investigated.id)
    assert facts_of(event) == {"line": line, "by_line": new, "answer_kept": True}


def test_superseding_says_what_was_wrong_and_happens_once(session: Session, force: Force, line: int):
    with pytest.raises(FactNotAccepted) as refused:
        supersede(session, force, line, why=" ")
    assert refused.value.field == "why"
    supersede(session, force, line)
    with pytest.raises(FactNotAccepted, match="already been superseded"):
        supersede(session, force, line)
    with pytest.raises(NotFound):
        supersede(session, force, 999_999)


def agree(
    session: Session, force: Force, case: Case, who: str = "sergeant", reason: str = "It is lost."
) -> int:
    return no_lines.agree_no_lines(session, getattr(force, who), case.id, reason, now=LATER)


def test_a_supervisor_agrees_that_no_line_is_reasonable(session: Session, force: Force, cases: Cases):
    agree(session, force, cases.investigated, "other_sergeant")
    row = row_of(session, cases.investigated)
    assert (row.no_lines_agreed_by_id, row.no_lines_reason_digest) == (
        force.other_sergeant.id,
        sha256("It is lost."),
    )
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.NO_LINES_EXCUSED
    assert detail_of(session, event) == {"reason": "It is lost."}


def test_no_lines_is_agreed_by_a_supervisor_who_is_not_in_the_case_and_says_why(
    session: Session, force: Force, cases: Cases
):
    for who in ("officer", "colleague", "victim_care_officer"):
        with pytest.raises(NotPermitted):
            agree(session, force, cases.investigated, who)
    with pytest.raises(FactNotAccepted, match="why no line"):
        agree(session, force, cases.investigated, reason=" ")
    row_of(session, cases.investigated).oic_id = force.sergeant.id
    session.flush()
    with pytest.raises(FactNotAccepted, match="is the officer in the case"):
        agree(session, force, cases.investigated)


@pytest.mark.parametrize("answered", [False, True])
def test_that_no_line_is_reasonable_is_not_agreed_while_one_is_recorded(
    session: Session, force: Force, cases: Cases, answered: bool
):
    line = add(session, force, cases.investigated)
    if answered:
        lines.result_line(session, force.officer, line, "Nobody.", Bearing.NEUTRAL, now=LATER)
    with pytest.raises(FactNotAccepted, match="A line of inquiry is recorded"):
        agree(session, force, cases.investigated)
    assert row_of(session, cases.investigated).no_lines_agreed_by_id is None
