"""What passes between the police and the Crown Prosecution Service, and what a crime waits for."""

from __future__ import annotations

from enum import StrEnum


class CpsAsked(StrEnum):
    """What the CPS was asked for."""

    FULL_CODE_CHARGE = "full_code_charge"
    THRESHOLD_CHARGE = "threshold_charge"
    EARLY_ADVICE = "early_advice"


class CpsReplyKind(StrEnum):
    """What the CPS answered. A charge or no further action is about one suspect."""

    CHARGE = "charge"
    ACTION_PLAN = "action_plan"
    TRIAGE_REJECTED = "triage_rejected"
    EARLY_ADVICE = "early_advice"
    NO_FURTHER_ACTION = "no_further_action"


class CpsGround(StrEnum):
    """On which stage of the Full Code Test no further action rests."""

    EVIDENTIAL = "evidential"
    PUBLIC_INTEREST = "public_interest"
    NOT_SAID = "not_said"


class WaitingOn(StrEnum):
    """Whom the work on a crime waits for (practice P5)."""

    LABORATORY = "laboratory"
    CPS = "cps"
    OTHER_FORCE = "other_force"
    MEDICAL = "medical"
    COURT = "court"
