"""The requirement about personal statements: offered where somebody is prosecuted (practice P21)."""

from __future__ import annotations

from vocabulary import Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.statements import is_prosecuted, what_is_left, who_is_asked


@requirement(
    gates={Gate.CLOSURE, Gate.NO_FURTHER_ACTION},
    title="A personal statement was offered to each victim",
    source="vcop.right-7-statement",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def personal_statement_was_offered(case: CaseFile, policy: Policy) -> Finding:
    """Asked where the CPS was asked to charge or somebody was charged; at no further action only shown.

    A charge is recorded, and the CPS asked, whether or not it was offered. A business gives an impact
    statement, if it wants to.
    """
    asked = who_is_asked(case)
    if not asked:
        return not_applicable("No person is recorded as a victim who wants to be contacted.")
    outcome = policy.crime_outcome(case.outcome_code) if case.outcome_code is not None else None
    if outcome is not None and outcome.no_statement:
        return not_applicable("Not asked with this outcome.")
    left = what_is_left(case)
    if case.gate is Gate.NO_FURTHER_ACTION and left:
        offered = len(asked) - len(left)
        return not_applicable(f"Not asked at no further action. Offered to {offered} of {len(asked)}.")
    if not left:
        return met("Offered to each, and what they answered is recorded.")
    if not is_prosecuted(case):
        return not_applicable("Nobody was charged, and the CPS was not asked to charge anybody.")
    return unmet(
        "A personal statement has not been offered to every victim. Offer it and record what they "
        "answered; where it is too early, record when it is offered.",
        [(why, "victim_statement", victim_id) for why, victim_id in left],
    )
