"""How each victim is safely reached, who may be final untold and why, and what must not be told yet.

No row here is ever changed. What holds now is the last safe contact recorded, and the exceptions and
embargoes that have no ending.
"""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import AdviserKind, Channel, ExceptionKind, OtherBody


class SafeContact(Base):
    """How one victim said it is safe to reach them, as recorded at one time. The last one holds."""

    __tablename__ = "safe_contact"
    __table_args__ = (
        sa.CheckConstraint(
            "(adviser_kind IS NULL) = (adviser_name IS NULL)"
            " AND (adviser_kind IS NULL) = (adviser_reached IS NULL)",
            name="adviser_is_whole",
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    preferred: Mapped[Channel | None] = mapped_column(text_enum(Channel, "preferred"))
    no_messages: Mapped[bool] = mapped_column(sa.Boolean(name="no_messages", create_constraint=True))
    safe_times: Mapped[str | None]
    safe_words: Mapped[str | None]
    interpreter: Mapped[str | None] = mapped_column(sa.String(120))  # the language, where one is needed
    adviser_kind: Mapped[AdviserKind | None] = mapped_column(text_enum(AdviserKind, "adviser_kind"))
    adviser_name: Mapped[str | None] = mapped_column(sa.String(120))
    adviser_reached: Mapped[str | None] = mapped_column(sa.String(300))
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class VictimChannel(Base):
    """One channel, safe or unsafe for one victim. One without a row has not been asked about."""

    __tablename__ = "victim_channel"

    safe_contact_id: Mapped[int] = refers_to("safe_contact.id", primary_key=True)
    channel: Mapped[Channel] = mapped_column(text_enum(Channel, "channel"), primary_key=True)
    is_safe: Mapped[bool] = mapped_column(sa.Boolean(name="is_safe", create_constraint=True))


class TellingException(Base):
    """Why a decision may be final for a victim who was not told it (practice P18).

    Without a decision it is a standing answer: this victim does not want contact. `happened_at` is when
    their words were heard, or when the other body told them.
    """

    __tablename__ = "telling_exception"
    __table_args__ = (
        sa.CheckConstraint(
            "(kind = 'does_not_want_contact') = (decision_id IS NULL)"
            " AND (kind = 'does_not_want_contact') = (heard_by_id IS NOT NULL)",
            name="stands_or_is_of_a_decision",
        ),
        sa.CheckConstraint(
            "(kind IN ('unable_to_contact', 'not_told_yet')) = (agreed_by_id IS NOT NULL)",
            name="agreement_where_needed",
        ),
        sa.CheckConstraint("(kind = 'not_told_yet') = (review_on IS NOT NULL)", name="review_is_dated"),
        sa.CheckConstraint(
            "(kind = 'told_by_another_body') = (told_by_body IS NOT NULL)"
            " AND (told_by_body IS NULL) = (reference IS NULL)",
            name="telling_elsewhere_is_whole",
        ),
        sa.CheckConstraint(
            "(kind IN ('does_not_want_contact', 'told_by_another_body')) = (happened_at IS NOT NULL)",
            name="what_happened_is_dated",
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    decision_id: Mapped[int | None] = refers_to("decision.id", index=True)
    kind: Mapped[ExceptionKind] = mapped_column(text_enum(ExceptionKind, "kind"))
    words: Mapped[str]
    happened_at: Mapped[dt.datetime | None]
    heard_by_id: Mapped[int | None] = refers_to("person.id")
    agreed_by_id: Mapped[int | None] = refers_to("person.id")
    review_on: Mapped[dt.date | None]
    told_by_body: Mapped[OtherBody | None] = mapped_column(text_enum(OtherBody, "told_by_body"))
    reference: Mapped[str | None] = mapped_column(sa.String(120))
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class TellingExceptionAgreed(Base):
    """Somebody with no part in the case agreed to what was recorded. One row at most for each."""

    __tablename__ = "telling_exception_agreed"

    exception_id: Mapped[int] = refers_to("telling_exception.id", primary_key=True)
    agreed_at: Mapped[dt.datetime]
    agreed_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class TellingExceptionEnded(Base):
    """An exception that no longer holds. One row at most for each."""

    __tablename__ = "telling_exception_ended"

    exception_id: Mapped[int] = refers_to("telling_exception.id", primary_key=True)
    ended_at: Mapped[dt.datetime]
    ended_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id")


class Embargo(Base):
    """What no victim may be told yet, until when, and who agreed it (practice P25). It ends by itself."""

    __tablename__ = "embargo"
    __table_args__ = (sa.CheckConstraint("until_at > set_at", name="ends_after_it_begins"),)

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    what: Mapped[str]
    until_at: Mapped[dt.datetime]
    set_at: Mapped[dt.datetime]
    agreed_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id", unique=True)


class EmbargoEnded(Base):
    """An embargo ended before its time. One row at most for each."""

    __tablename__ = "embargo_ended"

    embargo_id: Mapped[int] = refers_to("embargo.id", primary_key=True)
    ended_at: Mapped[dt.datetime]
    ended_by_id: Mapped[int] = refers_to("person.id")
    event_id: Mapped[int] = refers_to("case_event.id")
