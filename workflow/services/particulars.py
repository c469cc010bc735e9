"""What a person says with each step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import CpsAsked, CpsGround, CpsReplyKind


@dataclass(frozen=True)
class ToOfficer:
    """Allocate: to whom, and directions if any."""

    officer_id: int
    directions: str = ""


@dataclass(frozen=True)
class HandOver:
    """Re-allocate: to whom, and what they take over (practice P33)."""

    officer_id: int
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
class InWords:
    """Sign-off remarks, directions on return, reasons for withdrawing, resuming or reopening."""

    words: str = ""


@dataclass(frozen=True)
class Charge:
    """A charge as a fact: who, when, with what."""

    suspect_id: int
    charged_at: dt.datetime
    offence: str


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


Particulars = ToOfficer | Proposal | InWords | Charge | Referral | ReplyMade
