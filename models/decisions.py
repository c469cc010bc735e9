"""Decisions, sign-offs and how decisions ended. None of these rows is ever changed or removed.

The words of a decision (the four short questions, directions) are the detail of its event; here are
the facts a rule or a trigger reads, and the evaluation as it was sealed.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import DecisionEnding, DecisionKind, Rank, Role, State


class Decision(Base):
    """A proposal to end an investigation, or a decision on one suspect.

    `evaluation` is canonical JSON: every finding, the facts they came from, the policy version;
    `evaluation_hash` is its SHA-256. `proposed_at_event_id` is the last material event it rests on.
    Who holds `role_instead` signs whatever their rank; `second_rank_needed` is that of a second look.
    """

    __tablename__ = "decision"
    __table_args__ = (
        sa.CheckConstraint("sign_offs_needed >= 1", name="needs_a_sign_off"),
        sa.CheckConstraint(
            "(kind = 'suspect_no_further_action') = (suspect_id IS NOT NULL)", name="suspect_is_named"
        ),
        sa.CheckConstraint(
            "second_rank_needed IS NULL OR sign_offs_needed >= 2", name="second_look_is_a_sign_off"
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    suspect_id: Mapped[int | None] = refers_to("suspect.id")
    kind: Mapped[DecisionKind] = mapped_column(text_enum(DecisionKind, "kind"))
    round: Mapped[int]
    outcome_code: Mapped[str | None] = mapped_column(sa.String(4))
    proposed_from: Mapped[State] = mapped_column(text_enum(State, "proposed_from"))
    proposed_by_id: Mapped[int] = refers_to("person.id", index=True)
    proposed_at: Mapped[dt.datetime]
    proposed_at_event_id: Mapped[int]
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
    rank_needed: Mapped[Rank] = mapped_column(text_enum(Rank, "rank_needed"))
    detective_needed: Mapped[bool] = mapped_column(
        sa.Boolean(name="detective_needed", create_constraint=True)
    )
    sign_offs_needed: Mapped[int]
    role_needed: Mapped[Role | None] = mapped_column(text_enum(Role, "role_needed"))
    role_instead: Mapped[Role | None] = mapped_column(text_enum(Role, "role_instead"))
    second_rank_needed: Mapped[Rank | None] = mapped_column(text_enum(Rank, "second_rank_needed"))
    policy_version: Mapped[str] = mapped_column(sa.String(40))
    evaluation: Mapped[str]
    evaluation_hash: Mapped[str] = mapped_column(sa.String(64))


class SignOff(Base):
    """Somebody independent authorised a decision: their rank then, and what they had seen."""

    __tablename__ = "sign_off"
    __table_args__ = (sa.UniqueConstraint("decision_id", "signed_by_id"),)

    id: Mapped[key]
    decision_id: Mapped[int] = refers_to("decision.id")
    signed_by_id: Mapped[int] = refers_to("person.id", index=True)
    signed_at: Mapped[dt.datetime]
    rank_then: Mapped[Rank] = mapped_column(text_enum(Rank, "rank_then"))
    was_detective: Mapped[bool] = mapped_column(sa.Boolean(name="was_detective", create_constraint=True))
    seen_event_id: Mapped[int]
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
    policy_version: Mapped[str] = mapped_column(sa.String(40))
    evaluation: Mapped[str]
    evaluation_hash: Mapped[str] = mapped_column(sa.String(64))


class DecisionEnded(Base):
    """Why a decision no longer stands, or that it was carried out. One row at most for each."""

    __tablename__ = "decision_ended"

    decision_id: Mapped[int] = refers_to("decision.id", primary_key=True)
    ending: Mapped[DecisionEnding] = mapped_column(text_enum(DecisionEnding, "ending"))
    ended_at: Mapped[dt.datetime]
    ended_by_id: Mapped[int | None] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id")


class TransferAcceptance(Base):
    """Another force took a crime on. Who there, and under which reference, is the detail of its event."""

    __tablename__ = "transfer_acceptance"

    decision_id: Mapped[int] = refers_to("decision.id", primary_key=True)
    accepted_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id", index=True)
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)
