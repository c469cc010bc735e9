"""Requirements about the crime as a whole and the words of a proposal."""

from __future__ import annotations

from vocabulary import DecisionKind, Gate, Place, Role
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.entries import UNCLASSIFIED
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

ENDING_IN_WORDS = {
    DecisionKind.CLOSURE: "closure",
    DecisionKind.NO_FURTHER_ACTION: "no further action",
}


@requirement(
    gates={Gate.ALLOCATION, Gate.CLOSURE, Gate.NO_FURTHER_ACTION, Gate.NOT_INVESTIGATED},
    title="The crime is classified",
    source="home-office.recording-rules",
    owner=Role.SUPERVISOR,
    fix=Place.CLASSIFY,
)
def crime_is_classified(case: CaseFile, policy: Policy) -> Finding:
    """Who may hold a crime, and who must sign it, follow from its class."""
    if case.offence_class != UNCLASSIFIED:
        return met("Classified.")
    return unmet(
        "The crime is not classified, so nobody can say which accreditation it needs. Choose the offence."
    )


def _outcome_belongs(case: CaseFile, policy: Policy, ending: DecisionKind) -> Finding:
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    outcome = policy.crime_outcome(case.outcome_code)
    if outcome is None:
        return unmet(f"{case.outcome_code} is not an outcome. Choose one from the list.")
    if outcome.ending is ending:
        return met(f"Outcome {outcome.code}: {outcome.title}.")
    if outcome.ending is None:
        return unmet(f"Outcome {outcome.code} is not for use by a force.")
    return unmet(
        f"Outcome {outcome.code} ends a crime as {ENDING_IN_WORDS[outcome.ending]}, "
        f"not as {ENDING_IN_WORDS[ending]}."
    )


@requirement(
    gates={Gate.CLOSURE},
    title="The outcome closes a crime",
    source="home-office.outcomes",
    owner=Role.INVESTIGATOR,
    fix=Place.PROPOSE_CLOSURE,
)
def outcome_closes(case: CaseFile, policy: Policy) -> Finding:
    """Which outcome ends where: practice P13."""
    return _outcome_belongs(case, policy, DecisionKind.CLOSURE)


@requirement(
    gates={Gate.NO_FURTHER_ACTION},
    title="The outcome means no further action",
    source="home-office.outcomes",
    owner=Role.INVESTIGATOR,
    fix=Place.PROPOSE_NO_FURTHER_ACTION,
)
def outcome_means_no_further_action(case: CaseFile, policy: Policy) -> Finding:
    """Which outcome ends where: practice P13."""
    return _outcome_belongs(case, policy, DecisionKind.NO_FURTHER_ACTION)


@requirement(
    gates={Gate.CLOSURE, Gate.NO_FURTHER_ACTION},
    title="The four short questions are answered",
    source="practice.rationale",
    owner=Role.INVESTIGATOR,
    fix=Place.CASE,
)
def rationale_is_complete(case: CaseFile, policy: Policy) -> Finding:
    """Evidence, lines, what the victim says, risk that remains; no minimum length (practice P36)."""
    if case.proposal is None:
        return not_applicable(
            "Asked when you propose: what evidence, what lines, what the victim says, what risk remains."
        )
    answers = (
        ("What evidence there is", case.proposal.evidence_digest),
        ("What lines were followed", case.proposal.lines_digest),
        ("What the victim says", case.proposal.victim_digest),
        ("What risk remains", case.proposal.risk_digest),
    )
    left = [(words, number) for number, (words, digest) in enumerate(answers) if digest is None]
    if not left:
        return met("All four are answered.")
    return unmet(
        f"{len(left)} of 4 not answered.",
        [(words, "question", number) for words, number in left],
    )
