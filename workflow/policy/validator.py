"""Checking a pack's shape: every fault is one message naming file, key and reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


class PackRefused(Exception):
    """The pack is malformed or inconsistent; the message names file, key and reason."""

    def __init__(self, file: str, key: str, reason: str):
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")
        self.file, self.key, self.reason = file, key, reason


REQUIRED = object()
DATES = {"from", "until"}


@dataclass(frozen=True)
class Field:
    """One key of an entry: its type, and its default when it may be left out."""

    kind: type
    default: Any = REQUIRED
    words: str = ""


TEXT = Field(str, words="text")
WHOLE = Field(int, words="a whole number")


def optional(kind: type, default: Any, words: str) -> Field:
    """A key that may be left out."""
    return Field(kind, default, words)


FLAG = optional(bool, False, "true or false")
LIST = optional(list, (), "a list")


def entry(file: str, key: str, value: object, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Check one entry against its fields; returns it with defaults filled in and its dates."""
    if not isinstance(value, dict):
        raise PackRefused(file, key, "must be a table")
    unknown = sorted(set(value) - set(fields) - DATES)
    if unknown:
        raise PackRefused(file, f"{key}.{unknown[0]}", "is not a known key")
    checked = {}
    for name, field in fields.items():
        if name not in value:
            if field.default is REQUIRED:
                raise PackRefused(file, f"{key}.{name}", "is missing")
            checked[name] = field.default
            continue
        given = value[name]
        # bool is an int to Python, but not to a reader of the pack.
        if not isinstance(given, field.kind) or (field.kind is int and isinstance(given, bool)):
            raise PackRefused(file, f"{key}.{name}", f"must be {field.words}, not {given!r}")
        if field.kind is str and field.default is REQUIRED and not given.strip():
            raise PackRefused(file, f"{key}.{name}", "must not be empty")
        checked[name] = given
    checked["from"], checked["until"] = _dates(file, key, value)
    return checked


def _dates(file: str, key: str, value: Mapping[str, object]) -> tuple[dt.date | None, dt.date | None]:
    found = []
    for name in ("from", "until"):
        given = value.get(name)
        if given is not None and (not isinstance(given, dt.date) or isinstance(given, dt.datetime)):
            raise PackRefused(file, f"{key}.{name}", f"must be a date like 2026-04-01, not {given!r}")
        found.append(given)
    starts, ends = found
    if starts is not None and ends is not None and ends <= starts:
        raise PackRefused(file, f"{key}.until", "must be after from")
    return starts, ends


def versions(file: str, key: str, value: object) -> list[object]:
    """An entry's versions, oldest first: one table, or a list of tables that follow one another.

    `until` is the first day on which an entry no longer holds, so the next version begins on that day.
    """
    if not isinstance(value, list):
        return [value]
    if not value:
        raise PackRefused(file, key, "has no version")
    for earlier, later in pairwise(value):
        _, ends = _dates(file, key, entry_as_table(file, key, earlier))
        starts, _ = _dates(file, key, entry_as_table(file, key, later))
        if starts is None:
            raise PackRefused(file, f"{key}.from", "is missing: each version after the first begins on a day")
        if ends is None or starts < ends:
            raise PackRefused(file, f"{key}.from", f"overlaps: two versions are in force on {starts}")
        if starts > ends:
            raise PackRefused(file, f"{key}.from", f"leaves a gap: no version is in force on {ends}")
    return value


def entry_as_table(file: str, key: str, value: object) -> dict[str, Any]:
    """The value, when it is a table."""
    if not isinstance(value, dict):
        raise PackRefused(file, key, "must be a table")
    return value


def one_of(file: str, key: str, given: object, allowed: Iterable[Any]) -> Any:
    """`given` as the member it names. `allowed` may be an enum or plain words."""
    members = {getattr(each, "value", each): each for each in allowed}
    if not isinstance(given, str) or given not in members:
        listed = ", ".join(str(name) for name in members)
        raise PackRefused(file, key, f"{given!r} is not one of {listed}")
    return members[given]


def many_of(file: str, key: str, given: Collection[object], allowed: Iterable[Any]) -> frozenset:
    """A list of names, each one of `allowed`, none twice."""
    allowed = list(allowed)
    named = [one_of(file, key, name, allowed) for name in given]
    if len(set(named)) != len(named):
        raise PackRefused(file, key, "names something twice")
    return frozenset(named)


def at_least_one(file: str, key: str, number: int) -> int:
    """A limit, a count or a length of time: never nothing, never negative."""
    if number < 1:
        raise PackRefused(file, key, f"must be 1 or more, not {number}")
    return number
