"""Giving a crime to another unit of the force: into its tray, with a hand-over. An act, not a step."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from models import Unit
from vocabulary import Act, Actor, DutyKind, EventKind
from workflow.refusals import FactNotAccepted
from workflow.services import directing, owing
from workflow.services.acts import open_act
from workflow.services.finishing import tray_holder_of
from workflow.services.opening import Opened
from workflow.services.particulars import ToUnit
from workflow.services.reallocating import QUESTIONS, open_lines_of


def transfer_unit(
    session: Session,
    actor: Actor,
    investigation_id: int,
    hand_over: ToUnit,
    *,
    now: dt.datetime,
    seen_event_id: int | None = None,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Give a crime to another unit; returns the event's id.

    Whoever holds that unit's tray answers for it from this moment: at no instant does nobody. It keeps its
    state and has no officer until one is named there. Material: who is officer decides who may sign.
    """
    opened = open_act(
        session,
        actor,
        Act.TRANSFER_UNIT,
        investigation_id,
        now,
        submission_id=submission_id,
        seen_event_id=seen_event_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    unit = session.get(Unit, hand_over.unit_id)
    if unit is None:
        raise FactNotAccepted("unit", "Choose a unit from the list.")
    if unit.id == opened.row.unit_id:
        raise FactNotAccepted("unit", "This unit holds the crime already. Choose another.")
    if not hand_over.reason.strip():
        raise FactNotAccepted("reason", "Write why the crime goes to this unit.")
    for name, why in QUESTIONS.items():
        if not getattr(hand_over, name).strip():
            raise FactNotAccepted(name, why)
    return _give(opened, unit, hand_over)


def _give(opened: Opened, unit: Unit, hand_over: ToUnit) -> int:
    """The tray-holder answers for the crime and what is open of the old officer's, and is to allocate it."""
    row = opened.row
    before, officer = row.unit_id, row.oic_id
    holder_id = tray_holder_of(unit)
    row.unit_id, row.responsible_id, row.oic_id = unit.id, holder_id, None
    lines = open_lines_of(opened, officer)
    for line in lines:
        line.owner_id = holder_id
    directions = directing.pass_on(opened, officer, holder_id)
    opened.session.flush()
    # A crime that waits to be allocated goes on waiting since when it did: its time does not begin again.
    waits_already = bool(owing.running(opened, DutyKind.ALLOCATE))
    event = opened.event(
        EventKind.UNIT_TRANSFERRED,
        facts={
            "unit": unit.id,
            "from": before,
            "responsible": holder_id,
            "was_officer": officer,
            "lines": [line.id for line in lines],
            "directions": [direction.id for direction in directions],
            "owes_allocation": not waits_already,
        },
        detail={name: getattr(hand_over, name) for name in ("reason", *QUESTIONS)},
        about_person_id=holder_id,
    )
    if not waits_already:
        owing.owe(opened, DutyKind.ALLOCATE, event, "Allocate the crime to an officer of this unit")
    opened.session.flush()
    return event.id
