"""Two people at once, each on a connection of their own, so that one truly waits for the other.

The first acts and holds the transaction open; the second begins, and is seen waiting; only then does the
first commit. On PostgreSQL the server says who waits for whom; on SQLite, where writers queue at BEGIN,
the second has begun and does not come back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier, Event

import sqlalchemy as sa
from sqlalchemy.orm import Session

from commands.audit import verify_database
from tests.nevers import broken
from tests.stores import Store
from workflow.refusals import Refusal

Act = Callable[[Session], object]
SEEN_WITHIN_SECONDS = 8
SQLITE_WAITS_SECONDS = 0.3


@dataclass
class _Second:
    """Somebody who begins while another's transaction is open."""

    store: Store
    act: Act
    begun: Event = field(default_factory=Event)
    backend: int = 0

    def run(self) -> object:
        if self.store.dialect == "sqlite":
            self.begun.set()
            return carried_out(self.store.session(), self.act)
        with self.store.engine.connect() as connection:  # its number is known before it waits
            self.backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            connection.rollback()
            self.begun.set()
            return carried_out(Session(connection, autoflush=False), self.act)


def carried_out(session: Session, act: Act) -> object:
    """What a page does: commit what was done or refused by a gate, roll back what was not accepted."""
    with session:
        try:
            result = act(session)
        except (Refusal, sa.exc.IntegrityError) as refused:
            session.rollback()
            return refused
        session.commit()
        return result


def one_waits(store: Store, first: Act, second: Act) -> tuple[object, object]:
    """Both results, or refusals, on a record that is sound. Fails when the second did not wait."""
    results = wait_in_turn(store, first, second)
    must_be_sound(store)
    return results


def wait_in_turn(store: Store, first: Act, second: Act) -> tuple[object, object]:
    """Both results, or refusals. Fails when the second did not wait for the first."""
    with ThreadPoolExecutor(1) as pool, store.session() as session:
        done = first(session)
        later = _Second(store, second)
        came_back = pool.submit(later.run)
        try:
            assert later.begun.wait(SEEN_WITHIN_SECONDS), "the second never began"
            _see_it_wait(store, session, later, came_back)
        finally:
            session.commit()
        return done, came_back.result(SEEN_WITHIN_SECONDS)


def _see_it_wait(store: Store, first: Session, second: _Second, came_back: Future) -> None:
    if store.dialect == "sqlite":
        time.sleep(SQLITE_WAITS_SECONDS)
        assert not came_back.done(), "the second did not wait for the first"
        return
    mine = first.scalar(sa.text("SELECT pg_backend_pid()"))
    until = time.monotonic() + SEEN_WITHIN_SECONDS
    while time.monotonic() < until:
        assert not came_back.done(), "the second did not wait for the first"
        with store.engine.connect() as watching:
            waits_for = watching.execute(
                sa.text("SELECT pg_blocking_pids(:second)"), {"second": second.backend}
            ).scalar_one()
        if mine in waits_for:
            return
        time.sleep(0.02)
    raise AssertionError("the second was never seen waiting for the first")


def all_at_once(store: Store, *acts: Act) -> list[object]:
    """Everybody starts at the same moment; nobody is told to wait for anybody."""
    start = Barrier(len(acts))

    def run(act: Act) -> object:
        start.wait(SEEN_WITHIN_SECONDS)
        return carried_out(store.session(), act)

    with ThreadPoolExecutor(len(acts)) as pool:
        results = list(pool.map(run, acts))
    must_be_sound(store)
    return results


def must_be_sound(store: Store) -> None:
    """As `flask audit verify` sees it, and as the nevers do."""
    verified = verify_database(store.url)
    assert verified.is_sound, verified.fault
    assert verified.events > 0
    with store.session() as session:
        found = broken(session)
        assert found == {}, found
