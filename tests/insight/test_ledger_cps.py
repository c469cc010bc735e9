"""What the CPS was asked and replied, waits and new information: rows changed by hand are found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight import ledger
from models import CpsAction, CpsReply
from tests import making, making_cps
from tests.insight.filled import (  # noqa: F401
    Filled,
    Standing,
    behind_its_back,
    made_once,
    session_above,
)
from tests.making import NOW, Case, Force
from vocabulary import Bearing, CpsReplyKind, Step
from workflow.services import cps_decisions, lines, new_information, waiting
from workflow.services.particulars import InWords

NFA = CpsReplyKind.NO_FURTHER_ACTION


def a_case_with_the_cps(session: Session, force: Force) -> Case:
    """Two were referred; a plan came, one of its actions was superseded and answered; one was let go, the
    other is asked about again; the case waits."""
    case = making.an_investigation(session, force)
    first, second = (making.add_suspect(session, force, case) for _ in range(2))
    asked = making_cps.refer(session, force, case.id, first, second)
    actions = (making_cps.an_action(), making_cps.an_action("cctv"))
    plan = CpsReplyKind.ACTION_PLAN
    making_cps.reply(session, force, case.id, plan, referral_id=asked, actions=actions)
    old = session.scalars(sa.select(CpsAction.id).order_by(CpsAction.id)).first()
    new = lines.supersede_line(
        session, force.officer, old, "financial", "The bank.", force.officer.id, now=NOW, why="Wrong."
    )
    lines.result_line(session, force.officer, new, "None.", Bearing.NEUTRAL, now=NOW)
    again = making_cps.refer(session, force, case.id, first, second)
    making_cps.reply(session, force, case.id, NFA, referral_id=again, suspect_id=first)
    reply = session.scalars(sa.select(CpsReply.id).order_by(CpsReply.id.desc())).first()
    cps_decisions.consider_decision(session, force.sergeant, case.id, reply, False, "Right.", now=NOW)
    making_cps.no_early_advice(session, force, case.id, second, NOW)
    for _ in range(2):
        wait = making_cps.a_wait(force)
        waiting.start_waiting(session, force.officer, case.id, wait, now=NOW)
    return case


@pytest.fixture(scope="module")
def standing(filled: Filled) -> Iterator[Standing]:
    with made_once(filled, a_case_with_the_cps) as made:
        yield made


def test_what_was_done_with_the_cps_is_sound(session: Session, filled: Filled, standing: Standing):
    force, case = filled.force, standing.made
    waiting.end_waiting(session, force.officer, case.id, "It came.", now=NOW)
    making_cps.reply(session, force, case.id, now=NOW)
    assert ledger.verify(session).fault is None


def test_waiting_on_a_case_that_is_finished_is_sound(session: Session, filled: Filled):
    force = filled.force
    wait = making_cps.a_wait(force)
    waiting.start_waiting(session, force.officer, filled.ready.id, wait, now=NOW)
    making.take(session, force.officer, filled.ready, making.FINISH[filled.ready.kind], InWords())
    assert ledger.verify(session).fault is None


def test_new_information_considered_or_leading_to_a_reopening_is_sound(session: Session, filled: Filled):
    force, case = filled.force, filled.filed
    new_information.receive(session, force.officer, case.id, making_cps.news(), now=NOW)
    seen = making.last_event(session, case.id)
    new_information.receive(session, force.officer, case.id, making_cps.news(), now=NOW)
    new_information.consider(session, force.sergeant, case.id, "Known.", now=NOW, seen_event_id=seen)
    assert ledger.verify(session).fault is None
    making.take(session, force.sergeant, case, Step.REOPEN, InWords("A hit."))
    assert ledger.verify(session).fault is None


# What is changed without any guard refusing it, and what is said of which table.
TAMPERED = {
    "whom the case waits for": (
        "UPDATE investigation SET waiting_on = 'court' WHERE id = :case",
        "investigation",
        "its waiting_on is court, and its events say laboratory",
    ),
    "who chases": (
        "UPDATE investigation SET chaser_id = chaser_id + 1 WHERE id = :case",
        "investigation",
        "its chaser_id is",
    ),
    "that it waits at all": (
        "UPDATE investigation SET waiting_on = NULL, waiting_since_at = NULL, chase_by_at = NULL,"
        " chaser_id = NULL WHERE id = :case",
        "investigation",
        "its waiting_on is None",
    ),
    "why early advice was not sought": (
        "UPDATE suspect SET no_early_advice_reason = 'Another.' WHERE investigation_id = :case",
        "suspect",
        "its no_early_advice_reason is not the text",
    ),
    "when an action is due": (
        "UPDATE cps_action SET due_at = '2020-01-01 00:00:00' WHERE investigation_id = :case",
        "cps_action",
        "its due_at is",
    ),
    "a chase done": (
        "UPDATE duty SET status = 'met', ended_at = due_at WHERE investigation_id = :case"
        " AND kind = 'chase' AND status = 'running'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "a chase of the CPS done": (
        "UPDATE duty SET status = 'met', ended_at = due_at WHERE investigation_id = :case"
        " AND kind = 'cps_reply_chase' AND status = 'running'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "an open action done": (
        "UPDATE duty SET status = 'met', ended_at = due_at WHERE investigation_id = :case"
        " AND kind = 'cps_action' AND status = 'running'",
        "duty",
        "its status is met, and its case's events say running",
    ),
    "an action due on another day": (
        "UPDATE duty SET due_at = '2020-01-01 00:00:00' WHERE investigation_id = :case"
        " AND kind = 'cps_action'",
        "duty",
        "it is due 2020-01-01",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_row_changed_by_hand_is_found(session: Session, standing: Standing, what: str):
    statement, table, said = TAMPERED[what]
    values = {"case": standing.made.id} if ":case" in statement else {}
    changed = session.execute(sa.text(statement), values)
    assert changed.rowcount > 0
    fault = ledger.verify(session).fault
    assert fault is not None
    assert fault.table == table
    assert said in fault.what


BEHIND_ITS_BACK = {
    "whom a referral is about": (
        "UPDATE cps_referral_suspect SET suspect_id = (SELECT min(id) FROM suspect)"
        " WHERE suspect_id = (SELECT max(suspect_id) FROM cps_referral_suspect) AND referral_id ="
        " (SELECT max(id) FROM cps_referral)",
        "cps_referral_suspect",
        "and its event",
    ),
    "what was asked": ("UPDATE cps_referral SET asked = 'early_advice'", "cps_referral", "its asked is"),
    "what was written": ("UPDATE cps_referral SET words = 'Other.'", "cps_referral", "its words is not"),
    "the ground": (
        "UPDATE cps_reply SET ground = 'public_interest' WHERE ground IS NOT NULL",
        "cps_reply",
        "its ground is public_interest",
    ),
    "the words of a reply": ("UPDATE cps_reply SET words = 'Other.'", "cps_reply", "its words is not"),
    "an appeal": (
        "UPDATE cps_decision_considered SET appealed = (1 = 1)",
        "cps_decision_considered",
        "its appealed is True",
    ),
    "a reply gone": (
        "DELETE FROM cps_decision_considered",
        "cps_decision_considered",
        "it is missing, and its case's events tell of it",
    ),
}


@pytest.mark.parametrize("what", BEHIND_ITS_BACK)
def test_a_row_that_is_never_changed_and_was_is_found(session: Session, what: str):
    statement, table, said = BEHIND_ITS_BACK[what]
    with behind_its_back(session) as change:
        change(statement)
    fault = ledger.verify(session).fault
    assert fault is not None
    assert (fault.table, said in fault.what) == (table, True)
    assert "Other" not in str(fault)
