"""Which lists a person's first page begins with: those of each role they hold today, each list once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from insight.listing import Asked, Block, Listing, begin
from insight.shift.hearings import HEARINGS
from insight.shift.letters import LETTERS_NOT_SENT
from insight.shift.officers import DIRECTIONS, OFFICERS, cases_by_state
from insight.shift.released import RELEASED
from insight.shift.ringing_back import RING_BACK
from insight.shift.supervisors import (
    INSPECTORS,
    OVERDUE,
    SERGEANTS,
    overdue_by_officer,
    overdue_by_unit,
    waiting_by_class_and_rank,
)
from insight.shift.victim_care import VICTIM_CARE
from vocabulary import Actor, Rank, Role, State

CARERS = (RELEASED, HEARINGS, *VICTIM_CARE, LETTERS_NOT_SENT, RING_BACK)
LISTINGS: dict[str, Listing] = {
    listing.key: listing for listing in (*OFFICERS, *SERGEANTS, *INSPECTORS, *CARERS)
}


@dataclass(frozen=True)
class Shift:
    """`mine`: unfinished cases by state, for who investigates. `waiting`: sign-offs by class and rank."""

    blocks: list[Block]
    mine: list[tuple[State, int]] = field(default_factory=list)
    waiting: list[tuple[str, Rank, bool, int]] = field(default_factory=list)


def listings_of(actor: Actor) -> Sequence[Listing]:
    """The lists of a person's roles: who is hurt first, then what they supervise, then their own work."""
    found: dict[str, Listing] = {}
    if actor.holds(Role.VICTIM_CARE_OFFICER):
        found |= {listing.key: listing for listing in (*CARERS, DIRECTIONS)}
    if actor.holds(Role.SUPERVISOR):
        lists = INSPECTORS if signs_as_inspector(actor) else SERGEANTS
        found |= {listing.key: listing for listing in (*lists, RING_BACK)}
    if actor.holds(Role.INVESTIGATOR):
        found |= {listing.key: listing for listing in OFFICERS}
    found |= {LETTERS_NOT_SENT.key: LETTERS_NOT_SENT}
    return list(found.values())


def signs_as_inspector(actor: Actor) -> bool:
    """Has this person a rank above those who supervise day by day?"""
    return actor.rank.seniority > Rank.SERGEANT.seniority


def show_shift(session: Session, asked: Asked) -> Shift:
    """A first page in a number of queries that depends on the roles held, and on nothing else."""
    actor = asked.actor
    blocks = begin(session, listings_of(actor), asked)
    by = overdue_by_unit if signs_as_inspector(actor) else overdue_by_officer
    if actor.holds(Role.SUPERVISOR):
        groups = by(session, asked)
        blocks = [replace(each, groups=groups) if each.listing is OVERDUE else each for each in blocks]
    return Shift(
        blocks,
        cases_by_state(session, actor) if actor.holds(Role.INVESTIGATOR) else [],
        waiting_by_class_and_rank(session, asked)
        if actor.holds(Role.SUPERVISOR) and signs_as_inspector(actor)
        else [],
    )
