"""Of which units somebody sees how well what victims are owed is kept. Pure."""

from __future__ import annotations

from vocabulary import OVERSEEING_ROLES, Actor, Role
from workflow.policy.pack import Policy


def units_overseen(actor: Actor, policy: Policy) -> frozenset[int] | None:
    """None: every unit of the force; else the units in which this person supervises, or cares for victims."""
    if actor.holds(Role.AUDITOR, Role.CRIME_REGISTRAR):
        return None
    if actor.holds(Role.SUPERVISOR) and policy.protection.may_oversee(actor.rank, actor.is_detective):
        return None
    return frozenset(unit for role, unit in actor.roles if role in OVERSEEING_ROLES)
