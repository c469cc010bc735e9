"""People, units, roles held from/to a date, and signed-in sessions. People are retired, never deleted."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, key, refers_to, text_enum
from vocabulary import Rank, Role


class Unit(Base):
    """A team that holds crimes. `tray_holder_id` is the duty sergeant who answers for new ones."""

    __tablename__ = "unit"

    id: Mapped[key]
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.String(120), unique=True)
    tray_holder_id: Mapped[int | None] = refers_to("person.id", index=True)


class Person(Base):
    """Somebody with an account. `username` is a collar or staff number, stored in lower case."""

    __tablename__ = "person"
    __table_args__ = (
        sa.CheckConstraint("username = lower(username) AND username <> ''", name="username_lower"),
        sa.CheckConstraint("accreditation BETWEEN 0 AND 3", name="accreditation"),
    )

    id: Mapped[key]
    username: Mapped[str] = mapped_column(sa.String(40), unique=True)
    full_name: Mapped[str] = mapped_column(sa.String(120))
    name_search: Mapped[str] = mapped_column(index=True)  # folding may lengthen a name
    rank: Mapped[Rank] = mapped_column(text_enum(Rank, "rank"))
    is_detective: Mapped[bool] = mapped_column(sa.Boolean(name="is_detective", create_constraint=True))
    accreditation: Mapped[int]
    # Of police staff: a key of the pack, which maps it to a rank (practice P31).
    grade: Mapped[str | None] = mapped_column(sa.String(60))
    password_hash: Mapped[str]
    # Somebody else chose the password, and knows it: nothing else opens before it is changed.
    must_change_password: Mapped[bool] = mapped_column(
        sa.Boolean(name="must_change_password", create_constraint=True), default=False
    )
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]
    retired_at: Mapped[dt.datetime | None]


class RoleHolding(Base):
    """A role held in a unit from a day, and until (not on) a day."""

    __tablename__ = "role_holding"
    __table_args__ = (
        sa.CheckConstraint("until_on IS NULL OR until_on > from_on", name="until_after_from"),
        sa.Index("ix_role_holding_unit_id_role", "unit_id", "role"),
    )

    id: Mapped[key]
    person_id: Mapped[int] = refers_to("person.id", index=True)
    unit_id: Mapped[int] = refers_to("unit.id")
    role: Mapped[Role] = mapped_column(text_enum(Role, "role"))
    from_on: Mapped[dt.date]
    until_on: Mapped[dt.date | None]


class SignInSession(Base):
    """One signed-in browser. The cookie carries a random token; only its SHA-256 is kept."""

    __tablename__ = "sign_in_session"

    id: Mapped[key]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int] = refers_to("person.id", index=True)
    created_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
