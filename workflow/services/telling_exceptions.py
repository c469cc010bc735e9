"""Why a decision may be final for a victim who was not told it (practice P18): an act for each reason.

None is a gate. What the victim said, and what another body did, are facts that anybody operational records:
they count when whoever signs the decision off has seen them, or somebody agrees who has no part in the case.
That a victim cannot be reached, or cannot be told yet, is recorded by whoever agrees.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import CaseEvent, Person, TellingException, Victim
from vocabulary import AGREED_EXCEPTIONS, Act, Actor, DutyKind, EventKind, ExceptionKind, OtherBody
from workflow.duties import to_the_minute
from workflow.permissions import why_not
from workflow.refusals import FactNotAccepted, NotPermitted
from workflow.services import owing
from workflow.services.agreeing import (
    agree,
    ask,
    decision_to_agree_for,
    may_agree,
    still_to_tell,
    why_not_agree,
)
from workflow.services.late import counts_from
from workflow.services.opening import Opened
from workflow.services.times import refuse_impossible_time
from workflow.services.told import TOLD_ENDS, owed_again, when_decided, write_ending
from workflow.services.victims import open_for_victim
from workflow.services.wanted_again import NOT_WANTED_ENDS
from workflow.telling import why_not_unable
from workflow.working_days import LONDON, end_of_day


def record_no_contact(
    session: Session,
    actor: Actor,
    victim_id: int,
    words: str,
    heard_by_id: int,
    heard_at: dt.datetime,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """This victim does not want contact: an answer until it is taken back. Returns the event's id."""
    opened, victim = open_for_victim(session, actor, Act.RECORD_NO_CONTACT, victim_id, now, submission_id)
    if opened.case.victim(victim_id).wants_no_contact:
        raise FactNotAccepted("words", "It is recorded already that this victim does not want contact.")
    if not words.strip():
        raise FactNotAccepted("words", "Write the victim's own words.")
    refuse_impossible_time(opened, "heard_at", heard_at, "This")
    if session.get(Person, heard_by_id) is None:
        raise FactNotAccepted("heard_by", "Choose who heard them.")
    event = _write(
        opened,
        victim,
        ExceptionKind.DOES_NOT_WANT_CONTACT,
        words,
        happened_at=heard_at,
        heard_by_id=heard_by_id,
    )
    for kind in (*TOLD_ENDS, *NOT_WANTED_ENDS):
        owing.excuse(opened, event, owing.running(opened, kind, victim_id=victim.id))
    session.flush()
    return event.id


def agree_unable_to_contact(
    session: Session,
    actor: Actor,
    victim_id: int,
    decision_id: int,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """The attempts are enough, and the actor agrees; trying again stays owed. Returns the event's id."""
    opened, victim = open_for_victim(
        session, actor, Act.AGREE_UNABLE_TO_CONTACT, victim_id, now, submission_id
    )
    since = _refuse_what_is_not_owed(opened, victim, decision_id)
    _refuse_whoever_may_not_agree(opened, ExceptionKind.UNABLE_TO_CONTACT)
    if not words.strip():
        raise FactNotAccepted("words", "Write what was tried.")
    why = why_not_unable(opened.case, opened.case.victim(victim_id), to_the_minute(since), opened.policy)
    if why is not None:
        raise FactNotAccepted("words", why)
    event = _write(
        opened,
        victim,
        ExceptionKind.UNABLE_TO_CONTACT,
        words,
        decision_id=decision_id,
        agreed_by_id=actor.id,
    )
    _excuse_telling(opened, event, victim, decision_id)
    owing.owe(
        opened,
        DutyKind.TRY_AGAIN,
        event,
        "Try again to reach the victim and tell them the decision",
        victim=victim,
        decision_id=decision_id,
    )
    return event.id


def agree_not_told_yet(
    session: Session,
    actor: Actor,
    victim_id: int,
    decision_id: int,
    words: str,
    review_on: dt.date,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Telling now would be unsafe or harm an operation, and the actor agrees; it stays owed until review."""
    opened, victim = open_for_victim(session, actor, Act.AGREE_NOT_TOLD_YET, victim_id, now, submission_id)
    _refuse_what_is_not_owed(opened, victim, decision_id)
    _refuse_whoever_may_not_agree(opened, ExceptionKind.NOT_TOLD_YET)
    if not words.strip():
        raise FactNotAccepted("words", "Write why the victim cannot be told yet.")
    today = now.astimezone(LONDON).date()
    longest = opened.policy.setting("not_told_yet_longest_days")
    if not today < review_on <= today + dt.timedelta(days=longest):
        raise FactNotAccepted(
            "review_on",
            f"The review must be after today and within {longest} days. It can be agreed again then.",
        )
    event = _write(
        opened,
        victim,
        ExceptionKind.NOT_TOLD_YET,
        words,
        decision_id=decision_id,
        agreed_by_id=actor.id,
        review_on=review_on,
    )
    _excuse_telling(opened, event, victim, decision_id)
    owing.owe(
        opened,
        DutyKind.TELL_LATER,
        event,
        "Look again at whether the victim can be told the decision",
        victim=victim,
        decision_id=decision_id,
        promised_for=end_of_day(review_on),
    )
    return event.id


def record_told_elsewhere(
    session: Session,
    actor: Actor,
    victim_id: int,
    decision_id: int,
    body: OtherBody,
    told_at: dt.datetime,
    reference: str,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Another body told the victim this decision; returns the event's id.

    They were told it once that counts: by whoever agrees, where somebody has to.
    """
    opened, victim = open_for_victim(session, actor, Act.RECORD_TOLD_ELSEWHERE, victim_id, now, submission_id)
    since = _refuse_what_is_not_owed(opened, victim, decision_id)
    if any(
        each.kind is ExceptionKind.TOLD_BY_ANOTHER_BODY and each.decision_id == decision_id
        for each in opened.case.victim(victim_id).exceptions
    ):
        raise FactNotAccepted("decision", "It is recorded already who told them, and waits to be agreed.")
    refuse_impossible_time(opened, "told_at", told_at, "This", earliest=since, before="it was signed off")
    if not reference.strip():
        raise FactNotAccepted("reference", "Enter their reference.")
    if not words.strip():
        raise FactNotAccepted("words", "Write who told them, and what they were told.")
    event = _write(
        opened,
        victim,
        ExceptionKind.TOLD_BY_ANOTHER_BODY,
        words,
        decision_id=decision_id,
        happened_at=told_at,
        told_by_body=body,
        reference=reference,
    )
    session.flush()
    return event.id


def end_exception(
    session: Session,
    actor: Actor,
    victim_id: int,
    exception_id: int,
    words: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """It holds no more: what was not told because of it is owed again. Returns the event's id."""
    opened, victim = open_for_victim(session, actor, Act.END_TELLING_EXCEPTION, victim_id, now, submission_id)
    standing = {each.id: each for each in opened.case.victim(victim_id).exceptions}
    if exception_id not in standing:
        raise FactNotAccepted("exception", "Choose one that still holds for this victim.")
    exception = standing[exception_id]
    if exception.kind is ExceptionKind.NOT_TOLD_YET:
        # That it was unsafe was agreed by a supervisor; so is that it is safe now.
        reason = why_not(actor, Act.AGREE_NOT_TOLD_YET, opened.case)
        if reason is not None:
            raise NotPermitted(reason)
    if not words.strip():
        raise FactNotAccepted("words", "Write what has changed.")
    owes = owed_again(opened, victim.id, exception)
    return write_ending(opened, victim.id, exception, owes=owes, words=words)


def _refuse_what_is_not_owed(opened: Opened, victim: Victim, decision_id: int) -> dt.datetime:
    """When the decision was signed off. Only what this victim is owed now needs an exception."""
    since = when_decided(opened, decision_id, "decision")
    if not owing.running(opened, DutyKind.TELL_DECISION, victim_id=victim.id, decision_id=decision_id):
        raise FactNotAccepted(
            "decision", "This decision is not owed to this victim now: they were told, or an exception holds."
        )
    return since


def _refuse_whoever_may_not_agree(opened: Opened, kind: ExceptionKind) -> None:
    why = why_not_agree(opened, kind)
    if why is not None:
        raise NotPermitted(why)


def _excuse_telling(opened: Opened, event: CaseEvent, victim: Victim, decision_id: int) -> None:
    duties = owing.running(opened, DutyKind.TELL_DECISION, victim_id=victim.id, decision_id=decision_id)
    owing.excuse(opened, event, duties)


def _write(opened: Opened, victim: Victim, kind: ExceptionKind, words: str, **columns: object) -> CaseEvent:
    """The event and the row that rests on it; agreed at once or asked for, where that is needed to count."""
    needed_for = None
    if kind not in AGREED_EXCEPTIONS:
        needed_for = decision_to_agree_for(opened, victim.id, columns.get("decision_id"))
    at_once = needed_for is not None and may_agree(opened, kind)
    tells = kind is ExceptionKind.TOLD_BY_ANOTHER_BODY and needed_for is None
    counted_at = counts_from(opened, columns["happened_at"]) if tells else None
    event = opened.event(
        EventKind.TELLING_EXCEPTION_RECORDED,
        facts={
            "victim": victim.id,
            "kind": kind,
            "decision": columns.get("decision_id"),
            "happened_at": columns.get("happened_at"),
            "agreed_by": columns.get("agreed_by_id"),
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "review_on": columns.get("review_on"),
            "told_by_body": columns.get("told_by_body"),
            "owes_agreement": None if at_once else needed_for,
            "tells": tells,
            "counted_at": counted_at,
            "policy": opened.policy.version,
        },
        detail={"words": words, "reference": str(columns.get("reference") or "")},
        about_person_id=columns.get("heard_by_id"),
    )
    exception = TellingException(
        investigation_id=opened.row.id,
        victim_id=victim.id,
        kind=kind,
        words=words,
        recorded_at=opened.now,
        recorded_by_id=opened.actor.id,
        event_id=event.id,
        **columns,
    )
    opened.session.add(exception)
    opened.session.flush()
    if tells:
        told = still_to_tell(opened, exception)
        owing.end(opened, event, told, at=exception.happened_at, counted_at=counted_at)
    if at_once:
        agree(opened, exception, words)
    elif needed_for is not None:
        ask(opened, event, exception, victim, needed_for)
    return event
