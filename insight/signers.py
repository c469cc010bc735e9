"""Who may sign a case: everybody with the rank, and why some of them may not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from insight.people import Officer, officers
from vocabulary import DecisionKind, Role
from workflow.case_file import CaseFile
from workflow.policy.pack import Authority, Policy
from workflow.requirements.not_investigated import part_in_the_report
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
    """Look at everybody in the force who holds the role, by the same rules the gate asks."""
    needed = authority_needed(case, kind, policy)
    may, may_not = [], []
    for officer in _with_the_authority(session, needed, today):
        involved = involvement(case, officer.id, policy)
        if involved is None and kind is DecisionKind.NOT_INVESTIGATED:
            involved = part_in_the_report(case, officer.id)
        if involved:
            may_not.append((officer, involved))
        elif case.decision and any(given.person_id == officer.id for given in case.decision.sign_offs):
            may_not.append((officer, "has already signed"))
        else:
            may.append(officer)
    return WhoMaySign(authority_in_words(needed), needed.rule, may, may_not)


def _with_the_authority(session: Session, needed: Authority, today: dt.date) -> list[Officer]:
    """Who holds the role and the rank, or the role that stands in place of both; each once, by name."""
    by_rank = [
        officer
        for officer in officers(session, needed.role or Role.SUPERVISOR, today)
        if officer.rank.seniority >= needed.rank.seniority and (officer.is_detective or not needed.detective)
    ]
    instead = officers(session, needed.role_instead, today) if needed.role_instead is not None else []
    found = {officer.id: officer for officer in (*by_rank, *instead)}
    return sorted(found.values(), key=lambda officer: (officer.name, officer.id))
