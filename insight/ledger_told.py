"""What each event says of one row of its case: a line, a suspect, a victim, a contact.

Only what an event says is expected of a row: where an older event lacks a fact, the column is not judged.
"""

from __future__ import annotations

from collections.abc import Callable

from insight.ledger_cps import OF_CPS_ROWS
from insight.ledger_events import Columns, Happened, words
from insight.ledger_letters import OF_LETTER_ROWS
from insight.ledger_victims import OF_VICTIM_ROWS
from vocabulary import EventKind, LineStatus, SuspectDecision

POINTS = ("bearing", "not_pursued_reason", "answered_on_line_id")
IN_ERROR = ("recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_reason")
ANSWER = (*POINTS, "superseded_by_line_id", "result", "answered_at", "answered_by_id")

FACTS = ("result_received_at", "loss_reason", "necessity", "scope", "consent")


def _line_added(row: Columns, event: Happened) -> None:
    row.update(
        status=LineStatus.OPEN.value,
        added_by_id=event.by,
        added_at=event.at,
        objective=event.words("objective"),
        **dict.fromkeys((*ANSWER, *FACTS)),
        **event.told(category="category", owner_id="owner", evidence_expires_at="evidence_expires_at"),
        **event.told(suspect_id="suspect"),
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


def _result_received(row: Columns, event: Happened) -> None:
    row["result_received_at"] = event.facts["received_at"]


def _loss_explained(row: Columns, event: Happened) -> None:
    row["loss_reason"] = event.words("words")


def _request_justified(row: Columns, event: Happened) -> None:
    row.update({name: event.words(name) for name in ("necessity", "scope", "consent")})


def _suspect_added(row: Columns, event: Happened) -> None:
    row.update(
        name=event.words("name"),
        why_suspected=event.words("why"),
        added_by_id=event.by,
        added_at=event.at,
        death_proof=None,
        **dict.fromkeys(
            ("interviewed_at", "interviewed_by_id", "no_interview_reason", "decision", "decision_reason")
        ),
        **dict.fromkeys(("decided_at", "decided_by_id", "told_at", "told_first", "no_early_advice_reason")),
        **dict.fromkeys(IN_ERROR),
        **event.told(is_vulnerable="vulnerable"),
    )
    if "offences" in event.detail:  # older events do not say which were considered
        row["offences_considered"] = event.words("offences")


def _suspect_interviewed(row: Columns, event: Happened) -> None:
    row.update(interviewed_at=event.facts["interviewed_at"], interviewed_by_id=event.about)
    row.update(event.told(is_vulnerable="vulnerable"))


def _suspect_decided(row: Columns, event: Happened) -> None:
    row.update(
        decision=event.facts["decision"],
        decision_reason=event.words("reason"),
        decided_at=event.at,
        decided_by_id=event.by,
        told_at=None,
        death_proof=event.words("proof_of_death"),
        told_first=None,
    )
    if event.facts["decision"] == SuspectDecision.NO_FURTHER_ACTION:
        row["no_interview_reason"] = words(event.detail.get("no_interview_reason", "").strip() or None)


def _charged(row: Columns, event: Happened) -> None:
    row.update(
        decision=SuspectDecision.CHARGED.value,
        decision_reason=event.words("offence"),
        decided_at=event.facts["charged_at"],
        decided_by_id=event.by,
        death_proof=None,
    )


def _suspect_told(row: Columns, event: Happened) -> None:
    row.update(event.told(told_at="told_at", told_first="first"))


def _contact_recorded(row: Columns, event: Happened) -> None:
    row.update(
        recorded_at=event.at,
        recorded_by_id=event.by,
        told=event.words("told") or words(""),
        said=event.words("said") or words(""),
        **event.told(victim_id="victim", channel="channel", result="result", happened_at="happened_at"),
        supersedes_id=event.facts.get("supersedes"),
        correction_reason=event.words("correction"),
        **event.told(decision_id="tells_decision", counts="counts", unsafe="unsafe"),
        **event.told(told_of_review="told_of_review"),
    )


def _transfer_accepted(row: Columns, event: Happened) -> None:
    row.update(accepted_at=event.facts["accepted_at"], recorded_by_id=event.by, event_id=event.id)


def _reader_named(row: Columns, event: Happened) -> None:
    row.update(person_id=event.about, named_by_id=event.by, from_at=event.at, **event.told(until_at="until"))


def _reader_ended(row: Columns, event: Happened) -> None:
    row["until_at"] = event.at


def _glass_broken(row: Columns, event: Happened) -> None:
    row.update(
        person_id=event.by,
        opened_at=event.at,
        **event.told(reason="reason", until_at="until"),
        **dict.fromkeys(("reviewed_at", "reviewed_by_id", "finding")),
    )


def _glass_reviewed(row: Columns, event: Happened) -> None:
    row.update(reviewed_at=event.at, reviewed_by_id=event.by, **event.told(finding="finding"))


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

# What a correction calls a part of a suspect → its column.
SUSPECT_PARTS = {"name": "name", "offences": "offences_considered", "born_on": "born_on"}


def _suspect_corrected(row: Columns, event: Happened) -> None:
    row.update({SUSPECT_PARTS[name]: event.words(name) for name in event.facts["changed"]})


def _suspect_in_error(row: Columns, event: Happened) -> None:
    row.update(
        recorded_in_error_at=event.at,
        recorded_in_error_by_id=event.by,
        recorded_in_error_reason=event.words("reason"),
    )


def _resolution_given(row: Columns, event: Happened) -> None:
    row.update(
        given_by_id=event.about,
        recorded_at=event.at,
        recorded_by_id=event.by,
        conditions=event.words("conditions"),
        **dict.fromkeys(("check_result", "checked_at", "checked_by_id")),
        **dict.fromkeys(("diversion_result", "diversion_ended_at")),
        **event.told(suspect_id="suspect", kind="kind", given_at="given_at", admitted="admitted"),
        **event.told(victim_consulted="victim_consulted", diversion_ends_on="diversion_ends_on"),
    )


def _resolution_checked(row: Columns, event: Happened) -> None:
    row.update(check_result=event.facts["result"], checked_at=event.at, checked_by_id=event.by)


def _diversion_ended(row: Columns, event: Happened) -> None:
    row.update(diversion_result=event.facts["result"], diversion_ended_at=event.facts["ended_at"])


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
    EventKind.LINE_RESULT_RECEIVED: ("line_of_inquiry", "line", _result_received),
    EventKind.LINE_LOSS_EXPLAINED: ("line_of_inquiry", "line", _loss_explained),
    EventKind.LINE_REQUEST_JUSTIFIED: ("line_of_inquiry", "line", _request_justified),
    EventKind.SUSPECT_ADDED: ("suspect", "suspect", _suspect_added),
    EventKind.SUSPECT_INTERVIEWED: ("suspect", "suspect", _suspect_interviewed),
    EventKind.SUSPECT_DECIDED: ("suspect", "suspect", _suspect_decided),
    EventKind.CHARGE_RECORDED: ("suspect", "suspect", _charged),
    EventKind.SUSPECT_TOLD: ("suspect", "suspect", _suspect_told),
    **OF_CPS_ROWS,
    **OF_LETTER_ROWS,
    **OF_VICTIM_ROWS,
    EventKind.DIRECTION_GIVEN: ("direction", "direction", _direction_given),
    EventKind.DIRECTION_DONE: ("direction", "direction", _direction_done),
    EventKind.CONTACT_RECORDED: ("contact", "contact", _contact_recorded),
    EventKind.TRANSFER_ACCEPTED: ("transfer_acceptance", "decision", _transfer_accepted),
    EventKind.SUSPECT_CORRECTED: ("suspect", "suspect", _suspect_corrected),
    EventKind.SUSPECT_RECORDED_IN_ERROR: ("suspect", "suspect", _suspect_in_error),
    EventKind.RESOLUTION_GIVEN: ("out_of_court_resolution", "resolution", _resolution_given),
    EventKind.RESOLUTION_CHECKED: ("out_of_court_resolution", "resolution", _resolution_checked),
    EventKind.DIVERSION_ENDED: ("out_of_court_resolution", "resolution", _diversion_ended),
    EventKind.READER_NAMED: ("named_reader", "reader", _reader_named),
    EventKind.READER_ENDED: ("named_reader", "reader", _reader_ended),
    EventKind.GLASS_BROKEN: ("break_glass", "glass", _glass_broken),
    EventKind.GLASS_REVIEWED: ("break_glass", "glass", _glass_reviewed),
}
