"""Overrides: whether one lets a requirement go unmet, and who may grant one on this case.

An override counts only while it is live, for the officer or the suspect it was granted for, and while whoever
granted it is independent of the case by everything done since. None counts before a case is finished.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vocabulary import Gate, Outcome, Rank
from workflow.case_file import CaseFile, Override
from workflow.findings import Finding
from workflow.policy.pack import Authority, Policy
from workflow.requirements.registry import REGISTRY, Requirement
from workflow.requirements.sign_offs import KIND_ASKED, authority_in_words, authority_needed, involvement
from workflow.working_days import LONDON


def as_overridden(declared: Requirement, finding: Finding, case: CaseFile, policy: Policy) -> Finding:
    """The finding, met where a live override lets it go unmet; where one has expired, it says so."""
    if not finding.stands_in_the_way or not _may_be(declared, policy):
        return finding
    granted = [each for each in case.overrides if each.requirement == declared.key and _is_for(each, case)]
    for override in granted:
        why_not = _why_it_does_not_count(override, case, policy)
        if why_not is None:
            words = f"{in_words(override, policy)} Not met without it: {finding.why}"
            return replace(finding, outcome=Outcome.MET, why=words, overridden=finding.why)
    said = [why for each in granted[-1:] if (why := _why_it_does_not_count(each, case, policy))]
    return replace(finding, why=" ".join([finding.why, *said]))


def _may_be(declared: Requirement, policy: Policy) -> bool:
    return policy.override_rule(declared.key) is not None and Gate.FINAL not in declared.gates


def _is_for(override: Override, case: CaseFile) -> bool:
    """Granted for one officer or one suspect, it is for nobody else."""
    officer = case.allocation.officer_id if case.allocation is not None else None
    suspect = case.suspect_decision.suspect_id if case.suspect_decision is not None else None
    return override.officer_id in (None, officer) and override.suspect_id in (None, suspect)


def _why_it_does_not_count(override: Override, case: CaseFile, policy: Policy) -> str | None:
    if override.ended_at is not None and override.ended_at < override.expires_at:
        return f"The override was ended on {_day(override.ended_at)}."
    if not override.is_live(case.as_at):
        return f"The override expired on {last_day(override)}."
    why = involvement(case, override.granted_by_id, policy)
    if why is not None:
        return f"The override does not count: whoever granted it {why}."
    decides = case.sign_off is not None and case.gate is Gate.SUSPECT_NO_FURTHER_ACTION
    if decides and case.sign_off.person_id == override.granted_by_id:
        return "The override does not count: whoever granted it does not decide by it."
    return None


def in_words(override: Override, policy: Policy) -> str:
    """For example 'Overridden until 5 March 2026: asked not to, granted by a detective inspector.'"""
    ground = ground_title(override.requirement, override.ground, policy)
    rank = override.rank.value.replace("_", " ")
    article = "an" if rank[0] in "aeiou" else "a"
    return f"Overridden until {last_day(override)}: {ground}. Granted by {article} {rank}."


def ground_title(requirement: str, ground: str, policy: Policy) -> str:
    """What the pack calls a ground; of one that it no longer has, its key in words."""
    rule = policy.override_rule(requirement)
    titles = rule.grounds if rule is not None else {}
    return titles.get(ground, ground.replace("_", " "))


def last_day(override: Override) -> str:
    """The last day on which it holds, in London."""
    return _day(override.expires_at - dt.timedelta(seconds=1))


def _day(at: dt.datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"


def override_authority(declared: Requirement, case: CaseFile, policy: Policy) -> Authority | None:
    """Who may grant an override of this requirement on this case; None when nobody may.

    A rank above whoever signs what the requirement stands before, so that nobody excuses themselves.
    """
    if not _may_be(declared, policy):
        return None
    rule = policy.override_rule(declared.key)
    signs = [
        authority_needed(case, KIND_ASKED[gate], policy) for gate in declared.gates if gate in KIND_ASKED
    ]
    ranks = [rule.rank, *(_one_above(each.rank) for each in signs)]
    return Authority(
        max(ranks, key=lambda rank: rank.seniority),
        rule.detective or any(each.detective for each in signs),
        1,
        "An override is granted by somebody senior to whoever signs.",
        rule.source,
    )


def _one_above(rank: Rank) -> Rank:
    ranks = list(Rank)
    return ranks[min(rank.seniority + 1, len(ranks) - 1)]


def who_may_override(declared: Requirement, case: CaseFile, policy: Policy) -> str:
    """In words; empty when nobody may."""
    needed = override_authority(declared, case, policy)
    return authority_in_words(needed) if needed is not None else ""


def may_be_overridden(policy: Policy) -> tuple[Requirement, ...]:
    """The requirements that the pack lets somebody override, in the order they are declared."""
    return tuple(declared for declared in REGISTRY.values() if _may_be(declared, policy))
