"""How a victim's request for a review ends, what an overturned decision does to the case, and the telling.

A decision that is confirmed leaves everything as it is. One that is overturned reopens a finished case, takes
back a proposal that stands, and leaves its suspects undecided, all in the same transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from models import CaseEvent, Duty, Suspect
from vocabulary import (
    BY_REVIEWER,
    FINISHED,
    OVERTURNED,
    WITHOUT_A_REVIEW,
    Act,
    Actor,
    Channel,
    DutyKind,
    EventKind,
    ReviewDone,
    ReviewResult,
    ReviewScheme,
    Step,
)
from workflow import machine
from workflow.duties import to_the_minute
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.reviewers import as_reviewer, why_not_reviewer, why_part_of
from workflow.rights_to_review import not_prosecuted, stands, why_no_review
from workflow.services import owing
from workflow.services.acts import lapse_if_standing
from workflow.services.asked_reviews import Asked, open_request, write_step
from workflow.services.finishing import reopen_in_tray
from workflow.services.opening import LONDON
from workflow.services.proposing import overtake_signed_decision
from workflow.services.suspect_decisions import undecide_suspect

UNTIL_IT_ENDS = (DutyKind.ACKNOWLEDGE_REVIEW, DutyKind.NAME_REVIEWER, DutyKind.PASS_REVIEW_ON)
REOPENED = "A victim asked for the decision to be reviewed, and it was overturned."


def decide_request(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    result: ReviewResult,
    reasons: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """The reviewer's decision, or a supervisor's that there is nothing to review; returns the event's id."""
    asked = open_request(session, actor, Act.DECIDE_REQUEST, victim_id, request_id, now, submission_id)
    asked.refuse_ended()
    if asked.row.scheme is ReviewScheme.CPS:
        raise FactNotAccepted("request", "The CPS reviews this one. Record its result when it comes.")
    if result in BY_REVIEWER:
        _refuse_whoever_is_not_the_reviewer(asked)
    elif result not in WITHOUT_A_REVIEW:
        raise FactNotAccepted("result", "That they took the request back is recorded on its own page.")
    else:
        part = why_part_of(asked.opened.case, asked.decided, actor.id, asked.opened.policy)
        if part is not None:
            raise NotPermitted(part)
    _refuse_what_is_not_so(asked, result)
    if not reasons.strip():
        raise FactNotAccepted("words", "Write the reasons, as the victim is told them.")
    return _end(asked, result, reasons, now, lapse_accepted)


def _refuse_whoever_is_not_the_reviewer(asked: Asked) -> None:
    """Rank and independence are asked again: the reviewer may have come to be part of the case since."""
    asked.refuse_what_the_police_do_not_review()
    if asked.reviewer_id is None:
        raise FactNotAccepted("request", "Nobody is named to review this. Name the reviewer first.")
    opened = asked.opened
    if asked.reviewer_id != opened.actor.id:
        raise NotPermitted("This is decided by the reviewer who was named.")
    why = why_not_reviewer(opened.case, asked.decided, as_reviewer(opened.actor), opened.policy)
    if why is not None:
        raise NotPermitted(why)


def _refuse_what_is_not_so(asked: Asked, result: ReviewResult) -> None:
    """An ending without a review says why, and it has to be so."""
    opened, row = asked.opened, asked.row
    today = opened.now.astimezone(LONDON).date()
    match result:
        case ReviewResult.NOT_ELIGIBLE:
            whom = opened.case.victim(row.victim_id)
            is_so = why_no_review(opened.case, asked.decided, whom, opened.policy) is not None
            why = "This victim has the right to a review. Name the reviewer."
        case ReviewResult.OUT_OF_TIME:
            is_so = row.is_late and ReviewDone.ACCEPTED_LATE not in asked.done
            why = "This request came in time, or was taken although it came late."
        case ReviewResult.STANDS_NO_MORE:
            is_so = not stands(opened.case, asked.decided)
            why = "The decision stands: it was neither taken back nor was the case reopened since."
        case ReviewResult.TIME_BARRED:
            is_so = row.charging_limit_on is not None and row.charging_limit_on < today
            why = "No last day for charging is recorded with this request, or it has not passed."
        case _:
            return
    if not is_so:
        raise FactNotAccepted("result", why)


def record_request_ended(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    result: ReviewResult,
    ended_at: dt.datetime,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """The victim took the request back, or the CPS's result has come: facts. Returns the event's id."""
    asked = open_request(session, actor, Act.RECORD_REQUEST_ENDED, victim_id, request_id, now, submission_id)
    asked.refuse_ended()
    if result is not ReviewResult.WITHDRAWN and asked.row.scheme is ReviewScheme.POLICE:
        raise FactNotAccepted("result", "The reviewer decides this request, or a supervisor ends it.")
    if result is not ReviewResult.WITHDRAWN and ReviewDone.PASSED_ON not in asked.done:
        raise FactNotAccepted("request", "Record first whom at the CPS this request was passed to.")
    if result is ReviewResult.STANDS_NO_MORE:
        _refuse_what_is_not_so(asked, result)
    asked.refuse_before_asking("ended_at", ended_at, "It", "have ended")
    passed_on = asked.done.get(ReviewDone.PASSED_ON)
    if passed_on is not None and ended_at < to_the_minute(passed_on.done_at):
        raise FactNotAccepted("ended_at", "It cannot have ended before it was passed on to the CPS.")
    if not words.strip():
        raise FactNotAccepted("words", "Write what they said.")
    return _end(asked, result, words, ended_at, lapse_accepted)


def _end(asked: Asked, result: ReviewResult, words: str, at: dt.datetime, lapse_accepted: bool) -> int:
    opened, taken_back = asked.opened, result is ReviewResult.WITHDRAWN
    overturns = result in OVERTURNED and stands(opened.case, asked.decided)
    if overturns:
        lapse_if_standing(opened, lapse_accepted)
    deciding = [*owing.running_by(opened, DutyKind.DECIDE_REVIEW, asked.row.event_id), *_chased(asked)]
    others = [duty for kind in UNTIL_IT_ENDS for duty in owing.running_by(opened, kind, asked.row.event_id)]
    ends, excused = ([], [*deciding, *others]) if taken_back else (deciding, others)
    owes = not taken_back and not opened.case.victim(asked.victim.id).wants_no_contact
    event = write_step(
        asked,
        ReviewDone.ENDED,
        EventKind.REQUEST_ENDED,
        words=words,
        done_at=at,
        discharges=ends,
        excuses=excused,
        result=result,
        facts={"owes_telling": owes, "rank": opened.actor.rank, "overturns": overturns},
    )
    if owes:
        owing.owe(
            opened,
            DutyKind.TELL_REVIEW_RESULT,
            event,
            "Tell the victim the result of the review, and why",
            triggered_at=at,
            victim=asked.victim,
        )
    if overturns:
        _overturn(asked, event)
    opened.session.flush()
    return event.id


def _chased(asked: Asked) -> Sequence[Duty]:
    passed_on = asked.done.get(ReviewDone.PASSED_ON)
    if passed_on is None:
        return ()
    return owing.running_by(asked.opened, DutyKind.CPS_REVIEW_CHASE, passed_on.event_id)


def _overturn(asked: Asked, event: CaseEvent) -> None:
    """Work is open again, and what was decided about the suspects has to be decided again."""
    opened = asked.opened
    suspects = not_prosecuted(opened.case, asked.decided)
    if opened.row.state in FINISHED:
        reopen_in_tray(opened, machine.move(opened.row.state, Step.REOPEN), REOPENED)
    for suspect in suspects:
        overtake_signed_decision(opened, suspect.id)
        undecide_suspect(opened.session.get_one(Suspect, suspect.id))
        opened.event(
            EventKind.SUSPECT_DECISION_OVERTURNED,
            facts={"suspect": suspect.id, "decision": asked.decided.id, "request": asked.row.id},
        )
    opened.session.flush()


def record_result_told(
    session: Session,
    actor: Actor,
    victim_id: int,
    request_id: int,
    how: Channel,
    told_at: dt.datetime,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """The victim was told how their request ended, and why; returns the event's id."""
    asked = open_request(session, actor, Act.RECORD_RESULT_TOLD, victim_id, request_id, now, submission_id)
    ended = asked.done.get(ReviewDone.ENDED)
    if ended is None or ended.result is ReviewResult.WITHDRAWN:
        raise FactNotAccepted("request", "Choose a request that has a result to be told.")
    asked.refuse_done(ReviewDone.RESULT_TOLD, "It is recorded already how they were told this result.")
    asked.refuse_before_asking("told_at", told_at, "They", "have been told")
    if told_at < to_the_minute(ended.done_at):
        raise FactNotAccepted("told_at", "They cannot have been told before there was a result.")
    if not words.strip():
        raise FactNotAccepted("words", "Write what they were told.")
    duties = owing.running_by(asked.opened, DutyKind.TELL_REVIEW_RESULT, ended.event_id)
    return write_step(
        asked,
        ReviewDone.RESULT_TOLD,
        EventKind.REVIEW_RESULT_TOLD,
        words=words,
        done_at=told_at,
        discharges=duties,
        how=how,
    ).id
