"""What pages show of victims' rights to a review: whether each has it, until when, what they asked, and where
each request stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import names
from models import Duty, ReviewRequest, ReviewRequestStep, Suspect
from vocabulary import DutyKind, DutyStatus, ReviewDone, ReviewResult, ReviewScheme
from workflow.case_file import CaseFile, Decided, Victim
from workflow.policy.pack import Policy
from workflow.reading.reviews import decisions_signed_off
from workflow.rights_to_review import (
    NOT_ABOUT,
    ask_until,
    scheme_of,
    told_at,
    was_told_of_right,
    why_no_review,
)

OF_REQUESTS = (
    DutyKind.ACKNOWLEDGE_REVIEW,
    DutyKind.DECIDE_REVIEW,
    DutyKind.NAME_REVIEWER,
    DutyKind.PASS_REVIEW_ON,
    DutyKind.CPS_REVIEW_CHASE,
    DutyKind.TELL_REVIEW_RESULT,
)


@dataclass(frozen=True)
class RequestShown:
    """One request, with the last of each thing that was done about it, and what is still owed.

    `reviewer`: as named last. `names`: of whoever recorded each. `owed`: kind → when it falls due.
    """

    row: ReviewRequest
    done: Mapping[str, ReviewRequestStep]
    reviewer: str
    names: Mapping[int, str]
    owed: Mapping[str, Duty]

    @property
    def is_open(self) -> bool:
        return ReviewDone.ENDED not in self.done

    @property
    def has_result_to_tell(self) -> bool:
        ended = self.done.get(ReviewDone.ENDED)
        return (
            ended is not None
            and ended.result is not ReviewResult.WITHDRAWN
            and ReviewDone.RESULT_TOLD not in self.done
        )

    @property
    def waits_to_be_taken(self) -> bool:
        return self.is_open and self.row.is_late and ReviewDone.ACCEPTED_LATE not in self.done


@dataclass(frozen=True)
class RightShown:
    """One decision and one victim. `why_not`: why they have no right to a review; None when they have.

    `until`: the last day to ask; None while they were not told the decision. `if_told_today`: what it would
    be then.
    """

    decided: Decided
    suspect: str | None
    scheme: ReviewScheme
    why_not: str | None
    told_at: dt.datetime | None
    until: dt.date | None
    if_told_today: dt.date
    told_of_right: bool
    requests: Sequence[RequestShown]

    @property
    def can_be_reviewed(self) -> bool:
        """Is it a decision of a kind that is reviewed at all?"""
        return self.decided.kind not in NOT_ABOUT


def show_rights(session: Session, case: CaseFile, policy: Policy) -> dict[int, list[RightShown]]:
    """By victim: each decision that was signed off, the last one first."""
    decided = decisions_signed_off(session, case.id)
    if not decided:
        return {}
    requests = _requests(session, case.id)
    suspects = dict(
        session.execute(sa.select(Suspect.id, Suspect.name).where(Suspect.investigation_id == case.id)).all()
    )
    return {
        victim.id: [
            _right(
                case,
                each,
                victim,
                policy,
                suspects.get(each.suspect_id),
                [
                    request
                    for request in requests
                    if (request.row.victim_id, request.row.decision_id) == (victim.id, each.id)
                ],
            )
            for each in reversed(decided.values())
        ]
        for victim in case.victims
    }


def _right(
    case: CaseFile,
    decided: Decided,
    victim: Victim,
    policy: Policy,
    suspect: str | None,
    requests: Sequence[RequestShown],
) -> RightShown:
    scheme, told = scheme_of(case, decided, policy), told_at(victim, decided)
    return RightShown(
        decided,
        suspect,
        scheme,
        why_no_review(case, decided, victim, policy),
        told,
        ask_until(told, scheme, policy) if told is not None else None,
        ask_until(case.as_at, scheme, policy),
        was_told_of_right(victim, decided),
        requests,
    )


def _requests(session: Session, case_id: int) -> list[RequestShown]:
    rows = session.scalars(
        sa.select(ReviewRequest)
        .where(ReviewRequest.investigation_id == case_id)
        .order_by(ReviewRequest.asked_at, ReviewRequest.id)
    ).all()
    if not rows:
        return []
    steps: dict[int, list[ReviewRequestStep]] = {}
    for step in session.scalars(
        sa.select(ReviewRequestStep)
        .where(ReviewRequestStep.investigation_id == case_id)
        .order_by(ReviewRequestStep.id)
    ):
        steps.setdefault(step.request_id, []).append(step)
    owed: dict[int, dict[str, Duty]] = {}
    for duty in session.scalars(
        sa.select(Duty)
        .where(
            Duty.investigation_id == case_id,
            Duty.kind.in_(OF_REQUESTS),
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
    ):
        owed.setdefault(duty.trigger_event_id, {})[duty.kind] = duty
    every = [step for of_one in steps.values() for step in of_one]
    known = names(
        session,
        {row.recorded_by_id for row in rows}
        | {step.recorded_by_id for step in every}
        | {step.reviewer_id for step in every},
    )
    return [_shown(row, steps.get(row.id, []), owed, known) for row in rows]


def _shown(
    row: ReviewRequest,
    steps: Sequence[ReviewRequestStep],
    owed: Mapping[int, Mapping[str, Duty]],
    known: Mapping[int, str],
) -> RequestShown:
    done = {step.kind: step for step in steps}
    triggers = {row.event_id, *(step.event_id for step in steps)}
    mine = {kind: duty for event, kinds in owed.items() if event in triggers for kind, duty in kinds.items()}
    named = done.get(ReviewDone.REVIEWER_NAMED)
    return RequestShown(row, done, known.get(named.reviewer_id, "") if named else "", known, mine)
