"""The ten stories of the demonstration force: whom to sign in as, what to try, what Fairlead answers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Try:
    """`number` signs in; `reference` is the crime to find."""

    number: str
    reference: str
    do: str
    see: str


@dataclass(frozen=True)
class Story:
    """One story, and the references of its crimes."""

    title: str
    what: str
    references: tuple[str, ...]
    tries: tuple[Try, ...]


@cache
def stories() -> tuple[Story, ...]:
    """All ten, in order."""
    written = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        Story(
            each["title"],
            each["what"],
            tuple(each["finds"]),
            tuple(Try(a["as"], a["find"], a["do"], a["see"]) for a in each["try"]),
        )
        for each in written["story"]
    )
