"""Searching for cases: by reference, by the people in them, by what they are and where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import work_lists
from insight.readable import may_read
from insight.work_lists import PAGE_SIZE, Page
from models import Investigation, Suspect, Victim
from models.base import folded
from vocabulary import Restriction, State
from workflow.policy.pack import Policy
from workflow.reading import note_read

# What may stand before a word in a folded name: O'Brien is found by "brien", Smith-Jones by "jones".
BEFORE_A_WORD = (" ", "-", "'", "’", ".", "(")


@dataclass(frozen=True)
class Search:
    """What is looked for; what is empty is not asked. `reported_before` itself is outside."""

    reference: str = ""
    name: str = ""
    offence: str = ""
    state: State | None = None
    unit_id: int | None = None
    reported_from: dt.datetime | None = None
    reported_before: dt.datetime | None = None


@dataclass(frozen=True)
class Found:
    """A page of cases, the newest first. `people`: case → the people in it whose names match."""

    page: Page
    people: dict[int, list[str]] = field(default_factory=dict)


def find_reference(session: Session, reference: str) -> int | None:
    """The id of the case with exactly this reference, in whatever letters it is typed.

    Also of a restricted one, whose page then shows its stub; of a covert one only for those who read it.
    """
    may_be_told = sa.or_(Investigation.restriction.is_distinct_from(Restriction.COVERT), may_read(session))
    return session.scalar(
        sa.select(Investigation.id).where(Investigation.reference_search == folded(reference), may_be_told)
    )


def find_cases(
    session: Session, asked: Search, policy: Policy, number: int = 1, size: int = PAGE_SIZE
) -> Found:
    """Cases that meet everything asked, in a constant number of queries."""
    page = work_lists.cases(
        session, sa.and_(*_conditions(asked)), policy, number, size, Investigation.reported_at.desc()
    )
    words = _words(asked.name)
    return Found(page, _who_matched(session, [row.id for row in page.rows], words) if words else {})


def _conditions(asked: Search) -> Iterator[sa.ColumnElement[bool]]:
    yield sa.true()
    if asked.reference:
        # From the beginning of any part: 4996 finds ANY/4996/26.
        typed, column = folded(asked.reference), Investigation.reference_search
        yield sa.or_(column.startswith(typed, autoescape=True), column.contains(f"/{typed}", autoescape=True))
    words = _words(asked.name)
    if words:
        yield sa.or_(
            *(
                Investigation.id.in_(sa.select(kind.investigation_id).where(*_matches(kind, words)))
                for kind in (Victim, Suspect)
            )
        )
    if asked.offence:
        yield Investigation.offence == asked.offence
    if asked.state:
        yield Investigation.state == asked.state
    if asked.unit_id is not None:
        yield Investigation.unit_id == asked.unit_id
    if asked.reported_from:
        yield Investigation.reported_at >= asked.reported_from
    if asked.reported_before:
        yield Investigation.reported_at < asked.reported_before


def _words(name: str) -> list[str]:
    """The words of a name as the folded columns hold them."""
    return [word for word in re.split(r"[^\w]+", folded(name)) if word]


def _matches(kind: type[Victim] | type[Suspect], words: list[str]) -> list[sa.ColumnElement[bool]]:
    """Each word is the beginning of a word of the name, in whatever order; nobody recorded in error."""
    column = kind.name_search
    counts = [Suspect.recorded_in_error_at.is_(None)] if kind is Suspect else []
    return counts + [
        sa.or_(
            column.startswith(word, autoescape=True),
            *(column.contains(before + word, autoescape=True) for before in BEFORE_A_WORD),
        )
        for word in words
    ]


def _who_matched(session: Session, ids: list[int], words: list[str]) -> dict[int, list[str]]:
    people: dict[int, list[str]] = {}
    for kind, title in ((Victim, "Victim"), (Suspect, "Suspect")):
        rows = session.execute(
            sa.select(kind.id, kind.investigation_id, kind.name)
            .where(kind.investigation_id.in_(ids), *_matches(kind, words))
            .order_by(kind.id)
        ).all()
        note_read(session, title.lower(), [row.id for row in rows])
        for row in rows:
            people.setdefault(row.investigation_id, []).append(f"{title}: {row.name}")
    return people
