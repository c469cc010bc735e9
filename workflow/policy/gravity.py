"""How grave each class of crime is (a force setting), and what it means to lower one (practice P17)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from vocabulary import DecisionKind, RiskFlag
from workflow.policy.entries import UNCLASSIFIED, Authority
from workflow.policy.pack import Policy
from workflow.policy.tables import Tables
from workflow.policy.validator import WHOLE, PackRefused, at_least_one, one_of, optional

FILE = "gravity.toml"


def gravity_of_classes(tables: Tables, classes: Collection[str]) -> Mapping[str, int]:
    """Class → its level. Every class has one, save what is not classified."""
    return dict(_levels(tables, classes))


def _levels(tables: Tables, classes: Collection[str]) -> Iterator[tuple[str, int]]:
    fields = {"level": WHOLE, "source": optional(str, "force.gravity", "text")}
    for key, whole, found in tables.entries(FILE, "gravity", fields):
        one_of(FILE, whole, key, classes)
        if key == UNCLASSIFIED:
            raise PackRefused(FILE, whole, "has no level: what is not classified is classified first")
        tables.source(FILE, whole, found["source"])
        yield key, at_least_one(FILE, f"{whole}.level", found["level"])


def check_gravity(policy: Policy) -> None:
    """A class without a level could neither be left nor entered."""
    for each in policy.offence_classes:
        if each.key != UNCLASSIFIED and each.key not in policy.gravity:
            raise PackRefused(FILE, f"gravity.{each.key}", "is missing")


def lowers_class(policy: Policy, before: str, after: str, flags: frozenset[RiskFlag]) -> bool:
    """Would a crime with these flags be taken more lightly in the other class?

    By its gravity, or because somebody of a lower rank would sign: whichever table says so. A class that
    the pack no longer has is graver than any.
    """
    graver_than_any = max(policy.gravity.values()) + 1
    if policy.gravity.get(after, 0) < policy.gravity.get(before, graver_than_any):
        return True
    return any(
        _is_weaker(
            policy.authority(kind, after, flags, outcome_code=""),
            policy.authority(kind, before, flags, outcome_code=""),
        )
        for kind in DecisionKind
    )


def _is_weaker(now: Authority, then: Authority) -> bool:
    if now.role is not then.role:
        # One who alone may sign is no weaker than any rank.
        return then.role is not None
    return (
        now.rank.seniority < then.rank.seniority
        or (then.detective and not now.detective)
        or now.sign_offs < then.sign_offs
    )
