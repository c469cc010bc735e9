"""What is asked before a suspect is released and a crime ends, seen to by those who would do it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from tests import making_withdrawals
from tests.making_people import NOW, Force
from vocabulary import LineStatus, RemainsAnswer, RemainsQuestion, SuspectDecision
from workflow.case_file import CaseFile
from workflow.reading import read_case
from workflow.requirements import reviews as review_rules
from workflow.requirements.evidence import when_lost
from workflow.services import line_facts, remaining, reviews
from workflow.services.opening import policy_at

DONE = remaining.Answered(RemainsAnswer.YES, "Done.")
ORDERED = remaining.Answered(RemainsAnswer.YES, "Served that night.", "dvpn")
GROUNDS = line_facts.Request("She showed us the messages.", "Messages of one week.", "She agreed in writing.")


def answers(*questions: RemainsQuestion) -> dict[RemainsQuestion, remaining.Answered]:
    """Each of these done; all of them when none is named."""
    return {
        question: ORDERED if question is RemainsQuestion.PROTECTIVE_ORDER else DONE
        for question in questions or RemainsQuestion
    }


def see_to_the_rest(session: Session, force: Force, case_id: int, now: dt.datetime = NOW) -> None:
    """Risk that remains, lost evidence, grounds of requests, a review: as far as this case asks for them."""
    case = read_case(session, case_id, now)
    for suspect in case.suspects:
        answer_what_remains(session, force, case, suspect.id, now)
    own_up(session, force, case, now)
    offer_statements(session, force, case, now)
    if review_rules.supervisor_has_reviewed(case, policy_at(now)).stands_in_the_way:
        reviews.record_review(session, force.sergeant, case_id, "Go on.", None, now=now)


def offer_statements(session: Session, force: Force, case: CaseFile, now: dt.datetime = NOW) -> None:
    """To each victim, where somebody was charged or the CPS was asked."""
    prosecuted = case.referrals or any(each.decision is SuspectDecision.CHARGED for each in case.suspects)
    for victim in case.victims:
        if prosecuted and victim.statement is None:
            making_withdrawals.offer_statement(session, force, victim.id, now)


def answer_what_remains(
    session: Session, force: Force, case: CaseFile, suspect_id: int, now: dt.datetime = NOW
) -> None:
    """Every question that is asked of this suspect and not answered yet."""
    suspect = case.suspect(suspect_id)
    asked = policy_at(now).remaining.questions(case.offence_class, case.flags)
    left = [question for question in RemainsQuestion if question in asked and not suspect.answer_to(question)]
    if left and suspect.decision not in (SuspectDecision.ELIMINATED, SuspectDecision.DECEASED):
        remaining.record_risk_that_remains(session, force.officer, suspect_id, answers(*left), now=now)


def own_up(session: Session, force: Force, case: CaseFile, now: dt.datetime = NOW) -> None:
    """Explain what was lost, and write the grounds of intrusive requests."""
    policy = policy_at(now)
    for line in case.live_lines:
        if when_lost(line, case, policy) is not None and not line.loss_explained:
            line_facts.explain_loss(session, force.officer, line.id, "Asked for too late.", now=now)
        is_intrusive = policy.line_category(line.category).intrusive
        if is_intrusive and not line.request_justified and line.status is not LineStatus.NOT_PURSUED:
            line_facts.justify_request(session, force.officer, line.id, GROUNDS, now=now)
