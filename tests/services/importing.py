"""What the tests of importing share: a unit with a tray, and one import from beginning to end."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Investigation, Person, Stream, Unit
from tests.published_files import crime_id
from vocabulary import EventKind, Rank, StreamKind
from workflow.published_crimes import examine
from workflow.services.importing import Tally, import_crimes

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def add_person(session: Session, username: str = "import1") -> int:
    """Somebody with an account."""
    person = Person(
        username=username,
        full_name="Sergeant",
        name_search="sergeant",
        rank=Rank.SERGEANT,
        is_detective=False,
        accreditation=1,
        password_hash="x",
        created_at=NOW,
    )
    session.add(person)
    session.flush()
    return person.id


def add_unit(session: Session, holder_id: int | None, code: str = "IMPORT") -> int:
    """A unit, with somebody who holds its tray or with nobody."""
    unit = Unit(code=code, name=f"Unit {code}", tray_holder_id=holder_id)
    session.add(unit)
    session.flush()
    return unit.id


def take(session: Session, unit_id: int, *paths: Path, now: dt.datetime = NOW) -> Tally:
    """Import files without committing; what is counted must add up."""
    total = Tally()
    for batch in import_crimes(session, [examine(path) for path in paths], unit_id, now=now):
        total.add(batch.tally)
    session.expire_all()
    assert total.rows_read == (
        total.created + total.updated + total.unchanged + total.set_aside.total() + total.rejected
    )
    return total


def count(session: Session, what: object) -> int:
    """How many rows a table has."""
    return session.scalar(sa.select(sa.func.count()).select_from(what))


def crime(session: Session, name: str) -> Investigation:
    """The investigation of a made-up crime."""
    return session.scalars(
        sa.select(Investigation).where(Investigation.published_crime_id == crime_id(name))
    ).one()


def facts(session: Session, investigation_id: int, kind: EventKind) -> list[dict[str, object]]:
    """The facts of a case's events of one kind, in order."""
    found = session.scalars(
        sa.select(CaseEvent.canonical)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == investigation_id,
            CaseEvent.kind == kind,
        )
        .order_by(CaseEvent.sequence)
    )
    return [json.loads(canonical)["facts"] for canonical in found]
