"""What a person says with each step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class ToOfficer:
    """Allocate: to whom, and directions if any, to be followed by a time or by the policy's limit."""

    officer_id: int
    directions: str = ""
    directions_due_at: dt.datetime | None = None


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
    """Remarks of a sign-off, directions on return (by when), reasons to withdraw, resume or reopen."""

    words: str = ""
    due_at: dt.datetime | None = None


@dataclass(frozen=True)
class Charge:
    """A charge as a fact: who, when, with what."""

    suspect_id: int
    charged_at: dt.datetime
    offence: str


Particulars = ToOfficer | Proposal | InWords | Charge
