"""The kinds of resolution out of court: the outcomes each may end a crime with, and who checks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vocabulary import Rank, ResolutionKind
from workflow.policy.entries import CrimeOutcome
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, LIST, TEXT, PackRefused, many_of, one_of, optional

FILE = "resolutions.toml"
DIVERSIONS = (ResolutionKind.DIVERSION, ResolutionKind.DEFERRED_PROSECUTION)


@dataclass(frozen=True)
class ResolutionRule:
    """`is_diversion`: it runs for a time, and ends a crime only when completed. `child_only`: under 18."""

    kind: ResolutionKind
    title: str
    outcomes: frozenset[str]
    is_diversion: bool
    child_only: bool
    checked_by: Rank
    source: str


def resolution_rules(
    tables: Tables, outcomes: Mapping[str, CrimeOutcome]
) -> Mapping[ResolutionKind, ResolutionRule]:
    """The kinds that can be given on the day."""
    fields = {"title": TEXT, "outcomes": LIST, "diversion": FLAG, "child_only": FLAG}
    fields |= {"checked_by": optional(str, "sergeant", "text"), "source": TEXT}
    rules = {}
    for key, whole, found in tables.entries(FILE, "resolution", fields):
        kind = one_of(FILE, whole, key, ResolutionKind)
        if found["diversion"] != (kind in DIVERSIONS):
            raise PackRefused(
                FILE, f"{whole}.diversion", "is true of diversion and deferred_prosecution alone"
            )
        rules[kind] = ResolutionRule(
            kind,
            found["title"],
            _codes(whole, found["outcomes"], outcomes),
            found["diversion"],
            found["child_only"],
            one_of(FILE, f"{whole}.checked_by", found["checked_by"], Rank),
            tables.source(FILE, whole, found["source"]),
        )
    for kind in ResolutionKind:
        if kind.value not in tables.held[FILE]["resolution"]:
            raise PackRefused(FILE, f"resolution.{kind.value}", "is missing")
    return rules


def _codes(whole: str, given: list[str], outcomes: Mapping[str, CrimeOutcome]) -> frozenset[str]:
    codes = many_of(FILE, f"{whole}.outcomes", given, outcomes)
    if not codes:
        raise PackRefused(FILE, f"{whole}.outcomes", "names no outcome that it ends a crime with")
    for code in sorted(codes):
        if outcomes[code].suspects != "out_of_court":
            raise PackRefused(FILE, f"{whole}.outcomes", f"{code} is not an outcome out of court")
    return codes
