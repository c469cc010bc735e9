"""A charge is a fact decided elsewhere: recorded at once, whatever is missing (practice P1)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import Suspect
from vocabulary import FINISHED, Act, Actor, EventKind, State, Step, SuspectDecision, Trigger
from workflow import machine
from workflow.refusals import FactNotAccepted
from workflow.services import cps
from workflow.services.acts import open_act
from workflow.services.finishing import reopen_in_tray
from workflow.services.new_information import Information, write_information
from workflow.services.opening import Opened
from workflow.services.owing_rights import event_owing
from workflow.services.owing_statements import offers_owed
from workflow.services.particulars import Charge, InWords
from workflow.services.proposing import overtake_signed_decision
from workflow.services.suspects import refuse_recorded_in_error
from workflow.services.times import refuse_impossible_time


def record_charge(
    session: Session,
    actor: Actor,
    investigation_id: int,
    charge: Charge,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Record that a suspect was charged; returns the event's id.

    A standing proposal lapses first (after the warning); on a finished case it is new information, together
    with a reopening in the same transaction; a case already in prosecution only gains the fact.
    """
    opened = open_act(
        session,
        actor,
        Act.CHARGE_SUSPECT,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    suspect = _suspect_to_charge(opened, charge)
    if opened.row.state in FINISHED:
        _reopen_for(opened, charge)
    cps.answer_by_charge(opened, suspect.id, charge.charged_at, charge.offence)
    overtake_signed_decision(opened, suspect.id)
    suspect.decision = SuspectDecision.CHARGED
    suspect.decision_reason = charge.offence
    suspect.decided_at = charge.charged_at
    suspect.decided_by_id = actor.id
    suspect.death_proof = None
    if opened.row.state in machine.sources(Step.RECORD_CHARGE):
        opened.row.state = machine.move(opened.row.state, Step.RECORD_CHARGE)
    offers = offers_owed(opened, charge.charged_at, at_once=True)
    event = event_owing(
        opened,
        EventKind.CHARGE_RECORDED,
        [Trigger.SUSPECT_CHARGED],
        charge.charged_at,
        facts={"suspect": suspect.id, "charged_at": charge.charged_at, **offers.facts},
        detail={"offence": charge.offence},
    )
    offers.owe(event)
    session.flush()
    return event.id


def _suspect_to_charge(opened: Opened, charge: Charge) -> Suspect:
    suspect = opened.session.get(Suspect, charge.suspect_id)
    if suspect is None or suspect.investigation_id != opened.row.id:
        raise FactNotAccepted("suspect", "Choose a suspect of this crime.")
    refuse_recorded_in_error(suspect)
    if not charge.offence.strip():
        raise FactNotAccepted("offence", "Write what the suspect was charged with.")
    refuse_impossible_time(opened, "charged_at", charge.charged_at, "The charge")
    if suspect.decision is SuspectDecision.CHARGED:
        raise FactNotAccepted("suspect", "This suspect's charge is already recorded.")
    return suspect


def _reopen_for(opened: Opened, charge: Charge) -> None:
    """A reopening is a supervisor's; a charge is nobody's to refuse: who records it brings the news."""
    kept, opened.submission_id = opened.submission_id, None
    words = f"A suspect has been charged: {charge.offence}"
    write_information(opened, Information(words, "The charge", charge.charged_at))
    before = opened.row.state
    reopen_in_tray(opened, machine.move(before, Step.REOPEN), "A suspect has been charged.")
    opened.submission_id = kept


def resume(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """Back to work, for example after a discontinuance or for a second suspect."""
    if not particulars.words.strip():
        raise FactNotAccepted("words", "Write why work is resumed.")
    opened.row.state = target
    return opened.event(EventKind.INVESTIGATION_RESUMED, detail={"reason": particulars.words}).id
