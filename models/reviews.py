"""A victim's request that a decision be reviewed, and what was done about it. The case keeps its state.

No row here is ever changed. Where a request stands is what its last rows say; a reviewer named later takes
the place of the one before.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Channel, ReviewDone, ReviewResult, ReviewScheme


class ReviewRequest(Base):
    """One victim asked, about one decision. `asked_at`: when the force received it.

    `charging_limit_on`: the last day on which a charge can be brought, where there is one and it is known.
    """

    __tablename__ = "review_request"
    __table_args__ = (sa.CheckConstraint("asked_at <= recorded_at", name="not_in_the_future"),)

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    decision_id: Mapped[int] = refers_to("decision.id", index=True)
    scheme: Mapped[ReviewScheme] = mapped_column(text_enum(ReviewScheme, "scheme"))
    asked_at: Mapped[dt.datetime]
    how: Mapped[Channel] = mapped_column(text_enum(Channel, "how"))
    words: Mapped[str]
    is_late: Mapped[bool] = mapped_column(sa.Boolean(name="is_late", create_constraint=True))
    charging_limit_on: Mapped[dt.date | None]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class ReviewRequestStep(Base):
    """One thing that was done about a request: accepted late, acknowledged, given to a reviewer, passed on,
    ended, its result told.

    `done_at`: when it was done; `how`: by which channel the victim was reached; `passed_to`: who at the CPS.
    """

    __tablename__ = "review_request_step"
    __table_args__ = (
        sa.CheckConstraint("(kind = 'reviewer_named') = (reviewer_id IS NOT NULL)", name="reviewer_is_named"),
        sa.CheckConstraint("(kind = 'passed_on') = (passed_to IS NOT NULL)", name="passing_on_is_whole"),
        sa.CheckConstraint("(kind = 'ended') = (result IS NOT NULL)", name="ending_has_a_result"),
        sa.CheckConstraint(
            "(kind IN ('acknowledged', 'result_told')) = (how IS NOT NULL)", name="reaching_has_a_channel"
        ),
        sa.CheckConstraint("done_at <= recorded_at", name="not_in_the_future"),
        # One of each, save the reviewer.
        sa.Index(
            "ix_review_request_step_once",
            "request_id",
            "kind",
            unique=True,
            sqlite_where=sa.text("kind <> 'reviewer_named'"),
            postgresql_where=sa.text("kind <> 'reviewer_named'"),
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    request_id: Mapped[int] = refers_to("review_request.id", index=True)
    kind: Mapped[ReviewDone] = mapped_column(text_enum(ReviewDone, "kind"))
    done_at: Mapped[dt.datetime]
    reviewer_id: Mapped[int | None] = refers_to("person.id")
    passed_to: Mapped[str | None] = mapped_column(sa.String(300))
    how: Mapped[Channel | None] = mapped_column(text_enum(Channel, "how"))
    result: Mapped[ReviewResult | None] = mapped_column(text_enum(ReviewResult, "result"))
    words: Mapped[str]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
