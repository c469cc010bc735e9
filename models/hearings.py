"""When and where a hearing is (Right 8): what a court listed, and what it listed instead of it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to


class Hearing(Base):
    """One hearing as it was listed. `supersedes_id`: the earlier listing that it is instead of."""

    __tablename__ = "hearing"

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    takes_place_at: Mapped[dt.datetime] = mapped_column(index=True)
    place: Mapped[str]
    supersedes_id: Mapped[int | None] = refers_to("hearing.id", unique=True)
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
