"""Requirements about lines of inquiry."""

from __future__ import annotations

import datetime as dt

from vocabulary import DecisionKind, Gate, LineStatus, Place, Role
from workflow.case_file import CaseFile, Line
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.pack import Policy
from workflow.requirements.registry import requirement
from workflow.requirements.sign_offs import involvement
from workflow.working_days import LONDON

ENDINGS = {Gate.CLOSURE, Gate.NO_FURTHER_ACTION}
LINES_MAY_STAY_OPEN = {DecisionKind.CANCELLATION, DecisionKind.TRANSFER}


@requirement(
    gates=ENDINGS,
    title="Lines of inquiry are recorded",
    source="cpia.reasonable-lines",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def lines_are_recorded(case: CaseFile, policy: Policy) -> Finding:
    """A crime without a single line needs the reason agreed by a supervisor independent of the case."""
    if case.live_lines:
        return met(f"{len(case.live_lines)} recorded.")
    if case.no_lines_agreed_by_id is not None:
        why = involvement(case, case.no_lines_agreed_by_id, policy)
        if why is None:
            return met("None is reasonable here: reason recorded and agreed by a supervisor.")
        return unmet(
            f"The supervisor who agreed that no line is reasonable {why}. Add the lines that are reasonable, "
            "or ask a supervisor who is independent of the case to agree."
        )
    return unmet(
        "No line of inquiry is recorded. Add the lines that are reasonable, "
        "or ask a supervisor to agree and record why there is none."
    )


@requirement(
    gates=ENDINGS | {Gate.NOT_INVESTIGATED, Gate.FINAL},
    title="Every line of inquiry is answered",
    source="cpia.reasonable-lines",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def every_line_is_answered(case: CaseFile, policy: Policy) -> Finding:
    """Answered by a result, by a reason, or by an answered line of another crime.

    What is cancelled has nothing left to find out, and with a transfer the lines go to the other force.
    """
    if case.decision is not None and case.decision.kind in LINES_MAY_STAY_OPEN:
        return not_applicable("A crime that is cancelled or transferred may end with lines open.")
    if not case.live_lines:
        return not_applicable("No line of inquiry is recorded.")
    left = [line for line in case.live_lines if not line.is_answered]
    if not left:
        return met(f"All {len(case.live_lines)} are answered.")
    return unmet(
        f"{len(left)} of {len(case.live_lines)} still open. Record the result of each, "
        "or why it is not pursued.",
        [(_open_line_in_words(line, case, policy), "line", line.id) for line in left],
    )


# What keeps the line of another crime from answering this one.
POINTED_AT = {
    LineStatus.SUPERSEDED: "superseded",
    LineStatus.ANSWERED_ELSEWHERE: "itself answered on another crime: point at that one",
}


def _open_line_in_words(line: Line, case: CaseFile, policy: Policy) -> str:
    title = policy.line_category(line.category).title
    if line.status is LineStatus.ANSWERED_ELSEWHERE:
        state = POINTED_AT.get(line.answered_on_status, "still open")
        return f"{title}: the line on {line.answered_on_reference or 'another crime'} is {state}"
    if line.evidence_expires_at is None:
        return f"{title}: no answer"
    lost = "lost" if line.evidence_expires_at <= case.as_at else "will be lost"
    day = line.evidence_expires_at.astimezone(LONDON)
    return f"{title}: no answer; evidence {lost} on {day:%-d %B %Y}"


def minimum_of(case: CaseFile, policy: Policy) -> tuple[str, ...]:
    """The kinds of line asked of this case, by class, risks and what is known of it (practice P14)."""
    window = dt.timedelta(days=policy.setting("forensic_window_days"))
    happened = case.occurred_until_at or case.reported_at
    return policy.minimum_lines(
        case.offence_class, case.flags, bool(case.suspects), case.reported_at - happened <= window
    )


def missing_from_minimum(case: CaseFile, policy: Policy) -> list[str]:
    """The kinds of line of the minimum of which none is recorded, as the policy orders them."""
    recorded = {line.category for line in case.live_lines}
    return [category for category in minimum_of(case, policy) if category not in recorded]


@requirement(
    gates=ENDINGS,
    title="The minimum lines for this kind of crime are answered",
    source="force.minimum-lines",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def minimum_lines_are_answered(case: CaseFile, policy: Policy) -> Finding:
    """Each category of the minimum set has an answered line. To agree that no line is reasonable waives none:
    that takes an override, with its ground, rank and end.
    """
    minimum = minimum_of(case, policy)
    if not minimum:
        return not_applicable("No minimum set is laid down for this kind of crime.")
    waiting = {line.category: line.id for line in case.live_lines if not line.is_answered}
    answered = {line.category for line in case.live_lines if line.is_answered}
    missing = [category for category in minimum if category not in answered]
    if not missing:
        return met(f"All {len(minimum)} are answered.")
    keys = [category.key for category in policy.line_categories]
    items = []
    for category in missing:
        title = policy.line_category(category).title
        if category in waiting:
            items.append((f"{title}: recorded, no answer yet", "line", waiting[category]))
        else:
            items.append((f"{title}: not recorded", "missing_line", keys.index(category)))
    agreed = not case.live_lines and case.no_lines_agreed_by_id is not None
    return unmet(
        f"{len(missing)} of {len(minimum)} not answered. "
        f"{AGREED_IS_NOT_ANSWERED if agreed else ''}Each needs a result or a reason.",
        items,
    )


AGREED_IS_NOT_ANSWERED = (
    "That no line is reasonable was agreed, and does not take the minimum away: only an override does. "
)


def why_not_agree_on_none(case: CaseFile) -> str | None:
    """Why nobody can agree that no line is reasonable; None when somebody may."""
    if not case.live_lines:
        return None
    return "A line of inquiry is recorded, so there is one. Answer each, or say why it is not pursued."
