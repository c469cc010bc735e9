"""The entries of a policy pack as frozen objects, and the closed lists of words they may use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from vocabulary import Accreditation, Channel, DecisionKind, DutyKind, Rank, RiskFlag, Role, State

FORCE_SETTING_MARKS = ("U", "D")
# How far each mark may be trusted, as pages say it.
MARKS_IN_WORDS = {
    "P": "Read in the text itself",
    "S": "From a secondary source",
    "U": "Unconfirmed: check before relying on it",
    "D": "No national rule found",
}
# Code asks by name for this class: a crime in it is neither allocated nor ended before it is classified.
UNCLASSIFIED = "unclassified"


@dataclass(frozen=True)
class Source:
    """Where a rule comes from. `mark`: P primary text read, S secondary, U unconfirmed, D default."""

    key: str
    instrument: str
    paragraph: str
    link: str
    mark: str
    from_on: dt.date | None = None
    until_on: dt.date | None = None

    @property
    def is_force_setting(self) -> bool:
        """Never called law on a page."""
        return self.mark in FORCE_SETTING_MARKS

    @property
    def confidence(self) -> str:
        """The mark in words."""
        return MARKS_IN_WORDS[self.mark]


@dataclass(frozen=True)
class OffenceClass:
    """Offences that are investigated, allocated and signed off alike."""

    key: str
    title: str


@dataclass(frozen=True)
class Offence:
    """`as_published`: a category of data.police.uk, wider than any one offence; nobody records it here."""

    key: str
    title: str
    offence_class: str
    as_published: bool = False


@dataclass(frozen=True)
class LineCategory:
    """`evidential`: answering one makes a person part of the case (practice P30).

    `source` says where the hours come from; None where the material does not perish by itself. `lost`: it is
    gone then. `intrusive`: asking for it takes something private from whoever is asked.
    """

    key: str
    title: str
    evidential: bool
    perishes_after_hours: int | None
    source: str | None = None
    lost: bool = False
    intrusive: bool = False


@dataclass(frozen=True)
class MinimumLine:
    """`category` is asked of classes or flags named, when `when` (a predicate of a closed list) holds."""

    category: str
    when: str
    classes: frozenset[str]
    flags: frozenset[RiskFlag]
    source: str


@dataclass(frozen=True)
class CrimeOutcome:
    """A Home Office outcome: where it ends a crime, what it says about suspects and victims.

    `cps_decides`: it rests on a decision that the CPS alone makes. `no_statement`: nobody is asked for a
    personal statement.
    """

    code: str
    title: str
    ending: DecisionKind | None
    suspects: str
    victim_view: str
    formal_action: bool
    source: str
    cps_decides: bool = False
    no_statement: bool = False


@dataclass(frozen=True)
class Concerns:
    """Which cases a row is about. An empty part means any; `all_flags`: every flag named, not one of them;
    `wanted`: only those with a suspect who is wanted; `inquest`: with an open inquest into a victim's death.
    """

    classes: frozenset[str] = frozenset()
    flags: frozenset[RiskFlag] = frozenset()
    all_flags: bool = False
    outcomes: frozenset[str] = frozenset()
    kinds: frozenset[DecisionKind] = frozenset()
    wanted: bool = False
    inquest: bool = False

    def case(
        self,
        offence_class: str,
        flags: frozenset[RiskFlag],
        outcome_code: str = "",
        kind: DecisionKind | None = None,
        wanted: bool = False,
        inquest: bool = False,
    ) -> bool:
        """Is the row about this case?"""
        flagged = self.flags <= flags if self.all_flags else not self.flags or bool(self.flags & flags)
        return (
            flagged
            and (not self.classes or offence_class in self.classes)
            and (not self.outcomes or outcome_code in self.outcomes)
            and (not self.kinds or kind in self.kinds)
            and (not self.wanted or wanted)
            and (not self.inquest or inquest)
        )

    def is_always_so(self, offence_class: str, kind: DecisionKind | None = None) -> bool:
        """Is the row about every case of the class, whatever its flags, outcome and suspects?"""
        return not (self.flags or self.outcomes or self.wanted or self.inquest) and self.case(
            offence_class, frozenset(), kind=kind
        )


@dataclass(frozen=True)
class AllocationRule:
    """The accreditation a crime needs; `blocks_below`: refuse rather than warn."""

    needed: Accreditation
    blocks_below: bool
    source: str


@dataclass(frozen=True)
class AllocationRow:
    """A rule and the cases it is about."""

    rule: AllocationRule
    concerns: Concerns


@dataclass(frozen=True)
class Authority:
    """Who must sign: rank, detective, how many; `rule` is the sentence that asked.

    `role`: one that whoever signs holds. `role_instead`: who holds that one signs whatever their rank.
    """

    rank: Rank
    detective: bool
    sign_offs: int
    rule: str
    source: str
    role: Role | None = None
    role_instead: Role | None = None


@dataclass(frozen=True)
class AuthorityRow:
    """An authority and the cases it is about. `second_look`: who signs after the first, where it is drawn."""

    authority: Authority
    concerns: Concerns
    second_look: bool = False


@dataclass(frozen=True)
class Telling:
    """By which channels a victim can be told a decision; `rule` says in sentences why not by others.

    `until_asked`: the other channels are unsafe only until the victim has said that they are safe.
    """

    channels: frozenset[Channel]
    rule: str
    until_asked: bool = False


@dataclass(frozen=True)
class TellingRow:
    """A rule of telling and the cases it is about."""

    telling: Telling
    concerns: Concerns


@dataclass(frozen=True)
class Limit:
    """`unit`: working_days, hours, promised, date_set (a person says by when), set (given
    with what it is about), by_right (each has its own) or agreed (with the victim)."""

    unit: str
    standard: int
    enhanced: int


@dataclass(frozen=True)
class DutyRule:
    """What is owed, by when, by whom, and (in words) what discharges it."""

    kind: DutyKind
    title: str
    limit: Limit
    owed_by: Role
    discharged_by: str
    source: str


@dataclass(frozen=True)
class OverrideRule:
    """Who may let one requirement go unmet, on which grounds (key → title), and for how long at most."""

    requirement: str
    grounds: Mapping[str, str]
    rank: Rank
    detective: bool
    longest_days: int
    source: str


@dataclass(frozen=True)
class Grade:
    """A grade of police staff, and the rank whose authority it has (practice P31)."""

    key: str
    title: str
    rank: Rank
    source: str


@dataclass(frozen=True)
class PublishedLabel:
    """A label of data.police.uk; `says_nothing`: look to the outcome rows instead."""

    label: str
    arrives_as: State
    says_nothing: bool


PREDICATES = (
    "always",
    "suspect_recorded",
    "injury",
    "trackable_item_taken",
    "vulnerable_victim",
    "forensic_window",
)
SUSPECT_PREDICATES = ("any", "named", "none_named", "charged", "out_of_court", "deceased")
VICTIM_PREDICATES = ("any", "supports", "does_not_support")
LIMIT_UNITS = ("working_days", "hours", "promised", "date_set", "set", "by_right", "agreed")
# Kinds of duty that have no limit of their own: a person says by when.
SET_BY_A_PERSON = {
    DutyKind.PROMISE: "promised",
    DutyKind.CPS_ACTION: "date_set",
    DutyKind.CHASE: "date_set",
    DutyKind.OVERRIDE_EXPIRES: "set",
    DutyKind.TELL_LATER: "promised",
    DutyKind.REVIEW_RESTRICTION: "date_set",
    DutyKind.RIGHT: "by_right",  # each has its own limit: rights.toml
    DutyKind.NEXT_UPDATE: "agreed",
}
