"""Who looked at what: one row for each page that showed people (DPA 2018 s.62)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to


class ReadLogEntry(Base):
    """`subjects` is JSON: {"investigation": [ids], "victim": [ids], ...}, each list sorted."""

    __tablename__ = "read_log"
    __table_args__ = (
        sa.Index("ix_read_log_person_id_read_at", "person_id", "read_at"),
        sa.Index("ix_read_log_read_at_person_id", "read_at", "person_id"),
    )

    id: Mapped[key]
    read_at: Mapped[dt.datetime]
    person_id: Mapped[int] = refers_to("person.id")
    endpoint: Mapped[str] = mapped_column(sa.String(120))
    subjects: Mapped[str]
