"""Requirements about cancelling a recorded crime (practice P9)."""

from __future__ import annotations

import datetime as dt

from vocabulary import Gate, LineStatus, Place, Role, SuspectDecision
from workflow.case_file import CancellationAsked, CaseFile, Line
from workflow.findings import Finding, met, not_applicable, unmet, warned
from workflow.policy.endings import Ground
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement

GATES = {Gate.CANCELLATION}
NOT_ASKED = "Asked when cancelling is proposed."


def _asked(case: CaseFile) -> CancellationAsked | None:
    return case.proposal.cancellation if case.proposal is not None else None


def _ground(asked: CancellationAsked, policy: Policy) -> Ground | None:
    return policy.endings.grounds.get(asked.ground)


@requirement(
    gates=GATES,
    title="The ground for cancelling is named",
    source="force.cancellation",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_CANCELLATION,
)
def ground_for_cancelling_is_named(case: CaseFile, policy: Policy) -> Finding:
    asked = _asked(case)
    if asked is None:
        return not_applicable(NOT_ASKED)
    ground = _ground(asked, policy)
    if ground is None:
        return unmet("Choose the ground from the list. A crime is cancelled on no other.")
    return met(f"{ground.title}.")


@requirement(
    gates=GATES,
    title="What can be checked and shows it is written",
    source="force.cancellation",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_CANCELLATION,
)
def information_that_shows_it_is_written(case: CaseFile, policy: Policy) -> Finding:
    """What verifiable information shows it, and who provided it; what a victim is like is no information."""
    asked = _asked(case)
    ground = _ground(asked, policy) if asked is not None else None
    if ground is None:
        return not_applicable(NOT_ASKED)
    if not ground.asks & {"information", "provider"}:
        return not_applicable("This ground rests on the other crime.")
    if "information" in ground.asks and asked.information_kind not in policy.endings.information:
        return unmet(
            "Choose from the list what kind of information shows it. A person's health or history is not "
            "information that no crime happened."
        )
    if "information" in ground.asks and asked.information_digest is None:
        return unmet(
            "What verifiable information shows it? Write what it is and where it can be checked. Somebody's "
            "health is not that, nor that they will not speak to us."
        )
    if "provider" in ground.asks and asked.provider_digest is None:
        return unmet("Write who provided the information.")
    return met("It is written.")


@requirement(
    gates=GATES,
    title="The other crime is there",
    source="force.cancellation",
    owner=Role.SUPERVISOR,
    fix=Place.PROPOSE_CANCELLATION,
)
def other_crime_is_there(case: CaseFile, policy: Policy) -> Finding:
    """A duplicate is cancelled into a crime that stays, or both would be gone."""
    asked = _asked(case)
    ground = _ground(asked, policy) if asked is not None else None
    if ground is None:
        return not_applicable(NOT_ASKED)
    if "other_crime" not in ground.asks:
        return not_applicable("This ground does not rest on another crime.")
    if asked.other_crime_id is None:
        return unmet("Give the reference of the crime that stays, as it is recorded here.")
    if asked.other_crime_id == case.id:
        return unmet("That is this crime. Give the reference of the other one.")
    if not asked.other_crime_stays:
        return unmet("That crime is cancelled, or its cancelling is proposed. One of the two has to stay.")
    return met("The other crime is recorded, and stays.")


@requirement(
    gates=GATES,
    title="No suspect stands charged",
    source="practice.suspect-rows",
    owner=Role.INVESTIGATOR,
    fix=Place.SUSPECTS,
)
def no_suspect_stands_charged(case: CaseFile, policy: Policy) -> Finding:
    """Nobody is prosecuted for a crime that is said not to be one, or to be another."""
    if not case.suspects:
        return not_applicable("No suspect is recorded.")
    charged = [suspect for suspect in case.suspects if suspect.decision is SuspectDecision.CHARGED]
    if not charged:
        return met("Nobody is prosecuted for it.")
    return unmet(
        "A suspect stands charged with this crime. Record how the prosecution ended, and decide about the "
        "suspect again. Where it goes on under another crime, record the charge there first.",
        [("Stands charged", "suspect_decision", suspect.id) for suspect in charged],
    )


@requirement(
    gates=GATES | {Gate.TRANSFER},
    title="No evidence is lost meanwhile",
    source="force.evidence-life",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def no_evidence_is_lost_meanwhile(case: CaseFile, policy: Policy) -> Finding:
    """Advice: whoever refuses this later cannot bring back what is gone by then."""
    open_lines = [line for line in case.live_lines if line.status is LineStatus.OPEN]
    if not open_lines:
        return not_applicable("No line of inquiry is open.")
    perishing = [
        line
        for line in open_lines
        if line.evidence_expires_at is not None and line.evidence_expires_at > case.as_at
    ]
    if not perishing:
        return met("No open line is about evidence that is about to be lost.")
    first = sorted(perishing, key=lambda line: (line.evidence_expires_at, line.id))
    left = "; ".join(_hours_left(line, case, policy) for line in first)
    return warned(f"Still open: {left}. This does not stop that clock: answer what cannot wait.")


def _hours_left(line: Line, case: CaseFile, policy: Policy) -> str:
    hours = int((line.evidence_expires_at - case.as_at) / dt.timedelta(hours=1))
    left = "less than an hour" if hours < 1 else f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{policy.line_category(line.category).title}, evidence lost in {left}"


@requirement(
    gates=GATES,
    title="The forensic window is shut, or used",
    source="force.evidence-life",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def forensic_window_is_shut_or_used(case: CaseFile, policy: Policy) -> Finding:
    """A rape is not cancelled while a body may still say what happened: nobody can ask it later."""
    asked = _only_within_the_window(case, policy)
    if not asked:
        return not_applicable("Not asked in this kind of crime.")
    happened = case.occurred_until_at or case.reported_at
    shuts_at = happened + dt.timedelta(days=policy.setting("forensic_window_days"))
    if shuts_at <= case.as_at:
        return not_applicable("The forensic window has shut.")
    answered = {line.category for line in case.live_lines if line.is_answered}
    places = [category.key for category in policy.line_categories]
    left = [key for key in asked if key not in answered]
    if not left:
        return met("It was used, or why not is recorded.")
    waiting = {line.category: line.id for line in case.live_lines if not line.is_answered}
    return unmet(
        f"The forensic window is open for {_so_long(shuts_at - case.as_at)}. Use it, or record why it is not "
        "pursued, before anybody says that no crime happened.",
        [
            (policy.line_category(key).title, "line", waiting[key])
            if key in waiting
            else (f"{policy.line_category(key).title}: not recorded", "missing_line", places.index(key))
            for key in left
        ],
    )


def _only_within_the_window(case: CaseFile, policy: Policy) -> list[str]:
    """The kinds of line that this class asks only while a body may hold evidence."""
    none = frozenset()
    always = policy.minimum_lines(case.offence_class, none, False, forensic_window=False)
    return [each for each in policy.minimum_lines(case.offence_class, none, False) if each not in always]


def _so_long(left: dt.timedelta) -> str:
    hours = int(left / dt.timedelta(hours=1))
    if hours < 1:
        return "less than an hour"
    return f"{hours} more hour{'' if hours == 1 else 's'}"
