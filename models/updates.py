"""What was agreed with a victim about being kept informed (Right 6)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Channel


class UpdateAgreement(Base):
    """How often, and in which way, one victim is kept informed. The last one holds.

    Without `every_days` they want to hear only when something happens. `quiet_times`: what happens meanwhile.
    """

    __tablename__ = "update_agreement"
    __table_args__ = (
        sa.CheckConstraint("(every_days IS NULL) = (method IS NULL)", name="method_where_regular"),
        sa.CheckConstraint("every_days >= 1", name="some_days"),
        sa.CheckConstraint("heard_at <= recorded_at", name="not_in_the_future"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    every_days: Mapped[int | None]
    method: Mapped[Channel | None] = mapped_column(text_enum(Channel, "method"))
    quiet_times: Mapped[str]
    words: Mapped[str]
    heard_by_id: Mapped[int] = refers_to("person.id")
    heard_at: Mapped[dt.datetime]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
