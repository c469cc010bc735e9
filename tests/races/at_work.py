"""What people do in these tests, each from a page that was opened before anybody began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import making
from tests.making import Case, Force
from tests.races.overlapping import Act
from tests.stores import Store
from vocabulary import Actor, State, Step
from workflow.services import victims
from workflow.services.particulars import InWords, Particulars
from workflow.services.steps import take_step


@dataclass(frozen=True)
class Scene:
    """A database of its own with a force and one case, committed."""

    store: Store
    force: Force
    case: Case
    seen: int

    def step(self, actor: Actor, step: Step, particulars: Particulars | None = None, **more: object) -> Act:
        more = {"seen_event_id": self.seen, "now": making.NOW} | more
        return lambda session: take_step(
            session, actor, self.case.id, step, particulars or InWords("Agreed."), **more
        )

    def add_line(self, **more: object) -> Act:
        return lambda session: making.add_line(session, self.force, self.case, **more)

    def add_victim(self, **more: object) -> Act:
        return lambda session: victims.add_victim(
            session, self.force.officer, self.case.id, making.A_PERSON, now=making.NOW, **more
        )

    def ask(self, statement: str) -> list[tuple]:
        """Rows of the case: `:case` is its id, `:decision` the decision it was made with."""
        with self.store.session() as session:
            values = {"case": self.case.id, "decision": self.case.decision}
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            return [tuple(row) for row in session.execute(sa.text(statement), used)]

    @property
    def state(self) -> State:
        ((state,),) = self.ask("SELECT state FROM investigation WHERE id = :case")
        return State(state)

    def events(self, kind: str) -> int:
        """How many events of this kind the case has."""
        ((number,),) = self.ask(
            "SELECT count(*) FROM case_event e JOIN stream t ON t.id = e.stream_id"
            f" WHERE t.kind = 'investigation' AND t.subject_id = :case AND e.kind = '{kind}'"
        )
        return number

    def how_the_decision_ended(self) -> list[str]:
        return [
            ending
            for (ending,) in self.ask("SELECT ending FROM decision_ended WHERE decision_id = :decision")
        ]


def set_up(store: Store, make: Callable[[Session, Force], Case]) -> Scene:
    """A force, a case as `make` leaves it, and what a page opened then would carry."""
    with store.session() as session:
        force = making.a_force(session)
        case = make(session, force)
        session.commit()
        return Scene(store, force, case, making.last_event(session, case.id))
