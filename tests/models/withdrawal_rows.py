"""Rows about withdrawals, whole and broken: what the database keeps, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable

from models import (
    CallBack,
    CallBackAgreed,
    EvidenceLedDecision,
    Hearing,
    StatementOffer,
    UpdateAgreement,
    Withdrawal,
    WithdrawalTakenBack,
)
from tests.models.rows import NOW, ReadyCase, Rows
from vocabulary import (
    CallBackResult,
    Channel,
    EventKind,
    EvidenceLed,
    StatementAnswer,
    VictimView,
    WithdrawalReason,
)

LATER = NOW.replace(minute=NOW.minute + 1)


def a_withdrawal(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    """Somebody said that they are afraid of court, unless changed."""
    values = {
        "investigation_id": ready.id,
        "victim_id": ready.victim,
        "unit_id": rows.unit_id,
        "view": VictimView.DOES_NOT_SUPPORT,
        "words": "No more.",
        "reason": WithdrawalReason.FEARS_COURT,
        "channel": Channel.IN_PERSON,
        "heard_by_id": ready.officer,
        "heard_at": NOW,
        "is_drawn": False,
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.WITHDRAWAL_RECORDED, ready.signer)
    return rows.add(Withdrawal(**(values | changes)))


def take_back(rows: Rows, ready: ReadyCase, withdrawal: int, event: int | None = None) -> None:
    event = event or rows.event(ready.id, EventKind.VICTIM_VIEW_RECORDED, ready.signer)
    rows.add(
        WithdrawalTakenBack(
            withdrawal_id=withdrawal, taken_back_at=NOW, recorded_by_id=ready.signer, event_id=event
        )
    )


def decide_without(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    values = {
        "investigation_id": ready.id,
        "round": 1,
        "decided": EvidenceLed.NOT_PURSUED,
        "reason": "Nothing else shows it.",
        "decided_at": NOW,
        "decided_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.EVIDENCE_LED_DECIDED, ready.signer)
    return rows.add(EvidenceLedDecision(**(values | changes)))


def agree(rows: Rows, ready: ReadyCase, withdrawal: int, event: int | None = None) -> None:
    event = event or rows.event(ready.id, EventKind.CALL_BACK_AGREED, ready.signer)
    rows.add(
        CallBackAgreed(
            withdrawal_id=withdrawal,
            reason="In his words.",
            agreed_at=NOW,
            agreed_by_id=ready.signer,
            event_id=event,
        )
    )


def ring_back(rows: Rows, ready: ReadyCase, withdrawal: int, **changes: object) -> None:
    """The risk check said not to ring, unless changed."""
    values = {
        "withdrawal_id": withdrawal,
        "investigation_id": ready.id,
        "result": CallBackResult.NOT_RUNG,
        "risk_check": "He answers.",
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.CALL_BACK_MADE, ready.signer)
    rows.add(CallBack(**(values | changes)))


def offer(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    values = {
        "investigation_id": ready.id,
        "victim_id": ready.victim,
        "answer": StatementAnswer.DECLINED,
        "words": "No, thank you.",
        "offered_by_id": ready.officer,
        "offered_at": NOW,
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.STATEMENT_OFFERED, ready.signer)
    return rows.add(StatementOffer(**(values | changes)))


def agree_updates(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    values = {
        "investigation_id": ready.id,
        "victim_id": ready.victim,
        "every_days": 7,
        "method": Channel.PHONE,
        "quiet_times": "A text message.",
        "words": "Every week, please.",
        "heard_by_id": ready.officer,
        "heard_at": NOW,
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.UPDATES_AGREED, ready.signer)
    return rows.add(UpdateAgreement(**(values | changes)))


def a_hearing(rows: Rows, ready: ReadyCase, **changes: object) -> int:
    values = {
        "investigation_id": ready.id,
        "takes_place_at": LATER,
        "place": "Anytown Crown Court",
        "recorded_at": NOW,
        "recorded_by_id": ready.signer,
    }
    if "event_id" not in changes:
        values["event_id"] = rows.event(ready.id, EventKind.DEVELOPMENT_RECORDED, ready.signer)
    return rows.add(Hearing(**(values | changes)))


def moved_twice(rows: Rows) -> None:
    ready = rows.ready()
    first = a_hearing(rows, ready)
    for _ in range(2):
        a_hearing(rows, ready, supersedes_id=first)


def fill_withdrawals(rows: Rows, ready: ReadyCase) -> None:
    """A row in each of these tables on a case that is there."""
    withdrawal = a_withdrawal(rows, ready)
    agree(rows, ready, withdrawal)
    ring_back(rows, ready, withdrawal)
    take_back(rows, ready, withdrawal)
    decide_without(rows, ready)
    offer(rows, ready)
    agree_updates(rows, ready)
    a_hearing(rows, ready)


def withdrawn(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: a_withdrawal(rows, rows.ready(), **changes)


def rung(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        ring_back(rows, ready, a_withdrawal(rows, ready), **changes)

    return add


def rung_by_a_contact(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        contact = rows.contact(ready.id, ready.victim, ready.decision)
        ring_back(rows, ready, a_withdrawal(rows, ready), contact_id=contact, **changes)

    return add


def offered(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: offer(rows, rows.ready(), **changes)


def listed(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: a_hearing(rows, rows.ready(), **changes)


def listed_instead(**changes: object) -> Callable[[Rows], object]:
    def add(rows: Rows) -> None:
        ready = rows.ready()
        a_hearing(rows, ready, supersedes_id=a_hearing(rows, ready), **changes)

    return add


def agreed(**changes: object) -> Callable[[Rows], object]:
    return lambda rows: agree_updates(rows, rows.ready(), **changes)


def one_contact_for_two_call_backs(rows: Rows) -> None:
    ready = rows.ready()
    spoken_to = {
        "result": CallBackResult.OWN_DECISION,
        "help_was_offered": True,
        "contact_id": rows.contact(ready.id, ready.victim, ready.decision),
    }
    for _ in "ab":
        ring_back(rows, ready, a_withdrawal(rows, ready), **spoken_to)


def on_one_event(kind: EventKind, add: Callable[[Rows, ReadyCase, int], object]) -> Callable[[Rows], None]:
    """Two rows that rest on one event."""

    def twice(rows: Rows) -> None:
        ready = rows.ready()
        event = rows.event(ready.id, kind, ready.signer)
        for _ in "ab":
            add(rows, ready, event)

    return twice


CHECKS_OF_WITHDRAWALS: dict[str, list[Callable[[Rows], object]]] = {
    "ck_withdrawal_does_not_support": [withdrawn(view=VictimView.SUPPORTS)],
    "ck_withdrawal_another_reason_is_said": [withdrawn(reason=WithdrawalReason.ANOTHER)],
    "ck_withdrawal_account_is_whole": [withdrawn(account_reference="MG11/1")],
    "ck_withdrawal_help_is_whole": [withdrawn(help_offered="A screen."), withdrawn(help_answer="No.")],
    "ck_withdrawal_not_in_the_future": [withdrawn(heard_at=LATER)],
    "ck_call_back_what_was_said_is_whole": [
        rung(result=CallBackResult.OWN_DECISION),
        rung(help_was_offered=True),
        rung_by_a_contact(),
        rung_by_a_contact(result=CallBackResult.OWN_DECISION),
    ],
    "ck_statement_offer_offered_again_where_open": [
        offered(answer=StatementAnswer.NOT_YET),
        offered(again_on=NOW.date()),
    ],
    "ck_statement_offer_not_in_the_future": [offered(offered_at=LATER)],
    "ck_update_agreement_method_where_regular": [agreed(method=None), agreed(every_days=None)],
    "ck_update_agreement_some_days": [agreed(every_days=0)],
    "ck_update_agreement_not_in_the_future": [agreed(heard_at=LATER)],
    "ck_hearing_when_and_where": [listed(place=None), listed_instead(takes_place_at=None)],
    "ck_hearing_says_something": [listed(takes_place_at=None, place=None)],
}
UNIQUE_OF_WITHDRAWALS: dict[str, Callable[[Rows], object]] = {
    "withdrawal (event_id)": on_one_event(
        EventKind.WITHDRAWAL_RECORDED, lambda rows, ready, event: a_withdrawal(rows, ready, event_id=event)
    ),
    "withdrawal_taken_back (event_id)": on_one_event(
        EventKind.VICTIM_VIEW_RECORDED,
        lambda rows, ready, event: take_back(rows, ready, a_withdrawal(rows, ready), event),
    ),
    "evidence_led_decision (event_id)": on_one_event(
        EventKind.EVIDENCE_LED_DECIDED,
        lambda rows, ready, event: decide_without(rows, ready, event_id=event),
    ),
    "call_back_agreed (event_id)": on_one_event(
        EventKind.CALL_BACK_AGREED,
        lambda rows, ready, event: agree(rows, ready, a_withdrawal(rows, ready), event),
    ),
    "call_back (event_id)": on_one_event(
        EventKind.CALL_BACK_MADE,
        lambda rows, ready, event: ring_back(rows, ready, a_withdrawal(rows, ready), event_id=event),
    ),
    "call_back (contact_id)": one_contact_for_two_call_backs,
    "statement_offer (event_id)": on_one_event(
        EventKind.STATEMENT_OFFERED, lambda rows, ready, event: offer(rows, ready, event_id=event)
    ),
    "update_agreement (event_id)": on_one_event(
        EventKind.UPDATES_AGREED, lambda rows, ready, event: agree_updates(rows, ready, event_id=event)
    ),
    "hearing (event_id)": on_one_event(
        EventKind.DEVELOPMENT_RECORDED, lambda rows, ready, event: a_hearing(rows, ready, event_id=event)
    ),
    "hearing (supersedes_id)": moved_twice,
}
