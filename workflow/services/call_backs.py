"""A victim who withdrew is rung back by somebody outside the team: was it their own decision?

Only by a way that is safe for them, after a risk check; and where they asked not to be contacted, only if
somebody of the policy's rank agrees (practice P26).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import CallBack, CallBackAgreed, Contact, Duty, Victim
from vocabulary import (
    FINISHED,
    OPERATIONAL_ROLES,
    WAS_RUNG_BACK,
    Act,
    Actor,
    CallBackResult,
    Channel,
    ContactResult,
    DutyKind,
    EventKind,
)
from workflow.case_file import CaseFile, Withdrawal
from workflow.policy.pack import Authority, Policy
from workflow.policy.telling import CALL_BACK, NO_CALL_BACK
from workflow.reading import worked_in
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import authority_in_words, involvement, lacks_authority
from workflow.services import owing
from workflow.services.contacts import ContactMade, write_contact
from workflow.services.late import counts_from
from workflow.services.new_information import Information, write_information
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim
from workflow.telling import channels_in_words, channels_that_count, why_too_few

NOTHING_TO_RING_BACK = (
    "No withdrawal of this victim is drawn to be rung back, or somebody has rung them back."
)
TOLD = "Rung back about their withdrawal by somebody outside the team."
NOT_THEIRS = "The victim was rung back about their withdrawal, and says that it was not their own decision"


@dataclass(frozen=True)
class CallBackMade:
    """What came of it. Where they were spoken to: how, when, what they said, and whether they had been
    offered help. `risk_check`: what was looked at before ringing, always.
    """

    result: CallBackResult
    risk_check: str
    channel: Channel | None = None
    rung_at: dt.datetime | None = None
    words: str = ""
    help_was_offered: bool | None = None
    embargo_read: bool = False


def record_call_back(
    session: Session,
    actor: Actor,
    victim_id: int,
    made: CallBackMade,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record it; returns the event's id. That it was not their own decision is looked at this shift."""
    opened, victim = open_for_victim(session, actor, Act.RECORD_CALL_BACK, victim_id, now, submission_id)
    withdrawal, duties = _what_is_drawn(opened, victim)
    why = why_not_ring_back(session, opened.case, withdrawal, actor, opened.policy)
    if why is not None:
        raise NotPermitted(why)
    if not made.risk_check.strip():
        raise FactNotAccepted("risk_check", "Write what you looked at before ringing.")
    spoken_to = made.result in WAS_RUNG_BACK
    if not spoken_to:
        _refuse_who_may_not_leave_it(opened)
    if spoken_to:
        _refuse_what_is_not_safe(opened, victim, withdrawal, made, duties[0])
    elif made.result is CallBackResult.NOT_REACHED:
        whom = opened.case.victim(victim.id)
        why = why_too_few(opened.case, whom, duties[0].triggered_at, opened.policy)
        if why is not None:
            raise FactNotAccepted("result", why)
    contact_id = _write_contact(opened, victim, made) if spoken_to else None
    return _write(opened, victim, withdrawal, made, contact_id, duties)


def why_not_ring_back(
    session: Session, case: CaseFile, withdrawal: Withdrawal, actor: Actor, policy: Policy
) -> str | None:
    """Why this person, whose role would let them, does not ring this victim back; None when they may.

    The team is whoever works in the unit that holds the crime, or in the one that held it when the victim
    withdrew; or worked there on any day since.
    """
    since = min(withdrawal.heard_at, withdrawal.waits_since or withdrawal.heard_at)
    units = worked_in(session, actor.id, OPERATIONAL_ROLES, since, case.as_at)
    if withdrawal.unit_id in units:
        return (
            "You work in the unit that took the withdrawal, or did when it was taken or since. Somebody of "
            "another unit rings them back."
        )
    if case.unit_id in units:
        return (
            "Since the withdrawal you have worked in the unit that holds the crime. Somebody of another "
            "unit rings them back."
        )
    part = involvement(case, actor.id, policy)
    return f"On this case, the person ringing back {part}. Ask somebody else." if part else None


def agree_call_back(
    session: Session,
    actor: Actor,
    victim_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """They asked not to be contacted, and the actor agrees that they are rung back all the same."""
    opened, victim = open_for_victim(session, actor, Act.AGREE_CALL_BACK, victim_id, now, submission_id)
    withdrawal, _ = _what_is_drawn(opened, victim)
    whom = opened.case.victim(victim.id)
    if not whom.wants_no_contact:
        raise FactNotAccepted("reason", "This victim has not asked not to be contacted: nobody has to agree.")
    if withdrawal.call_back_agreed:
        raise FactNotAccepted("reason", "It is agreed already that they are rung back.")
    why = lacks_authority(_who_agrees(opened), actor.rank, actor.is_detective)
    part = involvement(opened.case, actor.id, opened.policy)
    if why is None and part is not None:
        why = f"On this case, the person agreeing {part}. Ask somebody else."
    if why is not None:
        raise NotPermitted(why)
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why they are rung back all the same.")
    event = opened.event(
        EventKind.CALL_BACK_AGREED,
        facts={
            "withdrawal": withdrawal.id,
            "victim": victim.id,
            "rank": actor.rank,
            "detective": actor.is_detective,
            "policy": opened.policy.version,
        },
        detail={"reason": reason},
    )
    session.add(
        CallBackAgreed(
            withdrawal_id=withdrawal.id,
            reason=reason,
            agreed_at=now,
            agreed_by_id=actor.id,
            event_id=event.id,
        )
    )
    session.flush()
    return event.id


def _who_agrees(opened: Opened) -> Authority:
    return opened.policy.agreeing(CALL_BACK, opened.case.offence_class, opened.case.flags)


def _what_is_drawn(opened: Opened, victim: Victim) -> tuple[Withdrawal, Sequence[Duty]]:
    """The withdrawal that holds, and the call-back owed on it."""
    withdrawal = opened.case.victim(victim.id).withdrawal
    duties = owing.running(opened, DutyKind.CALL_BACK, victim_id=victim.id)
    if withdrawal is None or not duties:
        raise FactNotAccepted("result", NOTHING_TO_RING_BACK)
    return withdrawal, duties


def _refuse_who_may_not_leave_it(opened: Opened) -> None:
    """That nobody rings, or that they were not reached, is not for everybody who may ring to say."""
    needed = opened.policy.agreeing(NO_CALL_BACK, opened.case.offence_class, opened.case.flags)
    why = lacks_authority(needed, opened.actor.rank, opened.actor.is_detective)
    if why is not None:
        raise FactNotAccepted("result", f"{why} Ask them to record it, with what you found.")


def _refuse_what_is_not_safe(
    opened: Opened, victim: Victim, withdrawal: Withdrawal, made: CallBackMade, duty: Duty
) -> None:
    whom = opened.case.victim(victim.id)
    if whom.wants_no_contact and not withdrawal.call_back_agreed:
        who = authority_in_words(_who_agrees(opened))
        raise NotPermitted(
            f"This victim asked not to be contacted. They are rung back only once {who} agrees to it."
        )
    if made.channel is None:
        raise FactNotAccepted("channel", "Choose how you rang them back.")
    counting = channels_that_count(opened.case, whom, opened.policy)
    if made.channel not in counting.channels:
        how = channels_in_words(counting.channels)
        raise FactNotAccepted(
            "channel",
            f"This way is not recorded as safe for them. Ring them back {how}. If you have contacted them "
            "already, record that as a contact: it is marked.",
        )
    if made.rung_at is None:
        raise FactNotAccepted("rung_at", "Enter when you rang them.")
    refuse_impossible_time(
        opened,
        "rung_at",
        made.rung_at,
        "They",
        "have been rung back",
        earliest=duty.triggered_at,
        before="the withdrawal was drawn",
    )
    if not made.words.strip():
        raise FactNotAccepted("words", "Write what the victim said.")
    if made.help_was_offered is None:
        raise FactNotAccepted("help_was_offered", "Say whether they had been offered help.")


def _write_contact(opened: Opened, victim: Victim, made: CallBackMade) -> int:
    """A call-back is a contact with the victim as every other is, and stands in the same log."""
    contact = ContactMade(
        made.channel, ContactResult.REACHED, made.rung_at, TOLD, made.words, embargo_read=made.embargo_read
    )
    return write_contact(opened, victim, contact)


def _write(
    opened: Opened,
    victim: Victim,
    withdrawal: Withdrawal,
    made: CallBackMade,
    contact_id: int | None,
    duties: Sequence[Duty],
) -> int:
    in_doubt = made.result is CallBackResult.NOT_OWN_DECISION
    rung_at = opened.session.get_one(Contact, contact_id).happened_at if contact_id else opened.now
    counted_at = counts_from(opened, rung_at)
    event = opened.event(
        EventKind.CALL_BACK_MADE,
        facts={
            "withdrawal": withdrawal.id,
            "victim": victim.id,
            "result": made.result,
            "contact": contact_id,
            "rung_at": rung_at,
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "help_was_offered": made.help_was_offered if contact_id else None,
            "discharges": [duty.id for duty in duties],
            "in_doubt": in_doubt,
            "policy": opened.policy.version,
            **({"counted_at": counted_at} if counted_at != rung_at else {}),
        },
        detail={"risk_check": made.risk_check, "words": made.words},
    )
    opened.session.add(
        CallBack(
            withdrawal_id=withdrawal.id,
            investigation_id=opened.row.id,
            result=made.result,
            risk_check=made.risk_check,
            contact_id=contact_id,
            help_was_offered=made.help_was_offered if contact_id else None,
            recorded_at=opened.now,
            recorded_by_id=opened.actor.id,
            event_id=event.id,
        )
    )
    owing.end(opened, event, duties, at=rung_at, counted_at=counted_at)
    if in_doubt:
        owing.owe(
            opened,
            DutyKind.WITHDRAWAL_IN_DOUBT,
            event,
            f"{NOT_THEIRS}. Find out what happened, and see that they are safe.",
        )
        if opened.case.state in FINISHED:
            write_information(opened, Information(f"{NOT_THEIRS}.", "The call-back", rung_at))
    opened.session.flush()
    return event.id
