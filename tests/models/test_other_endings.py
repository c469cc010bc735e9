"""Not investigated, cancelled, transferred: what the database holds to when they are entered by plain SQL."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from models import Investigation, TransferAcceptance
from tests.models.rows import NOW, ReadyCase, Rows
from tests.stores import refused
from vocabulary import DecisionKind, EventKind, LineStatus

ENDS_AS = {
    DecisionKind.NOT_INVESTIGATED: "no_further_action",
    DecisionKind.CANCELLATION: "cancelled",
    DecisionKind.TRANSFER: "transferred",
}
FINISH = "UPDATE investigation SET state = :state WHERE id = :case"
every_kind = pytest.mark.parametrize("kind", list(ENDS_AS), ids=list(ENDS_AS.values()))


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


def ready(rows: Rows, kind: DecisionKind, *, accepted: bool = True, **changes: object) -> ReadyCase:
    """Nothing is missing, save what the arguments leave out; and no line is recorded."""
    made = rows.ready(kind, **({"line": False} | changes))
    if kind is DecisionKind.TRANSFER and accepted:
        accept(rows, made)
    return made


def accept(rows: Rows, made: ReadyCase, event: int | None = None) -> None:
    event = event or rows.event(made.id, EventKind.TRANSFER_ACCEPTED, made.proposer)
    rows.add(
        TransferAcceptance(
            decision_id=made.decision, accepted_at=NOW, recorded_by_id=made.proposer, event_id=event
        )
    )


def refusal(rows: Rows, made: ReadyCase, state: str | None = None) -> str:
    return refused(rows.session, FINISH, case=made.id, state=state or ENDS_AS[made.kind])


@every_kind
def test_a_case_of_which_nothing_is_missing_ends_so(rows: Rows, kind: DecisionKind):
    made = ready(rows, kind)
    rows.set(made.id, state=ENDS_AS[kind])
    assert rows.session.get_one(Investigation, made.id).state == ENDS_AS[kind]


@every_kind
@pytest.mark.parametrize("state", ["closed", "no_further_action", "cancelled", "transferred"])
def test_a_decision_ends_a_case_in_its_own_way_only(rows: Rows, kind: DecisionKind, state: str):
    if state == ENDS_AS[kind]:
        return
    made = ready(rows, kind)
    assert "an investigation finishes only" in refusal(rows, made, state)


@pytest.mark.parametrize("state", ["cancelled", "transferred"])
def test_a_decision_of_another_kind_neither_cancels_nor_transfers(rows: Rows, state: str):
    for kind in (DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION):
        assert "an investigation" in refusal(rows, rows.ready(kind), state)


@every_kind
def test_no_end_without_the_victim_being_told(rows: Rows, kind: DecisionKind):
    assert "every victim has been told" in refusal(rows, ready(rows, kind, told=False))


@every_kind
def test_no_end_with_too_few_sign_offs(rows: Rows, kind: DecisionKind):
    assert "signed off by people independent" in refusal(rows, ready(rows, kind, sign_offs_needed=2))


@every_kind
def test_no_end_after_something_material_has_happened(rows: Rows, kind: DecisionKind):
    made = ready(rows, kind)
    rows.event(made.id, EventKind.SUSPECT_INTERVIEWED)
    assert "signed off by people independent" in refusal(rows, made)


def test_a_crime_is_left_without_a_line_and_never_with_one_that_is_open(rows: Rows):
    made = ready(rows, DecisionKind.NOT_INVESTIGATED)
    rows.line(made.id, LineStatus.OPEN)
    assert "every line of inquiry is answered" in refusal(rows, made)


def test_nor_with_one_that_points_at_an_open_line(rows: Rows):
    made = ready(rows, DecisionKind.NOT_INVESTIGATED)
    elsewhere = rows.line(rows.investigation(), LineStatus.OPEN)
    rows.line(made.id, LineStatus.ANSWERED_ELSEWHERE, answered_on_line_id=elsewhere)
    assert "every line of inquiry is answered" in refusal(rows, made)


def test_a_decision_not_to_investigate_excuses_no_other_kind_from_having_lines(rows: Rows):
    for kind in (DecisionKind.CLOSURE, DecisionKind.NO_FURTHER_ACTION):
        made = rows.ready(kind, line=False)
        state = "closed" if kind is DecisionKind.CLOSURE else "no_further_action"
        assert "every line of inquiry is answered" in refusal(rows, made, state)


@pytest.mark.parametrize("kind", [DecisionKind.CANCELLATION, DecisionKind.TRANSFER])
def test_a_crime_leaves_with_a_line_open(rows: Rows, kind: DecisionKind):
    made = ready(rows, kind)
    rows.line(made.id, LineStatus.OPEN)
    rows.set(made.id, state=ENDS_AS[kind])
    assert rows.session.get_one(Investigation, made.id).state == ENDS_AS[kind]


def test_no_transfer_that_nobody_accepted(rows: Rows):
    made = ready(rows, DecisionKind.TRANSFER, accepted=False)
    assert "only when the other force has accepted it" in refusal(rows, made)
    accept(rows, made)
    rows.set(made.id, state="transferred")


ACCEPT = (
    "INSERT INTO transfer_acceptance (decision_id, accepted_at, recorded_by_id, event_id)"
    " SELECT :decision, recorded_at, :by, id FROM case_event WHERE id = :event"
)


def test_an_acceptance_rests_on_its_own_event_and_on_a_transfer(rows: Rows):
    made = ready(rows, DecisionKind.TRANSFER, accepted=False)
    wrong = rows.event(made.id, EventKind.NOTE_ADDED, made.proposer)
    elsewhere = rows.event(rows.investigation(), EventKind.TRANSFER_ACCEPTED, made.proposer)
    for event in (wrong, elsewhere):
        values = {"decision": made.decision, "by": made.proposer, "event": event}
        assert "rests on its own event" in refused(rows.session, ACCEPT, **values)
    other = ready(rows, DecisionKind.CANCELLATION)
    event = rows.event(other.id, EventKind.TRANSFER_ACCEPTED, other.proposer)
    values = {"decision": other.decision, "by": other.proposer, "event": event}
    assert "on a transfer" in refused(rows.session, ACCEPT, **values)


@pytest.mark.parametrize("statement", ["UPDATE transfer_acceptance SET accepted_at = :at", "DELETE FROM"])
def test_an_acceptance_is_never_changed_or_removed(rows: Rows, statement: str):
    ready(rows, DecisionKind.TRANSFER)
    if statement.startswith("DELETE"):
        said = refused(rows.session, "DELETE FROM transfer_acceptance")
    else:
        said = refused(rows.session, statement, at=NOW.isoformat())
    assert "transfer_acceptance is never changed" in said
