"""A finding: what a requirement found. Three answers, never a bare boolean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vocabulary import Gate, Outcome, Place, Role


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a finding points at: words, the kind of record, its id in the case.

    For a `missing_line`, the place of its category in the pack's list.
    """

    text: str
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Finding:
    """`why` is a plain sentence; `advice` marks what is shown but does not stand in the way.

    `overridden`: what is not met all the same, where an override lets it go unmet.
    """

    outcome: Outcome
    why: str
    items: tuple[Item, ...] = ()
    advice: bool = False
    overridden: str | None = None

    @property
    def stands_in_the_way(self) -> bool:
        return self.outcome is Outcome.UNMET and not self.advice


def met(why: str) -> Finding:
    """The requirement is met; `why` says by what."""
    return Finding(Outcome.MET, why)


def unmet(why: str, items: Iterable[tuple[str, str, int]] = ()) -> Finding:
    """The requirement is not met; `items` are (words, kind of record, id)."""
    return Finding(Outcome.UNMET, why, tuple(Item(*item) for item in items))


def warned(why: str, items: Iterable[tuple[str, str, int]] = ()) -> Finding:
    """Not met, shown and recorded, but not standing in the way (allocation warnings, practice P32)."""
    return Finding(Outcome.UNMET, why, tuple(Item(*item) for item in items), advice=True)


def not_applicable(why: str) -> Finding:
    """The requirement asks nothing of this case, or nothing yet; `why` says so."""
    return Finding(Outcome.NOT_APPLICABLE, why)


@dataclass(frozen=True, slots=True)
class Assessed:
    """A finding with the requirement it belongs to. `override`: who may override it here, in words."""

    key: str
    title: str
    source: str
    owner: Role
    fix: Place
    finding: Finding
    override: str = ""

    @property
    def outcome(self) -> Outcome:
        return self.finding.outcome

    @property
    def stands_in_the_way(self) -> bool:
        return self.finding.stands_in_the_way


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings of one gate for one case, in the order requirements are declared."""

    gate: Gate
    policy_version: str
    findings: tuple[Assessed, ...]

    @property
    def still_needed(self) -> tuple[Assessed, ...]:
        return tuple(found for found in self.findings if found.stands_in_the_way)

    @property
    def is_passed(self) -> bool:
        return not self.still_needed

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(found.key for found in self.findings)
