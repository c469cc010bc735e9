"""Requirements about the CPS: what it was asked, what it decided, what it asked for (practice P8, P27)."""

from __future__ import annotations

from vocabulary import CpsReplyKind, Gate, Place, Role, SuspectDecision
from workflow.case_file import CaseFile, CpsReply
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}
OF_NO_FURTHER_ACTION = {Gate.NO_FURTHER_ACTION, Gate.SUSPECT_NO_FURTHER_ACTION}
# Of these nobody asks any more whether the CPS should have been asked.
RELEASED = (SuspectDecision.ELIMINATED, SuspectDecision.DECEASED)


@requirement(
    gates=ENDINGS,
    title="No referral waits for the CPS's reply",
    source="practice.cps-loop",
    owner=Role.INVESTIGATOR,
    fix=Place.CPS_REPLY,
)
def no_referral_waits(case: CaseFile, policy: Policy) -> Finding:
    if not case.referrals:
        return not_applicable("Nothing was referred to the CPS.")
    waiting = case.waiting_referrals
    if not waiting:
        return met("The CPS has replied to all that it was asked.")
    return unmet(
        f"{len(waiting)} of {len(case.referrals)} still with the CPS. Wait for the reply, and record it.",
        [
            ("Still with the CPS", "suspect_cps", suspect)
            for referral in waiting
            for suspect in referral.waits_about(case.replies)
        ],
    )


def standing_decisions(case: CaseFile) -> list[CpsReply]:
    """The CPS's decisions of no further action in this round that stand: the last word on each suspect.

    What it decided about somebody who was recorded in error is about nobody on this crime.
    """
    known = {suspect.id for suspect in case.suspects}
    last: dict[int, CpsReply] = {}
    for reply in sorted(case.replies, key=lambda each: (each.replied_at, each.id)):
        if reply.suspect_id in known and reply.round == case.round:
            last[reply.suspect_id] = reply
    asked = case.suspect_in_question.id if case.suspect_in_question is not None else None
    overtaken = {
        suspect.id
        for suspect in case.suspects
        if suspect.decision in (*RELEASED, SuspectDecision.CHARGED) and suspect.id != asked
    }
    return [
        reply
        for suspect_id, reply in sorted(last.items())
        if reply.kind is CpsReplyKind.NO_FURTHER_ACTION
        and suspect_id not in overtaken
        and asked in (None, suspect_id)
    ]


@requirement(
    gates=OF_NO_FURTHER_ACTION,
    title="The CPS decision is received and appeal considered",
    source="practice.cps-loop",
    owner=Role.SUPERVISOR,
    fix=Place.CPS_DECISION,
)
def cps_decision_is_considered(case: CaseFile, policy: Policy) -> Finding:
    """A supervisor signs that it came and that an appeal was considered, not its merits (practice P8)."""
    if case.gate is Gate.SUSPECT_NO_FURTHER_ACTION and case.suspect_in_question is None:
        return not_applicable("Asked when no further action is decided for a suspect.")
    decisions = standing_decisions(case)
    if not decisions:
        return not_applicable("The CPS has not decided no further action.")
    left = [reply for reply in decisions if reply.considered_by_id is None]
    appealed = [reply for reply in decisions if reply.appealed]
    if not left and appealed:
        return unmet(
            "The force appeals against the CPS's decision. Record the reply to the appeal.",
            [("No reply to the appeal", "suspect_cps", reply.suspect_id) for reply in appealed],
        )
    if not left:
        return met("A supervisor received it and considered an appeal.")
    return unmet(
        "The CPS decided no further action, and no supervisor has recorded whether to appeal. Ask one who is "
        "not the officer in the case to read it and record that.",
        [("Appeal not considered", "suspect_appeal", reply.suspect_id) for reply in left],
    )


@requirement(
    gates={Gate.NO_FURTHER_ACTION},
    title="The outcome fits what the CPS decided",
    source="practice.cps-loop",
    owner=Role.INVESTIGATOR,
    fix=Place.PROPOSE_NO_FURTHER_ACTION,
)
def outcome_fits_the_cps_decision(case: CaseFile, policy: Policy) -> Finding:
    """And an outcome that only the CPS decides rests on a decision of the CPS that is recorded."""
    decisions = standing_decisions(case)
    outcome = policy.crime_outcome(case.outcome_code) if case.outcome_code is not None else None
    if not decisions and outcome is not None and outcome.cps_decides:
        return unmet(
            f"Outcome {outcome.code} says that the CPS decided, and no such decision is recorded. Record the "
            "CPS's reply, or choose the outcome that says on what ground the police decided."
        )
    if not decisions:
        return not_applicable("The CPS has not decided no further action.")
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    allowed = set().union(*(policy.cps_outcomes(reply.ground) for reply in decisions))
    if case.outcome_code in allowed:
        return met(f"Outcome {case.outcome_code} agrees with what the CPS decided.")
    codes = [each.code for each in policy.crime_outcomes if each.code in allowed]
    listed = codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} or {codes[-1]}"
    return unmet(
        f"The CPS decided no further action, so the outcome is {listed}, not {case.outcome_code}. "
        "Choose the one that says on which ground."
    )


@requirement(
    gates=ENDINGS,
    title="Every action of the CPS's plan is answered",
    source="practice.cps-loop",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def every_cps_action_is_answered(case: CaseFile, policy: Policy) -> Finding:
    plans = [reply for reply in case.replies if reply.kind is CpsReplyKind.ACTION_PLAN]
    if not plans:
        return not_applicable("The CPS has sent no action plan.")
    asked_of = {reply.referral_id for reply in plans if reply.lines}
    if any(not reply.lines and reply.referral_id not in asked_of for reply in plans):
        return unmet(
            "The CPS sent an action plan, and none of its actions is recorded. "
            "Record the plan again, with them."
        )
    lines = {line.id: line for line in case.lines}
    actions = [lines[line_id] for reply in plans for line_id in reply.lines]
    left = [line for line in actions if not line.is_answered]
    if not left:
        return met(f"All {len(actions)} are answered.")
    return unmet(
        f"{len(left)} of {len(actions)} not answered. Answer each as a line of inquiry.",
        [
            (f"{policy.line_category(line.category).title}, asked for by the CPS", "line", line.id)
            for line in left
        ],
    )


@requirement(
    gates=OF_NO_FURTHER_ACTION,
    title="Early advice was sought from the CPS, or why not is recorded",
    source="practice.early-advice",
    owner=Role.INVESTIGATOR,
    fix=Place.EARLY_ADVICE,
)
def early_advice_was_sought(case: CaseFile, policy: Policy) -> Finding:
    """In rape, serious and child sexual crime (practice P27). Any referral about the suspect counts."""
    if not policy.early_advice_needed(case.offence_class, case.flags):
        return not_applicable("Not asked for this kind of crime.")
    if case.gate is Gate.SUSPECT_NO_FURTHER_ACTION:
        if case.suspect_in_question is None:
            return not_applicable("Asked when no further action is decided for a suspect.")
        suspects = [case.suspect_in_question]
    else:
        suspects = [suspect for suspect in case.suspects if suspect.decision not in RELEASED]
    if not suspects:
        return not_applicable("No suspect stands on this crime.")
    left = [
        suspect
        for suspect in suspects
        if not suspect.no_early_advice_reason_given
        and not any(suspect.id in each.suspects or not each.suspects for each in case.referrals)
    ]
    if not left:
        return met("The CPS was asked, or why not is recorded.")
    return unmet(
        "Early advice was not sought from the CPS, and nothing says why not. "
        "Refer the case, or write why not.",
        [("Not asked about", "suspect_early_advice", suspect.id) for suspect in left],
    )
