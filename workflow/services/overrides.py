"""Granting an override of one requirement of a case, and ending it. Each is counted, and none is removed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Override
from vocabulary import Act, Actor, DutyKind, EventKind, Gate
from workflow.case_file import SuspectDecisionAsked
from workflow.policy.pack import OverrideRule
from workflow.refusals import FactNotAccepted, NotFound, Refusal
from workflow.requirements import REGISTRY, Requirement
from workflow.requirements.overriding import as_overridden, override_authority
from workflow.requirements.sign_offs import authority_in_words, involvement, lacks_authority
from workflow.services import allocating, owing
from workflow.services.acts import open_act
from workflow.services.opening import LONDON, Opened
from workflow.services.particulars import ToOfficer


@dataclass(frozen=True)
class OverrideToGrant:
    """Which requirement, on which ground and why, and the last day on which it is to hold.

    `officer_id` of an allocation and `suspect_id` of a decision on one suspect: whom alone it is for.
    """

    requirement: str
    ground: str
    reason: str
    until_on: dt.date
    officer_id: int | None = None
    suspect_id: int | None = None


def grant_override(
    session: Session,
    actor: Actor,
    investigation_id: int,
    asked: OverrideToGrant,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """Let a requirement go unmet until a day; returns the event's id. Material, and never stale.

    By a supervisor senior to whoever signs, who did nothing else on the case and is not the person it is for.
    """
    opened = open_act(
        session,
        actor,
        Act.GRANT_OVERRIDE,
        investigation_id,
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    declared, rule = _overridable(opened, asked)
    asked = _for_whom(opened, declared, asked)
    _refuse_who_may_not(opened, declared, asked)
    _refuse_what_is_not_granted(opened, declared, rule, asked)
    return _write(opened, declared, asked)


def _overridable(opened: Opened, asked: OverrideToGrant) -> tuple[Requirement, OverrideRule]:
    declared, rule = REGISTRY.get(asked.requirement), opened.policy.override_rule(asked.requirement)
    if declared is None or rule is None:
        raise FactNotAccepted("requirement", "Nobody may override this. Choose from what is listed.")
    if asked.ground not in rule.grounds:
        raise FactNotAccepted("ground", "This is no ground for overriding it. Choose one that is listed.")
    return declared, rule


def _for_whom(opened: Opened, declared: Requirement, asked: OverrideToGrant) -> OverrideToGrant:
    """Whom it is for, and nobody where the requirement is about the whole case; the case asks about them."""
    officer = asked.officer_id if Gate.ALLOCATION in declared.gates else None
    suspect = asked.suspect_id if Gate.SUSPECT_NO_FURTHER_ACTION in declared.gates else None
    if Gate.ALLOCATION in declared.gates:
        if officer is None:
            raise FactNotAccepted("officer", "Choose the officer it is for.")
        opened.case = allocating.ask(opened, ToOfficer(officer))
    if Gate.SUSPECT_NO_FURTHER_ACTION in declared.gates:
        if suspect not in {each.id for each in opened.case.suspects}:
            raise FactNotAccepted("suspect", "Choose the suspect it is for.")
        opened.case = replace(opened.case, suspect_decision=SuspectDecisionAsked(suspect, False))
    return replace(asked, officer_id=officer, suspect_id=suspect)


def _refuse_who_may_not(opened: Opened, declared: Requirement, asked: OverrideToGrant) -> None:
    actor, case = opened.actor, opened.case
    part = involvement(case, actor.id, opened.policy)
    if part is not None:
        raise FactNotAccepted(
            "reason", f"You cannot grant this: the person who grants it {part}. Ask somebody else."
        )
    if actor.id == asked.officer_id:
        raise FactNotAccepted("officer", "You cannot grant this to yourself. Ask somebody else.")
    needed = override_authority(declared, case, opened.policy)
    if lacks_authority(needed, actor.rank, actor.is_detective) is not None:
        raise FactNotAccepted("reason", f"This is granted by {authority_in_words(needed)}. {needed.rule}")


def _refuse_what_is_not_granted(
    opened: Opened, declared: Requirement, rule: OverrideRule, asked: OverrideToGrant
) -> None:
    if not asked.reason.strip():
        raise FactNotAccepted("reason", "Write why the requirement may go unmet here.")
    today = opened.now.astimezone(LONDON).date()
    if asked.until_on < today:
        raise FactNotAccepted("until_on", "It holds today at least: enter today or a later day.")
    if asked.until_on > today + dt.timedelta(days=rule.longest_days):
        last = today + dt.timedelta(days=rule.longest_days)
        raise FactNotAccepted(
            "until_on",
            f"It holds for {rule.longest_days} days at most: until {last.day} {last:%B %Y} at the latest.",
        )
    found = [declared.rule(replace(opened.case, gate=gate), opened.policy) for gate in declared.gates]
    if not any(each.stands_in_the_way for each in found):
        raise FactNotAccepted("requirement", "Nothing is in the way here, so there is nothing to override.")
    if not any(
        as_overridden(declared, each, replace(opened.case, gate=gate), opened.policy).stands_in_the_way
        for gate, each in zip(declared.gates, found, strict=True)
    ):
        raise FactNotAccepted("requirement", "An override of this stands already. End that one first.")


def _write(opened: Opened, declared: Requirement, asked: OverrideToGrant) -> int:
    """One that has expired, or counts no more, is ended by the one granted afresh."""
    expires_at = dt.datetime.combine(asked.until_on + dt.timedelta(days=1), dt.time(), LONDON).astimezone(
        dt.UTC
    )
    before = _unended(opened, asked)
    event = opened.event(
        EventKind.OVERRIDE_GRANTED,
        facts={
            "requirement": asked.requirement,
            "ground": asked.ground,
            "officer": asked.officer_id,
            "suspect": asked.suspect_id,
            "rank": opened.actor.rank,
            "detective": opened.actor.is_detective,
            "expires_at": expires_at,
            "policy": opened.policy.version,
            "replaces": [row.event_id for row in before],
        },
        detail={"reason": asked.reason, "what": declared.title},
    )
    for row in before:
        row.ended_at = opened.now
    opened.session.flush()
    owing.end(opened, event, _duties_of(opened, before), at=opened.now)
    opened.session.add(
        Override(
            investigation_id=opened.row.id,
            requirement=asked.requirement,
            ground=asked.ground,
            officer_id=asked.officer_id,
            suspect_id=asked.suspect_id,
            granted_by_id=opened.actor.id,
            rank_then=opened.actor.rank,
            was_detective=opened.actor.is_detective,
            granted_at=opened.now,
            expires_at=expires_at,
            event_id=event.id,
            policy_version=opened.policy.version,
        )
    )
    owing.owe(
        opened,
        DutyKind.OVERRIDE_EXPIRES,
        event,
        f"Look again before the override ends: {declared.title[:1].lower()}{declared.title[1:]}",
        promised_for=expires_at,
    )
    return event.id


def _unended(opened: Opened, asked: OverrideToGrant) -> list[Override]:
    query = sa.select(Override).where(
        Override.investigation_id == opened.row.id,
        Override.requirement == asked.requirement,
        Override.officer_id.is_not_distinct_from(asked.officer_id),
        Override.suspect_id.is_not_distinct_from(asked.suspect_id),
        Override.ended_at.is_(None),
    )
    return list(opened.session.scalars(query.order_by(Override.id).with_for_update()))


def _duties_of(opened: Opened, rows: list[Override]) -> list:
    granted = {row.event_id for row in rows}
    running = owing.running(opened, DutyKind.OVERRIDE_EXPIRES)
    return [duty for duty in running if duty.trigger_event_id in granted]


def case_of_override(session: Session, override_id: int) -> int:
    """The case that an override is of. Raises NotFound."""
    found = session.scalar(sa.select(Override.investigation_id).where(Override.id == override_id))
    if found is None:
        raise NotFound("There is no such override.")
    return found


def end_override(
    session: Session,
    actor: Actor,
    override_id: int,
    reason: str,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
    lapse_accepted: bool = False,
) -> int:
    """End an override before its time, or say that an expired one was looked at; returns the event's id."""
    opened = open_act(
        session,
        actor,
        Act.END_OVERRIDE,
        case_of_override(session, override_id),
        now,
        submission_id=submission_id,
        makes_lapse=True,
        lapse_accepted=lapse_accepted,
    )
    row = session.get_one(Override, override_id, populate_existing=True, with_for_update=True)
    if row.ended_at is not None:
        raise Refusal("This override has been ended already.")
    if not reason.strip():
        raise FactNotAccepted("reason", "Write why it ends.")
    event = opened.event(
        EventKind.OVERRIDE_ENDED,
        facts={"granted": row.event_id, "requirement": row.requirement},
        detail={"reason": reason, "what": REGISTRY[row.requirement].title},
    )
    row.ended_at = now
    owing.end(opened, event, _duties_of(opened, [row]), at=now)
    session.flush()
    return event.id
