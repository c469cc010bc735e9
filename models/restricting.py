"""Who reads a restricted case besides those who work on it: readers named, and those who broke the glass."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import GlassFinding, GlassReason


class NamedReader(Base):
    """Somebody who reads a case because they were named. `until_at` itself is outside."""

    __tablename__ = "named_reader"
    __table_args__ = (
        sa.CheckConstraint("until_at IS NULL OR until_at >= from_at", name="ends_after_it_begins"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    person_id: Mapped[int] = refers_to("person.id", index=True)
    from_at: Mapped[dt.datetime]
    until_at: Mapped[dt.datetime | None]
    named_by_id: Mapped[int] = refers_to("person.id")


class BreakGlass(Base):
    """One breaking of the glass: a person reads a case from `opened_at` until `until_at`, and why.

    The words are the event's. It is reviewed once, by somebody else; `duty_id` is the duty to do so.
    """

    __tablename__ = "break_glass"
    __table_args__ = (
        sa.CheckConstraint("until_at > opened_at", name="ends_after_it_begins"),
        sa.CheckConstraint(
            "(reviewed_at IS NULL) = (reviewed_by_id IS NULL) AND (reviewed_at IS NULL) = (finding IS NULL)",
            name="review_is_whole",
        ),
        sa.CheckConstraint("reviewed_by_id IS NULL OR reviewed_by_id <> person_id", name="not_by_oneself"),
        sa.Index("ix_break_glass_person_id_until_at", "person_id", "until_at"),
        sa.Index("ix_break_glass_reviewed_at_opened_at", "reviewed_at", "opened_at"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    person_id: Mapped[int] = refers_to("person.id")
    reason: Mapped[GlassReason] = mapped_column(text_enum(GlassReason, "reason"))
    opened_at: Mapped[dt.datetime]
    until_at: Mapped[dt.datetime]
    duty_id: Mapped[int | None] = refers_to("duty.id")
    reviewed_at: Mapped[dt.datetime | None]
    reviewed_by_id: Mapped[int | None] = refers_to("person.id")
    finding: Mapped[GlassFinding | None] = mapped_column(text_enum(GlassFinding, "finding"))
