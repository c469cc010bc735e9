"""Requirements about giving a crime to an officer (practice P32)."""

from __future__ import annotations

from vocabulary import Accreditation, Gate, Place, Role
from workflow.case_file import AllocationAsked, CaseFile
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

# A case file holds no names. Pages put that of the officer chosen in place of this.
THIS_OFFICER = "This officer"


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
    helped = helped_by(case.allocation, rule.needed)
    if helped is not None:
        return met(f"Needs {rule.needed.name}; {helped}.")
    why = f"Needs {rule.needed.name}. {THIS_OFFICER} holds {held.name if held else 'none'}."
    officer = [("The officer chosen", "officer", case.allocation.officer_id)]
    if rule.blocks_below:
        return unmet(
            f"{why} For this kind of crime that is not enough: choose an accredited officer, or name an "
            "accredited mentor for this case.",
            officer,
        )
    return warned(f"{why} You may go on: the record will show that you saw this.", officer)


def helped_by(asked: AllocationAsked, needed: Accreditation) -> str | None:
    """Who stands beside an officer below the level needed, in words; None when nobody who holds it."""
    if asked.mentor is not None and asked.mentor >= needed:
        return f"a mentor who holds {asked.mentor.name} is named for this case"
    trained = asked.training is not None and asked.training >= needed
    if trained and asked.trainer is not None and asked.trainer >= needed:
        return (
            f"in training for {asked.training.name}, under a named supervisor who holds {asked.trainer.name}"
        )
    return None


@requirement(
    gates={Gate.ALLOCATION},
    title="The officer has room for it",
    source="force.load",
    owner=Role.SUPERVISOR,
    fix=Place.ALLOCATION,
)
def officer_has_room(case: CaseFile, policy: Policy) -> Finding:
    """Never refused: who has room is the supervisor's to judge. The number is shown and kept."""
    if case.allocation is None:
        return not_applicable("Asked when an officer is chosen.")
    held, figure = case.allocation.crimes_held, policy.setting("crimes_an_officer_carries")
    crimes = f"{held:,} crime{'' if held == 1 else 's'}"
    if held < figure:
        return met(f"Has {crimes}; {figure} is the force's figure.")
    return warned(
        f"{THIS_OFFICER} has {crimes}; {figure} is the force's figure. You may go on: the record will show "
        "that you saw this.",
        [("The officer chosen", "officer", case.allocation.officer_id)],
    )
