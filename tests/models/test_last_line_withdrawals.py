"""What is recorded of a withdrawal rests on an event of its case, by whoever it names: in the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.models.rows import ReadyCase, Rows
from tests.models.withdrawal_rows import (
    a_hearing,
    a_withdrawal,
    agree,
    agree_updates,
    decide_without,
    offer,
    ring_back,
    take_back,
)
from vocabulary import EventKind

Add = Callable[[Rows, ReadyCase, int], object]
# Kind of the event, and the row that rests on it.
RESTS_ON: dict[str, tuple[EventKind, Add]] = {
    "withdrawal": (
        EventKind.WITHDRAWAL_RECORDED,
        lambda rows, ready, event: a_withdrawal(rows, ready, event_id=event),
    ),
    "withdrawal_taken_back": (
        EventKind.VICTIM_VIEW_RECORDED,
        lambda rows, ready, event: take_back(rows, ready, a_withdrawal(rows, ready), event),
    ),
    "evidence_led_decision": (
        EventKind.EVIDENCE_LED_DECIDED,
        lambda rows, ready, event: decide_without(rows, ready, event_id=event),
    ),
    "call_back_agreed": (
        EventKind.CALL_BACK_AGREED,
        lambda rows, ready, event: agree(rows, ready, a_withdrawal(rows, ready), event),
    ),
    "call_back": (
        EventKind.CALL_BACK_MADE,
        lambda rows, ready, event: ring_back(rows, ready, a_withdrawal(rows, ready), event_id=event),
    ),
    "statement_offer": (
        EventKind.STATEMENT_OFFERED,
        lambda rows, ready, event: offer(rows, ready, event_id=event),
    ),
    "update_agreement": (
        EventKind.UPDATES_AGREED,
        lambda rows, ready, event: agree_updates(rows, ready, event_id=event),
    ),
    "hearing": (
        EventKind.DEVELOPMENT_RECORDED,
        lambda rows, ready, event: a_hearing(rows, ready, event_id=event),
    ),
}


@pytest.fixture
def rows(session: Session) -> Rows:
    return Rows(session)


@pytest.mark.parametrize("wrong", ["", "kind", "case", "person"])
@pytest.mark.parametrize("table", RESTS_ON)
def test_a_row_rests_on_its_own_event(rows: Rows, table: str, wrong: str):
    kind, add = RESTS_ON[table]
    ready = rows.ready()
    case = rows.investigation() if wrong == "case" else ready.id
    by = ready.officer if wrong == "person" else ready.signer
    event = rows.event(case, EventKind.NOTE_ADDED if wrong == "kind" else kind, by)
    if not wrong:
        add(rows, ready, event)
        return
    with pytest.raises(sa.exc.IntegrityError, match="rests on its own event"):
        add(rows, ready, event)


def test_what_it_names_is_of_the_same_case(rows: Rows):
    ready = rows.ready()
    another = rows.victim(rows.investigation())
    for add in (a_withdrawal, offer):
        nested = rows.session.begin_nested()
        with pytest.raises(sa.exc.IntegrityError, match="is of the same case"):
            add(rows, ready, victim_id=another)
        nested.rollback()
