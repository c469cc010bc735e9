"""Requirements about victims' rights: each that fell due was given, or it is recorded lawfully why not.

One for each subject of the pack, so that a right that a force adds is asked for without a line of code. What
is not due yet does not stand in the way: it stays owed when the case is finished. What is overdue without a
reason does (section 5 of the Victims and Prisoners Act 2024; practice P24 on what nothing has triggered).
"""

from __future__ import annotations

from collections.abc import Collection

from vocabulary import DutyStatus, Gate, Place, RightSubject, Role
from workflow.case_file import CaseFile, RightOwed, Victim
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

GATES = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION, Gate.FINAL}
TO_GIVE = "victim_rights"


def _given(case: CaseFile, policy: Policy, subjects: Collection[RightSubject], what: str) -> Finding:
    """`what`: the rights in words, to say that nothing has triggered one of them."""
    owed = [
        (victim, right)
        for victim in case.victims
        for right in victim.rights
        if right.key in policy.rights and policy.rights[right.key].subject in subjects
    ]
    if not owed:
        return not_applicable(f"Nothing has happened for which a victim is owed {what}.")
    late = [(victim, right) for victim, right in owed if right.is_overdue(case.as_at)]
    if late:
        return unmet(
            f"{len(late)} overdue, and no reason recorded. Give it, or record why not.",
            [_item(each, policy, "Overdue") for each in late],
        )
    running = [(victim, right) for victim, right in owed if right.status is DutyStatus.RUNNING]
    if running:
        return warned(
            f"{len(running)} still owed, and not due yet. It stays owed when the case is finished.",
            [_item(each, policy, "Still owed") for each in running],
        )
    return met(_how_they_ended([right for _, right in owed]))


def _item(each: tuple[Victim, RightOwed], policy: Policy, how: str) -> tuple[str, str, int]:
    victim, right = each
    return f"{how}: {policy.rights[right.key].title}", TO_GIVE, victim.id


def _how_they_ended(rights: Collection[RightOwed]) -> str:
    """For example: 'Given in time: 2. Given late: 1.'"""
    words = (
        (DutyStatus.MET, "Given in time"),
        (DutyStatus.MET_LATE, "Given late"),
        (DutyStatus.EXCUSED, "Not given, for a recorded reason"),
    )
    counted = [(said, sum(right.status is status for right in rights)) for status, said in words]
    return " ".join(f"{said}: {number}." for said, number in counted if number)


@requirement(
    gates=GATES,
    title="Victims have their report confirmed in writing",
    source="force.written-confirmation",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def reports_are_confirmed_in_writing(case: CaseFile, policy: Policy) -> Finding:
    """Right 3: in a safe way where sending it is risky."""
    return _given(case, policy, {RightSubject.CONFIRMATION}, "a written confirmation")


@requirement(
    gates=GATES,
    title="Victims know where support and information are found",
    source="force.written-confirmation",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def victims_are_informed(case: CaseFile, policy: Policy) -> Finding:
    """Right 3, for the kinds of crime that the pack names."""
    return _given(case, policy, {RightSubject.INFORMATION}, "information")


@requirement(
    gates=GATES,
    title="Victims' accounts were planned with them",
    source="force.account-safely",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def accounts_are_planned(case: CaseFile, policy: Policy) -> Finding:
    """Right 2: few interviews, no meeting with the suspect, a supporter, an intermediary."""
    return _given(case, policy, {RightSubject.INTERVIEWS}, "a plan of how their account is taken")


@requirement(
    gates=GATES,
    title="Victims were asked how often they want to hear",
    source="force.updates",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def updates_are_agreed(case: CaseFile, policy: Policy) -> Finding:
    """Right 6: the Code sets no interval; it is agreed with each."""
    return _given(case, policy, {RightSubject.UPDATES}, "an agreement on updates")


@requirement(
    gates=GATES,
    title="Victims know of arrests and interviews",
    source="vcop.right-6-information",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def arrests_are_told(case: CaseFile, policy: Policy) -> Finding:
    """Right 6."""
    return _given(case, policy, {RightSubject.ARREST}, "word of an arrest or interview")


@requirement(
    gates=GATES,
    title="Victims know of release and bail, and were asked about it",
    source="vcop.right-6-information",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def release_and_bail_are_told(case: CaseFile, policy: Policy) -> Finding:
    """Right 6, and section 47ZZA of the Police and Criminal Evidence Act 1984."""
    return _given(case, policy, {RightSubject.BAIL}, "word of release or bail")


@requirement(
    gates=GATES,
    title="Victims know of charges and resolutions",
    source="vcop.right-6-charge",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def charges_and_resolutions_are_told(case: CaseFile, policy: Policy) -> Finding:
    """Right 6."""
    return _given(case, policy, {RightSubject.CHARGE}, "word of a charge or resolution")


@requirement(
    gates=GATES,
    title="Victims know what the CPS decided, and why",
    source="vcop.right-6-prosecutor",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def decisions_of_the_cps_are_told(case: CaseFile, policy: Policy) -> Finding:
    """Right 6: whoever holds the contact tells it, with the reasons."""
    return _given(case, policy, {RightSubject.CPS}, "word of a decision of the CPS")


@requirement(
    gates=GATES,
    title="Victims know of hearings and what the court decided",
    source="vcop.right-8-hearing",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def courts_are_told(case: CaseFile, policy: Policy) -> Finding:
    """Rights 8 and 9."""
    return _given(case, policy, {RightSubject.COURT}, "word of a court")


@requirement(
    gates=GATES,
    title="Victims' complaints are acknowledged",
    source="force.complaints",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def complaints_are_answered(case: CaseFile, policy: Policy) -> Finding:
    """Right 12."""
    return _given(case, policy, {RightSubject.COMPLAINT}, "an answer to a complaint")
