"""The offer of a personal statement: who still has to be asked, and when that is due (practice P21)."""

from __future__ import annotations

from vocabulary import OFFERED_AGAIN, CpsAsked, SuspectDecision, VictimKind
from workflow.case_file import CaseFile, Victim
from workflow.working_days import LONDON

NOT_OFFERED = "Not offered"
DAY_HAS_PASSED = "The day on which it was to be offered again has passed"


def is_prosecuted(case: CaseFile) -> bool:
    """Was somebody charged, or the CPS asked to charge? Early advice is not yet that."""
    charged = any(suspect.decision is SuspectDecision.CHARGED for suspect in case.suspects)
    return charged or any(each.asked is not CpsAsked.EARLY_ADVICE for each in case.referrals)


def who_is_asked(case: CaseFile) -> list[Victim]:
    """People. A business gives an impact statement if it wants to; whoever wants no contact has answered."""
    return [
        victim for victim in case.victims if victim.kind is VictimKind.PERSON and not victim.wants_no_contact
    ]


def never_offered(case: CaseFile) -> list[Victim]:
    """Those of whom nothing about an offer is on record."""
    return [victim for victim in who_is_asked(case) if victim.statement is None]


def what_is_left(case: CaseFile) -> list[tuple[str, int]]:
    """(why, victim) of each who was never asked, or not again on the day that was set."""
    today = case.as_at.astimezone(LONDON).date()
    left = []
    for victim in who_is_asked(case):
        offer = victim.statement
        if offer is None:
            left.append((NOT_OFFERED, victim.id))
        elif offer.answer in OFFERED_AGAIN and (offer.again_on is None or offer.again_on < today):
            left.append((DAY_HAS_PASSED, victim.id))
    return left
