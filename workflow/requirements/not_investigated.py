"""Requirements about not investigating a crime further (practice P10): a short gate of its own."""

from __future__ import annotations

from vocabulary import AssessmentQuestion, EventKind, Gate, Place, RiskFlag, Role, SuspectDecision
from workflow.case_file import CaseFile
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.endings import WITH_SUSPECT, WITHOUT_SUSPECT
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

GATES = {Gate.NOT_INVESTIGATED}
NOT_ASKED = "Asked when it is proposed not to investigate further."

QUESTIONS_IN_WORDS = {
    AssessmentQuestion.SUSPECT: "Is there a named or identifiable suspect?",
    AssessmentQuestion.VIDEO: "Is there video?",
    AssessmentQuestion.FORENSICS: "Is there anything for forensics?",
    AssessmentQuestion.WITNESS: "Is there a witness?",
    AssessmentQuestion.TRACEABLE: "Is there an item or account that can be traced?",
    AssessmentQuestion.VULNERABLE_OR_SERIES: "Is the victim vulnerable or a repeat victim, or is it one of a "
    "series?",
}


def answers_from_facts(case: CaseFile) -> dict[AssessmentQuestion, str]:
    """The questions that what is recorded answers with yes, each with the reason."""
    known = {}
    if any(suspect.decision is not SuspectDecision.ELIMINATED for suspect in case.suspects):
        known[AssessmentQuestion.SUSPECT] = "A suspect who is not eliminated is recorded on this crime."
    if RiskFlag.TRACKABLE_ITEM_TAKEN in case.flags:
        known[AssessmentQuestion.TRACEABLE] = "Something was taken that can be tracked."
    if RiskFlag.VULNERABLE_VICTIM in case.flags:
        known[AssessmentQuestion.VULNERABLE_OR_SERIES] = "The victim is recorded as vulnerable."
    elif RiskFlag.REPEAT_VICTIM in case.flags:
        known[AssessmentQuestion.VULNERABLE_OR_SERIES] = "The victim is recorded as a repeat victim."
    elif any(victim.is_enhanced for victim in case.victims):
        known[AssessmentQuestion.VULNERABLE_OR_SERIES] = "A victim has enhanced rights."
    return known


@requirement(
    gates=GATES,
    title="This kind of crime may be left uninvestigated",
    source="force.not-investigated",
    owner=Role.SUPERVISOR,
    fix=Place.ALLOCATION,
)
def crime_may_be_left_uninvestigated(case: CaseFile, policy: Policy) -> Finding:
    always = policy.always_investigated(case.offence_class, case.flags)
    if not always:
        return met("It is not of a kind, and has no recorded risk, that is always investigated.")
    return unmet(f"{' '.join(always)} Allocate it to an officer.")


@requirement(
    gates=GATES,
    title="The crime was not reopened",
    source="force.not-investigated",
    owner=Role.SUPERVISOR,
    fix=Place.ALLOCATION,
)
def crime_was_not_reopened(case: CaseFile, policy: Policy) -> Finding:
    if case.round == 1:
        return met("It was never finished before.")
    return unmet(
        "This crime was reopened, so something new is known about it. It is allocated and looked into; if "
        "nothing comes of it, propose no further action."
    )


@requirement(
    gates=GATES,
    title="The six questions are answered",
    source="force.not-investigated",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_NOT_INVESTIGATING,
)
def six_questions_are_answered(case: CaseFile, policy: Policy) -> Finding:
    asked = case.proposal.not_investigating if case.proposal is not None else None
    if asked is None:
        return not_applicable(NOT_ASKED)
    answered = asked.yes | asked.no
    left = [
        (words, "assessment", number)
        for number, (question, words) in enumerate(QUESTIONS_IN_WORDS.items())
        if question not in answered
    ]
    if left:
        return unmet(f"{len(left)} of {len(QUESTIONS_IN_WORDS)} not answered.", left)
    return met(f"All are answered, {len(asked.yes)} of them with yes.")


@requirement(
    gates=GATES,
    title="Why it is not investigated further is written",
    source="practice.rationale",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_NOT_INVESTIGATING,
)
def why_it_is_not_investigated_is_written(case: CaseFile, policy: Policy) -> Finding:
    """What the victim is told; and where an answer is yes, why that does not lead to an officer."""
    asked = case.proposal.not_investigating if case.proposal is not None else None
    if asked is None:
        return not_applicable(NOT_ASKED)
    if asked.reason_digest is None:
        return unmet("Write why it is not investigated further. It is what the victim is told.")
    if asked.yes and asked.why_not_allocated_digest is None:
        said = [
            (words, "assessment", number)
            for number, (question, words) in enumerate(QUESTIONS_IN_WORDS.items())
            if question in asked.yes
        ]
        return unmet(
            f"{len(said)} of the questions {'is' if len(said) == 1 else 'are'} answered with yes. Allocate "
            "the crime, or write why it is not allocated all the same.",
            said,
        )
    return met("The reasons are written.")


@requirement(
    gates=GATES,
    title="The outcome is one for a crime that is not investigated",
    source="home-office.outcomes",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_NOT_INVESTIGATING,
)
def outcome_is_one_for_not_investigating(case: CaseFile, policy: Policy) -> Finding:
    """18 without a suspect; with one, what the force allows."""
    suspected = any(suspect.decision is not SuspectDecision.ELIMINATED for suspect in case.suspects)
    allowed = policy.endings.outcomes[WITH_SUSPECT if suspected else WITHOUT_SUSPECT]
    words = " or ".join(allowed)
    why = "there is a suspect" if suspected else "there is no suspect"
    if case.outcome_code is None:
        return not_applicable(f"Will be {words}, because {why}.")
    if case.outcome_code in allowed and policy.crime_outcome(case.outcome_code) is not None:
        return met(f"Outcome {case.outcome_code}: {policy.crime_outcome(case.outcome_code).title}.")
    return unmet(f"Use outcome {words}, because {why}.")


def part_in_the_report(case: CaseFile, person_id: int) -> str | None:
    """What this person did with the report of the crime; None when nothing."""
    for done in case.acts:
        if done.kind is EventKind.CRIME_RECORDED and done.person_id == person_id:
            return "recorded this crime"
        if done.kind is EventKind.DECISION_PROPOSED and done.about_person_id == person_id:
            return "took the report of this crime"
    return None


@requirement(
    gates=GATES,
    title="Whoever signs neither took nor recorded the report",
    source="force.not-investigated",
    owner=Role.CRIME_ASSESSOR,
    fix=Place.WHO_MAY_SIGN,
)
def signer_neither_took_nor_recorded_the_report(case: CaseFile, policy: Policy) -> Finding:
    if case.sign_off is None:
        return not_applicable("Asked when somebody signs.")
    why = part_in_the_report(case, case.sign_off.person_id)
    if why is not None:
        return unmet(f"You cannot sign this: the person signing {why}. Ask somebody else.")
    return met("Somebody else took and recorded the report.")
