"""Creating and ending duties, in the same transaction as the act that triggers or discharges them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from models import CaseEvent, Duty, Victim
from vocabulary import DutyKind, DutyStatus
from workflow.duties import due, due_right, is_discharged_by
from workflow.policy.entries import Limit
from workflow.policy.rights import Right
from workflow.services.opening import Opened


def owe(
    opened: Opened,
    kind: DutyKind,
    trigger: CaseEvent,
    what: str,
    *,
    triggered_at: dt.datetime | None = None,
    victim: Victim | None = None,
    decision_id: int | None = None,
    direction_id: int | None = None,
    promised_for: dt.datetime | None = None,
    not_after: dt.datetime | None = None,
    limit: Limit | None = None,
    right: Right | None = None,
    right_key: str | None = None,
) -> Duty:
    """Start a duty. `triggered_at` is when the trigger happened (default: now); it may precede recording.

    `not_after`: somebody set an earlier time than the limit. `limit`: one that stands for the duty's own
    in this case. `right`: which one, of a victim's right; `right_key`: of what is left of it for later.
    """
    triggered_at = triggered_at or opened.now
    enhanced = bool(victim and victim.is_enhanced)
    if right is not None:
        reckoned = due_right(right, triggered_at, enhanced=enhanced, policy=opened.policy)
    else:
        reckoned = due(
            kind,
            triggered_at,
            enhanced=enhanced,
            policy=opened.policy,
            promised_for=promised_for,
            limit=limit,
        )
    duty = Duty(
        investigation_id=opened.row.id,
        victim_id=victim.id if victim else None,
        decision_id=decision_id,
        direction_id=direction_id,
        kind=kind,
        right_key=right.key if right is not None else right_key,
        status=DutyStatus.RUNNING,
        what=what,
        triggered_at=triggered_at,
        trigger_event_id=trigger.id,
        due_at=min(reckoned.due_at, not_after or reckoned.due_at),
        rule=reckoned.rule,
        policy_version=reckoned.policy_version,
    )
    opened.session.add(duty)
    opened.session.flush()
    return duty


def shorten(opened: Opened, victim: Victim) -> list[Duty]:
    """Enhanced rights begin now: what runs for the victim is due by the enhanced limit from now, if earlier.

    Only limits that are shorter with enhanced rights are looked at; none ever becomes later (practice P23).
    """
    policy = opened.policy
    limits = {kind: policy.duty_rule(kind).limit for kind in DutyKind}
    shorter = [kind for kind, limit in limits.items() if limit.enhanced < limit.standard]
    rights = {
        key: right for key, right in policy.rights.items() if right.limit.enhanced < right.limit.standard
    }
    duties = opened.session.scalars(
        sa.select(Duty)
        .where(
            Duty.victim_id == victim.id,
            sa.or_(Duty.kind.in_(shorter), Duty.right_key.in_(rights)),
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
        .with_for_update()
    )
    shortened = []
    for duty in duties:
        if duty.right_key is not None:
            reckoned = due_right(rights[duty.right_key], opened.now, enhanced=True, policy=policy)
        else:
            reckoned = due(duty.kind, opened.now, enhanced=True, policy=policy)
        if reckoned.due_at < duty.due_at:
            duty.due_at, duty.policy_version = reckoned.due_at, reckoned.policy_version
            duty.rule = f"{reckoned.rule} Counted from when enhanced rights were recorded."
            shortened.append(duty)
    return shortened


def running(
    opened: Opened, kind: DutyKind, *, victim_id: int | None = None, decision_id: int | None = None
) -> Sequence[Duty]:
    """The case's running duties of a kind, narrowed to a victim or a decision when given."""
    query = sa.select(Duty).where(
        Duty.investigation_id == opened.row.id, Duty.kind == kind, Duty.status == DutyStatus.RUNNING
    )
    if victim_id is not None:
        query = query.where(Duty.victim_id == victim_id)
    if decision_id is not None:
        query = query.where(Duty.decision_id == decision_id)
    return opened.session.scalars(query.order_by(Duty.id).with_for_update()).all()


def running_by(opened: Opened, kind: DutyKind, trigger_event_id: int) -> Sequence[Duty]:
    """The running duties of a kind that one event started."""
    return opened.session.scalars(
        sa.select(Duty)
        .where(
            Duty.investigation_id == opened.row.id,
            Duty.kind == kind,
            Duty.trigger_event_id == trigger_event_id,
            Duty.status == DutyStatus.RUNNING,
        )
        .order_by(Duty.id)
        .with_for_update()
    ).all()


def running_of(opened: Opened, decision_id: int) -> Sequence[Duty]:
    """Whatever still runs because of one decision: telling victims, trying again, telling the suspect."""
    return opened.session.scalars(
        sa.select(Duty)
        .where(Duty.decision_id == decision_id, Duty.status == DutyStatus.RUNNING)
        .order_by(Duty.id)
        .with_for_update()
    ).all()


def end(
    opened: Opened,
    event: CaseEvent,
    duties: Iterable[Duty],
    *,
    at: dt.datetime,
    counted_at: dt.datetime | None = None,
) -> None:
    """Discharge duties by something that happened at `at`: met, or met late.

    `counted_at`: the time that is held against the limit, where it is not when it is said to have happened.
    """
    for duty in duties:
        if not is_discharged_by(duty.triggered_at, at):
            continue
        duty.status = DutyStatus.MET if (counted_at or at) <= duty.due_at else DutyStatus.MET_LATE
        duty.ended_at, duty.ended_by_event_id = at, event.id


def excuse(opened: Opened, event: CaseEvent, duties: Iterable[Duty]) -> None:
    """End duties that are no longer owed, because what triggered them was taken back."""
    for duty in duties:
        duty.status = DutyStatus.EXCUSED
        duty.ended_at, duty.ended_by_event_id = opened.now, event.id
