"""What the pack says of overrides and of grades. An override of what is not on the list here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vocabulary import Rank
from workflow.policy.entries import Grade, OverrideRule
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, TEXT, WHOLE, Field, PackRefused, at_least_one, many_of, one_of
from workflow.requirements.registry import REGISTRY

# What a force may let somebody override, and nothing else: a requirement that is written later is not until
# it is named here. None of them guards a never, for which no override exists (design): not the lines that
# are recorded, nor who signs what on which content, nor what victims are told, nor who answers for a case.
MAY_BE_OVERRIDDEN = frozenset(
    {
        "forensic_window_is_shut_or_used",
        "minimum_lines_are_answered",
        "needs_are_assessed",
        "officer_is_accredited",
        "supervisor_has_reviewed",
        "support_is_offered",
        "suspect_account_was_sought",
    }
)


def override_rules(tables: Tables) -> dict[str, OverrideRule]:
    """Requirement → who may override it, and how. Raises PackRefused."""
    file = "overrides.toml"
    titles = {key: found["title"] for key, _, found in tables.entries(file, "ground", {"title": TEXT})}
    fields = {
        "grounds": Field(list, words="a list"),
        "rank": TEXT,
        "detective": FLAG,
        "longest_days": WHOLE,
        "source": TEXT,
    }
    rules = {}
    for key, whole, found in tables.entries(file, "override", fields):
        _refuse_what_is_never_overridden(file, whole, key)
        named = many_of(file, f"{whole}.grounds", found["grounds"], titles)
        if not named:
            raise PackRefused(file, f"{whole}.grounds", "names no ground")
        rules[key] = OverrideRule(
            key,
            _in_order(titles, named),
            one_of(file, f"{whole}.rank", found["rank"], Rank),
            found["detective"],
            at_least_one(file, f"{whole}.longest_days", found["longest_days"]),
            tables.source(file, whole, found["source"]),
        )
    return rules


def _refuse_what_is_never_overridden(file: str, whole: str, key: str) -> None:
    if key not in REGISTRY:
        raise PackRefused(file, whole, "is not a requirement")
    if key not in MAY_BE_OVERRIDDEN:
        raise PackRefused(file, whole, "is asked whatever happens: it cannot be overridden")


def _in_order(titles: Mapping[str, str], named: frozenset[str]) -> Mapping[str, str]:
    return MappingProxyType({key: title for key, title in titles.items() if key in named})


def grades(tables: Tables) -> dict[str, Grade]:
    """Grades of police staff by key."""
    file, found_grades = "grades.toml", {}
    for key, whole, found in tables.entries(file, "grade", {"title": TEXT, "rank": TEXT, "source": TEXT}):
        rank = one_of(file, f"{whole}.rank", found["rank"], Rank)
        if rank is Rank.POLICE_STAFF:
            raise PackRefused(file, f"{whole}.rank", "must be a police rank: that is what a grade stands for")
        found_grades[key] = Grade(key, found["title"], rank, tables.source(file, whole, found["source"]))
    return found_grades
