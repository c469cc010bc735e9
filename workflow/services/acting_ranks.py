"""Acting ranks (practice P31): held from a day until a day, above somebody's own, one at a time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import ActingRank
from vocabulary import Actor, EventKind, Rank
from workflow.refusals import FactNotAccepted
from workflow.services import held_by_date


def give_acting_rank(
    session: Session,
    actor: Actor | None,
    person_id: int,
    rank: Rank,
    is_detective: bool,
    from_on: dt.date,
    until_on: dt.date | None = None,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Give somebody a rank for a time; returns the record's id. It begins and ends by its days."""
    person = held_by_date.open_person(session, actor, person_id, submission_id, "give an acting rank to")
    held_by_date.refuse_days(from_on, until_on)
    if person.rank is Rank.POLICE_STAFF:
        raise FactNotAccepted("rank", "Police staff hold a grade. Change that instead.")
    if rank.seniority <= person.rank.seniority:
        raise FactNotAccepted("rank", "An acting rank is above the one that they hold.")
    if session.scalar(held_by_date.overlapping(ActingRank, person_id, from_on, until_on)) is not None:
        raise FactNotAccepted("rank", "They hold an acting rank on some of these days. End that first.")
    row = ActingRank(
        person_id=person_id,
        rank=rank,
        is_detective=is_detective,
        from_on=from_on,
        until_on=until_on,
        given_by_id=actor.id if actor is not None else None,
    )
    session.add(row)
    session.flush()
    facts = {"rank": rank, "detective": is_detective, "from": from_on, "until": until_on}
    held_by_date.tell(session, actor, person_id, EventKind.ACTING_RANK_GIVEN, facts, now, submission_id)
    return row.id


def end_acting_rank(
    session: Session,
    actor: Actor | None,
    held_id: int,
    until_on: dt.date,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """It ends on a day, the first on which it is not held any more; what was signed under it stands."""
    person_id = held_by_date.owner_of(session, ActingRank, held_id)
    held_by_date.open_person(session, actor, person_id, submission_id, "end an acting rank of")
    facts = held_by_date.end(session, ActingRank, held_id, until_on, now)
    row = session.get_one(ActingRank, held_id)
    facts |= {"rank": row.rank, "detective": row.is_detective}
    return held_by_date.tell(
        session, actor, person_id, EventKind.ACTING_RANK_ENDED, facts, now, submission_id
    )
