"""The offer of a personal statement to a victim, and the day on which it is made again (Right 7).

A fact that anybody at work records. Nothing waits for it but closing what was prosecuted (practice P21).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import Person
from models import StatementOffer as StatementOfferRow
from vocabulary import OFFERED_AGAIN, Act, Actor, DutyKind, EventKind, StatementAnswer, VictimKind
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.owing_statements import OFFER, OFFER_TO_BUSINESS
from workflow.services.times import refuse_impossible_time
from workflow.services.victims import open_for_victim
from workflow.working_days import LONDON, end_of_day


@dataclass(frozen=True)
class OfferMade:
    """How the offer stands, in whose words, who made it and when. `again_on`: where there is no answer."""

    answer: StatementAnswer
    words: str
    offered_by_id: int
    offered_at: dt.datetime
    again_on: dt.date | None = None


def record_statement_offer(
    session: Session,
    actor: Actor,
    victim_id: int,
    offer: OfferMade,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record it; returns the row's id. The last one holds, and a day for the next is a duty."""
    opened, victim = open_for_victim(
        session, actor, Act.RECORD_STATEMENT_OFFER, victim_id, now, submission_id
    )
    if not offer.words.strip():
        raise FactNotAccepted("words", "Write what they said, or why it is too early.")
    refuse_impossible_time(opened, "offered_at", offer.offered_at, "It", "have been offered")
    if session.get(Person, offer.offered_by_id) is None:
        raise FactNotAccepted("offered_by", "Choose who offered it.")
    is_open = offer.answer in OFFERED_AGAIN
    today = now.astimezone(LONDON).date()
    if is_open and (offer.again_on is None or offer.again_on <= today):
        raise FactNotAccepted("again_on", "Enter the day, after today, on which it is offered again.")
    again_on = offer.again_on if is_open else None
    event = opened.event(
        EventKind.STATEMENT_OFFERED,
        facts={
            "victim": victim.id,
            "answer": offer.answer,
            "offered_at": offer.offered_at,
            "again_on": again_on,
            "policy": opened.policy.version,
        },
        detail={"words": offer.words},
        about_person_id=offer.offered_by_id,
    )
    row = StatementOfferRow(
        investigation_id=opened.row.id,
        victim_id=victim.id,
        answer=offer.answer,
        words=offer.words,
        offered_by_id=offer.offered_by_id,
        offered_at=offer.offered_at,
        again_on=again_on,
        recorded_at=now,
        recorded_by_id=actor.id,
        event_id=event.id,
    )
    session.add(row)
    session.flush()
    owing.end(opened, event, owing.running(opened, DutyKind.OFFER_STATEMENT, victim_id=victim.id), at=now)
    if again_on is not None:
        owing.owe(
            opened,
            DutyKind.OFFER_STATEMENT,
            event,
            OFFER_TO_BUSINESS if victim.kind is VictimKind.BUSINESS else OFFER,
            victim=victim,
            promised_for=end_of_day(again_on),
        )
    session.flush()
    return row.id
