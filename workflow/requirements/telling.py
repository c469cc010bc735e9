"""Requirements about telling: why a victim may be final untold, in which order, in whose words."""

from __future__ import annotations

from vocabulary import AGREED_EXCEPTIONS, ExceptionKind, Gate, Place, Role
from workflow.case_file import CaseFile, TellingException, Victim
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.requirements.sign_offs import involvement
from workflow.telling import is_not_engaging
from workflow.working_days import LONDON

EXCEPTIONS_IN_WORDS = {
    ExceptionKind.DOES_NOT_WANT_CONTACT: "does not want contact",
    ExceptionKind.UNABLE_TO_CONTACT: "could not be reached, as agreed",
    ExceptionKind.NOT_TOLD_YET: "is not told yet, as agreed, and is still owed it",
    ExceptionKind.TOLD_BY_ANOTHER_BODY: "was told by another body",
}


def why_it_does_not_stand(case: CaseFile, exception: TellingException, policy: Policy) -> str | None:
    """Why an exception that was not ended does not hold, in words; None when it does.

    Somebody independent stands for each: whoever signed the decision off when it was there to be seen, or
    whoever agreed to it.
    """
    if not is_seen_by_a_signer(case, exception):
        if exception.agreed_by_id is None:
            return "nobody independent of the case has agreed to it yet"
        part = involvement(case, exception.agreed_by_id, policy)
        if part is not None:
            return f"whoever agreed {part}"
    if exception.review_on is not None and exception.review_on < case.as_at.astimezone(LONDON).date():
        return "the date of review has passed"
    return None


def is_seen_by_a_signer(case: CaseFile, exception: TellingException) -> bool:
    """Was it recorded, and in sight, when somebody signed the decision that stands?"""
    return (
        exception.kind not in AGREED_EXCEPTIONS
        and case.decision is not None
        and any(given.seen_event_id >= exception.event_id for given in case.decision.sign_offs)
    )


def exceptions_waiting(case: CaseFile, victim_id: int) -> list[TellingException]:
    """Those of a victim that count only once somebody agrees, and to which nobody has agreed yet."""
    return [
        each
        for each in case.victim(victim_id).exceptions
        if each.agreed_by_id is None and not is_seen_by_a_signer(case, each)
    ]


def exception_that_stands(
    case: CaseFile, victim: Victim, decision_id: int, policy: Policy
) -> TellingException | None:
    """The first recorded exception on which this decision may be final for this victim (practice P18)."""
    return next(
        (
            each
            for each in victim.exceptions
            if each.is_about(decision_id) and why_it_does_not_stand(case, each, policy) is None
        ),
        None,
    )


@requirement(
    gates={
        Gate.CLOSURE,
        Gate.NO_FURTHER_ACTION,
        Gate.NOT_INVESTIGATED,
        Gate.CANCELLATION,
        Gate.TRANSFER,
    },
    title="Whoever signs sees which victims will not be told",
    source="force.telling-exceptions",
    owner=Role.SUPERVISOR,
    fix=Place.VICTIMS,
)
def exceptions_are_seen_by_whoever_signs(case: CaseFile, policy: Policy) -> Finding:
    """Soft: what they sign in sight of, they stand for (never 3). It is sealed with their sign-off."""
    standing = [
        (victim, each)
        for victim in case.victims
        for each in victim.exceptions
        if each.kind not in AGREED_EXCEPTIONS and each.decision_id is None
    ]
    if not standing:
        return not_applicable("Nothing is recorded for which a victim would not be told.")
    left = [(victim, each) for victim, each in standing if each.agreed_by_id is None]
    if not left:
        return met("Somebody with no part in the case agreed to each already.")
    return warned(
        f"{len(left)} of {len(case.victims)} will not be told. Whoever signs stands for that.",
        [
            (f"This victim {EXCEPTIONS_IN_WORDS[each.kind]}", "victim_rights", victim.id)
            for victim, each in left
        ],
    )


@requirement(
    gates={Gate.FINAL},
    title="Victims were told before suspects",
    source="practice.order-of-telling",
    owner=Role.SUPERVISOR,
    fix=Place.SUSPECTS,
)
def victims_are_told_before_suspects(case: CaseFile, policy: Policy) -> Finding:
    """Soft: release and the end of bail never wait (practice P19). Recorded, and the supervisor sees it."""
    told = [suspect for suspect in case.suspects if suspect.told_at is not None]
    if not told:
        return not_applicable("No suspect has been told.")
    first = sum(suspect.told_first for suspect in told)
    if not first:
        return met("Each suspect was told after every victim was told or tried.")
    return warned(
        f"{first} of {len(told)} suspects told was told before every victim was told or tried. "
        "Why is on the timeline, and a supervisor looks at it."
    )


@requirement(
    gates={Gate.CLOSURE, Gate.NO_FURTHER_ACTION},
    title="What the victim wants is in their own words, and who heard them",
    source="force.own-words",
    owner=Role.INVESTIGATOR,
    fix=Place.VICTIMS,
)
def what_the_victim_wants_is_heard(case: CaseFile, policy: Policy) -> Finding:
    """Asked of outcomes that rest on a victim who does not support them, by kind of crime (practice P26)."""
    if case.outcome_code is None:
        return not_applicable("Asked when an outcome is chosen.")
    outcome = policy.crime_outcome(case.outcome_code)
    if outcome is None or outcome.victim_view != "does_not_support":
        return not_applicable("This outcome does not rest on a victim who does not support action.")
    if not policy.asks_own_words(case.offence_class, case.flags):
        return not_applicable("Not asked of this kind of crime.")
    if not case.victims:
        return not_applicable("No victim is recorded.")
    without_words = [victim for victim in case.victims if victim.view is None or not victim.view_is_heard]
    left = [victim for victim in without_words if not is_not_engaging(case, victim, policy)]
    if not left and without_words:
        return met(
            f"{len(without_words)} of {len(case.victims)} do not engage, so there are no words of theirs: "
            "whoever signs looks at the attempts."
        )
    if not left:
        return met("Each victim's own words are recorded, with who heard them and when.")
    return unmet(
        f"Outcome {outcome.code} rests on the victim's own words. Record them, who heard them and when.",
        [(_what_is_missing(victim), "victim_view", victim.id) for victim in left],
    )


def _what_is_missing(victim: Victim) -> str:
    if victim.view is None:
        return "No words, no record of who heard them"
    return "No record of who heard them, or when"
