"""Who may sign a case: everybody with the rank, and why some of them may not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from insight.people import Officer, officers
from vocabulary import DecisionKind, Role
from workflow.case_file import CaseFile
from workflow.policy.pack import Policy
from workflow.requirements.sign_offs import authority_in_words, authority_needed, involvement


@dataclass(frozen=True)
class WhoMaySign:
    """`needed` in words and the rule that asks; those who may, and those who may not with the reason."""

    needed: str
    rule: str
    may: list[Officer]
    may_not: list[tuple[Officer, str]]


def who_may_sign(
    session: Session, case: CaseFile, kind: DecisionKind, policy: Policy, today: dt.date
) -> WhoMaySign:
    """Look at every supervisor in the force, by the same rules the gate asks."""
    needed = authority_needed(case, kind, policy)
    may, may_not = [], []
    for officer in officers(session, Role.SUPERVISOR, today):
        involved = involvement(case, officer.id, policy)
        if officer.rank.seniority < needed.rank.seniority:
            continue
        if needed.detective and not officer.is_detective:
            continue
        if involved:
            may_not.append((officer, involved))
        elif case.decision and any(given.person_id == officer.id for given in case.decision.sign_offs):
            may_not.append((officer, "has already signed"))
        else:
            may.append(officer)
    return WhoMaySign(authority_in_words(needed), needed.rule, may, may_not)
