"""Which channels can tell a victim a decision, what is marked, and when attempts are enough. Pure.

Requirement, pages, lists and services ask `channels_that_count`, so that none of them differs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from vocabulary import Channel, ContactResult, Unsafe
from workflow.case_file import CaseFile, Contact, Victim
from workflow.policy.entries import Telling
from workflow.policy.pack import Policy
from workflow.working_days import LONDON

# What somebody else may open: sent without asking, it is marked where the crime makes it dangerous.
WRITTEN = frozenset({Channel.LETTER, Channel.TEXT, Channel.EMAIL})
CHANNELS_IN_WORDS = {
    Channel.IN_PERSON: "in person",
    Channel.PHONE: "by telephone",
    Channel.VIDEO: "by video call",
    Channel.TEXT: "by text message",
    Channel.EMAIL: "by e-mail",
    Channel.LETTER: "by letter",
    Channel.THROUGH_ADVOCATE: "through their adviser",
}

UNSAFE_IN_WORDS = {
    Unsafe.NO_CONTACT_WANTED: "this victim does not want contact",
    Unsafe.MARKED_UNSAFE: "the victim said that this way is not safe",
    Unsafe.MESSAGE_LEFT: "a message was left, which is not recorded as safe",
    Unsafe.NOT_ASKED: "this way is not recorded as safe, and in this kind of crime it may not be",
    Unsafe.DOES_NOT_COUNT: "a decision is not told this way here",
}


def channels_in_words(channels: Collection[Channel]) -> str:
    """For example: 'in person, by telephone or through their adviser'."""
    named = [words for channel, words in CHANNELS_IN_WORDS.items() if channel in channels]
    if not named:
        return "in a way that they say is safe: none is recorded"
    *first, last = named
    return f"{', '.join(first)} or {last}" if first else last


def channels_that_count(case: CaseFile, victim: Victim, policy: Policy) -> Telling:
    """By which channels this victim can be told a decision now (practice P20, P27).

    What the policy says of the crime; with what this victim said is safe, where it waits for being asked;
    without what they said is unsafe. An adviser's way counts only when an adviser is recorded.
    """
    telling = policy.telling(case.offence_class, case.flags, victim.ways.safe)
    channels = telling.channels - victim.ways.unsafe
    if not victim.ways.has_adviser:
        channels -= {Channel.THROUGH_ADVOCATE}
    return Telling(channels, telling.rule)


def why_unsafe(
    case: CaseFile, victim: Victim, policy: Policy, channel: Channel, *, tells: bool, left_message: bool
) -> Unsafe | None:
    """Why a contact by this channel is kept and marked; None when it is not (practice P4)."""
    counting = channels_that_count(case, victim, policy).channels
    if victim.wants_no_contact:
        return Unsafe.NO_CONTACT_WANTED
    if channel in victim.ways.unsafe:
        return Unsafe.MARKED_UNSAFE
    if left_message and (victim.ways.no_messages or channel not in counting):
        return Unsafe.MESSAGE_LEFT
    if channel in WRITTEN and channel not in counting | victim.ways.safe:
        return Unsafe.NOT_ASKED
    if tells and channel not in counting:
        return Unsafe.DOES_NOT_COUNT
    return None


@dataclass(frozen=True)
class Attempts:
    """Attempts that were safe and reached nobody: `counted` once for each channel and day."""

    made: int
    counted: int
    days: int
    channels: int


def attempts_since(victim: Victim, since: dt.datetime, counting: frozenset[Channel]) -> Attempts:
    """Three calls in ten minutes are one attempt: same channel, same day in London."""
    tried = [each for each in victim.contacts if _is_safe_attempt(each, since, counting)]
    kinds = {(each.channel, each.happened_at.astimezone(LONDON).date()) for each in tried}
    return Attempts(
        len(tried), len(kinds), len({day for _, day in kinds}), len({channel for channel, _ in kinds})
    )


def _is_safe_attempt(contact: Contact, since: dt.datetime, counting: frozenset[Channel]) -> bool:
    return (
        contact.result is ContactResult.ATTEMPTED
        and contact.happened_at >= since
        and contact.unsafe is None
        and contact.is_by(counting)
    )


def why_not_unable(case: CaseFile, victim: Victim, since: dt.datetime, policy: Policy) -> str | None:
    """Why the attempts since a decision are not enough to say that this victim cannot be reached."""
    if any(each.result is ContactResult.REACHED and each.happened_at >= since for each in victim.contacts):
        return "They were reached since the decision, so they can be reached. Tell them."
    return why_too_few(case, victim, since, policy)


def is_not_engaging(case: CaseFile, victim: Victim, policy: Policy) -> bool:
    """Nobody knows what they want, and attempts enough were made since they were last reached (practice P11).

    Silence alone is not withdrawal. Whoever signs looks at the attempts, and is told so.
    """
    reached = [each.happened_at for each in victim.contacts if each.result is ContactResult.REACHED]
    since = max(reached, default=case.reported_at)
    return victim.view is None and why_too_few(case, victim, since, policy) is None


def why_too_few(case: CaseFile, victim: Victim, since: dt.datetime, policy: Policy) -> str | None:
    """What is short of the force's rule; None when the attempts are enough."""
    counting = channels_that_count(case, victim, policy).channels
    made = attempts_since(victim, since, counting)
    # Where one way alone is safe for them, no second one is asked for.
    channels = min(policy.setting("unable_to_contact_channels"), max(len(counting), 1))
    needed = [
        (made.counted, policy.setting("unable_to_contact_attempts"), "attempt", "needed"),
        (made.days, policy.setting("unable_to_contact_days"), "day", "on which somebody tried"),
        (made.channels, channels, "channel", "safe for them"),
    ]
    short = [
        f"{there} of {asked} {word}{'' if asked == 1 else 's'} {what}"
        for there, asked, word, what in needed
        if there < asked
    ]
    if not short:
        return None
    folded = " Same channel, same day: counts as one attempt." if made.made > made.counted else ""
    return f"Not yet: {'; '.join(short)}.{folded}"


def hours_late(happened_at: dt.datetime, recorded_at: dt.datetime) -> int:
    """Whole hours between the two times of a contact."""
    return int((recorded_at - happened_at).total_seconds() // 3600)


def counts_from(happened_at: dt.datetime, recorded_at: dt.datetime, policy: Policy) -> dt.datetime:
    """When it happened, if it was recorded within the policy's hours; else when it was recorded."""
    is_late = hours_late(happened_at, recorded_at) >= policy.setting("recorded_late_after_hours")
    return recorded_at if is_late else happened_at


def first_attempt_at(victim: Victim, since: dt.datetime) -> dt.datetime | None:
    """When somebody first reached or tried to reach this victim since then."""
    return min((each.happened_at for each in victim.contacts if each.happened_at >= since), default=None)
