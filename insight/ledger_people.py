"""People, roles and units' trays held against events: rank, *detective* and role decide who signs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_events import Columns, Happened
from insight.ledger_rows import Fault, row_faults, rows_of
from models import Person, RoleHolding, Unit
from vocabulary import EventKind

Holding = tuple[int, str, str, str | None]  # unit, role, from, until


@dataclass
class PersonStory:
    """What a person's events say of their row and their roles."""

    id: int
    person: Columns = field(default_factory=dict)
    roles: Counter[Holding] = field(default_factory=Counter)

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        facts = event.facts
        match event.kind:
            case EventKind.PERSON_ADDED:
                self.person = event.told(rank="rank", is_detective="detective", accreditation="accreditation")
                self.person["full_name"] = event.words("name")
            case EventKind.ROLE_GIVEN:
                self.roles[(facts["unit"], facts["role"], facts["from"], facts["until"])] += 1
            case EventKind.ROLE_ENDED:
                self.roles[(facts["unit"], facts["role"], facts["from"], facts["was_until"])] -= 1
                self.roles[(facts["unit"], facts["role"], facts["from"], facts["until"])] += 1


@dataclass
class ForceStory:
    """What the force's events say of its units' trays."""

    id: int
    trays: dict[int, int | None] = field(default_factory=dict)

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        if event.kind is EventKind.UNIT_ADDED:
            self.trays[event.facts["unit"]] = None
        elif event.kind is EventKind.TRAY_HOLDER_SET:
            self.trays[event.facts["unit"]] = event.about


def people_unlike_their_stories(session: Session, stories: Sequence[PersonStory]) -> Iterator[Fault]:
    """Compare some people with what was gathered from their events."""
    ids = [story.id for story in stories]
    if not ids:
        return
    people = {row["id"]: row for row in rows_of(session, Person, Person.id, ids)}
    holdings: dict[int, list] = {}
    for row in rows_of(session, RoleHolding, RoleHolding.person_id, ids):
        holdings.setdefault(row["person_id"], []).append(row)
    for story in stories:
        if story.id not in people:
            yield Fault("person", story.id, "they are missing, and their events are there")
            continue
        yield from row_faults("person", people[story.id], story.person, "their events")
        yield from _role_faults(story, holdings.get(story.id, []))


def _role_faults(story: PersonStory, rows: Sequence) -> Iterator[Fault]:
    left = Counter(story.roles)
    for row in rows:
        holding = (row["unit_id"], row["role"].value, _day(row["from_on"]), _day(row["until_on"]))
        if left[holding] < 1:
            yield Fault("role_holding", row["id"], "no event of its person gives this role for these days")
        left[holding] -= 1
    for unit, role, from_on, _ in (+left).elements():
        what = f"the role {role} in unit {unit} from {from_on} is missing, and their events give it"
        yield Fault("person", story.id, what)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def units_unlike_their_story(session: Session, story: ForceStory) -> Iterator[Fault]:
    """Compare the force's units with what was gathered from its events."""
    held = dict(session.execute(sa.select(Unit.id, Unit.tray_holder_id).order_by(Unit.id)).all())
    for unit_id in sorted(held.keys() | story.trays.keys()):
        if unit_id not in story.trays:
            yield Fault("unit", unit_id, "no event of the force tells of it")
        elif unit_id not in held:
            yield Fault("unit", unit_id, "it is missing, and the force's events tell of it")
        elif held[unit_id] != story.trays[unit_id]:
            said = story.trays[unit_id]
            yield Fault(
                "unit", unit_id, f"its tray_holder_id is {held[unit_id]}, and the force's events say {said}"
            )
