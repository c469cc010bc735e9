"""What is known of the risk that remains when no further action is taken against a suspect (practice P34)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import RemainsAnswer, RemainsQuestion


class RiskThatRemains(Base):
    """The latest answer to one question about one suspect; earlier ones are in the events.

    `order_kind` names a kind of order of the policy pack, where one was applied for.
    """

    __tablename__ = "risk_that_remains"
    __table_args__ = (
        sa.UniqueConstraint("suspect_id", "question"),
        sa.CheckConstraint(
            "(order_kind IS NOT NULL) = (question = 'protective_order' AND answer = 'yes')",
            name="order_is_named",
        ),
        sa.CheckConstraint("answer = 'yes' OR reason IS NOT NULL", name="reason_is_given"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    suspect_id: Mapped[int] = refers_to("suspect.id")
    question: Mapped[RemainsQuestion] = mapped_column(text_enum(RemainsQuestion, "question"))
    answer: Mapped[RemainsAnswer] = mapped_column(text_enum(RemainsAnswer, "answer"))
    order_kind: Mapped[str | None] = mapped_column(sa.String(60))
    reason: Mapped[str | None]
    answered_at: Mapped[dt.datetime]
    answered_by_id: Mapped[int] = refers_to("person.id")
