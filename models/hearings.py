"""When and where a hearing is (Right 8): what a court listed, and what, if anything, is instead of it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to


class Hearing(Base):
    """One hearing as it was listed. `supersedes_id`: the earlier listing that it is instead of.

    Without a time and a place: that earlier one was taken out of the list, with none in its place.
    """

    __tablename__ = "hearing"
    __table_args__ = (
        sa.CheckConstraint("(takes_place_at IS NULL) = (place IS NULL)", name="when_and_where"),
        sa.CheckConstraint("takes_place_at IS NOT NULL OR supersedes_id IS NOT NULL", name="says_something"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    takes_place_at: Mapped[dt.datetime | None] = mapped_column(index=True)
    place: Mapped[str | None]
    supersedes_id: Mapped[int | None] = refers_to("hearing.id", unique=True)
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
