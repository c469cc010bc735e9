"""Acting ranks, accreditations and training, by date, held against the events of their people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from insight.ledger_events import Happened
from insight.ledger_rows import Fault, rows_of
from models import AccreditationHeld, ActingRank, TraineeProgramme
from vocabulary import EventKind

# Table → the columns that an event names, by the fact's name, besides its days.
COLUMNS = {
    ActingRank: {"rank": "rank", "is_detective": "detective"},
    AccreditationHeld: {"level": "level"},
    TraineeProgramme: {"programme": "programme", "mentor_id": "mentor"},
}
BEGINS = {
    EventKind.ACTING_RANK_GIVEN: ActingRank,
    EventKind.ACCREDITATION_GIVEN: AccreditationHeld,
    EventKind.TRAINING_BEGUN: TraineeProgramme,
}
ENDS = {
    EventKind.ACTING_RANK_ENDED: ActingRank,
    EventKind.ACCREDITATION_ENDED: AccreditationHeld,
    EventKind.TRAINING_ENDED: TraineeProgramme,
}


@dataclass
class HeldTold:
    """What a person's events say that they hold by date, counted."""

    held: dict[type, Counter[tuple]] = field(default_factory=lambda: {model: Counter() for model in COLUMNS})

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        facts, model = event.facts, BEGINS.get(event.kind) or ENDS.get(event.kind)
        if model is None:
            return
        what = tuple(facts[name] for name in COLUMNS[model].values())
        if event.kind in ENDS:
            self.held[model][(*what, facts["from"], facts["was_until"])] -= 1
        self.held[model][(*what, facts["from"], facts["until"])] += 1


def held_faults(session: Session, told: dict[int, HeldTold]) -> Iterator[Fault]:
    """Compare what some people hold, by person, with what their events say."""
    for model, columns in COLUMNS.items():
        left = {person_id: Counter(each.held[model]) for person_id, each in told.items()}
        for row in rows_of(session, model, model.person_id, list(told)):
            what = (
                *(_as_told(row[name]) for name in columns),
                _as_told(row["from_on"]),
                _as_told(row["until_on"]),
            )
            if left[row["person_id"]][what] < 1:
                yield Fault(
                    model.__tablename__, row["id"], "no event of its person tells of it for these days"
                )
            left[row["person_id"]][what] -= 1
        yield from _missing(model.__tablename__, left)


def _missing(table: str, left: dict[int, Counter]) -> Iterator[Fault]:
    for person_id, counted in left.items():
        for what in (+counted).elements():
            yield Fault(
                "person",
                person_id,
                f"a row of {table} from {what[-2]} is missing, and their events tell of it",
            )


def _as_told(value: object) -> object:
    value = getattr(value, "value", value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def of_people(stories: Sequence) -> dict[int, HeldTold]:
    """What is told, by person."""
    return {story.id: story.held for story in stories}
