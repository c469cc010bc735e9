"""Closing, filing, and reopening."""

from __future__ import annotations

from sqlalchemy.orm import object_session

from models import DecisionEnded, Investigation, Unit
from vocabulary import DecisionEnding, DutyKind, EventKind, State, Step
from workflow.findings import Assessment
from workflow.refusals import FactNotAccepted, Refusal
from workflow.services import directing, owing
from workflow.services.opening import Opened
from workflow.services.particulars import InWords
from workflow.steps import STEPS


def finish(opened: Opened, step: Step, particulars: InWords, target: State, assessment: Assessment) -> int:
    """Carry the decision out. The decision stays the case's current one until a reopening."""
    decision = opened.case.decision
    event = opened.event(
        STEPS[step].event,
        facts={"decision": decision.id, "outcome": decision.outcome_code, "round": opened.row.round},
    )
    opened.session.add(
        DecisionEnded(
            decision_id=decision.id,
            ending=DecisionEnding.CARRIED_OUT,
            ended_at=opened.now,
            ended_by_id=opened.actor.id,
            event_id=event.id,
        )
    )
    opened.session.flush()
    directing.ask_no_more(opened, event)
    opened.row.state = target
    return event.id


def reopen(opened: Opened, step: Step, particulars: InWords, target: State, assessment: None) -> int:
    """Back to the unit's tray with a duty to allocate; the old decision stays as it was."""
    if not particulars.words.strip():
        raise FactNotAccepted("words", "Write why the case is reopened.")
    reopen_row(opened, target)
    event = opened.event(
        EventKind.CASE_REOPENED,
        facts={
            "round": opened.row.round,
            "from": opened.case.state,
            "responsible": opened.row.responsible_id,
        },
        detail={"reason": particulars.words},
    )
    owing.owe(opened, DutyKind.ALLOCATE, event, "Allocate the reopened crime to an officer")
    return event.id


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
