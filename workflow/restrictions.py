"""Who reads a restricted case, and a victim's contact details: pure functions of (actor, case file).

A case that is not restricted is read by everybody with a reading role (practice P3). `insight/readable.py`
says `why_not_read` again in SQL, so that lists read no case one by one; a test holds the two together.
"""

from __future__ import annotations

from enum import Enum

from vocabulary import DECIDING_ROLES, OPERATIONAL_ROLES, Act, Actor, Restriction, Role, State
from workflow.case_file import CaseFile, Victim
from workflow.permissions import why_not
from workflow.policy.pack import Policy
from workflow.refusals import HiddenRecord, RecordRestricted

NOBODY = 0  # no person has this id: of whoever broke a glass, when no glass in particular is asked about
NO_SUCH_CASE = "There is no such investigation."


class Barred(Enum):
    """What somebody who does not read a case gets of it: its stub, or not even that it exists."""

    STUB = "stub"
    NOTHING = "nothing"


class Details(Enum):
    """How somebody gets to a victim's address, telephone, e-mail and safe contact."""

    SHOWN = "shown"
    ON_THEIR_OWN_PAGE = "on_their_own_page"
    BEHIND_GLASS = "behind_glass"


def _works_on(actor: Actor, case: CaseFile) -> bool:
    if actor.id in (case.oic_id, case.responsible_id):
        return True
    return actor.holds_in(case.unit_id, Role.INVESTIGATOR, Role.SUPERVISOR)


def _must_sign(actor: Actor, case: CaseFile) -> bool:
    """Whoever has the rank or role for a proposal that waits, and whoever signed the decision that stands.

    A covert case is signed by its unit or by a reader named for it: no rank opens it by itself.
    """
    decision = case.decision
    if decision is None:
        return False
    if any(signed.person_id == actor.id for signed in decision.sign_offs):
        return True
    by_rank = (
        actor.holds(Role.SUPERVISOR)
        and actor.rank.seniority >= decision.rank_needed.seniority
        and (actor.is_detective or not decision.detective_needed)
    )
    return (
        case.who_reads.restriction is not Restriction.COVERT
        and case.state is State.AWAITING_SIGN_OFF
        and (by_rank or actor.holds(*({decision.role_needed, decision.role_instead} & DECIDING_ROLES)))
    )


def reads_in_own_right(actor: Actor, case: CaseFile) -> bool:
    """Would this person read the case without breaking the glass?"""
    return (
        case.who_reads.restriction is None
        or actor.holds(Role.AUDITOR)
        or _works_on(actor, case)
        or actor.id == case.who_reads.restricted_by_id
        or actor.id in case.who_reads.named
        or _must_sign(actor, case)
    )


def why_not_read(actor: Actor, case: CaseFile) -> Barred | None:
    """What this person gets instead of the case; None when they read it."""
    if reads_in_own_right(actor, case):
        return None
    if case.who_reads.restriction is Restriction.COVERT:
        return Barred.NOTHING
    return None if actor.id in case.who_reads.broke_glass else Barred.STUB


def refuse_reading(actor: Actor, case: CaseFile, *, stub_will_do: bool = False) -> None:
    """Raise what somebody who does not read a case is told of it."""
    barred = why_not_read(actor, case)
    if barred is Barred.NOTHING:
        raise HiddenRecord(NO_SUCH_CASE)
    if barred is Barred.STUB and not stub_will_do:
        raise RecordRestricted(case.id)


def details_of(actor: Actor, case: CaseFile, victim: Victim) -> Details:
    """How this person gets to a victim's contact details, on a case that they read."""
    of_the_case = (
        actor.id in (case.oic_id, case.responsible_id)
        or actor.holds_in(case.unit_id, *OPERATIONAL_ROLES)
        or actor.id in case.who_reads.named
    )
    if of_the_case:
        return Details.SHOWN
    if victim.details_hidden:
        broke = actor.id in case.who_reads.broke_glass
        return Details.ON_THEIR_OWN_PAGE if broke else Details.BEHIND_GLASS
    return Details.SHOWN if actor.holds(Role.VICTIM_CARE_OFFICER) else Details.ON_THEIR_OWN_PAGE


def why_not_break_glass(actor: Actor, case: CaseFile) -> str | None:
    """Why there is no glass for this person to break; None when there is."""
    reason = why_not(actor, Act.BREAK_GLASS, case)
    if reason is not None:
        return reason
    if why_not_read(actor, case) is Barred.STUB:
        return None
    if any(details_of(actor, case, victim) is Details.BEHIND_GLASS for victim in case.victims):
        return None
    return "You can read this case already."


def why_not_restrict(actor: Actor, case: CaseFile, policy: Policy) -> str | None:
    """Why this person may not restrict a case, change or lift its restriction; None when they may."""
    if not reads_in_own_right(actor, case):
        return "Whoever reads a case by breaking the glass changes nothing about who else reads it."
    if not actor.holds(Role.SUPERVISOR):
        return f"This is done by a supervisor. {policy.protection.who_restricts}"
    if not policy.protection.may_restrict(actor.rank, actor.is_detective):
        return policy.protection.who_restricts
    return None


def why_not_name_reader(actor: Actor, case: CaseFile, policy: Policy) -> str | None:
    """Why this person may not say who else reads a case; None when they may."""
    of_unit = actor.holds_in(case.unit_id, Role.SUPERVISOR)
    if of_unit and case.who_reads.restriction is not Restriction.COVERT:
        return None
    reason = why_not_restrict(actor, case, policy)
    if reason is not None and case.who_reads.restriction is not Restriction.COVERT:
        return f"A supervisor of its unit says who else reads a restricted case. Or: {reason}"
    return reason


def why_not_review(actor: Actor, who_broke_it_id: int, policy: Policy) -> str | None:
    """Why this person may not review a breaking of the glass; None when they may."""
    if actor.id == who_broke_it_id:
        return "You broke the glass. Somebody else reviews it."
    if actor.holds(Role.AUDITOR):
        return None
    if actor.holds(Role.SUPERVISOR) and policy.protection.may_review(actor.rank, actor.is_detective):
        return None
    return f"{policy.protection.who_reviews} So does an auditor."


def why_not_hide(actor: Actor, case: CaseFile, *, hidden: bool) -> str | None:
    """Why this person may not hide a victim's details, or show them again; None when they may.

    Any supervisor hides them. To show them again is its unit's: or who may not see them would open them.
    """
    if hidden and actor.holds(Role.SUPERVISOR):
        return None
    if not hidden and actor.holds_in(case.unit_id, Role.SUPERVISOR):
        return None
    if hidden:
        return "This is done by a supervisor. Ask yours."
    return "Hidden details are shown again by a supervisor of the unit that holds the crime. Ask one of them."
