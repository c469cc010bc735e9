"""A victim who withdraws: their words, what was decided without them, and who rang them back about it.

No row here is ever changed. What holds of a victim is the last withdrawal recorded, unless it was taken back.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import (
    AccountKind,
    CallBackResult,
    Channel,
    EvidenceLed,
    StatementAnswer,
    VictimView,
    WithdrawalReason,
)


class Withdrawal(Base):
    """One victim does not support it, or cannot: in their own words, why, and who heard them.

    `unit_id` held the crime then: whoever rings them back is of another. `is_drawn`: they are rung back.
    """

    __tablename__ = "withdrawal"
    __table_args__ = (
        sa.CheckConstraint("view <> 'supports'", name="does_not_support"),
        sa.CheckConstraint("reason <> 'another' OR reason_words IS NOT NULL", name="another_reason_is_said"),
        sa.CheckConstraint("(account IS NULL) = (account_reference IS NULL)", name="account_is_whole"),
        sa.CheckConstraint("(help_offered IS NULL) = (help_answer IS NULL)", name="help_is_whole"),
        sa.CheckConstraint("heard_at <= recorded_at", name="not_in_the_future"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    unit_id: Mapped[int] = refers_to("unit.id")
    view: Mapped[VictimView] = mapped_column(text_enum(VictimView, "view"))
    words: Mapped[str]
    reason: Mapped[WithdrawalReason] = mapped_column(text_enum(WithdrawalReason, "reason"))
    reason_words: Mapped[str | None]
    channel: Mapped[Channel] = mapped_column(text_enum(Channel, "channel"))
    heard_by_id: Mapped[int] = refers_to("person.id")
    heard_at: Mapped[dt.datetime]
    account: Mapped[AccountKind | None] = mapped_column(text_enum(AccountKind, "account"))
    account_reference: Mapped[str | None] = mapped_column(sa.String(120))
    help_offered: Mapped[str | None]
    help_answer: Mapped[str | None]
    protection: Mapped[str | None]
    is_drawn: Mapped[bool] = mapped_column(sa.Boolean(name="is_drawn", create_constraint=True))
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class WithdrawalTakenBack(Base):
    """The victim supports it after all. One row at most for each."""

    __tablename__ = "withdrawal_taken_back"

    withdrawal_id: Mapped[int] = refers_to("withdrawal.id", primary_key=True)
    taken_back_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class EvidenceLedDecision(Base):
    """A supervisor decided whether to go on without the victim's evidence. The last of a round holds."""

    __tablename__ = "evidence_led_decision"

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    round: Mapped[int]
    decided: Mapped[EvidenceLed] = mapped_column(text_enum(EvidenceLed, "decided"))
    reason: Mapped[str]
    decided_at: Mapped[dt.datetime]
    decided_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class CallBackAgreed(Base):
    """They asked not to be contacted, and it is agreed that they are rung back all the same."""

    __tablename__ = "call_back_agreed"

    withdrawal_id: Mapped[int] = refers_to("withdrawal.id", primary_key=True)
    reason: Mapped[str]
    agreed_at: Mapped[dt.datetime]
    agreed_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class CallBack(Base):
    """Somebody outside the team rang a victim back about their withdrawal, or found that nobody should.

    `contact_id`: the contact it was, where they were spoken to; its words are what the victim said.
    """

    __tablename__ = "call_back"
    __table_args__ = (
        sa.CheckConstraint(
            "(result IN ('own_decision', 'not_own_decision')) = (contact_id IS NOT NULL)"
            " AND (contact_id IS NULL) = (help_was_offered IS NULL)",
            name="what_was_said_is_whole",
        ),
    )

    withdrawal_id: Mapped[int] = refers_to("withdrawal.id", primary_key=True)
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    result: Mapped[CallBackResult] = mapped_column(text_enum(CallBackResult, "result"))
    risk_check: Mapped[str]
    contact_id: Mapped[int | None] = refers_to("contact.id", unique=True)
    help_was_offered: Mapped[bool | None] = mapped_column(
        sa.Boolean(name="help_was_offered", create_constraint=True)
    )
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class StatementOffer(Base):
    """How the offer of a personal statement stands with one victim. The last one holds.

    Without an answer there is a day on which it is offered again.
    """

    __tablename__ = "statement_offer"
    __table_args__ = (
        sa.CheckConstraint(
            "(answer IN ('offered', 'not_yet')) = (again_on IS NOT NULL)", name="offered_again_where_open"
        ),
        sa.CheckConstraint("offered_at <= recorded_at", name="not_in_the_future"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    answer: Mapped[StatementAnswer] = mapped_column(text_enum(StatementAnswer, "answer"))
    words: Mapped[str]
    offered_by_id: Mapped[int] = refers_to("person.id")
    offered_at: Mapped[dt.datetime]
    again_on: Mapped[dt.date | None]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
