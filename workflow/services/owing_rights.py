"""Victims' rights are owed by the act that makes their trigger true, in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from models import CaseEvent, Duty, Victim
from vocabulary import DutyKind, DutyStatus, EventKind, Trigger, VictimKind
from workflow.policy.rights import Right
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.opening import Opened, policy_at


def event_owing(
    opened: Opened,
    kind: EventKind,
    triggers: Collection[Trigger],
    happened_at: dt.datetime,
    *,
    facts: dict[str, object],
    detail: dict[str, str] | None = None,
    about_person_id: int | None = None,
    victims: Sequence[Victim] | None = None,
) -> CaseEvent:
    """Append the event, and owe every victim (or `victims`) what they have a right to because of it.

    Whoever does not want contact is owed nothing more: that is their answer. The event says who is owed what.
    """
    started = [
        (victim, right)
        for victim in (_who_wants_to_hear(opened) if victims is None else victims)
        for trigger in triggers
        for right in opened.policy.rights_started(
            trigger,
            opened.case.offence_class,
            opened.case.flags,
            business=victim.kind is VictimKind.BUSINESS,
        )
    ]
    if started:
        facts = facts | {
            "rights": [[victim.id, right.key] for victim, right in started],
            "rights_since": happened_at,
        }
    event = opened.event(kind, facts=facts, detail=detail, about_person_id=about_person_id)
    for victim, right in started:
        owing.owe(
            opened,
            DutyKind.RIGHT,
            event,
            right.title,
            triggered_at=happened_at,
            victim=victim,
            right=right,
        )
    return event


def _who_wants_to_hear(opened: Opened) -> list[Victim]:
    ids = [victim.id for victim in opened.case.victims if not victim.wants_no_contact]
    return [opened.session.get_one(Victim, victim_id) for victim_id in ids]


def rights_running(opened: Opened, victim_id: int, duty_ids: Collection[int], field: str) -> list[Duty]:
    """The chosen rights of a victim, locked; FactNotAccepted beside the field for any that does not run."""
    duties = opened.session.scalars(
        sa.select(Duty)
        .where(
            Duty.id.in_(duty_ids),
            Duty.victim_id == victim_id,
            Duty.kind == DutyKind.RIGHT,
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
        .with_for_update()
    ).all()
    if len(duties) != len(set(duty_ids)):
        raise FactNotAccepted(field, "Choose what this victim is still owed.")
    return list(duties)


def right_of(opened: Opened, duty: Duty) -> Right:
    """As the pack of today has it; one that the pack has dropped since is as it was when it began."""
    held = opened.policy.rights.get(duty.right_key)
    if held is not None:
        return held
    return policy_at(duty.triggered_at).rights[duty.right_key]
