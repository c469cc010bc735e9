"""A victim's right to have a decision not to prosecute reviewed: who has it, by which scheme, until when.

Pure. Pages, requirement and services ask the same functions. Who may review: workflow/reviewers.py.
"""

from __future__ import annotations

import calendar
import datetime as dt

from vocabulary import (
    ContactResult,
    CpsReplyKind,
    DecisionEnding,
    DecisionKind,
    ExceptionKind,
    ReviewScheme,
    SuspectDecision,
    VictimView,
)
from workflow.case_file import CaseFile, Decided, Suspect, Victim
from workflow.policy.pack import Policy
from workflow.working_days import LONDON, end_of_day, end_of_nth_working_day, is_working_day

STANDS_NO_MORE = "This decision stands no more, so there is nothing to review."
NOT_ABOUT = {
    DecisionKind.CLOSURE: "The crime ended with a charge or with a resolution out of court.",
    DecisionKind.NOT_INVESTIGATED: "The crime was not investigated further, so nobody was interviewed.",
    DecisionKind.CANCELLATION: "The record was cancelled: how crimes are recorded is not reviewed.",
    DecisionKind.TRANSFER: "Another force has the crime, and decides.",
}
CHARGED = (
    "A suspect is charged with this crime. A charge against some and not against others is not reviewed."
)
NO_SUSPECT = "No suspect was identified about whom it was decided not to prosecute."
NOT_INTERVIEWED = "The suspect was not interviewed under caution."
WITHDREW = "This victim said that they do not support further action."


def decided_now(case: CaseFile) -> Decided | None:
    """The case's own decision that stands, once it is signed off; None before."""
    decision = case.decision
    if decision is None or len(decision.sign_offs) < decision.sign_offs_needed:
        return None
    return Decided(
        id=decision.id,
        kind=decision.kind,
        round=decision.round,
        outcome_code=decision.outcome_code,
        suspect_id=None,
        decided_at=max(given.signed_at for given in decision.sign_offs),
        detective_needed=decision.detective_needed,
        signers=tuple((given.person_id, given.rank) for given in decision.sign_offs),
        ending=decision.ending,
    )


def not_prosecuted(case: CaseFile, decided: Decided) -> list[Suspect]:
    """The suspects whom a decision leaves without prosecution."""
    return [
        suspect
        for suspect in case.suspects
        if suspect.decision is SuspectDecision.NO_FURTHER_ACTION and decided.suspect_id in (None, suspect.id)
    ]


def was_decided_by_cps(case: CaseFile, suspect_id: int) -> bool:
    """Is the last that the CPS said of a suspect that there is no further action?"""
    about = [reply for reply in case.replies if reply.suspect_id == suspect_id]
    last = max(about, key=lambda reply: (reply.replied_at, reply.id), default=None)
    return last is not None and last.kind is CpsReplyKind.NO_FURTHER_ACTION


def scheme_of(case: CaseFile, decided: Decided, policy: Policy) -> ReviewScheme:
    """The CPS's where it alone decided; of a crime about which both did, the police review their part."""
    outcome = policy.crime_outcome(decided.outcome_code) if decided.outcome_code else None
    if outcome is not None and outcome.cps_decides:
        return ReviewScheme.CPS
    suspects = [suspect.id for suspect in not_prosecuted(case, decided)]
    if suspects and all(was_decided_by_cps(case, suspect) for suspect in suspects):
        return ReviewScheme.CPS
    return ReviewScheme.POLICE


def stands(case: CaseFile, decided: Decided) -> bool:
    """Was it neither taken back nor overtaken by a reopening?"""
    if decided.kind is DecisionKind.SUSPECT_NO_FURTHER_ACTION:
        return decided.ending is None
    return decided.round == case.round and decided.ending in (None, DecisionEnding.CARRIED_OUT)


def why_no_review(case: CaseFile, decided: Decided, victim: Victim, policy: Policy) -> str | None:
    """Why this victim has no right to have this decision reviewed; None when they have.

    Every victim of the Code has it: a person, a business by its contact, whoever speaks for a victim who has
    died (their bereaved contact) or who chose a spokesperson.
    """
    if decided.kind in NOT_ABOUT:
        return NOT_ABOUT[decided.kind]
    if not stands(case, decided):
        return STANDS_NO_MORE
    if any(suspect.decision is SuspectDecision.CHARGED for suspect in case.suspects):
        return CHARGED
    left = not_prosecuted(case, decided)
    if not left:
        return NO_SUSPECT
    rule = policy.review_schemes[scheme_of(case, decided, policy)]
    if rule.asks_interview and all(suspect.interviewed_at is None for suspect in left):
        return NOT_INTERVIEWED
    if rule.scheme is ReviewScheme.POLICE and victim.view is VictimView.DOES_NOT_SUPPORT:
        return WITHDREW
    return None


def told_at(victim: Victim, decided: Decided) -> dt.datetime | None:
    """When this victim was first told the decision, by us or by another body; None while they are not."""
    by_us = [contact.happened_at for contact in victim.tellings(decided.id) if contact.counts is not False]
    by_others = [
        each.happened_at
        for each in victim.exceptions
        if each.kind is ExceptionKind.TOLD_BY_ANOTHER_BODY and each.decision_id == decided.id
    ]
    return min((at for at in (*by_us, *by_others) if at is not None), default=None)


def was_told_of_right(victim: Victim, decided: Decided) -> bool:
    """Was this victim told, once it was decided, that they may ask for a review?"""
    return any(
        contact.told_of_review
        and contact.result is ContactResult.REACHED
        and contact.happened_at >= decided.decided_at.replace(second=0, microsecond=0)
        for contact in victim.contacts
    )


def months_after(day: dt.date, months: int) -> dt.date:
    """The corresponding date so many months later; the last of the month where it has none such."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def ask_until(told: dt.datetime, scheme: ReviewScheme, policy: Policy) -> dt.date:
    """The last day on which a victim told at `told` may ask as of right."""
    return months_after(told.astimezone(LONDON).date(), policy.review_schemes[scheme].ask_within_months)


def is_late(asked_at: dt.datetime, told: dt.datetime | None, scheme: ReviewScheme, policy: Policy) -> bool:
    """Whoever was not told yet is never late."""
    return told is not None and asked_at > end_of_day(ask_until(told, scheme, policy))


def decide_before(asked_at: dt.datetime, charging_limit_on: dt.date, policy: Policy) -> dt.datetime | None:
    """By when the police decide so that a charge can still be brought; None where it cannot any more.

    So many working days before the last day for charging; with fewer left, the next working day, and never
    after that last day.
    """
    asked_on = asked_at.astimezone(LONDON).date()
    if charging_limit_on < asked_on:
        return None
    by = end_of_day(
        working_days_before(
            charging_limit_on, policy.review_schemes[ReviewScheme.POLICE].before_limit_working_days
        )
    )
    return min(max(by, end_of_nth_working_day(asked_at, 1)), end_of_day(charging_limit_on))


def working_days_before(day: dt.date, number: int) -> dt.date:
    """The nth working day before a day, which is itself day 0."""
    while number:
        day -= dt.timedelta(days=1)
        if is_working_day(day):
            number -= 1
    return day
