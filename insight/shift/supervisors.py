"""A supervisor's first page: a sergeant's, and from inspector that of the rank that alone can sign."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from insight.listing import Asked, Listing, of_case
from insight.people import names
from insight.shift.officers import DECIDED, OWN, lines_losing_evidence, open_directions
from insight.shift.owed import GLASS, SUPERVISOR_OWES
from insight.to_sign import to_sign
from insight.work_lists import UNFINISHED, to_allocate
from models import (
    Decision,
    Direction,
    Duty,
    Investigation,
    InvestigationFlag,
    SignOff,
    Suspect,
    Unit,
)
from vocabulary import (
    Actor,
    DecisionKind,
    DutyKind,
    DutyStatus,
    Rank,
    RiskFlag,
    Role,
    State,
    SuspectDecision,
)


def _units(actor: Actor) -> set[int]:
    """The units this person supervises."""
    return {unit for role, unit in actor.roles if role is Role.SUPERVISOR}


def _of_team(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(Investigation.unit_id.in_(_units(actor)), Investigation.state.in_(UNFINISHED))


def not_allocated(asked: Asked) -> sa.Select:
    """What waits in the trays of my units, by when it is to be allocated."""
    allocate = sa.and_(
        TO_ALLOCATE.investigation_id == Investigation.id,
        TO_ALLOCATE.kind == DutyKind.ALLOCATE,
        TO_ALLOCATE.status == DutyStatus.RUNNING,
    )
    return (
        of_case(what=Investigation.place, at=TO_ALLOCATE.due_at)
        .select_from(Investigation)
        .outerjoin(TO_ALLOCATE, allocate)
        .where(to_allocate(asked.actor))
        .order_by(sa.nulls_last(TO_ALLOCATE.due_at), Investigation.id)
    )


def _has(flag: RiskFlag) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        InvestigationFlag.investigation_id == Investigation.id, InvestigationFlag.flag == flag
    )


def not_interviewed(asked: Asked) -> sa.Select:
    """Suspects of high-risk domestic abuse, recorded longer ago than the policy's hours, not interviewed."""
    hours = asked.policy.setting("high_risk_suspect_within_hours")
    return (
        of_case(item_id=Suspect.id, what=Suspect.name, at=Suspect.added_at, person_id=Investigation.oic_id)
        .join_from(Suspect, Investigation, Investigation.id == Suspect.investigation_id)
        .where(
            _of_team(asked.actor),
            _has(RiskFlag.DOMESTIC_ABUSE),
            _has(RiskFlag.HIGH_RISK),
            Suspect.interviewed_at.is_(None),
            Suspect.recorded_in_error_at.is_(None),
            sa.or_(Suspect.decision.is_(None), Suspect.decision == SuspectDecision.WANTED),
            Suspect.added_at < asked.now - dt.timedelta(hours=hours),
        )
        .order_by(Suspect.added_at, Suspect.id)
    )


def evidence(asked: Asked) -> sa.Select:
    """Evidence of my units' cases that is lost today."""
    return lines_losing_evidence(asked, _of_team(asked.actor), asked.ends_at)


# Aliased, as in every list: the conditions of lists ask of these tables too.
PROPOSED, TO_ALLOCATE = aliased(Decision), aliased(Duty)


def signable(asked: Asked, *which: sa.ColumnElement[bool]) -> sa.Select:
    """Proposals that I could sign, the oldest first."""
    return (
        of_case(
            what=sa.cast(PROPOSED.kind, sa.Text), at=PROPOSED.proposed_at, person_id=PROPOSED.proposed_by_id
        )
        .join_from(Investigation, PROPOSED, PROPOSED.id == Investigation.current_decision_id)
        .where(to_sign(asked.actor, asked.policy), *which)
        .order_by(PROPOSED.proposed_at, PROPOSED.id)
    )


ABOVE_SERGEANT = [rank for rank in Rank if rank.seniority > Rank.SERGEANT.seniority]


def only_i_sign(asked: Asked) -> sa.Select:
    """No further action that no sergeant can sign, because of its rank or because it asks for a detective."""
    above = sa.or_(PROPOSED.rank_needed.in_(ABOVE_SERGEANT), PROPOSED.detective_needed.is_(True))
    return signable(asked, PROPOSED.kind == DecisionKind.NO_FURTHER_ACTION, above)


def second_sign_off(asked: Asked) -> sa.Select:
    """Proposals that one person has signed, and that need another."""
    given = aliased(SignOff)
    signed = sa.exists().where(given.decision_id == PROPOSED.id)
    return signable(asked, PROPOSED.sign_offs_needed > 1, signed)


def wanted(asked: Asked) -> sa.Select:
    """Wanted suspects of my units' cases: high risk first, then by how many risks are recorded."""
    risks = (
        sa.select(sa.func.count())
        .where(InvestigationFlag.investigation_id == Investigation.id)
        .scalar_subquery()
    )
    return (
        of_case(item_id=Suspect.id, what=Suspect.name, at=Suspect.decided_at, person_id=Investigation.oic_id)
        .join_from(Suspect, Investigation, Investigation.id == Suspect.investigation_id)
        .where(
            _of_team(asked.actor),
            Suspect.decision == SuspectDecision.WANTED,
            Suspect.recorded_in_error_at.is_(None),
        )
        .order_by(_has(RiskFlag.HIGH_RISK).desc(), risks.desc(), Suspect.decided_at, Suspect.id)
    )


def overdue(asked: Asked) -> sa.Select:
    """What is overdue on my units' cases, whoever's it is."""
    return (
        of_case(item_id=Duty.id, what=Duty.what, at=Duty.due_at, person_id=Investigation.responsible_id)
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .where(_overdue(asked))
        .order_by(Duty.due_at, Duty.id)
    )


def _overdue(asked: Asked) -> sa.ColumnElement[bool]:
    running = sa.and_(Duty.status == DutyStatus.RUNNING, Duty.due_at < asked.now)
    # A call-back is owed by somebody outside the team.
    running = sa.and_(running, Duty.kind != DutyKind.CALL_BACK)
    return sa.and_(Investigation.unit_id.in_(_units(asked.actor)), running)


def overdue_by_officer(session: Session, asked: Asked) -> list[tuple[str, int]]:
    """How much is overdue on the cases that each person answers for, the most first."""
    who = Investigation.responsible_id
    found = _numbers(session, asked, who)
    known = names(session, [person for person, _ in found])
    return [(known.get(person, ""), number) for person, number in found]


def overdue_by_unit(session: Session, asked: Asked) -> list[tuple[str, int]]:
    """How much is overdue in each of my units, the most first."""
    return _numbers(session, asked, Unit.name)


def _numbers(session: Session, asked: Asked, by: sa.ColumnElement) -> list[tuple]:
    number = sa.func.count().label("number")
    rows = session.execute(
        sa.select(by, number)
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .join(Unit, Unit.id == Investigation.unit_id)
        .where(_overdue(asked))
        .group_by(by)
        .order_by(number.desc(), by)
        .limit(10)
    )
    return [tuple(row) for row in rows]


def waiting_by_class_and_rank(session: Session, asked: Asked) -> list[tuple[str, Rank, bool, int]]:
    """(class, rank, detective, number) of what waits for a sign-off in my units, the most first."""
    number = sa.func.count().label("number")
    rows = session.execute(
        sa.select(Investigation.offence_class, Decision.rank_needed, Decision.detective_needed, number)
        .join_from(Investigation, Decision, Decision.id == Investigation.current_decision_id)
        .where(Investigation.unit_id.in_(_units(asked.actor)), Investigation.state == State.AWAITING_SIGN_OFF)
        .group_by(Investigation.offence_class, Decision.rank_needed, Decision.detective_needed)
        .order_by(number.desc(), Investigation.offence_class, Decision.rank_needed)
    )
    titles = {each.key: each.title for each in asked.policy.offence_classes}
    return [(titles.get(key, key), rank, detective, each) for key, rank, detective, each in rows]


def directions_given(asked: Asked) -> sa.Select:
    """Open directions that I gave."""
    return open_directions(Direction.given_by_id == asked.actor.id, Direction.to_person_id)


def restrictions(asked: Asked) -> sa.Select:
    """Restrictions that I agreed, by the day on which I look at them again, on finished cases too."""
    return (
        of_case(item_id=Duty.id, what=Investigation.place, at=Duty.due_at)
        .join_from(Duty, Investigation, Investigation.id == Duty.investigation_id)
        .where(
            Duty.kind == DutyKind.REVIEW_RESTRICTION,
            Duty.status == DutyStatus.RUNNING,
            Investigation.restricted_by_id == asked.actor.id,
        )
        .order_by(Duty.due_at, Duty.id)
    )


def _decided(kind: str, _) -> str:
    return DECIDED.get(kind, kind.replace("_", " ").capitalize())


GIVEN = Listing(
    "directions-given",
    "Open directions you gave",
    "No direction you gave is open.",
    "due",
    directions_given,
)
RESTRICTIONS = Listing(
    "restrictions",
    "Restrictions you agreed, to look at again",
    "No restriction you agreed is in force.",
    "due",
    restrictions,
)
SIGNING = Listing(
    "signing",
    "Waiting for your sign-off",
    "Nothing waits for your sign-off.",
    "waiting",
    signable,
    _decided,
)
OVERDUE = Listing(
    "team-overdue", "Overdue in your units", "Nothing is overdue in your units.", "due", overdue
)
NOT_ALLOCATED = Listing("not-allocated", "Not yet allocated", "Your tray is empty.", "due", not_allocated)
SERGEANTS = (
    SUPERVISOR_OWES,
    NOT_ALLOCATED,
    Listing(
        "not-interviewed",
        "High-risk domestic abuse: suspect not interviewed",
        "No such suspect has waited longer than the limit.",
        "since",
        not_interviewed,
    ),
    Listing(
        "team-evidence", "Evidence lost today", "No evidence of your units is lost today.", "lost", evidence
    ),
    SIGNING,
    OVERDUE,
    GIVEN,
    RESTRICTIONS,
    *OWN,
)
INSPECTORS = (
    SUPERVISOR_OWES,
    Listing(
        "only-yours",
        "No further action that no sergeant can sign",
        "No such proposal waits for you.",
        "waiting",
        only_i_sign,
        _decided,
    ),
    Listing(
        "second-sign-off",
        "Waiting for a second sign-off",
        "No proposal waits for a second sign-off from you.",
        "waiting",
        second_sign_off,
        _decided,
    ),
    SIGNING,
    Listing(
        "wanted", "Wanted, the greatest harm first", "Nobody is wanted on your units' cases.", "since", wanted
    ),
    OVERDUE,
    NOT_ALLOCATED,
    GLASS,
    GIVEN,
    RESTRICTIONS,
    *OWN,
)
