"""What people hold on a day: the accreditation, and the training towards one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import AccreditationHeld, Person, TraineeProgramme
from vocabulary import Accreditation, Programme
from workflow.reading.asking import IDS

# Every act asks these of the officer in the case, so they are put together once.
PLAIN = sa.select(Person.id, Person.accreditation).where(Person.id.in_(IDS))
DATED = sa.select(AccreditationHeld).where(
    AccreditationHeld.person_id.in_(IDS), AccreditationHeld.from_on <= sa.bindparam("today")
)


@dataclass(frozen=True)
class Skills:
    """`trainer_id` is the named supervisor of the programme, and `trainer` what they hold themselves."""

    accreditation: Accreditation
    programme: Programme | None = None
    trainer_id: int | None = None
    trainer: Accreditation | None = None

    @property
    def training(self) -> Accreditation | None:
        """What the programme leads to."""
        return self.programme.leads_to if self.programme is not None else None


def skills_of(session: Session, ids: Collection[int], today: dt.date) -> dict[int, Skills]:
    """By person, in a constant number of queries."""
    programmes = _programmes(session, ids, today)
    trainers = {mentor for _, mentor in programmes.values()}
    levels = accreditations(session, {*ids, *trainers}, today)
    # A supervisor of training who has left teaches nobody.
    left = set(
        session.scalars(sa.select(Person.id).where(Person.id.in_(trainers), Person.retired_at.is_not(None)))
    )
    found = {}
    for person_id in ids:
        if person_id not in levels:
            continue
        programme, trainer = programmes.get(person_id, (None, None))
        if trainer in left:
            programme, trainer = None, None
        found[person_id] = Skills(levels[person_id], programme, trainer, levels.get(trainer))
    return found


def accreditations(session: Session, ids: Collection[int], today: dt.date) -> dict[int, Accreditation]:
    """The highest level held on a day, by person.

    The level that an account has without days counts until one with days has begun: from then on those alone
    count, so that an accreditation that expired is not held any more.
    """
    if not ids:
        return {}
    plain = {row.id: row.accreditation for row in session.execute(PLAIN, {"ids": list(ids)})}
    dated: dict[int, int] = {}
    for row in session.scalars(DATED, {"ids": list(ids), "today": today}):
        holds = row.until_on is None or row.until_on > today
        dated[row.person_id] = max(dated.get(row.person_id, 0), row.level if holds else 0)
    return {person_id: Accreditation(dated.get(person_id, level)) for person_id, level in plain.items()}


def _programmes(session: Session, ids: Collection[int], today: dt.date) -> dict[int, tuple[Programme, int]]:
    rows = session.execute(
        sa.select(TraineeProgramme.person_id, TraineeProgramme.programme, TraineeProgramme.mentor_id)
        .where(
            TraineeProgramme.person_id.in_(ids),
            TraineeProgramme.from_on <= today,
            sa.or_(TraineeProgramme.until_on.is_(None), TraineeProgramme.until_on > today),
        )
        .order_by(TraineeProgramme.id)
    )
    return {row.person_id: (row.programme, row.mentor_id) for row in rows}
