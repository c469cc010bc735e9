"""Where walks begin: a small force, and cases at several places on their way, committed once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import making, making_reviews, making_withdrawals
from tests.making import Case, Force
from tests.stores import Store, copy_of
from vocabulary import Bearing, DecisionKind
from workflow.services import lines


@dataclass(frozen=True)
class Start:
    """Walks write to the store and are rolled back: nothing but this is ever committed."""

    store: Store
    force: Force
    cases: tuple[Case, ...]


@contextmanager
def begin(request: pytest.FixtureRequest, dialect: str, folder: Path) -> Iterator[Start]:
    with copy_of(request, dialect, folder) as store:
        with store.session() as session:
            force = making.a_force(session)
            burglary = making.an_investigation(session, force, offence="burglary_residential")
            answered = making.add_line(session, force, burglary, "property")
            making.add_line(session, force, burglary)
            lines.result_line(
                session, force.officer, answered, "Sold at a market.", Bearing.NEUTRAL, now=making.NOW
            )
            making_withdrawals.drawn_at_last(session, force, burglary.victims[0])
            cases = (
                making.a_case_ready_to_propose(session, force),
                making.a_case_ready_to_propose(session, force, DecisionKind.CLOSURE),
                making.a_case_for_two_signers(session, force),
                making.signed_off(session, force),
                burglary,
                making_reviews.finished(session, force),
            )
            session.commit()
        yield Start(store, force, cases)
