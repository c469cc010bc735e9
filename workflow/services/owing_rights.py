"""Victims' rights are owed by the act that makes their trigger true, in the same transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa

from models import CaseEvent, Duty, Stream, Victim
from vocabulary import (
    OF_A_RIGHT,
    CpsReplyKind,
    DutyKind,
    DutyStatus,
    EventKind,
    RiskFlag,
    StreamKind,
    Trigger,
    VictimKind,
)
from workflow.policy.rights import Right
from workflow.reading.hearings import hearings_to_come
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.opening import Opened, policy_at
from workflow.standing import Developed, Standing, what_stands

Owed = tuple[Victim, Right]
DECIDED_BY = {
    EventKind.CHARGE_RECORDED: Trigger.SUSPECT_CHARGED,
    EventKind.RESOLUTION_GIVEN: Trigger.RESOLUTION_GIVEN,
    EventKind.CPS_REPLIED: Trigger.CPS_DECIDED_AGAINST,
}


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
    whom = who_wants_to_hear(opened) if victims is None else victims
    started = [
        (victim, right)
        for victim in whom
        for trigger in triggers
        for right in _started(opened, victim, trigger, opened.case.offence_class, opened.case.flags)
    ]
    return event_with_rights(
        opened, kind, started, happened_at, facts=facts, detail=detail, about_person_id=about_person_id
    )


def event_with_rights(
    opened: Opened,
    kind: EventKind,
    started: Iterable[Owed],
    since: dt.datetime,
    *,
    facts: dict[str, object],
    detail: dict[str, str] | None = None,
    about_person_id: int | None = None,
) -> CaseEvent:
    """Append the event, which says who is owed what from then on, and owe it."""
    started = list(started)
    if started:
        rights = [[victim.id, right.key] for victim, right in started]
        facts = facts | {"rights": rights, "rights_since": since}
    event = opened.event(kind, facts=facts, detail=detail, about_person_id=about_person_id)
    for victim, right in started:
        owing.owe(
            opened,
            DutyKind.RIGHT,
            event,
            right.title,
            triggered_at=since,
            victim=victim,
            right=right,
        )
    return event


def brought_by(opened: Opened, offence_class: str, flags: frozenset[RiskFlag]) -> list[Owed]:
    """What victims have a right to now that the crime is of this class, with these risks, and were not owed.

    Of what still stands: a right that runs, or was given or excused, because of the same trigger is not
    started twice.
    """
    standing = standing_now(opened)
    brought = []
    for victim in who_wants_to_hear(opened):
        had = _last_started(opened, victim.id)
        brought += [
            (victim, right)
            for each in standing
            for right in _started(opened, victim, each.trigger, offence_class, flags)
            if had.get(right.key, -1) < each.since_event_id
        ]
    return brought


def standing_now(opened: Opened) -> list[Standing]:
    """What still stands of what happened since the case was recorded, or last reopened."""
    kinds = (EventKind.CASE_REOPENED, EventKind.DEVELOPMENT_RECORDED, *DECIDED_BY)
    rows = opened.session.execute(
        sa.select(CaseEvent.id, CaseEvent.kind, CaseEvent.canonical)
        .join(Stream, Stream.id == CaseEvent.stream_id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id == opened.row.id,
            CaseEvent.kind.in_(kinds),
        )
        .order_by(CaseEvent.id)
    ).all()
    reopened = max((row.id for row in rows if row.kind is EventKind.CASE_REOPENED), default=0)
    to_come = {each.event_id for each in hearings_to_come(opened.session, opened.row.id, opened.now)}
    developed, decided = [], {}
    for row in rows:
        if row.kind in DECIDED_BY and _starts_word_of_it(row):
            decided[DECIDED_BY[row.kind]] = row.id
        if row.kind is EventKind.DEVELOPMENT_RECORDED and row.id > reopened:
            facts = json.loads(row.canonical)["facts"]
            trigger = Trigger(facts["development"])
            # Of one that was listed before its day and place were kept, nothing says that it has passed.
            if "takes_place_at" not in facts or row.id in to_come:
                developed.append(Developed(row.id, trigger, facts["suspect"]))
    return what_stands(opened.case, developed, reopened, decided)


def _starts_word_of_it(row: sa.Row) -> bool:
    """Of the replies of the CPS, those against a charge do."""
    if row.kind is not EventKind.CPS_REPLIED:
        return True
    return json.loads(row.canonical)["facts"]["kind"] == CpsReplyKind.NO_FURTHER_ACTION


def _started(
    opened: Opened, victim: Victim, trigger: Trigger, offence_class: str, flags: frozenset[RiskFlag]
) -> list[Right]:
    is_business = victim.kind is VictimKind.BUSINESS
    return opened.policy.rights_started(trigger, offence_class, flags, business=is_business)


def _last_started(opened: Opened, victim_id: int) -> dict[str, int]:
    """Right → the last event that started it for this victim."""
    rows = opened.session.execute(
        sa.select(Duty.right_key, sa.func.max(Duty.trigger_event_id).label("last"))
        .where(Duty.victim_id == victim_id, Duty.kind == DutyKind.RIGHT)
        .group_by(Duty.right_key)
    )
    return {row.right_key: row.last for row in rows}


def who_wants_to_hear(opened: Opened) -> list[Victim]:
    """The victims of the case, save those who do not want contact."""
    ids = [victim.id for victim in opened.case.victims if not victim.wants_no_contact]
    return [opened.session.get_one(Victim, victim_id) for victim_id in ids]


def rights_that_run(opened: Opened, victim_id: int, *which: sa.ColumnElement[bool]) -> list[Duty]:
    """What this victim is owed as of right, or was to be given later, and still is; locked."""
    return list(
        opened.session.scalars(
            sa.select(Duty)
            .where(
                Duty.victim_id == victim_id,
                Duty.kind.in_(OF_A_RIGHT),
                Duty.status == DutyStatus.RUNNING,
                *which,
            )
            .order_by(Duty.id)
            .with_for_update()
        )
    )


def rights_chosen(opened: Opened, victim_id: int, duty_ids: Collection[int], field: str) -> list[Duty]:
    """The chosen rights of a victim, locked; FactNotAccepted beside the field for any that does not run."""
    duties = rights_that_run(opened, victim_id, Duty.id.in_(duty_ids))
    if len(duties) != len(set(duty_ids)):
        raise FactNotAccepted(field, "Choose what this victim is still owed.")
    return duties


def right_of(opened: Opened, duty: Duty) -> Right:
    """As the pack of today has it; one that the pack has dropped since is as it was when it began."""
    held = opened.policy.rights.get(duty.right_key)
    if held is not None:
        return held
    return policy_at(duty.triggered_at).rights[duty.right_key]
