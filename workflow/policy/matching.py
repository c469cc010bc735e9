"""The rows of a pack that are matched against a case: minimum lines, accreditation, authority."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from vocabulary import Accreditation, Channel, DecisionKind, Rank, RiskFlag
from workflow.policy.entries import (
    PREDICATES,
    AllocationRow,
    AllocationRule,
    Authority,
    AuthorityRow,
    Concerns,
    MinimumLine,
    Telling,
    TellingRow,
)
from workflow.policy.tables import Tables
from workflow.policy.validator import (
    FLAG,
    LIST,
    TEXT,
    Field,
    PackRefused,
    at_least_one,
    many_of,
    one_of,
    optional,
)

LEVELS = {level.name: level for level in Accreditation}
WHOM = {"classes": LIST, "flags": LIST, "all_flags": FLAG}


def minimum_lines(
    tables: Tables, categories: Collection[str], classes: Collection[str]
) -> Iterator[MinimumLine]:
    """Which category is asked of which classes or flags, and in which circumstances."""
    file = "lines.toml"
    fields = {"category": TEXT, "when": optional(str, "always", "text"), "classes": LIST, "flags": LIST}
    fields["source"] = optional(str, "force.minimum-lines", "text")
    for whole, found in tables.rows(file, "minimum", fields):
        if not found["classes"] and not found["flags"]:
            raise PackRefused(file, whole, "names neither classes nor flags")
        yield MinimumLine(
            one_of(file, f"{whole}.category", found["category"], categories),
            one_of(file, f"{whole}.when", found["when"], PREDICATES),
            many_of(file, f"{whole}.classes", found["classes"], classes),
            many_of(file, f"{whole}.flags", found["flags"], RiskFlag),
            tables.source(file, whole, found["source"]),
        )


def allocation_rows(tables: Tables, classes: Collection[str]) -> Iterator[AllocationRow]:
    """Which accreditation an officer needs."""
    file = "allocation.toml"
    fields = {"needed": TEXT, "blocks": FLAG, "source": TEXT, **WHOM}
    for whole, found in tables.rows(file, "allocation", fields):
        level = LEVELS[one_of(file, f"{whole}.needed", found["needed"], LEVELS)]
        yield AllocationRow(
            AllocationRule(level, found["blocks"], tables.source(file, whole, found["source"])),
            concerns(file, whole, found, classes, ()),
        )


def authority_rows(tables: Tables, classes: Collection[str]) -> Iterator[AuthorityRow]:
    """Who signs. A row may go on naming an outcome that has ended."""
    file = "authority.toml"
    outcomes = tables.held["outcomes.toml"]["outcome"]
    fields = {
        "rank": TEXT,
        "detective": FLAG,
        "sign_offs": optional(int, 1, "a whole number"),
        "kinds": LIST,
        "wanted": FLAG,
        "outcomes": LIST,
        "rule": TEXT,
        "source": TEXT,
        **WHOM,
    }
    for whole, found in tables.rows(file, "authority", fields):
        yield AuthorityRow(
            Authority(
                one_of(file, f"{whole}.rank", found["rank"], Rank),
                found["detective"],
                at_least_one(file, f"{whole}.sign_offs", found["sign_offs"]),
                found["rule"],
                tables.source(file, whole, found["source"]),
            ),
            concerns(file, whole, found, classes, outcomes),
        )


def lower_risk_rows(tables: Tables, classes: Collection[str]) -> Iterator[AuthorityRow]:
    """Who may take a recorded risk away. `flags` are those taken away."""
    file = "authority.toml"
    fields = {"rank": TEXT, "detective": FLAG, "rule": TEXT, "source": TEXT, **WHOM}
    for whole, found in tables.rows(file, "lower_risk", fields):
        yield AuthorityRow(
            Authority(
                one_of(file, f"{whole}.rank", found["rank"], Rank),
                found["detective"],
                1,
                found["rule"],
                tables.source(file, whole, found["source"]),
            ),
            concerns(file, whole, found, classes, ()),
        )


def telling_rows(tables: Tables, classes: Collection[str]) -> Iterator[TellingRow]:
    """By which channels a decision is told."""
    file = "duties.toml"
    fields = {"channels": Field(list, words="a list"), "rule": TEXT, "source": TEXT, **WHOM}
    for whole, found in tables.rows(file, "telling", fields):
        tables.source(file, whole, found["source"])
        channels = many_of(file, f"{whole}.channels", found["channels"], Channel)
        yield TellingRow(Telling(channels, found["rule"]), concerns(file, whole, found, classes, ()))


def concerns(
    file: str, whole: str, found: Mapping[str, Any], classes: Collection[str], outcomes: Collection[str]
) -> Concerns:
    if found["all_flags"] and len(found["flags"]) < 2:
        raise PackRefused(file, f"{whole}.all_flags", "means nothing with fewer than two flags")
    return Concerns(
        classes=many_of(file, f"{whole}.classes", found["classes"], classes),
        flags=many_of(file, f"{whole}.flags", found["flags"], RiskFlag),
        all_flags=found["all_flags"],
        outcomes=many_of(file, f"{whole}.outcomes", found.get("outcomes", ()), outcomes),
        kinds=many_of(file, f"{whole}.kinds", found.get("kinds", ()), DecisionKind),
        wanted=found.get("wanted", False),
    )
