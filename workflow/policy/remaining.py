"""What is asked before a suspect is released or a crime ends, by kind of crime."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from vocabulary import RemainsQuestion, RiskFlag
from workflow.policy.entries import UNCLASSIFIED, Concerns
from workflow.policy.matching import WHOM, concerns
from workflow.policy.tables import Tables
from workflow.policy.validator import FLAG, LIST, TEXT, Field, PackRefused, many_of

FILE = "remaining.toml"
A_LIST = Field(list, words="a list")


@dataclass(frozen=True)
class RemainsRow:
    """Questions asked of some cases; `must_be_yes`: no reason replaces doing it."""

    questions: frozenset[RemainsQuestion]
    must_be_yes: bool
    concerns: Concerns


@dataclass(frozen=True)
class CategoriesRow:
    """Kinds of line asked of some cases."""

    categories: frozenset[str]
    concerns: Concerns


@dataclass(frozen=True)
class Remaining:
    """`orders`: kind of protective order → its title. A class that the pack no longer has is unclassified."""

    classes: frozenset[str]
    orders: Mapping[str, str]
    remains_rows: tuple[RemainsRow, ...]
    suspect_focused_rows: tuple[CategoriesRow, ...]
    evidence_led_rows: tuple[CategoriesRow, ...]
    reviewed_rows: tuple[Concerns, ...]

    def questions(self, offence_class: str, flags: frozenset[RiskFlag]) -> frozenset[RemainsQuestion]:
        """The questions about the risk that remains which are asked of such a crime."""
        return frozenset().union(*(row.questions for row in self._remains(offence_class, flags)))

    def must_be_yes(self, offence_class: str, flags: frozenset[RiskFlag]) -> frozenset[RemainsQuestion]:
        """Those among them that only doing it answers."""
        rows = self._remains(offence_class, flags)
        return frozenset().union(*(row.questions for row in rows if row.must_be_yes))

    def _remains(self, offence_class: str, flags: frozenset[RiskFlag]) -> list[RemainsRow]:
        known = self._known(offence_class)
        return [row for row in self.remains_rows if row.concerns.case(known, flags)]

    def suspect_focused(self, offence_class: str, flags: frozenset[RiskFlag]) -> frozenset[str]:
        """Kinds of line that are about the suspect and answered before they are released."""
        return self._categories(self.suspect_focused_rows, offence_class, flags, "")

    def evidence_led(
        self, offence_class: str, flags: frozenset[RiskFlag], outcome_code: str
    ) -> frozenset[str]:
        """Kinds of line looked at before a crime ends with this outcome, without the victim's evidence."""
        return self._categories(self.evidence_led_rows, offence_class, flags, outcome_code)

    def may_be_evidence_led(self, offence_class: str, flags: frozenset[RiskFlag]) -> bool:
        """Is there an outcome for which `evidence_led` asks something of such a crime?"""
        return any(
            self.evidence_led(offence_class, flags, outcome)
            for row in self.evidence_led_rows
            for outcome in row.concerns.outcomes or ("",)
        )

    def is_reviewed(self, offence_class: str, flags: frozenset[RiskFlag]) -> bool:
        """Is such a crime reviewed by a supervisor?"""
        known = self._known(offence_class)
        return any(each.case(known, flags) for each in self.reviewed_rows)

    def _categories(
        self,
        rows: tuple[CategoriesRow, ...],
        offence_class: str,
        flags: frozenset[RiskFlag],
        outcome_code: str,
    ) -> frozenset[str]:
        known = self._known(offence_class)
        matching = (row for row in rows if row.concerns.case(known, flags, outcome_code))
        return frozenset().union(*(row.categories for row in matching))

    def _known(self, offence_class: str) -> str:
        return offence_class if offence_class in self.classes else UNCLASSIFIED


def remaining(tables: Tables, classes: Collection[str], categories: Collection[str]) -> Remaining:
    """Read and check remaining.toml."""
    orders = {key: found["title"] for key, _, found in tables.entries(FILE, "order", {"title": TEXT})}
    return Remaining(
        frozenset(classes),
        MappingProxyType(orders),
        tuple(_remains_rows(tables, classes)),
        tuple(_categories_rows(tables, "suspect_focused", classes, categories)),
        tuple(_categories_rows(tables, "evidence_led", classes, categories)),
        tuple(where for _, _, where in _rows(tables, "reviewed", {}, classes)),
    )


def _remains_rows(tables: Tables, classes: Collection[str]) -> Iterator[RemainsRow]:
    fields = {"questions": A_LIST, "must_be_yes": FLAG}
    for whole, found, where in _rows(tables, "remains", fields, classes):
        questions = many_of(FILE, f"{whole}.questions", found["questions"], RemainsQuestion)
        if not questions:
            raise PackRefused(FILE, f"{whole}.questions", "names none")
        yield RemainsRow(questions, found["must_be_yes"], where)


def _categories_rows(
    tables: Tables, table: str, classes: Collection[str], categories: Collection[str]
) -> Iterator[CategoriesRow]:
    for whole, found, where in _rows(tables, table, {"categories": A_LIST, "outcomes": LIST}, classes):
        asked = many_of(FILE, f"{whole}.categories", found["categories"], categories)
        if not asked:
            raise PackRefused(FILE, f"{whole}.categories", "names none")
        yield CategoriesRow(asked, where)


def _rows(
    tables: Tables, table: str, fields: Mapping[str, Field], classes: Collection[str]
) -> Iterator[tuple[str, dict[str, Any], Concerns]]:
    """(place, row, which cases it is about) of every row in force."""
    for whole, found in tables.rows(FILE, table, {**fields, "source": TEXT, **WHOM}):
        tables.source(FILE, whole, found["source"])
        outcomes = tables.held["outcomes.toml"]["outcome"]
        yield whole, found, concerns(FILE, whole, found, classes, outcomes)
