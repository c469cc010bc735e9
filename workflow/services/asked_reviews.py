"""What every act on a victim's request for a review begins with, and the row and event that it writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Duty, ReviewRequest, ReviewRequestStep, Victim
from vocabulary import Act, Actor, EventKind, ReviewDone, ReviewScheme
from workflow.case_file import Decided
from workflow.reading.reviews import decisions_signed_off
from workflow.refusals import FactNotAccepted
from workflow.rights_to_review import why_no_review
from workflow.services import owing
from workflow.services.late import counts_from
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim


@dataclass(frozen=True)
class Asked:
    """A request, the decision it is about, and what was done about it: the last of each kind."""

    opened: Opened
    victim: Victim
    row: ReviewRequest
    decided: Decided
    done: Mapping[ReviewDone, ReviewRequestStep]

    @property
    def reviewer_id(self) -> int | None:
        """Who is to look at it afresh, as named last."""
        named = self.done.get(ReviewDone.REVIEWER_NAMED)
        return named.reviewer_id if named is not None else None

    def refuse_ended(self) -> None:
        """Nothing is done about a request that has ended, save telling its result."""
        if ReviewDone.ENDED in self.done:
            raise FactNotAccepted("request", "This request has ended already.")

    def refuse_done(self, kind: ReviewDone, words: str) -> None:
        if kind in self.done:
            raise FactNotAccepted("request", words)

    def refuse_before_asking(self, field: str, at: dt.datetime, what: str, happened: str) -> None:
        refuse_impossible_time(
            self.opened, field, at, what, happened, earliest=self.row.asked_at, before="they asked"
        )

    def refuse_what_the_police_do_not_review(self) -> None:
        """Not of the CPS's scheme; by somebody who has the right; in time, or taken although it was late."""
        if self.row.scheme is ReviewScheme.CPS:
            raise FactNotAccepted(
                "request", "The CPS decided this, and reviews it. Pass the request on to it."
            )
        why = why_no_review(
            self.opened.case, self.decided, self.opened.case.victim(self.victim.id), self.opened.policy
        )
        if why is not None:
            raise FactNotAccepted("request", f"{why} Nobody reviews it: end the request, and say why.")
        if self.row.is_late and ReviewDone.ACCEPTED_LATE not in self.done:
            raise FactNotAccepted("request", "This request came late. Decide first whether it is taken.")


def open_request(
    session: Session,
    actor: Actor,
    act: Act,
    victim_id: int,
    request_id: int,
    now: dt.datetime,
    submission_id: str | None,
) -> Asked:
    """Begin an act on a request of a victim: the case locked, and what was done about it read then."""
    opened, victim = open_for_victim(session, actor, act, victim_id, now, submission_id)
    row = session.get(ReviewRequest, request_id)
    if row is None or row.victim_id != victim_id:
        raise FactNotAccepted("request", "Choose a request of this victim.")
    decided = decisions_signed_off(session, opened.row.id)[row.decision_id]
    return Asked(opened, victim, row, decided, steps_of(session, request_id))


def steps_of(session: Session, request_id: int) -> dict[ReviewDone, ReviewRequestStep]:
    """The last of each kind."""
    rows = session.scalars(
        sa.select(ReviewRequestStep)
        .where(ReviewRequestStep.request_id == request_id)
        .order_by(ReviewRequestStep.id)
    )
    return {row.kind: row for row in rows}


def write_step(
    asked: Asked,
    kind: ReviewDone,
    event_kind: EventKind,
    *,
    words: str,
    done_at: dt.datetime,
    discharges: Collection[Duty] = (),
    excuses: Collection[Duty] = (),
    facts: Mapping[str, object] | None = None,
    **columns: object,
) -> CaseEvent:
    """The event, the row that rests on it, and what it ends; typed long afterwards, it counts as late."""
    opened = asked.opened
    counted_at = counts_from(opened, done_at)
    event = opened.event(
        event_kind,
        facts={
            "request": asked.row.id,
            "victim": asked.row.victim_id,
            "decision": asked.row.decision_id,
            "done_at": done_at,
            "how": columns.get("how"),
            "result": columns.get("result"),
            "discharges": [duty.id for duty in discharges],
            "excuses": [duty.id for duty in excuses],
            "policy": opened.policy.version,
            **({"counted_at": counted_at} if counted_at != done_at else {}),
            **(facts or {}),
        },
        detail={"words": words, "passed_to": str(columns.get("passed_to") or "")},
        about_person_id=columns.get("reviewer_id"),
    )
    opened.session.add(
        ReviewRequestStep(
            investigation_id=opened.row.id,
            request_id=asked.row.id,
            kind=kind,
            done_at=done_at,
            words=words,
            recorded_at=opened.now,
            recorded_by_id=opened.actor.id,
            event_id=event.id,
            **columns,
        )
    )
    owing.end(opened, event, discharges, at=done_at, counted_at=counted_at)
    owing.excuse(opened, event, excuses)
    opened.session.flush()
    return event
