"""Requirements about resolutions out of court (practice P12): recorded as given, checked afterwards."""

from __future__ import annotations

from vocabulary import Gate, Place, Role, SuspectDecision
from workflow.case_file import CaseFile, Resolution, Suspect
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

NONE_GIVEN = "No suspect was given a resolution out of court."


def resolved_suspects(case: CaseFile) -> tuple[Suspect, ...]:
    """Suspects whose decision is a resolution out of court."""
    resolved = SuspectDecision.OUT_OF_COURT_RESOLUTION
    return tuple(suspect for suspect in case.suspects if suspect.decision is resolved)


def _is_diversion(resolution: Resolution | None, policy: Policy) -> bool:
    rule = policy.resolution(resolution.kind) if resolution is not None else None
    return rule is not None and rule.is_diversion


@requirement(
    gates={Gate.CLOSURE},
    title="The resolution has been checked by a sergeant",
    source="force.resolution-check",
    owner=Role.SUPERVISOR,
    fix=Place.SUSPECTS,
)
def resolution_is_checked(case: CaseFile, policy: Policy) -> Finding:
    """Given on the street, looked at afterwards: right, or to the scrutiny panel. Either is an answer."""
    resolved = resolved_suspects(case)
    if not resolved:
        return not_applicable(NONE_GIVEN)
    items = []
    for suspect in resolved:
        if suspect.resolution is None:
            items.append(("What was given is not recorded", "suspect_resolution", suspect.id))
        elif suspect.resolution.check_result is None:
            items.append(("Not checked", "suspect_resolution_check", suspect.id))
    if not items:
        return met(f"All {len(resolved)} are checked.")
    return unmet(
        f"{len(items)} of {len(resolved)} not recorded or not checked. A sergeant who did not give it looks "
        "at each resolution, and records that it was right, or sends it to the scrutiny panel.",
        items,
    )


@requirement(
    gates={Gate.CLOSURE},
    title="The diversion is completed",
    source="home-office.outcome-22",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def diversion_is_completed(case: CaseFile, policy: Policy) -> Finding:
    """Outcomes 22 and 23 say that it was completed, not that it was begun."""
    diverted = [s for s in resolved_suspects(case) if _is_diversion(s.resolution, policy)]
    if not diverted:
        return not_applicable("No suspect is on a diversion or a deferred prosecution.")
    left = [suspect for suspect in diverted if not suspect.resolution.is_completed]
    if not left:
        return met(f"All {len(diverted)} are completed.")
    return unmet(
        f"{len(left)} of {len(diverted)} not completed. When one ends, record that it was completed, or that "
        "it failed: then the suspect is decided again.",
        [(_until(suspect.resolution), "suspect_diversion", suspect.id) for suspect in left],
    )


def _until(resolution: Resolution) -> str:
    if resolution.diversion_ends_on is None:
        return "In progress; the day it ends on is not recorded"
    return f"In progress until {resolution.diversion_ends_on:%-d %B %Y}"


@requirement(
    gates={Gate.CLOSURE},
    title="The outcome is that of the resolution given",
    source="home-office.outcomes",
    owner=Role.INVESTIGATOR,
    fix=Place.PROPOSE_CLOSURE,
)
def outcome_is_that_of_the_resolution(case: CaseFile, policy: Policy) -> Finding:
    """By the pack's table of kinds; one that is for children alone needs a suspect who was under 18."""
    outcome = policy.crime_outcome(case.outcome_code) if case.outcome_code is not None else None
    if outcome is None or outcome.suspects != "out_of_court":
        return not_applicable(
            "Asked when an outcome is chosen that says a resolution out of court was given."
        )
    rules = [
        (suspect, policy.resolution(suspect.resolution.kind))
        for suspect in resolved_suspects(case)
        if suspect.resolution is not None
    ]
    fitting = [(suspect, rule) for suspect, rule in rules if rule and outcome.code in rule.outcomes]
    if not fitting:
        given = " and ".join(dict.fromkeys(rule.title.lower() for _, rule in rules if rule)) or "nothing"
        return unmet(
            f"Outcome {outcome.code} is not that of what was given: {given} is recorded. Choose the outcome "
            "of the resolution, or record the resolution as it was given."
        )
    if any(not rule.child_only or suspect.resolution.was_child for suspect, rule in fitting):
        return met(f"Outcome {outcome.code}: {fitting[0][1].title}.")
    return unmet(
        f"{fitting[0][1].title} is for a suspect under 18, and no date of birth recorded here says so. "
        "Correct the suspect's date of birth, or record the resolution as it was given.",
        [("Age not recorded, or 18 and over", "suspect_correct", suspect.id) for suspect, _ in fitting],
    )


def what_is_missing(resolution: Resolution, policy: Policy) -> list[str]:
    """What the record of a resolution lacks, in sentences, for the sergeant who checks it (practice P4)."""
    rule = policy.resolution(resolution.kind)
    said = [
        (resolution.admitted is None, "Whether the suspect admitted it is not recorded."),
        (resolution.admitted is False, "The suspect did not admit it."),
        (resolution.victim_consulted is None, "Whether the victim was asked is not recorded."),
        (resolution.victim_consulted is False, "The victim was not asked."),
        (not resolution.conditions_given, "No conditions are recorded."),
    ]
    if rule is not None and rule.is_diversion:
        said.append((resolution.diversion_ends_on is None, "The day it ends on is not recorded."))
    if rule is not None and rule.child_only:
        said.append((resolution.was_child is None, "The suspect's date of birth is not recorded."))
        said.append((resolution.was_child is False, "It is for a suspect under 18, and this one was not."))
    return [sentence for is_so, sentence in said if is_so]
