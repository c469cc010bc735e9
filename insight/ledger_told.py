"""What each event says of one row of its case: a line, a suspect, a victim, a contact.

Only what an event says is expected of a row: where an older event lacks a fact, the column is not judged.
"""

from __future__ import annotations

from collections.abc import Callable

from insight.ledger_events import Columns, Happened, words
from vocabulary import EventKind, LineStatus, SuspectDecision

POINTS = ("bearing", "not_pursued_reason", "answered_on_line_id")
ANSWER = (*POINTS, "superseded_by_line_id", "result", "answered_at", "answered_by_id")


def _line_added(row: Columns, event: Happened) -> None:
    row.update(
        status=LineStatus.OPEN.value,
        added_by_id=event.by,
        added_at=event.at,
        objective=event.words("objective"),
        **dict.fromkeys(ANSWER),
        **event.told(category="category", owner_id="owner", evidence_expires_at="evidence_expires_at"),
    )


def _line_answered(status: LineStatus) -> Callable[[Columns, Happened], None]:
    def tell(row: Columns, event: Happened) -> None:
        row.update(
            status=status.value,
            result=event.words("words"),
            answered_at=event.at,
            answered_by_id=event.by,
            **event.told(
                bearing="bearing", not_pursued_reason="reason", answered_on_line_id="answered_on_line"
            ),
        )

    return tell


def _line_superseded(row: Columns, event: Happened) -> None:
    """Whatever answer the line had, it keeps. Events from when part of it was let go of do not say so."""
    if "answer_kept" not in event.facts:
        for name in POINTS:
            row.pop(name, None)
    row.update(
        status=LineStatus.SUPERSEDED.value,
        superseded_by_line_id=event.facts["by_line"],
        answered_at=row.get("answered_at") or event.at,
        answered_by_id=row.get("answered_by_id") or event.by,
        result=row.get("result") or event.words("words"),
    )


def _suspect_added(row: Columns, event: Happened) -> None:
    row.update(
        name=event.words("name"),
        why_suspected=event.words("why"),
        added_by_id=event.by,
        **dict.fromkeys(
            ("interviewed_at", "interviewed_by_id", "no_interview_reason", "decision", "decision_reason")
        ),
        **dict.fromkeys(("decided_at", "decided_by_id", "told_at")),
    )


def _suspect_interviewed(row: Columns, event: Happened) -> None:
    row.update(interviewed_at=event.facts["interviewed_at"], interviewed_by_id=event.about)


def _suspect_decided(row: Columns, event: Happened) -> None:
    row.update(
        decision=event.facts["decision"],
        decision_reason=event.words("reason"),
        decided_at=event.at,
        decided_by_id=event.by,
        told_at=None,
    )
    if event.facts["decision"] == SuspectDecision.NO_FURTHER_ACTION:
        row["no_interview_reason"] = words(event.detail.get("no_interview_reason", "").strip() or None)


def _charged(row: Columns, event: Happened) -> None:
    row.update(
        decision=SuspectDecision.CHARGED.value,
        decision_reason=event.words("offence"),
        decided_at=event.facts["charged_at"],
        decided_by_id=event.by,
    )


def _suspect_told(row: Columns, event: Happened) -> None:
    row["told_at"] = event.facts["told_at"]


def _victim_added(row: Columns, event: Happened) -> None:
    row.update(
        kind=event.facts["kind"],
        name=event.words("name"),
        is_enhanced=False,
        added_by_id=event.by,
        **dict.fromkeys(("needs", "needs_assessed_at", "support_referral", "support_offered_at")),
        **dict.fromkeys(("view", "view_recorded_at")),
    )


def _needs_assessed(row: Columns, event: Happened) -> None:
    row.update(is_enhanced=event.facts["enhanced"], needs=event.words("needs"), needs_assessed_at=event.at)


def _support_offered(row: Columns, event: Happened) -> None:
    row.update(support_referral=event.facts["answer"], support_offered_at=event.at)


def _view_recorded(row: Columns, event: Happened) -> None:
    row.update(view=event.facts["view"], view_recorded_at=event.at)


def _contact_recorded(row: Columns, event: Happened) -> None:
    row.update(
        recorded_at=event.at,
        recorded_by_id=event.by,
        told=event.words("told") or words(""),
        said=event.words("said") or words(""),
        **event.told(victim_id="victim", channel="channel", result="result", happened_at="happened_at"),
        **event.told(decision_id="tells_decision"),
    )


def _direction_given(row: Columns, event: Happened) -> None:
    row.update(
        to_person_id=event.about,
        given_by_id=event.by,
        given_at=event.at,
        what=event.words("what"),
        due_at=event.facts["due_at"],
        **dict.fromkeys(("done_at", "done_by_id", "done_words")),
    )


def _direction_done(row: Columns, event: Happened) -> None:
    row.update(done_at=event.at, done_by_id=event.by, done_words=event.words("words"))


Tell = Callable[[Columns, Happened], None]

# Kind of event → the table of the row it speaks of, the fact that names the row, and what it says.
OF_ROWS: dict[EventKind, tuple[str, str, Tell]] = {
    EventKind.LINE_ADDED: ("line_of_inquiry", "line", _line_added),
    EventKind.LINE_RESULTED: ("line_of_inquiry", "line", _line_answered(LineStatus.RESULTED)),
    EventKind.LINE_NOT_PURSUED: ("line_of_inquiry", "line", _line_answered(LineStatus.NOT_PURSUED)),
    EventKind.LINE_ANSWERED_ELSEWHERE: (
        "line_of_inquiry",
        "line",
        _line_answered(LineStatus.ANSWERED_ELSEWHERE),
    ),
    EventKind.LINE_SUPERSEDED: ("line_of_inquiry", "line", _line_superseded),
    EventKind.SUSPECT_ADDED: ("suspect", "suspect", _suspect_added),
    EventKind.SUSPECT_INTERVIEWED: ("suspect", "suspect", _suspect_interviewed),
    EventKind.SUSPECT_DECIDED: ("suspect", "suspect", _suspect_decided),
    EventKind.CHARGE_RECORDED: ("suspect", "suspect", _charged),
    EventKind.SUSPECT_TOLD: ("suspect", "suspect", _suspect_told),
    EventKind.VICTIM_ADDED: ("victim", "victim", _victim_added),
    EventKind.NEEDS_ASSESSED: ("victim", "victim", _needs_assessed),
    EventKind.SUPPORT_OFFERED: ("victim", "victim", _support_offered),
    EventKind.VICTIM_VIEW_RECORDED: ("victim", "victim", _view_recorded),
    EventKind.DIRECTION_GIVEN: ("direction", "direction", _direction_given),
    EventKind.DIRECTION_DONE: ("direction", "direction", _direction_done),
    EventKind.CONTACT_RECORDED: ("contact", "contact", _contact_recorded),
}
