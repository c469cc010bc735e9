"""Letters to victims: the exact text, how it was handed over, and those that wait to go by e-mail."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import HandedOver, LetterKind, LetterLanguage, Mailing, NotSent


class Letter(Base):
    """One letter, as it was read before it was made. It is never changed.

    `text` is all of it, with the address, and `sha256` that of its UTF-8 bytes. The event that tells of it
    holds a digest over `nonce` and text, so that nobody can guess at an address with the ledger alone.
    `told`: what a contact by this letter tells; empty where it tells nothing. `speaks_of_review`: of the
    right to have the decision reviewed; None on those made before Fairlead kept it.
    """

    __tablename__ = "letter"
    __table_args__ = (
        sa.CheckConstraint("(kind = 'decision') = (decision_id IS NOT NULL)", name="names_what_it_tells"),
        sa.CheckConstraint("(kind = 'unable_to_contact') = (told = '')", name="says_nothing_or_tells"),
        sa.Index("ix_letter_made_at", "made_at"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    kind: Mapped[LetterKind] = mapped_column(text_enum(LetterKind, "kind"))
    decision_id: Mapped[int | None] = refers_to("decision.id", index=True)
    template_version: Mapped[str] = mapped_column(sa.String(20))
    policy_version: Mapped[str] = mapped_column(sa.String(40))
    language: Mapped[LetterLanguage] = mapped_column(text_enum(LetterLanguage, "language"))
    text: Mapped[str]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    nonce: Mapped[str] = mapped_column(sa.String(32))
    told: Mapped[str]
    speaks_of_review: Mapped[bool | None] = mapped_column(
        sa.Boolean(name="speaks_of_review", create_constraint=True)
    )
    made_at: Mapped[dt.datetime]
    made_by_id: Mapped[int] = refers_to("person.id")


class LetterHandedOver(Base):
    """How a letter left the house, and the contact that this was. One row at most for each letter."""

    __tablename__ = "letter_handed_over"
    __table_args__ = (sa.CheckConstraint("handed_over_at <= recorded_at", name="not_in_the_future"),)

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    letter_id: Mapped[int] = refers_to("letter.id", unique=True)
    how: Mapped[HandedOver] = mapped_column(text_enum(HandedOver, "how"))
    handed_over_at: Mapped[dt.datetime]
    contact_id: Mapped[int] = refers_to("contact.id", unique=True)
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")


class LetterEmail(Base):
    """A letter that somebody asked to have sent by e-mail: written with the act that asks, sent later.

    `claimed_at`: when it was taken up to be sent, which happens once. Who took it up and fell silent may have
    sent it, so that it is not sent again. `standing` moves from waiting once.
    """

    __tablename__ = "letter_email"
    __table_args__ = (
        sa.CheckConstraint("(standing = 'waiting') = (ended_at IS NULL)", name="ended_when_not_waiting"),
        sa.CheckConstraint("(standing = 'not_sent') = (why_not IS NOT NULL)", name="why_it_was_not_sent"),
        sa.Index(
            "ix_letter_email_one_at_a_time",
            "letter_id",
            unique=True,
            sqlite_where=sa.text("standing <> 'not_sent'"),
            postgresql_where=sa.text("standing <> 'not_sent'"),
        ),
        sa.Index("ix_letter_email_standing", "standing", "id"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    letter_id: Mapped[int] = refers_to("letter.id", index=True)
    address: Mapped[str] = mapped_column(sa.String(254))
    nonce: Mapped[str] = mapped_column(sa.String(32))
    embargo_read: Mapped[bool] = mapped_column(sa.Boolean(name="embargo_read", create_constraint=True))
    asked_at: Mapped[dt.datetime]
    asked_by_id: Mapped[int] = refers_to("person.id")
    standing: Mapped[Mailing] = mapped_column(text_enum(Mailing, "standing"))
    claimed_at: Mapped[dt.datetime | None]
    ended_at: Mapped[dt.datetime | None]
    why_not: Mapped[NotSent | None] = mapped_column(text_enum(NotSent, "why_not"))
