"""Shapes that the cases share: a crime reported soon after it happened, people and shops."""

from __future__ import annotations

import datetime as dt

from commands.demo_force.telling import Telling
from vocabulary import ReportedHow, RiskFlag, VictimKind
from workflow.services.crimes import CrimeToRecord
from workflow.services.victims import VictimToAdd
from workflow.working_days import LONDON


def last(clock: str, before: dt.datetime) -> dt.datetime:
    """When a clock in London last showed this."""
    local, (hour, minute) = before.astimezone(LONDON), map(int, clock.split(":"))
    shown = local.replace(hour=hour, minute=minute)
    return (shown if shown <= local else shown - dt.timedelta(days=1)).astimezone(dt.UTC)


def crime(
    telling: Telling,
    reference: str,
    offence: str,
    place: str,
    summary: str,
    *victims: VictimToAdd,
    unit: str = "NG",
    flags: frozenset[RiskFlag] = frozenset(),
    hours_before: float = 3,
    at: str = "",
    how: ReportedHow = ReportedHow.NON_EMERGENCY_CALL,
    no_suspect: str = "",
    no_victim: str = "",
) -> CrimeToRecord:
    """A crime that happened some hours before it was reported, and was recorded soon after.

    `at`: or when the clock last showed this, for example '21:40', where its words name an hour.
    """
    reported_at = telling.now - dt.timedelta(minutes=40)
    happened_at = last(at, reported_at) if at else reported_at - dt.timedelta(hours=hours_before)
    return CrimeToRecord(
        reference=reference,
        offence=offence,
        unit_id=telling.force.units[unit],
        occurred_from_at=happened_at,
        occurred_until_at=happened_at,
        reported_at=reported_at,
        reported_how=how,
        place=place,
        summary=summary,
        flags=flags,
        victims=victims,
        no_suspect_reason=no_suspect,
        no_victim_reason=no_victim,
    )


def person(name: str, phone: str = "", safe: str = "") -> VictimToAdd:
    return VictimToAdd(VictimKind.PERSON, name, phone=phone, safe_contact=safe)


def shop(name: str, contact: str, phone: str = "") -> VictimToAdd:
    return VictimToAdd(VictimKind.BUSINESS, name, contact, phone)
