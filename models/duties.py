"""Duties: what is owed, to whom, by when, and how it ended. Lists read these rows by date."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import DutyKind, DutyStatus


class Duty(Base):
    """`due_at` is fixed by the policy at its trigger, and made earlier by enhanced rights recorded since.

    `rule` says in words how it was reckoned. `right_key`: which right of the pack, of a victim's right.
    """

    __tablename__ = "duty"
    __table_args__ = (
        sa.CheckConstraint("(status = 'running') = (ended_at IS NULL)", name="ended_when_not_running"),
        sa.CheckConstraint(
            "(kind IN ('right', 'later_contact')) = (right_key IS NOT NULL)"
            " AND (right_key IS NULL OR victim_id IS NOT NULL)",
            name="a_right_is_of_a_victim",
        ),
        sa.Index("ix_duty_status_due_at_id", "status", "due_at", "id"),
        sa.Index("ix_duty_kind_status_investigation_id", "kind", "status", "investigation_id"),
        sa.Index("ix_duty_investigation_id_status_due_at", "investigation_id", "status", "due_at"),
        sa.Index("ix_duty_victim_id_status_due_at", "victim_id", "status", "due_at"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id")
    victim_id: Mapped[int | None] = refers_to("victim.id")
    decision_id: Mapped[int | None] = refers_to("decision.id", index=True)
    direction_id: Mapped[int | None] = refers_to("direction.id", index=True)
    kind: Mapped[DutyKind] = mapped_column(text_enum(DutyKind, "kind"))
    right_key: Mapped[str | None] = mapped_column(sa.String(40))
    status: Mapped[DutyStatus] = mapped_column(text_enum(DutyStatus, "status"))
    what: Mapped[str] = mapped_column(sa.String(300))
    triggered_at: Mapped[dt.datetime]
    trigger_event_id: Mapped[int] = refers_to("case_event.id")
    due_at: Mapped[dt.datetime]
    rule: Mapped[str]
    policy_version: Mapped[str] = mapped_column(sa.String(40))
    ended_at: Mapped[dt.datetime | None]
    ended_by_event_id: Mapped[int | None] = refers_to("case_event.id")
