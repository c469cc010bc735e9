"""Overrides: that a requirement of a case may go unmet, on a named ground, by somebody senior, for a time.

The reason in words is the detail of the event. What a row says is never changed, save that it ended.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Rank


class Override(Base):
    """`officer_id`: the one officer whose allocation it is about; `suspect_id`: the one suspect.

    It holds until `expires_at`, or until it is ended before.
    """

    __tablename__ = "override"
    __table_args__ = (
        sa.CheckConstraint("expires_at > granted_at", name="expires_after_granted"),
        sa.CheckConstraint("officer_id IS NULL OR officer_id <> granted_by_id", name="favours_another"),
        sa.Index("ix_override_granted_at_id", "granted_at", "id"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    requirement: Mapped[str] = mapped_column(sa.String(60))
    ground: Mapped[str] = mapped_column(sa.String(60))
    officer_id: Mapped[int | None] = refers_to("person.id")
    suspect_id: Mapped[int | None] = refers_to("suspect.id")
    granted_by_id: Mapped[int] = refers_to("person.id", index=True)
    rank_then: Mapped[Rank] = mapped_column(text_enum(Rank, "rank_then"))
    was_detective: Mapped[bool] = mapped_column(sa.Boolean(name="was_detective", create_constraint=True))
    granted_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
    policy_version: Mapped[str] = mapped_column(sa.String(40))
