"""Addresses of every endpoint, filled in with records of the demonstration force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.routing import Rule

from tests.demo import Demo
from workflow.requirements import REGISTRY

# The endpoints that a browser asks for by itself.
NOT_PAGES = {"static"}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True)
class Address:
    endpoint: str
    path: str
    methods: frozenset[str]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.path}"


def rules(demo: Demo) -> list[Rule]:
    """Every endpoint's rule, in order."""
    found = [rule for rule in demo.app.url_map.iter_rules() if rule.endpoint not in NOT_PAGES]
    return sorted(found, key=lambda rule: (rule.endpoint, rule.rule))


def values_for(demo: Demo, rule: Rule, every: bool) -> Iterator[dict[str, object]]:
    """What to fill a rule in with: one set of records, or with `every` each that there is."""
    arguments = set(rule.arguments)
    if not arguments:
        yield {}
    elif arguments == {"which"}:
        for which in re.findall(r"'([a-z-]+)'", rule.rule):
            yield {"which": which}
    elif arguments == {"requirement"}:
        for key in list(REGISTRY) if every else list(REGISTRY)[:1]:
            yield {"requirement": key.replace("_", "-")}
    elif arguments == {"investigation_id", "decision_id"}:
        rows = demo.ask("SELECT investigation_id, id FROM decision ORDER BY id")
        for investigation_id, decision_id in rows if every else rows[:1]:
            yield {"investigation_id": investigation_id, "decision_id": decision_id}
    else:
        [name] = arguments
        table = {"line_id": "line_of_inquiry"}.get(name, name.removesuffix("_id"))
        found = [row[0] for row in demo.ask(f"SELECT id FROM {table} ORDER BY id")]
        for number in found if every else found[:1]:
            yield {name: number}


def addresses(demo: Demo, *, every: bool = False) -> list[Address]:
    """Every endpoint once, or every page that there is."""
    found = []
    with demo.app.test_request_context():
        adapter = demo.app.url_map.bind("")
        for rule in rules(demo):
            for values in values_for(demo, rule, every):
                path = adapter.build(rule.endpoint, values)
                found.append(Address(rule.endpoint, path, frozenset(rule.methods)))
    return found
