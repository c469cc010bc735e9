"""Victims who withdraw and are rung back, and the offer of a personal statement. Standard library only."""

from __future__ import annotations

from enum import StrEnum


class WithdrawalReason(StrEnum):
    """Why a victim does not support it, or cannot, as they say themselves."""

    FEARS_THE_SUSPECT = "fears_the_suspect"
    FEARS_COURT = "fears_court"
    FAMILY_OR_RELATIONSHIP = "family_or_relationship"
    HOME_MONEY_OR_STATUS = "home_money_or_status"
    HEALTH = "health"
    TOOK_TOO_LONG = "took_too_long"
    NO_TRUST = "no_trust"
    SETTLED_OTHERWISE = "settled_otherwise"
    ONLY_TO_BE_RECORDED = "only_to_be_recorded"
    ANOTHER = "another"


class AccountKind(StrEnum):
    """What holds a withdrawal in the victim's own voice or hand (practice P26)."""

    SIGNED_STATEMENT = "signed_statement"
    BODY_WORN_VIDEO = "body_worn_video"
    RECORDED_ACCOUNT = "recorded_account"


class EvidenceLed(StrEnum):
    """What a supervisor decided about going on without the victim's evidence."""

    GO_ON = "go_on"
    NOT_PURSUED = "not_pursued"


class CallBackResult(StrEnum):
    """What came of ringing a victim back about their withdrawal.

    `NOT_REACHED`: tried as often as the force's rule asks. `NOT_RUNG`: the risk check says not to.
    """

    OWN_DECISION = "own_decision"
    NOT_OWN_DECISION = "not_own_decision"
    NOT_REACHED = "not_reached"
    NOT_RUNG = "not_rung"


class StatementAnswer(StrEnum):
    """How the offer of a personal statement stands. `OFFERED`: they have not answered yet."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_YET = "not_yet"


# The victim was spoken to.
WAS_RUNG_BACK = frozenset({CallBackResult.OWN_DECISION, CallBackResult.NOT_OWN_DECISION})
# Somebody offers it again, on a day that is set.
OFFERED_AGAIN = frozenset({StatementAnswer.OFFERED, StatementAnswer.NOT_YET})
