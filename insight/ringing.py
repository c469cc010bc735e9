"""Who is ringing a victim now, as pages show it: this one, or one of the same name in another crime."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from insight.readable import may_read
from models import Investigation, Victim
from models.base import folded
from vocabulary import VictimKind
from workflow.policy.pack import Policy
from workflow.reading import note_read
from workflow.reading.ringing import ringing_now


@dataclass(frozen=True)
class RingingShown:
    """`elsewhere`: the reference of the other crime in which a victim of the same name is rung; or empty."""

    person_id: int
    person: str
    since: dt.datetime
    until: dt.datetime
    elsewhere: str = ""


def show_ringing(
    session: Session, whom: Mapping[int, str], policy: Policy, now: dt.datetime
) -> dict[int, list[RingingShown]]:
    """Of some victims (id → name), those whom somebody rings now. As many queries for one as for a list."""
    held = ringing_now(session, policy, now)
    if not held or not whom:
        return {}
    query = (
        sa.select(Victim.id, Victim.name_search, Victim.kind, Investigation.reference)
        .join(Investigation, Investigation.id == Victim.investigation_id)
        .where(Victim.id.in_({each.victim_id for each in held}), may_read(session))
    )
    rung = {row.id: row for row in session.execute(query)}
    known = names(session, {each.person_id for each in held})
    found: dict[int, list[RingingShown]] = {}
    for each in held:
        row = rung.get(each.victim_id)
        if row is None:
            continue
        for victim_id, name in whom.items():
            same_name = row.kind is VictimKind.PERSON and row.name_search == folded(name)
            if victim_id != row.id and not same_name:
                continue
            elsewhere = "" if victim_id == row.id else row.reference
            person = known.get(each.person_id, "")
            shown = RingingShown(each.person_id, person, each.since, each.until, elsewhere)
            found.setdefault(victim_id, []).append(shown)
            note_read(session, "victim", [row.id])
            note_read(session, "investigation", [each.investigation_id])
    return found
