"""The label that published data gives a crime now, and what follows when it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import CaseEvent, Duty, Investigation, PublishedOutcome, Stream
from vocabulary import DutyStatus, EventKind, State, StreamKind
from workflow.ledger import Draft
from workflow.policy.pack import Policy
from workflow.published_crimes import SourceFile
from workflow.recording import append_many

ARRIVES_AS = frozenset({State.RECORDED, State.DECIDED_BEFORE_FAIRLEAD})


@dataclass(frozen=True, slots=True)
class Held:
    """A published crime that Fairlead holds."""

    id: int
    state: State
    label: str | None
    street_label: str | None


def lock_held(session: Session, crime_ids: Collection[str]) -> dict[str, Held]:
    """Lock and read those of these crimes that are held, by their published id."""
    found = session.execute(
        sa.select(
            Investigation.published_crime_id,
            Investigation.id,
            Investigation.state,
            Investigation.published_label,
            Investigation.published_street_label,
        )
        .where(Investigation.published_crime_id.in_(crime_ids))
        .order_by(Investigation.id)
        .with_for_update()
    )
    return {crime_id: Held(*rest) for crime_id, *rest in found}


def follow_street(
    session: Session,
    said: Mapping[Held, str],
    policy: Policy,
    source: SourceFile,
    now: dt.datetime,
) -> set[int]:
    """Labels as the newest street file says; where it says nothing, as the latest outcome does."""
    silent = [crime.id for crime, label in said.items() if _says_nothing(policy, label)]
    latest = _latest_outcomes(session, silent)
    wanted = {crime: latest.get(crime.id, label or None) for crime, label in said.items()}
    said_anew = [
        {"id": crime.id, "published_street_label": label or None}
        for crime, label in said.items()
        if (label or None) != crime.street_label
    ]
    if said_anew:
        session.execute(sa.update(Investigation), said_anew)
    return _change(session, wanted, policy, source, now)


def follow_outcomes(
    session: Session, crimes: Collection[Held], policy: Policy, source: SourceFile, now: dt.datetime
) -> set[int]:
    """The latest outcome becomes the label of those crimes whose street file says nothing."""
    open_to_change = {crime.id: crime for crime in crimes if _says_nothing(policy, crime.street_label)}
    latest = _latest_outcomes(session, open_to_change)
    wanted = {open_to_change[investigation_id]: label for investigation_id, label in latest.items()}
    return _change(session, wanted, policy, source, now)


def _says_nothing(policy: Policy, label: str | None) -> bool:
    if not label:
        return True
    known = policy.published_label(label)
    return known is not None and known.says_nothing


def _latest_outcomes(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Of each crime with outcomes: the label of the latest month; within it, the one kept last."""
    if not ids:
        return {}
    found = session.execute(
        sa.select(PublishedOutcome.investigation_id, PublishedOutcome.label)
        .where(PublishedOutcome.investigation_id.in_(ids))
        .order_by(PublishedOutcome.month, PublishedOutcome.id)
    )
    return dict(found.all())


def _change(
    session: Session,
    wanted: Mapping[Held, str | None],
    policy: Policy,
    source: SourceFile,
    now: dt.datetime,
) -> set[int]:
    """Give these crimes their label where it differs, each with an event; returns whose changed.

    A recorded crime nobody here has touched, and published as decided since, was decided before Fairlead.
    Where somebody has acted, the state stays and the page shows that the two differ.
    """
    changed = {held: label for held, label in wanted.items() if label != held.label}
    if not changed:
        return set()
    acted_on = _acted_on(session, changed)
    states = {
        held: held.state if held.id in acted_on else _state_with(policy, held, label)
        for held, label in changed.items()
    }
    session.execute(
        sa.update(Investigation),
        [{"id": held.id, "published_label": label} for held, label in changed.items()],
    )
    if acted_on:
        session.execute(
            sa.update(Investigation),
            [{"id": investigation_id, "published_label_differs": True} for investigation_id in acted_on],
        )
    events = append_many(
        session,
        [
            Draft(
                StreamKind.INVESTIGATION,
                held.id,
                EventKind.PUBLISHED_LABEL_CHANGED,
                now,
                facts={
                    "from": held.label,
                    "to": label,
                    "file": source.name,
                    "file_kind": source.kind,
                    "acted_on": held.id in acted_on,
                    "state": states[held],
                },
            )
            for held, label in changed.items()
        ],
    )
    decided = [
        (held.id, event_id)
        for held, event_id in zip(changed, events, strict=True)
        if states[held] is not held.state
    ]
    _leave_the_tray(session, decided, now)
    return {held.id for held in changed}


def _state_with(policy: Policy, held: Held, label: str | None) -> State:
    """Where an untouched crime stands with this label. What was decided is reopened by a person."""
    known = policy.published_label(label or "")
    decided = known is not None and known.arrives_as is State.DECIDED_BEFORE_FAIRLEAD
    return State.DECIDED_BEFORE_FAIRLEAD if decided and held.state is State.RECORDED else held.state


def _leave_the_tray(session: Session, decided: Sequence[tuple[int, int]], now: dt.datetime) -> None:
    """Untouched crimes, as (investigation, event), that turned out to be decided: nothing is owed on them."""
    if not decided:
        return
    session.execute(
        sa.update(Investigation),
        [{"id": crime_id, "state": State.DECIDED_BEFORE_FAIRLEAD} for crime_id, _ in decided],
    )
    for crime_id, event_id in decided:
        session.execute(
            sa.update(Duty)
            .where(Duty.investigation_id == crime_id, Duty.status == DutyStatus.RUNNING)
            .values(status=DutyStatus.EXCUSED, ended_at=now, ended_by_event_id=event_id)
        )


def _acted_on(session: Session, crimes: Collection[Held]) -> set[int]:
    """Crimes on which a person has done anything, or which left the state they arrived in."""
    by_people = session.scalars(
        sa.select(Stream.subject_id)
        .join(CaseEvent, CaseEvent.stream_id == Stream.id)
        .where(
            Stream.kind == StreamKind.INVESTIGATION,
            Stream.subject_id.in_([held.id for held in crimes]),
            CaseEvent.actor_id.is_not(None),
        )
        .distinct()
    )
    return set(by_people) | {held.id for held in crimes if held.state not in ARRIVES_AS}
