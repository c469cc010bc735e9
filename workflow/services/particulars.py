"""What a person says with each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from dataclasses import dataclass

from vocabulary import AssessmentQuestion, CpsAsked, CpsGround, CpsReplyKind


@dataclass(frozen=True)
class ToOfficer:
    """Allocate: to whom, directions if any (by when, or the policy's limit), and a mentor if one is named."""

    officer_id: int
    directions: str = ""
    mentor_id: int | None = None
    directions_due_at: dt.datetime | None = None


@dataclass(frozen=True)
class HandOver:
    """Re-allocate: to whom, and what they take over (practice P33)."""

    officer_id: int
    urgent: str
    promised: str
    exhibits: str
    mentor_id: int | None = None


@dataclass(frozen=True)
class ToUnit:
    """Transfer to another unit of the force: to which, why, and what it takes over (practice P33)."""

    unit_id: int
    reason: str
    urgent: str
    promised: str
    exhibits: str


@dataclass(frozen=True)
class Proposal:
    """Closure or no further action: the outcome, and the four short questions of practice P36."""

    outcome_code: str
    evidence: str
    lines: str
    victim: str
    risk: str


@dataclass(frozen=True)
class NotInvestigating:
    """Not to investigate further: the six questions, why, and who took the report (practice P10)."""

    outcome_code: str
    yes: Set[AssessmentQuestion]
    no: Set[AssessmentQuestion]
    reason: str
    why_not_allocated: str = ""
    call_taken_by_id: int | None = None


@dataclass(frozen=True)
class Cancelling:
    """To cancel a crime: on which ground, what shows it, who provided that, which crime stays (P9)."""

    ground: str
    information: str = ""
    provider: str = ""
    other_reference: str = ""
    information_kind: str = ""


@dataclass(frozen=True)
class Transferring:
    """To transfer a crime: to which force, and why it is theirs (practice P9).

    `prosecution`: what becomes of it, where a suspect stands charged.
    """

    force: str
    reason: str
    prosecution: str = ""


@dataclass(frozen=True)
class Acceptance:
    """Another force took a crime on: who there, under which reference, when."""

    acceptor: str
    reference: str
    accepted_at: dt.datetime


@dataclass(frozen=True)
class InWords:
    """Remarks of a sign-off, directions on return (by when), reasons to withdraw, resume or reopen."""

    words: str = ""
    due_at: dt.datetime | None = None


@dataclass(frozen=True)
class Charge:
    """A charge as a fact: who, when, with what."""

    suspect_id: int
    charged_at: dt.datetime
    offence: str


Proposed = Proposal | NotInvestigating | Cancelling | Transferring


@dataclass(frozen=True)
class Referral:
    """What the CPS is asked, about whom, since when."""

    asked: CpsAsked
    referred_at: dt.datetime
    suspects: frozenset[int] = frozenset()
    reference: str = ""
    words: str = ""


@dataclass(frozen=True)
class ActionAsked:
    """One action of a plan: it becomes a line of inquiry, due on a day."""

    category: str
    objective: str
    due_on: dt.date


@dataclass(frozen=True)
class ReplyMade:
    """What the CPS answered. Of no further action `ground` may be *not said*, never left out."""

    kind: CpsReplyKind
    replied_at: dt.datetime
    words: str = ""
    referral_id: int | None = None
    suspect_id: int | None = None
    ground: CpsGround | None = None
    actions: tuple[ActionAsked, ...] = ()


Particulars = ToOfficer | Proposed | InWords | Charge | Referral | ReplyMade
