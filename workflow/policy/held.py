"""What a policy holds: the tables of a pack as they are in force on one day, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vocabulary import CpsGround, DutyKind, ResolutionKind, ReviewScheme
from workflow.policy.charging import ChargingLimitRow
from workflow.policy.endings import Endings
from workflow.policy.enhanced import Enhanced
from workflow.policy.entries import (
    AllocationRow,
    AuthorityRow,
    Concerns,
    CrimeOutcome,
    DutyRule,
    Grade,
    LineCategory,
    MinimumLine,
    Offence,
    OffenceClass,
    OverrideRule,
    PublishedLabel,
    Source,
    TellingRow,
)
from workflow.policy.letters import Letters
from workflow.policy.protection import Protection
from workflow.policy.remaining import Remaining
from workflow.policy.resolutions import ResolutionRule
from workflow.policy.rights import Right
from workflow.policy.rights_to_review import Pilot, SchemeRule
from workflow.policy.signs import Sign
from workflow.policy.telling import TellingRules


@dataclass(frozen=True)
class Held:
    """Everything in force on one day. `digest` is the SHA-256 of the pack's bytes."""

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
    lower_class_rows: tuple[AuthorityRow, ...] = field(repr=False)
    gravity: Mapping[str, int] = field(repr=False)
    resolutions: Mapping[ResolutionKind, ResolutionRule] = field(repr=False)
    telling_rows: tuple[TellingRow, ...] = field(repr=False)
    endings: Endings = field(repr=False)
    duty_rules: Mapping[DutyKind, DutyRule] = field(repr=False)
    override_rules: Mapping[str, OverrideRule] = field(repr=False)
    grades: Mapping[str, Grade] = field(repr=False)
    cps_decisions: Mapping[CpsGround, frozenset[str]] = field(repr=False)
    early_advice_rows: tuple[Concerns, ...] = field(repr=False)
    settings: Mapping[str, int] = field(repr=False)
    words: Mapping[str, str] = field(repr=False)
    published_labels: Mapping[str, PublishedLabel] = field(repr=False)
    published_categories: Mapping[str, str] = field(repr=False)
    remaining: Remaining = field(repr=False)
    protection: Protection = field(repr=False)
    letters: Letters = field(repr=False)
    review_schemes: Mapping[ReviewScheme, SchemeRule] = field(repr=False)
    telling_rules: TellingRules = field(repr=False, default=TellingRules())
    pilot: Pilot = field(repr=False, default=Pilot())
    charging_limits: tuple[ChargingLimitRow, ...] = field(repr=False, default=())
    rights: Mapping[str, Right] = field(repr=False, default_factory=dict)
    enhanced: Enhanced = field(repr=False, default=Enhanced())
    signs: tuple[Sign, ...] = field(repr=False, default=())
