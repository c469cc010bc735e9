"""What people hold from a day, and until (not on) a day: acting ranks, accreditations, training."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Programme, Rank

AFTER = "until_on IS NULL OR until_on > from_on"


class ActingRank(Base):
    """A rank held for a time, above somebody's own. It begins and ends by its days."""

    __tablename__ = "acting_rank"
    __table_args__ = (sa.CheckConstraint(AFTER, name="until_after_from"),)

    id: Mapped[key]
    person_id: Mapped[int] = refers_to("person.id", index=True)
    rank: Mapped[Rank] = mapped_column(text_enum(Rank, "rank"))
    is_detective: Mapped[bool] = mapped_column(sa.Boolean(name="is_detective", create_constraint=True))
    from_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]
    given_by_id: Mapped[int | None] = refers_to("person.id")


class AccreditationHeld(Base):
    """An accreditation with its days. `until_on` is when it expires, if it is not renewed."""

    __tablename__ = "accreditation_held"
    __table_args__ = (
        sa.CheckConstraint(AFTER, name="until_after_from"),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name="level"),
    )

    id: Mapped[key]
    person_id: Mapped[int] = refers_to("person.id", index=True)
    level: Mapped[int]
    from_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]


class TraineeProgramme(Base):
    """Training towards an accreditation, under a named supervisor."""

    __tablename__ = "trainee_programme"
    __table_args__ = (
        sa.CheckConstraint(AFTER, name="until_after_from"),
        sa.CheckConstraint("mentor_id <> person_id", name="mentor_is_another"),
    )

    id: Mapped[key]
    person_id: Mapped[int] = refers_to("person.id", index=True)
    programme: Mapped[Programme] = mapped_column(text_enum(Programme, "programme"))
    mentor_id: Mapped[int] = refers_to("person.id", index=True)
    from_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]
