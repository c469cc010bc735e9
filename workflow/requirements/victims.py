"""Requirements about victims and what they are owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from vocabulary import ContactResult, Gate, Place, Role, VictimKind
from workflow.case_file import CaseFile, TellingException, Victim
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.entries import Telling
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.requirements.telling import (
    EXCEPTIONS_IN_WORDS,
    exception_that_stands,
    why_it_does_not_stand,
)
from workflow.telling import (
    CHANNELS_IN_WORDS,
    channels_in_words,
    channels_that_count,
    is_not_engaging,
)

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
    """14 and 16 are refused while any victim supports, and silence is not withdrawal (practice P11).

    Who does not engage, by the force's rule on attempts, may be among those who do not support it.
    """
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    outcome = policy.crime_outcome(case.outcome_code)
    if outcome is None or outcome.victim_view == "any":
        return not_applicable("This outcome says nothing about what the victims want.")
    if not case.victims and case.no_victim_reason_given and outcome.victim_view == "supports":
        return not_applicable("There is no identifiable victim whose view could be asked; why is recorded.")
    if not case.victims:
        return unmet(
            f"Outcome {outcome.code} rests on what the victim wants, and no victim is recorded. Add each "
            "victim and ask them, or choose another outcome."
        )
    silent = [
        victim for victim in case.victims if victim.view is None and not is_not_engaging(case, victim, policy)
    ]
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
            f"A victim of this crime supports further action, so outcome {outcome.code} cannot be used: "
            "use 15, and keep each victim's view.",
            [("Supports: use 15", "victim_view", victim.id) for victim in supporting],
        )
    if silent:
        return unmet(
            "Silence is not withdrawal. Ask each victim, and record what they say; or record each attempt to "
            "reach them, until they are enough to say that they do not engage.",
            [("View not recorded", "victim_view", victim.id) for victim in silent],
        )
    asked = sum(victim.view is not None for victim in case.victims)
    if asked == len(case.victims):
        return met("Every victim has been asked and none supports further action.")
    left = len(case.victims) - asked
    return met(
        f"{asked} of {len(case.victims)} asked, and none supports further action. {left} "
        f"{'does' if left == 1 else 'do'} not engage: whoever signs looks at the attempts."
    )


@requirement(
    gates={Gate.FINAL},
    title="Every victim has been told this decision",
    source="vcop.right-6-decision",
    owner=Role.VICTIM_CARE_OFFICER,
    fix=Place.VICTIMS,
)
def every_victim_is_told_this_decision(case: CaseFile, policy: Policy) -> Finding:
    """Told *this* decision and its reasons: an earlier one, or an attempt, does not count.

    Nor does a channel that is not safe for this crime and this victim (practice P20, P27). An exception
    that is recorded and, where it must be, agreed stands in for it (practice P18).
    """
    if not case.victims:
        if case.no_victim_reason_given:
            return not_applicable("There is no identifiable victim; why is recorded.")
        return unmet("No victim is recorded. Add each victim, or write why there is none.")
    if case.decision is None:
        return not_applicable("Asked when a decision has been signed off.")
    left, told, excepted = [], 0, []
    for victim in case.victims:
        counting = channels_that_count(case, victim, policy)
        exception = exception_that_stands(case, victim, case.decision.id, policy)
        if victim.was_told(case.decision.id, counting.channels):
            told += 1
        elif exception is not None:
            excepted.append(exception)
        else:
            left.append((victim, counting))
    if not left:
        return met(_how_each_is_final(told, excepted))
    why = f"{len(left)} of {len(case.victims)} not told this decision and its reasons."
    wrongly = [counting for victim, counting in left if victim.tellings(case.decision.id)]
    if wrongly:
        how = channels_in_words(wrongly[0].channels)
        why += f" {wrongly[0].rule} Tell them {how}, and record that contact."
    differ = len({counting.channels for counting in wrongly}) > 1
    return unmet(
        why,
        [
            (
                _how_far_telling_got(victim, case, counting if differ else None, policy),
                "victim_contact",
                victim.id,
            )
            for victim, counting in left
        ],
    )


def _how_each_is_final(told: int, excepted: Collection[TellingException]) -> str:
    """For example: 'Told: 1. Does not want contact: 1.'"""
    if not excepted:
        return "Each has been told."
    kinds = Counter(EXCEPTIONS_IN_WORDS[each.kind] for each in excepted)
    return " ".join(
        [f"Told: {told}.", *(f"{words[0].upper()}{words[1:]}: {number}." for words, number in kinds.items())]
    )


def _how_far_telling_got(victim: Victim, case: CaseFile, counting: Telling | None, policy: Policy) -> str:
    """`counting`: by which channels this one can be told, where that differs between victims."""
    tellings = victim.tellings(case.decision.id)
    if tellings:
        how = f": tell them {channels_in_words(counting.channels)}" if counting else ""
        return f"Told {CHANNELS_IN_WORDS[tellings[-1].channel]} alone, which does not count here{how}"
    failed = [each for each in victim.exceptions if each.is_about(case.decision.id)]
    if failed:
        words = EXCEPTIONS_IN_WORDS[failed[-1].kind]
        return f"Recorded that this victim {words}, but {why_it_does_not_stand(case, failed[-1], policy)}"
    since = [contact for contact in victim.contacts if contact.happened_at >= case.decision.proposed_at]
    if not since:
        return "Not told; no attempt since the decision"
    reached = sum(contact.result is ContactResult.REACHED for contact in since)
    if reached:
        return f"Reached {reached} time{'' if reached == 1 else 's'} since the decision, and not told it"
    attempts = f"{len(since)} attempt{'' if len(since) == 1 else 's'}"
    return f"Not told; {attempts} since the decision, none reached them"
