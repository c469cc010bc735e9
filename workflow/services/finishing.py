"""Closing, filing, cancelling, transferring, and reopening."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import object_session

from models import CaseEvent, DecisionEnded, Investigation, Unit, Victim
from vocabulary import DecisionEnding, DecisionKind, DutyKind, EventKind, State, Step
from workflow.findings import Assessment
from workflow.refusals import FactNotAccepted, Refusal
from workflow.services import directing, owing, updates, waiting
from workflow.services.opening import Opened
from workflow.services.owing_rights import who_wants_to_hear
from workflow.services.particulars import InWords
from workflow.services.reviews import stop_reviewing
from workflow.services.wanted_again import owed_if_wanted
from workflow.steps import STEPS

# What ends with the work, whatever was decided: nobody is given a finished crime, nor asks the CPS about it.
OF_THE_WORK = frozenset({DutyKind.ALLOCATE, DutyKind.CPS_REPLY_CHASE, DutyKind.CPS_ACTION})
# With a transfer the other force cares for the victims.
OF_CARE = frozenset({DutyKind.NEEDS_ASSESSMENT, DutyKind.SUPPORT_REFERRAL, DutyKind.ASK_SAFE_CONTACT})
# Without a prosecution there is nothing for which a victim makes a statement.
OF_A_PROSECUTION = frozenset({DutyKind.OFFER_STATEMENT})


def finish(opened: Opened, step: Step, particulars: InWords, target: State, assessment: Assessment) -> int:
    """Carry the decision out. The decision stays the case's current one until a reopening."""
    decision = opened.case.decision
    facts = {"decision": decision.id, "outcome": decision.outcome_code or None, "round": opened.row.round}
    kinds = OF_THE_WORK
    if decision.kind is DecisionKind.TRANSFER:
        kinds |= OF_CARE
    if decision.kind is not DecisionKind.CLOSURE:
        kinds |= OF_A_PROSECUTION
    no_longer_owed = {kind: duties for kind in kinds if (duties := owing.running(opened, kind))}
    ended = no_longer_owed.keys() | (kinds & owed_if_wanted(opened))
    if ended:
        facts["excuses"] = frozenset(ended)
    event = opened.event(STEPS[step].event, facts=facts)
    for duties in no_longer_owed.values():
        owing.excuse(opened, event, duties)
    opened.session.add(
        DecisionEnded(
            decision_id=decision.id,
            ending=DecisionEnding.CARRIED_OUT,
            ended_at=opened.now,
            ended_by_id=opened.actor.id,
            event_id=event.id,
        )
    )
    # Nothing rests on an override any more: what was decided by one keeps it in its sealed evaluation.
    owing.excuse(opened, event, owing.running(opened, DutyKind.OVERRIDE_EXPIRES))
    owing.excuse(opened, event, owing.running(opened, DutyKind.NEXT_UPDATE))
    stop_reviewing(opened, event)
    opened.session.flush()
    directing.ask_no_more(opened, event)
    opened.row.state = target
    if opened.row.waiting_on is not None:
        waiting.excuse(opened, event)
    return event.id


def reopen(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """Back to the unit's tray with a duty to allocate; the old decision stays as it was."""
    if not particulars.words.strip():
        raise FactNotAccepted("words", "Write why the case is reopened.")
    return reopen_in_tray(opened, target, particulars.words).id


def reopen_in_tray(opened: Opened, target: State, reason: str) -> CaseEvent:
    """The reopening with its event. Whatever waited to be considered has led to it."""
    reopen_row(opened, target)
    informed = _who_is_informed_again(opened)
    event = opened.event(
        EventKind.CASE_REOPENED,
        facts={
            "round": opened.row.round,
            "from": opened.case.state,
            "responsible": opened.row.responsible_id,
            "updates": [[victim.id, due_at] for victim, due_at in informed],
        },
        detail={"reason": reason},
    )
    for victim, due_at in informed:
        updates.owe_next(opened, event, victim, opened.now, due_at)
    owing.owe(opened, DutyKind.ALLOCATE, event, "Allocate the reopened crime to an officer")
    owing.end(opened, event, owing.running(opened, DutyKind.CONSIDER_REOPENING), at=opened.now)
    return event


def _who_is_informed_again(opened: Opened) -> list[tuple[Victim, dt.datetime]]:
    """What was agreed with victims holds while work is open: (victim, when the next update is due)."""
    due = [
        (victim, updates.next_after(opened, victim.id, opened.now)) for victim in who_wants_to_hear(opened)
    ]
    return [(victim, due_at) for victim, due_at in due if due_at is not None]


def reopen_row(opened: Opened, target: State) -> None:
    """Put the case into its unit's tray in a new round."""
    unit = opened.session.get_one(Unit, opened.row.unit_id)
    opened.row.responsible_id = tray_holder_of(unit)
    opened.row.oic_id = None
    opened.row.current_decision_id = None
    agree_on_lines_again(opened.row)
    opened.row.round += 1
    opened.row.state = target
    opened.session.flush()


def agree_on_lines_again(row: Investigation) -> None:
    """That no line is reasonable was agreed on the facts as they were then."""
    row.no_lines_agreed_by_id = row.no_lines_reason_digest = None


def tray_holder_of(unit: Unit) -> int:
    """Who answers for the unit's new crimes. Raises Refusal when the unit has nobody.

    Held until the end, so that nobody else is named while a crime goes into the tray.
    """
    object_session(unit).refresh(unit, ["tray_holder_id", "name"], with_for_update={"read": True})
    if unit.tray_holder_id is None:
        raise Refusal(
            f"Nobody holds the tray of {unit.name}. An administrator has to name its duty sergeant first."
        )
    return unit.tray_holder_id
