"""When a duty is due, and by which rule. Pure: rows are made by workflow/services/owing.py."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from vocabulary import DutyKind
from workflow.policy.entries import Limit
from workflow.policy.pack import DutyRule, Policy
from workflow.policy.rights import Right
from workflow.working_days import end_of_nth_working_day


@dataclass(frozen=True)
class Due:
    """`due_at` in UTC; `rule` names limit, source and mark; the version of the policy that said so."""

    due_at: dt.datetime
    rule: str
    policy_version: str


# Duties with a limit, unless a person says by when; and how that is said.
UNLESS_A_PERSON_SAYS = {
    DutyKind.DIRECTION: "By the time given with it",
    DutyKind.OFFER_STATEMENT: "By the day that was set",
}


def due(
    kind: DutyKind,
    triggered_at: dt.datetime,
    *,
    enhanced: bool,
    policy: Policy,
    promised_for: dt.datetime | None = None,
    limit: Limit | None = None,
) -> Due:
    """When a duty triggered at `triggered_at` is due. `limit`: one that stands for the duty's own here.

    Hours are counted as they pass, across a change of the clocks too; working days as the calendar of London
    has them. `promised_for` is the time promised, or the date set, where a person says by when, as whoever
    gives a direction may. Raises ValueError for a time without a time zone, and where nobody said by when.
    """
    for moment in (triggered_at, promised_for):
        if moment is not None and moment.utcoffset() is None:
            raise ValueError(f"{moment} has no time zone")
    rule = policy.duty_rule(kind)
    rule = replace(rule, limit=limit) if limit is not None else rule
    return _reckon(rule, triggered_at, enhanced, policy, promised_for)


def due_right(right: Right, triggered_at: dt.datetime, *, enhanced: bool, policy: Policy) -> Due:
    """When a victim's right is due: its own limit, by its own source."""
    rule = replace(policy.duty_rule(DutyKind.RIGHT), limit=right.limit, source=right.source)
    return _reckon(rule, triggered_at, enhanced, policy, None)


def _reckon(
    rule: DutyRule,
    triggered_at: dt.datetime,
    enhanced: bool,
    policy: Policy,
    promised_for: dt.datetime | None,
) -> Due:
    if triggered_at.utcoffset() is None:
        raise ValueError(f"{triggered_at} has no time zone")
    number = rule.limit.enhanced if enhanced else rule.limit.standard
    if rule.limit.unit in ("promised", "date_set", "set", "by_right", "agreed"):
        if promised_for is None:
            raise ValueError("this is due when a person said: say when")
        due_at = promised_for.astimezone(dt.UTC)
    elif rule.kind in UNLESS_A_PERSON_SAYS and promised_for is not None:
        words = _in_words(rule, number, enhanced, policy, UNLESS_A_PERSON_SAYS[rule.kind])
        return Due(promised_for.astimezone(dt.UTC), words, policy.version)
    elif rule.limit.unit == "hours":
        due_at = triggered_at.astimezone(dt.UTC) + dt.timedelta(hours=number)
    else:
        due_at = end_of_nth_working_day(triggered_at, number)
    return Due(due_at, _in_words(rule, number, enhanced, policy), policy.version)


def to_the_minute(moment: dt.datetime) -> dt.datetime:
    """The beginning of a moment's minute."""
    return moment.replace(second=0, microsecond=0)


def is_discharged_by(triggered_at: dt.datetime, happened_at: dt.datetime) -> bool:
    """Something that happened before a duty's trigger discharges nothing (practice P22).

    People write times to the minute, so what happened in the minute of the trigger counts as after it.
    """
    return happened_at >= to_the_minute(triggered_at)


COUNTED_IN_HOURS = 72  # nobody counts more hours than that
MARKS_IN_WORDS = {
    "P": "read in the text itself",
    "S": "from a secondary source",
    "U": "unconfirmed",
    "D": "no national rule found",
}


def hours_in_words(hours: int) -> str:
    """For example '72 hours'; what is longer, and whole days, as '28 days'."""
    if hours > COUNTED_IN_HOURS and hours % 24 == 0:
        return f"{hours // 24} days"
    return f"{hours} hour{'' if hours == 1 else 's'}"


def _in_words(rule: DutyRule, number: int, enhanced: bool, policy: Policy, limit: str | None = None) -> str:
    source = policy.source(rule.source)
    limit = (
        limit
        or {
            "promised": "By the date of review"
            if rule.kind is DutyKind.TELL_LATER
            else "By the time promised",
            "set": "By the time it ends",
            "date_set": "By the date set",
            "agreed": "As often as was agreed with the victim",
            "hours": f"Within {hours_in_words(number)}",
            "working_days": f"Within {number} working day{'s' if number != 1 else ''}",
        }[rule.limit.unit]
    )
    if enhanced and rule.limit.enhanced != rule.limit.standard:
        limit += " (enhanced rights)"
    where = f"{source.instrument}, {source.paragraph}" if source.paragraph else source.instrument
    mark = MARKS_IN_WORDS[source.mark]
    kind = f"(force setting), {mark}" if source.is_force_setting else f"({mark})"
    return f"{limit}: {where} {kind}."
