"""People, roles and units held against events: rank, *detective* and role decide who signs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.ledger_events import Columns, Happened
from insight.ledger_rows import Fault, row_faults, rows_of
from insight.ledger_skills import HeldTold, held_faults, of_people
from models import Person, RoleHolding, Unit
from vocabulary import EventKind

Holding = tuple[int, str, str, str | None]  # unit, role, from, until


@dataclass
class PersonStory:
    """What a person's events say of their row and their roles."""

    id: int
    person: Columns = field(default_factory=dict)
    roles: Counter[Holding] = field(default_factory=Counter)
    held: HeldTold = field(default_factory=HeldTold)

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        facts = event.facts
        self.held.add(event)
        match event.kind:
            case EventKind.PERSON_ADDED:
                self.person = _who_they_are(event) | {"retired_at": None}
            case EventKind.PERSON_CHANGED:
                self.person |= _who_they_are(event)
            case EventKind.PERSON_RETIRED:
                self.person["retired_at"] = event.at
            case EventKind.PASSWORD_RESET | EventKind.PASSWORD_CHANGED:
                self.person["must_change_password"] = event.kind is EventKind.PASSWORD_RESET
            case EventKind.ROLE_GIVEN:
                self.roles[(facts["unit"], facts["role"], facts["from"], facts["until"])] += 1
            case EventKind.ROLE_ENDED:
                self.roles[(facts["unit"], facts["role"], facts["from"], facts["was_until"])] -= 1
                self.roles[(facts["unit"], facts["role"], facts["from"], facts["until"])] += 1


def _who_they_are(event: Happened) -> Columns:
    told = event.told(rank="rank", is_detective="detective", accreditation="accreditation", grade="grade")
    return told | {"full_name": event.words("name")}


@dataclass
class ForceStory:
    """What the force's events say of its units and their trays."""

    id: int
    units: dict[int, Columns] = field(default_factory=dict)

    def add(self, event: Happened) -> None:
        """Take the next event in."""
        match event.kind:
            case EventKind.UNIT_ADDED:
                told = event.told(code="code") | {"tray_holder_id": None}
            case EventKind.UNIT_RENAMED:
                told = event.told(name="name")
            case EventKind.TRAY_HOLDER_SET:
                told = {"tray_holder_id": event.about}
            case _:
                return
        self.units.setdefault(event.facts["unit"], {}).update(told)


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
    yield from held_faults(session, of_people(stories))


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
    rows = session.execute(sa.select(Unit.__table__).order_by(Unit.id)).mappings()
    held = {row["id"]: row for row in rows}
    for unit_id in sorted(held.keys() | story.units.keys()):
        if unit_id not in story.units:
            yield Fault("unit", unit_id, "no event of the force tells of it")
        elif unit_id not in held:
            yield Fault("unit", unit_id, "it is missing, and the force's events tell of it")
        else:
            yield from row_faults("unit", held[unit_id], story.units[unit_id], "the force's events")
