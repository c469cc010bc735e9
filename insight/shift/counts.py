"""How many people a list of whom to ring would hold, for each thing that it can be narrowed to.

Each number is of what the list would hold if that were chosen too, whatever else is chosen. Two queries,
which count groups of people that are alike, and hand back no people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.listing import Asked, DueBy, Only
from insight.people import units
from insight.readable import may_read
from insight.shift.narrowing import RIGHT, ends_at, narrowed, needs_interpreter
from insight.shift.victim_care import REACHED_FOR, by_day, is_safely_rung, one_each, owed_now
from models import Duty, Investigation, Victim
from vocabulary import DutyKind
from workflow.policy.pack import Policy


@dataclass(frozen=True)
class Counts:
    """`safe` and `ask_first` are of the two lists, the others of the one that is read.

    `due`: by when; None whenever it is due. `units` and `what`: (stored value, words, number), by their
    words, also those that are asked for and show nobody.
    """

    safe: int
    ask_first: int
    due: dict[DueBy | None, int]
    enhanced: int
    interpreter: int
    units: list[tuple[int, str, int]]
    what: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Alike:
    """So many people of whom all is the same that a list is narrowed to. `late`: the earliest of DueBy."""

    is_safe: bool
    late: int
    is_enhanced: bool
    needs_interpreter: bool
    unit_id: int
    number: int

    def meets(self, only: Only) -> bool:
        return (
            (only.due is None or self.late <= list(DueBy).index(only.due))
            and (self.is_enhanced or not only.enhanced)
            and (self.needs_interpreter or not only.interpreter)
            and only.unit in (None, self.unit_id)
        )


def count_to_ring(session: Session, asked: Asked, *, safe: bool) -> Counts:
    """For the list of whom it is safe to ring, or for that of whom to ask first."""
    only, groups = asked.only, _alike(session, asked)
    here = [each for each in groups if each.is_safe is safe]
    of_units = {each.unit_id for each in here} | asked.units | {only.unit}

    def number(narrowed_to: Only, among: list[Alike] = here) -> int:
        return sum(each.number for each in among if each.meets(narrowed_to))

    return Counts(
        number(only, [each for each in groups if each.is_safe]),
        number(only, [each for each in groups if not each.is_safe]),
        {by: number(replace(only, due=by)) for by in (None, *DueBy)},
        number(replace(only, enhanced=True)),
        number(replace(only, interpreter=True)),
        [(unit, name, number(replace(only, unit=unit))) for unit, name in units(session) if unit in of_units],
        _by_what(session, asked, safe),
    )


def _alike(session: Session, asked: Asked) -> list[Alike]:
    late = sa.case(
        *((Duty.due_at < ends_at(asked, by), number) for number, by in enumerate(DueBy)), else_=len(DueBy)
    )
    # Within, so that what is grouped is named once: what a parameter is part of is not the same twice.
    people = (
        sa.select(
            is_safely_rung(asked.policy).label("is_safe"),
            late.label("late"),
            Victim.is_enhanced,
            needs_interpreter().label("needs_interpreter"),
            Investigation.unit_id,
        )
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(one_each(asked), may_read(session))
        .subquery()
    )
    found = session.execute(sa.select(*people.c, sa.func.count()).group_by(*people.c))
    groups = [Alike(bool(row[0]), *row[1:]) for row in found]
    return [each for each in groups if by_day(asked) or not each.is_safe]


def _by_what(session: Session, asked: Asked, safe: bool) -> list[tuple[str, str, int]]:
    """By each kind of duty, and each right, to how many people it is owed."""
    is_safe = is_safely_rung(asked.policy)
    query = (
        sa.select(Duty.kind, Duty.right_key, sa.func.count(Duty.victim_id.distinct()))
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Victim, Victim.id == Duty.victim_id)
        .where(owed_now(asked), narrowed(asked), is_safe if safe else ~is_safe, may_read(session))
        .group_by(Duty.kind, Duty.right_key)
    )
    found = session.execute(query) if by_day(asked) or not safe else ()
    numbers = {f"{RIGHT}{key}" if key else kind.value: number for kind, key, number in found}
    titles = titles_of_what(asked.policy)
    if asked.only.what:
        numbers.setdefault(asked.only.what, 0)
    # A right that the policy no longer has is owed still, and not asked for by itself.
    what = [(value, titles[value], number) for value, number in numbers.items() if value in titles]
    return sorted(what, key=lambda each: each[1])


def titles_of_what(policy: Policy) -> dict[str, str]:
    """What people are reached for, in the words of the policy."""
    kinds = {kind.value: policy.duty_rule(kind).title for kind in REACHED_FOR if kind is not DutyKind.RIGHT}
    return kinds | {f"{RIGHT}{key}": right.title for key, right in policy.rights.items()}
