"""Who may do what: pure functions of (actor, act or step, case file). Each answers why not, or None.

Writing is by role, unit, or the case. Who reads, each endpoint declares (views/access.py). Rank and
independence are not here: they are findings of a gate, so that a person is told which rule asks for them.
"""

from __future__ import annotations

from vocabulary import DECIDING_ROLES, OPERATIONAL_ROLES, Act, Actor, Role, Step
from workflow.case_file import CaseFile

WHY_NOT = {
    "operational": "This is recorded by investigators, supervisors and victim care officers.",
    "investigates": "This is done by the officer in the case, or by an investigator or supervisor of the "
    "unit that holds the crime. Ask one of them.",
    "supervises_unit": "This is done by a supervisor of the unit that holds the crime. Ask one of them.",
    "looks_on": "This is done by a supervisor who is not the officer in the case. Ask one.",
    "supervises": "This is done by a supervisor. Ask yours.",
    "signs": "This is done by a supervisor or by {roles}. Ask one of them.",
    "runs_case": "This is done by the officer in the case or a supervisor of its unit. Ask one of them.",
    "proposer": "A proposal is withdrawn by the officer in the case or by whoever proposed it.",
    "finishes": "A case is finished by the officer in the case, or by a supervisor or victim care officer "
    "of its unit. Ask one of them.",
    "administers": "This is done by an administrator.",
    "reviews": "A review is recorded by a supervisor who is not the officer in the case. Ask yours.",
    "breaks_glass": "The glass is broken by investigators, supervisors and victim care officers.",
    "reviews_glass": "A broken glass is reviewed by a supervisor or an auditor.",
    "directed": "A direction is marked as done by whoever it was given to or gave it, by the officer in the "
    "case, or by a supervisor of its unit. Ask one of them.",
    "decides_evidence_led": "Whether to go on without the victim is decided by a supervisor who is not the "
    "officer in the case. Ask one.",
    "rings_back": "A victim is rung back about a withdrawal by a supervisor or victim care officer of "
    "another unit than the one that holds the crime. Ask one.",
    "records": "A crime is recorded by an investigator or supervisor.",
}

DECIDE = {Role.CRIME_ASSESSOR: "a crime assessor", Role.CRIME_REGISTRAR: "the Force Crime Registrar"}


BY_ANYBODY_AT_WORK = frozenset(
    {
        Act.ADD_NOTE,
        Act.ADD_VICTIM,
        Act.AGREE_UPDATES,
        Act.ASSESS_NEEDS,
        Act.CORRECT_CONTACT,
        Act.HAND_OVER_LETTER,
        Act.MAKE_LETTER,
        Act.END_TELLING_EXCEPTION,
        Act.EXCUSE_RIGHT,
        Act.MARK_DIRECTION_DONE,
        Act.RECORD_CONTACT,
        Act.RECORD_DEATH,
        Act.RECORD_DEVELOPMENT,
        Act.RECORD_NEW_INFORMATION,
        Act.RECORD_NO_CONTACT,
        Act.RECORD_SAFE_CONTACT,
        Act.RECORD_STATEMENT_OFFER,
        Act.RECORD_TOLD_ELSEWHERE,
        Act.RECORD_VIEW,
        Act.RECORD_WITHDRAWAL,
        Act.WANT_RIGHT_AGAIN,
        Act.REFER_TO_SUPPORT,
        Act.RING_VICTIM,
        # What a victim asked, and what others did about it, are facts.
        Act.ACKNOWLEDGE_REQUEST,
        Act.PASS_REQUEST_ON,
        Act.RECORD_REQUEST_ENDED,
        Act.RECORD_RESULT_TOLD,
        Act.RECORD_REVIEW_REQUEST,
    }
)
BY_A_SUPERVISOR = frozenset(
    {
        Act.ADD_DIRECTION,
        Act.AGREE_CALL_BACK,
        Act.AGREE_EXCEPTION,
        Act.AGREE_NOT_TOLD_YET,
        Act.AGREE_UNABLE_TO_CONTACT,
        Act.END_EMBARGO,
        Act.SET_EMBARGO,
        # Of which rank or unit: workflow/restrictions.py, by the policy.
        Act.HIDE_DETAILS,
        Act.LIFT_RESTRICTION,
        Act.NAME_READER,
        Act.RESTRICT,
        Act.CHECK_RESOLUTION,
        Act.DECIDE_SUSPECT,
        Act.END_OVERRIDE,
        Act.EXCUSE_NO_LINES,
        Act.GRANT_OVERRIDE,
        Act.LOWER_CLASS,
        Act.LOWER_RISK,
        # Rank and independence: workflow/reviewers.py.
        Act.ACCEPT_LATE_REQUEST,
        Act.DECIDE_REQUEST,
        Act.NAME_REVIEWER,
    }
)


def _runs(actor: Actor, case: CaseFile) -> bool:
    if case.oic_id == actor.id and actor.holds(Role.INVESTIGATOR, Role.SUPERVISOR):
        return True
    return actor.holds_in(case.unit_id, Role.SUPERVISOR)


def _investigates(actor: Actor, case: CaseFile) -> bool:
    return _runs(actor, case) or actor.holds_in(case.unit_id, Role.INVESTIGATOR)


def why_not(actor: Actor, act: Act, case: CaseFile | None = None) -> str | None:
    """Why this person may not do this act on this case; None when they may."""
    match act:
        case Act.RECORD_CRIME:
            return None if actor.holds(Role.INVESTIGATOR, Role.SUPERVISOR) else WHY_NOT["records"]
        case Act.ADMINISTER_PEOPLE:
            return None if actor.holds(Role.ADMINISTRATOR) else WHY_NOT["administers"]
        case _ if act in BY_ANYBODY_AT_WORK:
            return None if actor.holds(*OPERATIONAL_ROLES) else WHY_NOT["operational"]
        case _ if act in BY_A_SUPERVISOR:
            # Any supervisor: rank, detective and independence are asked by the gate.
            return None if actor.holds(Role.SUPERVISOR) else WHY_NOT["supervises"]
        case Act.BREAK_GLASS:
            return None if actor.holds(*OPERATIONAL_ROLES) else WHY_NOT["breaks_glass"]
        case Act.REVIEW_BREAK_GLASS:
            return None if actor.holds(Role.SUPERVISOR, Role.AUDITOR) else WHY_NOT["reviews_glass"]
        case Act.DECIDE_EVIDENCE_LED:
            looks_on = actor.holds(Role.SUPERVISOR) and (case is None or case.oic_id != actor.id)
            return None if looks_on else WHY_NOT["decides_evidence_led"]
        case Act.RECORD_CALL_BACK:
            is_outside = case is None or not actor.holds_in(case.unit_id, *OPERATIONAL_ROLES)
            rings = is_outside and actor.holds(Role.SUPERVISOR, Role.VICTIM_CARE_OFFICER)
            return None if rings else WHY_NOT["rings_back"]
        case Act.LOOK_AT_MARKED | Act.GIVE_GOOD_REASON:
            supervises = case is not None and actor.holds_in(case.unit_id, Role.SUPERVISOR)
            return None if supervises else WHY_NOT["supervises_unit"]
        case Act.RECORD_REVIEW:
            reviews = actor.holds(Role.SUPERVISOR) and (case is None or case.oic_id != actor.id)
            return None if reviews else WHY_NOT["reviews"]
        case Act.REALLOCATE | Act.TRANSFER_UNIT | Act.NAME_MENTOR:
            return why_not_take(actor, Step.ALLOCATE, case)
        case Act.RECLASSIFY:
            # Whoever may raise a class, and whoever may be asked to lower it; the service says which it is.
            return why_not(actor, Act.LOWER_CLASS) and why_not(actor, Act.CLASSIFY, case)
        case Act.CONSIDER_CPS_DECISION:
            # Not the merits, which are the CPS's; but nobody looks after their own case alone (practice P8).
            looks_on = actor.holds(Role.SUPERVISOR) and case.oic_id != actor.id
            return None if looks_on else WHY_NOT["looks_on"]
        case Act.CONSIDER_NEW_INFORMATION:
            return None if actor.holds_in(case.unit_id, Role.SUPERVISOR) else WHY_NOT["supervises_unit"]
        case _:
            return None if case is not None and _investigates(actor, case) else WHY_NOT["investigates"]


def why_not_mark_done(actor: Actor, case: CaseFile, to_person_id: int, given_by_id: int) -> str | None:
    """Why this person may not say that a direction is done; None when they may."""
    theirs = actor.id in (to_person_id, given_by_id)
    return None if theirs or _runs(actor, case) else WHY_NOT["directed"]


def _why_not_decide(actor: Actor, case: CaseFile) -> str | None:
    """A supervisor may ask to sign anything: what their rank and role are good for, the gate says."""
    decision = case.decision
    roles = {decision.role_needed, decision.role_instead} & DECIDING_ROLES if decision is not None else set()
    if actor.holds(Role.SUPERVISOR, *roles):
        return None
    if not roles:
        return WHY_NOT["supervises"]
    return WHY_NOT["signs"].format(roles=" or ".join(DECIDE[role] for role in sorted(roles)))


def why_not_take(actor: Actor, step: Step, case: CaseFile) -> str | None:
    """Why this person may not take this step on this case; None when they may."""
    match step:
        case Step.ALLOCATE:
            return None if actor.holds_in(case.unit_id, Role.SUPERVISOR) else WHY_NOT["supervises_unit"]
        case Step.AUTHORISE | Step.RETURN_FOR_WORK:
            return _why_not_decide(actor, case)
        case Step.REOPEN:
            return None if actor.holds_in(case.unit_id, Role.SUPERVISOR) else WHY_NOT["supervises_unit"]
        case Step.WITHDRAW_PROPOSAL:
            proposed = case.decision is not None and case.decision.proposed_by_id == actor.id
            return None if proposed or _runs(actor, case) else WHY_NOT["proposer"]
        case Step.CLOSE | Step.FILE_NO_FURTHER_ACTION | Step.CANCEL | Step.TRANSFER:
            cares = actor.holds_in(case.unit_id, Role.VICTIM_CARE_OFFICER)
            return None if cares or _runs(actor, case) else WHY_NOT["finishes"]
        case (
            Step.RECORD_CHARGE
            | Step.RECORD_CPS_REPLY
            | Step.PROPOSE_NOT_INVESTIGATING
            | Step.PROPOSE_CANCELLATION
            | Step.PROPOSE_TRANSFER
        ):
            return None if _investigates(actor, case) else WHY_NOT["investigates"]
        case _:
            return None if _runs(actor, case) else WHY_NOT["runs_case"]
