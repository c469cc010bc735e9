"""The pack's two schemes by which victims ask for a decision to be reviewed (rights_to_review.toml)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from vocabulary import ReviewScheme
from workflow.policy.tables import Tables
from workflow.policy.validator import (
    FLAG,
    LIST,
    TEXT,
    WHOLE,
    PackRefused,
    at_least_one,
    many_of,
    one_of,
    optional,
)

FILE = "rights_to_review.toml"
NEEDED, POINTED_OUT = "needed", "pointed_out"
NUMBER = optional(int, None, "a whole number")
# What the police scheme says of those who decide, and the CPS's leaves to the CPS.
OF_THE_POLICE = ("ranks_above", "before_limit_working_days", "reviewer_source")


@dataclass(frozen=True)
class SchemeRule:
    """One scheme. `ordinarily_working_days`: when it is asked for as a rule, where that is said too.

    `notice_is_needed`: whoever may ask has to be told so before the case is finished.
    """

    scheme: ReviewScheme
    title: str
    ask_within_months: int
    ordinarily_working_days: int | None
    ranks_above: int | None
    before_limit_working_days: int | None
    asks_interview: bool
    notice_is_needed: bool
    source: str
    reviewer_source: str | None


BEFORE_STOPPING = "before_stopping"


@dataclass(frozen=True)
class Pilot:
    """Of the CPS: a review may be asked for before a prosecution of these classes is stopped.

    `where`: as far as is known. `here_from`: the first day on which it applies here; None where it does not.
    """

    title: str = ""
    classes: frozenset[str] = field(default=frozenset())
    where: str = ""
    here_from: dt.date | None = None
    source: str = ""

    def applies(self, offence_class: str, day: dt.date) -> bool:
        """To a crime of this class, in this force, on that day?"""
        return offence_class in self.classes and self.here_from is not None and self.here_from <= day


def pilot(tables: Tables, classes: Collection[str]) -> Pilot:
    """As it is in force on the day; none where the pack has none. Raises PackRefused."""
    fields = {"title": TEXT, "classes": LIST, "where": TEXT, "source": TEXT}
    fields["here_from"] = optional(dt.date, None, "a date like 2026-04-01")
    held = Pilot()
    for key, whole, found in tables.entries(FILE, "pilot", fields):
        one_of(FILE, whole, key, (BEFORE_STOPPING,))
        held = Pilot(
            found["title"],
            many_of(FILE, f"{whole}.classes", found["classes"], classes),
            found["where"],
            found["here_from"],
            tables.source(FILE, whole, found["source"]),
        )
    return held


def review_schemes(tables: Tables) -> dict[ReviewScheme, SchemeRule]:
    """Both, as they are in force on the day. Raises PackRefused."""
    fields = {"title": TEXT, "ask_within_months": WHOLE, "interviewed": FLAG, "notice": TEXT, "source": TEXT}
    fields |= {"ordinarily_working_days": NUMBER, "ranks_above": NUMBER, "before_limit_working_days": NUMBER}
    fields |= {"reviewer_source": optional(str, None, "text")}
    rules = {}
    for key, whole, found in tables.entries(FILE, "scheme", fields):
        scheme = one_of(FILE, whole, key, ReviewScheme)
        for name in OF_THE_POLICE:
            if (found[name] is None) is (scheme is ReviewScheme.POLICE):
                reason = "is missing" if found[name] is None else "is for the CPS to say: leave it out"
                raise PackRefused(FILE, f"{whole}.{name}", reason)
        for name in ("ask_within_months", "ordinarily_working_days", *OF_THE_POLICE[:2]):
            if found[name] is not None:
                at_least_one(FILE, f"{whole}.{name}", found[name])
        reviewer = found["reviewer_source"]
        rules[scheme] = SchemeRule(
            scheme,
            found["title"],
            found["ask_within_months"],
            found["ordinarily_working_days"],
            found["ranks_above"],
            found["before_limit_working_days"],
            found["interviewed"],
            one_of(FILE, f"{whole}.notice", found["notice"], (NEEDED, POINTED_OUT)) == NEEDED,
            tables.source(FILE, whole, found["source"]),
            tables.source(FILE, whole, reviewer) if reviewer is not None else None,
        )
    for scheme in ReviewScheme:
        if scheme not in rules:
            raise PackRefused(FILE, f"scheme.{scheme.value}", "is missing")
    return rules
