"""That a victim has died: who is told for them, the coroner, the inquest (practice P16)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vocabulary import FINISHED, Act, Actor, EventKind, Inquest
from workflow.refusals import FactNotAccepted
from workflow.services.new_information import Information, write_information
from workflow.services.opening import LONDON
from workflow.services.victims import open_for_victim


@dataclass(frozen=True)
class Death:
    """`bereaved_contact`: the relative or family liaison officer; empty while nobody is known."""

    died_on: dt.date
    inquest: Inquest
    bereaved_contact: str = ""
    coroner_told_on: dt.date | None = None


def record_death(
    session: Session,
    actor: Actor,
    victim_id: int,
    death: Death,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record a victim's death, or what is known of it since; returns the event's id.

    On a finished case it is new information, which a supervisor considers.
    """
    opened, victim = open_for_victim(
        session,
        actor,
        Act.RECORD_DEATH,
        victim_id,
        now,
        submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    today = now.astimezone(LONDON).date()
    if death.died_on > today:
        raise FactNotAccepted("died_on", "The day of death cannot be in the future.")
    if death.coroner_told_on is not None and death.coroner_told_on > today:
        raise FactNotAccepted("coroner_told_on", "This cannot be in the future.")
    if death.coroner_told_on is not None and death.coroner_told_on < death.died_on:
        raise FactNotAccepted("coroner_told_on", "This cannot be before the day of death.")
    victim.died_on, victim.inquest = death.died_on, death.inquest
    victim.bereaved_contact = death.bereaved_contact.strip() or None
    victim.coroner_told_on = death.coroner_told_on
    is_finished = opened.case.state in FINISHED
    event = opened.event(
        EventKind.VICTIM_DEATH_LEARNT if is_finished else EventKind.VICTIM_DEATH_RECORDED,
        facts={
            "victim": victim.id,
            "died_on": death.died_on,
            "coroner_told_on": death.coroner_told_on,
            "inquest": death.inquest,
        },
        detail={"bereaved_contact": death.bereaved_contact.strip()},
    )
    if is_finished:
        words = "It became known after the case was finished that a victim has died, or what is known of it."
        write_information(opened, Information(words, "The record of the death", now))
    return event.id
