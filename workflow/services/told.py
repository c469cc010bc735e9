"""What telling rests on: when a decision was signed off, what ends once it is told, what must wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from models import (
    Decision,
    Duty,
    Embargo,
    EmbargoEnded,
    SignOff,
    Suspect,
    TellingExceptionEnded,
    Victim,
)
from models import TellingException as TellingExceptionRow
from vocabulary import (
    AGREED_EXCEPTIONS,
    DecisionKind,
    DutyKind,
    DutyStatus,
    EventKind,
    ExceptionKind,
)
from workflow.case_file import TellingException
from workflow.reading.decided import decided_on
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.services.wanted_again import wanted_again

# What is owed a victim because of one decision, and ends when they are told it.
TOLD_ENDS = (DutyKind.TELL_DECISION, DutyKind.TRY_AGAIN, DutyKind.TELL_LATER)
TO_TELL = "Tell the victim the decision and its reasons"


def to_tell(opened: Opened, decision_id: int) -> str:
    """What a victim is owed to be told because of a decision: about the crime, or about one suspect."""
    of_decision = sa.select(Suspect.name).join(Decision, Decision.suspect_id == Suspect.id)
    name = opened.session.scalar(of_decision.where(Decision.id == decision_id))
    if name is None:
        return TO_TELL
    return f"Tell the victim that no further action is taken against {name}, and why"


def when_decided(opened: Opened, decision_id: int, field_name: str) -> dt.datetime:
    """When a decision of this case was signed off; FactNotAccepted, beside the field, when it was not."""
    decision = opened.session.get(Decision, decision_id)
    if decision is None or decision.investigation_id != opened.row.id:
        raise FactNotAccepted(field_name, "Choose a decision of this case.")
    if decision.kind is DecisionKind.SUSPECT_NO_FURTHER_ACTION:
        return decision.proposed_at
    signed = opened.session.scalars(
        sa.select(SignOff.signed_at).where(SignOff.decision_id == decision_id).order_by(SignOff.signed_at)
    ).all()
    if len(signed) < decision.sign_offs_needed:
        raise FactNotAccepted(
            field_name, "This decision is not signed off yet, so the victim cannot be told it."
        )
    return signed[-1]


def embargoes_at(opened: Opened, at: dt.datetime) -> Sequence[Embargo]:
    """What must not be told at an instant, as the record stands now."""
    return opened.session.scalars(
        sa.select(Embargo)
        .outerjoin(EmbargoEnded, EmbargoEnded.embargo_id == Embargo.id)
        .where(
            Embargo.investigation_id == opened.row.id,
            Embargo.set_at <= at,
            Embargo.until_at > at,
            sa.or_(EmbargoEnded.ended_at.is_(None), EmbargoEnded.ended_at > at),
        )
        .order_by(Embargo.id)
    ).all()


def write_ending(
    opened: Opened, victim_id: int, exception: TellingException, *, owes: Sequence[int], words: str
) -> int:
    """An exception holds no more; this victim is owed `owes`, decisions, again. Returns the event's id."""
    asked = owing.running_by(opened, DutyKind.AGREE_EXCEPTION, exception.event_id)
    wanted = wanted_again(opened, victim_id, exception)
    since = {decision_id: _owed_since(opened, exception, decision_id) for decision_id in owes}
    event = opened.event(
        EventKind.TELLING_EXCEPTION_ENDED,
        facts={
            "exception": exception.id,
            "victim": victim_id,
            "kind": exception.kind,
            "decision": exception.decision_id,
            "owes": list(owes),
            "owes_since": list(since.values()),
            "excuses": [duty.id for duty in asked],
            "recorded": exception.event_id,
            **wanted.facts,
        },
        detail={"words": words},
    )
    opened.session.add(
        TellingExceptionEnded(
            exception_id=exception.id, ended_at=opened.now, ended_by_id=opened.actor.id, event_id=event.id
        )
    )
    for kind in (DutyKind.TRY_AGAIN, DutyKind.TELL_LATER) if exception.decision_id is not None else ():
        owing.excuse(
            opened, event, owing.running(opened, kind, victim_id=victim_id, decision_id=exception.decision_id)
        )
    owing.excuse(opened, event, asked)
    victim = opened.session.get_one(Victim, victim_id)
    wanted.owe(event, victim)
    for decision_id, at in since.items():
        what = to_tell(opened, decision_id)
        more = {"triggered_at": at, "victim": victim, "decision_id": decision_id}
        owing.owe(opened, DutyKind.TELL_DECISION, event, what, **more)
    opened.session.flush()
    return event.id


def _owed_since(opened: Opened, exception: TellingException, decision_id: int) -> dt.datetime:
    """Since when a decision is owed again: an answer that is taken back wins nobody time.

    While somebody with no part in the case agrees that a victim cannot be told, they are not owed it.
    """
    if exception.kind in AGREED_EXCEPTIONS:
        return opened.now
    return when_decided(opened, decision_id, "decision")


def owed_again(opened: Opened, victim_id: int, exception: TellingException) -> list[int]:
    """The decisions of this round that the victim was not told because of this exception alone.

    Signed off, not taken back since, told by no contact that counted, and owed by nothing that runs.
    """
    whom = opened.case.victim(victim_id)
    others = [each for each in whom.exceptions if each.id != exception.id]
    return [
        decision_id
        for decision_id in decided(opened)
        if exception.is_about(decision_id)
        and not any(each.is_about(decision_id) for each in others)
        and not any(contact.counts is not False for contact in whom.tellings(decision_id))
        and not _runs(opened, victim_id, decision_id)
    ]


def decided(opened: Opened) -> Sequence[int]:
    """Decisions of this round that are signed off and were not taken back."""
    return [each.id for each in decided_on(opened.session, opened.case)]


def _runs(opened: Opened, victim_id: int, decision_id: int) -> bool:
    return opened.session.scalar(
        sa.select(
            sa.exists().where(
                Duty.victim_id == victim_id,
                Duty.decision_id == decision_id,
                Duty.kind == DutyKind.TELL_DECISION,
                Duty.status == DutyStatus.RUNNING,
            )
        )
    )


def unwanted_since(opened: Opened, duty: Duty, *, stands: bool = False) -> list[tuple[int, dt.datetime]]:
    """(Event, when) of each time since a duty began that its victim said they do not want contact.

    `stands`: only if they did not take it back.
    """
    ended = sa.exists().where(TellingExceptionEnded.exception_id == TellingExceptionRow.id)
    rows = opened.session.execute(
        sa.select(TellingExceptionRow.event_id, TellingExceptionRow.recorded_at).where(
            TellingExceptionRow.victim_id == duty.victim_id,
            TellingExceptionRow.kind == ExceptionKind.DOES_NOT_WANT_CONTACT,
            TellingExceptionRow.event_id > duty.trigger_event_id,
            ~ended if stands else sa.true(),
        )
    )
    return [tuple(row) for row in rows]


def excused_by_exceptions(opened: Opened, duty: Duty) -> list[tuple[int, dt.datetime]]:
    """(Event, when) of whatever about exceptions excuses what was owed a victim because of a decision.

    That they do not want contact excuses all of it; an exception's end what stood in for telling.
    """
    session, after = opened.session, duty.trigger_event_id
    unwanted = unwanted_since(opened, duty)
    if duty.kind is DutyKind.TELL_DECISION:
        return unwanted
    over = session.execute(
        sa.select(TellingExceptionEnded.event_id, TellingExceptionEnded.ended_at)
        .join(TellingExceptionRow, TellingExceptionRow.id == TellingExceptionEnded.exception_id)
        .where(
            TellingExceptionRow.victim_id == duty.victim_id,
            TellingExceptionRow.decision_id == duty.decision_id,
            TellingExceptionEnded.event_id > after,
        )
    ).all()
    return [tuple(row) for row in (*unwanted, *over)]
