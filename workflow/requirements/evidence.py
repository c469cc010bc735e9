"""Requirements about evidence: lost, unread, about the suspect, without the victim's, and asked of people."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from vocabulary import Gate, LineStatus, Place, Role
from workflow.case_file import CaseFile, Line
from workflow.findings import Finding, met, not_applicable, unmet
from workflow.policy.entries import LineCategory
from workflow.policy.pack import Policy
from workflow.requirements.lines import ENDINGS, minimum_of
from workflow.requirements.registry import requirement
from workflow.requirements.remaining import suspects_released

LONDON = ZoneInfo("Europe/London")
Left = tuple[str, str, int]


def when_lost(line: Line, case: CaseFile, policy: Policy) -> dt.datetime | None:
    """When the evidence of a line was lost before it was asked for or answered; None when it was not."""
    if line.status is LineStatus.ANSWERED_ELSEWHERE or line.added_at is None:
        return None
    if line.evidence_expires_at is not None:
        return (
            line.evidence_expires_at if line.evidence_expires_at < (line.answered_at or case.as_at) else None
        )
    lost_at = _lost_by_default(policy.line_category(line.category), case)
    return lost_at if lost_at is not None and lost_at < line.added_at else None


def _lost_by_default(category: LineCategory, case: CaseFile) -> dt.datetime | None:
    if not category.lost:
        return None
    return case.reported_at + dt.timedelta(hours=category.perishes_after_hours)


@requirement(
    gates=ENDINGS,
    title="Lost evidence is owned up to",
    source="force.lost-evidence",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def lost_evidence_is_owned_up_to(case: CaseFile, policy: Policy) -> Finding:
    """What was lost stays on this page: an explanation meets it and takes nothing away."""
    lost = [(line, when_lost(line, case, policy)) for line in case.live_lines]
    lost = [(line, at) for line, at in lost if at is not None]
    unexplained = [
        (_in_words(line, at, policy), "line_loss", line.id) for line, at in lost if not line.loss_explained
    ]
    unexplained += _never_asked_for(case, policy)
    if unexplained:
        return unmet(
            "Evidence was lost before it was asked for or looked at. That cannot be removed. Write of each "
            "why it was lost, or that it was secured in time.",
            unexplained,
        )
    if not lost:
        return not_applicable("No evidence is known to have been lost.")
    named = "; ".join(_in_words(line, at, policy) for line, at in lost)
    return met(f"Owned up to: {named} (cannot be removed).")


def _in_words(line: Line, lost_at: dt.datetime, policy: Policy) -> str:
    title = policy.line_category(line.category).title
    late = "asked for too late" if line.added_at > lost_at else "not answered in time"
    return f"{title} {late}, lost on {_day(lost_at)}"


def _day(at: dt.datetime) -> str:
    return f"{at.astimezone(LONDON):%-d %B %Y}"


def _never_asked_for(case: CaseFile, policy: Policy) -> list[Left]:
    """What the minimum asks, was never recorded as a line, and is gone by now."""
    if not case.live_lines and case.no_lines_agreed_by_id is not None:
        return []
    recorded = {line.category for line in case.live_lines}
    places = [category.key for category in policy.line_categories]
    found = []
    for key in minimum_of(case, policy):
        category = policy.line_category(key)
        lost_at = _lost_by_default(category, case)
        if key in recorded or lost_at is None or lost_at >= case.as_at:
            continue
        kept = _so_long(category.perishes_after_hours)
        words = f"{category.title} never asked for; kept {kept}, lost on {_day(lost_at)}"
        found.append((words, "missing_line", places.index(key)))
    return found


def _so_long(hours: int) -> str:
    return f"{hours // 24} days" if hours % 24 == 0 and hours > 24 else f"{hours} hours"


@requirement(
    gates=ENDINGS | {Gate.SUSPECT_NO_FURTHER_ACTION},
    title="Every result that came back has been read",
    source="cpia.reasonable-lines",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def every_result_is_read(case: CaseFile, policy: Policy) -> Finding:
    """A laboratory's answer in the tray is not an answer: it may name somebody."""
    back = [line for line in case.live_lines if line.result_received_at is not None]
    if not back:
        return not_applicable("No result is waited for that has come back.")
    unread = [line for line in back if line.status is LineStatus.OPEN]
    if not unread:
        return met("Each has been read and recorded.")
    return unmet(
        "A result has come back and nobody has recorded what it says. Read it first.",
        [(_unread_in_words(line, case, policy), "line", line.id) for line in unread],
    )


def _unread_in_words(line: Line, case: CaseFile, policy: Policy) -> str:
    days = (case.as_at - line.result_received_at).days
    since = "today" if days < 1 else f"{days} day{'' if days == 1 else 's'}"
    return f"{policy.line_category(line.category).title}: result back {since}, unread"


@requirement(
    gates={Gate.SUSPECT_NO_FURTHER_ACTION, Gate.NO_FURTHER_ACTION},
    title="Suspect-focused lines are answered",
    source="force.suspect-focused",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def suspect_focused_lines_are_answered(case: CaseFile, policy: Policy) -> Finding:
    """What the suspect says, holds and has done, and not only whether the victim is believed (P27)."""
    wanted = policy.remaining.suspect_focused(case.offence_class, case.flags)
    if not wanted:
        return not_applicable("Not asked in this kind of crime.")
    released = suspects_released(case)
    if not released:
        return not_applicable("Asked when no further action is decided for a suspect.")
    places = [category.key for category in policy.line_categories]
    left: list[Left] = []
    for suspect in released:
        about = [line for line in case.live_lines if _is_about(line, suspect.id, case)]
        for key in sorted(wanted, key=places.index):
            if not any(line.category == key for line in about):
                title = policy.line_category(key).title
                left.append((f"{title}: no line about this suspect", "suspect_line", suspect.id))
        left += [
            (f"{policy.line_category(line.category).title}: no answer yet", "line", line.id)
            for line in about
            if not line.is_answered and (line.category in wanted or line.suspect_id == suspect.id)
        ]
    if left:
        return unmet("Look at the suspect first. Each of these needs a result or a reason.", left)
    return met("Each is answered.")


def _is_about(line: Line, suspect_id: int, case: CaseFile) -> bool:
    """Where there is one suspect, a line that names nobody is about them."""
    return line.suspect_id == suspect_id or (line.suspect_id is None and len(case.suspects) == 1)


@requirement(
    gates=ENDINGS | {Gate.SUSPECT_NO_FURTHER_ACTION},
    title="Intrusive requests show necessity, scope and consent",
    source="law.intrusive-requests",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def intrusive_requests_are_justified(case: CaseFile, policy: Policy) -> Finding:
    """A victim's phone, records that others hold: only what is needed, and with agreement (P27)."""
    asked = [
        line
        for line in case.live_lines
        if policy.line_category(line.category).intrusive and line.status is not LineStatus.NOT_PURSUED
    ]
    if not asked:
        return not_applicable("Nobody's device or records were asked for.")
    left = [line for line in asked if not line.request_justified]
    if not left:
        return met("Each shows all three.")
    return unmet(
        "Write of each request why it was necessary, what exactly was asked for, and who agreed.",
        [(policy.line_category(line.category).title, "line_request", line.id) for line in left],
    )


@requirement(
    gates={Gate.NO_FURTHER_ACTION},
    title="A case without the victim's evidence was considered",
    source="force.evidence-led",
    owner=Role.INVESTIGATOR,
    fix=Place.LINES,
)
def evidence_led_case_was_considered(case: CaseFile, policy: Policy) -> Finding:
    """Domestic abuse that ends because the victim does not support it: what there is without them."""
    if case.outcome_code is None:
        if policy.remaining.may_be_evidence_led(case.offence_class, case.flags):
            return not_applicable("Asked when an outcome that rests on the victim's view is chosen.")
        return not_applicable("Not asked in this kind of crime.")
    wanted = policy.remaining.evidence_led(case.offence_class, case.flags, case.outcome_code)
    if not wanted:
        return not_applicable("Not asked of this outcome in this kind of crime.")
    answered = {line.category for line in case.live_lines if line.is_answered}
    waiting = {line.category: line.id for line in case.live_lines if not line.is_answered}
    left: list[Left] = []
    for number, category in enumerate(policy.line_categories):
        if category.key in wanted - answered:
            kind, key = (
                ("line", waiting[category.key]) if category.key in waiting else ("missing_line", number)
            )
            left.append((f"{category.title}: not considered", kind, key))
    if left:
        return unmet(
            "The victim's evidence is not the only evidence. Look at what there is without it, and record "
            "what you find.",
            left,
        )
    return met("Looked at: what was heard, what was filmed, and whether the case stands without the victim.")
