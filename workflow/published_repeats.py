"""What one published file says more than once: kept on disk, so that memory does not grow with the file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from types import TracebackType

from workflow.published_crimes import OutcomeRow, StreetRow

PORTION = 1_000


class Repeats:
    """The last line of every crime of one file, and how often each outcome has come so far.

    It lives in a temporary database of its own, which disappears when it is closed.
    """

    def __init__(self) -> None:
        self._disk = sqlite3.connect("", isolation_level=None)
        self._disk.executescript(
            """PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE last_line (crime_id TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE outcome (said TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;
            BEGIN"""
        )

    def __enter__(self) -> Repeats:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._disk.close()

    def note(self, rows: Iterable[StreetRow | OutcomeRow]) -> None:
        """Take in the whole file's accepted rows, in order, before any of them is acted on."""
        pairs = ((row.crime_id, row.line) for row in rows)
        while portion := list(islice(pairs, PORTION)):
            self._disk.executemany("INSERT OR REPLACE INTO last_line VALUES (?, ?)", portion)

    def are_last(self, rows: Sequence[StreetRow | OutcomeRow]) -> list[bool]:
        """For each row: does the file say nothing about its crime after it?"""
        last = self._found("SELECT crime_id, line FROM last_line WHERE crime_id", {r.crime_id for r in rows})
        return [last[row.crime_id] == row.line for row in rows]

    def number(self, rows: Sequence[OutcomeRow]) -> list[int]:
        """For each row: the how-manieth it is with this crime, month and label. Call once a row, in order."""
        said = [f"{row.crime_id} {row.month} {row.label}" for row in rows]
        times = Counter(self._found("SELECT said, times FROM outcome WHERE said", set(said)))
        numbers = []
        for words in said:
            times[words] += 1
            numbers.append(times[words])
        self._disk.executemany("INSERT OR REPLACE INTO outcome VALUES (?, ?)", times.items())
        return numbers

    def _found(self, select: str, keys: set[str]) -> dict[str, int]:
        marks = ",".join("?" * len(keys))
        return dict(self._disk.execute(f"{select} IN ({marks})", tuple(keys)).fetchall())
