"""Plain case files to try rules on: a crime that is ready to end, to be spoilt one thing at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from vocabulary import (
    Accreditation,
    Bearing,
    Channel,
    ContactResult,
    DecisionKind,
    EventKind,
    Gate,
    LineStatus,
    Outcome,
    Rank,
    State,
    SupportReferral,
    SuspectDecision,
    VictimKind,
)
from workflow.case_file import (
    ActDone,
    AllocationAsked,
    CaseFile,
    Contact,
    Decision,
    Line,
    ProposalAsked,
    SignedBy,
    SignOffAsked,
    Suspect,
    Victim,
)
from workflow.findings import Finding
from workflow.policy.loader import load_book
from workflow.policy.pack import Policy
from workflow.requirements import REGISTRY

NOW = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)
UNIT, OTHER_UNIT = 1, 2
OIC, SUPERVISOR, SECOND_SUPERVISOR, SOMEBODY = 10, 20, 21, 30
DECISION = 500
SEEN_AT_SIGN_OFF = 905  # the last event that whoever signed had seen


def policy() -> Policy:
    """The pack in use, on the day of these case files."""
    return load_book().as_of(NOW.date())


def a_line(**changes: object) -> Line:
    """A line of inquiry with a result, unless changed."""
    line = Line(
        id=100,
        category="cctv",
        status=LineStatus.RESULTED,
        owner_id=OIC,
        bearing=Bearing.NEUTRAL,
        answered_by_id=OIC,
    )
    return replace(line, **changes)


def an_open_line(**changes: object) -> Line:
    return a_line(status=LineStatus.OPEN, bearing=None, answered_by_id=None, **changes)


def a_suspect(decision: SuspectDecision | None = None, **changes: object) -> Suspect:
    """A suspect who was interviewed and is not decided, unless changed."""
    suspect = Suspect(
        id=200,
        decision=decision,
        decided_by_id=SUPERVISOR if decision else None,
        interviewed_at=NOW - dt.timedelta(days=3),
        interviewed_by_id=OIC,
        no_interview_reason_given=False,
        told_at=None,
    )
    return replace(suspect, **changes)


def a_contact(**changes: object) -> Contact:
    """A victim was reached and told the decision."""
    contact = Contact(
        id=400,
        result=ContactResult.REACHED,
        happened_at=NOW - dt.timedelta(hours=1),
        recorded_at=NOW,
        decision_id=DECISION,
        channel=Channel.PHONE,
    )
    return replace(contact, **changes)


def a_victim(**changes: object) -> Victim:
    """A person whose needs are assessed, who was offered support, and whose view is not known."""
    victim = Victim(
        id=300,
        kind=VictimKind.PERSON,
        needs_assessed_at=NOW - dt.timedelta(days=5),
        is_enhanced=False,
        support_referral=SupportReferral.ACCEPTED,
        view=None,
    )
    return replace(victim, **changes)


def signed_by(person_id: int = SUPERVISOR, rank: Rank = Rank.SERGEANT, detective: bool = False) -> SignedBy:
    return SignedBy(person_id, rank, detective, NOW - dt.timedelta(hours=2), SEEN_AT_SIGN_OFF)


def a_decision(**changes: object) -> Decision:
    """No further action, outcome 18, proposed by the officer in the case and signed by a supervisor."""
    decision = Decision(
        id=DECISION,
        kind=DecisionKind.NO_FURTHER_ACTION,
        outcome_code="18",
        round=1,
        proposed_from=State.INVESTIGATING,
        proposed_by_id=OIC,
        proposed_at=NOW - dt.timedelta(hours=3),
        proposed_at_event_id=900,
        rank_needed=Rank.SERGEANT,
        detective_needed=False,
        sign_offs_needed=1,
        sign_offs=(signed_by(),),
    )
    return replace(decision, **changes)


def a_proposal(outcome_code: str = "18", **changes: object) -> ProposalAsked:
    """All four questions answered."""
    return replace(ProposalAsked(outcome_code, "e" * 64, "l" * 64, "v" * 64, "r" * 64), **changes)


def a_sign_off(
    person_id: int = SUPERVISOR, rank: Rank = Rank.SERGEANT, is_detective: bool = False
) -> SignOffAsked:
    return SignOffAsked(person_id, rank, is_detective)


def an_allocation(**changes: object) -> AllocationAsked:
    """To an accredited investigator of the unit."""
    return replace(AllocationAsked(SOMEBODY, Accreditation.PIP1, True, False), **changes)


def done(kind: EventKind, by: int | None = OIC, about: int | None = None) -> ActDone:
    return ActDone(kind, by, about)


def a_case(**changes: object) -> CaseFile:
    """A shop theft under investigation with its minimum lines answered, a victim cared for and no suspect."""
    case = CaseFile(
        id=1,
        as_at=NOW,
        state=State.INVESTIGATING,
        round=1,
        offence="shoplifting",
        offence_class="shop_theft",
        flags=frozenset(),
        unit_id=UNIT,
        oic_id=OIC,
        responsible_id=OIC,
        reported_at=NOW - dt.timedelta(days=10),
        no_victim_reason_given=False,
        no_suspect_reason_given=True,
        no_lines_agreed_by_id=None,
        last_event_id=910,
        last_material_event_id=900,
        lines=(a_line(), a_line(id=101, category="victim_account")),
        victims=(a_victim(),),
        gate=Gate.NO_FURTHER_ACTION,
    )
    return replace(case, **changes)


@dataclass(frozen=True)
class Example:
    """What a requirement finds in a case file. `says` is a part of the sentence it gives."""

    key: str
    when: str
    case: CaseFile
    outcome: Outcome
    says: str = ""

    def __str__(self) -> str:
        return f"{self.key}: {self.when}"

    def check(self) -> Finding:
        """Run the requirement and compare; returns the finding."""
        finding = REGISTRY[self.key].rule(self.case, policy())
        assert finding.outcome is self.outcome, finding
        assert self.says in finding.why, finding.why
        return finding
