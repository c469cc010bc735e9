"""A victim withdraws: what they said and why, who heard it; and a share of them is drawn to be rung back.

Recording it says what the victim wants in the same act. What it lacks, an outcome that rests on it asks for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent
from models import Withdrawal as WithdrawalRow
from vocabulary import (
    AccountKind,
    Act,
    Actor,
    Channel,
    DutyKind,
    EventKind,
    VictimView,
    WithdrawalReason,
)
from workflow.refusals import FactNotAccepted
from workflow.sampling import is_drawn
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.services.victims import open_for_victim, write_view

RING_BACK = "Ring the victim back about their withdrawal: somebody of another unit"


@dataclass(frozen=True)
class WithdrawalSaid:
    """What a victim said, how, and to whom; and what was done about it.

    `help_offered` with `help_answer`: what was offered about that which stood in their way, and what they
    said to it. `protection`: what was considered to protect them, and done.
    """

    words: str
    reason: WithdrawalReason
    channel: Channel
    heard_by_id: int
    heard_at: dt.datetime
    view: VictimView = VictimView.DOES_NOT_SUPPORT
    reason_words: str = ""
    account: AccountKind | None = None
    account_reference: str = ""
    help_offered: str = ""
    help_answer: str = ""
    protection: str = ""


def record_withdrawal(
    session: Session,
    actor: Actor,
    victim_id: int,
    said: WithdrawalSaid,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record it; returns the row's id. A later one takes the place of the one that held. Material."""
    opened, victim = open_for_victim(
        session,
        actor,
        Act.RECORD_WITHDRAWAL,
        victim_id,
        now,
        submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    _refuse_what_is_half_said(said)
    view_event = write_view(opened, victim, said.view, said.words, said.heard_by_id, said.heard_at)
    drawn, owes = _drawn(opened, victim.id, view_event)
    event = opened.event(
        EventKind.WITHDRAWAL_RECORDED,
        facts={
            "victim": victim.id,
            "unit": opened.row.unit_id,
            "view": said.view,
            "reason": said.reason,
            "channel": said.channel,
            "heard_at": said.heard_at,
            "account": said.account,
            "drawn": drawn,
            "owes_call_back": owes,
            "policy": opened.policy.version,
        },
        detail={
            "words": said.words,
            "reason_words": said.reason_words.strip(),
            "account_reference": said.account_reference.strip(),
            "help_offered": said.help_offered.strip(),
            "help_answer": said.help_answer.strip(),
            "protection": said.protection.strip(),
        },
        about_person_id=said.heard_by_id,
    )
    row = WithdrawalRow(
        investigation_id=opened.row.id,
        victim_id=victim.id,
        unit_id=opened.row.unit_id,
        view=said.view,
        words=said.words,
        reason=said.reason,
        reason_words=said.reason_words.strip() or None,
        channel=said.channel,
        heard_by_id=said.heard_by_id,
        heard_at=said.heard_at,
        account=said.account,
        account_reference=said.account_reference.strip() or None,
        help_offered=said.help_offered.strip() or None,
        help_answer=said.help_answer.strip() or None,
        protection=said.protection.strip() or None,
        is_drawn=drawn,
        recorded_at=now,
        recorded_by_id=actor.id,
        event_id=event.id,
    )
    session.add(row)
    session.flush()
    if owes:
        owing.owe(opened, DutyKind.CALL_BACK, event, RING_BACK, victim=victim)
    return row.id


def _refuse_what_is_half_said(said: WithdrawalSaid) -> None:
    if said.view is VictimView.SUPPORTS:
        raise FactNotAccepted("view", "Choose whether they do not support it, or are unable to.")
    if said.reason is WithdrawalReason.ANOTHER and not said.reason_words.strip():
        raise FactNotAccepted("reason_words", "Write the reason that they gave.")
    if (said.account is None) == bool(said.account_reference.strip()):
        field = "account" if said.account is None else "account_reference"
        raise FactNotAccepted(field, "Enter both what holds it and its reference, or neither.")
    if bool(said.help_offered.strip()) != bool(said.help_answer.strip()):
        field = "help_answer" if said.help_offered.strip() else "help_offered"
        raise FactNotAccepted(field, "Write both what was offered and what they answered, or neither.")


def _drawn(opened: Opened, victim_id: int, view_event: CaseEvent) -> tuple[bool, bool]:
    """(Is this one drawn, does it owe a call-back of its own?)

    By the hash of the event just written, which holds a random number: nobody knows it before, and nobody
    chooses it. Recording it again while it holds draws the same; whoever was drawn once stays drawn, so that
    taking it back and recording it again changes nothing either.
    """
    held = opened.case.victim(victim_id).withdrawal
    if held is not None and held.is_in_doubt:
        return True, not owing.running(opened, DutyKind.CALL_BACK, victim_id=victim_id)
    if held is not None:
        return held.is_drawn, False
    once = opened.session.scalar(
        sa.select(sa.exists().where(WithdrawalRow.victim_id == victim_id, WithdrawalRow.is_drawn.is_(True)))
    )
    drawn = once or is_drawn(view_event.hash, opened.policy.setting("withdrawal_call_back_percent"))
    return drawn, drawn
