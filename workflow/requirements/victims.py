"""Requirements about victims and what they are owed."""

from __future__ import annotations

from collections.abc import Callable, Collection

from vocabulary import Channel, Gate, Place, Role, VictimKind
from workflow.case_file import CaseFile, Victim
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}


@requirement(
    gates=ENDINGS,
    title="Victims are recorded, or why there is none",
    source="vcop.who-is-a-victim",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def victims_or_a_reason_are_recorded(case: CaseFile, policy: Policy) -> Finding:
    if case.victims:
        return met(f"{len(case.victims)} recorded.")
    if case.no_victim_reason_given:
        return met("None, and why is recorded.")
    return unmet("No victim is recorded. Add each victim, or write why there is none.")


def _each_person(
    case: CaseFile, done: Callable[[Victim], bool], all_done: str, left_over: str, item: str, kind: str
) -> Finding:
    people = [victim for victim in case.victims if victim.kind is VictimKind.PERSON]
    if not people:
        return not_applicable("No person is recorded as a victim.")
    left = [victim for victim in people if not done(victim)]
    if not left:
        return met(all_done)
    return unmet(left_over, [(item, kind, victim.id) for victim in left])


@requirement(
    gates=ENDINGS,
    title="Each victim's needs are assessed",
    source="vcop.right-4-needs",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def needs_are_assessed(case: CaseFile, policy: Policy) -> Finding:
    """Right 4; a business contact has none (practice P24)."""
    return _each_person(
        case,
        lambda victim: victim.needs_assessed_at is not None,
        "Assessed for every victim.",
        "Not every victim's needs have been assessed, so nobody knows who has enhanced rights.",
        "Needs not assessed",
        "victim_needs",
    )


@requirement(
    gates=ENDINGS,
    title="Each victim was offered support",
    source="vcop.right-4-referral",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def support_is_offered(case: CaseFile, policy: Policy) -> Finding:
    """A decline is an answer; silence is not."""
    return _each_person(
        case,
        lambda victim: victim.support_referral is not None,
        "Offered to every victim.",
        "Not every victim has been offered a referral to support. Record the offer and the answer.",
        "Support not offered",
        "victim_support",
    )


@requirement(
    gates=ENDINGS,
    title="The outcome fits what the victims want",
    source="home-office.outcomes",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def outcome_fits_the_victims(case: CaseFile, policy: Policy) -> Finding:
    """14 and 16 are refused while any victim supports, and silence is not withdrawal (practice P11)."""
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    outcome = policy.crime_outcome(case.outcome_code)
    if outcome is None or outcome.victim_view == "any":
        return not_applicable("This outcome says nothing about what the victims want.")
    if not case.victims:
        return unmet(f"Outcome {outcome.code} rests on what the victim wants, and no victim is recorded.")
    silent = [victim for victim in case.victims if victim.view is None]
    supporting = [victim for victim in case.victims if victim.view == "supports"]
    if outcome.victim_view == "supports":
        if supporting:
            return met("A victim supports further action.")
        return unmet(
            f"Outcome {outcome.code} says the victim supports further action. No victim's view says so.",
            [("View not recorded", "victim_view", victim.id) for victim in silent],
        )
    if supporting:
        return unmet(
            f"A victim of this crime supports further action, so outcome {outcome.code} cannot be used. "
            "Use 15, and keep each victim's view.",
            [("Supports further action", "victim_view", victim.id) for victim in supporting],
        )
    if silent:
        return unmet(
            "Silence is not withdrawal. Ask each victim, and record what they say.",
            [("View not recorded", "victim_view", victim.id) for victim in silent],
        )
    return met("Every victim has been asked and none supports further action.")


@requirement(
    gates={Gate.FINAL},
    title="Every victim has been told this decision",
    source="vcop.right-6-decision",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def every_victim_is_told_this_decision(case: CaseFile, policy: Policy) -> Finding:
    """Told *this* decision and its reasons: an earlier one, or an attempt, does not count.

    Nor does a channel that is not safe for this kind of crime and its risks (practice P20, P27).
    """
    if not case.victims:
        if case.no_victim_reason_given:
            return not_applicable("There is no identifiable victim; why is recorded.")
        return unmet("No victim is recorded. Add each victim, or write why there is none.")
    if case.decision is None:
        return not_applicable("Asked when a decision has been signed off.")
    rule = policy.telling(case.offence_class, case.flags)
    left = [victim for victim in case.victims if not victim.was_told(case.decision.id, rule.channels)]
    if not left:
        return met("Each has been told.")
    why = f"{len(left)} of {len(case.victims)} not told this decision and its reasons."
    if any(victim.tellings(case.decision.id) for victim in left):
        why += f" {rule.rule} Tell them {channels_in_words(rule.channels)}, and record that contact."
    return unmet(why, [(_how_far_telling_got(victim, case), "victim_contact", victim.id) for victim in left])


CHANNELS_IN_WORDS = {
    Channel.IN_PERSON: "in person",
    Channel.PHONE: "by telephone",
    Channel.VIDEO: "by video call",
    Channel.TEXT: "by text message",
    Channel.EMAIL: "by e-mail",
    Channel.LETTER: "by letter",
    Channel.THROUGH_ADVOCATE: "through their adviser",
}


def channels_in_words(channels: Collection[Channel]) -> str:
    """For example: 'in person, by telephone or through their adviser'."""
    *first, last = [words for channel, words in CHANNELS_IN_WORDS.items() if channel in channels]
    return f"{', '.join(first)} or {last}" if first else last


def _how_far_telling_got(victim: Victim, case: CaseFile) -> str:
    told = victim.tellings(case.decision.id) if case.decision is not None else ()
    if told:
        return f"Told {CHANNELS_IN_WORDS[told[-1].channel]} alone, which does not count here"
    since = [
        contact
        for contact in victim.contacts
        if case.decision is not None and contact.happened_at >= case.decision.proposed_at
    ]
    if not since:
        return "Not told; no attempt since the decision"
    return f"Not told; {len(since)} contact{'' if len(since) == 1 else 's'} since the decision"
