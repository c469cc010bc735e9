"""The pack's time limits for charging (charging.toml)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vocabulary import RiskFlag
from workflow.policy.tables import Tables
from workflow.policy.validator import (
    LIST,
    TEXT,
    WHOLE,
    Field,
    PackRefused,
    at_least_one,
    many_of,
    one_of,
    optional,
)

FILE = "charging.toml"
NUMBER = optional(int, None, "a whole number")


@dataclass(frozen=True)
class ChargingLimitRow:
    """`after_line`: the kind of line whose result begins it, with the longest that it can be."""

    offences: frozenset[str]
    flags: frozenset[RiskFlag]
    months: int
    after_line: str | None
    longest_months: int | None
    rule: str
    source: str

    def is_about(self, offence: str, flags: frozenset[RiskFlag]) -> bool:
        return offence in self.offences and (not self.flags or bool(self.flags & flags))


def charging_limits(
    tables: Tables, offences: Collection[str], categories: Collection[str]
) -> Iterator[ChargingLimitRow]:
    """Every row in force on the day. Raises PackRefused."""
    fields = {"offences": Field(list, words="a list"), "flags": LIST, "months": WHOLE, "rule": TEXT}
    fields |= {"source": TEXT, "after_line": optional(str, None, "text"), "longest_months": NUMBER}
    for whole, found in tables.rows(FILE, "charging_limit", fields):
        named = many_of(FILE, f"{whole}.offences", found["offences"], offences)
        if not named:
            raise PackRefused(FILE, f"{whole}.offences", "names no offence")
        months, longest = at_least_one(FILE, f"{whole}.months", found["months"]), found["longest_months"]
        if (longest is None) is not (found["after_line"] is None):
            raise PackRefused(FILE, f"{whole}.longest_months", "goes with after_line: give both, or neither")
        if longest is not None and longest < months:
            raise PackRefused(FILE, f"{whole}.longest_months", "must not be shorter than months")
        after = found["after_line"]
        yield ChargingLimitRow(
            named,
            many_of(FILE, f"{whole}.flags", found["flags"], RiskFlag),
            months,
            one_of(FILE, f"{whole}.after_line", after, categories) if after is not None else None,
            longest,
            found["rule"],
            tables.source(FILE, whole, found["source"]),
        )
