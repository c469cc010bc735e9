"""Giving a crime to another officer, with a hand-over: an act, in every state in which work is unfinished."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import LineOfInquiry
from vocabulary import Act, Actor, DutyKind, EventKind, Gate, LineStatus, State
from workflow.refusals import FactNotAccepted, Refusal
from workflow.requirements import assess
from workflow.services import allocating, directing, owing
from workflow.services.acts import lapse_if_standing, open_act
from workflow.services.opening import Opened
from workflow.services.particulars import HandOver, ToOfficer
from workflow.services.reviews import asks_for_a_first_review, owe_first_review
from workflow.services.steps import Refused, record_refusal

QUESTIONS = {
    "urgent": "Write what is urgent, or that nothing is.",
    "promised": "Write what the victim was promised, or that nothing was.",
    "exhibits": "Write where the exhibits are, or that there are none.",
}


def reallocate(
    session: Session,
    actor: Actor,
    investigation_id: int,
    hand_over: HandOver,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int | Refused:
    """Give a crime to another officer. Returns the event's id, or Refused with all findings.

    The new officer answers for it from this moment: at no instant does nobody. Whoever ordered it is the
    event's actor. Material: who is officer in the case decides who may sign.
    """
    opened = open_act(
        session,
        actor,
        Act.REALLOCATE,
        investigation_id,
        now,
        submission_id=submission_id,
        seen_event_id=seen_event_id,
    )
    _refuse_what_is_no_hand_over(opened, hand_over)
    to = ToOfficer(hand_over.officer_id, mentor_id=hand_over.mentor_id)
    asked = allocating.ask(opened, to)
    assessment = assess(Gate.ALLOCATION, asked, opened.policy)
    if not assessment.is_passed:
        return Refused(assessment, record_refusal(opened, Act.REALLOCATE, assessment))
    lapse_if_standing(opened, lapse_accepted)
    opened.case = replace(opened.case, allocation=asked.allocation)
    warned = [found.key for found in assessment.findings if found.finding.advice]
    event_id = _give(opened, hand_over, warned)
    allocating.name_mentor(opened, to)
    return event_id


def _refuse_what_is_no_hand_over(opened: Opened, hand_over: HandOver) -> None:
    if opened.case.state is State.RECORDED:
        raise Refusal("This crime is new, or reopened: allocate it instead.")
    if hand_over.officer_id == opened.case.oic_id:
        raise FactNotAccepted("officer", "This is the officer in the case already. Choose somebody else.")
    for name, why in QUESTIONS.items():
        if not getattr(hand_over, name).strip():
            raise FactNotAccepted(name, why)


def _give(opened: Opened, hand_over: HandOver, warned: list[str]) -> int:
    """The new officer answers for the crime, its duties, and the open lines and directions of the old one."""
    before = opened.case.oic_id
    # Out of a tray: what its holder took over with the crime goes on with it.
    giving = before or opened.case.responsible_id
    opened.row.oic_id = opened.row.responsible_id = hand_over.officer_id
    lines = open_lines_of(opened, giving)
    for line in lines:
        line.owner_id = hand_over.officer_id
    directions = directing.pass_on(opened, giving, hand_over.officer_id)
    is_reviewed = asks_for_a_first_review(opened)
    event = opened.event(
        EventKind.CASE_ALLOCATED,
        facts={
            "officer": hand_over.officer_id,
            "from": before,
            "round": opened.row.round,
            "lines": [line.id for line in lines],
            "directions": [direction.id for direction in directions],
            "warned": warned,
            **({"first_review": True} if is_reviewed else {}),
        },
        detail={name: getattr(hand_over, name) for name in QUESTIONS},
        about_person_id=hand_over.officer_id,
    )
    owing.end(opened, event, owing.running(opened, DutyKind.ALLOCATE), at=opened.now)
    if is_reviewed:
        owe_first_review(opened, event)
    opened.session.flush()
    return event.id


def open_lines_of(opened: Opened, officer_id: int | None) -> list[LineOfInquiry]:
    """The lines that an officer who gives the crime away has not answered."""
    if officer_id is None:
        return []
    return list(
        opened.session.scalars(
            sa.select(LineOfInquiry)
            .where(
                LineOfInquiry.investigation_id == opened.row.id,
                LineOfInquiry.owner_id == officer_id,
                LineOfInquiry.status == LineStatus.OPEN,
            )
            .order_by(LineOfInquiry.id)
        )
    )
