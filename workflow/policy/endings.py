"""What a pack says about crimes that are not investigated further, and about cancelling one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vocabulary import RiskFlag
from workflow.policy.entries import Concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import LIST, TEXT, Field, PackRefused, many_of, one_of

# What a ground for cancelling may ask for; the form has a field for each.
PARTICULARS = ("information", "provider", "other_crime")
# Whether somebody is suspected decides which outcomes there are.
WITH_SUSPECT, WITHOUT_SUSPECT = "suspect", "no_suspect"


@dataclass(frozen=True)
class NeverRow:
    """Crimes that are always investigated. `rule` is the sentence that says so."""

    concerns: Concerns
    rule: str


@dataclass(frozen=True)
class Ground:
    """A reason for which a recorded crime is cancelled, and what has to be said with it."""

    key: str
    title: str
    asks: frozenset[str]


@dataclass(frozen=True)
class Endings:
    """The force's data about endings that are not the end of an investigation."""

    never: tuple[NeverRow, ...] = field(repr=False)
    outcomes: Mapping[str, tuple[str, ...]] = field(repr=False)
    grounds: Mapping[str, Ground] = field(repr=False)
    information: Mapping[str, str] = field(repr=False)  # kind → title

    def always_investigated(self, offence_class: str, flags: frozenset[RiskFlag]) -> tuple[str, ...]:
        """The sentences of the rules that say this crime is always investigated; empty when none does."""
        return tuple(dict.fromkeys(row.rule for row in self.never if row.concerns.case(offence_class, flags)))


def endings(tables: Tables, classes: Collection[str]) -> Endings:
    """Both files of a pack, checked."""
    return Endings(
        tuple(_never(tables, classes)),
        MappingProxyType(_outcomes(tables)),
        MappingProxyType({ground.key: ground for ground in _grounds(tables)}),
        MappingProxyType(_kinds_of_information(tables)),
    )


def _never(tables: Tables, classes: Collection[str]) -> Iterator[NeverRow]:
    file = "not_investigated.toml"
    fields = {"classes": LIST, "flags": LIST, "rule": TEXT, "source": TEXT}
    for whole, found in tables.rows(file, "never", fields):
        tables.source(file, whole, found["source"])
        if not found["classes"] and not found["flags"]:
            raise PackRefused(file, whole, "names neither classes nor flags")
        if found["classes"] and found["flags"]:
            raise PackRefused(file, whole, "names classes and flags: write a row for each")
        concerns = Concerns(
            classes=many_of(file, f"{whole}.classes", found["classes"], classes),
            flags=many_of(file, f"{whole}.flags", found["flags"], RiskFlag),
        )
        yield NeverRow(concerns, found["rule"])


def _outcomes(tables: Tables) -> dict[str, tuple[str, ...]]:
    """An outcome that has ended may go on being named here."""
    file = "not_investigated.toml"
    known = tables.held["outcomes.toml"]["outcome"]
    fields = {"outcomes": Field(list, words="a list"), "source": TEXT}
    found = {}
    for key, whole, checked in tables.entries(file, "outcome", fields):
        one_of(file, whole, key, (WITH_SUSPECT, WITHOUT_SUSPECT))
        tables.source(file, whole, checked["source"])
        if not checked["outcomes"]:
            raise PackRefused(file, f"{whole}.outcomes", "must name at least one")
        many_of(file, f"{whole}.outcomes", checked["outcomes"], known)
        found[key] = tuple(checked["outcomes"])
    for key in (WITH_SUSPECT, WITHOUT_SUSPECT):
        if key not in found:
            raise PackRefused(file, f"outcome.{key}", "is missing")
    return found


def _grounds(tables: Tables) -> Iterator[Ground]:
    file = "cancellation.toml"
    fields = {"title": TEXT, "asks": Field(list, words="a list"), "source": TEXT}
    for key, whole, found in tables.entries(file, "ground", fields):
        tables.source(file, whole, found["source"])
        asks = many_of(file, f"{whole}.asks", found["asks"], PARTICULARS)
        if not asks:
            raise PackRefused(file, f"{whole}.asks", "must name at least one")
        yield Ground(key, found["title"], asks)


def _kinds_of_information(tables: Tables) -> dict[str, str]:
    entries = tables.entries("cancellation.toml", "information", {"title": TEXT})
    return {key: found["title"] for key, _, found in entries}
