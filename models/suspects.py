"""One person suspected in one crime, with a status and a decision of their own (practice P6)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import SuspectDecision


class Suspect(Base):
    """`decision` is None while undecided. `told_at` is when the suspect was told how it ended."""

    __tablename__ = "suspect"
    __table_args__ = (
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by_id IS NULL)"
            " AND (decision IS NULL) = (decision_reason IS NULL)",
            name="decision_is_whole",
        ),
        sa.CheckConstraint(
            "(interviewed_at IS NULL) = (interviewed_by_id IS NULL)", name="interview_is_whole"
        ),
        sa.CheckConstraint(
            "death_proof IS NULL OR COALESCE(decision, '') = 'deceased'", name="proof_is_of_a_death"
        ),
        sa.CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_by_id IS NULL)"
            " AND (recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name="error_is_whole",
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    name_search: Mapped[str] = mapped_column(index=True)  # folding may lengthen a name
    born_on: Mapped[dt.date | None]
    offences_considered: Mapped[str] = mapped_column(sa.String(300))
    why_suspected: Mapped[str]
    # Or may be: whoever is thought so is treated so.
    is_vulnerable: Mapped[bool] = mapped_column(
        sa.Boolean(name="is_vulnerable", create_constraint=True), default=False
    )
    interviewed_at: Mapped[dt.datetime | None]
    interviewed_by_id: Mapped[int | None] = refers_to("person.id")
    no_interview_reason: Mapped[str | None]
    no_early_advice_reason: Mapped[str | None]
    decision: Mapped[SuspectDecision | None] = mapped_column(text_enum(SuspectDecision, "decision"))
    decision_reason: Mapped[str | None]
    decided_at: Mapped[dt.datetime | None]
    decided_by_id: Mapped[int | None] = refers_to("person.id")
    told_at: Mapped[dt.datetime | None]
    death_proof: Mapped[str | None]
    # A row that should never have been there is kept, and counts in no rule.
    recorded_in_error_at: Mapped[dt.datetime | None]
    recorded_in_error_by_id: Mapped[int | None] = refers_to("person.id")
    recorded_in_error_reason: Mapped[str | None]
    # Told before every victim was told or tried; None when not told, or not asked then.
    told_first: Mapped[bool | None] = mapped_column(sa.Boolean(name="told_first", create_constraint=True))
    added_at: Mapped[dt.datetime]
    added_by_id: Mapped[int] = refers_to("person.id")
