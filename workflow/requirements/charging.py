"""What is pointed out about the time that is left to charge: a review may need it (domain law 2.3)."""

from __future__ import annotations

from vocabulary import Gate, Place, Role, SuspectDecision
from workflow.case_file import CaseFile
from workflow.charging_limits import charging_limit, in_words, is_short
from workflow.findings import Finding, met, not_applicable, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement


@requirement(
    gates={Gate.NO_FURTHER_ACTION, Gate.SUSPECT_NO_FURTHER_ACTION},
    title="There is time left to charge, should a review ask for it",
    source="force.charging-limit",
    owner=Role.SUPERVISOR,
    fix=Place.SUSPECTS,
)
def time_to_charge_is_left(case: CaseFile, policy: Policy) -> Finding:
    """Advice: no further action close to the last day leaves a victim's review no time to change anything."""
    limit = charging_limit(case, policy)
    if limit is None:
        return not_applicable("No time limit for charging is set for this offence.")
    if all(suspect.decision is SuspectDecision.ELIMINATED for suspect in case.suspects):
        return not_applicable("No suspect stands who could be charged.")
    said = f"{in_words(limit, case.as_at)} {limit.rule}"
    if not is_short(limit, case.as_at, policy.setting("charging_limit_seen_days")):
        return met(said)
    if limit.days_left(case.as_at) < 0:
        return warned(f"{said} A review cannot change that: say so to whoever asks for one.")
    return warned(
        f"{said} Decide with that in mind, and tell the victims at once: a review that they ask for has to "
        "be decided before that day."
    )
