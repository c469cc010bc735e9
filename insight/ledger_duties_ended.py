"""What ends duties, as a case's events say: by being done, or because it is not owed any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from insight.ledger_events import Happened
from vocabulary import FINISHED_BY_FAIRLEAD, ContactResult, DutyKind, EventKind, ExceptionKind, State
from workflow.duties import is_discharged_by
from workflow.steps import STEPS

TAKEN_BACK = frozenset({EventKind.PROPOSAL_WITHDRAWN, EventKind.PROPOSAL_RETURNED, EventKind.PROPOSAL_LAPSED})
# What is owed a victim because of a decision, and ends when they are told it.
TOLD_ENDS = (DutyKind.TELL_DECISION, DutyKind.TRY_AGAIN, DutyKind.TELL_LATER)
# What besides ends with a victim's word that they do not want contact.
NOT_WANTED_ENDS = (
    DutyKind.RIGHT,
    DutyKind.LATER_CONTACT,
    DutyKind.NEXT_UPDATE,
    DutyKind.ASK_SAFE_CONTACT,
    DutyKind.OFFER_STATEMENT,
)
FINISHES = frozenset(rule.event for rule in STEPS.values() if rule.to in FINISHED_BY_FAIRLEAD)
REVIEWS = (DutyKind.FIRST_REVIEW, DutyKind.REVIEW)
# What is done about a victim's request for a review names the duties that it ends.
OF_A_REQUEST = frozenset(
    {
        EventKind.REQUEST_ACKNOWLEDGED,
        EventKind.REVIEWER_NAMED,
        EventKind.REQUEST_PASSED_ON,
        EventKind.REQUEST_ENDED,
        EventKind.REVIEW_RESULT_TOLD,
    }
)
# What ends with the case, whatever was decided.
ENDS_WITH_THE_CASE = (
    *REVIEWS,
    DutyKind.OVERRIDE_EXPIRES,
    DutyKind.CHASE,
    DutyKind.DIRECTION,
    DutyKind.NEXT_UPDATE,
)


@dataclass(frozen=True)
class Ending:
    """Something that ends running duties of a kind, narrowed to a victim, a decision, a duty or its trigger.

    `may_not_have`: an older event does not say whether it did; the duty itself is believed.
    """

    event_id: int
    at: dt.datetime
    kind: DutyKind | None
    victim_id: int | None = None
    decision_id: int | None = None
    duty_id: int | None = None
    direction_id: int | None = None
    triggers: frozenset[int] | None = None  # events that started them
    excuses: bool = False
    may_not_have: bool = False
    counted_at: dt.datetime | None = None  # held against the limit, where it was recorded late
    was_overdue: bool | None = None  # only duties that were overdue by then, or only those that were not

    def ends(self, row: sa.Row) -> bool:
        """Did it end this duty, running until then?"""
        return (
            self.event_id > row.trigger_event_id
            and self.kind in (None, row.kind)
            and self.victim_id in (None, row.victim_id)
            and self.decision_id in (None, row.decision_id)
            and self.duty_id in (None, row.id)
            and self.direction_id in (None, row.direction_id)
            and (self.triggers is None or row.trigger_event_id in self.triggers)
            and (self.excuses or is_discharged_by(row.triggered_at, self.at))
            and self.was_overdue in (None, (self.counted_at or self.at) > row.due_at)
            and (not self.may_not_have or row.ended_by_event_id == self.event_id)
        )


def endings_of(event: Happened) -> Iterator[Ending]:
    """What this event ends."""
    facts, at = event.facts, dt.datetime.fromisoformat(event.at)
    late = facts.get("counted_at")
    counted_at = dt.datetime.fromisoformat(late) if late else None
    for duty_id in facts.get("covers", ()):
        then = dt.datetime.fromisoformat(facts["happened_at"])
        yield Ending(event.id, then, None, duty_id=duty_id, counted_at=counted_at)
    if _informs(event):
        then = dt.datetime.fromisoformat(facts["happened_at"])
        yield Ending(event.id, then, DutyKind.NEXT_UPDATE, facts["victim"], counted_at=counted_at)
    match event.kind:
        case EventKind.RIGHT_EXCUSED:
            for duty_id in facts["duties"]:
                yield Ending(event.id, at, None, duty_id=duty_id, excuses=True)
        case EventKind.UPDATES_AGREED:
            yield from _by_agreeing(event, at, counted_at)
        case EventKind.SAFE_CONTACT_RECORDED:
            yield Ending(event.id, at, DutyKind.ASK_SAFE_CONTACT, facts["victim"])
        case EventKind.CASE_ALLOCATED:
            yield Ending(event.id, at, DutyKind.ALLOCATE)
        case EventKind.CASE_REVIEWED:
            for kind in REVIEWS:
                yield Ending(event.id, at, kind)
        case EventKind.OVERRIDE_GRANTED | EventKind.OVERRIDE_ENDED:
            granted = frozenset(facts.get("replaces") or [facts.get("granted")])
            yield Ending(event.id, at, DutyKind.OVERRIDE_EXPIRES, triggers=granted)
        case EventKind.RESOLUTION_CHECKED:
            for duty_id in facts["duties"]:
                yield Ending(event.id, at, DutyKind.CHECK_RESOLUTION, duty_id=duty_id)
        case EventKind.DIRECTION_DONE:
            yield Ending(event.id, at, DutyKind.DIRECTION, direction_id=facts["direction"])
        case EventKind.CASE_RESTRICTED | EventKind.RESTRICTION_LIFTED:
            yield Ending(event.id, at, DutyKind.REVIEW_RESTRICTION)
        case EventKind.GLASS_REVIEWED:
            yield Ending(event.id, at, DutyKind.REVIEW_BREAK_GLASS, duty_id=facts["duty"])
        case EventKind.WAITING_STARTED | EventKind.WAITING_ENDED:
            yield Ending(event.id, at, DutyKind.CHASE)
        case EventKind.NEW_INFORMATION_CONSIDERED:
            received = frozenset(facts["information"])
            yield Ending(event.id, at, DutyKind.CONSIDER_REOPENING, triggers=received)
        case EventKind.CASE_REOPENED:
            yield Ending(event.id, at, DutyKind.CONSIDER_REOPENING)
        case kind if kind in FINISHES:
            for each in (*ENDS_WITH_THE_CASE, *map(DutyKind, facts.get("excuses", ()))):
                yield Ending(event.id, at, each, excuses=True)
        case EventKind.NEEDS_ASSESSED:
            yield Ending(event.id, at, DutyKind.NEEDS_ASSESSMENT, facts["victim"])
        case EventKind.SUPPORT_OFFERED:
            yield Ending(event.id, at, DutyKind.SUPPORT_REFERRAL, facts["victim"])
        case EventKind.CONTACT_RECORDED if facts["tells_decision"] is not None and facts.get("counts", True):
            then = dt.datetime.fromisoformat(facts["happened_at"])
            for kind in TOLD_ENDS:
                yield Ending(
                    event.id,
                    then,
                    kind,
                    facts["victim"],
                    facts["tells_decision"],
                    may_not_have="counts" not in facts,
                    counted_at=counted_at,
                )
        case EventKind.PROMISE_KEPT:
            then = dt.datetime.fromisoformat(facts["kept_at"])
            yield Ending(
                event.id,
                then,
                DutyKind.PROMISE,
                facts["victim"],
                duty_id=facts["duty"],
                counted_at=counted_at,
            )
        case EventKind.SUSPECT_TOLD:
            then = dt.datetime.fromisoformat(facts["told_at"])
            for duty_id in facts.get("discharges", ()):
                yield Ending(event.id, then, DutyKind.TELL_SUSPECT, duty_id=duty_id)
            for duty_id in facts.get("excuses", ()):
                yield Ending(event.id, at, DutyKind.TELL_SUSPECT, duty_id=duty_id, excuses=True)
        case EventKind.MARKED_LOOKED_AT:
            for duty_id in facts["duties"]:
                yield Ending(event.id, at, None, duty_id=duty_id)
        case EventKind.TELLING_EXCEPTION_RECORDED:
            yield from _by_exception(event, at, counted_at)
        case EventKind.TELLING_EXCEPTION_AGREED:
            for duty_id in facts["discharges"]:
                yield Ending(event.id, at, DutyKind.AGREE_EXCEPTION, duty_id=duty_id)
            for duty_id in facts.get("tells", ()):
                then = dt.datetime.fromisoformat(facts["told_at"])
                yield Ending(event.id, then, None, duty_id=duty_id, counted_at=counted_at)
        case EventKind.TELLING_EXCEPTION_ENDED:
            for duty_id in facts.get("excuses", ()):
                yield Ending(event.id, at, DutyKind.AGREE_EXCEPTION, duty_id=duty_id, excuses=True)
            for kind in (DutyKind.TRY_AGAIN, DutyKind.TELL_LATER) if facts["decision"] is not None else ():
                yield Ending(event.id, at, kind, facts["victim"], facts["decision"], excuses=True)
        case kind if kind in OF_A_REQUEST:
            then = dt.datetime.fromisoformat(facts["done_at"])
            for duty_id in facts["discharges"]:
                yield Ending(event.id, then, None, duty_id=duty_id, counted_at=counted_at)
            for duty_id in facts["excuses"]:
                yield Ending(event.id, at, None, duty_id=duty_id, excuses=True)
        case EventKind.VICTIM_VIEW_RECORDED:
            for duty_id in facts.get("excuses", ()):
                yield Ending(event.id, at, DutyKind.CALL_BACK, duty_id=duty_id, excuses=True)
        case EventKind.CALL_BACK_MADE:
            then = dt.datetime.fromisoformat(facts["rung_at"])
            for duty_id in facts["discharges"]:
                yield Ending(event.id, then, DutyKind.CALL_BACK, duty_id=duty_id, counted_at=counted_at)
        case EventKind.STATEMENT_OFFERED:
            yield Ending(event.id, at, DutyKind.OFFER_STATEMENT, facts["victim"])
        case kind if kind in TAKEN_BACK:
            yield Ending(event.id, at, None, decision_id=facts["decision"], excuses=True)
        case EventKind.PUBLISHED_LABEL_CHANGED if facts["state"] == State.DECIDED_BEFORE_FAIRLEAD:
            yield Ending(event.id, at, None, excuses=True)


def _informs(event: Happened) -> bool:
    """A contact that reached a victim safely is the update that they were owed."""
    reached = event.facts.get("result") == ContactResult.REACHED and event.facts.get("unsafe") is None
    return event.kind is EventKind.CONTACT_RECORDED and reached


def _by_agreeing(event: Happened, at: dt.datetime, counted_at: dt.datetime | None) -> Iterator[Ending]:
    """Asking how often is the update, if it was overdue by then; one that was not gives way."""
    whom, heard_at = event.facts["victim"], dt.datetime.fromisoformat(event.facts["heard_at"])
    counted_at = counted_at or heard_at
    kind = DutyKind.NEXT_UPDATE
    yield Ending(event.id, heard_at, kind, whom, counted_at=counted_at, was_overdue=True)
    yield Ending(event.id, at, kind, whom, counted_at=counted_at, was_overdue=False, excuses=True)


def _by_exception(event: Happened, at: dt.datetime, counted_at: dt.datetime | None) -> Iterator[Ending]:
    facts = event.facts
    match facts["kind"]:
        case ExceptionKind.DOES_NOT_WANT_CONTACT:
            for kind in (*TOLD_ENDS, *NOT_WANTED_ENDS):
                yield Ending(event.id, at, kind, facts["victim"], excuses=True)
        case ExceptionKind.TOLD_BY_ANOTHER_BODY:
            # It counts once somebody agrees, where one has to; an older event counted at once.
            if facts.get("tells", True):
                then = dt.datetime.fromisoformat(facts["happened_at"])
                whom, what = facts["victim"], facts["decision"]
                for kind in TOLD_ENDS if "tells" in facts else (DutyKind.TELL_DECISION,):
                    yield Ending(event.id, then, kind, whom, what, counted_at=counted_at)
        case _:
            yield Ending(
                event.id, at, DutyKind.TELL_DECISION, facts["victim"], facts["decision"], excuses=True
            )
