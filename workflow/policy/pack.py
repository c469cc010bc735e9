"""The policy in force on one day, frozen. Made by loader.py; read by every rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from vocabulary import Channel, CpsGround, DecisionKind, DutyKind, ResolutionKind, RiskFlag, Trigger
from workflow.policy.entries import (
    UNCLASSIFIED,
    AllocationRule,
    Authority,
    CrimeOutcome,
    DutyRule,
    LineCategory,
    Offence,
    OffenceClass,
    OverrideRule,
    PublishedLabel,
    Source,
    Telling,
)
from workflow.policy.held import Held
from workflow.policy.resolutions import ResolutionRule
from workflow.policy.rights import Right
from workflow.policy.telling import SuspectTelling

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


# Instead of a rule that waits for a victim to be asked, once they were.
HAS_BEEN_ASKED = "This victim has said how it is safe to reach them."


@dataclass(frozen=True)
class Policy(Held):
    """What is held, and the questions that rules ask of it.

    A class that the pack no longer has is treated as unclassified: an old case must still find somebody
    to sign it, and not the lowest rank.
    """

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

    def override_rule(self, requirement: str) -> OverrideRule | None:
        """Who may override a requirement; None of one that nobody may."""
        return self.override_rules.get(requirement)

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
        self,
        offence_class: str,
        flags: frozenset[RiskFlag],
        suspect_recorded: bool,
        forensic_window: bool = True,
    ) -> tuple[str, ...]:
        """Category keys that must be answered, in the pack's order of categories (practice P14).

        `forensic_window`: it was reported so soon that the victim's body may still hold evidence.
        """
        holds = {
            "always": True,
            "suspect_recorded": suspect_recorded,
            "injury": RiskFlag.INJURY in flags or RiskFlag.STRANGULATION in flags,
            "trackable_item_taken": RiskFlag.TRACKABLE_ITEM_TAKEN in flags,
            "vulnerable_victim": RiskFlag.VULNERABLE_VICTIM in flags,
            "forensic_window": forensic_window,
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
        inquest: bool = False,
    ) -> Authority:
        """Who signs a decision of this kind, with this outcome."""
        known = self._known(offence_class)
        return _strictest(
            row.authority
            for row in self.authority_rows
            if not row.second_look
            if row.concerns.case(known, flags, outcome_code, kind, wanted, inquest)
        )

    def second_look(
        self, kind: DecisionKind, offence_class: str, flags: frozenset[RiskFlag]
    ) -> Authority | None:
        """Who signs after the first where the draw asks for a second look; None where none is taken."""
        known = self._known(offence_class)
        matching = [
            row.authority
            for row in self.authority_rows
            if row.second_look and row.concerns.case(known, flags, kind=kind)
        ]
        return _strictest(matching) if matching else None

    def always_investigated(self, offence_class: str, flags: frozenset[RiskFlag]) -> tuple[str, ...]:
        """Why such a crime is never left uninvestigated, in sentences; empty where it may be."""
        return self.endings.always_investigated(self._known(offence_class), flags)

    def lowering_risk(self, offence_class: str, taken_away: frozenset[RiskFlag]) -> Authority:
        """Who may take these flags away from a crime of this class."""
        known = self._known(offence_class)
        return _strictest(
            row.authority for row in self.lower_risk_rows if row.concerns.case(known, taken_away)
        )

    def lowering_class(self, offence_class: str, flags: frozenset[RiskFlag]) -> Authority:
        """Who may give a crime of this class, with these flags, a less grave one."""
        known = self._known(offence_class)
        return _strictest(row.authority for row in self.lower_class_rows if row.concerns.case(known, flags))

    def resolution(self, kind: ResolutionKind) -> ResolutionRule | None:
        """A kind of resolution, while it can be given."""
        return self.resolutions.get(kind)

    def telling(
        self, offence_class: str, flags: frozenset[RiskFlag], safe: frozenset[Channel] = frozenset()
    ) -> Telling:
        """By which channels a decision on such a crime is told: those that every matching row names.

        `safe`: channels that this victim said are safe. They are added where a row waits for being asked.
        """
        known = self._known(offence_class)
        matching = [row.telling for row in self.telling_rows if row.concerns.case(known, flags)]
        channels = frozenset.intersection(
            *(each.channels | safe if each.until_asked else each.channels for each in matching)
        )
        return Telling(channels, _why_not_by_others(matching, bool(safe)))

    def cps_outcomes(self, ground: CpsGround) -> frozenset[str]:
        """The outcomes a crime may end with when the CPS decided no further action on this ground."""
        if ground in self.cps_decisions:
            return self.cps_decisions[ground]
        return frozenset().union(*self.cps_decisions.values())

    def early_advice_needed(self, offence_class: str, flags: frozenset[RiskFlag]) -> bool:
        """Is it asked of such a crime whether the CPS's early advice was sought?"""
        known = self._known(offence_class)
        return any(row.case(known, flags) for row in self.early_advice_rows)

    def agreeing(self, kind: str, offence_class: str, flags: frozenset[RiskFlag]) -> Authority:
        """Who agrees to an exception to telling, or to what must not be told yet."""
        known = self._known(offence_class)
        return _strictest(
            each.row.authority
            for each in self.telling_rules.agreements
            if each.kind == kind and each.row.concerns.case(known, flags)
        )

    def rights_started(
        self, trigger: Trigger, offence_class: str, flags: frozenset[RiskFlag], *, business: bool
    ) -> list[Right]:
        """What one victim of such a crime is owed because of something that happened."""
        known = self._known(offence_class)
        return [each for each in self.rights.values() if each.is_started_by(trigger, known, flags, business)]

    def suspect_telling(self, offence_class: str, flags: frozenset[RiskFlag]) -> SuspectTelling | None:
        """The shortest limit for telling a suspect, where it is another than the duty's own."""
        known = self._known(offence_class)
        matching = [each for each in self.telling_rules.suspects if each.concerns.case(known, flags)]
        return min(matching, key=lambda each: each.limit.standard, default=None)

    def asks_own_words(self, offence_class: str, flags: frozenset[RiskFlag]) -> bool:
        """Whether ending it for want of support needs the victim's own words, who heard them and when."""
        known = self._known(offence_class)
        return any(each.concerns.case(known, flags) for each in self.telling_rules.own_words)

    def asks_protection(self, offence_class: str, flags: frozenset[RiskFlag]) -> bool:
        """Whether a withdrawal says what was considered, and done, to protect the victim."""
        known = self._known(offence_class)
        return any(each.concerns.case(known, flags) for each in self.telling_rules.protective)


def _why_not_by_others(matching: Sequence[Telling], asked: bool) -> str:
    """The rules that narrow, one for those that narrow alike; none that waits for what has been asked."""
    narrower = [each for each in matching if len(each.channels) < len(Channel)]
    standing = [each for each in narrower if not (asked and each.until_asked)]
    if narrower and not standing:
        return HAS_BEEN_ASKED
    once: dict[tuple, str] = {}
    for each in standing or matching:
        once.setdefault((each.channels, each.until_asked), each.rule)
    return " ".join(dict.fromkeys(once.values()))


def _strictest(authorities: Iterable[Authority]) -> Authority:
    """The strictest of the rows that match, part by part, so that whoever signs satisfies each of them.

    `rule` says every reason why it is so: the sentences of the rows that ask for as much as any does.
    """
    matching = list(authorities)
    highest = max(matching, key=lambda each: (each.rank.seniority, each.detective, each.sign_offs))
    detective = max(matching, key=lambda each: (each.detective, each.rank.seniority, each.sign_offs))
    most = max(matching, key=lambda each: (each.sign_offs, each.rank.seniority, each.detective))
    named = next((each for each in matching if each.role is not None), None)
    if named is not None:
        # Whoever holds the role decides: what others would need to do so is no part of the sentence.
        return Authority(
            max((each.rank for each in matching if each.role is named.role), key=lambda rank: rank.seniority),
            any(each.detective for each in matching if each.role is named.role),
            most.sign_offs,
            " ".join(dict.fromkeys(each.rule for each in matching if each.role is named.role)),
            named.source,
            named.role,
        )
    instead = {each.role_instead for each in matching}
    as_strict = [
        each for each in matching if each.rank is highest.rank and each.detective == highest.detective
    ]
    return Authority(
        highest.rank,
        detective.detective,
        most.sign_offs,
        " ".join(dict.fromkeys(each.rule for each in (highest, detective, most, *as_strict))),
        highest.source,
        role_instead=instead.pop() if len(instead) == 1 else None,
    )
