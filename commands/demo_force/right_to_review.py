"""What a victim of the demonstration is told of their right to review, with the decision."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from workflow.case_file import CaseFile
from workflow.reading.reviews import decisions_signed_off
from workflow.rights_to_review import ask_until, scheme_of, why_no_review
from workflow.services.opening import policy_at


def right_in_words(
    session: Session, case: CaseFile, victim_id: int, decision_id: int | None, told_at: dt.datetime
) -> str:
    """A sentence to add to what they are told; empty where this tells no decision, or they have no right."""
    decided = decisions_signed_off(session, case.id).get(decision_id)
    policy = policy_at(told_at)
    if decided is None or why_no_review(case, decided, case.victim(victim_id), policy) is not None:
        return ""
    until = ask_until(told_at, scheme_of(case, decided, policy), policy)
    return f" They may ask for this to be reviewed until {until:%-d %B %Y}."
