"""The last day on which a charge can be brought, where the offence has one. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vocabulary import LineStatus
from workflow.case_file import CaseFile
from workflow.policy.charging import ChargingLimitRow
from workflow.policy.pack import Policy
from workflow.rights_to_review import months_after
from workflow.working_days import LONDON


@dataclass(frozen=True)
class ChargingLimit:
    """`rule` says why that day, and `source` names where it is written."""

    last_day: dt.date
    rule: str
    source: str

    def days_left(self, at: dt.datetime) -> int:
        """0 on the last day itself; negative once it has passed."""
        return (self.last_day - at.astimezone(LONDON).date()).days


def charging_limit(case: CaseFile, policy: Policy) -> ChargingLimit | None:
    """The limit of this case; the latest, where several rows of the pack name its offence."""
    rows = [row for row in policy.charging_limits if row.is_about(case.offence, case.flags)]
    limits = [ChargingLimit(_last_day(row, case), row.rule, row.source) for row in rows]
    return max(limits, key=lambda each: each.last_day, default=None)


def is_short(limit: ChargingLimit | None, at: dt.datetime, days: int) -> bool:
    """Are fewer days left than these, which the force points out?"""
    return limit is not None and limit.days_left(at) < days


def in_words(limit: ChargingLimit, at: dt.datetime) -> str:
    """For example 'A summary charge can be brought until 4 December 2026: 10 days are left.'"""
    left, day = limit.days_left(at), f"{limit.last_day:%-d %B %Y}"
    if left < 0:
        return f"The time for a summary charge ended on {day}."
    days = "this is the last day" if left == 0 else f"{left} day{' is' if left == 1 else 's are'} left"
    return f"A summary charge can be brought until {day}: {days}."


def _last_day(row: ChargingLimitRow, case: CaseFile) -> dt.date:
    happened = (case.occurred_until_at or case.reported_at).astimezone(LONDON).date()
    if row.after_line is None:
        return months_after(happened, row.months)
    longest = months_after(happened, row.longest_months)
    answered = [
        line.answered_at
        for line in case.live_lines
        if line.category == row.after_line and line.status is LineStatus.RESULTED and line.answered_at
    ]
    if not answered:
        return longest
    return min(months_after(min(answered).astimezone(LONDON).date(), row.months), longest)
