"""What the pack says of overrides and of grades. An override of what guards a never is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vocabulary import Gate, Rank
from workflow.policy.entries import Grade, OverrideRule
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, TEXT, WHOLE, Field, PackRefused, at_least_one, many_of, one_of
from workflow.requirements.registry import REGISTRY

# Whatever a force writes, these are asked (design: no override exists for the nevers).
GUARDS_A_NEVER = frozenset(
    {
        # 1. every line of inquiry
        "lines_are_recorded",
        "every_line_is_answered",
        # 2. sign-off by enough independent people of the rank, on the content as it stands
        "signer_is_independent",
        "signer_has_the_authority",
        "decision_is_signed_off",
        "decision_is_on_the_content_as_it_stands",
        "risk_is_lowered_by_somebody_else",
        "who_lowers_risk_has_the_authority",
        # 3. every victim told
        "victims_or_a_reason_are_recorded",
        "every_victim_is_told_this_decision",
        # 4. somebody who answers for the case
        "officer_can_take_it",
        # 5. a decision that says what was decided, on which crime, and why
        "crime_is_classified",
        "outcome_closes",
        "outcome_means_no_further_action",
        "rationale_is_complete",
        "suspect_decision_has_reasons",
        "why_risk_is_lowered_is_written",
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
    # Whatever stands before a case is finished says again that it was signed and that victims were told.
    if key in GUARDS_A_NEVER or Gate.FINAL in REGISTRY[key].gates:
        raise PackRefused(file, whole, "guards what must never happen: it cannot be overridden")


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
