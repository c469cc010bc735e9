"""How a requirement is declared and found."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from vocabulary import Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding
from workflow.policy.pack import Policy

Rule = Callable[[CaseFile, Policy], Finding]


@dataclass(frozen=True)
class Requirement:
    """One rule of one or more gates. `key` is its function's name and never changes."""

    key: str
    gates: frozenset[Gate]
    title: str
    source: str
    owner: Role
    fix: Place
    rule: Rule


REGISTRY: dict[str, Requirement] = {}


def requirement(
    *, gates: Set[Gate], title: str, source: str, owner: Role, fix: Place
) -> Callable[[Rule], Rule]:
    """Declare a requirement. `source` names an entry of the policy pack, `fix` the place to mend it."""

    def declare(rule: Rule) -> Rule:
        key = rule.__name__
        if key in REGISTRY:
            raise ValueError(f"two requirements are called {key}")
        REGISTRY[key] = Requirement(key, frozenset(gates), title, source, owner, fix, rule)
        return rule

    return declare


def of_gate(gate: Gate) -> tuple[Requirement, ...]:
    """The gate's requirements in the order they are declared."""
    return tuple(declared for declared in REGISTRY.values() if gate in declared.gates)
