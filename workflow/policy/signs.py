"""Signs that a victim may leave the case (signs.toml): lists of whom to ring put first who shows several."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vocabulary import SignOfLeaving, Trigger
from workflow.policy.entries import Concerns
from workflow.policy.matching import WHOM, concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import LIST, PackRefused, at_least_one, many_of, one_of, optional

FILE = "signs.toml"
KIND_OF_CRIME, BAIL_ENDED = SignOfLeaving.KIND_OF_CRIME, SignOfLeaving.BAIL_ENDED


@dataclass(frozen=True)
class Sign:
    """One sign. `days`: how long something lasts before it is one, or how long after it happened it is one.

    `words`: what is said of a kind of crime. `triggers`: what is recorded when bail ended.
    """

    kind: SignOfLeaving
    days: int
    words: str
    triggers: frozenset[Trigger]
    concerns: Concerns
    source: str


def signs(tables: Tables, classes: Collection[str]) -> Iterator[Sign]:
    """Every sign in force on the day, in the order of the file. Raises PackRefused."""
    text = optional(str, "", "text")
    fields = {"kind": text, "days": optional(int, 0, "a whole number"), "words": text, "triggers": LIST}
    for whole, found in tables.rows(FILE, "sign", fields | {"source": text, **WHOM}):
        kind = one_of(FILE, f"{whole}.kind", found["kind"], SignOfLeaving)
        of_a_crime = kind is KIND_OF_CRIME
        needed = {
            "words": of_a_crime,
            "days": not of_a_crime,
            "triggers": kind is BAIL_ENDED,
            "classes or flags": of_a_crime,
        }
        given = found | {"classes or flags": [*found["classes"], *found["flags"]]}
        for name, is_needed in needed.items():
            if bool(given[name]) is not is_needed:
                reason = "is missing" if is_needed else f"means nothing of {kind.value}"
                raise PackRefused(FILE, f"{whole}.{name}", reason)
        if not of_a_crime:
            at_least_one(FILE, f"{whole}.days", found["days"])
        yield Sign(
            kind,
            found["days"],
            found["words"],
            many_of(FILE, f"{whole}.triggers", found["triggers"], Trigger),
            concerns(FILE, whole, found, classes, ()),
            tables.source(FILE, whole, found["source"]),
        )
