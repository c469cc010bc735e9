"""Resolutions out of court, as they were given to a suspect, and how each was checked (practice P12)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import DiversionResult, ResolutionCheck, ResolutionKind


class OutOfCourtResolution(Base):
    """What was given, when and by whom; what is not known stays empty. The suspect's decision is their row's.

    `diversion_ends_on` is when a diversion or a deferred prosecution is to be done by, `diversion_result`
    how it ended.
    """

    __tablename__ = "out_of_court_resolution"
    __table_args__ = (
        sa.CheckConstraint("given_at <= recorded_at", name="not_in_the_future"),
        sa.CheckConstraint(
            "(checked_at IS NULL) = (checked_by_id IS NULL)"
            " AND (checked_at IS NULL) = (check_result IS NULL)",
            name="check_is_whole",
        ),
        sa.CheckConstraint(
            "kind IN ('diversion', 'deferred_prosecution')"
            " OR (diversion_ends_on IS NULL AND diversion_result IS NULL)",
            name="only_a_diversion_runs",
        ),
        sa.CheckConstraint(
            "(diversion_result IS NULL) = (diversion_ended_at IS NULL)", name="diversion_end_is_dated"
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    suspect_id: Mapped[int] = refers_to("suspect.id", index=True)
    kind: Mapped[ResolutionKind] = mapped_column(text_enum(ResolutionKind, "kind"))
    given_at: Mapped[dt.datetime]
    given_by_id: Mapped[int] = refers_to("person.id")
    conditions: Mapped[str | None]
    admitted: Mapped[bool | None] = mapped_column(sa.Boolean(name="admitted", create_constraint=True))
    victim_consulted: Mapped[bool | None] = mapped_column(
        sa.Boolean(name="victim_consulted", create_constraint=True)
    )
    diversion_ends_on: Mapped[dt.date | None]
    diversion_result: Mapped[DiversionResult | None] = mapped_column(
        text_enum(DiversionResult, "diversion_result")
    )
    diversion_ended_at: Mapped[dt.datetime | None]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    check_result: Mapped[ResolutionCheck | None] = mapped_column(text_enum(ResolutionCheck, "check_result"))
    checked_at: Mapped[dt.datetime | None]
    checked_by_id: Mapped[int | None] = refers_to("person.id")
