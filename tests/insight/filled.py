"""A database with cases in many states, and a way to change it behind Fairlead's back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger import verify
from models import Duty, triggers
from tests import making
from tests.making import Case, Force
from tests.stores import Store, copy_of
from vocabulary import DecisionKind, DutyKind, RiskFlag, Step, SupportReferral, VictimView
from workflow.services import contacts, needs, no_lines, victims
from workflow.services.particulars import InWords

HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Filled:
    """A database with cases in many states."""

    store: Store
    force: Force
    closed: Case
    filed: Case
    ready: Case
    lapsed: Case
    open: Case
    reopened: Case
    domestic: Case


def a_domestic_case_proposed(session: Session, force: Force) -> Case:
    """High risk, with two promises to the victim, one of them kept; proposed as no further action."""
    flags = frozenset({RiskFlag.DOMESTIC_ABUSE, RiskFlag.HIGH_RISK})
    case = making.an_investigation(session, force, offence="strangulation", flags=flags)
    (victim,) = case.victims
    for promised in ("I will ring", "I will visit"):
        call = making.telling(case, promised=promised, promised_for=making.NOW + HOUR)
        contacts.record_contact(session, force.officer, victim, call, now=making.NOW)
    promise = session.scalars(
        sa.select(Duty.id).where(Duty.kind == DutyKind.PROMISE).order_by(Duty.id)
    ).first()
    call = making.telling(case, keeps_promises=frozenset({promise}))
    contacts.record_contact(session, force.officer, victim, call, now=making.NOW)
    needs.assess_needs(
        session, force.officer, victim, needs.Assessed("An interpreter.", making.VULNERABLE), now=making.NOW
    )
    victims.record_support_offer(
        session, force.officer, victim, SupportReferral.DECLINED, "No.", now=making.NOW
    )
    victims.record_view(
        session, force.victim_care_officer, victim, VictimView.DOES_NOT_SUPPORT, "No more.", now=making.NOW
    )
    answered = making.answer_the_minimum(session, force, case)
    case = Case(case.id, DecisionKind.NO_FURTHER_ACTION, case.victims, answered)
    making.take(session, force.officer, case, Step.PROPOSE_NO_FURTHER_ACTION, making.proposal())
    return making.proposed_on(session, case)


def fill(session: Session) -> dict[str, object]:
    force = making.a_force(session)
    lapsed = making.signed_off(session, force)
    making.add_line(session, force, lapsed, lapse_accepted=True)
    opened = making.an_investigation(session, force)
    no_lines.agree_no_lines(session, force.inspector, opened.id, "Nothing to see.", now=making.NOW)
    line = making.add_line(session, force, opened)
    making.attempt(session, force.officer, opened, Step.PROPOSE_CLOSURE, making.proposal("8"))
    reopened = making.a_finished_case(session, force)
    making.take(session, force.sergeant, reopened, Step.REOPEN, InWords("A witness came forward."))
    making.a_case_for_two_signers(session, force)
    return {
        "force": force,
        "closed": making.a_finished_case(session, force, DecisionKind.CLOSURE),
        "filed": making.a_finished_case(session, force),
        "ready": making.a_case_ready_to_close(session, force),
        "lapsed": lapsed,
        "open": Case(opened.id, lines=(line,), victims=opened.victims),
        "reopened": reopened,
        "domestic": a_domestic_case_proposed(session, force),
    }


@pytest.fixture(scope="session", name="filled")
def filled_store(
    request: pytest.FixtureRequest, dialect: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    with copy_of(request, dialect, tmp_path_factory.mktemp("filled")) as store:
        with store.session() as session:
            made = fill(session)
            session.commit()
        yield Filled(store, **made)


@pytest.fixture(name="session")
def session_on_it(filled: Filled) -> Iterator[Session]:
    """On the filled database; whatever a test does is rolled back."""
    with filled.store.session() as opened:
        yield opened
        opened.rollback()


@dataclass(frozen=True)
class Standing:
    """What was made on the filled database, not committed: `made` is what its maker gave back."""

    connection: sa.Connection
    made: object


@contextmanager
def made_once(filled: Filled, make: Callable[[Session, Force], object]) -> Iterator[Standing]:
    """For the tests of a file, which take `session_above` in: each stands on it, and none changes it."""
    with filled.store.engine.connect() as connection:
        begun = connection.begin()
        with _session_above(connection) as session:
            made = make(session, filled.force)
            verified = verify(session)
            assert verified.is_sound, verified.fault
            session.commit()
        yield Standing(connection, made)
        begun.rollback()


@pytest.fixture(name="session")
def session_above(standing: Standing) -> Iterator[Session]:
    """On what a file's `standing` made; whatever a test does is rolled back."""
    with _session_above(standing.connection) as opened:
        yield opened
        opened.rollback()


def _session_above(connection: sa.Connection) -> Session:
    return Session(connection, autoflush=False, join_transaction_mode="create_savepoint")


def is_superuser(connection: sa.Connection) -> bool:
    query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    return connection.exec_driver_sql(query).scalar_one()


@contextmanager
def behind_its_back(session: Session) -> Iterator[Callable[..., sa.CursorResult]]:
    """As the database's owner could: set the guards and references aside, change rows, put them back."""
    connection = session.connection()

    def change(statement: str, **values: object) -> sa.CursorResult:
        return session.execute(sa.text(statement), values)

    if connection.dialect.name == "sqlite":
        triggers.remove(connection)
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield change
        triggers.install(connection)
        return
    if not is_superuser(connection):
        pytest.skip("only a superuser of PostgreSQL can set references aside")
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    yield change
    connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
