"""Streams of events, hash-chained and append-only. Only workflow/recording.py writes them."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import EventKind, Role, StreamKind


class Stream(Base):
    """The head of one chain. `subject_id` is the investigation's, person's or offender's id."""

    __tablename__ = "stream"
    __table_args__ = (sa.UniqueConstraint("kind", "subject_id"),)

    id: Mapped[key]
    kind: Mapped[StreamKind] = mapped_column(text_enum(StreamKind, "kind"))
    subject_id: Mapped[int]
    last_event_id: Mapped[int] = mapped_column(default=0)
    length: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(sa.String(64))


class CaseEvent(Base):
    """One thing that happened. `canonical` is the JSON text exactly as hashed; the columns repeat
    parts of it so that they can be indexed, and verification compares the two.
    """

    __tablename__ = "case_event"
    __table_args__ = (
        sa.UniqueConstraint("stream_id", "sequence"),
        sa.Index("ix_case_event_actor_id_kind", "actor_id", "kind"),
        sa.Index("ix_case_event_kind_id", "kind", "id"),
        sa.Index("ix_case_event_kind_recorded_at", "kind", "recorded_at"),
    )

    id: Mapped[key]
    stream_id: Mapped[int] = refers_to("stream.id")
    sequence: Mapped[int]
    kind: Mapped[EventKind] = mapped_column(text_enum(EventKind, "kind"))
    recorded_at: Mapped[dt.datetime]
    actor_id: Mapped[int | None] = refers_to("person.id")
    actor_role: Mapped[Role | None] = mapped_column(text_enum(Role, "actor_role"))
    about_person_id: Mapped[int | None] = refers_to("person.id")
    submission_id: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    canonical: Mapped[str]
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class EventDetail(Base):
    """The personal text of an event, apart from the chain, which holds only its digest."""

    __tablename__ = "event_detail"

    event_id: Mapped[int] = refers_to("case_event.id", primary_key=True)
    nonce: Mapped[str] = mapped_column(sa.String(32))
    detail: Mapped[str]
