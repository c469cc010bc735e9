"""Lines of inquiry. A line is never deleted: a mistaken one is superseded by another."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Bearing, LineStatus, NotPursuedReason


class LineOfInquiry(Base):
    """One thing worth finding out. `result` holds the words of a result or of a reason."""

    __tablename__ = "line_of_inquiry"
    __table_args__ = (
        sa.CheckConstraint(
            "(status = 'open') = (answered_at IS NULL) AND (status = 'open') = (answered_by_id IS NULL)"
            " AND (status = 'open') = (result IS NULL)",
            name="answer_is_whole",
        ),
        # A superseded line keeps whatever answer it had.
        sa.CheckConstraint(
            "status = 'superseded' OR (status = 'resulted') = (bearing IS NOT NULL)",
            name="result_points_somewhere",
        ),
        sa.CheckConstraint(
            "status = 'superseded' OR (status = 'not_pursued') = (not_pursued_reason IS NOT NULL)",
            name="not_pursued_has_reason",
        ),
        sa.CheckConstraint(
            "status = 'superseded' OR (status = 'answered_elsewhere') = (answered_on_line_id IS NOT NULL)",
            name="answered_elsewhere_names_line",
        ),
        sa.CheckConstraint(
            "(status = 'superseded') = (superseded_by_line_id IS NOT NULL)", name="superseded_names_line"
        ),
        sa.CheckConstraint("answered_on_line_id <> id", name="not_answered_by_itself"),
        sa.CheckConstraint(
            "(necessity IS NULL) = (scope IS NULL) AND (necessity IS NULL) = (consent IS NULL)",
            name="request_is_whole",
        ),
        sa.Index("ix_line_of_inquiry_status_evidence_expires_at", "status", "evidence_expires_at"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    category: Mapped[str] = mapped_column(sa.String(60))
    objective: Mapped[str]
    owner_id: Mapped[int] = refers_to("person.id", index=True)
    evidence_expires_at: Mapped[dt.datetime | None]
    status: Mapped[LineStatus] = mapped_column(text_enum(LineStatus, "status"))
    bearing: Mapped[Bearing | None] = mapped_column(text_enum(Bearing, "bearing"))
    not_pursued_reason: Mapped[NotPursuedReason | None] = mapped_column(
        text_enum(NotPursuedReason, "not_pursued_reason")
    )
    result: Mapped[str | None]
    answered_at: Mapped[dt.datetime | None]
    answered_by_id: Mapped[int | None] = refers_to("person.id")
    answered_on_line_id: Mapped[int | None] = refers_to("line_of_inquiry.id", index=True)
    superseded_by_line_id: Mapped[int | None] = refers_to("line_of_inquiry.id")
    # Whom it is about, where it is about one suspect.
    suspect_id: Mapped[int | None] = refers_to("suspect.id", index=True)
    # A result that has come back and is not read yet does not answer the line.
    result_received_at: Mapped[dt.datetime | None]
    loss_reason: Mapped[str | None]
    # Of a request for a device or for material that somebody else holds.
    necessity: Mapped[str | None]
    scope: Mapped[str | None]
    consent: Mapped[str | None]
    added_at: Mapped[dt.datetime]
    added_by_id: Mapped[int] = refers_to("person.id")
