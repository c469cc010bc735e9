"""The requirement about personal statements: offered where somebody is prosecuted (practice P21)."""

from __future__ import annotations

from vocabulary import OFFERED_AGAIN, Gate, Place, Role, SuspectDecision, VictimKind
from workflow.case_file import CaseFile, Victim
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.working_days import LONDON


@requirement(
    gates={Gate.CLOSURE, Gate.NO_FURTHER_ACTION},
    title="A personal statement was offered to each victim",
    source="vcop.right-7-statement",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def personal_statement_was_offered(case: CaseFile, policy: Policy) -> Finding:
    """Asked where the CPS was asked or somebody was charged; at no further action it is only shown.

    A charge is recorded whether or not it was offered. A business gives an impact statement, if it wants to.
    """
    people = [victim for victim in case.victims if victim.kind is VictimKind.PERSON]
    if not people:
        return not_applicable("No person is recorded as a victim.")
    outcome = policy.crime_outcome(case.outcome_code) if case.outcome_code is not None else None
    if outcome is not None and outcome.no_statement:
        return not_applicable("Not asked with this outcome.")
    left = [victim for victim in people if _is_left(victim, case)]
    if case.gate is Gate.NO_FURTHER_ACTION and left:
        offered = len(people) - len(left)
        return not_applicable(f"Not asked at no further action. Offered to {offered} of {len(people)}.")
    if not left:
        return met("Offered to each, and what they answered is recorded.")
    charged = any(suspect.decision is SuspectDecision.CHARGED for suspect in case.suspects)
    if not charged and not case.referrals:
        return not_applicable("Nobody was charged, and the CPS was not asked.")
    return unmet(
        "A personal statement has not been offered to every victim. Offer it and record what they "
        "answered; where it is too early, record when it is offered.",
        [(_what_is_left(victim), "victim_statement", victim.id) for victim in left],
    )


def _is_left(victim: Victim, case: CaseFile) -> bool:
    """Never offered, or still open on the day on which it was to be offered again."""
    offer = victim.statement
    if offer is None:
        return True
    today = case.as_at.astimezone(LONDON).date()
    return offer.answer in OFFERED_AGAIN and (offer.again_on is None or offer.again_on < today)


def _what_is_left(victim: Victim) -> str:
    if victim.statement is None:
        return "Not offered"
    return "The day on which it was to be offered again has passed"
