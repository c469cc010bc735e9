"""What every table shares: the declarative base, names of constraints, times, enums, keys."""

from __future__ import annotations

import datetime as dt
import unicodedata
from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.types.TypeDecorator[dt.datetime]):
    """An instant. Refuses naive datetimes on the way in; always aware and UTC on the way out.

    SQLite keeps text without an offset, so the offset is taken off after converting to UTC.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: pass an aware datetime")
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def text_enum(members: type[StrEnum], name: str) -> sa.Enum:
    """A column type that stores a member's value as text, with a CHECK named `name`."""
    return sa.Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=40,
        values_callable=lambda kinds: [kind.value for kind in kinds],
    )


# SQLite only gives an alias of its row id to a column whose type is spelled INTEGER.
BigKey = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

key = Annotated[int, mapped_column(BigKey, primary_key=True)]


def refers_to(target: str, **options: Any) -> Any:
    """A foreign key that never lets the row it depends on be deleted."""
    return mapped_column(BigKey, sa.ForeignKey(target, ondelete="RESTRICT"), **options)


def folded(name: str) -> str:
    """A name as searches compare it: no accents, no case, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(plain.casefold().split())


class Base(DeclarativeBase):
    """The one declarative base."""

    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {
        dt.datetime: UtcDateTime(),
        dt.date: sa.Date(),
        str: sa.Text(),
        int: BigKey,
    }
