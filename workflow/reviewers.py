"""Who reviews a decision for a victim: a supervisor a rank above whoever signed it, with no part in it. Pure.

Page, naming, and the decision itself ask `why_not_reviewer`, so that no door is wider than another.
"""

from __future__ import annotations

from dataclasses import dataclass

from vocabulary import Actor, Rank, ReviewScheme, Role
from workflow.case_file import CaseFile, Decided
from workflow.policy.entries import Authority
from workflow.policy.pack import Policy
from workflow.requirements.sign_offs import authority_in_words, involvement, lacks_authority

NOT_A_SUPERVISOR = "A decision is reviewed by a supervisor."
SIGNED_IT = "On this case, the reviewer signed the decision off."
NOBODY_ABOVE = "No rank that Fairlead knows is above whoever signed this decision off."


@dataclass(frozen=True)
class Reviewer:
    """Somebody who would review, as they act on the day."""

    person_id: int
    rank: Rank
    is_detective: bool
    supervises: bool


def as_reviewer(actor: Actor) -> Reviewer:
    """Whoever acts, as a reviewer."""
    return Reviewer(actor.id, actor.rank, actor.is_detective, actor.holds(Role.SUPERVISOR))


def rank_of_reviewer(decided: Decided, policy: Policy) -> Rank | None:
    """The lowest rank that reviews this decision; None where there is none above."""
    above = decided.highest_rank.seniority + policy.review_schemes[ReviewScheme.POLICE].ranks_above
    ranks = list(Rank)
    return ranks[above] if above < len(ranks) else None


def reviewer_in_words(decided: Decided, policy: Policy) -> str:
    """For example: 'an inspector or above'."""
    needed = _authority(decided, policy)
    return authority_in_words(needed) if needed is not None else NOBODY_ABOVE


def why_not_reviewer(case: CaseFile, decided: Decided, reviewer: Reviewer, policy: Policy) -> str | None:
    """Why this person does not review this decision, in words; None when they may."""
    if not reviewer.supervises:
        return NOT_A_SUPERVISOR
    part = why_part_of(case, decided, reviewer.person_id, policy)
    if part is not None:
        return part
    needed = _authority(decided, policy)
    if needed is None:
        return NOBODY_ABOVE
    return lacks_authority(needed, reviewer.rank, reviewer.is_detective)


def why_part_of(case: CaseFile, decided: Decided, person_id: int, policy: Policy) -> str | None:
    """Why this person is part of the case or of the decision, in a sentence; None when they are not."""
    if decided.is_signed_by(person_id):
        return f"{SIGNED_IT} Ask somebody else."
    part = involvement(case, person_id, policy)
    return f"On this case, the reviewer {part}. Ask somebody else." if part else None


def _authority(decided: Decided, policy: Policy) -> Authority | None:
    rank = rank_of_reviewer(decided, policy)
    if rank is None:
        return None
    rule = policy.review_schemes[ReviewScheme.POLICE]
    ranks = f"{rule.ranks_above} rank{'' if rule.ranks_above == 1 else 's'}"
    signed = decided.highest_rank.value.replace("_", " ")
    words = f"The reviewer is at least {ranks} above whoever signed the decision off ({signed})."
    return Authority(rank, decided.detective_needed, 1, words, rule.reviewer_source)
