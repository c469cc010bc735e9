"""What somebody recorded of a victim who was not told, agreed by somebody with no part in the case (never 3).

The two exceptions that anybody records count by themselves when whoever signs the decision off can see them.
Recorded after that, they wait for this agreement.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import CaseEvent, Duty, TellingException, TellingExceptionAgreed, Victim
from vocabulary import Act, Actor, DutyKind, EventKind, ExceptionKind
from workflow.permissions import why_not
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.requirements.sign_offs import involvement, lacks_authority
from workflow.requirements.telling import exceptions_waiting
from workflow.services import owing
from workflow.services.late import counts_from
from workflow.services.opening import Opened
from workflow.services.told import TOLD_ENDS, decided
from workflow.services.victims import open_for_victim

WHAT = {
    ExceptionKind.DOES_NOT_WANT_CONTACT: "Agree that the victim does not want contact, or end it",
    ExceptionKind.TOLD_BY_ANOTHER_BODY: "Agree that another body told the victim, or end it",
}


def agree_exception(
    session: Session,
    actor: Actor,
    victim_id: int,
    exception_id: int,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """What somebody else recorded is so, and the actor stands for it; returns the event's id."""
    opened, _ = open_for_victim(session, actor, Act.AGREE_EXCEPTION, victim_id, now, submission_id)
    if exception_id not in {each.id for each in exceptions_waiting(opened.case, victim_id)}:
        raise FactNotAccepted("exception", "Choose one that waits for somebody to agree.")
    exception = session.get_one(TellingException, exception_id)
    why = why_not_agree(opened, exception.kind)
    if why is not None:
        raise NotPermitted(why)
    if not words.strip():
        raise FactNotAccepted("words", "Write how you know that it is so.")
    return agree(opened, exception, words)


def why_not_agree(opened: Opened, kind: ExceptionKind) -> str | None:
    """Why the actor does not agree to such a thing here: rank, or a part in the case. None when they may."""
    needed = opened.policy.agreeing(kind, opened.case.offence_class, opened.case.flags)
    why = lacks_authority(needed, opened.actor.rank, opened.actor.is_detective)
    if why is not None:
        return why
    part = involvement(opened.case, opened.actor.id, opened.policy)
    return f"On this case, the person agreeing {part}. Ask somebody else." if part else None


def decision_to_agree_for(opened: Opened, victim_id: int, decision_id: int | None) -> int | None:
    """The decision for which an exception that is recorded now needs agreeing; None when for none.

    It was signed off without sight of it, and no contact told it to this victim. `decision_id`: the one that
    the exception is about; None when it is about whatever is decided.
    """
    current = opened.case.decision
    if current is None or decision_id not in (None, current.id) or current.id not in decided(opened):
        return None
    tellings = opened.case.victim(victim_id).tellings(current.id)
    return None if any(each.counts is not False for each in tellings) else current.id


def may_agree(opened: Opened, kind: ExceptionKind) -> bool:
    """Whoever may agree to what they record themselves need ask nobody."""
    permitted = why_not(opened.actor, Act.AGREE_EXCEPTION, opened.case) is None
    return permitted and why_not_agree(opened, kind) is None


def ask(
    opened: Opened, event: CaseEvent, exception: TellingException, victim: Victim, decision_id: int
) -> None:
    """A supervisor is owed to agree to it, or to end it, for this decision to be final."""
    what = WHAT[exception.kind]
    owing.owe(opened, DutyKind.AGREE_EXCEPTION, event, what, victim=victim, decision_id=decision_id)


def agree(opened: Opened, exception: TellingException, words: str) -> int:
    """The actor, who may, agrees; returns the event's id. What another body told is told from then on."""
    duties = owing.running_by(opened, DutyKind.AGREE_EXCEPTION, exception.event_id)
    tells = exception.kind is ExceptionKind.TOLD_BY_ANOTHER_BODY
    told = still_to_tell(opened, exception) if tells else []
    counted_at = counts_from(opened, exception.happened_at, exception.recorded_at) if tells else None
    event = opened.event(
        EventKind.TELLING_EXCEPTION_AGREED,
        facts={
            "exception": exception.id,
            "victim": exception.victim_id,
            "kind": exception.kind,
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "discharges": [duty.id for duty in duties],
            "tells": [duty.id for duty in told],
            "told_at": exception.happened_at if tells else None,
            "counted_at": counted_at,
            "policy": opened.policy.version,
        },
        detail={"words": words},
    )
    opened.session.add(
        TellingExceptionAgreed(
            exception_id=exception.id, agreed_at=opened.now, agreed_by_id=opened.actor.id, event_id=event.id
        )
    )
    owing.end(opened, event, duties, at=opened.now)
    if tells:
        owing.end(opened, event, told, at=exception.happened_at, counted_at=counted_at)
    opened.session.flush()
    return event.id


def still_to_tell(opened: Opened, exception: TellingException) -> list[Duty]:
    """What the victim is owed because of the decision that another body told them."""
    return [
        duty
        for kind in TOLD_ENDS
        for duty in owing.running(
            opened, kind, victim_id=exception.victim_id, decision_id=exception.decision_id
        )
    ]
