"""Requirements about giving a crime to an officer (practice P32)."""

from __future__ import annotations

from vocabulary import Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement


@requirement(
    gates={Gate.ALLOCATION},
    title="The officer can take it",
    source="practice.allocation",
    owner=Role.SUPERVISOR,
    fix=Place.ALLOCATION,
)
def officer_can_take_it(case: CaseFile, policy: Policy) -> Finding:
    if case.allocation is None:
        return not_applicable("Asked when an officer is chosen.")
    if case.allocation.is_retired:
        return unmet("This person has left. Choose somebody else.")
    if not case.allocation.is_investigator_in_unit:
        return unmet("This person is not an investigator in the crime's unit. Choose somebody who is.")
    return met("An investigator in the crime's unit.")


@requirement(
    gates={Gate.ALLOCATION},
    title="The officer holds the accreditation",
    source="force.allocation",
    owner=Role.SUPERVISOR,
    fix=Place.ALLOCATION,
)
def officer_is_accredited(case: CaseFile, policy: Policy) -> Finding:
    """Blocks or warns by class; the rule is about the officer in the case, never the first holder."""
    rule = policy.allocation(case.offence_class, case.flags)
    if case.allocation is None:
        return not_applicable(f"Needs {rule.needed.name}. Asked when an officer is chosen.")
    held = case.allocation.accreditation
    if held >= rule.needed:
        return met(f"Needs {rule.needed.name}; holds {held.name}.")
    why = f"Needs {rule.needed.name}. This officer holds {held.name if held else 'none'}."
    if rule.blocks_below:
        return unmet(f"{why} For this kind of crime that is not enough: choose an accredited officer.")
    return warned(f"{why} You may go on: the record will show that you saw this.")
