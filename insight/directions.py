"""Directions as pages show them: on a case, to somebody, by somebody. Open while their duty runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from insight.readable import may_read
from insight.work_lists import PAGE_SIZE, Page, within
from models import Direction, Duty, Investigation
from vocabulary import Actor, DutyStatus
from workflow.reading import note_read
from workflow.refusals import NotFound


@dataclass(frozen=True)
class DirectionShown:
    """`is_open`: still asked. One that is neither open nor done ended with its case."""

    id: int
    investigation_id: int
    reference: str
    to: str
    given_by: str
    to_person_id: int
    given_by_id: int
    given_at: dt.datetime
    what: str
    due_at: dt.datetime
    is_open: bool
    done_at: dt.datetime | None
    done_by: str
    done_words: str | None


def to_me(actor: Actor) -> sa.ColumnElement[bool]:
    """Open directions to this person."""
    return sa.and_(Direction.to_person_id == actor.id, _is_open())


def by_me(actor: Actor) -> sa.ColumnElement[bool]:
    """Open directions that this person gave."""
    return sa.and_(Direction.given_by_id == actor.id, _is_open())


def _is_open() -> sa.ColumnElement[bool]:
    # Done is said on the row, by its index; ended with the case only by the duty.
    return sa.and_(Direction.done_at.is_(None), Duty.status == DutyStatus.RUNNING)


def _read() -> sa.Select:
    return (
        sa.select(Direction, Duty.status, Investigation.reference)
        .join(Duty, Duty.direction_id == Direction.id)
        .join(Investigation, Investigation.id == Direction.investigation_id)
    )


def count_directions(session: Session, condition: sa.ColumnElement[bool]) -> int:
    """How many directions a list holds, of the cases that whoever asks may read."""
    query = (
        sa.select(sa.func.count())
        .select_from(Direction)
        .join(Duty, Duty.direction_id == Direction.id)
        .join(Investigation, Investigation.id == Direction.investigation_id)
    )
    return session.scalar(query.where(condition, may_read(session))) or 0


def list_directions(
    session: Session, condition: sa.ColumnElement[bool], number: int = 1, size: int = PAGE_SIZE
) -> Page:
    """A page of directions, what falls due first at the top; the last page when there are fewer."""
    total = count_directions(session, condition)
    number = within(number, total, size)
    query = _read().where(condition, may_read(session)).order_by(Direction.due_at, Direction.id)
    rows = session.execute(query.limit(size).offset((number - 1) * size)).all()
    shown = _shown(session, rows)
    note_read(session, "investigation", [row.investigation_id for row in shown])
    return Page(shown, number, total, size)


def directions_of_case(session: Session, investigation_id: int) -> list[DirectionShown]:
    """Every direction of a case, open ones first, then the newest. Whoever reads the case is noted there."""
    query = (
        _read()
        .where(Direction.investigation_id == investigation_id)
        .order_by(Duty.status != DutyStatus.RUNNING, Direction.id.desc())
    )
    return _shown(session, session.execute(query).all())


def show_direction(session: Session, direction_id: int) -> DirectionShown:
    """One direction. Raises NotFound."""
    found = _shown(session, session.execute(_read().where(Direction.id == direction_id)).all())
    if not found:
        raise NotFound("There is no such direction.")
    return found[0]


def _shown(session: Session, rows: Sequence[sa.Row]) -> list[DirectionShown]:
    people = {
        person
        for direction, _, _ in rows
        for person in (direction.to_person_id, direction.given_by_id, direction.done_by_id)
    }
    known = names(session, people)
    return [
        DirectionShown(
            direction.id,
            direction.investigation_id,
            reference,
            known.get(direction.to_person_id, ""),
            known.get(direction.given_by_id, ""),
            direction.to_person_id,
            direction.given_by_id,
            direction.given_at,
            direction.what,
            direction.due_at,
            status is DutyStatus.RUNNING,
            direction.done_at,
            known.get(direction.done_by_id, ""),
            direction.done_words,
        )
        for direction, status, reference in rows
    ]
