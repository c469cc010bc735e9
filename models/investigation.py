"""One recorded crime, its risk flags, and what was published about it before Fairlead."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, folded, key, refers_to, text_enum
from vocabulary import DatePrecision, Origin, ReportedHow, Restriction, RiskFlag, State, WaitingOn


def _folded_reference(context: DefaultExecutionContext) -> str:
    return folded(context.get_current_parameters()["reference"])


class Investigation(Base):
    """The unit of consistency: every act on a crime locks this row first.

    `last_event_id` and `last_material_event_id` are what pages carry and decisions are held to.
    `round` starts at 1 and grows with each reopening; a decision belongs to one round.
    """

    __tablename__ = "investigation"
    __table_args__ = (
        sa.CheckConstraint("occurred_until_at >= occurred_from_at", name="occurred_in_order"),
        sa.CheckConstraint(
            "(no_lines_reason_digest IS NULL) = (no_lines_agreed_by_id IS NULL)",
            name="no_lines_reason_is_agreed",
        ),
        sa.CheckConstraint("round >= 1", name="round"),
        sa.CheckConstraint(
            "(restriction IS NULL) = (restricted_by_id IS NULL)"
            " AND (restriction IS NULL) = (restriction_review_on IS NULL)",
            name="restriction_is_whole",
        ),
        sa.CheckConstraint(
            "(origin = 'published_data') = (published_crime_id IS NOT NULL)", name="published_has_an_id"
        ),
        sa.CheckConstraint(
            "(waiting_on IS NULL) = (waiting_since_at IS NULL)"
            " AND (waiting_on IS NULL) = (chase_by_at IS NULL)"
            " AND (waiting_on IS NULL) = (chaser_id IS NULL)",
            name="waiting_is_whole",
        ),
        sa.Index("ix_investigation_oic_id_state", "oic_id", "state"),
        sa.Index("ix_investigation_responsible_id_state", "responsible_id", "state"),
        sa.Index("ix_investigation_unit_id_state", "unit_id", "state"),
        sa.Index("ix_investigation_state", "state"),
        sa.Index("ix_investigation_reported_at_id", "reported_at", "id"),
    )

    id: Mapped[key]
    reference: Mapped[str] = mapped_column(sa.String(40))
    # What finding compares, so that no two references differ by capital letters alone.
    reference_search: Mapped[str] = mapped_column(unique=True, default=_folded_reference)
    origin: Mapped[Origin] = mapped_column(text_enum(Origin, "origin"))
    published_crime_id: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    published_label: Mapped[str | None] = mapped_column(sa.String(120))
    # What the newest street file says; where that says nothing, published_label is the latest outcome's.
    published_street_label: Mapped[str | None] = mapped_column(sa.String(120))
    # A label that changed after somebody here had acted: shown, never acted on.
    published_label_differs: Mapped[bool] = mapped_column(
        sa.Boolean(name="published_label_differs", create_constraint=True), default=False
    )
    offence: Mapped[str] = mapped_column(sa.String(60))
    offence_class: Mapped[str] = mapped_column(sa.String(60))
    state: Mapped[State] = mapped_column(text_enum(State, "state"))
    round: Mapped[int] = mapped_column(default=1)
    unit_id: Mapped[int] = refers_to("unit.id")
    responsible_id: Mapped[int] = refers_to("person.id")
    oic_id: Mapped[int | None] = refers_to("person.id")
    recorded_by_id: Mapped[int | None] = refers_to("person.id")
    # Not a foreign key: the two tables would need each other to exist first. The trigger on entering a
    # finished state checks that it names a decision of this case and round.
    current_decision_id: Mapped[int | None]
    occurred_from_at: Mapped[dt.datetime]
    occurred_until_at: Mapped[dt.datetime]
    date_precision: Mapped[DatePrecision] = mapped_column(text_enum(DatePrecision, "date_precision"))
    reported_at: Mapped[dt.datetime]
    reported_how: Mapped[ReportedHow] = mapped_column(text_enum(ReportedHow, "reported_how"))
    place: Mapped[str] = mapped_column(sa.String(300))
    summary: Mapped[str]
    no_victim_reason: Mapped[str | None]
    no_suspect_reason: Mapped[str | None]
    no_lines_reason_digest: Mapped[str | None] = mapped_column(sa.String(64))
    no_lines_agreed_by_id: Mapped[int | None] = refers_to("person.id")
    # Waiting is not working (practice P5): what for, since when, and who asks again by when.
    waiting_on: Mapped[WaitingOn | None] = mapped_column(text_enum(WaitingOn, "waiting_on"))
    waiting_since_at: Mapped[dt.datetime | None]
    chase_by_at: Mapped[dt.datetime | None]
    chaser_id: Mapped[int | None] = refers_to("person.id", index=True)
    recorded_at: Mapped[dt.datetime]
    last_event_at: Mapped[dt.datetime]
    last_event_id: Mapped[int] = mapped_column(default=0)
    last_material_event_id: Mapped[int] = mapped_column(default=0)
    # Who else reads it: named_reader and break_glass (models/restricting.py).
    restriction: Mapped[Restriction | None] = mapped_column(text_enum(Restriction, "restriction"))
    restricted_by_id: Mapped[int | None] = refers_to("person.id")
    restriction_review_on: Mapped[dt.date | None]


class InvestigationFlag(Base):
    """One risk flag of one crime."""

    __tablename__ = "investigation_flag"

    investigation_id: Mapped[int] = refers_to("investigation.id", primary_key=True)
    flag: Mapped[RiskFlag] = mapped_column(text_enum(RiskFlag, "flag"), primary_key=True)


class PublishedOutcome(Base):
    """One row of a published outcomes file: history, kept as published."""

    __tablename__ = "published_outcome"
    __table_args__ = (
        # The n-th row with the same month and label for a crime: repeated rows are real in the files.
        sa.UniqueConstraint("investigation_id", "month", "label", "repeat"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id")
    month: Mapped[str] = mapped_column(sa.String(7))
    label: Mapped[str] = mapped_column(sa.String(120))
    repeat: Mapped[int]
    line_number: Mapped[int]


class PublishedFile(Base):
    """A file that was imported whole. Reading the same bytes again can say nothing new."""

    __tablename__ = "published_file"

    id: Mapped[key]
    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    rows: Mapped[int]
    imported_at: Mapped[dt.datetime]
