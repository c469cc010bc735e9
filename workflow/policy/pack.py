"""The policy in force on one day, frozen. Made by loader.py; read by every rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from vocabulary import Channel, DecisionKind, DutyKind, RiskFlag
from workflow.policy.entries import (
    UNCLASSIFIED,
    AllocationRow,
    AllocationRule,
    Authority,
    AuthorityRow,
    CrimeOutcome,
    DutyRule,
    LineCategory,
    MinimumLine,
    Offence,
    OffenceClass,
    PublishedLabel,
    Source,
    Telling,
    TellingRow,
)
from workflow.policy.protection import Protection

__all__ = [
    "AllocationRule",
    "Authority",
    "CrimeOutcome",
    "DutyRule",
    "LineCategory",
    "Offence",
    "OffenceClass",
    "Policy",
    "PublishedLabel",
    "Source",
]


@dataclass(frozen=True)
class Policy:
    """Everything in force on one day. `digest` is the SHA-256 of the pack's bytes.

    A class that the pack no longer has is treated as unclassified: an old case must still find somebody
    to sign it, and not the lowest rank.
    """

    name: str
    version: str
    digest: str
    sources: Mapping[str, Source] = field(repr=False)
    offence_classes: tuple[OffenceClass, ...] = field(repr=False)
    offences: tuple[Offence, ...] = field(repr=False)
    line_categories: tuple[LineCategory, ...] = field(repr=False)
    ended_line_categories: Mapping[str, LineCategory] = field(repr=False)
    minimum: tuple[MinimumLine, ...] = field(repr=False)
    crime_outcomes: tuple[CrimeOutcome, ...] = field(repr=False)
    allocation_rows: tuple[AllocationRow, ...] = field(repr=False)
    authority_rows: tuple[AuthorityRow, ...] = field(repr=False)
    lower_risk_rows: tuple[AuthorityRow, ...] = field(repr=False)
    telling_rows: tuple[TellingRow, ...] = field(repr=False)
    duty_rules: Mapping[DutyKind, DutyRule] = field(repr=False)
    settings: Mapping[str, int] = field(repr=False)
    words: Mapping[str, str] = field(repr=False)
    published_labels: Mapping[str, PublishedLabel] = field(repr=False)
    published_categories: Mapping[str, str] = field(repr=False)
    protection: Protection = field(repr=False)

    @cached_property
    def _classes(self) -> frozenset[str]:
        return frozenset(each.key for each in self.offence_classes)

    @cached_property
    def _offences(self) -> dict[str, Offence]:
        return {offence.key: offence for offence in self.offences}

    @cached_property
    def _categories(self) -> dict[str, LineCategory]:
        return {category.key: category for category in self.line_categories}

    @cached_property
    def _outcomes(self) -> dict[str, CrimeOutcome]:
        return {outcome.code: outcome for outcome in self.crime_outcomes}

    def _known(self, offence_class: str) -> str:
        return offence_class if offence_class in self._classes else UNCLASSIFIED

    def source(self, key: str) -> Source | None:
        """Where a rule comes from; None for a key that the pack does not have."""
        return self.sources.get(key)

    def offence(self, key: str) -> Offence | None:
        """The offence, while it is in force."""
        return self._offences.get(key)

    def line_category(self, key: str) -> LineCategory:
        """The category, also when it has ended: old lines keep their words. KeyError if it never was."""
        return self._categories.get(key) or self.ended_line_categories[key]

    def crime_outcome(self, code: str) -> CrimeOutcome | None:
        """The outcome with this code, while it is in force."""
        return self._outcomes.get(code)

    def duty_rule(self, kind: DutyKind) -> DutyRule:
        """Every kind of duty has a rule."""
        return self.duty_rules[kind]

    def setting(self, name: str) -> int:
        """One of the force's own numbers; KeyError for a name that is none."""
        return self.settings[name]

    def word(self, key: str) -> str:
        """What pages call something; KeyError for a word that the pack does not have."""
        return self.words[key]

    def published_label(self, label: str) -> PublishedLabel | None:
        """What a label means here. An empty one says nothing, as 'Status update unavailable' does."""
        return self.published_labels.get(label.strip())

    def published_category(self, crime_type: str) -> str | None:
        """The offence key a published category comes in as."""
        return self.published_categories.get(crime_type.strip())

    def minimum_lines(
        self, offence_class: str, flags: frozenset[RiskFlag], suspect_recorded: bool
    ) -> tuple[str, ...]:
        """Category keys that must be answered, in the pack's order of categories (practice P14)."""
        holds = {
            "always": True,
            "suspect_recorded": suspect_recorded,
            "injury": RiskFlag.INJURY in flags or RiskFlag.STRANGULATION in flags,
            "trackable_item_taken": RiskFlag.TRACKABLE_ITEM_TAKEN in flags,
            "vulnerable_victim": RiskFlag.VULNERABLE_VICTIM in flags,
        }
        known = self._known(offence_class)
        asked = {
            row.category
            for row in self.minimum
            if holds[row.when] and (known in row.classes or row.flags & flags)
        }
        return tuple(category.key for category in self.line_categories if category.key in asked)

    def allocation(self, offence_class: str, flags: frozenset[RiskFlag]) -> AllocationRule:
        """The strictest rule that matches: one that blocks before one that warns, then the higher level."""
        known = self._known(offence_class)
        matching = [row.rule for row in self.allocation_rows if row.concerns.case(known, flags)]
        return max(matching, key=lambda rule: (rule.blocks_below, rule.needed))

    def authority(
        self,
        kind: DecisionKind,
        offence_class: str,
        flags: frozenset[RiskFlag],
        outcome_code: str,
        *,
        wanted: bool = False,
    ) -> Authority:
        """Who signs a decision of this kind, with this outcome."""
        known = self._known(offence_class)
        return _strictest(
            row.authority
            for row in self.authority_rows
            if row.concerns.case(known, flags, outcome_code, kind, wanted)
        )

    def lowering_risk(self, offence_class: str, taken_away: frozenset[RiskFlag]) -> Authority:
        """Who may take these flags away from a crime of this class."""
        known = self._known(offence_class)
        return _strictest(
            row.authority for row in self.lower_risk_rows if row.concerns.case(known, taken_away)
        )

    def telling(self, offence_class: str, flags: frozenset[RiskFlag]) -> Telling:
        """By which channels a decision on such a crime is told: those that every matching row names."""
        known = self._known(offence_class)
        matching = [row.telling for row in self.telling_rows if row.concerns.case(known, flags)]
        channels = frozenset.intersection(*(each.channels for each in matching))
        narrower = [each for each in matching if len(each.channels) < len(Channel)] or matching
        return Telling(channels, " ".join(dict.fromkeys(each.rule for each in narrower)))


def _strictest(authorities: Iterable[Authority]) -> Authority:
    """The strictest of the rows that match, part by part, so that whoever signs satisfies each of them.

    `rule` is the sentence of the row that asks the most; rarely two rows each ask for a part of it.
    """
    matching = list(authorities)
    highest = max(matching, key=lambda each: (each.rank.seniority, each.detective, each.sign_offs))
    detective = max(matching, key=lambda each: (each.detective, each.rank.seniority, each.sign_offs))
    most = max(matching, key=lambda each: (each.sign_offs, each.rank.seniority, each.detective))
    return Authority(
        highest.rank,
        detective.detective,
        most.sign_offs,
        " ".join(dict.fromkeys(each.rule for each in (highest, detective, most))),
        highest.source,
    )
