"""What is being asked, put into the case file by a service with `dataclasses.replace`."""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary import (
    Accreditation,
    AssessmentQuestion,
    Rank,
    RiskFlag,
    Role,
)


@dataclass(frozen=True, slots=True)
class NotInvestigatingAsked:
    """How the six questions were answered, and whether the reasons are written.

    `call_taken_by_id`: who took the report, where that is somebody with an account here.
    """

    yes: frozenset[AssessmentQuestion]
    no: frozenset[AssessmentQuestion]
    reason_digest: str | None
    why_not_allocated_digest: str | None
    call_taken_by_id: int | None


@dataclass(frozen=True, slots=True)
class CancellationAsked:
    """On which ground of the pack, and what was said with it.

    `other_crime_id`: None where none was found; `other_crime_stays`: it is not about to be cancelled itself.
    """

    ground: str
    information_digest: str | None
    provider_digest: str | None
    other_crime_id: int | None
    other_crime_stays: bool = False
    information_kind: str | None = None


@dataclass(frozen=True, slots=True)
class TransferAsked:
    """Whether the other force is named, why the crime is theirs, what becomes of a prosecution."""

    force_digest: str | None
    reason_digest: str | None
    prosecution_digest: str | None = None


@dataclass(frozen=True, slots=True)
class ProposalAsked:
    """An ending as proposed: which outcome, which of the four questions answered; or what its gate asks.

    A crime that is cancelled or transferred has no outcome.
    """

    outcome_code: str
    evidence_digest: str | None = None
    lines_digest: str | None = None
    victim_digest: str | None = None
    risk_digest: str | None = None
    not_investigating: NotInvestigatingAsked | None = None
    cancellation: CancellationAsked | None = None
    transfer: TransferAsked | None = None


@dataclass(frozen=True, slots=True)
class SignOffAsked:
    """Who asks to sign, and the roles they hold, in whichever unit."""

    person_id: int
    rank: Rank
    is_detective: bool
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class AllocationAsked:
    """The officer a crime would be given to, with what they hold on the day.

    `crimes_held`: unfinished crimes that they are officer in the case of. `mentor`: what the mentor named for
    this case holds. `training`: what their programme leads to, and `trainer` what its supervisor holds.
    """

    officer_id: int
    accreditation: Accreditation
    is_investigator_in_unit: bool
    is_retired: bool
    crimes_held: int = 0
    mentor: Accreditation | None = None
    training: Accreditation | None = None
    trainer: Accreditation | None = None


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
