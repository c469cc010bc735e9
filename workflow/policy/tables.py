"""The tables of a pack as one day sees them: entries checked, those in force, their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.policy.entries import Source
from workflow.policy.validator import Field, PackRefused, entry, versions

Entry = dict[str, Any]


@dataclass(frozen=True)
class Tables:
    """`held`: file → table → entries as read. Every entry is checked, also those not in force on `day`."""

    held: Mapping[str, Mapping[str, Any]]
    day: dt.date
    sources: Mapping[str, Source] = field(default_factory=dict)

    def entries(self, file: str, table: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, str, Entry]]:
        """(key, key with its table, entry) of every entry in force, in the file's order."""
        for key, whole, checked, holds in self.every_entry(file, table, fields):
            if holds:
                yield key, whole, checked

    def every_entry(
        self, file: str, table: str, fields: Mapping[str, Field]
    ) -> Iterator[tuple[str, str, Entry, bool]]:
        """(key, key with its table, entry, is it in force) of every version of every entry."""
        for key, value in self.held[file][table].items():
            for version in versions(file, f"{table}.{key}", value):
                checked = entry(file, f"{table}.{key}", version, fields)
                yield key, f"{table}.{key}", checked, self._holds(checked)

    def rows(self, file: str, table: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, Entry]]:
        """(place, row) of every row in force of a table whose entries have no key."""
        held = self.held[file][table]
        for number, value in enumerate(held, 1):
            whole = f"{table}[{number}]"
            checked = entry(file, whole, value, fields)
            if value in held[: number - 1]:
                raise PackRefused(file, whole, f"is the same as row {held.index(value) + 1}")
            if self._holds(checked):
                yield whole, checked

    def texts(self, file: str, table: str) -> Iterator[tuple[str, str]]:
        """(key, text) of a table that holds nothing else."""
        for key, text in self.held[file][table].items():
            if not isinstance(text, str) or not text.strip():
                raise PackRefused(file, f"{table}.{key}", "must be text and not empty")
            yield key, text

    def source(self, file: str, whole: str, given: str) -> str:
        """The key of a source that is in force."""
        if given not in self.sources:
            raise PackRefused(file, f"{whole}.source", f"{given!r} is not in sources.toml, or not in force")
        return given

    def _holds(self, checked: Entry) -> bool:
        starts, ends = checked["from"], checked["until"]
        return (starts is None or starts <= self.day) and (ends is None or self.day < ends)
