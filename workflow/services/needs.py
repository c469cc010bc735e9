"""What a victim needs, and whether and why they have enhanced rights (Right 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from models import Victim
from vocabulary import Act, Actor, DutyKind, EventKind, VictimKind
from workflow.refusals import FactNotAccepted
from workflow.services import owing
from workflow.services.opening import Opened
from workflow.services.times import refuse_birth_to_come
from workflow.services.victims import open_for_victim


@dataclass(frozen=True)
class Assessed:
    """`categories`: keys of the policy's, all that apply; any of them gives enhanced rights.

    `reason`: where one of them asks for it. `born_on`: None leaves what is recorded.
    """

    needs: str
    categories: frozenset[str] = field(default=frozenset())
    reason: str = ""
    born_on: dt.date | None = None


def assess_needs(
    session: Session,
    actor: Actor,
    victim_id: int,
    assessed: Assessed,
    *,
    now: dt.datetime,
    submission_id: str | None = None,
) -> int:
    """Record a needs assessment and why enhanced rights apply, if they do; returns the event's id.

    Switched on, they shorten what runs for the victim; switched off, they lengthen nothing (practice P23).
    Whoever was a child when it happened has them whatever is chosen.
    """
    opened, victim = open_for_victim(session, actor, Act.ASSESS_NEEDS, victim_id, now, submission_id)
    _refuse_what_cannot_be(opened, victim, assessed)
    born_on = assessed.born_on or victim.born_on
    of_age = opened.policy.enhanced.of_their_age(born_on, opened.row.occurred_from_at)
    categories = sorted(assessed.categories | of_age)
    is_enhanced = bool(categories)
    shortened = owing.shorten(opened, victim) if is_enhanced and not victim.is_enhanced else []
    victim.needs_assessed_at, victim.needs, victim.is_enhanced = now, assessed.needs, is_enhanced
    victim.categories, victim.discretion_reason = categories, _reason(opened, assessed) or None
    victim.born_on = born_on
    event = opened.event(
        EventKind.NEEDS_ASSESSED,
        facts={
            "victim": victim.id,
            "enhanced": is_enhanced,
            "categories": categories,
            "by_age": sorted(of_age),
            "policy": opened.policy.version,
            "shortened": {str(duty.id): duty.due_at for duty in shortened},
        },
        detail={
            "needs": assessed.needs,
            "reason": victim.discretion_reason or "",
            "born_on": assessed.born_on.isoformat() if assessed.born_on else "",
        },
    )
    owing.end(opened, event, owing.running(opened, DutyKind.NEEDS_ASSESSMENT, victim_id=victim.id), at=now)
    session.flush()
    return event.id


def _refuse_what_cannot_be(opened: Opened, victim: Victim, assessed: Assessed) -> None:
    if not assessed.needs.strip():
        raise FactNotAccepted("needs", "Write what the victim needs, or that they said they need nothing.")
    held = opened.policy.enhanced.categories
    if not assessed.categories <= held.keys():
        raise FactNotAccepted("categories", "Choose what is listed.")
    if any(held[key].asks_reason for key in assessed.categories) and not assessed.reason.strip():
        raise FactNotAccepted("reason", "Write why they are given enhanced rights at discretion.")
    refuse_birth_to_come(assessed.born_on, opened.now)
    if assessed.born_on is not None and victim.kind is VictimKind.BUSINESS:
        raise FactNotAccepted("born_on", "A business has no date of birth. Leave it empty.")


def _reason(opened: Opened, assessed: Assessed) -> str:
    """Only where a category that was chosen asks for one."""
    held = opened.policy.enhanced.categories
    asks = any(held[key].asks_reason for key in assessed.categories)
    return assessed.reason if asks else ""
