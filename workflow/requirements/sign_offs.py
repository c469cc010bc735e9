"""Requirements about who signs: independence (practice P30), rank and detective (P31), how many."""

from __future__ import annotations

from collections.abc import Set

from vocabulary import DecisionKind, EventKind, Gate, Inquest, Place, Rank, Role, SuspectDecision
from workflow.case_file import CaseFile, Decision, SignOffAsked
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Authority, Policy
from workflow.requirements.registry import requirement

OF_A_CRIME = {
    Gate.CLOSURE,
    Gate.NO_FURTHER_ACTION,
    Gate.NOT_INVESTIGATED,
    Gate.CANCELLATION,
    Gate.TRANSFER,
}
SIGNED = OF_A_CRIME | {Gate.SUSPECT_NO_FURTHER_ACTION}

# What makes a person part of a case. Supervision is not involvement: allocating, agreeing that there is
# no line, signing no further action for a suspect and returning a proposal are absent on purpose (P30).
INVOLVED_BY_DOING = {
    EventKind.DECISION_PROPOSED: "proposed a decision on this case",
    EventKind.SUSPECT_INTERVIEWED: "recorded the suspect's account",
    EventKind.VICTIM_VIEW_RECORDED: "took what the victim wants",
    EventKind.VICTIM_ACCOUNT_TAKEN: "took the victim's account",
    EventKind.SUSPECT_RECORDED_IN_ERROR: "took a suspect out of the case",
}
INVOLVED_BY_BEING_NAMED = {
    EventKind.CASE_ALLOCATED: "is or was the officer in the case",
    EventKind.SUSPECT_INTERVIEWED: "interviewed the suspect",
    EventKind.SUSPECT_INTERVIEW_JOINED: "interviewed the suspect",
    # Named in a proposal not to investigate: whoever heard the report does not decide to do nothing about it.
    EventKind.DECISION_PROPOSED: "took the report of this crime",
    EventKind.MENTOR_NAMED: "is or was the mentor of the officer in the case",
    EventKind.RESOLUTION_GIVEN: "gave the suspect a resolution out of court",
    EventKind.VICTIM_VIEW_RECORDED: "took what the victim wants",
}


def involvement(case: CaseFile, person_id: int, policy: Policy) -> str | None:
    """Why this person is not independent of the case, in words; None when they are."""
    if case.oic_id == person_id:
        return "is the officer in the case"
    for done in case.acts:
        if done.about_person_id == person_id and done.kind in INVOLVED_BY_BEING_NAMED:
            return INVOLVED_BY_BEING_NAMED[done.kind]
        if done.person_id == person_id and done.kind in INVOLVED_BY_DOING:
            return INVOLVED_BY_DOING[done.kind]
        # What events say of answers and eliminations stands, whatever their rows came to say since.
        if done.person_id == person_id and done.suspect_decision is SuspectDecision.ELIMINATED:
            return "eliminated a suspect"
        category = policy.line_category(done.line_category) if done.line_category else None
        if done.person_id == person_id and category is not None and category.evidential:
            return "answered an evidential line of inquiry"
    for suspect in case.suspects:
        if suspect.decision is SuspectDecision.ELIMINATED and suspect.decided_by_id == person_id:
            return "eliminated a suspect"
    for line in case.lines:
        evidential = policy.line_category(line.category).evidential
        if evidential and person_id in (line.answered_by_id, line.answered_on_by_id):
            return "answered an evidential line of inquiry"
    return None


def loses_signature(case: CaseFile, signing: SignOffAsked, category: str, policy: Policy) -> bool:
    """Could this person sign the end of this case now, and no longer once they answer a line of this kind?"""
    if not policy.line_category(category).evidential or involvement(case, signing.person_id, policy):
        return False
    kinds = (DecisionKind.NO_FURTHER_ACTION, DecisionKind.SUSPECT_NO_FURTHER_ACTION)
    return any(
        lacks_authority(
            authority_needed(case, kind, policy), signing.rank, signing.is_detective, signing.roles
        )
        is None
        for kind in kinds
    )


def authority_needed(case: CaseFile, kind: DecisionKind, policy: Policy) -> Authority:
    """Who must sign next a decision of this kind on this case, with this outcome."""
    if case.decision is not None and case.decision.kind is kind and case.decision.waits_for_second_look:
        return _second_look(case, case.decision, policy)
    wanted = any(suspect.decision is SuspectDecision.WANTED for suspect in case.suspects)
    inquest = any(victim.inquest is Inquest.OPEN for victim in case.victims)
    return policy.authority(
        kind, case.offence_class, case.flags, case.outcome_code or "", wanted=wanted, inquest=inquest
    )


def _second_look(case: CaseFile, decision: Decision, policy: Policy) -> Authority:
    """Of the rank that was asked for when it was drawn, whatever the pack says by now."""
    row = policy.second_look(decision.kind, case.offence_class, case.flags)
    return Authority(
        decision.second_rank_needed,
        row is not None and row.detective,
        1,
        row.rule if row is not None else "This one was drawn for a second look.",
        row.source if row is not None else "practice.independence",
        Role.SUPERVISOR,
    )


def lacks_authority(
    needed: Authority, rank: Rank, is_detective: bool, roles: Set[Role] = frozenset()
) -> str | None:
    """Why this person may not decide, in words; None when they may.

    Role, rank and *detective* are three questions.
    """
    if needed.role_instead is not None and needed.role_instead in roles:
        return None
    if needed.role is not None and needed.role not in roles:
        return needed.rule
    words = authority_in_words(needed)
    if rank.seniority < needed.rank.seniority:
        return f"This is decided by {words}. {needed.rule}"
    if needed.detective and not is_detective:
        return f"This is decided by {words}; you are not recorded as a detective. {needed.rule}"
    return None


def authority_in_words(needed: Authority) -> str:
    """For example: 'a detective inspector', 'two sign-offs by an inspector', 'the Force Crime Registrar'."""
    who = _by_rank(needed)
    if needed.role in ROLES_IN_WORDS:
        any_rank = needed.rank is Rank.POLICE_STAFF
        who = ROLES_IN_WORDS[needed.role] + ("" if any_rank else f" who is {who}")
    elif needed.role_instead in ROLES_IN_WORDS:
        who = f"{ROLES_IN_WORDS[needed.role_instead]}, or {who}"
    return who if needed.sign_offs == 1 else f"{needed.sign_offs} people, each {who}"


ROLES_IN_WORDS = {
    Role.CRIME_ASSESSOR: "a crime assessor",
    Role.CRIME_REGISTRAR: "the Force Crime Registrar",
    Role.INVESTIGATOR: "an investigator",
    Role.VICTIM_CARE_OFFICER: "a victim care officer",
    Role.AUDITOR: "an auditor",
    Role.ADMINISTRATOR: "an administrator",
}


def _by_rank(needed: Authority) -> str:
    rank = needed.rank.value.replace("_", " ")
    title = f"detective {rank}" if needed.detective else rank
    article = "an" if title[0] in "aeiou" else "a"
    return f"{article} {title} or above"


ASK_ANOTHER = "Ask somebody else: the list of who may sign names them."

KIND_ASKED = {
    Gate.CLOSURE: DecisionKind.CLOSURE,
    Gate.NO_FURTHER_ACTION: DecisionKind.NO_FURTHER_ACTION,
    Gate.NOT_INVESTIGATED: DecisionKind.NOT_INVESTIGATED,
    Gate.CANCELLATION: DecisionKind.CANCELLATION,
    Gate.TRANSFER: DecisionKind.TRANSFER,
    Gate.SUSPECT_NO_FURTHER_ACTION: DecisionKind.SUSPECT_NO_FURTHER_ACTION,
}


@requirement(
    gates=SIGNED,
    title="Whoever signs is independent of the case",
    source="practice.independence",
    owner=Role.SUPERVISOR,
    fix=Place.WHO_MAY_SIGN,
)
def signer_is_independent(case: CaseFile, policy: Policy) -> Finding:
    if case.sign_off is None:
        return not_applicable("Asked when somebody signs.")
    why = involvement(case, case.sign_off.person_id, policy)
    if why is not None:
        return unmet(f"You cannot sign this. On this case, the person signing {why}. {ASK_ANOTHER}")
    given = case.decision.sign_offs if case.decision is not None else ()
    if any(each.person_id == case.sign_off.person_id for each in given):
        return unmet("You have already signed this. The next sign-off is somebody else's.")
    return met("Nothing on this case was done by the person signing.")


@requirement(
    gates=SIGNED,
    title="Whoever signs has the authority",
    source="force.authority-table",
    owner=Role.SUPERVISOR,
    fix=Place.WHO_MAY_SIGN,
)
def signer_has_the_authority(case: CaseFile, policy: Policy) -> Finding:
    """By the authority table (practice P31)."""
    needed = authority_needed(case, KIND_ASKED[case.gate], policy)
    words = authority_in_words(needed)
    if case.sign_off is None:
        return not_applicable(f"Will be signed by {words}. {needed.rule}")
    signing = case.sign_off
    why = lacks_authority(needed, signing.rank, signing.is_detective, signing.roles)
    if why is not None:
        return unmet(why)
    return met(f"Signed by {words}.")


@requirement(
    gates={Gate.FINAL},
    title="The decision is signed off",
    source="practice.independence",
    owner=Role.SUPERVISOR,
    fix=Place.DECISION,
)
def decision_is_signed_off(case: CaseFile, policy: Policy) -> Finding:
    """Counted again at the end, on people independent by everything done since."""
    if case.decision is None:
        return unmet("No decision stands. Propose one first.")
    independent = [
        given
        for given in case.decision.sign_offs
        if given.person_id != case.decision.proposed_by_id
        and involvement(case, given.person_id, policy) is None
    ]
    needed = case.decision.sign_offs_needed
    if len(independent) >= needed:
        return met(f"{len(independent)} of {needed}.")
    parts = [involvement(case, given.person_id, policy) for given in case.decision.sign_offs]
    lost = "".join(f" One does not count: whoever gave it {part}." for part in parts if part is not None)
    return unmet(
        f"{len(independent)} of {needed} independent sign-offs given.{lost} Ask somebody with no part in the "
        "case to sign."
    )


@requirement(
    gates=OF_A_CRIME | {Gate.FINAL},
    title="The case is as it was when the decision was proposed",
    source="practice.independence",
    owner=Role.INVESTIGATOR,
    fix=Place.DECISION,
)
def decision_is_on_the_content_as_it_stands(case: CaseFile, policy: Policy) -> Finding:
    if case.decision is None:
        return not_applicable("Asked when a decision has been proposed.")
    if case.decision.proposed_at_event_id == case.last_material_event_id:
        return met("Nothing material has happened since.")
    return unmet("Something material has happened since the decision was proposed. Propose it again.")
