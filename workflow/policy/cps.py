"""The pack's tables about the CPS: which outcomes its decisions allow, where early advice is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from vocabulary import CpsGround, DecisionKind, RiskFlag
from workflow.policy.entries import Concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import LIST, TEXT, Field, PackRefused, many_of, one_of

FILE = "cps.toml"
GROUNDS = tuple(ground for ground in CpsGround if ground is not CpsGround.NOT_SAID)


def decisions(tables: Tables) -> dict[CpsGround, frozenset[str]]:
    """The outcomes that each ground allows. Raises PackRefused."""
    outcomes = tables.held["outcomes.toml"]["outcome"]
    allowed = {}
    fields = {"outcomes": Field(list, words="a list"), "source": TEXT}
    for key, whole, found in tables.entries(FILE, "decision", fields):
        ground = one_of(FILE, whole, key, GROUNDS)
        tables.source(FILE, whole, found["source"])
        allowed[ground] = many_of(FILE, f"{whole}.outcomes", found["outcomes"], outcomes)
        if not allowed[ground]:
            raise PackRefused(FILE, f"{whole}.outcomes", "names no outcome")
        for code in sorted(allowed[ground]):
            if _ending(outcomes[code]) != DecisionKind.NO_FURTHER_ACTION:
                raise PackRefused(FILE, f"{whole}.outcomes", f"{code} does not end as no further action")
    for ground in GROUNDS:
        if ground not in allowed:
            raise PackRefused(FILE, f"decision.{ground.value}", "is missing")
    return allowed


def _ending(outcome: object) -> object:
    """Of the latest version, where there are several."""
    latest = outcome[-1] if isinstance(outcome, list) else outcome
    return latest.get("ending")


def early_advice_rows(tables: Tables, classes: Collection[str]) -> Iterator[Concerns]:
    """The crimes in which no further action asks whether early advice was sought."""
    for whole, found in tables.rows(FILE, "early_advice", {"classes": LIST, "flags": LIST, "source": TEXT}):
        tables.source(FILE, whole, found["source"])
        concerns = Concerns(
            classes=many_of(FILE, f"{whole}.classes", found["classes"], classes),
            flags=many_of(FILE, f"{whole}.flags", found["flags"], RiskFlag),
        )
        if not concerns.classes and not concerns.flags:
            raise PackRefused(FILE, whole, "names neither classes nor flags")
        yield concerns
