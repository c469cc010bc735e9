"""What is being asked, put into the case file by a service with `dataclasses.replace`."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary import (
    Accreditation,
    Rank,
    RiskFlag,
)


@dataclass(frozen=True, slots=True)
class ProposalAsked:
    """A closure or no-further-action as proposed: which outcome, which of the four questions answered."""

    outcome_code: str
    evidence_digest: str | None
    lines_digest: str | None
    victim_digest: str | None
    risk_digest: str | None


@dataclass(frozen=True, slots=True)
class SignOffAsked:
    """Who asks to sign."""

    person_id: int
    rank: Rank
    is_detective: bool


@dataclass(frozen=True, slots=True)
class AllocationAsked:
    """The officer a crime would be given to."""

    officer_id: int
    accreditation: Accreditation
    is_investigator_in_unit: bool
    is_retired: bool


@dataclass(frozen=True, slots=True)
class SuspectDecisionAsked:
    """The suspect no further action is asked for, and whether reasons were written."""

    suspect_id: int
    reason_given: bool


@dataclass(frozen=True, slots=True)
class LowerClassAsked:
    """The less grave class somebody asks to give a crime, and whether the reason was written."""

    offence_class: str
    reason_given: bool


@dataclass(frozen=True, slots=True)
class LowerRiskAsked:
    """The risk flags somebody asks to take away, and whether the reason was written."""

    flags: frozenset[RiskFlag]
    reason_given: bool
