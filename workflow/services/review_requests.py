"""A victim asks for a decision to be reviewed: recorded, taken although late, acknowledged, passed on.

A request is a fact, recorded whatever the scheme says of it; whoever has no right, or asked too late, is told
so by the way it ends (workflow/services/review_results.py).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Duty, ReviewRequest, Victim
from vocabulary import Act, Actor, Channel, DutyKind, EventKind, ReviewDone, ReviewResult, ReviewScheme
from workflow.duties import due
from workflow.reading.reviews import decisions_signed_off
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.reviewers import why_part_of
from workflow.rights_to_review import decide_before, is_late, scheme_of, told_at, why_no_review
from workflow.services import owing
from workflow.services.asked_reviews import open_request, steps_of, write_step
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim


@dataclass(frozen=True)
class RequestMade:
    """What a victim asked, when and how, in their own words; the last day for charging, where it is known."""

    decision_id: int
    asked_at: dt.datetime
    how: Channel
    words: str
    charging_limit_on: dt.date | None = None


def record_review_request(
    session: Session,
    actor: Actor,
    victim_id: int,
    request: RequestMade,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """One victim asked for one decision to be reviewed; returns the request's id. The case stays as it is."""
    opened, victim = open_for_victim(session, actor, Act.RECORD_REVIEW_REQUEST, victim_id, now, submission_id)
    decided = decisions_signed_off(session, opened.row.id).get(request.decision_id)
    if decided is None:
        raise FactNotAccepted("decision", "Choose a decision of this case that was signed off.")
    if not request.words.strip():
        raise FactNotAccepted("words", "Write what they asked, in their own words.")
    refuse_impossible_time(
        opened,
        "asked_at",
        request.asked_at,
        "They",
        "have asked",
        earliest=decided.decided_at,
        before="it was decided",
    )
    _refuse_asking_twice(opened, victim_id, decided.id)
    case, policy = opened.case, opened.policy
    scheme = scheme_of(case, decided, policy)
    late = is_late(request.asked_at, told_at(case.victim(victim_id), decided), scheme, policy)
    decide_by = _decide_by(opened, scheme, request)
    event = opened.event(
        EventKind.REVIEW_REQUESTED,
        facts={
            "victim": victim_id,
            "decision": decided.id,
            "scheme": scheme,
            "asked_at": request.asked_at,
            "how": request.how,
            "is_late": late,
            "has_the_right": why_no_review(case, decided, case.victim(victim_id), policy) is None,
            "charging_limit_on": request.charging_limit_on,
            "decide_by": decide_by,
            "owes_reviewer": scheme is ReviewScheme.POLICE,
            "policy": policy.version,
        },
        detail={"words": request.words},
    )
    row = ReviewRequest(
        investigation_id=opened.row.id,
        victim_id=victim_id,
        decision_id=decided.id,
        scheme=scheme,
        asked_at=request.asked_at,
        how=request.how,
        words=request.words,
        is_late=late,
        charging_limit_on=request.charging_limit_on,
        recorded_at=opened.now,
        recorded_by_id=actor.id,
        event_id=event.id,
    )
    session.add(row)
    session.flush()
    _owe(opened, event, victim, row, decide_by)
    return row.id


def _refuse_asking_twice(opened: Opened, victim_id: int, decision_id: int) -> None:
    """A request that they took back is no bar to another."""
    before = opened.session.scalars(
        sa.select(ReviewRequest).where(
            ReviewRequest.victim_id == victim_id, ReviewRequest.decision_id == decision_id
        )
    ).all()
    for row in before:
        ended = steps_of(opened.session, row.id).get(ReviewDone.ENDED)
        if ended is None or ended.result is not ReviewResult.WITHDRAWN:
            raise FactNotAccepted(
                "decision", "This victim has asked already for this decision to be reviewed."
            )


def _decide_by(opened: Opened, scheme: ReviewScheme, request: RequestMade) -> dt.datetime | None:
    """By when the police decide; None where the CPS does."""
    if scheme is ReviewScheme.CPS:
        return None
    policy = opened.policy
    latest = due(DutyKind.DECIDE_REVIEW, request.asked_at, enhanced=False, policy=policy).due_at
    if request.charging_limit_on is None:
        return latest
    sooner = decide_before(request.asked_at, request.charging_limit_on, policy)
    return min(latest, sooner or latest)


def _owe(
    opened: Opened, event: CaseEvent, victim: Victim, row: ReviewRequest, decide_by: dt.datetime | None
) -> None:
    """What a supervisor owes from when it was asked."""

    def owe(kind: DutyKind, what: str, not_after: dt.datetime | None = None) -> Duty:
        return owing.owe(
            opened, kind, event, what, triggered_at=row.asked_at, victim=victim, not_after=not_after
        )

    if row.scheme is ReviewScheme.CPS:
        owe(DutyKind.PASS_REVIEW_ON, "Pass the victim's request for a review on to the CPS")
        return
    owe(DutyKind.ACKNOWLEDGE_REVIEW, "Acknowledge the victim's request for a review")
    owe(DutyKind.NAME_REVIEWER, "Name who reviews the decision, as the victim asked", decide_by)
    what = "Decide whether to take a request that came late" if row.is_late else "Review the decision"
    duty = owe(DutyKind.DECIDE_REVIEW, f"{what}, as the victim asked", decide_by)
    whole = due(DutyKind.DECIDE_REVIEW, row.asked_at, enhanced=False, policy=opened.policy).due_at
    if duty.due_at < whole:
        limit = f"{row.charging_limit_on:%-d %B %Y}"
        duty.rule = f"{duty.rule} Sooner: a charge can be brought until {limit} only."


def accept_late_request(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """It came late, and somebody with no part in the case takes it all the same; returns the event's id."""
    asked = open_request(session, actor, Act.ACCEPT_LATE_REQUEST, victim_id, request_id, now, submission_id)
    asked.refuse_ended()
    if not asked.row.is_late or ReviewDone.ACCEPTED_LATE in asked.done:
        raise FactNotAccepted("request", "Choose a request that came late, and about which nobody decided.")
    part = why_part_of(asked.opened.case, asked.decided, actor.id, asked.opened.policy)
    if part is not None:
        raise NotPermitted(part)
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why it is taken although it came late.")
    return write_step(
        asked, ReviewDone.ACCEPTED_LATE, EventKind.LATE_REQUEST_ACCEPTED, words=reason, done_at=now
    ).id


def acknowledge_request(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    how: Channel,
    acknowledged_at: dt.datetime,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """The victim was told that their request has come; returns the event's id."""
    asked = open_request(session, actor, Act.ACKNOWLEDGE_REQUEST, victim_id, request_id, now, submission_id)
    asked.refuse_ended()
    asked.refuse_done(ReviewDone.ACKNOWLEDGED, "It is recorded already how this request was acknowledged.")
    asked.refuse_before_asking("acknowledged_at", acknowledged_at, "It", "have been acknowledged")
    if not words.strip():
        raise FactNotAccepted("words", "Write what they were told.")
    duties = owing.running_by(asked.opened, DutyKind.ACKNOWLEDGE_REVIEW, asked.row.event_id)
    return write_step(
        asked,
        ReviewDone.ACKNOWLEDGED,
        EventKind.REQUEST_ACKNOWLEDGED,
        words=words,
        done_at=acknowledged_at,
        discharges=duties,
        how=how,
    ).id


def pass_request_on(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    passed_to: str,
    passed_at: dt.datetime,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Whom at the CPS a request about its decision was passed to, and when; returns the event's id."""
    asked = open_request(session, actor, Act.PASS_REQUEST_ON, victim_id, request_id, now, submission_id)
    asked.refuse_ended()
    if asked.row.scheme is not ReviewScheme.CPS:
        raise FactNotAccepted("request", "The police decided this, so the police review it.")
    asked.refuse_done(ReviewDone.PASSED_ON, "It is recorded already whom this request was passed to.")
    if not passed_to.strip():
        raise FactNotAccepted("passed_to", "Enter whom it was passed to.")
    asked.refuse_before_asking("passed_at", passed_at, "It", "have been passed on")
    duties = owing.running_by(asked.opened, DutyKind.PASS_REVIEW_ON, asked.row.event_id)
    event = write_step(
        asked,
        ReviewDone.PASSED_ON,
        EventKind.REQUEST_PASSED_ON,
        words=words,
        done_at=passed_at,
        discharges=duties,
        passed_to=passed_to,
        facts={"owes_chase": True},
    )
    owing.owe(
        asked.opened,
        DutyKind.CPS_REVIEW_CHASE,
        event,
        "Chase the CPS's review, which the victim asked for",
        triggered_at=passed_at,
        victim=asked.victim,
    )
    session.flush()
    return event.id
