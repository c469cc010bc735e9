"""Who restricts a case, reviews a broken glass, oversees the force; the marking of pages and files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from vocabulary import Rank, RiskFlag
from workflow.policy.entries import Concerns
from workflow.policy.matching import WHOM, concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, TEXT, PackRefused, one_of

FILE = "protection.toml"
# For pages about nobody, about people, and about a case that is restricted or of a sensitive kind.
MARKINGS = ("ordinary", "people", "sensitive")
# Nothing above this tier is held in Fairlead, so no page may claim it.
TIER = "OFFICIAL"


@dataclass(frozen=True)
class ByRank:
    """Somebody of this rank or above, a detective if so said; `rule` says it in a sentence."""

    rank: Rank
    detective: bool
    rule: str
    source: str

    def allows(self, rank: Rank, is_detective: bool) -> bool:
        return rank.seniority >= self.rank.seniority and (is_detective or not self.detective)


@dataclass(frozen=True)
class Protection:
    """What a pack says of restricting, reviewing, overseeing and marking. One matching row is enough."""

    restrict: tuple[ByRank, ...]
    review: tuple[ByRank, ...]
    oversee: tuple[ByRank, ...]
    markings: dict[str, str] = field(hash=False)
    sensitive: tuple[Concerns, ...] = ()

    def may_restrict(self, rank: Rank, is_detective: bool) -> bool:
        return any(row.allows(rank, is_detective) for row in self.restrict)

    def may_review(self, rank: Rank, is_detective: bool) -> bool:
        return any(row.allows(rank, is_detective) for row in self.review)

    def may_oversee(self, rank: Rank, is_detective: bool) -> bool:
        return any(row.allows(rank, is_detective) for row in self.oversee)

    @property
    def who_restricts(self) -> str:
        """In sentences."""
        return " ".join(row.rule for row in self.restrict)

    @property
    def who_reviews(self) -> str:
        """In sentences."""
        return " ".join(row.rule for row in self.review)

    def marking(self, *, people: bool, sensitive: bool = False) -> str:
        """What a page or a file carries at its head and foot."""
        return self.markings["sensitive" if sensitive else "people" if people else "ordinary"]

    def is_sensitive(self, offence_class: str, flags: Collection[RiskFlag]) -> bool:
        """Is a case of this class, with these flags, of a sensitive kind?"""
        return any(each.case(offence_class, frozenset(flags)) for each in self.sensitive)


def protection(tables: Tables, classes: Collection[str]) -> Protection:
    """The tables of protection.toml. Raises PackRefused."""
    return Protection(
        tuple(_by_rank(tables, "restrict")),
        tuple(_by_rank(tables, "review")),
        tuple(_by_rank(tables, "oversee")),
        _markings(tables),
        tuple(_sensitive(tables, classes)),
    )


def _by_rank(tables: Tables, table: str) -> Iterator[ByRank]:
    for whole, found in tables.rows(
        FILE, table, {"rank": TEXT, "detective": FLAG, "rule": TEXT, "source": TEXT}
    ):
        yield ByRank(
            one_of(FILE, f"{whole}.rank", found["rank"], Rank),
            found["detective"],
            found["rule"],
            tables.source(FILE, whole, found["source"]),
        )


def _markings(tables: Tables) -> dict[str, str]:
    markings = dict(tables.texts(FILE, "marking"))
    for name, words in markings.items():
        one_of(FILE, f"marking.{name}", name, MARKINGS)
        if words != TIER and not words.startswith(f"{TIER}-"):
            raise PackRefused(FILE, f"marking.{name}", f"{words!r} is neither {TIER} nor a kind of it")
        if not words.replace("-", "").isalpha() or not words.isascii():
            raise PackRefused(FILE, f"marking.{name}", "must be letters and hyphens: it names files")
    for name in MARKINGS:
        if name not in markings:
            raise PackRefused(FILE, f"marking.{name}", "is missing")
    return markings


def _sensitive(tables: Tables, classes: Collection[str]) -> Iterator[Concerns]:
    for whole, found in tables.rows(FILE, "sensitive", {"rule": TEXT, "source": TEXT, **WHOM}):
        tables.source(FILE, whole, found["source"])
        yield concerns(FILE, whole, found, classes, ())
