"""A database with one case in each state, made once for all tests of the services, and how to read it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Decision, Duty, EventDetail, Investigation, Stream
from tests import making
from tests.making import Case, Force
from tests.stores import Store, copy_of
from vocabulary import DecisionKind, DutyKind, DutyStatus, EventKind, State, StreamKind

NOW = making.NOW
LATER = NOW + dt.timedelta(hours=1)


@dataclass(frozen=True)
class Cases:
    """Everything ends as no further action, save `ready_to_close`, `told_closure` and `closed`."""

    recorded: Case
    allocated: Case
    investigated: Case
    ready: Case
    ready_to_close: Case
    proposed: Case
    for_two: Case
    signed: Case
    told: Case
    told_closure: Case
    filed: Case
    closed: Case


@dataclass(frozen=True)
class Prepared:
    store: Store
    force: Force
    cases: Cases


def make_cases(session: Session, force: Force) -> Cases:
    closure = DecisionKind.CLOSURE
    return Cases(
        recorded=making.a_crime(session, force),
        allocated=making.an_allocated_case(session, force),
        investigated=making.an_investigation(session, force),
        ready=making.a_case_ready_to_propose(session, force),
        ready_to_close=making.a_case_ready_to_propose(session, force, closure),
        proposed=making.a_case_awaiting_sign_off(session, force),
        for_two=making.a_case_for_two_signers(session, force),
        signed=making.signed_off(session, force),
        told=making.a_case_ready_to_close(session, force),
        told_closure=making.a_case_ready_to_close(session, force, closure),
        filed=making.a_finished_case(session, force),
        closed=making.a_finished_case(session, force, closure),
    )


@pytest.fixture(scope="session")
def prepared(
    request: pytest.FixtureRequest, dialect: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prepared]:
    with copy_of(request, dialect, tmp_path_factory.mktemp("prepared")) as store:
        with store.session() as session:
            force = making.a_force(session)
            cases = make_cases(session, force)
            session.commit()
        yield Prepared(store, force, cases)


@pytest.fixture
def force(prepared: Prepared) -> Force:
    return prepared.force


@pytest.fixture
def cases(prepared: Prepared) -> Cases:
    return prepared.cases


def state_of(session: Session, case: Case) -> State:
    return row_of(session, case).state


def row_of(session: Session, case: Case) -> Investigation:
    return session.get_one(Investigation, case.id, populate_existing=True)


def kinds_since(session: Session, case: Case, event_id: int) -> list[EventKind]:
    """Kinds of the case's events after one."""
    return [
        event.kind for event in events_of(session, StreamKind.INVESTIGATION, case.id) if event.id > event_id
    ]


def last_event_of(
    session: Session, subject_id: int, stream: StreamKind = StreamKind.INVESTIGATION
) -> CaseEvent:
    return events_of(session, stream, subject_id)[-1]


def events_of(session: Session, stream: StreamKind, subject_id: int) -> list[CaseEvent]:
    query = sa.select(CaseEvent).join(Stream, Stream.id == CaseEvent.stream_id)
    query = query.where(Stream.kind == stream, Stream.subject_id == subject_id)
    return list(session.scalars(query.order_by(CaseEvent.sequence)))


def facts_of(event: CaseEvent) -> dict:
    return json.loads(event.canonical)["facts"]


def detail_of(session: Session, event: CaseEvent) -> dict[str, str]:
    found = session.get(EventDetail, event.id)
    return json.loads(found.detail) if found else {}


def decision_of(session: Session, case: Case) -> Decision:
    return session.get_one(Decision, row_of(session, case).current_decision_id)


def duties_of(
    session: Session, case: Case, kind: DutyKind, status: DutyStatus | None = DutyStatus.RUNNING
) -> list[Duty]:
    query = sa.select(Duty).where(Duty.investigation_id == case.id, Duty.kind == kind)
    if status is not None:
        query = query.where(Duty.status == status)
    return list(session.scalars(query.order_by(Duty.id)))
