"""Overrides: those of one case, and the register, counted: of all cases that whoever asks may read.

Constant queries; no case is evaluated.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.people import names, with_rank
from insight.readable import may_read
from insight.work_lists import PAGE_SIZE, Page, within
from models import Duty, EventDetail, Investigation, Override, Person, Suspect, Unit
from vocabulary import DutyKind, DutyStatus, Rank
from workflow.policy.pack import Policy
from workflow.reading import note_read
from workflow.refusals import NotFound
from workflow.requirements import REGISTRY
from workflow.requirements.overriding import ground_title
from workflow.working_days import LONDON


class Standing(StrEnum):
    """How an override stands, read from the clock and never stored."""

    LIVE = "live"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True)
class OverrideShown:
    """One override with the words needed to read it. `is_ended`: somebody ended it, or granted one afresh."""

    id: int
    investigation_id: int
    reference: str
    unit: str
    requirement: str
    title: str
    ground: str
    reason: str
    about: str
    granted_by: str
    rank: Rank
    granted_at: dt.datetime
    expires_at: dt.datetime
    last_day: dt.date
    standing: Standing
    is_ended: bool


@dataclass(frozen=True)
class Asked:
    """What the register is narrowed to. None: any."""

    standing: Standing | None = None
    ground: str | None = None
    unit_id: int | None = None
    granted_by_id: int | None = None


def of_case(session: Session, investigation_id: int, now: dt.datetime, policy: Policy) -> list[OverrideShown]:
    """Every override of a case, the newest first."""
    rows = session.execute(_query().where(Override.investigation_id == investigation_id)).all()
    return _shown(session, rows, now, policy)


def one(session: Session, override_id: int, now: dt.datetime, policy: Policy) -> OverrideShown:
    """One override. Raises NotFound."""
    rows = session.execute(_query().where(Override.id == override_id)).all()
    if not rows:
        raise NotFound("There is no such override.")
    return _shown(session, rows, now, policy)[0]


def register(
    session: Session, asked: Asked, now: dt.datetime, policy: Policy, number: int = 1, size: int = PAGE_SIZE
) -> Page:
    """A page of the register, the newest first; the last page when there are fewer."""
    condition = sa.and_(_condition(asked, now), may_read(session))
    count = sa.select(sa.func.count()).select_from(Override).join(Investigation)
    total = session.scalar(count.where(condition)) or 0
    number = within(number, total, size)
    rows = session.execute(_query().where(condition).limit(size).offset((number - 1) * size)).all()
    return Page(_shown(session, rows, now, policy), number, total, size)


def by_quarter(session: Session, asked: Asked, now: dt.datetime) -> list[tuple[str, int]]:
    """How many of those asked for were granted in each quarter of a year, the newest first."""
    query = sa.select(Override.granted_at).join(Investigation)
    query = query.where(_condition(asked, now), may_read(session))
    counted = Counter(_quarter(at.astimezone(LONDON)) for at in session.scalars(query))
    return [(f"{year}, quarter {quarter}", counted[year, quarter]) for year, quarter in sorted(counted)[::-1]]


def grantors(session: Session) -> list[tuple[int, str]]:
    """Everybody who ever granted one that the register shows, by name."""
    found = sa.select(Override.granted_by_id).join(Investigation).where(may_read(session)).distinct()
    known = names(session, session.scalars(found).all())
    return sorted(known.items(), key=lambda pair: pair[1])


def grounds(session: Session, policy: Policy) -> list[tuple[str, str]]:
    """Every ground of the pack, and those that were used under an earlier one."""
    titles = {key: title for rule in policy.override_rules.values() for key, title in rule.grounds.items()}
    used = session.scalars(
        sa.select(Override.ground)
        .join(Investigation)
        .where(may_read(session))
        .distinct()
        .order_by(Override.ground)
    )
    return list(({ground: ground.replace("_", " ") for ground in used} | titles).items())


def count_to_look_at(session: Session, person_id: int) -> int:
    """Overrides that this person granted, and has to look at again before they end."""
    query = (
        sa.select(sa.func.count())
        .select_from(Override)
        .join(Duty, Duty.trigger_event_id == Override.event_id)
        .join(Investigation, Investigation.id == Override.investigation_id)
        .where(
            may_read(session),
            Override.granted_by_id == person_id,
            Duty.kind == DutyKind.OVERRIDE_EXPIRES,
            Duty.status == DutyStatus.RUNNING,
        )
    )
    return session.scalar(query) or 0


def _quarter(local: dt.datetime) -> tuple[int, int]:
    return local.year, (local.month + 2) // 3


def _condition(asked: Asked, now: dt.datetime) -> sa.ColumnElement[bool]:
    over = Override.expires_at <= now
    standing = {
        None: sa.true(),
        Standing.LIVE: sa.and_(Override.ended_at.is_(None), ~over),
        Standing.EXPIRED: sa.and_(
            over, sa.or_(Override.ended_at.is_(None), Override.ended_at >= Override.expires_at)
        ),
        Standing.ENDED: Override.ended_at < Override.expires_at,
    }[asked.standing]
    narrowed = (
        (Override.ground, asked.ground),
        (Investigation.unit_id, asked.unit_id),
        (Override.granted_by_id, asked.granted_by_id),
    )
    return sa.and_(standing, *(column == value for column, value in narrowed if value is not None))


def _query() -> sa.Select:
    granted_by, officer = aliased(Person), aliased(Person)
    return (
        sa.select(
            Override,
            Investigation.reference,
            Unit.name.label("unit"),
            granted_by,
            officer,
            Suspect.name.label("suspect"),
            EventDetail.detail,
        )
        .join(Investigation, Investigation.id == Override.investigation_id)
        .join(Unit, Unit.id == Investigation.unit_id)
        .join(granted_by, granted_by.id == Override.granted_by_id)
        .outerjoin(officer, officer.id == Override.officer_id)
        .outerjoin(Suspect, Suspect.id == Override.suspect_id)
        .outerjoin(EventDetail, EventDetail.event_id == Override.event_id)
        .order_by(Override.granted_at.desc(), Override.id.desc())
    )


def _shown(session: Session, rows: list, now: dt.datetime, policy: Policy) -> list[OverrideShown]:
    found = []
    for row, reference, unit, granted_by, officer, suspect, detail in rows:
        about = with_rank(officer.full_name, officer.rank, officer.is_detective) if officer else suspect
        declared = REGISTRY.get(row.requirement)
        found.append(
            OverrideShown(
                row.id,
                row.investigation_id,
                reference,
                unit,
                row.requirement,
                declared.title if declared else row.requirement.replace("_", " "),
                ground_title(row.requirement, row.ground, policy),
                json.loads(detail).get("reason", "") if detail else "",
                about or "",
                with_rank(granted_by.full_name, granted_by.rank, granted_by.is_detective),
                row.rank_then,
                row.granted_at,
                row.expires_at,
                (row.expires_at - dt.timedelta(seconds=1)).astimezone(LONDON).date(),
                _standing(row, now),
                row.ended_at is not None,
            )
        )
    note_read(session, "investigation", [row.investigation_id for row in found])
    note_read(session, "suspect", [row[0].suspect_id for row in rows if row[0].suspect_id is not None])
    return found


def _standing(row: Override, now: dt.datetime) -> Standing:
    if row.ended_at is not None and row.ended_at < row.expires_at:
        return Standing.ENDED
    return Standing.LIVE if now < row.expires_at else Standing.EXPIRED
