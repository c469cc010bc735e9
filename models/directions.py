"""Directions: what a supervisor asked somebody to do on a case, by when, and what was done."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to


class Direction(Base):
    """Open for as long as its duty runs. It goes to the next officer with the case, like an open line."""

    __tablename__ = "direction"
    __table_args__ = (
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by_id IS NULL) AND (done_at IS NULL) = (done_words IS NULL)",
            name="done_is_whole",
        ),
        sa.Index("ix_direction_to_person_id_done_at", "to_person_id", "done_at"),
        sa.Index("ix_direction_given_by_id_done_at", "given_by_id", "done_at"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    to_person_id: Mapped[int] = refers_to("person.id")
    given_by_id: Mapped[int] = refers_to("person.id")
    given_at: Mapped[dt.datetime]
    what: Mapped[str]
    due_at: Mapped[dt.datetime]
    done_at: Mapped[dt.datetime | None]
    done_by_id: Mapped[int | None] = refers_to("person.id")
    done_words: Mapped[str | None] = mapped_column(sa.Text())
