"""Which pages there are about one victim: those that something has triggered, no others (practice P24)."""

from __future__ import annotations

from vocabulary import VictimKind, VictimView
from workflow.case_file import CaseFile, Victim

# Endpoint, and what the link says.
ALWAYS = (
    ("victims.contact", "Contact"),
    ("rights.show", "Rights"),
    ("updates.agree", "Updates"),
    ("letters.write", "Letters"),
    ("telling.safe_contact", "Safe contact"),
    ("victims.view", "What they want"),
    ("victims.needs", "Needs"),
    ("victims.support", "Support"),
    ("telling.does_not_want_contact", "No contact wanted"),
    ("telling.unable_to_contact", "Cannot be reached"),
    ("telling.not_told_yet", "Not told yet"),
    ("telling.told_by_another_body", "Told by others"),
    ("review_requests.show", "Right to review"),
)
LAST = ("deaths.record", "Has died")
WITHDRAWS = ("withdrawals.record", "They withdraw")
RING_BACK = ("withdrawals.call_back", "Ring back")
AGREE_TO_RING = ("withdrawals.agree", "Agree to ring back")


def may_withdraw(case: CaseFile, victim: Victim) -> bool:
    """Somebody is suspected, or they said that they do not support it: then a withdrawal may be heard."""
    says_no = victim.view not in (None, VictimView.SUPPORTS)
    return says_no or victim.withdrawal is not None or bool(case.suspects)


def statement_is_asked(case: CaseFile, victim: Victim) -> bool:
    """Somebody is suspected, or it was offered already: then a statement may be offered."""
    return victim.statement is not None or bool(case.suspects) or bool(case.referrals)


def pages_about(case: CaseFile, victim: Victim) -> list[tuple[str, str]]:
    """(endpoint, words) of each."""
    pages = list(ALWAYS)
    if may_withdraw(case, victim):
        pages.append(WITHDRAWS)
    withdrawal = victim.withdrawal
    if withdrawal is not None and withdrawal.waits_since is not None:
        pages.append(RING_BACK)
        if victim.wants_no_contact:
            pages.append(AGREE_TO_RING)
    if statement_is_asked(case, victim):
        is_person = victim.kind is VictimKind.PERSON
        pages.append(("statements.offer", "Personal statement" if is_person else "Impact statement"))
    return [*pages, LAST]
