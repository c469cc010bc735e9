"""Requirements about suspects."""

from __future__ import annotations

from vocabulary import Gate, Place, Role, SuspectDecision
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}


@requirement(
    gates=ENDINGS,
    title="Suspects are recorded, or why there is none",
    source="practice.suspect-rows",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def suspects_or_a_reason_are_recorded(case: CaseFile, policy: Policy) -> Finding:
    if case.suspects:
        return met(f"{len(case.suspects)} recorded.")
    if case.no_suspect_reason_given:
        return met("None, and why is recorded.")
    return unmet("No suspect is recorded. Add each suspect, or write why there is none.")


@requirement(
    gates=ENDINGS | {Gate.NOT_INVESTIGATED},
    title="Every suspect is decided",
    source="practice.suspect-rows",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def every_suspect_is_decided(case: CaseFile, policy: Policy) -> Finding:
    """A wanted suspect is decided for this purpose: the wanted duty stays alive (practice P6)."""
    if not case.suspects:
        return not_applicable("No suspect is recorded.")
    left = [suspect for suspect in case.suspects if suspect.decision is None]
    if not left:
        return met(f"All {len(case.suspects)} are decided.")
    return unmet(
        f"{len(left)} of {len(case.suspects)} not decided. Record what was decided about each.",
        [("Not decided", "suspect_decision", suspect.id) for suspect in left],
    )


@requirement(
    gates=ENDINGS | {Gate.NOT_INVESTIGATED},
    title="The outcome fits the suspects",
    source="home-office.outcomes",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def outcome_fits_the_suspects(case: CaseFile, policy: Policy) -> Finding:
    """The consistency table: what each outcome says about suspects, against the rows."""
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    outcome = policy.crime_outcome(case.outcome_code)
    if outcome is None:
        return unmet(f"{case.outcome_code} is not an outcome. Choose one from the list.")
    decided = [suspect.decision for suspect in case.suspects]
    remaining = [
        (suspect, SUSPECT_STANDING[suspect.decision])
        for suspect in case.suspects
        if suspect.decision is not SuspectDecision.ELIMINATED
    ]
    if outcome.suspects == "none_named" and remaining:
        return unmet(
            f"Outcome {outcome.code} says no suspect was identified. "
            "There is a suspect who is not eliminated.",
            [
                (f"This suspect {standing}, and is not eliminated", "suspect_decision", suspect.id)
                for suspect, standing in remaining
            ],
        )
    if outcome.suspects == "named" and not remaining:
        return unmet(
            f"Outcome {outcome.code} needs a named suspect, and none stands on this crime. Add the "
            "suspect, or choose another outcome."
        )
    needed = DECISION_NEEDED.get(outcome.suspects)
    if needed is not None and needed not in decided:
        return unmet(
            f"Outcome {outcome.code} says a suspect {SUSPECT_STANDING[needed]}. No suspect's row says so. "
            "Record that decision, or choose another outcome."
        )
    formal = next((each for each in FORMAL_ACTION if each in decided), None)
    if formal is not None and not outcome.formal_action:
        return unmet(
            f"A suspect {SUSPECT_STANDING[formal]}, so the crime cannot end with outcome {outcome.code}, "
            "which says that no formal action was taken. Choose the outcome of that action; or, where it "
            "came to nothing, decide about the suspect again."
        )
    return met(f"Outcome {outcome.code} agrees with the rows.")


FORMAL_ACTION = (SuspectDecision.CHARGED, SuspectDecision.OUT_OF_COURT_RESOLUTION)
# What the pack's closed list says in terms of one suspect's decision.
DECISION_NEEDED = {
    "charged": SuspectDecision.CHARGED,
    "out_of_court": SuspectDecision.OUT_OF_COURT_RESOLUTION,
    "deceased": SuspectDecision.DECEASED,
}
SUSPECT_STANDING = {
    None: "is not decided",
    SuspectDecision.CHARGED: "was charged",
    SuspectDecision.OUT_OF_COURT_RESOLUTION: "was given an out-of-court resolution",
    SuspectDecision.NO_FURTHER_ACTION: "was told no further action, which is not elimination",
    SuspectDecision.ELIMINATED: "was eliminated",
    SuspectDecision.DECEASED: "has died",
    SuspectDecision.WANTED: "is wanted",
}


@requirement(
    gates={Gate.NO_FURTHER_ACTION},
    title="Proof of death is recorded",
    source="practice.proof-of-death",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def proof_of_death_is_recorded(case: CaseFile, policy: Policy) -> Finding:
    """Where a crime ends because the suspect has died (practice P16)."""
    outcome = policy.crime_outcome(case.outcome_code) if case.outcome_code is not None else None
    if outcome is None or outcome.suspects != "deceased":
        return not_applicable("Asked when an outcome is chosen that says the suspect has died.")
    dead = [suspect for suspect in case.suspects if suspect.decision is SuspectDecision.DECEASED]
    left = [suspect for suspect in dead if not suspect.death_is_proven]
    if dead and not left:
        return met("Recorded for each suspect who has died.")
    return unmet(
        "Nothing recorded here proves the death. Write what does, for example the coroner's reference, in "
        "the decision about the suspect.",
        [("No proof of death", "suspect_decision", suspect.id) for suspect in left],
    )


@requirement(
    gates={Gate.FINAL},
    title="Suspects have been told",
    source="practice.order-of-telling",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def every_suspect_is_told(case: CaseFile, policy: Policy) -> Finding:
    """Only those who were interviewed know they were suspected; the charged are told by the charge."""
    to_tell = [
        suspect
        for suspect in case.suspects
        if suspect.interviewed_at is not None
        and suspect.decision in (SuspectDecision.NO_FURTHER_ACTION, SuspectDecision.ELIMINATED)
    ]
    if not to_tell:
        return not_applicable("No suspect was interviewed and then released from suspicion.")
    left = [suspect for suspect in to_tell if suspect.told_at is None]
    if not left:
        return met("Each has been told.")
    return unmet(
        f"{len(left)} not told. Tell the victims first, then each suspect, and record when.",
        [("Not told", "suspect_told", suspect.id) for suspect in left],
    )


@requirement(
    gates={Gate.SUSPECT_NO_FURTHER_ACTION},
    title="The suspect's account was sought",
    source="cpia.reasonable-lines",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def suspect_account_was_sought(case: CaseFile, policy: Policy) -> Finding:
    if case.suspect_decision is None:
        return not_applicable("Asked when no further action is decided for a suspect.")
    suspect = case.suspect(case.suspect_decision.suspect_id)
    if suspect.interviewed_at is not None:
        return met("Interviewed under caution.")
    if suspect.no_interview_reason_given:
        return met("Not interviewed, and why is recorded.")
    return unmet(
        "The suspect was not interviewed under caution, and nothing says why not. Record the interview, or "
        "write why there was none."
    )


@requirement(
    gates={Gate.SUSPECT_NO_FURTHER_ACTION},
    title="Reasons are written",
    source="practice.rationale",
    owner=Role.SUPERVISOR,
    fix=Place.SUSPECTS,
)
def suspect_decision_has_reasons(case: CaseFile, policy: Policy) -> Finding:
    if case.suspect_decision is None:
        return not_applicable("Asked when no further action is decided for a suspect.")
    if case.suspect_decision.reason_given:
        return met("Written.")
    return unmet("Write why no further action is right for this suspect.")
