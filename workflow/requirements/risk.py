"""Requirements about taking a recorded risk away (practice P17, P34). Adding one is never gated."""

from __future__ import annotations

from vocabulary import EventKind, Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.requirements.sign_offs import authority_in_words, lacks_authority

NOT_ASKED = "Asked when somebody takes a risk away."


@requirement(
    gates={Gate.DOWNGRADE},
    title="Why the risk is lowered is written",
    source="force.lowering-risk",
    owner=Role.SUPERVISOR,
    fix=Place.LOWER_RISK,
)
def why_risk_is_lowered_is_written(case: CaseFile, policy: Policy) -> Finding:
    if case.lower_risk is None:
        return not_applicable(NOT_ASKED)
    if case.lower_risk.reason_given:
        return met("The reason is written.")
    return unmet("Write what has changed, or what showed that the risk was never there.")


@requirement(
    gates={Gate.DOWNGRADE},
    title="Whoever lowers a risk is not the officer in the case",
    source="force.lowering-risk",
    owner=Role.SUPERVISOR,
    fix=Place.LOWER_RISK,
)
def risk_is_lowered_by_somebody_else(case: CaseFile, policy: Policy) -> Finding:
    """Nor whoever was officer in the case before: a case is not given away to lower its risk."""
    if case.lower_risk is None or case.sign_off is None:
        return not_applicable(NOT_ASKED)
    person = case.sign_off.person_id
    was_officer = any(
        done.kind is EventKind.CASE_ALLOCATED and done.about_person_id == person for done in case.acts
    )
    if person == case.oic_id or was_officer:
        return unmet("You are or were the officer in the case. Ask another supervisor to look at the risk.")
    return met("Somebody who is not and was not the officer in the case.")


@requirement(
    gates={Gate.DOWNGRADE},
    title="Whoever lowers a risk has the authority",
    source="force.lowering-risk",
    owner=Role.SUPERVISOR,
    fix=Place.LOWER_RISK,
)
def who_lowers_risk_has_the_authority(case: CaseFile, policy: Policy) -> Finding:
    if case.lower_risk is None or case.sign_off is None:
        return not_applicable(NOT_ASKED)
    needed = policy.lowering_risk(case.offence_class, case.lower_risk.flags)
    why = lacks_authority(needed, case.sign_off.rank, case.sign_off.is_detective)
    if why is not None:
        return unmet(why)
    return met(f"Done by {authority_in_words(needed)}.")
