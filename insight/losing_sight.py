"""Who owes something on a case and would not see it any more once it is restricted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from insight.people import acts_as, in_force, known_as, officers
from models import Direction, Duty, Investigation, LineOfInquiry, Person, RoleHolding
from vocabulary import Actor, DutyKind, DutyStatus, LineStatus, Restriction, Role
from workflow.case_file import CaseFile
from workflow.policy.pack import Policy
from workflow.restrictions import why_not_read


@dataclass(frozen=True)
class LosesSight:
    """Somebody, and what they owe, in words."""

    id: int
    name: str
    owes: tuple[str, ...]


def who_would_lose_sight(
    session: Session, case: CaseFile, by_id: int, policy: Policy, today: dt.date
) -> list[LosesSight]:
    """By name: victim care officers of its unit, and those whom a direction, a line or a chase is for."""
    owes = _owes(session, case, policy, today)
    restricted = replace(
        case,
        who_reads=replace(
            case.who_reads,
            restriction=case.who_reads.restriction or Restriction.RESTRICTED,
            restricted_by_id=by_id,
            broke_glass=frozenset(),
        ),
    )
    found = _people(session, owes.keys(), today)
    return [
        LosesSight(who.id, name, tuple(dict.fromkeys(owes[who.id])))
        for who, name in sorted(found, key=lambda pair: (pair[1], pair[0].id))
        if why_not_read(who, restricted) is not None
    ]


def _owes(session: Session, case: CaseFile, policy: Policy, today: dt.date) -> dict[int, list[str]]:
    """By person, what they owe on the case; the case's own officer and supervisors read it anyway."""
    owes: dict[int, list[str]] = defaultdict(list)
    running = session.execute(
        sa.select(Duty.kind, Duty.what, Duty.victim_id, Direction.to_person_id, Investigation.chaser_id)
        .join(Investigation, Investigation.id == Duty.investigation_id)
        .outerjoin(Direction, Direction.id == Duty.direction_id)
        .where(Duty.investigation_id == case.id, Duty.status == DutyStatus.RUNNING)
        .order_by(Duty.due_at, Duty.id)
    ).all()
    care = officers(session, Role.VICTIM_CARE_OFFICER, today, case.unit_id)
    for duty in running:
        if duty.to_person_id is not None:
            owes[duty.to_person_id].append(duty.what)
        elif duty.kind is DutyKind.CHASE and duty.chaser_id is not None:
            owes[duty.chaser_id].append(duty.what)
        elif duty.victim_id is not None or _is_victim_cares(duty.kind, policy):
            for each in care:
                owes[each.id].append(duty.what)
    lines = session.execute(
        sa.select(LineOfInquiry.owner_id, LineOfInquiry.objective).where(
            LineOfInquiry.investigation_id == case.id, LineOfInquiry.status == LineStatus.OPEN
        )
    )
    for owner_id, objective in lines:
        owes[owner_id].append(objective)
    return owes


def _is_victim_cares(kind: DutyKind, policy: Policy) -> bool:
    return policy.duty_rule(kind).owed_by is Role.VICTIM_CARE_OFFICER


def _people(session: Session, ids: Collection[int], today: dt.date) -> list[tuple[Actor, str]]:
    """Those in use, as they act today, and what they are called."""
    rows = session.execute(
        sa.select(Person.id, *acts_as(today)).where(Person.id.in_(list(ids)), Person.retired_at.is_(None))
    ).all()
    roles: dict[int, set[tuple[Role, int]]] = defaultdict(set)
    for held in session.execute(
        sa.select(RoleHolding.person_id, RoleHolding.role, RoleHolding.unit_id).where(
            RoleHolding.person_id.in_(list(ids)), in_force(today)
        )
    ):
        roles[held.person_id].add((held.role, held.unit_id))
    return [
        (Actor(row.id, row.rank, row.is_detective, frozenset(roles[row.id])), known_as(row, today))
        for row in rows
    ]
