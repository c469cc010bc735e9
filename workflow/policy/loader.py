"""Loading the pack once into frozen objects, and choosing what is in force on a day."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from workflow.policy.building import build
from workflow.policy.pack import Policy
from workflow.policy.validator import TEXT, Field, PackRefused, entry

DEFAULT = Path(__file__).resolve().parent / "packs" / "england_and_wales"
LONGEST_VERSION = 40  # every duty, decision and sign-off stores it
# file → the tables it holds. Every table must be there, and no other may be.
FILES: dict[str, tuple[str, ...]] = {
    "sources.toml": ("source",),
    "offences.toml": ("class", "offence"),
    "lines.toml": ("category", "minimum"),
    "outcomes.toml": ("outcome",),
    "authority.toml": ("authority", "lower_risk", "lower_class"),
    "allocation.toml": ("allocation",),
    "duties.toml": ("duty", "telling"),
    "not_investigated.toml": ("never", "outcome"),
    "cancellation.toml": ("ground", "information"),
    "overrides.toml": ("ground", "override"),
    "grades.toml": ("grade",),
    "cps.toml": ("decision", "early_advice"),
    "charging.toml": ("charging_limit",),
    "letters.toml": ("sender", "told_as", "letter"),
    "telling.toml": ("telling_exception", "suspect_telling", "own_words", "protective"),
    "rights.toml": ("right",),
    "enhanced.toml": ("category", "automatic", "proposed"),
    "words.toml": ("word", "setting"),
    "published.toml": ("label", "category"),
    "gravity.toml": ("gravity",),
    "resolutions.toml": ("resolution",),
    "remaining.toml": ("order", "remains", "suspect_focused", "evidence_led", "reviewed"),
    "protection.toml": ("restrict", "review", "oversee", "marking", "sensitive"),
    "rights_to_review.toml": ("scheme", "pilot"),
    "signs.toml": ("sign",),
}
# Written as [[…]]; every other is a table by key.
ROWS = (
    "minimum",
    "authority",
    "lower_risk",
    "lower_class",
    "allocation",
    "telling",
    "never",
    "early_advice",
    "charging_limit",
    "remains",
    "suspect_focused",
    "evidence_led",
    "reviewed",
    "telling_exception",
    "suspect_telling",
    "own_words",
    "protective",
    "restrict",
    "review",
    "oversee",
    "sensitive",
    "automatic",
    "proposed",
    "sign",
)


class PolicyBook:
    """A pack as read from its files. `as_of` gives the policy of a day, made once for each set of entries.

    Raises PackRefused for a pack that is malformed or inconsistent on any day.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        _refuse_other_files(folder)
        head = _read(folder, "pack.toml")
        self.head = entry(
            "pack.toml", "pack", head, {"name": TEXT, "version": TEXT, "from": Field(dt.date, words="a date")}
        )
        if len(self.head["version"]) > LONGEST_VERSION:
            raise PackRefused("pack.toml", "pack.version", f"is longer than {LONGEST_VERSION} characters")
        self.tables = {file: _tables(folder, file, names) for file, names in FILES.items()}
        self.digest = _digest(folder)
        begins = self.head["from"]
        self._changes = sorted({begins} | {day for day in _days(self.tables) if day > begins})
        # Every policy the book can give is made and checked now, not on the day.
        self._made = {day: build(self.head, self.digest, self.tables, day) for day in self._changes}

    def as_of(self, day: dt.date) -> Policy:
        """The policy in force on a day. The first one stands for days before the pack begins."""
        place = bisect_right(self._changes, day)
        return self._made[self._changes[max(place - 1, 0)]]


@lru_cache
def load_book(folder: Path = DEFAULT) -> PolicyBook:
    """Read and check a pack. Raises PackRefused."""
    return PolicyBook(folder)


def _read(folder: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackRefused(file, "", f"the file is missing from {folder}") from None
    except OSError as fault:
        raise PackRefused(file, "", f"cannot be read: {fault.strerror}") from None
    except UnicodeDecodeError as fault:
        raise PackRefused(file, "", f"is not UTF-8 text ({fault.reason})") from None
    except tomllib.TOMLDecodeError as fault:
        raise PackRefused(file, "", f"is not TOML: {fault}") from None


def _tables(folder: Path, file: str, names: tuple[str, ...]) -> dict[str, Any]:
    found = _read(folder, file)
    for name in found:
        if name not in names:
            raise PackRefused(file, name, "is not a known table")
    for name in names:
        if not found.get(name):
            raise PackRefused(file, name, "is missing or empty")
        if not isinstance(found[name], list if name in ROWS else dict):
            raise PackRefused(file, name, f"must be {'rows, [[…]]' if name in ROWS else 'a table, […]'}")
    return found


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in ("pack.toml", *FILES):
        digest.update(file.encode() + b"\0" + (folder / file).read_bytes() + b"\0")
    return digest.hexdigest()


def _refuse_other_files(folder: Path) -> None:
    """A misspelt name would otherwise leave a whole file unread, and nobody would be told."""
    for path in sorted(folder.glob("*.toml")):
        if path.name != "pack.toml" and path.name not in FILES:
            raise PackRefused(path.name, "", f"is not a file of a pack: those are {', '.join(FILES)}")


def _days(held: object) -> Iterator[dt.date]:
    """Every day on which an entry begins or ends, wherever it stands."""
    for value in held.values() if isinstance(held, dict) else held:
        if isinstance(value, dict):
            yield from (value[name] for name in ("from", "until") if type(value.get(name)) is dt.date)
        if isinstance(value, dict | list):
            yield from _days(value)
