"""Who may do what: pure functions of (actor, act or step, case file). Each answers why not, or None.

Writing is by role, unit, or the case. Who reads, each endpoint declares (views/access.py). Rank and
independence are not here: they are findings of a gate, so that a person is told which rule asks for them.
"""

from __future__ import annotations

from vocabulary import OPERATIONAL_ROLES, Act, Actor, Role, Step
from workflow.case_file import CaseFile

WHY_NOT = {
    "operational": "This is recorded by investigators, supervisors and victim care officers.",
    "investigates": "This is done by the officer in the case, or by an investigator or supervisor of the "
    "unit that holds the crime. Ask one of them.",
    "supervises_unit": "This is done by a supervisor of the unit that holds the crime. Ask one of them.",
    "supervises": "This is done by a supervisor. Ask yours.",
    "runs_case": "This is done by the officer in the case or a supervisor of its unit. Ask one of them.",
    "proposer": "A proposal is withdrawn by the officer in the case or by whoever proposed it.",
    "finishes": "A case is finished by the officer in the case, or by a supervisor or victim care officer "
    "of its unit. Ask one of them.",
    "administers": "This is done by an administrator.",
    "directed": "A direction is marked as done by whoever it was given to or gave it, by the officer in the "
    "case, or by a supervisor of its unit. Ask one of them.",
    "records": "A crime is recorded by an investigator or supervisor.",
}


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
        case Act.ADD_DIRECTION:
            return None if actor.holds(Role.SUPERVISOR) else WHY_NOT["supervises"]
        case (
            Act.RECORD_CONTACT
            | Act.ASSESS_NEEDS
            | Act.REFER_TO_SUPPORT
            | Act.ADD_VICTIM
            | Act.ADD_NOTE
            | Act.MARK_DIRECTION_DONE
        ):
            return None if actor.holds(*OPERATIONAL_ROLES) else WHY_NOT["operational"]
        case Act.REALLOCATE:
            return why_not_take(actor, Step.ALLOCATE, case)
        case Act.EXCUSE_NO_LINES | Act.DECIDE_SUSPECT | Act.LOWER_RISK:
            # Any supervisor: rank, detective and independence are asked by the gate.
            return None if actor.holds(Role.SUPERVISOR) else WHY_NOT["supervises"]
        case _:
            return None if case is not None and _investigates(actor, case) else WHY_NOT["investigates"]


def why_not_mark_done(actor: Actor, case: CaseFile, to_person_id: int, given_by_id: int) -> str | None:
    """Why this person may not say that a direction is done; None when they may."""
    theirs = actor.id in (to_person_id, given_by_id)
    return None if theirs or _runs(actor, case) else WHY_NOT["directed"]


def why_not_take(actor: Actor, step: Step, case: CaseFile) -> str | None:
    """Why this person may not take this step on this case; None when they may."""
    match step:
        case Step.ALLOCATE:
            return None if actor.holds_in(case.unit_id, Role.SUPERVISOR) else WHY_NOT["supervises_unit"]
        case Step.AUTHORISE | Step.RETURN_FOR_WORK:
            return None if actor.holds(Role.SUPERVISOR) else WHY_NOT["supervises"]
        case Step.REOPEN:
            return None if actor.holds_in(case.unit_id, Role.SUPERVISOR) else WHY_NOT["supervises_unit"]
        case Step.WITHDRAW_PROPOSAL:
            proposed = case.decision is not None and case.decision.proposed_by_id == actor.id
            return None if proposed or _runs(actor, case) else WHY_NOT["proposer"]
        case Step.CLOSE | Step.FILE_NO_FURTHER_ACTION:
            cares = actor.holds_in(case.unit_id, Role.VICTIM_CARE_OFFICER)
            return None if cares or _runs(actor, case) else WHY_NOT["finishes"]
        case Step.RECORD_CHARGE:
            return None if _investigates(actor, case) else WHY_NOT["investigates"]
        case _:
            return None if _runs(actor, case) else WHY_NOT["runs_case"]
