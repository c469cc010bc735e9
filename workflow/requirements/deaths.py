"""Requirements about a victim who has died (practice P16).

Who decides while an inquest is open, the authority table says.
"""

from __future__ import annotations

from vocabulary import Gate, Inquest, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}
NOBODY_DIED = "No victim is recorded as dead."


@requirement(
    gates=ENDINGS,
    title="Somebody who is bereaved is named",
    source="force.deaths",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def bereaved_contact_is_named(case: CaseFile, policy: Policy) -> Finding:
    """The rights of a victim who died are those of the family: somebody must be told for them."""
    dead = [victim for victim in case.victims if victim.died_on is not None]
    if not dead:
        return not_applicable(NOBODY_DIED)
    left = [victim for victim in dead if not victim.bereaved_contact_named]
    if not left:
        return met("A bereaved relative or a family liaison officer is named.")
    return unmet(
        "Name the bereaved relative, or the family liaison officer through whom the family is told.",
        [("Nobody is named", "victim_death", victim.id) for victim in left],
    )


@requirement(
    gates=ENDINGS,
    title="The coroner was told",
    source="force.deaths",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def coroner_was_told(case: CaseFile, policy: Policy) -> Finding:
    """Unless the death has nothing for a coroner to ask, which is recorded too."""
    dead = [victim for victim in case.victims if victim.died_on is not None]
    if not dead:
        return not_applicable(NOBODY_DIED)
    left = [
        victim for victim in dead if not victim.coroner_told and victim.inquest is not Inquest.NOT_EXPECTED
    ]
    if not left:
        return met("Told, or there is nothing for a coroner to ask.")
    return unmet(
        "Tell the coroner's officer what this case found, and record when.",
        [("The coroner is not told", "victim_death", victim.id) for victim in left],
    )
