"""Requirements about supervision while a crime was investigated, and the skill of whoever did it."""

from __future__ import annotations

from vocabulary import EventKind, Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}


@requirement(
    gates=ENDINGS,
    title="A supervisor has reviewed the case",
    source="force.reviews",
    owner=Role.SUPERVISOR,
    fix=Place.REVIEW,
)
def supervisor_has_reviewed(case: CaseFile, policy: Policy) -> Finding:
    """Since it was opened, or opened again, by somebody who was never its officer."""
    if not policy.remaining.is_reviewed(case.offence_class, case.flags):
        return not_applicable("Not asked in this kind of crime.")
    officers = {done.about_person_id for done in case.acts if done.kind is EventKind.CASE_ALLOCATED}
    reviews = 0
    for done in case.acts:
        if done.kind is EventKind.CASE_REOPENED:
            reviews = 0
        elif done.kind is EventKind.CASE_REVIEWED and done.person_id not in officers | {case.oic_id}:
            reviews += 1
    if reviews:
        return met(f"Reviewed {reviews} time{'' if reviews == 1 else 's'}.")
    again = " since it was reopened" if case.round > 1 else ""
    return unmet(f"No supervisor has reviewed this case{again}. Ask yours to read it and give directions.")


@requirement(
    gates=ENDINGS,
    title="The officer in the case held the accreditation",
    source="force.allocation",
    owner=Role.SUPERVISOR,
    fix=Place.CASE,
)
def officer_held_the_accreditation(case: CaseFile, policy: Policy) -> Finding:
    """Advice to whoever signs: risks recorded since may ask for more than the crime did when it was given."""
    if case.oic_accreditation is None:
        return not_applicable("The case has no officer.")
    needed = policy.allocation(case.offence_class, case.flags).needed
    held = case.oic_accreditation
    if held >= needed:
        return met(f"Needs {needed.name}; holds {held.name}.")
    return warned(
        f"As it is known now this crime needs {needed.name}. "
        f"Its officer holds {held.name if held else 'none'}: look at what was done with that in mind."
    )
