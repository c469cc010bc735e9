"""The rows of a pack about enhanced rights: categories, which are proposed, which come by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vocabulary import RiskFlag
from workflow.ages import was_under
from workflow.policy.entries import Concerns
from workflow.policy.matching import WHOM, concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, TEXT, WHOLE, PackRefused, at_least_one, one_of

FILE = "enhanced.toml"


@dataclass(frozen=True)
class Category:
    """`test`: what is asked of a victim. `asks_reason`: whoever gives it writes why."""

    key: str
    title: str
    test: str
    asks_reason: bool
    source: str


@dataclass(frozen=True)
class ByAge:
    """Who was younger than this when it happened is of the category by itself."""

    category: str
    under_age: int
    source: str


@dataclass(frozen=True)
class Proposed:
    """Of such a crime the category is proposed, and `rule` says why."""

    category: str
    rule: str
    concerns: Concerns


@dataclass(frozen=True)
class Enhanced:
    """Everything about who has enhanced rights."""

    categories: Mapping[str, Category] = field(default_factory=dict)
    by_age: tuple[ByAge, ...] = ()
    rows: tuple[Proposed, ...] = ()

    def proposed(self, offence_class: str, flags: frozenset[RiskFlag]) -> dict[str, str]:
        """Category → why it is proposed to whoever assesses a victim of such a crime."""
        matching = [row for row in self.rows if row.concerns.case(offence_class, flags)]
        return {
            key: " ".join(row.rule for row in matching if row.category == key)
            for key in self.categories
            if any(row.category == key for row in matching)
        }

    def of_their_age(self, born_on: dt.date | None, at: dt.datetime) -> frozenset[str]:
        """What somebody born then is by themselves, who became a victim at this moment."""
        if born_on is None:
            return frozenset()
        return frozenset(row.category for row in self.by_age if was_under(row.under_age, born_on, at))


def enhanced(tables: Tables, classes: Collection[str]) -> Enhanced:
    """Those in force on the day."""
    categories = {each.key: each for each in _categories(tables)}
    return Enhanced(
        MappingProxyType(categories),
        tuple(_by_age(tables, categories)),
        tuple(_proposed(tables, categories, classes)),
    )


def _categories(tables: Tables) -> Iterator[Category]:
    fields = {"title": TEXT, "test": TEXT, "reason": FLAG, "source": TEXT}
    for key, whole, found in tables.entries(FILE, "category", fields):
        source = tables.source(FILE, whole, found["source"])
        yield Category(key, found["title"], found["test"], found["reason"], source)


def _by_age(tables: Tables, categories: Mapping[str, Category]) -> Iterator[ByAge]:
    fields = {"category": TEXT, "under_age": WHOLE, "source": TEXT}
    for whole, found in tables.rows(FILE, "automatic", fields):
        key = one_of(FILE, f"{whole}.category", found["category"], categories)
        at_least_one(FILE, f"{whole}.under_age", found["under_age"])
        yield ByAge(key, found["under_age"], tables.source(FILE, whole, found["source"]))


def _proposed(
    tables: Tables, categories: Mapping[str, Category], classes: Collection[str]
) -> Iterator[Proposed]:
    fields = {"category": TEXT, "rule": TEXT, "source": TEXT, **WHOM}
    for whole, found in tables.rows(FILE, "proposed", fields):
        key = one_of(FILE, f"{whole}.category", found["category"], categories)
        if not (found["classes"] or found["flags"]):
            raise PackRefused(FILE, whole, "must name the crimes in which it is proposed")
        tables.source(FILE, whole, found["source"])
        yield Proposed(key, found["rule"], concerns(FILE, whole, found, classes, ()))
