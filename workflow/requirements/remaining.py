"""Requirements about the risk that remains when a suspect is released (practice P34), by question."""

from __future__ import annotations

from collections.abc import Callable

from vocabulary import Gate, Place, RemainsAnswer, RemainsQuestion, RiskFlag, Role, SuspectDecision
from workflow.case_file import CaseFile, Suspect
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

RELEASED = {Gate.NO_FURTHER_ACTION, Gate.SUSPECT_NO_FURTHER_ACTION}
LEAVES_NO_RISK = (SuspectDecision.ELIMINATED, SuspectDecision.DECEASED)
NOT_ANSWERED = "Not answered"
MustBeDone = Callable[[Suspect], str | None]


def _asked(title: str) -> Callable:
    return requirement(
        gates=RELEASED,
        title=title,
        source="force.risk-that-remains",
        owner=Role.INVESTIGATOR,
        fix=Place.SUSPECTS,
    )


def suspects_released(case: CaseFile) -> tuple[Suspect, ...]:
    """The suspect in question; where a crime ends, everybody who is neither eliminated nor dead."""
    if case.gate is Gate.SUSPECT_NO_FURTHER_ACTION:
        one = case.suspect_in_question
        return (one,) if one is not None else ()
    return tuple(each for each in case.suspects if each.decision not in LEAVES_NO_RISK)


def _answered(
    case: CaseFile,
    policy: Policy,
    *questions: RemainsQuestion,
    done: str,
    ask: str,
    must_be_done: MustBeDone = lambda suspect: None,
) -> Finding:
    """Is each question answered of each suspect released? `must_be_done` says why a reason is not enough."""
    asked = policy.remaining.questions(case.offence_class, case.flags) & frozenset(questions)
    if not asked:
        return not_applicable("Not asked in this kind of crime.")
    released = suspects_released(case)
    if not released:
        if case.gate is Gate.SUSPECT_NO_FURTHER_ACTION:
            return not_applicable("Asked when no further action is decided for a suspect.")
        return not_applicable("Nobody is released: there is no suspect who is neither eliminated nor dead.")
    only_yes = policy.remaining.must_be_yes(case.offence_class, case.flags)
    left = []
    for suspect in released:
        for question in sorted(asked, key=list(RemainsQuestion).index):
            found = _what_is_left(suspect, question, question in only_yes, must_be_done)
            if found is not None:
                # Where several are asked together, which of them it is.
                which = f": {question.value.replace('_', ' ')}" if len(asked) > 1 else ""
                left.append((f"{found}{which}", "suspect_remains", suspect.id))
    return unmet(ask, left) if left else met(done)


def _what_is_left(
    suspect: Suspect, question: RemainsQuestion, only_yes: bool, must_be_done: MustBeDone
) -> str | None:
    answer = suspect.answer_to(question)
    if answer is None:
        return NOT_ANSWERED
    if only_yes and answer is not RemainsAnswer.YES:
        return "Answered no, and in this kind of crime a reason is not enough"
    return must_be_done(suspect) if answer is RemainsAnswer.NOT_APPLICABLE else None


@_asked("A protective order was sought, or why not")
def protective_order_was_considered(case: CaseFile, policy: Policy) -> Finding:
    return _answered(
        case,
        policy,
        RemainsQuestion.PROTECTIVE_ORDER,
        done="Sought, or why not is written.",
        ask="Say which order was applied for, or why none was.",
    )


@_asked("Firearms certificates were checked")
def firearms_were_checked(case: CaseFile, policy: Policy) -> Finding:
    return _answered(
        case,
        policy,
        RemainsQuestion.FIREARMS,
        done="Checked, or why not is written.",
        ask="Check whether the suspect holds a firearms or shotgun certificate, and record it.",
    )


@_asked("Children linked to the suspect were referred")
def children_were_referred(case: CaseFile, policy: Policy) -> Finding:
    def a_child_is_known(suspect: Suspect) -> str | None:
        if RiskFlag.CHILD_VICTIM in case.flags:
            return "Answered that it does not apply, and a child is the victim"
        return None

    return _answered(
        case,
        policy,
        RemainsQuestion.CHILDREN,
        done="Referred, or why not is written.",
        ask="Find out which children the suspect has contact with, refer them to children's social care, and "
        "record it.",
        must_be_done=a_child_is_known,
    )


@_asked("A position of trust was reported")
def position_of_trust_was_reported(case: CaseFile, policy: Policy) -> Finding:
    return _answered(
        case,
        policy,
        RemainsQuestion.POSITION_OF_TRUST,
        RemainsQuestion.POLICE_SUSPECT,
        done="Told to the designated officer, the employer or professional standards, or why not is written.",
        ask="Find out whether the suspect works or volunteers in a position of trust, or for the police. "
        "Tell the local authority designated officer, the employer or professional standards, and record it.",
    )


@_asked("Other allegations were looked at")
def other_allegations_were_looked_at(case: CaseFile, policy: Policy) -> Finding:
    def others_are_known(suspect: Suspect) -> str | None:
        if suspect.other_crimes:
            crimes = f"{suspect.other_crimes} other crime{'' if suspect.other_crimes == 1 else 's'}"
            return f"Answered that it does not apply, and {crimes} here name the same person"
        return None

    return _answered(
        case,
        policy,
        RemainsQuestion.OTHER_ALLEGATIONS,
        done="Looked at, or why not is written.",
        ask="Look at what else was alleged against this person, here and elsewhere, and record it.",
        must_be_done=others_are_known,
    )


@_asked("Intelligence was submitted")
def intelligence_was_submitted(case: CaseFile, policy: Policy) -> Finding:
    return _answered(
        case,
        policy,
        RemainsQuestion.INTELLIGENCE,
        done="Submitted, or why not is written.",
        ask="Submit what was learnt about this person as intelligence, and record it.",
    )


@_asked("The suspect's welfare was considered")
def suspect_welfare_was_considered(case: CaseFile, policy: Policy) -> Finding:
    return _answered(
        case,
        policy,
        RemainsQuestion.WELFARE,
        RemainsQuestion.TOLD_IN_PERSON,
        done="Considered.",
        ask="Say what was done for the suspect's own safety. Where it is about indecent images, there is a "
        "welfare plan and the suspect is told in person.",
    )
