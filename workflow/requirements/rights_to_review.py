"""The requirement about a victim's right to have a decision reviewed: whoever has it was told so."""

from __future__ import annotations

from vocabulary import Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.requirements.telling import exception_that_stands
from workflow.rights_to_review import decided_now, scheme_of, was_told_of_right, why_no_review


@requirement(
    gates={Gate.FINAL},
    title="Each victim who may ask for a review was told so",
    source="npcc.right-to-review",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def victims_are_told_of_the_right_to_review(case: CaseFile, policy: Policy) -> Finding:
    """Told with the decision, or after it. Not asked over a victim for whom an exception to telling stands.

    Where the pack says that it is only pointed out, as of decisions of the CPS, it never stands in the way.
    """
    decided = decided_now(case)
    if decided is None:
        return not_applicable("Asked when a decision has been signed off.")
    entitled = [victim for victim in case.victims if why_no_review(case, decided, victim, policy) is None]
    if not entitled:
        return not_applicable("No victim of this crime has the right to have this decision reviewed.")
    asked = [victim for victim in entitled if exception_that_stands(case, victim, decided.id, policy) is None]
    if not asked:
        return not_applicable("Whoever has the right does not want contact, or is told later, as recorded.")
    left = [victim for victim in asked if not was_told_of_right(victim, decided)]
    if not left:
        return met("Each was told.")
    rule = policy.review_schemes[scheme_of(case, decided, policy)]
    why = (
        f"{len(left)} of {len(asked)} not told that they may ask for a review within "
        f"{rule.ask_within_months} months. Tell them, and tick it on the contact."
    )
    items = [("Not told of the right to review", "victim_contact", victim.id) for victim in left]
    return unmet(why, items) if rule.notice_is_needed else warned(why, items)
