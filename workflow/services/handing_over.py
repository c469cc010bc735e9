"""What somebody answers for, handed over before they or their role go (never 4); and a tray passed on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Investigation, Person, RoleHolding, Unit
from vocabulary import FINISHED, Actor, EventKind, Restriction, Role, State, StreamKind
from workflow import recording
from workflow.ledger import Draft
from workflow.reading import note_read
from workflow.refusals import Refusal, StillResponsible

MOST_NAMED = 50
UNFINISHED = [state for state in State if state not in FINISHED]
RUNS_CASES = (Role.INVESTIGATOR, Role.SUPERVISOR)


@dataclass(frozen=True)
class AnswersFor:
    """`cases` has (id, reference) of the first of `case_count` unfinished cases, and nothing else of them."""

    case_count: int
    cases: tuple[tuple[int, str], ...]
    trays: tuple[str, ...]

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(reference for _, reference in self.cases)

    @property
    def is_nothing(self) -> bool:
        return not self.case_count and not self.trays

    @property
    def in_words(self) -> str:
        """For example '3 cases and the tray of Northgate'."""
        cases = f"{self.case_count:,} case{'' if self.case_count == 1 else 's'}"
        parts = [cases] if self.case_count else []
        return " and ".join([*parts, *(f"the tray of {name}" for name in self.trays)])


@dataclass(frozen=True)
class Ending:
    """A role that is to end on a day."""

    role: RoleHolding
    on: dt.date


def answers_for(session: Session, person_id: int, ending: Ending | None = None) -> AnswersFor:
    """What a person answers for; with `ending` only what no other role of theirs would still cover.

    Crimes that wait in a tray that they hold are not counted one by one: they go on with the tray.
    """
    trays = session.execute(
        sa.select(Unit.id, Unit.name).where(Unit.tray_holder_id == person_id).order_by(Unit.name)
    ).all()
    in_a_tray = sa.and_(_waits_in_a_tray(), Investigation.unit_id.in_([unit.id for unit in trays]))
    theirs = sa.and_(
        sa.or_(Investigation.oic_id == person_id, Investigation.responsible_id == person_id),
        Investigation.state.in_(UNFINISHED),
        ~in_a_tray,
    )
    if ending is not None:
        kept = _kept_beside(session, ending)
        trays = [unit for unit in trays if _tray_needs(ending, unit.id, kept)]
        theirs = sa.and_(theirs, _cases_need(ending, kept))
    found = session.execute(
        sa.select(Investigation.id, Investigation.reference)
        # A covert one is counted, so that it is handed over, and not named.
        .where(theirs, Investigation.restriction.is_distinct_from(Restriction.COVERT))
        .order_by(Investigation.reference, Investigation.id)
        .limit(MOST_NAMED)
    ).all()
    count = session.scalar(sa.select(sa.func.count()).select_from(Investigation).where(theirs)) or 0
    note_read(session, "investigation", [row.id for row in found])
    named = tuple((row.id, row.reference) for row in found)
    return AnswersFor(count, named, tuple(unit.name for unit in trays))


def _waits_in_a_tray() -> sa.ColumnElement[bool]:
    """New, or given to the unit at work, or charged before anybody had it: no officer has it yet."""
    return sa.and_(Investigation.oic_id.is_(None), Investigation.state.in_(UNFINISHED))


def answers_for_under(session: Session, holding_id: int, on: dt.date) -> AnswersFor:
    """What stands in the way of ending this role on a day."""
    role = session.get_one(RoleHolding, holding_id)
    return answers_for(session, role.person_id, Ending(role, on))


def _kept_beside(session: Session, ending: Ending) -> set[tuple[Role, int]]:
    """(role, unit) of the person's other roles that will have begun by then, and have no end."""
    rows = session.execute(
        sa.select(RoleHolding.role, RoleHolding.unit_id).where(
            RoleHolding.person_id == ending.role.person_id,
            RoleHolding.id != ending.role.id,
            RoleHolding.until_on.is_(None),
            RoleHolding.from_on <= ending.on,
        )
    )
    return {(row.role, row.unit_id) for row in rows}


def _tray_needs(ending: Ending, unit_id: int, kept: set[tuple[Role, int]]) -> bool:
    is_this = (ending.role.role, ending.role.unit_id) == (Role.SUPERVISOR, unit_id)
    return is_this and (Role.SUPERVISOR, unit_id) not in kept


def _cases_need(ending: Ending, kept: set[tuple[Role, int]]) -> sa.ColumnElement[bool]:
    """The cases that nobody could run any more: of this unit, and of all when it is their last such role."""
    running_units = {unit for role, unit in kept if role in RUNS_CASES}
    if ending.role.role not in RUNS_CASES or ending.role.unit_id in running_units:
        return sa.false()
    return Investigation.unit_id == ending.role.unit_id if running_units else sa.true()


def let_go(
    session: Session,
    actor: Actor | None,
    person_id: int,
    ending: Ending | None = None,
    *,
    now: dt.datetime,
) -> None:
    """Raise StillResponsible with what is to be handed over; finished cases go to their unit's tray."""
    found = answers_for(session, person_id, ending)
    if not found.is_nothing:
        raise StillResponsible(
            f"They still answer for {found.in_words}. All of it has to be handed over first.", found.cases
        )
    finished = sa.and_(Investigation.responsible_id == person_id, Investigation.state.in_(FINISHED))
    if ending is not None:
        finished = sa.and_(finished, _cases_need(ending, _kept_beside(session, ending)))
    units = session.scalars(sa.select(Investigation.unit_id).where(finished).distinct()).all()
    for unit in session.scalars(sa.select(Unit).where(Unit.id.in_(units)).order_by(Unit.id)).all():
        holder_id = _who_takes_finished_cases(session, unit)
        _pass_on(session, actor, sa.and_(finished, Investigation.unit_id == unit.id), holder_id, now)


def _who_takes_finished_cases(session: Session, unit: Unit) -> int:
    holder = None
    if unit.tray_holder_id is not None:
        # Held until the end, so that they do not go at the same moment.
        holder = session.get(
            Person, unit.tray_holder_id, with_for_update={"read": True}, populate_existing=True
        )
    if holder is None or holder.retired_at is not None:
        raise Refusal(
            f"They answer for finished cases of {unit.name}, and nobody holds its tray to take them. "
            "Name its duty sergeant first."
        )
    return holder.id


def pass_tray_on(
    session: Session, actor: Actor | None, unit_id: int, holder_id: int, *, now: dt.datetime
) -> None:
    """What waits in a unit's tray is answered for by whoever holds it: each crime gets its event."""
    waiting = sa.and_(
        Investigation.unit_id == unit_id, _waits_in_a_tray(), Investigation.responsible_id != holder_id
    )
    _pass_on(session, actor, waiting, holder_id, now)


def _pass_on(
    session: Session,
    actor: Actor | None,
    which: sa.ColumnElement[bool],
    to_id: int,
    now: dt.datetime,
) -> None:
    rows = session.execute(
        sa.select(Investigation.id, Investigation.responsible_id)
        .where(which)
        .order_by(Investigation.id)
        .with_for_update()
    ).all()
    if not rows:
        return
    session.execute(sa.update(Investigation), [{"id": row.id, "responsible_id": to_id} for row in rows])
    drafts = [
        Draft(
            StreamKind.INVESTIGATION,
            row.id,
            EventKind.RESPONSIBILITY_PASSED,
            now,
            actor_id=actor.id if actor else None,
            actor_role=actor.main_role if actor else None,
            about_person_id=to_id,
            facts={"responsible": to_id, "was": row.responsible_id},
        )
        for row in rows
    ]
    recording.append_many(session, drafts)
