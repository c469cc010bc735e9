"""The CPS: what was referred, what was answered, what its plans ask, and that its decisions were considered.

No row of these is ever removed, and none that holds words is ever changed: a correction is another row.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import CpsAsked, CpsGround, CpsReplyKind


class CpsReferral(Base):
    """What the CPS was asked, and when."""

    __tablename__ = "cps_referral"

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    round: Mapped[int]
    asked: Mapped[CpsAsked] = mapped_column(text_enum(CpsAsked, "asked"))
    reference: Mapped[str] = mapped_column(sa.String(60))
    words: Mapped[str]
    referred_at: Mapped[dt.datetime]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")


class CpsReferralSuspect(Base):
    """One suspect whom a referral is about. Early advice may be about nobody yet."""

    __tablename__ = "cps_referral_suspect"

    referral_id: Mapped[int] = refers_to("cps_referral.id", primary_key=True)
    suspect_id: Mapped[int] = refers_to("suspect.id", primary_key=True)


class CpsReply(Base):
    """One reply. `referral_id` is None where nobody recorded what was asked: the reply is a fact anyway."""

    __tablename__ = "cps_reply"
    __table_args__ = (
        sa.CheckConstraint(
            "(kind IN ('charge', 'no_further_action')) = (suspect_id IS NOT NULL)", name="suspect_is_named"
        ),
        sa.CheckConstraint("(kind = 'no_further_action') = (ground IS NOT NULL)", name="ground_is_named"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    round: Mapped[int]
    referral_id: Mapped[int | None] = refers_to("cps_referral.id", index=True)
    suspect_id: Mapped[int | None] = refers_to("suspect.id")
    kind: Mapped[CpsReplyKind] = mapped_column(text_enum(CpsReplyKind, "kind"))
    ground: Mapped[CpsGround | None] = mapped_column(text_enum(CpsGround, "ground"))
    words: Mapped[str]
    replied_at: Mapped[dt.datetime]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")


class CpsAction(Base):
    """One action of a plan. It is a line of inquiry, and has the line's id.

    `event_id` is the event that added the line and started the duty.
    """

    __tablename__ = "cps_action"

    id: Mapped[int] = refers_to("line_of_inquiry.id", primary_key=True)
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    reply_id: Mapped[int] = refers_to("cps_reply.id", index=True)
    event_id: Mapped[int] = refers_to("case_event.id")
    due_at: Mapped[dt.datetime]


class CpsDecisionConsidered(Base):
    """A supervisor received a decision of no further action and considered an appeal. Once for each reply."""

    __tablename__ = "cps_decision_considered"

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    reply_id: Mapped[int] = refers_to("cps_reply.id", unique=True)
    appealed: Mapped[bool] = mapped_column(sa.Boolean(name="appealed", create_constraint=True))
    reason: Mapped[str]
    considered_at: Mapped[dt.datetime]
    considered_by_id: Mapped[int] = refers_to("person.id")
