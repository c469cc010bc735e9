"""Requirements about taking a crime more lightly: a recorded risk away, or a less grave class.

Adding a risk and raising a class are never gated (practice P17, P34).
"""

from __future__ import annotations

from vocabulary import EventKind, Gate, Place, Role
from workflow.case_file import CaseFile, LowerClassAsked, LowerRiskAsked
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.requirements.sign_offs import authority_in_words, lacks_authority

NOT_ASKED = "Asked when somebody takes a risk away, or gives the crime a less grave class."


def _asked(case: CaseFile) -> LowerRiskAsked | LowerClassAsked | None:
    return case.lower_risk or case.lower_class


@requirement(
    gates={Gate.DOWNGRADE},
    title="Why the risk or the class is lowered is written",
    source="force.lowering-risk",
    owner=Role.SUPERVISOR,
    fix=Place.CASE,
)
def why_risk_is_lowered_is_written(case: CaseFile, policy: Policy) -> Finding:
    asked = _asked(case)
    if asked is None:
        return not_applicable(NOT_ASKED)
    if asked.reason_given:
        return met("The reason is written.")
    what = "the risk was never there" if case.lower_risk else "it was never the graver crime"
    return unmet(f"Write what has changed, or what showed that {what}.")


@requirement(
    gates={Gate.DOWNGRADE},
    title="Whoever lowers a risk or a class is not the officer in the case",
    source="force.lowering-risk",
    owner=Role.SUPERVISOR,
    fix=Place.CASE,
)
def risk_is_lowered_by_somebody_else(case: CaseFile, policy: Policy) -> Finding:
    """Nor whoever was officer in the case before: a case is not given away to lower its risk."""
    if _asked(case) is None or case.sign_off is None:
        return not_applicable(NOT_ASKED)
    person = case.sign_off.person_id
    was_officer = any(
        done.kind is EventKind.CASE_ALLOCATED and done.about_person_id == person for done in case.acts
    )
    if person == case.oic_id or was_officer:
        what = "the risk" if case.lower_risk else "the class"
        return unmet(f"You are or were the officer in the case. Ask another supervisor to look at {what}.")
    return met("Somebody who is not and was not the officer in the case.")


@requirement(
    gates={Gate.DOWNGRADE},
    title="Whoever lowers a risk or a class has the authority",
    source="force.lowering-risk",
    owner=Role.SUPERVISOR,
    fix=Place.CASE,
)
def who_lowers_risk_has_the_authority(case: CaseFile, policy: Policy) -> Finding:
    """Who takes a risk away follows from the risk, who lowers a class from what the crime is now."""
    if _asked(case) is None or case.sign_off is None:
        return not_applicable(NOT_ASKED)
    if case.lower_risk is not None:
        needed = policy.lowering_risk(case.offence_class, case.lower_risk.flags)
    else:
        needed = policy.lowering_class(case.offence_class, case.flags)
    why = lacks_authority(needed, case.sign_off.rank, case.sign_off.is_detective)
    if why is not None:
        return unmet(why)
    return met(f"Done by {authority_in_words(needed)}.")
