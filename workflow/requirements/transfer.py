"""Requirements about transferring a crime to another force (practice P9): theirs only once they say so."""

from __future__ import annotations

from vocabulary import DecisionKind, Gate, Place, Role, SuspectDecision
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement


@requirement(
    gates={Gate.TRANSFER},
    title="The other force is named, and why it is theirs",
    source="force.transfer",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_TRANSFER,
)
def other_force_is_named(case: CaseFile, policy: Policy) -> Finding:
    asked = case.proposal.transfer if case.proposal is not None else None
    if asked is None:
        return not_applicable("Asked when a transfer is proposed.")
    if asked.force_digest is None:
        return unmet("Name the force that the crime goes to.")
    if asked.reason_digest is None:
        return unmet("Write why the crime is theirs.")
    return met("The force is named, and why.")


@requirement(
    gates={Gate.TRANSFER},
    title="What becomes of the prosecution is written",
    source="practice.suspect-rows",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_TRANSFER,
)
def prosecution_moves_with_the_case(case: CaseFile, policy: Policy) -> Finding:
    """Somebody who was charged here, before work was resumed, is prosecuted by whoever has the crime."""
    charged = [suspect for suspect in case.suspects if suspect.decision is SuspectDecision.CHARGED]
    if not charged:
        return not_applicable("No suspect stands charged.")
    asked = case.proposal.transfer if case.proposal is not None else None
    if asked is None:
        return not_applicable("Asked when a transfer is proposed.")
    if asked.prosecution_digest is not None:
        return met("It is written.")
    return unmet(
        "A suspect stands charged. Write what becomes of the prosecution: who in the other force takes it "
        "on, and that the CPS knows. Where it has ended, decide about the suspect again first.",
        [("Stands charged", "suspect_decision", suspect.id) for suspect in charged],
    )


@requirement(
    gates={Gate.TRANSFER, Gate.FINAL},
    title="The other force has accepted it",
    source="force.transfer",
    owner=Role.SUPERVISOR,
    fix=Place.TRANSFER_ACCEPTED,
)
def transfer_is_accepted(case: CaseFile, policy: Policy) -> Finding:
    """By somebody who is named, under a reference of theirs. Until then everything stays ours."""
    if case.decision is None or case.decision.kind is not DecisionKind.TRANSFER:
        return not_applicable("Asked when a transfer has been proposed.")
    if case.decision.transfer_accepted_at is None:
        return unmet(
            f"Not accepted. {policy.word('force_name')} still owns this. Record who accepted it, when, and "
            "their reference."
        )
    return met("Accepted; who, when and their reference are recorded.")
