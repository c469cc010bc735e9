"""The whole case file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from vocabulary import (
    Accreditation,
    Gate,
    RiskFlag,
    State,
)
from workflow.case_file.asked import (
    AllocationAsked,
    LowerClassAsked,
    LowerRiskAsked,
    ProposalAsked,
    SignOffAsked,
    SuspectDecisionAsked,
)
from workflow.case_file.cps import (
    CpsReferral,
    CpsReply,
)
from workflow.case_file.parts import (
    ActDone,
    Decision,
    Line,
    Override,
    Suspect,
    Victim,
)
from workflow.case_file.readers import WhoReads
from workflow.case_file.withdrawals import EvidenceLedDecided


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything a rule may look at, as it was at `as_at` (UTC). `gate` is the one that asks.

    `about_suspect_id`: the suspect whose page shows what will be asked, before anything is.
    """

    id: int
    as_at: dt.datetime
    state: State
    round: int
    offence: str
    offence_class: str
    flags: frozenset[RiskFlag]
    unit_id: int
    oic_id: int | None
    responsible_id: int
    reported_at: dt.datetime
    no_victim_reason_given: bool
    no_suspect_reason_given: bool
    no_lines_agreed_by_id: int | None
    last_event_id: int
    last_material_event_id: int
    lines: tuple[Line, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    victims: tuple[Victim, ...] = ()
    decision: Decision | None = None
    acts: tuple[ActDone, ...] = field(default=())
    proposal: ProposalAsked | None = None
    sign_off: SignOffAsked | None = None
    allocation: AllocationAsked | None = None
    suspect_decision: SuspectDecisionAsked | None = None
    gate: Gate | None = None
    lower_risk: LowerRiskAsked | None = None
    overrides: tuple[Override, ...] = ()
    occurred_until_at: dt.datetime | None = None
    oic_accreditation: Accreditation | None = None
    about_suspect_id: int | None = None
    referrals: tuple[CpsReferral, ...] = ()
    replies: tuple[CpsReply, ...] = ()
    lower_class: LowerClassAsked | None = None
    who_reads: WhoReads = field(default_factory=WhoReads)
    evidence_led: EvidenceLedDecided | None = None

    @property
    def waiting_referrals(self) -> tuple[CpsReferral, ...]:
        """Referrals to which the CPS has not replied, or not about every suspect."""
        return tuple(each for each in self.referrals if each.waits_about(self.replies) is not None)

    @property
    def live_lines(self) -> tuple[Line, ...]:
        """Lines that have not been superseded."""
        return tuple(line for line in self.lines if line.counts)

    @property
    def outcome_code(self) -> str | None:
        """The outcome asked for now, else that of the decision that stands."""
        if self.proposal is not None:
            return self.proposal.outcome_code
        return self.decision.outcome_code if self.decision else None

    @property
    def suspect_in_question(self) -> Suspect | None:
        """The one suspect whose decision is asked for, or whose page is shown."""
        asked = self.suspect_decision.suspect_id if self.suspect_decision else self.about_suspect_id
        return self.suspect(asked) if asked is not None else None

    def suspect(self, suspect_id: int) -> Suspect:
        """The suspect with this id; KeyError when the case has none such."""
        for suspect in self.suspects:
            if suspect.id == suspect_id:
                return suspect
        raise KeyError(suspect_id)

    def victim(self, victim_id: int) -> Victim:
        """The victim with this id; KeyError when the case has none such."""
        for victim in self.victims:
            if victim.id == victim_id:
                return victim
        raise KeyError(victim_id)
