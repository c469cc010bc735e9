"""Victims and every contact with them. A contact has two times: when it happened, when it was recorded."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Channel, ContactResult, Inquest, SupportReferral, Unsafe, VictimKind, VictimView


class Victim(Base):
    """A person or business contact owed rights in one crime."""

    __tablename__ = "victim"
    __table_args__ = (
        sa.CheckConstraint("(needs_assessed_at IS NULL) = (needs IS NULL)", name="assessment_is_whole"),
        sa.CheckConstraint("(view IS NULL) = (view_recorded_at IS NULL)", name="view_is_dated"),
        # Those recorded before Fairlead asked say neither who heard them nor when.
        sa.CheckConstraint(
            "(view_heard_at IS NULL) = (view_heard_by_id IS NULL)", name="who_heard_the_view_is_dated"
        ),
        sa.CheckConstraint(
            "(support_referral IS NULL) = (support_offered_at IS NULL)", name="referral_is_dated"
        ),
        sa.CheckConstraint(
            "(died_on IS NULL) = (inquest IS NULL)"
            " AND (died_on IS NOT NULL OR (bereaved_contact IS NULL AND coroner_told_on IS NULL))",
            name="death_is_whole",
        ),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    kind: Mapped[VictimKind] = mapped_column(text_enum(VictimKind, "kind"))
    name: Mapped[str] = mapped_column(sa.String(120))
    name_search: Mapped[str] = mapped_column(index=True)  # folding may lengthen a name
    contact_name: Mapped[str | None] = mapped_column(sa.String(120))
    phone: Mapped[str | None] = mapped_column(sa.String(40))
    email: Mapped[str | None] = mapped_column(sa.String(254))
    safe_contact: Mapped[str | None] = mapped_column(sa.String(500))
    address: Mapped[str | None] = mapped_column(sa.String(300))
    # Kept from whoever is not of the case, until they break the glass.
    details_hidden: Mapped[bool] = mapped_column(
        sa.Boolean(name="details_hidden", create_constraint=True), default=False
    )
    needs_assessed_at: Mapped[dt.datetime | None]
    needs: Mapped[str | None]
    is_enhanced: Mapped[bool] = mapped_column(
        sa.Boolean(name="is_enhanced", create_constraint=True), default=False
    )
    # Why: keys of the policy's categories; None on those assessed before Fairlead asked.
    categories: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    discretion_reason: Mapped[str | None]
    born_on: Mapped[dt.date | None]
    support_referral: Mapped[SupportReferral | None] = mapped_column(
        text_enum(SupportReferral, "support_referral")
    )
    support_offered_at: Mapped[dt.datetime | None]
    view: Mapped[VictimView | None] = mapped_column(text_enum(VictimView, "view"))
    view_recorded_at: Mapped[dt.datetime | None]
    died_on: Mapped[dt.date | None]
    bereaved_contact: Mapped[str | None] = mapped_column(sa.String(300))
    coroner_told_on: Mapped[dt.date | None]
    inquest: Mapped[Inquest | None] = mapped_column(text_enum(Inquest, "inquest"))
    view_heard_at: Mapped[dt.datetime | None]
    view_heard_by_id: Mapped[int | None] = refers_to("person.id")
    added_at: Mapped[dt.datetime]
    added_by_id: Mapped[int | None] = refers_to("person.id")


class Contact(Base):
    """One attempt to reach a victim. `decision_id` is set when this contact told that decision.

    A contact is never changed: a mistaken one is kept, and another that corrects it names it in
    `supersedes_id`. From then on it tells nothing and counts for nothing.

    `counts`: a decision could be told this victim by this channel, as the record stood then; None on those
    recorded before Fairlead asked. `unsafe`: why it was marked. `told_of_review`: of the right to have the
    decision reviewed; None on those recorded before Fairlead asked.
    """

    __tablename__ = "contact"
    __table_args__ = (
        sa.CheckConstraint("happened_at <= recorded_at", name="not_in_the_future"),
        sa.CheckConstraint("decision_id IS NULL OR result = 'reached'", name="telling_reaches"),
        sa.CheckConstraint(
            "(supersedes_id IS NULL) = (correction_reason IS NULL)", name="correction_has_a_reason"
        ),
        sa.CheckConstraint("supersedes_id <> id", name="not_corrected_by_itself"),
        sa.CheckConstraint(
            "told_of_review IS NULL OR NOT told_of_review OR result = 'reached'",
            name="who_is_told_of_review_is_reached",
        ),
        sa.Index("ix_contact_recorded_at", "recorded_at"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    victim_id: Mapped[int] = refers_to("victim.id", index=True)
    channel: Mapped[Channel] = mapped_column(text_enum(Channel, "channel"))
    result: Mapped[ContactResult] = mapped_column(text_enum(ContactResult, "result"))
    happened_at: Mapped[dt.datetime]
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id", index=True)
    told: Mapped[str]
    said: Mapped[str]
    decision_id: Mapped[int | None] = refers_to("decision.id", index=True)
    supersedes_id: Mapped[int | None] = refers_to("contact.id", unique=True)
    correction_reason: Mapped[str | None]
    counts: Mapped[bool | None] = mapped_column(sa.Boolean(name="counts", create_constraint=True))
    unsafe: Mapped[Unsafe | None] = mapped_column(text_enum(Unsafe, "unsafe"))
    told_of_review: Mapped[bool | None] = mapped_column(
        sa.Boolean(name="told_of_review", create_constraint=True)
    )
