"""One interview of a suspect under caution: who held it, and who was there for the suspect."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import AppropriateAdult, InterviewRecord, LegalAdvice


class Interview(Base):
    """Never changed. What was said is its event's; the suspect's row repeats when the last was, and by whom.

    `lacks_adult`: a child, or somebody who may be vulnerable, was interviewed without an appropriate adult,
    by what was known then. `interpreter`: the language, where one was used.
    """

    __tablename__ = "interview"
    __table_args__ = (
        sa.CheckConstraint(
            "second_officer_id IS NULL OR second_officer_id <> interviewed_by_id", name="two_people"
        ),
        sa.CheckConstraint(
            "adult = 'not_needed' OR (adult = 'absent' AND lacks_adult)"
            " OR (adult = 'present' AND NOT lacks_adult)",
            name="absence_is_marked",
        ),
        sa.CheckConstraint("why_no_adult IS NULL OR lacks_adult", name="reason_is_of_an_absence"),
    )

    id: Mapped[key]
    investigation_id: Mapped[int] = refers_to("investigation.id", index=True)
    suspect_id: Mapped[int] = refers_to("suspect.id", index=True)
    interviewed_at: Mapped[dt.datetime]
    interviewed_by_id: Mapped[int] = refers_to("person.id")
    second_officer_id: Mapped[int | None] = refers_to("person.id")
    place: Mapped[str | None] = mapped_column(sa.String(120))
    recorded_how: Mapped[InterviewRecord] = mapped_column(text_enum(InterviewRecord, "recorded_how"))
    legal_advice: Mapped[LegalAdvice] = mapped_column(text_enum(LegalAdvice, "legal_advice"))
    adult: Mapped[AppropriateAdult] = mapped_column(text_enum(AppropriateAdult, "adult"))
    lacks_adult: Mapped[bool] = mapped_column(sa.Boolean(name="lacks_adult", create_constraint=True))
    why_no_adult: Mapped[str | None]
    interpreter: Mapped[str | None] = mapped_column(sa.String(120))
    others_present: Mapped[str | None] = mapped_column(sa.String(300))
    recorded_at: Mapped[dt.datetime]
    recorded_by_id: Mapped[int] = refers_to("person.id")
