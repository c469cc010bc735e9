"""Facts about a line besides its answer: a result came back, evidence was lost, a request's grounds."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import LineOfInquiry
from tests import making
from tests.making import Case, Force
from tests.making_remaining import GROUNDS
from tests.services.prepared import LATER, Cases, detail_of, facts_of, kinds_since, last_event_of, state_of
from vocabulary import Bearing, EventKind, LineStatus, State
from workflow.reading import read_case
from workflow.refusals import AlreadyRecorded, FactNotAccepted, NotFound, NotPermitted, Refusal, WouldLapse
from workflow.services import lines
from workflow.services.line_facts import Request, explain_loss, justify_request, record_result_received

MINUTE = dt.timedelta(minutes=1)


def received(session: Session, force: Force, line: int, who: str = "officer", **more) -> int:
    at = more.pop("at", making.NOW)
    return record_result_received(session, getattr(force, who), line, at, now=LATER, **more)


def lost(session: Session, force: Force, line: int, who: str = "officer", **more) -> int:
    why = more.pop("why", "Kept 14 days; asked for on the 16th.")
    return explain_loss(session, getattr(force, who), line, why, now=LATER, **more)


def justified(session: Session, force: Force, line: int, who: str = "officer", **more) -> int:
    request = more.pop("request", GROUNDS)
    return justify_request(session, getattr(force, who), line, request, now=LATER, **more)


ACTS = {
    EventKind.LINE_RESULT_RECEIVED: received,
    EventKind.LINE_LOSS_EXPLAINED: lost,
    EventKind.LINE_REQUEST_JUSTIFIED: justified,
}
each_act = pytest.mark.parametrize(("kind", "act"), ACTS.items(), ids=[kind.value for kind in ACTS])


def a_phone(session: Session, force: Force, case: Case, **more) -> int:
    return making.add_line(session, force, case, "victim_device", **more)


def line_of(session: Session, line: int) -> LineOfInquiry:
    return session.get_one(LineOfInquiry, line, populate_existing=True)


def test_a_result_that_came_back_answers_nothing_until_it_is_read(
    session: Session, force: Force, cases: Cases
):
    line = a_phone(session, force, cases.investigated)
    received(session, force, line)
    event = last_event_of(session, cases.investigated.id)
    assert event.kind is EventKind.LINE_RESULT_RECEIVED
    assert facts_of(event) == {
        "line": line,
        "category": "victim_device",
        "received_at": making.NOW.isoformat(timespec="microseconds"),
    }
    assert line_of(session, line).status is LineStatus.OPEN
    [held] = read_case(session, cases.investigated.id, LATER).lines
    assert (held.result_received_at, held.is_answered) == (making.NOW, False)
    lines.result_line(session, force.officer, line, "His name.", Bearing.TOWARDS, now=LATER)
    assert line_of(session, line).result_received_at == making.NOW
    with pytest.raises(FactNotAccepted, match="already answered"):
        received(session, force, line)


@pytest.mark.parametrize("at", [LATER + MINUTE, making.REPORTED - MINUTE])
def test_a_result_that_cannot_have_come_back_then_is_not_recorded(
    session: Session, force: Force, cases: Cases, at: dt.datetime
):
    with pytest.raises(FactNotAccepted) as refused:
        received(session, force, a_phone(session, force, cases.investigated), at=at)
    assert refused.value.field == "received_at"


def test_why_evidence_was_lost_is_kept_and_can_be_written_again(session: Session, force: Force, cases: Cases):
    line = a_phone(session, force, cases.investigated)
    lost(session, force, line)
    lost(session, force, line, why="It was secured on the 12th, and viewed later.")
    assert line_of(session, line).loss_reason == "It was secured on the 12th, and viewed later."
    event = last_event_of(session, cases.investigated.id)
    assert detail_of(session, event) == {"words": "It was secured on the 12th, and viewed later."}
    with pytest.raises(FactNotAccepted) as refused:
        lost(session, force, line, why=" ")
    assert refused.value.field == "why"


def test_the_grounds_of_a_request_are_all_three(session: Session, force: Force, cases: Cases):
    line = a_phone(session, force, cases.investigated)
    for field in ("necessity", "scope", "consent"):
        words = {"necessity": "n", "scope": "s", "consent": "c"} | {field: " "}
        with pytest.raises(FactNotAccepted) as refused:
            justified(session, force, line, request=Request(**words))
        assert refused.value.field == field
    justified(session, force, line)
    held = line_of(session, line)
    assert (held.necessity, held.scope, held.consent) == (GROUNDS.necessity, GROUNDS.scope, GROUNDS.consent)
    other = making.add_line(session, force, cases.investigated)
    with pytest.raises(FactNotAccepted, match="nobody's device"):
        justified(session, force, other)


@each_act
def test_what_is_recorded_of_a_line_is_held_against_its_events(
    session: Session, force: Force, cases: Cases, kind: EventKind, act
):
    act(session, force, a_phone(session, force, cases.investigated))
    assert last_event_of(session, cases.investigated.id).kind is kind
    verified = verify(session)
    assert verified.is_sound, verified.fault


@each_act
def test_who_records_it(session: Session, force: Force, cases: Cases, kind: EventKind, act):
    for who in ("officer", "colleague", "sergeant"):
        act(session, force, a_phone(session, force, cases.investigated), who=who)
    line = a_phone(session, force, cases.investigated)
    for who in ("other_officer", "other_sergeant", "victim_care_officer", "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            act(session, force, line, who=who)


@pytest.mark.parametrize("kind", [kind for kind in ACTS if kind is not EventKind.LINE_RESULT_RECEIVED])
def test_a_standing_proposal_lapses_once_that_is_accepted(session: Session, force: Force, kind: EventKind):
    act, case = ACTS[kind], making.an_investigation(session, force)
    line = a_phone(session, force, case)
    lines.result_line(session, force.officer, line, "Nothing.", Bearing.NEUTRAL, now=making.NOW)
    making.care_for(session, force, case)
    answered = making.answer_the_minimum(session, force, case)
    case = Case(case.id, victims=case.victims, lines=answered)
    making.take(session, force.officer, case, making.PROPOSE[making.NFA], making.proposal())
    before = making.last_event(session, case.id)
    with pytest.raises(WouldLapse):
        act(session, force, line)
    act(session, force, line, lapse_accepted=True)
    assert kinds_since(session, case, before) == [EventKind.PROPOSAL_LAPSED, kind]
    assert state_of(session, case) is State.INVESTIGATING


@each_act
def test_sent_twice_it_is_recorded_once_and_a_line_that_is_none_is_not_found(
    session: Session, force: Force, cases: Cases, kind: EventKind, act
):
    line = a_phone(session, force, cases.investigated)
    act(session, force, line, submission_id="one")
    with pytest.raises(AlreadyRecorded):
        act(session, force, line, submission_id="one")
    with pytest.raises(NotFound):
        act(session, force, 99_999)


@each_act
def test_a_superseded_line_and_a_finished_case_take_nothing(
    session: Session, force: Force, cases: Cases, kind: EventKind, act
):
    line = a_phone(session, force, cases.investigated)
    what = ("victim_device", "One week of messages.", force.officer.id)
    lines.supersede_line(session, force.officer, line, *what, now=LATER, why="Too wide.")
    with pytest.raises(FactNotAccepted, match="superseded"):
        act(session, force, line)
    with pytest.raises(Refusal, match="finished"):
        act(session, force, cases.closed.lines[0])


def test_a_line_is_about_one_suspect_of_its_crime_and_stays_so_when_superseded(
    session: Session, force: Force, cases: Cases
):
    case = cases.investigated
    suspect = making.add_suspect(session, force, case)
    line = a_phone(session, force, case, suspect_id=suspect)
    assert facts_of(last_event_of(session, case.id))["suspect"] == suspect
    what = ("victim_device", "One week of messages.", force.officer.id)
    new = lines.supersede_line(session, force.officer, line, *what, now=LATER, why="Too wide.")
    assert line_of(session, new).suspect_id == suspect
    with pytest.raises(FactNotAccepted) as refused:
        a_phone(session, force, case, suspect_id=cases.closed.suspect)
    assert refused.value.field == "suspect"
    verified = verify(session)
    assert verified.is_sound, verified.fault


def test_what_came_is_kept_as_it_was_written(session: Session, force: Force, cases: Cases):
    line = a_phone(session, force, cases.investigated)
    received(session, force, line, words="Profile of J. Cole.")
    event = last_event_of(session, cases.investigated.id)
    assert detail_of(session, event) == {"words": "Profile of J. Cole."}
