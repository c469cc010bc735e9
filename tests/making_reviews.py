"""Victims' requests for a review, and what is done about them, made by calling the services."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import ReviewRequest
from tests import making, making_cps, making_interviews, making_telling
from tests.making import NFA, NOW, Case, Force
from vocabulary import Actor, Channel, CpsReplyKind, ReviewResult, VictimView
from workflow.reading import read_case
from workflow.services import (
    cps_decisions,
    naming_reviewers,
    review_requests,
    review_results,
    suspect_decisions,
    suspects,
    victims,
)
from workflow.working_days import LONDON

DAY = dt.timedelta(days=1)
LETTER = Channel.LETTER


def ready(
    session: Session,
    force: Force,
    now: dt.datetime = NOW,
    *,
    interviewed: bool = True,
    by_cps: bool = False,
    **changes: object,
) -> Case:
    """A suspect was interviewed and no further action decided; victims support action; all answered."""
    case = making.an_investigation(session, force, now, no_suspect_reason="", **changes)
    suspect = making.add_suspect(session, force, case, now)
    if interviewed:
        making_interviews.interview(session, force.officer, suspect, now)
    if by_cps:
        making_cps.refer(session, force, case.id, suspect, now=now)
        no_more = CpsReplyKind.NO_FURTHER_ACTION
        referral = making_cps.cps_referrals(session, case.id, now)[-1].id
        about = {"suspect_id": suspect, "referral_id": referral}
        making_cps.reply(session, force, case.id, no_more, now=now, **about)
        [reply] = read_case(session, case.id, now).replies
        said = (case.id, reply.id, False, "The lawyer is right.")
        cps_decisions.consider_decision(session, force.sergeant, *said, now=now)
    answered = making.answer_the_minimum(session, force, case, now)
    making.care_for(session, force, case, now)
    for victim in case.victims:
        said = (VictimView.SUPPORTS, "Go on.")
        victims.record_view(session, force.victim_care_officer, victim, *said, now=now)
    making_telling.give_all_rights(session, force, case.id, now)
    return Case(case.id, NFA, case.victims, answered, suspect)


def suspect_decided(
    session: Session, force: Force, case: Case, now: dt.datetime = NOW, who: Actor | None = None
) -> int:
    """No further action is decided for the suspect; returns the id of that decision."""
    reasons = ("The evidence does not reach the test.", "He could not be found to be asked.")
    done = suspect_decisions.decide_no_further_action(
        session, who or force.sergeant, case.suspect, *reasons, now=now
    )
    assert isinstance(done, int), [found.finding.why for found in done.assessment.still_needed]
    return session.scalar(
        sa.text("SELECT id FROM decision WHERE suspect_id = :suspect ORDER BY id DESC LIMIT 1"),
        {"suspect": case.suspect},
    )


def signed_off(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> Case:
    """No further action of the whole crime, signed by the unit's sergeant; nobody is told yet."""
    case = ready(session, force, now, **changes)
    suspect_decided(session, force, case, now)
    making.take(session, force.officer, case, making.PROPOSE[NFA], making.proposal("15"), now)
    case = making.proposed_on(session, case)
    making.sign_off(session, force, case, now)
    return case


def told(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> Case:
    """Signed off, and every victim told, with their right to a review."""
    case = signed_off(session, force, now, **changes)
    for victim in case.victims:
        tells = making.telling(case, now, told_of_review=True)
        making.contacts.record_contact(session, force.victim_care_officer, victim, tells, now=now)
    return case


def finished(session: Session, force: Force, now: dt.datetime = NOW, **changes: object) -> Case:
    case = told(session, force, now, **changes)
    suspects.record_suspect_told(session, force.officer, case.suspect, now, now=now)
    making.take(session, force.officer, case, making.FINISH[NFA], now=now)
    return case


def ask(
    session: Session,
    force: Force,
    case: Case,
    now: dt.datetime = NOW,
    victim: int | None = None,
    actor: Actor | None = None,
    **changes: object,
) -> int:
    """One victim asks about the case's decision; returns the request's id."""
    values = {
        "decision_id": case.decision,
        "asked_at": now,
        "how": LETTER,
        "words": "Please look at it again.",
    } | changes
    made = review_requests.RequestMade(**values)
    who = actor or force.victim_care_officer
    return review_requests.record_review_request(session, who, victim or case.victims[0], made, now=now)


def of(session: Session, request: int) -> tuple[int, int]:
    """(Victim, request), as every act on a request is given them."""
    return session.get_one(ReviewRequest, request).victim_id, request


def accept(session: Session, who: Actor, request: int, now: dt.datetime = NOW, reason: str = "She was ill."):
    return review_requests.accept_late_request(session, who, *of(session, request), reason, now=now)


def acknowledge(session: Session, who: Actor, request: int, now: dt.datetime = NOW, **changes: object) -> int:
    values = {"how": LETTER, "acknowledged_at": now, "words": "We have it, and who looks at it."} | changes
    return review_requests.acknowledge_request(session, who, *of(session, request), **values, now=now)


def pass_on(session: Session, who: Actor, request: int, now: dt.datetime = NOW, **changes: object) -> int:
    values = {"passed_to": "The Appeals and Review Unit", "passed_at": now, "words": "By e-mail."} | changes
    return review_requests.pass_request_on(session, who, *of(session, request), **values, now=now)


def name(session: Session, who: Actor, request: int, reviewer: Actor, now: dt.datetime = NOW) -> int:
    return naming_reviewers.name_reviewer(session, who, *of(session, request), reviewer.id, now=now)


def decide(
    session: Session,
    who: Actor,
    request: int,
    result: ReviewResult = ReviewResult.CONFIRMED,
    now: dt.datetime = NOW,
    reasons: str = "All of it was looked at afresh.",
    **more: object,
) -> int:
    said = (*of(session, request), result, reasons)
    return review_results.decide_request(session, who, *said, now=now, **more)


def reviewed(
    session: Session, force: Force, case: Case, result: ReviewResult, now: dt.datetime = NOW, **more: object
) -> int:
    """Asked, and decided by the inspector who was named; returns the request's id."""
    request = ask(session, force, case, now)
    name(session, force.sergeant, request, force.inspector, now)
    decide(session, force.inspector, request, result, now, **more)
    return request


def end(
    session: Session,
    who: Actor,
    request: int,
    result: ReviewResult = ReviewResult.WITHDRAWN,
    now: dt.datetime = NOW,
    **changes: object,
) -> int:
    values = {"ended_at": now, "words": "She rang and took it back."} | changes
    said = (*of(session, request), result)
    more = {"lapse_accepted": values.pop("lapse_accepted", False), "now": now}
    return review_results.record_request_ended(session, who, *said, **values, **more)


def tell_result(session: Session, who: Actor, request: int, now: dt.datetime = NOW, **changes: object) -> int:
    values = {"how": LETTER, "told_at": now, "words": "What was decided, and why."} | changes
    return review_results.record_result_told(session, who, *of(session, request), **values, now=now)


def case_file(session: Session, case: Case, now: dt.datetime = NOW):
    return read_case(session, case.id, now)


def rights_until(told: dt.datetime) -> str:
    """The last day on which whoever was told then may ask, as pages say it: written apart from the rule."""
    local = told.astimezone(LONDON)
    month = (local.month + 2) % 12 + 1
    return f"{local.day} {dt.date(local.year + (local.month > 9), month, local.day):%B %Y}"
